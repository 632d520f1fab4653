"""The database is away, full, locked, slow or only to be read, under a server that runs on: nothing hangs or is lost.

Each fault is brought about once, with everybody at once on the site; each test asks one thing about that.
"""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial

import pytest

from recovery.plan.clinical.countries import COUNTRIES
from recovery.plan.history.screening import EMERGENCY
from recovery.presenters.flag_rows import ROWS
from tests.faults.databases import Database
from tests.faults.pages import Form, is_calm
from tests.faults.phone import TOKEN, WALK, Answer, Phone, new_id, saved
from tests.faults.server import Server

EMERGENCIES = [str(ROWS[flag]) for flag in EMERGENCY]
LOOKS = ("/today/", "/log/")
ALARM: dict[str, str | list[str]] = {"ticked": ["E5", "E1"], "time_zone": "Europe/London"}
STEP = {"answer": "none", "time_zone": "Europe/London"}
MANY = 16  # twice as many as the server has threads


@dataclass
class Scene:
    """The people on the site, and their responses while the database failed, by person and request."""

    readable: bool  # the database could still be read
    phones: dict[str, Phone]
    helper: str
    walks: list[str]
    workers: list[int]  # their process ids before the fault
    seen: dict[tuple[str, str], Answer] = field(default_factory=dict)
    lines: list[str] = field(default_factory=list)  # the log


def everybody(scene: Scene) -> dict[tuple[str, str], partial[Answer]]:
    """The requests that are sent at the same time."""
    looks = [(who, path) for who in ("owner", "guest") for path in LOOKS] + [("friend", scene.helper)]
    looks += [(who, path) for who in ("owner", "guest", "stranger") for path in ("/help/", "/", "/rules/")]
    does = {(who, path): partial(scene.phones[who].get, path) for who, path in looks}
    does |= {("owner", walk): partial(scene.phones["owner"].walk, walk) for walk in scene.walks}
    does["ill", "alarm"] = partial(scene.phones["ill"].post, "/start/", ALARM)
    does["new", "step"] = partial(scene.phones["new"].post, "/start/", STEP)
    does["probe", "health"] = partial(scene.phones["probe"].get, "/healthz")
    return does


@pytest.fixture(scope="module")
def scene(fault: str, database: Database, server: Server, keys: dict[str, str]) -> Scene:
    """The responses during the fault. It is over when the test begins."""
    names = ("owner", "guest", "stranger", "friend", "ill", "new", "probe")
    phones = {name: Phone(server.port, keys.get(name)) for name in names}
    for name in ("ill", "new"):
        phones[name].get("/start/")
    walks = [new_id() for _ in range(MANY)]
    scene = Scene(fault in database.READS, phones, f"/with/{keys['helper']}/?open=1", walks, server.workers())
    before = len(server.lines)
    with getattr(database, fault)(server), ThreadPoolExecutor(32) as crowd:
        asked = {key: crowd.submit(does) for key, does in everybody(scene).items()}
        scene.seen = {key: each.result() for key, each in asked.items()}
    scene.lines = server.logged(before, scene.seen.values())
    return scene


def test_pages_open_or_explain_the_outage_and_recover(scene: Scene) -> None:
    looks = [("owner", path) for path in LOOKS] + [("guest", path) for path in LOOKS] + [("friend", scene.helper)]
    for look in looks:
        assert scene.seen[look].status == 200 if scene.readable else is_calm(scene.seen[look])
    assert [scene.phones[who].get(path).status for who, path in looks] == [200] * len(looks)


@pytest.mark.parametrize("who", ["owner", "guest", "stranger"])
def test_help_always_opens(scene: Scene, who: str) -> None:
    helped, first = scene.seen[who, "/help/"], scene.seen[who, "/"]
    numbers = {number for country in COUNTRIES.values() for number in country.emergency}
    assert all(f'href="tel:{number}"' in helped.text for number in numbers)
    assert all(row in first.text for row in EMERGENCIES) or (scene.readable and first.status == 302)
    assert helped.status == scene.seen[who, "/rules/"].status == 200
    assert ("No plan opens right now." in first.text) is (who != "stranger" and not scene.readable)


def test_nobody_is_logged_out(scene: Scene) -> None:
    assert not any(
        "sessionid" in each for answer in scene.seen.values() for each in answer.headers.get_all("Set-Cookie", [])
    )
    assert [scene.phones[who].get("/").headers["Location"] for who in ("owner", "guest")] == ["/today/"] * 2


def test_a_form_is_kept_and_counts_once_however_often_it_is_sent(scene: Scene, database: Database) -> None:
    before = database.ids("walk")
    for walk in scene.walks:
        answer = scene.seen["owner", walk]
        assert is_calm(answer)
        assert "Nothing is saved yet." in answer.text
        form = Form(answer.text)
        assert form.action == "/log/walk/"
        assert form.fields | {"csrfmiddlewaretoken": TOKEN} == WALK | {"id": walk, "csrfmiddlewaretoken": TOKEN}
    for _ in range(2):
        assert saved(scene.phones["owner"].post(form.action, form.fields), walk)
    assert database.ids("walk") == sorted([*before, walk])


def test_a_warning_sign_that_cannot_be_stored_gets_the_alarm(scene: Scene) -> None:
    answer, phone = scene.seen["ill", "alarm"], scene.phones["ill"]
    assert is_calm(answer)
    assert "Get medical help now" in answer.text
    assert 'href="/help/#numbers"' in answer.text
    form = Form(answer.text)
    assert form.fields["ticked"] == ["E5", "E1"]
    assert phone.post(form.action, form.fields).headers["Location"] == "/today/"
    assert 'href="tel:999"' in phone.get("/today/").text


def test_a_step_of_the_start_that_only_the_session_stores_is_kept(scene: Scene) -> None:
    answer, phone = scene.seen["new", "step"], scene.phones["new"]
    assert is_calm(answer)
    assert "Get medical help now" not in answer.text
    form = Form(answer.text)
    assert phone.post(form.action, form.fields).headers["Location"] == "/move/where/"


def test_healthz_fails_and_recovers_without_a_restart(scene: Scene, server: Server) -> None:
    assert scene.seen["probe", "health"].status == 503
    assert scene.phones["probe"].get("/healthz").text == "ok\n"
    assert server.workers() == scene.workers


def test_each_failure_is_one_log_line_with_its_reason(scene: Scene) -> None:
    events = [json.loads(line) for line in scene.lines if line.startswith("{")]
    said = [each["message"] for each in events if each["logger"] == "recovery.web.outage"]
    parts = [each.partition(": the database fails: ") for each in said]
    posts = [what for what, _, reason in parts if what.startswith("POST") and reason]
    assert sorted(posts) == [*["POST /log/<slug:kind>/"] * MANY, *["POST /start/"] * 2]
    assert "Traceback" not in "".join(scene.lines)
    assert scene.helper not in "".join(scene.lines)
