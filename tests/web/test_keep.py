"""Keeping the plan: the same journal gets an account; of two plans one goes on and none is lost."""

import re
from typing import Any

import pytest
from django.core.mail import EmailMessage
from django.test import Client

from recovery.models import Entry, Episode, Person
from recovery.store.carry_over import carry_flags
from tests.conftest import client_of
from tests.web.own_data import confirmed, delete
from tests.web.plans import make_plan
from tests.web.stage import NOW, begin, kinds, write

# allauth's own templates ask for variables that may be absent
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

PASSWORD = "a good long password"


def log_in(client: Client, owner: Person) -> Any:
    return client.post("/accounts/login/", {"login": owner.email, "password": PASSWORD})


def confirm(client: Client, mailoutbox: list[EmailMessage]) -> Any:
    code = re.search(r"^[A-Z0-9]{3,}-?[A-Z0-9]{3,}$", str(mailoutbox[0].body), re.M)
    assert code
    return client.post("/accounts/confirm-email/", {"code": code[0]})


@pytest.fixture
def two_plans(owner: Person, guest: Client) -> tuple[Client, Episode, Episode]:
    """A person with a plan signs in on a device with a guest's plan: the browser, the plan of each."""
    account = make_plan(client_of(owner))
    device = make_plan(guest)
    log_in(guest, owner)
    return guest, account, device


def test_a_guest_signs_up_and_keeps_the_same_journal(guest: Client, mailoutbox: list[EmailMessage]) -> None:
    episode = make_plan(guest)
    assert guest.get("/keep/").status_code == 200
    guest.post("/keep/", {"email": "new@example.com", "password1": PASSWORD})
    assert confirm(guest, mailoutbox)["Location"] == "/today/"
    episode.refresh_from_db()
    assert episode.owner == Person.objects.get(email="new@example.com")
    assert Entry.objects.filter(episode=episode).count() == 3


@pytest.mark.parametrize("in_time", [True, False], ids=["after", "at once"])
def test_two_taps_on_keep_are_one_sign_up(
    guest: Client, mailoutbox: list[EmailMessage], monkeypatch: pytest.MonkeyPatch, in_time: bool
) -> None:
    make_plan(guest)
    if not in_time:  # each looks for the address before the other has made the account
        monkeypatch.setattr("allauth.account.internal.flows.manage_email.assess_unique_email", lambda *_, **__: True)
    answers = [guest.post("/keep/", {"email": "new@example.com", "password1": PASSWORD}) for _ in "ab"]
    assert [each["Location"].partition("?")[0] for each in answers] == ["/accounts/confirm-email/"] * 2
    monkeypatch.undo()
    assert len(mailoutbox) == 1
    assert confirm(guest, mailoutbox)["Location"] == "/today/"


@pytest.mark.parametrize("wrong", [{"email": "new"}, {"password1": "short"}, {"email": ""}])
def test_a_wrong_answer_shows_an_error_beside_its_field(guest: Client, wrong: dict[str, str]) -> None:
    make_plan(guest)
    response = guest.post("/keep/", {"email": "new@example.com", "password1": PASSWORD} | wrong)
    assert response.status_code == 200
    assert 'class="err"' in response.text
    assert not Person.objects.exists()


def test_a_visitor_without_a_plan_is_sent_away(guest: Client, owner_client: Client) -> None:
    assert guest.get("/keep/")["Location"] == "/start/"
    assert owner_client.get("/keep/")["Location"] == "/today/"
    assert guest.put("/keep/").status_code == 405


def test_a_person_with_two_plans_chooses(two_plans: tuple[Client, Episode, Episode]) -> None:
    browser, _, _ = two_plans
    assert browser.get("/")["Location"] == "/keep/"
    for page in ("/today/", "/plan/", "/progress/", "/settings/"):  # no page is about a plan that nobody chose
        assert browser.get(page)["Location"] == "/keep/"
    assert "Which plan goes on?" in browser.get("/keep/").text
    assert browser.post("/keep/", {"keep": "both"}).status_code == 200


def test_a_plan_comes_to_an_account_only_after_the_person_was_asked(guest: Client, owner: Person) -> None:
    device = make_plan(guest)
    assert log_in(guest, owner)["Location"] == "/keep/"
    assert "Is this plan yours?" in guest.get("/keep/").text
    assert guest.post("/keep/", {"keep": "account"}).status_code == 200  # there is none
    device.refresh_from_db()
    assert device.owner is None
    assert guest.post("/keep/", {"keep": "device"})["Location"] == "/today/"
    device.refresh_from_db()
    assert device.owner == owner


