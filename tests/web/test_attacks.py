"""Somebody else tries every form with the ids of the owner: nothing is read, nothing changes, nothing leads away."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from time_machine import TimeMachineFixture

from recovery.models import Episode, Person, Share
from recovery.store import journal
from recovery.store.reminders import subscribe, wish
from recovery.store.security import name_of
from tests.conftest import client_of
from tests.web.links import link
from tests.web.own_data import DELETE, confirmed
from tests.web.stage import NOW, begin, filled, guest_with, write

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

MARK = "only-the-owner-wrote-this"
ORIGIN = {"Origin": "http://testserver"}
HTMX = {"HX-Request": "true", "HX-Target": "dialog#sheet", "HX-Current-URL": "https://evil.example/"}
Form = tuple[str, dict[str, Any]]


@pytest.fixture
def plan(episode: Episode, owner: Person) -> Episode:
    """The owner's plan with everything that has an id."""
    write(episode, "check_in", pain=4, note=MARK)
    write(episode, "started", item="rest")
    link(episode, label=MARK)
    subscribe(wish(episode, "https://back.example"), "https://fcm.googleapis.com/a", "p", "a", NOW)
    Authenticator.objects.create(user=owner, type=Authenticator.Type.WEBAUTHN, data={"name": MARK})
    client_of(owner)
    return episode


def forms(plan: Episode) -> list[Form]:
    """Every form that names something, filled in with what is the owner's."""
    note, timer = plan.entries.get(kind="check_in", data__has_key="note"), plan.entries.get(kind="started")
    [share, key] = plan.shares.all()[:1], Authenticator.objects.get()
    session = plan.owner.sessions.latest("expire_date") if plan.owner else None
    at = {"at": NOW.isoformat(), "kind": "walk", "minutes": 4}
    out = [
        {"id": str(note.pk)} | at,
        {"id": str(uuid4()), "kind": "withdrawn", "at": NOW.isoformat(), "entry": str(note.pk)},
    ]
    keys = f"/accounts/2fa/webauthn/keys/{key.pk}"
    return [
        *(
            (f"/log/{note.pk}/", {"id": str(uuid4()), "action": action})
            for action in ("withdraw", "undo", "wrong_pain")
        ),
        (f"/log/{note.pk}/", filled("check_in")),
        (f"/log/{timer.pk}/", {"id": str(uuid4()), "action": "earlier"}),
        ("/log/rest/", {"id": str(uuid4()), "ends": "1", "started": str(timer.pk)}),
        ("/log/check_in/", filled("check_in") | {"id": str(note.pk)}),
        ("/settings/sharing/", {"revoke": str(share[0].pk)}),
        ("/settings/security/", {"out": name_of(session) if session else ""}),
        ("/settings/reminders/", {"action": "ring_no_more", "endpoint": "https://fcm.googleapis.com/a"}),
        ("/settings/reminders/", {"action": "all_off"}),
        *((f"{keys}/{does}/", {"name": "mine"}) for does in ("edit", "remove")),
        ("/outbox/", {"episode": str(plan.pk), "now": NOW.isoformat(), "entries": out}),
        (DELETE, {"word": "DELETE"}),
    ]


def state(plan: Episode) -> list[object]:
    """Everything of the owner that a form could change."""
    rows = (plan.shares, plan.owner.sessions, Authenticator.objects, plan.reminder_settings.subscriptions)  # type: ignore[union-attr]
    return [journal.read(plan), *(list(each.values().order_by("pk")) for each in rows)]


def send(client: Client, form: Form) -> Any:
    path, data = form
    if path == "/outbox/":
        return client.post(path, data, "application/json", headers=ORIGIN)
    return client.post(path, data, headers=HTMX)


def attackers(plan: Episode, stranger: Person) -> dict[str, Client]:
    """Everybody who may try."""
    begin(stranger)
    once = client_of(plan.owner) if plan.owner else Client()  # the owner's phone, after its log-out
    copied = once.cookies["sessionid"].value
    once.post("/accounts/logout/")
    late = Client()
    late.cookies["sessionid"] = copied
    holder = Client()
    holder.get(link(plan, Share.HELPER, label="Ruth"))
    guest = guest_with(Client(), begin())
    return {
        "nobody": Client(),
        "stranger": confirmed(client_of(stranger)),
        "guest": guest,
        "holder": holder,
        "late": late,
    }


def test_no_form_of_somebody_else_reaches_the_plan(plan: Episode, owner: Person, stranger: Person) -> None:
    wrong, tried = [], forms(plan)
    for who, client in attackers(plan, stranger).items():
        before = state(plan)
        for form in tried:
            answer = send(client, form)
            if answer.status_code >= 500 or MARK in answer.text or state(plan) != before:
                wrong.append((who, form[0], answer.status_code))
    assert wrong == []
    send(client_of(owner), tried[0])
    assert state(plan) != before  # the owner's own form does


def test_a_link_takes_no_more_than_its_scope(plan: Episode, time_machine: TimeMachineFixture) -> None:
    helper, clinician = link(plan, Share.HELPER, "Ruth"), link(plan, Share.CLINICIAN, "Dr Lee")
    tom = write(plan, "drink", ml=200, by="Tom")
    told = [
        {"kind": "undo", "entry": str(tom.id)},
        {"kind": "check_in", "pain": "9", "screen": "E1"},
        *({"kind": kind, "because": "professional"} for kind in ("cleared", "about", "onset", "withdrawn")),
    ]
    before = journal.read(plan)
    for path in (helper, clinician):
        answers = [Client().post(path, {"id": str(uuid4())} | each) for each in told]
        assert {each.status_code for each in answers} <= {404, 405}
        assert not any(MARK in each.text for each in answers)
    time_machine.shift(timedelta(days=15))
    for path in (helper, clinician):
        assert (Client().get(path).status_code, Client().post(path, filled("drink")).status_code) == (404, 404)
    assert journal.read(plan) == before


@pytest.mark.parametrize(
    "away", ["https://evil.example/", "//evil.example/", "/\\evil.example/", "javascript:alert(1)"]
)
def test_no_address_leads_to_another_site(owner: Person, away: str) -> None:
    password = {"login": owner.email, "password": "a good long password", "next": away}
    answers = [Client().post("/accounts/login/", password, headers=HTMX)]
    client = client_of(owner)
    for path in ("reauthenticate/", "logout/"):
        answers.append(client.post(f"/accounts/{path}?next={away}", password))
    assert [each["Location"] for each in answers] == ["/", "/", "/"]


def test_after_everything_is_deleted_no_session_and_no_link_opens(plan: Episode, owner: Person) -> None:
    here, there, address = confirmed(client_of(owner)), client_of(owner), link(plan)
    here.post(DELETE, {"word": "DELETE"})
    for client in (here, there):
        assert client.get("/today/")["Location"].startswith("/accounts/login/")
    assert Client().get(address).status_code == 404
