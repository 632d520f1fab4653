"""Accounts as a person meets them: by address and password, by code, or by a passkey."""

import re
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from threading import Event
from typing import Any
from unittest.mock import Mock

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from django.contrib.auth.hashers import MD5PasswordHasher
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.test import Client
from time_machine import TimeMachineFixture

from recovery.models import Person
from tests import clock
from tests.conftest import client_of
from tests.store.stage import together
from tests.web.mails import code_in
from tests.web.own_data import confirmed

# allauth's own templates ask for variables that may be absent
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

PASSWORD = "a good long password"
SECOND = "another long password"


def test_sign_up_asks_for_the_code_sent_by_mail(client: Client, mailoutbox: list[EmailMessage]) -> None:
    client.post("/accounts/signup/", {"email": "New@Example.com", "password1": PASSWORD})
    assert "_auth_user_id" not in client.session
    client.post("/accounts/confirm-email/", {"code": code_in(mailoutbox[0])})
    assert client.session["_auth_user_id"] == str(Person.objects.get(email="new@example.com").pk)


def test_a_known_address_learns_of_it_only_by_mail(
    client: Client, owner: Person, mailoutbox: list[EmailMessage]
) -> None:
    known = client.post("/accounts/signup/", {"email": "OWNER@example.com", "password1": PASSWORD})
    fresh = Client().post("/accounts/signup/", {"email": "new@example.com", "password1": PASSWORD})
    assert known["Location"] == fresh["Location"]
    assert Person.objects.filter(email__iexact="owner@example.com").count() == 1


