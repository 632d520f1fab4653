"""The security of an account: who may change it, who is told, and what its person can see and end."""

import re
from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.mail import EmailMessage
from django.test import Client
from time_machine import TimeMachineFixture

from recovery.models import Episode, Person, SecurityEvent, Session, Subscription
from recovery.store.reminders import subscribe, wish
from tests.conftest import client_of
from tests.reminders.service import Browser
from tests.web.mails import code_in
from tests.web.own_data import DELETE, EXPORT, confirmed
from tests.web.plans import make_plan
from tests.web.stage import NOW, begin, guest_with

# allauth's own templates ask for variables that may be absent
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

PAGE = "/settings/security/"
PASSWORD = "a good long password"
PHONE = (
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0 Mobile Safari/537.36"
)
LAPTOP = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:155.0) Gecko/20100101 Firefox/155.0"
PAD = "Mozilla/5.0 (iPad; CPU OS 19_0 like Mac OS X) AppleWebKit/605.1 (KHTML, like Gecko) Version/19.0 Safari/605.1"
ASKS = "/accounts/reauthenticate/"
NEW = {"action_add": "", "email": "new@example.com"}


def log_in(owner: Person, agent: str, password: str = PASSWORD) -> Client:
    client = Client(headers={"user-agent": agent})
    client.post("/accounts/login/", {"login": owner.email, "password": password})
    return client


def happened() -> list[tuple[str, str]]:
    return [(each.what, each.way) for each in SecurityEvent.objects.order_by("pk")]


# --- proof of who somebody is

GUARDED = [
    ("POST", "/accounts/email/", NEW),
    ("GET", "/accounts/2fa/webauthn/add/", {}),
    ("GET", "/accounts/2fa/totp/activate/", {}),
    ("GET", "/accounts/2fa/totp/deactivate/", {}),
    ("GET", "/accounts/2fa/recovery-codes/generate/", {}),
    ("GET", EXPORT, {"format": "json"}),
    ("GET", EXPORT, {"format": "csv"}),
    ("POST", "/settings/sharing/", {"kind": "helper", "label": "Ruth"}),
    ("POST", "/settings/reminders/", {"action": "calendar"}),
    ("POST", DELETE, {"word": "DELETE"}),
]


def send(client: Client, method: str, path: str, data: dict[str, str]) -> Any:
    if "kind" in data or "action" in data:
        data = data | {"secret": re.findall(r'name="secret" value="([^"]+)"', client.get(path).text)[0]}
    return client.get(path, data) if method == "GET" else client.post(path, data)


@pytest.mark.parametrize(("method", "path", "data"), GUARDED)
def test_a_stranger_with_the_phone_is_asked_who_they_are(
    owner_client: Client, owner: Person, episode: Episode, method: str, path: str, data: dict[str, str]
) -> None:
    assert send(owner_client, method, path, data)["Location"].startswith(ASKS)
    assert Person.objects.get().email == owner.email
    answer = send(confirmed(owner_client), method, path, data)
    assert not answer.get("Location", "").startswith(ASKS)


@pytest.mark.parametrize(("method", "path", "data"), GUARDED[:3])
def test_a_person_without_password_and_passkey_is_asked_for_a_code_by_mail(
    owner: Person, mailoutbox: list[EmailMessage], method: str, path: str, data: dict[str, str]
) -> None:
    owner.set_unusable_password()
    owner.save()
    client = client_of(owner)
    asks = send(client, method, path, data)["Location"]
    assert asks.startswith(ASKS + "code/?next=")
    assert "owner@example.com" in client.get(asks).text
    assert "This did not fit. Try again." in client.post(asks, {"code": "WRONG"}).text
    client.post(asks, {"code": code_in(mailoutbox[0])})
    assert not send(client, method, path, data).get("Location", "").startswith(ASKS)
    assert ("refused", "code") in happened()


