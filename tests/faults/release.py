"""What a release writes to its database, and what people see of it.

`python -m tests.faults.release COMMAND` uses the database of DATABASE_URL and prints JSON. The commands:
`lives` fills an empty database on the first day, and prints the keys of sessions and of a link;
`writes` continues a day later with the keys on standard input, and prints each write statement and the new keys;
`looks` and `looks_again`, an hour after each of these, print what the owner of each key on standard input sees.
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
    """Make a person with an account, a guest, a person who will delete everything, and a link for a helper."""
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
    sign_in(owner)
    owner.post("/keep/", {"keep": "device"})
    for kind in ("drink", "check_in", "medicine"):
        log(owner, kind, filled(kind))
    sign_up(leaver, "leaver@example.com")
    return {"owner": key(owner), "guest": key(guest), "leaver": key(leaver), "link": shared(owner)}


def writes(keys: Keys) -> dict[str, Any]:
    """Use every page that writes. Return the write statements in order, and the new keys."""
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
    written = [query["sql"] for query in connection.queries if re.match(r"INSERT|UPDATE|DELETE", query["sql"] or "")]
    assert not [each for each in written if "\n" in each]  # the recording has one statement per line
    then = {"owner": key(owner), "new": key(guest), "again": key(again), "link": keys["link"]}
    return {"statements": written, "keys": then}


def looks(keys: Keys) -> dict[str, Any]:
    """Return the journals of each session, and the status of the link's page."""
    from django.test import Client

    seen: dict[str, Any] = {}
    for name in sorted({*keys} - {"link"}):
        browser = Client()
        browser.cookies[settings.SESSION_COOKIE_NAME] = keys[name]
        assert browser.get("/today/").status_code == 200, name
        prove(browser)
        seen[name] = browser.get("/settings/export/?format=json").json()["episodes"]
    return seen | {"link": Client().get(f"/with/{keys['link']}/").status_code}


# --- what people do


def log(browser: Any, kind: str, fields: dict[str, Any]) -> str:
    """Log something, and return its id."""
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
    """Correct a walk, and withdraw another one."""
    from tests.web.stage import filled

    for change in (filled("walk", minutes="9"), {"id": str(uuid4()), "action": "withdraw"}):
        walk = log(browser, "walk", filled("walk"))
        assert browser.post(f"/log/{walk}/", change).status_code == 302


def shared(browser: Any) -> str:
    """Make a link for a helper, and return its secret."""
    from recovery.store.shares import new_secret, read_secret

    signed = new_secret()
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert browser.post("/settings/sharing/", {"kind": "helper", "label": "Anna", "secret": signed}).status_code == 200
    return read_secret(signed)


def prove(browser: Any) -> None:
    """Let a person have proved who they are, without a new id for the session: later writes use this one."""
    session = browser.session
    proof = {"method": "password", "at": (LIVES + timedelta(days=400)).timestamp(), "reauthenticated": True}
    session["account_authentication_methods"] = [proof]
    session["account_authentication_methods_user"] = session.get("_auth_user_id")
    session.save()


def helps(browser: Any, address: str) -> None:
    """Log a drink as a helper."""
    assert browser.get(address).status_code == 200
    assert browser.post(address, {"kind": "drink", "ml": "200", "id": str(uuid4())}).status_code == 302


def sign_in(browser: Any) -> None:
    """Sign in with e-mail address and password."""
    sent = {"login": "owner@example.com", "password": PASSWORD}
    assert browser.post("/accounts/login/", sent).status_code == 302


def sign_up(browser: Any, address: str) -> None:
    """Make an account for an existing plan, and confirm its address."""
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
    browser.post("/settings/delete/", {"word": "DELETE"})
    assert not Person.objects.filter(email="leaver@example.com").exists()


def prunes() -> None:
    """Delete the plan of a guest who did not return."""
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