def test_a_sign_up_takes_as_long_for_a_known_address(owner: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    encode = Mock(side_effect=MD5PasswordHasher().encode)  # nearly all of the time is spent here
    monkeypatch.setattr(MD5PasswordHasher, "encode", encode)
    for number, email in enumerate(("new@example.com", owner.email), 1):
        Client().post("/accounts/signup/", {"email": email, "password1": PASSWORD})
        assert encode.call_count == number


def test_the_database_knows_an_address_in_any_case(owner: Person) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(email="Owner@Example.com")


def test_sign_in_and_out(client: Client, owner: Person) -> None:
    client.post("/accounts/login/", {"login": "Owner@example.com", "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(owner.pk)
    assert "Clear-Site-Data" not in client.get("/accounts/logout/")
    response = client.post("/accounts/logout/")
    assert "_auth_user_id" not in client.session
    assert response["Clear-Site-Data"] == '"cache", "storage"'  # nothing of the person stays on the device


def test_a_wrong_password_is_told_on_the_page(client: Client, owner: Person) -> None:
    response = client.post("/accounts/login/", {"login": owner.email, "password": "wrong"})
    assert 'role="alert"' in response.text
    assert "_auth_user_id" not in client.session


def test_guessing_is_stopped(client: Client, owner: Person) -> None:
    for _ in range(5):
        client.post("/accounts/login/", {"login": owner.email, "password": "wrong"})
    client.post("/accounts/login/", {"login": owner.email, "password": PASSWORD})
    assert "_auth_user_id" not in client.session


def test_sign_in_by_code(client: Client, owner: Person, mailoutbox: list[EmailMessage]) -> None:
    client.post("/accounts/login/code/", {"email": owner.email})
    client.post("/accounts/login/code/confirm/", {"code": code_in(mailoutbox[0])})
    assert client.session["_auth_user_id"] == str(owner.pk)


@pytest.fixture
def squatter(client: Client) -> Client:
    """The browser of somebody who has signed up with another person's address and waits for them to confirm it."""
    squatter = Client()
    squatter.post("/accounts/signup/", {"email": "new@example.com", "password1": PASSWORD})
    return squatter


def log_in_by_code(client: Client, mailoutbox: list[EmailMessage]) -> Person:
    """Log in by a code that is sent to new@example.com; return whose account that is."""
    client.post("/accounts/login/code/", {"email": "new@example.com"})
    response = client.post("/accounts/login/code/confirm/", {"code": code_in(mailoutbox[-1])})
    assert response["Location"] == "/accounts/password/set/?next=%2F"
    person = Person.objects.get(email="new@example.com")
    assert client.session["_auth_user_id"] == str(person.pk)
    return person


def test_a_code_log_in_that_confirms_an_address_voids_what_was_set_before(
    client: Client, squatter: Client, mailoutbox: list[EmailMessage]
) -> None:
    before = Person.objects.get(email="new@example.com")
    Authenticator.objects.create(user=before, type=Authenticator.Type.TOTP, data={"secret": "x"})
    old = client_of(before)
    person = log_in_by_code(client, mailoutbox)
    assert not person.has_usable_password()
    assert not Authenticator.objects.exists()
    assert client.get("/accounts/email/").status_code == 200  # the new session stays
    assert old.get("/accounts/email/").status_code == 302


def reset_by_mail(client: Client, mailoutbox: list[EmailMessage]) -> None:
    """Choose a new password by the link that is sent to new@example.com."""
    client.post("/accounts/password/reset/", {"email": "new@example.com"})
    link = re.search(r"http://testserver(\S+)", str(mailoutbox[-1].body))
    assert link
    form = client.get(link[1], follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": SECOND, "password2": SECOND})


def log_in_by_password(client: Client, mailoutbox: list[EmailMessage]) -> None:
    """Log in by the password that the stranger set, and type the code that the owner of the address got."""
    client.post("/accounts/login/", {"login": "new@example.com", "password": PASSWORD})
    client.post("/accounts/confirm-email/", {"code": code_in(mailoutbox[-1])})


@pytest.mark.parametrize("confirm", [log_in_by_code, reset_by_mail, log_in_by_password])
def test_who_signed_up_with_the_address_of_another_does_not_get_in_after_its_owner(
    client: Client,
    squatter: Client,
    mailoutbox: list[EmailMessage],
    confirm: Callable[[Client, list[EmailMessage]], Any],
    time_machine: TimeMachineFixture,
) -> None:
    time_machine.shift(600)  # so that another mail may be sent
    old = client_of(Person.objects.get(email="new@example.com"))
    confirm(client, mailoutbox)
    assert EmailAddress.objects.get(email="new@example.com").verified
    assert old.get("/accounts/email/").status_code == 302
    for browser in (squatter, Client()):
        browser.post("/accounts/login/", {"login": "new@example.com", "password": PASSWORD})
        for path in ("/accounts/confirm-email/", "/accounts/login/", "/today/"):
            browser.get(path, follow=True)
        assert "_auth_user_id" not in browser.session


@pytest.mark.parametrize("way", [log_in_by_code, log_in_by_password])
def test_a_person_whose_password_was_voided_chooses_a_new_one(
    client: Client,
    squatter: Client,
    mailoutbox: list[EmailMessage],
    way: Callable[[Client, list[EmailMessage]], Any],
    time_machine: TimeMachineFixture,
) -> None:
    time_machine.shift(600)
    way(client, mailoutbox)
    assert "New password" in client.get("/accounts/password/set/").text  # without being asked once more who they are
    response = client.post("/accounts/password/set/?next=/today/", {"password1": SECOND, "password2": SECOND})
    assert response["Location"] == "/today/"
    assert Client().login(email="new@example.com", password=SECOND)


def test_a_later_code_log_in_voids_nothing(client: Client, owner: Person, mailoutbox: list[EmailMessage]) -> None:
    Authenticator.objects.create(user=owner, type=Authenticator.Type.WEBAUTHN, data={})
    client.post("/accounts/login/code/", {"email": owner.email})
    client.post("/accounts/login/code/confirm/", {"code": code_in(mailoutbox[0])})
    owner.refresh_from_db()
    assert owner.check_password(PASSWORD)
    assert Authenticator.objects.count() == 1


def test_a_password_stays_if_its_own_sign_up_or_a_change_of_address_confirms_the_address(
    client: Client, mailoutbox: list[EmailMessage]
) -> None:
    client.post("/accounts/signup/", {"email": "new@example.com", "password1": PASSWORD})
    client.post("/accounts/confirm-email/", {"code": code_in(mailoutbox[-1])})
    confirmed(client).post("/accounts/email/", {"action_add": "", "email": "newer@example.com"})
    client.post("/accounts/confirm-email/", {"code": code_in(mailoutbox[-1])})
    assert Person.objects.get(email="newer@example.com").check_password(PASSWORD)


def test_an_address_and_a_code_are_cleaned_of_what_cannot_be_seen(
    client: Client, owner: Person, mailoutbox: list[EmailMessage]
) -> None:
    client.post("/accounts/login/code/", {"email": "\u200bowner@exam\u00adple.com\u00a0"})
    assert mailoutbox[0].to == ["owner@example.com"]
    client.post("/accounts/login/code/confirm/", {"code": f"\u2068{code_in(mailoutbox[0])}\u2069\n"})
    assert client.session["_auth_user_id"] == str(owner.pk)


@pytest.mark.parametrize("path", ["signup/", "signup/passkey/", "login/code/", "password/reset/"])
def test_an_address_that_no_mail_server_knows_is_refused_beside_the_field(client: Client, path: str) -> None:
    response = client.post(f"/accounts/{path}", {"email": f"a@{'ü' * 60}.com", "password1": PASSWORD})
    assert (response.status_code, "This is not an e-mail address." in response.text) == (200, True)
    assert not Person.objects.exists()


def test_a_code_of_the_app_may_be_thirty_seconds_old(
    client: Client, owner: Person, time_machine: TimeMachineFixture
) -> None:
    secret = totp.generate_totp_secret()
    totp.TOTP.activate(owner, secret)
    time_machine.move_to(clock.NOW, tick=False)
    step = int(clock.NOW.timestamp()) // 30
    for late, let_in in ((2, False), (1, True)):
        client.post("/accounts/login/", {"login": owner.email, "password": PASSWORD})
        code = totp.format_hotp_value(totp.hotp_value(secret, step - late))
        client.post("/accounts/2fa/authenticate/", {"code": code})
        assert ("_auth_user_id" in client.session) is let_in


def test_a_forgotten_password_is_replaced_by_mail(
    client: Client, owner: Person, mailoutbox: list[EmailMessage]
) -> None:
    client.post("/accounts/password/reset/", {"email": owner.email})
    link = re.search(r"http://testserver(\S+)", str(mailoutbox[0].body))
    assert link
    form = client.get(link[1], follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": SECOND, "password2": SECOND})
    assert Client().login(email=owner.email, password="another long password")


def test_a_passkey_is_no_second_step(client: Client, owner: Person) -> None:
    Authenticator.objects.create(user=owner, type=Authenticator.Type.WEBAUTHN, data={})
    client.post("/accounts/login/", {"login": owner.email, "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(owner.pk)


def test_an_authenticator_app_is_a_second_step(client: Client, owner: Person) -> None:
    Authenticator.objects.create(user=owner, type=Authenticator.Type.TOTP, data={"secret": "x"})
    response = client.post("/accounts/login/", {"login": owner.email, "password": PASSWORD})
    assert response["Location"] == "/accounts/2fa/authenticate/"
    assert "One more step" in client.get(response["Location"]).text


def test_sign_up_with_a_passkey_leads_to_it_by_the_code(client: Client, mailoutbox: list[EmailMessage]) -> None:
    client.post("/accounts/signup/passkey/", {"email": "new@example.com"})
    response = client.post("/accounts/confirm-email/", {"code": code_in(mailoutbox[0])}, follow=True)
    assert "Make your passkey" in response.text


def test_mail_is_plain(owner: Person, mailoutbox: list[EmailMessage]) -> None:
    Client().post("/accounts/signup/", {"email": "new@example.com", "password1": PASSWORD})
    Client().post("/accounts/signup/", {"email": owner.email, "password1": PASSWORD})
    Client().post("/accounts/login/code/", {"email": owner.email})
    Client().post("/accounts/login/code/", {"email": "who@example.com"})
    Client().post("/accounts/password/reset/", {"email": owner.email})
    assert [mail.subject for mail in mailoutbox] == [
        "Your code for BackCare",
        "You have an account at BackCare",
        "Your code to log in to BackCare",
        "No account at BackCare with this address",
        "A new password for BackCare",
    ]
    for mail in mailoutbox:
        assert str(mail.body).endswith("\n\nBackCare"), mail.body
        assert not re.search(r"Hello|!|(?<!//)testserver", str(mail.body)), mail.body


def test_a_password_can_be_added_later(client: Client, owner: Person, mailoutbox: list[EmailMessage]) -> None:
    owner.set_unusable_password()
    owner.save()
    client.force_login(owner)
    assert "Is it you?" in client.get("/accounts/password/set/", follow=True).text
    client.post("/accounts/reauthenticate/code/", {"code": code_in(mailoutbox[0])})
    assert "New password" in client.get("/accounts/password/set/").text


OPEN = ["login/", "signup/", "signup/passkey/", "login/code/", "password/reset/"]
SIGNED_IN = ["logout/", "email/", "password/change/", "2fa/", "2fa/webauthn/"]
SIGNED_IN += ["reauthenticate/", "reauthenticate/code/"]


@pytest.mark.parametrize("path", OPEN)
def test_open_pages(client: Client, path: str) -> None:
    assert client.get(f"/accounts/{path}").status_code == 200


@pytest.mark.parametrize("path", SIGNED_IN)
def test_pages_of_a_person(client: Client, owner_client: Client, path: str) -> None:
    assert client.get(f"/accounts/{path}").status_code == 302
    response = owner_client.get(f"/accounts/{path}")
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]


def test_password_managers_find_the_page_to_change_a_password(owner_client: Client) -> None:
    response = owner_client.get("/.well-known/change-password", follow=True)
    assert response.redirect_chain == [("/accounts/password/change/", 302)]
    assert "New password" in response.text


# --- odd answers and second taps

SHORT = ['{"id": "a", "rawId": "a", "type": "public-key", "response": {}}', '{"id": "a", "rawId": "a", "response": 1}']


@pytest.mark.parametrize("odd", ["9" * 5000, f'{{"id": {"9" * 5000}}}', "[" * 100_000, "[]", "{}", '{"id": 1}', *SHORT])
def test_an_odd_answer_at_each_passkey_door_is_refused(client: Client, owner_client: Client, odd: str) -> None:
    for door, path in ((client, "login/"), (owner_client, "reauthenticate/"), (confirmed(owner_client), "add/")):
        address = f"/accounts/2fa/webauthn/{path}"
        door.get(address, headers={"x-requested-with": "XMLHttpRequest"})  # begins the ceremony
        assert door.post(address, {"credential": odd}).status_code < 500
    assert not Authenticator.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_second_tap_at_sign_up_while_the_mail_is_slow_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    taken, answered, send = Event(), Event(), EmailMessage.send

    def slowly(*args: Any) -> Any:
        if not taken.is_set():
            taken.set()
            answered.wait(30)
        return send(*args)

    def tap_again() -> Any:
        taken.wait(30)
        try:
            return Client().post("/accounts/signup/", data, follow=True)
        finally:
            answered.set()

    monkeypatch.setattr(EmailMessage, "send", slowly)
    data = {"email": "new@example.com", "password1": PASSWORD}
    answers = together(lambda: Client().post("/accounts/signup/", data, follow=True), tap_again)
    assert [getattr(each, "status_code", each) for each in answers] == [200, 200]
    assert Person.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_double_tap_on_a_proof_logs_nobody_out(owner: Person) -> None:
    first, second = client_of(owner), Client()
    second.cookies["sessionid"] = first.cookies["sessionid"].value
    proof = {"password": PASSWORD}
    together(*[partial(each.post, "/accounts/reauthenticate/", proof) for each in (first, second)])
    # Whichever answer comes last, its cookie opens the account, or it leaves the cookie of the other alone.
    opened = [each for each in (first, second) if each.get("/settings/security/").status_code == 200]
    assert opened
    stale = opened[0].cookies["sessionid"].value
    opened[0].post("/accounts/reauthenticate/", proof)
    late = Client()
    late.cookies["sessionid"] = stale
    answer = late.post("/accounts/reauthenticate/", proof)
    assert "sessionid" not in answer.cookies
    assert opened[0].get("/settings/security/").status_code == 200


# --- words


@pytest.mark.parametrize(
    ("path", "data", "words"),
    [
        ("login/", {"login": "owner@example.com", "password": "wrong"}, "The address or the password is wrong."),
        ("login/", {"login": "", "password": ""}, "Type your e-mail address."),
        ("login/", {"login": "owner@example", "password": ""}, "Type your password."),
        ("login/", {"login": "owner@example", "password": "x"}, "This is not an e-mail address."),
        ("signup/", {"email": "a" * 330 + "@example.com", "password1": ""}, "This is not an e-mail address."),
        ("signup/", {"email": "new@example.com", "password1": ""}, "Choose a password."),
        ("2fa/webauthn/login/", {"credential": ""}, "The passkey did not work. Try again, or use another way."),
        ("2fa/webauthn/login/", {"credential": "{"}, "The passkey did not work. Try again, or use another way."),
    ],
)
def test_who_cannot_get_in_reads_why_in_our_words(
    client: Client, owner: Person, path: str, data: dict[str, str], words: str
) -> None:
    assert words in client.post(f"/accounts/{path}", data, follow=True).text


@pytest.mark.parametrize(
    ("path", "data", "words"),
    [
        ("reauthenticate/", {"password": "wrong"}, "This is not your password."),
        ("password/change/", {"oldpassword": "wrong", "password1": SECOND}, "This is not your password."),
        ("email/", {"action_add": "", "email": "owner@example.com"}, "This is your address already."),
        ("2fa/totp/activate/", {"code": "000000"}, "This did not fit. Try again."),
        ("2fa/recovery-codes/generate/", {}, "Set up a code app first."),
    ],
)
def test_who_changes_something_reads_what_is_wrong_in_our_words(
    owner_client: Client, path: str, data: dict[str, str], words: str
) -> None:
    confirmed(owner_client).get(f"/accounts/{path}")
    assert words in owner_client.post(f"/accounts/{path}", data, follow=True).text


def test_too_many_tries_are_told_in_our_words(client: Client, owner: Person, mailoutbox: list[EmailMessage]) -> None:
    often = "That was too often. Wait a few minutes, or use another way."
    for _ in range(6):
        page = client.post("/accounts/login/", {"login": owner.email, "password": "wrong"})
    assert often in page.text
    client.post("/accounts/login/code/", {"email": owner.email})
    pages = [client.post("/accounts/login/code/confirm/", {"code": "WRONG"}, follow=True).text for _ in range(3)]
    assert ["This did not fit. Try again." in each for each in pages] == [True, True, False]
    assert often in pages[-1]


@pytest.mark.django_db(transaction=True)
def test_what_was_done_is_told_in_our_words(owner: Person, owner_client: Client) -> None:
    confirmed(owner_client)
    owner_client.get("/accounts/2fa/totp/activate/")
    secret = owner_client.session["mfa.totp.secret"]
    code = totp.format_hotp_value(totp.hotp_value(secret, int(clock.NOW.timestamp()) // 30))
    assert "Your code app is on." in owner_client.post("/accounts/2fa/totp/activate/", {"code": code}, follow=True).text
    made = owner_client.post("/accounts/2fa/recovery-codes/generate/", follow=True).text
    assert "Your new spare codes are here." in made
    assert "Your code app is off." in owner_client.post("/accounts/2fa/totp/deactivate/", follow=True).text


def test_a_passkey_that_does_not_fit_can_be_tried_again_on_the_page_that_asks(
    owner: Person, owner_client: Client
) -> None:
    Authenticator.objects.create(user=owner, type=Authenticator.Type.WEBAUTHN, data={})
    answer = owner_client.post("/accounts/2fa/webauthn/reauthenticate/", {"credential": "{}", "next": "/settings/"})
    assert answer["Location"] == "/accounts/2fa/webauthn/reauthenticate/?next=%2Fsettings%2F"


@pytest.fixture
def no_mail(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    def refused(*_: Any) -> int:
        raise ConnectionRefusedError("no mail server")

    monkeypatch.setattr(EmailMessage, "send", refused)
    return monkeypatch


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/accounts/signup/", {"email": "new@example.com", "password1": PASSWORD}),
        ("/accounts/login/code/", {"email": "owner@example.com"}),
        ("/accounts/password/reset/", {"email": "owner@example.com"}),
    ],
)
def test_no_mail_server_is_said_calmly_and_the_same_form_works_later(
    client: Client,
    owner: Person,
    mailoutbox: list[EmailMessage],
    no_mail: pytest.MonkeyPatch,
    time_machine: TimeMachineFixture,
    path: str,
    fields: dict[str, str],
) -> None:
    client.raise_request_exception = False
    response = client.post(path, fields)
    assert response.status_code == 503
    assert "No mail was sent" in response.text
    no_mail.undo()
    time_machine.shift(timedelta(minutes=5))
    assert client.post(path, fields).status_code == 302
    assert len(mailoutbox) == 1
    assert re.search(r"^[A-Z0-9]{3,}-?[A-Z0-9]{3,}$|/accounts/password/reset/key/", str(mailoutbox[0].body), re.M)


def test_a_sign_up_without_a_mail_server_leaves_no_account(client: Client, no_mail: pytest.MonkeyPatch) -> None:
    client.raise_request_exception = False
    client.post("/accounts/signup/", {"email": "new@example.com", "password1": PASSWORD})
    assert not Person.objects.exists()


def test_a_password_is_changed_also_if_the_notice_of_it_cannot_be_mailed(
    owner_client: Client, no_mail: pytest.MonkeyPatch
) -> None:
    changed = {"oldpassword": PASSWORD, "password1": f"{PASSWORD} two"}
    assert owner_client.post("/accounts/password/change/", changed).status_code == 302
