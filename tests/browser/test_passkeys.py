"""Passkeys in Chromium, whose virtual authenticator plays the phone: sign up, log in, add, remove, and fail."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.mail import EmailMessage
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from recovery.models import Episode, Person
from tests.browser.steps import tap
from tests.web.mails import code_in
from tests.web.own_data import confirmed
from tests.web.plans import make_plan

# allauth's own templates ask for variables that may be absent
pytestmark = pytest.mark.ignore_template_errors

Phone = Callable[..., None]


@pytest.fixture
def site(live_server: LiveServer) -> str:
    """The address of the site: passkeys belong to a name, not a number."""
    return live_server.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def authenticator(page: Page) -> Phone:
    """Give the browser a phone: `authenticator(answers=False)` never confirms."""

    def add(answers: bool = True) -> None:
        devices: Any = page.context.new_cdp_session(page)
        devices.send("WebAuthn.enable")
        traits = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
        does = {"isUserVerified": answers, "automaticPresenceSimulation": True}
        devices.send("WebAuthn.addVirtualAuthenticator", {"options": traits | does})

    return add


def use_session(page: Page, site: str, client: Client) -> None:
    page.context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])


def log_in_by_passkey(page: Page, site: str) -> None:
    page.context.clear_cookies()
    page.goto(f"{site}/accounts/login/")
    tap(page, "Log in with a passkey")


def test_a_guest_signs_up_and_logs_in_with_a_passkey_alone(
    page: Page, site: str, authenticator: Phone, guest: Client, mailoutbox: list[EmailMessage]
) -> None:
    authenticator()
    make_plan(guest)
    use_session(page, site, guest)
    page.goto(f"{site}/keep/")
    tap(page, "Use a passkey")
    page.get_by_label("E-mail address").fill("new@example.com")
    tap(page, "Go on")
    expect(page.get_by_label("Code")).to_be_visible()
    page.get_by_label("Code").fill(code_in(mailoutbox[0]))
    with page.expect_navigation():  # until its script has run: the button needs that
        tap(page, "Confirm")
    tap(page, "Make it")
    expect(page).to_have_url(f"{site}/today/")
    assert Episode.objects.get().owner == Person.objects.get(email="new@example.com")
    log_in_by_passkey(page, site)
    expect(page).to_have_url(f"{site}/today/")


def test_a_passkey_is_added_and_opens_the_account_until_it_is_removed(
    page: Page, site: str, authenticator: Phone, owner: Person, owner_client: Client
) -> None:
    authenticator()
    make_plan(owner_client)
    use_session(page, site, confirmed(owner_client))
    page.goto(f"{site}/settings/security/")
    page.get_by_role("link", name="Passkey").click()
    page.get_by_role("link", name="Add a passkey").click()
    page.get_by_label("Name").fill("My phone")
    tap(page, "Make it")
    expect(page.get_by_text("My phone Added on 7 Dec. Not used yet.")).to_be_visible()

    log_in_by_passkey(page, site)
    expect(page).to_have_url(f"{site}/today/")
    page.goto(f"{site}/settings/security/")
    expect(page.get_by_role("main")).to_contain_text("Logged in Passkey")
    page.goto(f"{site}/accounts/2fa/webauthn/")
    page.get_by_role("link", name="Remove").click()
    page.get_by_role("link", name="Your passkey").click()
    tap(page, "Use your passkey")  # who removes it proves who they are
    tap(page, "Remove")
    expect(page.get_by_role("link", name="Remove")).to_have_count(0)
    assert not Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN).exists()

    log_in_by_passkey(page, site)
    expect(page.get_by_text("This did not fit. Try again.")).to_be_visible()


def test_a_passkey_that_nobody_confirms_says_so_beside_the_button(page: Page, site: str, authenticator: Phone) -> None:
    authenticator(answers=False)
    page.goto(f"{site}/accounts/login/")
    tap(page, "Log in with a passkey")
    expect(page.get_by_role("alert")).to_have_text("Nothing was confirmed, or it took too long. Try again.")
    page.evaluate("delete window.PublicKeyCredential")
    tap(page, "Log in with a passkey")
    expect(page.get_by_role("alert")).to_have_text("This browser has no passkeys. Use another way.")
