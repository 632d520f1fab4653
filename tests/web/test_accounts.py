"""Accounts as a person meets them: by address and password, by code, or by a passkey."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from recovery import accounts
from recovery.models import Person

# allauth's own templates ask for variables that may be absent
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

PASSWORD = "a good long password"


def code_in(mail: EmailMessage) -> str:
    found = re.search(r"^[A-Z0-9]{3,}-?[A-Z0-9]{3,}$", str(mail.body), re.M)
    assert found, mail.body
    return found[0]


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


def test_the_database_knows_an_address_in_any_case(owner: Person) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Person.objects.create(email="Owner@Example.com")


def test_sign_in_and_out(client: Client, owner: Person) -> None:
    client.post("/accounts/login/", {"login": "Owner@example.com", "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(owner.pk)
    client.post("/accounts/logout/")
    assert "_auth_user_id" not in client.session


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


def test_a_forgotten_password_is_replaced_by_mail(
    client: Client, owner: Person, mailoutbox: list[EmailMessage]
) -> None:
    client.post("/accounts/password/reset/", {"email": owner.email})
    link = re.search(r"http://testserver(\S+)", str(mailoutbox[0].body))
    assert link
    form = client.get(link[1], follow=True).redirect_chain[-1][0]
    client.post(form, {"password1": "another long password", "password2": "another long password"})
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


@pytest.mark.parametrize(
    ("rule", "password", "words"),
    [
        (accounts.LongEnough(), "short", "At least 8 letters or numbers."),
        (accounts.NotYourAddress(), "owner@example", "This is too much like your e-mail address."),
        (accounts.NotCommon(), "password", "Many people use this one. Choose another."),
    ],
)
def test_password_rules_are_plain(
    rule: accounts.LongEnough | accounts.NotYourAddress | accounts.NotCommon, password: str, words: str
) -> None:
    rule.validate(PASSWORD, Person(email="owner@example.com"))
    assert rule.get_help_text().startswith(("At least", "Not "))
    with pytest.raises(ValidationError, match=re.escape(words)):
        rule.validate(password, Person(email="owner@example.com"))


def test_a_password_can_be_added_later(client: Client, owner: Person) -> None:
    owner.set_unusable_password()
    owner.save()
    client.force_login(owner)
    assert "New password" in client.get("/accounts/password/set/").text


OPEN = ["login/", "signup/", "signup/passkey/", "login/code/", "password/reset/"]
SIGNED_IN = ["logout/", "email/", "password/change/", "2fa/", "2fa/webauthn/", "reauthenticate/"]


@pytest.mark.parametrize("path", OPEN)
def test_open_pages(client: Client, path: str) -> None:
    assert client.get(f"/accounts/{path}").status_code == 200


@pytest.mark.parametrize("path", SIGNED_IN)
def test_pages_of_a_person(client: Client, owner_client: Client, path: str) -> None:
    assert client.get(f"/accounts/{path}").status_code == 302
    response = owner_client.get(f"/accounts/{path}")
    assert response.status_code == 200
    assert "no-store" in response["Cache-Control"]


def test_a_passkey_is_enough_to_sign_in(page: Page, live_server: LiveServer, owner: Person) -> None:
    """A virtual authenticator plays the phone."""
    address = live_server.url.replace("127.0.0.1", "localhost")  # passkeys belong to a name, not a number
    devices: Any = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    traits = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    always = {"isUserVerified": True, "automaticPresenceSimulation": True}
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": traits | always})

    page.goto(f"{address}/accounts/login/?next=/accounts/2fa/webauthn/add/")
    page.get_by_label("Email").fill(owner.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.get_by_label("Password").fill(PASSWORD)  # once more before a key is added
    page.get_by_role("button", name="Confirm").click()
    page.get_by_label("Passwordless").check()
    page.get_by_role("button", name="Add").click()
    expect(page.get_by_role("heading", name="Recovery Codes")).to_be_visible()

    page.context.clear_cookies()
    page.goto(f"{address}/accounts/login/?next=/accounts/logout/")
    page.get_by_role("button", name="Log in with a passkey").click()
    expect(page.get_by_role("heading", name="Log out")).to_be_visible()