def test_a_code_by_mail_is_tried_three_times_and_a_few_minutes_only(
    owner_client: Client, mailoutbox: list[EmailMessage], time_machine: TimeMachineFixture
) -> None:
    for late, tries in ((timedelta(), 3), (timedelta(minutes=10), 0)):
        owner_client.get(ASKS + "code/")
        for _ in range(tries):
            owner_client.post(ASKS + "code/", {"code": "WRONG"})
        time_machine.shift(late)
        answer = owner_client.post(ASKS + "code/", {"code": code_in(mailoutbox[-1])})
        assert "This code works no longer." in answer.text
    assert send(owner_client, *GUARDED[0])["Location"].startswith(ASKS)


def test_a_proof_counts_for_five_minutes(owner_client: Client, time_machine: TimeMachineFixture) -> None:
    confirmed(owner_client)
    time_machine.shift(301)
    assert send(owner_client, *GUARDED[0])["Location"].startswith(ASKS)


def test_a_proof_gives_the_session_a_new_id(owner_client: Client) -> None:
    before = Client()
    before.cookies["sessionid"] = owner_client.cookies["sessionid"].value
    assert confirmed(owner_client).get(PAGE).status_code == 200
    assert before.get(PAGE).status_code == 302


def test_guests_have_nothing_to_prove(guest: Client) -> None:
    guest_with(guest, begin())
    assert guest.get(EXPORT, {"format": "json"}).status_code == 200
    assert "Your new link" in send(guest, *GUARDED[7]).text


# --- mail


def test_a_change_of_the_address_is_mailed_to_both(
    owner_client: Client, owner: Person, mailoutbox: list[EmailMessage]
) -> None:
    confirmed(owner_client).post("/accounts/email/", NEW)
    owner_client.post("/accounts/confirm-email/", {"code": code_in(mailoutbox[-1])})
    told = {mail.to[0]: (mail.subject, str(mail.body)) for mail in mailoutbox[1:]}
    assert told.keys() == {"owner@example.com", "new@example.com"}
    assert told["owner@example.com"][0] == "Your account has another address"
    assert "The address of your account is new@example.com now." in told["owner@example.com"][1]
    assert ("address", "") in happened()


def test_a_new_password_is_mailed_and_ends_all_other_sessions(owner: Person, mailoutbox: list[EmailMessage]) -> None:
    here, there = log_in(owner, PHONE), log_in(owner, LAPTOP)
    new = {"oldpassword": PASSWORD, "password1": "another long password", "password2": "another long password"}
    here.post("/accounts/password/change/", new)
    assert (here.get(PAGE).status_code, there.get(PAGE).status_code) == (200, 302)
    assert owner.sessions.count() == 1
    [mail] = mailoutbox
    assert (mail.to, mail.subject) == (["owner@example.com"], "Your password was changed")
    assert "Device: Chrome, Android" in str(mail.body)
    assert "http://testserver/accounts/password/reset/" in str(mail.body)
    assert "127.0.0.1" not in str(mail.body)
    assert happened()[-1] == ("changed", "")


# --- the page