def test_who_signs_up_on_the_phone_of_a_guest_is_asked_too(guest: Client, mailoutbox: list[EmailMessage]) -> None:
    device = make_plan(guest)
    guest.post("/accounts/signup/", {"email": "new@example.com", "password1": PASSWORD})
    assert confirm(guest, mailoutbox)["Location"] == "/keep/"
    device.refresh_from_db()
    assert device.owner is None


def test_who_taps_keep_and_then_logs_in_elsewhere_is_asked_too(guest: Client, owner: Person) -> None:
    make_plan(guest)
    assert guest.post("/keep/", {"passkey": ""})["Location"] == "/accounts/signup/passkey/?next=%2Ftoday%2F"
    assert log_in(guest, owner)["Location"] == "/keep/"
    assert Episode.objects.get().owner is None


@pytest.mark.parametrize("with_plan", [True, False])
def test_a_plan_that_is_left_on_the_phone_opens_again_after_the_log_out(
    guest: Client, owner: Person, with_plan: bool
) -> None:
    own = make_plan(client_of(owner)) if with_plan else None
    device = make_plan(guest)
    log_in(guest, owner)
    assert guest.post("/keep/", {"keep": "leave"})["Location"] == "/"
    assert guest.get("/", follow=True).redirect_chain == ([("/today/", 302)] if own else [])  # asked no more
    guest.post("/accounts/logout/")
    assert guest.get("/today/").status_code == 200
    device.refresh_from_db()
    assert (device.owner, device.closed_at) == (None, None)


def test_a_plan_about_which_nobody_has_decided_opens_again_after_the_log_out(
    two_plans: tuple[Client, Episode, Episode],
) -> None:
    browser, _, _ = two_plans
    browser.post("/accounts/logout/")
    assert browser.get("/today/").status_code == 200


def test_a_plan_that_is_not_theirs_outlives_the_account(guest: Client, owner: Person) -> None:
    device = make_plan(guest)
    log_in(guest, owner)
    guest.post("/keep/", {"keep": "leave"})
    delete(confirmed(guest))
    assert not Person.objects.exists()
    assert list(Episode.objects.all()) == [device]
    assert guest.get("/today/").status_code == 200


@pytest.mark.parametrize("own_plan", [True, False])
def test_an_emergency_of_the_guest_is_shown_until_they_decide(guest: Client, owner: Person, own_plan: bool) -> None:
    if own_plan:
        make_plan(client_of(owner))
    guest.post("/start/", {"ticked": ["E5"], "time_zone": "Europe/London"})
    log_in(guest, owner)
    page = guest.get("/today/", follow=True).text
    for words in ("Get medical help now", "Both of your legs hurt, tingle or feel weak.", 'href="tel:999"'):
        assert words in page


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


def test_an_emergency_of_the_guest_is_carried_over_to_the_plan_of_the_account(guest: Client, owner: Person) -> None:
    make_plan(client_of(owner))
    guest.post("/start/", {"ticked": ["E5"], "time_zone": "Europe/London"})
    log_in(guest, owner)
    guest.post("/keep/", {"keep": "account"})
    assert "Get medical help now" in guest.get("/today/").text


def test_an_open_flag_of_the_account_is_carried_over_to_the_plan_of_the_device(guest: Client, owner: Person) -> None:
    account = make_plan(client_of(owner))
    make_plan(guest)
    write(account, "check_in", NOW, flags=["S5"], screened=True)
    log_in(guest, owner)
    guest.post("/keep/", {"keep": "device"})
    assert "One calf is swollen, hot and sore." in guest.get("/today/").text


def test_a_stranger_decides_nothing(two_plans: tuple[Client, Episode, Episode], stranger_client: Client) -> None:
    assert stranger_client.post("/keep/", {"keep": "device"})["Location"] == "/today/"
    assert Episode.objects.filter(closed_at=None).count() == 2


def test_an_open_emergency_goes_along_to_each_plan_that_goes_on(owner: Person) -> None:
    old = begin()
    write(old, "check_in", flags=["E1"])
    for kept in (begin(owner), begin()):
        for _tap in range(2):
            carry_flags(old, kept, NOW)
        assert kinds(kept) == ["check_in"]
