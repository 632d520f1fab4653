"""Keeping the plan: the same journal, now with an account; of two plans one goes on, and none is lost."""

import re

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.utils import timezone

from recovery.models import Entry, Episode, Person
from tests.conftest import client_of
from tests.web.plans import make_plan
from tests.web.stage import write

# allauth's own templates ask for variables that may be absent
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

PASSWORD = "a good long password"


@pytest.fixture
def two_plans(owner: Person, guest: Client) -> tuple[Client, Episode, Episode]:
    """A person with a plan signs in where a guest had made another: browser, the account's plan, the device's."""
    account = make_plan(client_of(owner))
    device = make_plan(guest)
    guest.post("/accounts/login/", {"login": owner.email, "password": PASSWORD})
    return guest, account, device


def test_a_guest_signs_up_and_keeps_the_same_journal(guest: Client, mailoutbox: list[EmailMessage]) -> None:
    episode = make_plan(guest)
    assert guest.get("/keep/").status_code == 200
    guest.post("/keep/", {"email": "new@example.com", "password1": PASSWORD})
    code = re.search(r"^[A-Z0-9]{3,}-?[A-Z0-9]{3,}$", str(mailoutbox[0].body), re.M)
    assert code
    assert guest.post("/accounts/confirm-email/", {"code": code[0]})["Location"] == "/today/"
    episode.refresh_from_db()
    assert episode.owner == Person.objects.get(email="new@example.com")
    assert Entry.objects.filter(episode=episode).count() == 3


@pytest.mark.parametrize("wrong", [{"email": "new"}, {"password1": "short"}, {"email": ""}])
def test_a_wrong_answer_is_told_beside_it(guest: Client, wrong: dict[str, str]) -> None:
    make_plan(guest)
    response = guest.post("/keep/", {"email": "new@example.com", "password1": PASSWORD} | wrong)
    assert response.status_code == 200
    assert 'class="err"' in response.text
    assert not Person.objects.exists()


def test_without_a_plan_there_is_nothing_to_keep(guest: Client, owner_client: Client) -> None:
    assert guest.get("/keep/")["Location"] == "/start/"
    assert owner_client.get("/keep/")["Location"] == "/today/"
    assert guest.put("/keep/").status_code == 405


def test_who_has_two_plans_is_asked(two_plans: tuple[Client, Episode, Episode]) -> None:
    browser, _, _ = two_plans
    assert browser.get("/")["Location"] == "/keep/"
    assert "Which plan goes on?" in browser.get("/keep/").text
    assert browser.post("/keep/", {"keep": "both"}).status_code == 200


@pytest.mark.parametrize("choice", ["account", "device"])
def test_the_other_plan_is_closed_and_not_lost(two_plans: tuple[Client, Episode, Episode], choice: str) -> None:
    browser, account, device = two_plans
    kept, dropped = (account, device) if choice == "account" else (device, account)
    assert browser.post("/keep/", {"keep": choice})["Location"] == "/today/"
    assert browser.post("/keep/", {"keep": choice})["Location"] == "/today/"  # a second tap
    kept.refresh_from_db()
    dropped.refresh_from_db()
    assert (kept.closed_at, kept.owner) == (None, dropped.owner)
    assert dropped.closed_at
    assert Entry.objects.count() == 6


def test_an_emergency_told_as_a_guest_outranks_the_plan_of_the_account(guest: Client, owner: Person) -> None:
    make_plan(client_of(owner))
    guest.post("/start/", {"ticked": ["E5"], "time_zone": "Europe/London"})
    guest.post("/accounts/login/", {"login": owner.email, "password": PASSWORD})
    assert "Get medical help now" in guest.get("/today/").text
    guest.post("/keep/", {"keep": "account"})
    assert "Get medical help now" in guest.get("/today/").text


def test_an_open_sign_of_the_account_goes_along_to_the_plan_of_the_device(guest: Client, owner: Person) -> None:
    account = make_plan(client_of(owner))
    make_plan(guest)
    write(account, "check_in", timezone.now(), flags=["S5"], screened=True)
    guest.post("/accounts/login/", {"login": owner.email, "password": PASSWORD})
    guest.post("/keep/", {"keep": "device"})
    assert "One calf is swollen, hot and sore." in guest.get("/today/").text


def test_a_stranger_decides_nothing(two_plans: tuple[Client, Episode, Episode], stranger_client: Client) -> None:
    assert stranger_client.post("/keep/", {"keep": "device"})["Location"] == "/today/"
    assert Episode.objects.filter(closed_at=None).count() == 2