def test_the_page_says_how_the_account_opens(owner: Person) -> None:
    page = log_in(owner, PHONE).get(PAGE).text
    for words in ("To owner@example.com", "Changed on 7 Dec", "None yet", "Off", "1 place", "This phone"):
        assert words in page
    Authenticator.objects.create(user=owner, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert "On: code app, 0 spare codes" in client_of(owner).get(PAGE).text


def test_each_place_has_its_own_way_out(owner: Person, time_machine: TimeMachineFixture) -> None:
    laptop, pad = log_in(owner, LAPTOP), log_in(owner, PAD)
    time_machine.shift(timedelta(days=9))
    pad.get(PAGE)
    time_machine.shift(timedelta(days=1))
    here = log_in(owner, PHONE)
    page = here.get(PAGE).text
    assert "3 places" in page
    assert re.findall(r"<span>(.*?) <small>(.*?)</small></span>", page)[-3:] == [
        ("This phone", "Chrome, now"),
        ("iPad", "Safari, Wed"),
        ("Windows", "Firefox, 7 Dec"),
    ]
    out = re.findall(r'name="out" value="(\w+)"', page)
    assert here.post(PAGE, {"out": out[0]})["Location"].startswith(ASKS)
    confirmed(here)
    assert not any(each.session_key in page for each in Session.objects.all())
    here.post(PAGE, {"out": out[0]})
    assert [each.get(PAGE).status_code for each in (here, pad, laptop)] == [200, 302, 200]
    here.post(PAGE, {"out": "others"})
    assert [each.get(PAGE).status_code for each in (here, laptop)] == [200, 302]
    assert happened()[-2:] == [("ended", "")] * 2


def test_the_sessions_of_others_are_out_of_reach(owner_client: Client, stranger: Person) -> None:
    theirs = client_of(stranger)
    page = log_in(stranger, PHONE).get(PAGE).text
    [name] = re.findall(r'name="out" value="(\w{20})"', page)
    assert owner_client.post(PAGE, {"out": name}).status_code == 404
    assert theirs.get(PAGE).status_code == 200


def test_a_guests_plan_stays_on_a_device_that_is_logged_out_from_elsewhere(guest: Client, owner: Person) -> None:
    make_plan(guest)
    guest.post("/accounts/login/", {"login": owner.email, "password": PASSWORD})
    confirmed(client_of(owner)).post(PAGE, {"out": "others"})
    assert "_auth_user_id" not in guest.session
    assert guest.get("/today/").status_code == 200


def test_a_device_that_is_logged_out_from_elsewhere_rings_no_more(
    owner: Person, episode: Episode, stranger: Person
) -> None:
    there, theirs = log_in(owner, LAPTOP), begin(stranger)
    browser = Browser("laptop")
    keys = {"p256dh": browser.p256dh, "auth": browser.auth}
    there.post("/settings/reminders/", {"action": "ring", "endpoint": "https://fcm.googleapis.com/a"} | keys)
    other = subscribe(wish(theirs, "https://back.example"), "https://fcm.googleapis.com/b", "p", "a", NOW)
    assert Subscription.objects.count() == 2
    confirmed(log_in(owner, PHONE)).post(PAGE, {"out": "others"})
    assert list(Subscription.objects.all()) == [other]


def test_what_happened_is_listed_for_90_days(owner: Person, time_machine: TimeMachineFixture) -> None:
    for _ in "ab":
        log_in(owner, LAPTOP, "wrong")
    client = log_in(owner, LAPTOP)
    page = client.get(PAGE).text
    assert "Wrong log-in, 2 times" in page
    assert re.search(r"Mon 10:00</span>\s*<span class=\"grow\">\s*Logged in <small>Password, Firefox, Windows", page)
    time_machine.shift(timedelta(days=89))
    assert "7 Dec" in client.get(PAGE).text
    time_machine.shift(timedelta(days=2))
    assert "7 Dec" not in client.get(PAGE).text.partition("Lately")[2]


@pytest.mark.parametrize("path", ["login/code/", "signup/", "login/"])
def test_who_tries_an_unknown_address_leaves_nothing(client: Client, path: str) -> None:
    data = {"email": "who@example.com", "login": "who@example.com", "password": "wrong", "password1": "short"}
    client.post(f"/accounts/{path}", data)
    assert not SecurityEvent.objects.exists()


def test_who_is_not_logged_in_is_sent_to_the_log_in(guest: Client) -> None:
    assert guest.get(PAGE)["Location"] == f"/accounts/login/?next={PAGE}"
    assert guest.put(PAGE).status_code == 405


def test_an_account_without_a_plan_has_the_page_too(stranger_client: Client) -> None:
    assert "Log-in and devices" in stranger_client.get(PAGE).text
