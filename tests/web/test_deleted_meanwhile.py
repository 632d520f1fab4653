"""Another device deletes everything while a request is under way: no request fails, and none waits for ever."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.test import Client

from recovery.models import Episode, Person, SessionStore, Share
from recovery.plan.entries import Entry
from recovery.reminders.tokens import Note, sign
from recovery.store.reminders import subscribe, wish
from recovery.store.rows import present
from recovery.views import visit
from tests.conftest import client_of, make_person
from tests.web.links import link
from tests.web.stage import ANSWERS, NOW, begin, filled, write

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.ignore_template_errors]
PASSWORD = "a good long password"
FLARE = {"screen": "none", "pain": "7", "when": "0"}
Send = Callable[[Client, Episode], Any]


def outbox(*entries: dict[str, Any]) -> Send:
    """Send these entries from a phone."""

    def send(client: Client, episode: Episode) -> Any:
        body = {"episode": str(episode.pk), "now": NOW.isoformat(), "entries": list(entries)}
        return client.post("/outbox/", body, "application/json", headers={"Origin": "http://testserver"})

    return send


def form(path: str, **fields: Any) -> Send:
    """Send a form, with an id of its own."""
    return lambda client, _: client.post(path, {"id": str(uuid4())} | fields)


def page(path: str) -> Send:
    return lambda client, _: client.get(path)


def at_last_entry(**fields: Any) -> Send:
    return lambda client, episode: client.post(
        f"/log/{episode.entries.latest('at').pk}/", {"id": str(uuid4())} | fields
    )


def helped(**fields: Any) -> Send:
    """Send a form behind a helper's link."""
    return lambda _, episode: Client().post(link(episode, Share.HELPER), {"id": str(uuid4())} | fields)


def rung(action: str) -> Send:
    """Tap a button of a notification."""

    def send(_: Client, episode: Episode) -> Any:
        browser = subscribe(
            wish(episode, "https://back.example"), f"https://fcm.googleapis.com/{uuid4()}", "p", "a", NOW
        )
        note = Note(browser.settings_id, browser.pk, "plan 10:00", ("walk",), "walk", 4)
        return Client().post("/remind/", {"token": sign(note), "action": action})

    return send


WALK = {"id": str(uuid4()), "kind": "walk", "at": NOW.isoformat(), "minutes": 4}
TAP = {"id": str(uuid4()), "kind": "check_in", "at": NOW.isoformat(), "form": "pain=6"}
SENDS: dict[str, Send] = {
    **{f"log {kind}": form(f"/log/{kind}/", **filled(kind)) for kind in ANSWERS},
    **{path: page(path) for path in ("/today/", "/again/", "/progress/", "/plan/", "/log/", "/report/")},
    **{
        path: page(path)
        for path in ("/settings/sharing/", "/settings/reminders/", "/move/where/", "/settings/security/")
    },
    "a timer": form("/log/started/", item="rest"),
    "take back": at_last_entry(action="withdraw"),
    "correct": at_last_entry(**filled("walk", minutes="9")),
    "again": form("/again/", **FLARE),
    "about": form("/settings/about/", birth_year="1980", time_zone="Europe/London"),
    "onset": form("/settings/onset/", started_at="2026-12-06T20:00:00+00:00"),
    "where": form("/move/where/", where="up"),
    "fall": form("/move/fall/?q=2", answer="yes"),
    "mail": form("/settings/reminders/", action="mail"),
    "all off": form("/settings/reminders/", action="all_off"),
    "outbox": outbox(WALK),
    "outbox, a form": outbox(TAP),
    "outbox, choosing": outbox(WALK | {"choice": "mine"}),
    "helper": helped(kind="walk", minutes="3"),
    "done": rung("done"),
}


def test_a_request_whose_plan_is_deleted_after_it_was_read_does_not_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    def read_and_deleted(entries: tuple[Entry, ...], now: datetime) -> datetime:
        """Return the instant of the plan, and delete everything, as another device does it."""
        Person.objects.all().delete()
        return present(entries, now)

    wrong = []
    monkeypatch.setattr(visit, "present", read_and_deleted)
    for name, send in SENDS.items():
        person = make_person("owner@example.com")
        episode, client = begin(person), client_of(person)
        write(episode, "walk", minutes=6)
        client.raise_request_exception = False
        answer = send(client, episode)
        if answer.status_code >= 500 or Person.objects.exists() or Episode.objects.exists():
            wrong.append((name, answer.status_code))
            Person.objects.all().delete()
    assert wrong == []


def test_a_session_whose_person_is_deleted_is_not_created_again_for_ever(owner: Person) -> None:
    key = client_of(owner).cookies["sessionid"].value
    session = SessionStore(key)
    assert session["_auth_user_id"] == str(owner.pk)
    owner.delete()
    with pytest.raises(UpdateError):
        session.cycle_key()


def test_a_proof_by_a_person_who_is_deleted_meanwhile_leads_to_the_log_in(
    owner: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(owner)
    monkeypatch.setattr(Person, "check_password", lambda *_: Person.objects.all().delete())
    answer = client.post("/accounts/reauthenticate/", {"password": PASSWORD}, follow=True)
    assert (answer.status_code, answer.redirect_chain[-1][0].partition("?")[0]) == (200, "/accounts/login/")


def test_a_look_at_a_plan_whose_session_is_ended_meanwhile_leads_to_the_log_in(
    owner: Person, episode: Episode, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ended(entries: tuple[Entry, ...], now: datetime) -> datetime:
        owner.sessions.all().delete()
        return present(entries, now)

    client = client_of(owner)
    monkeypatch.setattr(visit, "present", ended)
    assert client.get("/today/")["Location"] == "/today/"  # it would have written what it showed into the session
    assert client.get("/today/")["Location"].startswith("/accounts/login/")
