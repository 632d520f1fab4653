"""A phone in use, for Locust: mostly looking, now and then logging, with some seconds of thought between.

Run by `python -m tests.bench load`, which tells by PHONES where the cookies of all phones stand, and by RESULT where to
write down the ids of the entries sent, those of the acknowledged, and how long answers took in milliseconds.
"""

import json
import os
from datetime import UTC, datetime
from itertools import cycle
from pathlib import Path
from typing import Any
from urllib.parse import urlencode
from uuid import uuid4
from zoneinfo import ZoneInfo

from locust import FastHttpUser, between, events, task
from locust.env import Environment

from tests.bench.journals import forenoon
from tests.bench.phones import TOKEN as COOKIE

PHONES = cycle(json.loads(Path(os.environ["PHONES"]).read_text()))
ZONE = ZoneInfo(forenoon(datetime.now(UTC)))  # where all of them live
SENT: list[str] = []
SAVED: list[str] = []
TOKEN = "bench" * 6 + "ok"  # the browser's half and the form's half of what guards forms


class Phone(FastHttpUser):
    """Somebody with a plan, signed in or as a guest."""

    wait_time = between(4, 12)

    def on_start(self) -> None:
        """Take a phone out of the pile."""
        cookies = {COOKIE: TOKEN, **next(PHONES)}
        self.told = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
            "X-Forwarded-Proto": "https",
            "Accept-Encoding": "gzip, deflate, br",
        }

    @task(10)
    def today(self) -> None:
        self.look("/today/")

    @task(2)
    def day(self) -> None:
        self.look(f"/plan/{datetime.now(ZONE).date()}/", "/plan/DAY/")

    @task(2)
    def help(self) -> None:
        self.look("/help/")

    @task(3)
    def walk(self) -> None:
        self.log("walk", minutes=4, where="home", pain_before=4, pain_after=4, choice="both")

    @task(2)
    def drink(self) -> None:
        self.log("drink", ml=200)

    @task(1)
    def check_in(self) -> None:
        self.log("check_in", pain=4, screen="none")

    def look(self, path: str, name: str | None = None) -> None:
        """Look at a page, which must come whole."""
        with self.client.get(path, headers=self.told, name=name, catch_response=True) as answer:
            if answer.status_code != 200:
                answer.failure(f"{answer.status_code} instead of a page")

    def log(self, kind: str, **answers: Any) -> None:
        """Open the form, send it, and come back to Today, which says that it is saved."""
        path, entry = f"/log/{kind}/", str(uuid4())
        self.look(path)
        body = urlencode({"csrfmiddlewaretoken": TOKEN, "id": entry, "when": 0, **answers})
        told = {"Origin": f"https://{self.host.removeprefix('http://')}"} if self.host else {}
        told |= self.told | {"Content-Type": "application/x-www-form-urlencoded"}
        SENT.append(entry)
        with self.client.post(path, body, headers=told, allow_redirects=False, catch_response=True) as answer:
            if answer.status_code != 302 or f"saved={entry}" not in answer.headers.get("Location", ""):
                answer.failure(f"{answer.status_code} instead of saved")
                return
            SAVED.append(entry)
        self.look(f"/today/?saved={entry}", "/today/?saved=ID")


@events.quitting.add_listener  # type: ignore[untyped-decorator]
def write_down(environment: Environment, **_: Any) -> None:
    total = environment.stats.total
    within = {share: total.get_response_time_percentile(share / 100) for share in (50, 95, 99)}
    errors = [
        f"{each.occurrences} times {each.method} {each.name}: {each.error}"
        for each in environment.stats.errors.values()
    ]
    told = {"sent": SENT, "saved": SAVED, "within": within, "rate": total.total_rps, "errors": errors}
    Path(os.environ["RESULT"]).write_text(json.dumps(told))
