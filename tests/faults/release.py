"""A release as its database knows it: who lives there, what it writes, and what each of them sees.

`python -m tests.faults.release` with one of these words, on the database of DATABASE_URL; it prints JSON:
`lives` fills an empty database on the first day, and tells the keys that open sessions and a link;
`writes` goes on the next day from keys on standard input, and tells each statement that wrote, and the keys by then;
`looks` and `looks_again`, one hour after each of these, tell what the owner of each key on standard input sees.
"""

import json
import re
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import django
import time_machine
from django.conf import settings

LIVES = datetime(2026, 11, 27, 10, tzinfo=UTC)
WRITES = LIVES + timedelta(days=1)
AN_HOUR = timedelta(hours=1)
PASSWORD = "a good long password"
Keys = dict[str, str]


def lives() -> Keys:
    """A person with an account, a guest, somebody who will leave, and a friend who was sent a link."""
    from allauth.account.models import EmailAddress
    from allauth.mfa.models import Authenticator
    from django.core.management import call_command
    from django.test import Client

    from recovery.models import Person
    from tests.web.plans import make_plan
    from tests.web.stage import filled

    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    owner, guest, leaver = Client(), Client(), Client()
    person = Person.objects.create_user("owner@example.com", PASSWORD)
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data={"name": "Phone"})
    for browser in (owner, guest, leaver):
        make_plan(browser)
        browser.get("/today/")
        log(browser, "walk", filled("walk"))
    sign_in(owner)  # the plan made before comes along
    for kind in ("drink", "check_in", "medicine"):
        log(owner, kind, filled(kind))
    sign_up(leaver, "leaver@example.com")
    return {"owner": key(owner), "guest": key(guest), "leaver": key(leaver), "link": shared(owner)}


def writes(keys: Keys) -> dict[str, Any]:
    """All that the pages write, as statements in their order; and the keys of all who are there then."""
    from django.core.signals import request_started
    from django.db import connection, reset_queries
    from django.test import Client

    connection.force_debug_cursor = True
    request_started.disconnect(reset_queries)
    owner, guest, leaver, again = (Client() for _ in range(4))
    for name, browser in (("owner", owner), ("guest", guest), ("leaver", leaver)):
        browser.cookies[settings.SESSION_COOKIE_NAME] = keys[name]
    owner.get("/today/")
    logs_all(owner)
    takes_back(owner)
    helps(Client(), f"/with/{keys['link']}/")
    sign_up(guest, "new@example.com")
    sign_in(again)
    leaves(leaver)
    prunes()
    told = [query["sql"] for query in connection.queries if re.match(r"INSERT|UPDATE|DELETE", query["sql"] or "")]
    assert not [each for each in told if "\n" in each]  # one statement a line
    then = {"owner": key(owner), "new": key(guest), "again": key(again), "link": keys["link"]}
    return {"statements": told, "keys": then}


def looks(keys: Keys) -> dict[str, Any]:
    """The journals of each who has a session, and whether the link opens."""
    from django.test import Client

    seen: dict[str, Any] = {}
    for name in sorted({*keys} - {"link"}):
        browser = Client()
        browser.cookies[settings.SESSION_COOKIE_NAME] = keys[name]
        assert browser.get("/today/").status_code == 200, name
        seen[name] = browser.get("/settings/export/?format=json").json()["episodes"]
    return seen | {"link": Client().get(f"/with/{keys['link']}/").status_code}


# --- what people do


def log(browser: Any, kind: str, fields: dict[str, Any]) -> str:
    """Log something; gives its id."""
    answer = browser.post(f"/log/{kind}/", fields)
    assert f"saved={fields['id']}" in answer.headers.get("Location", ""), kind
    return str(fields["id"])


def logs_all(browser: Any) -> None:
    """Log one of each kind, and a timer."""
    from tests.web.stage import ANSWERS, filled

    for kind in ANSWERS:
        log(browser, kind, filled(kind, **({"taken": "1"} if kind == "medicine" else {})))
    log(browser, "started", {"id": str(uuid4()), "item": "rest"})
    browser.post("/settings/about/", {"id": str(uuid4()), "birth_year": "1980", "time_zone": "Europe/London"})


def takes_back(browser: Any) -> None:
    """Correct a walk, and take another one back."""
    from tests.web.stage import filled

    for change in (filled("walk", minutes="9"), {"id": str(uuid4()), "action": "withdraw"}):
        walk = log(browser, "walk", filled("walk"))
        assert browser.post(f"/log/{walk}/", change).status_code == 302


def shared(browser: Any) -> str:
    """Make a link for a helper; gives its secret."""
    from recovery.sharing import new_secret, read_secret

    signed = new_secret()
    assert browser.post("/settings/sharing/", {"kind": "helper", "label": "Anna", "secret": signed}).status_code == 200
    return read_secret(signed)


def helps(browser: Any, address: str) -> None:
    """Log a drink for somebody else."""
    assert browser.get(address).status_code == 200
    assert browser.post(address, {"kind": "drink", "ml": "200", "id": str(uuid4())}).status_code == 302


def sign_in(browser: Any) -> None:
    """Sign in by address and password."""
    sent = {"login": "owner@example.com", "password": PASSWORD}
    assert browser.post("/accounts/login/", sent).status_code == 302


def sign_up(browser: Any, address: str) -> None:
    """Make an account for a plan that stands, and confirm its address."""
    from django.core import mail

    browser.post("/keep/", {"email": address, "password1": PASSWORD})
    code = re.search(r"^[A-Z0-9]{3,}-?[A-Z0-9]{3,}$", str(mail.outbox[-1].body), re.M)
    assert code
    assert browser.post("/accounts/confirm-email/", {"code": code[0]})["Location"] == "/today/"


def leaves(browser: Any) -> None:
    """Share a plan, end the link, and delete everything."""
    from recovery.models import Person, Share

    shared(browser)
    browser.post("/settings/sharing/", {"revoke": str(Share.objects.latest("pk").pk)})
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    browser.post("/settings/delete/", {"word": "DELETE"})
    assert not Person.objects.filter(email="leaver@example.com").exists()


def prunes() -> None:
    """Delete the plan of a guest who was never seen again."""
    from django.core.management import call_command
    from django.test import Client

    from tests.web.plans import make_plan

    with time_machine.travel(WRITES - timedelta(days=200)):
        make_plan(Client())
    call_command("prune", stdout=sys.stderr)


def key(browser: Any) -> str:
    """The key of a browser's session."""
    value: str = browser.cookies[settings.SESSION_COOKIE_NAME].value
    return value


WORDS: dict[str, tuple[datetime, Callable[[], Any]]] = {
    "lives": (LIVES, lives),
    "looks": (LIVES + AN_HOUR, lambda: looks(json.load(sys.stdin))),
    "writes": (WRITES, lambda: writes(json.load(sys.stdin))),
    "looks_again": (WRITES + AN_HOUR, lambda: looks(json.load(sys.stdin))),
}

if __name__ == "__main__":
    django.setup()
    from django.test.utils import setup_test_environment

    setup_test_environment()
    instant, does = WORDS[sys.argv[1]]
    with time_machine.travel(instant, tick=True):
        sys.stdout.write(json.dumps(does()))
