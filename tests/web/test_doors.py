"""Every address of the site, and who may open it: a new one needs a row in DOORS, or the test fails.

The owner's plan holds a mark in a note, in a link and in an id. Nobody else ever reads it.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from recovery.models import Episode, Person, Share
from recovery.plan.clinical.guides import GUIDES
from tests.web.links import link
from tests.web.stage import begin, guest_with, write

pytestmark = pytest.mark.django_db

MARK = "only-the-owner-wrote-this"
SAFE, FORM, POST, ANY = "GET HEAD", "GET HEAD POST", "POST", "GET HEAD POST PUT PATCH DELETE"
# The methods of each URL, and what it answers: to a visitor without a plan, and to others with a plan of their own.
# "login" leads to the log-in page, and "start" to a page before there is a plan.
DOORS: dict[str, tuple[str, int | str, int | str]] = {
    # --- for everybody
    "home": (SAFE, 200, "today"),
    "help": (SAFE, 200, 200),
    "rules": (SAFE, 200, 200),
    "rules_chapter": (SAFE, 200, 200),
    "rules_booklet": (SAFE, 200, 200),
    "rules_sources": (SAFE, 200, 200),
    "rules_try": (SAFE, 200, 200),
    "rules_try_json": (SAFE, 200, 200),
    "move": (SAFE, 200, 200),
    "guide": (SAFE, 200, 200),
    "good_to_know": (SAFE, 200, 200),
    "import_": (FORM, 200, 200),
    "manifest": (SAFE, 200, 200),
    "offline": (SAFE, 200, 200),
    "sw": (SAFE, 200, 200),
    "healthz": (SAFE, 200, 200),
    "change_password": (SAFE, "password", "password"),
    "privacy": (SAFE, 200, 200),
    "robots": (SAFE, 200, 200),
    "security_txt": (SAFE, 200, 200),
    # --- before there is a plan
    "start": (FORM, 200, "today"),
    "where": (FORM, "start", 200),
    "fall": (FORM, "start", 200),
    "start_today": (FORM, "start", "today"),
    "start_when": (FORM, "start", "today"),
    "start_about": (FORM, "start", "today"),
    # --- the visitor's own plan
    "keep": (FORM, "start", "own"),
    "today": (SAFE, "login", 200),
    "hours": (SAFE, "login", 200),
    "item": (SAFE, "login", 200),
    "again": (FORM, "login", 200),
    "plan": (SAFE, "login", 200),
    "day": (SAFE, "login", 200),
    "log": (SAFE, "login", 200),
    "log_kind": (FORM, "login", 200),
    "progress": (SAFE, "login", 200),
    "report": (FORM, "login", 200),
    "report_json": (SAFE, "login", 200),
    "report_fhir": (SAFE, "login", 200),
    "settings": (FORM, "login", 200),
    "about": (FORM, "login", 200),
    "onset": (FORM, "login", 200),
    "export": (SAFE, "login", 200),
    "delete": (FORM, "login", 200),
    "sharing": (FORM, "login", 200),
    "reminders": (FORM, "login", 200),
    "security": (FORM, "login", "own"),
    "passkeys": (SAFE, "login", "own"),
    "add_passkey": (ANY, "login", "own"),
    "prove_by_passkey": (ANY, "login", "own"),
    "reauthenticate_code": (ANY, "login", "own"),
    # --- by an id or a secret of the owner
    "entry": (FORM, "login", 404),
    "outbox": (POST, 403, 403),
    "remind": (POST, 410, 410),
    "no_mail": (FORM, 404, 404),
    "calendar": (SAFE, 404, 404),
    "with_": (FORM, 404, 404),
}
# The same for the pages of django-allauth: to a visitor, and to somebody who is logged in.
ACCOUNTS: dict[str, tuple[int | str, int | str]] = {
    # --- for everybody
    "account_inactive": (200, 200),
    "account_reset_password": (200, 200),
    "account_reset_password_done": (200, 200),
    "account_reset_password_from_key": (200, 200),
    "account_reset_password_from_key_done": (200, 200),
    # --- ways in
    "account_login": (200, "home"),
    "account_request_login_code": (200, "home"),
    "account_signup": (200, "home"),
    "account_signup_by_passkey": (200, "home"),
    # --- steps on the way, and the page before each
    "account_confirm_login_code": ("code", "home"),
    "account_email_verification_sent": ("login", "address"),
    "mfa_authenticate": ("login", "home"),
    "mfa_login_webauthn": ("login", "home"),
    "mfa_signup_webauthn": ("signup", "home"),
    # --- one's own account
    "account_change_password": ("login", 200),
    "account_email": ("login", 200),
    "account_logout": ("home", 200),
    "account_reauthenticate": ("login", 200),
    "mfa_index": ("login", 200),
    "mfa_list_webauthn": ("login", 200),
    "mfa_reauthenticate": ("login", "proof"),  # without a code app, by another way
    "mfa_reauthenticate_webauthn": ("login", "proof"),
    # --- after a proof
    "account_set_password": ("login", "proof"),
    "mfa_activate_totp": ("login", "proof"),
    "mfa_add_webauthn": ("login", "proof"),
    "mfa_deactivate_totp": ("login", "proof"),
    "mfa_download_recovery_codes": ("login", "proof"),
    "mfa_edit_webauthn": ("login", "proof"),
    "mfa_generate_recovery_codes": ("login", "proof"),
    "mfa_remove_webauthn": ("login", "proof"),
    "mfa_view_recovery_codes": ("login", "proof"),
}
PARTS: dict[str, dict[str, Any]] = {
    "account_reset_password_from_key": {"uidb36": "1", "key": "x"},
    "mfa_edit_webauthn": {"pk": 1},
    "mfa_remove_webauthn": {"pk": 1},
    "rules_chapter": {"name": "signs"},
    "guide": {"guide": next(iter(GUIDES))},
    "item": {"kind": "walk"},
    "day": {"on": "2026-12-07"},
    "log_kind": {"kind": "walk"},
    "no_mail": {"token": "x"},
    "calendar": {"secret": "x"},
    "with_": {"secret": "x"},
}
PAGES = {
    "password": "/accounts/password/change/",
    "login": "/accounts/login/",
    "code": "/accounts/login/code/",
    "signup": "/accounts/signup/",
    "proof": "/accounts/reauthenticate/",
    "address": "/accounts/email/",
    "start": "/start/",
    "today": "/today/",
    "home": "/",
}


def names(resolver: URLResolver) -> Iterator[str]:
    """Yield the name of each URL."""
    for each in resolver.url_patterns:
        if isinstance(each, URLPattern):
            yield each.name or str(each.pattern)
        else:
            yield from names(each)


@pytest.fixture
def marked(episode: Episode) -> Episode:
    """The owner's plan, with a mark."""
    write(episode, "check_in", pain=4, note=MARK)
    link(episode, label=MARK)
    return episode


def path_of(name: str, marked: Episode) -> str:
    entry = {"entry_id": marked.entries.latest("at").pk}
    return reverse(name, kwargs=PARTS.get(name, entry if name == "entry" else {}))


def others(stranger: Person, stranger_client: Client, marked: Episode) -> dict[str, Client]:
    """Everybody but the owner: those without a plan, and those with one of their own."""
    begin(stranger)
    holders = {kind: Client() for kind in (Share.HELPER, Share.CLINICIAN)}
    for kind, holder in holders.items():
        assert holder.get(link(marked, kind, label=kind)).status_code == 200
    guest = guest_with(Client(), begin())
    return {"signed out": Client(), **holders, "stranger": stranger_client, "another guest": guest}


def test_every_address_has_a_row() -> None:
    assert set(names(get_resolver())) == DOORS.keys() | ACCOUNTS.keys()


def opens(response: Any, expected: int | str) -> bool:
    """True if a door answered as its row says, without the mark."""
    if MARK in response.content.decode():
        return False
    if isinstance(expected, int):
        return bool(response.status_code == expected)
    return expected == "own" or str(response["Location"]).partition("?")[0] == PAGES[expected]


def test_each_door_opens_only_for_whom_it_is_meant(stranger: Person, stranger_client: Client, marked: Episode) -> None:
    everybody, wrong = others(stranger, stranger_client, marked), []
    for name, (methods, without, with_plan) in DOORS.items():
        path = path_of(name, marked)
        for who, client in everybody.items():
            response = client.get(path) if "GET" in methods else client.post(path)
            if not opens(response, with_plan if who in ("stranger", "another guest") else without):
                wrong.append((name, who, response.status_code))
    assert wrong == []


@pytest.mark.ignore_template_errors  # the library's own pages leave variables out
def test_each_door_of_an_account_opens_only_for_whom_it_is_meant(stranger_client: Client, owner: Person) -> None:
    wrong = []
    for name, expected in ACCOUNTS.items():
        for client, answer in zip((Client(), stranger_client), expected, strict=True):
            response = client.get(reverse(name, kwargs=PARTS.get(name, {})))
            if not opens(response, answer) or owner.email in response.text:
                wrong.append((name, response.status_code, response.get("Location")))
    assert wrong == []


def test_each_door_refuses_every_other_method(owner_client: Client, marked: Episode) -> None:
    wrong = []
    for name, (methods, *_) in DOORS.items():
        for method in {"GET", "POST", "PUT", "PATCH", "DELETE"} - {*methods.split()}:
            if owner_client.generic(method, path_of(name, marked)).status_code != 405:
                wrong.append((name, method))
    assert wrong == []


def test_the_owner_does_find_the_mark(owner_client: Client, marked: Episode) -> None:
    found = [name for name in DOORS if "GET" in DOORS[name][0] and MARK in owner_client.get(path_of(name, marked)).text]
    assert {"entry", "log", "sharing"} <= set(found)


def test_a_helper_cannot_read_the_report_nor_a_clinician_write(marked: Episode) -> None:
    helper, clinician = (link(marked, kind, label="Ruth") for kind in (Share.HELPER, Share.CLINICIAN))
    assert MARK not in Client().get(helper).text  # notes only where the owner allows them
    assert MARK not in Client().get(clinician).text
    assert Client().post(clinician, {"kind": "walk", "minutes": "5"}).status_code == 405
    assert Client().post(helper, {"kind": "about", "sex": "f"}).status_code == 404


@pytest.mark.ignore_template_errors  # the library's own pages leave variables out
def test_a_page_of_an_account_shows_its_own(owner: Person, stranger_client: Client, guest: Client) -> None:
    for path in ("email/", "password/change/", "2fa/", "2fa/webauthn/", "reauthenticate/"):
        assert guest.get(f"/accounts/{path}")["Location"].startswith("/accounts/login/"), path
        assert owner.email not in stranger_client.get(f"/accounts/{path}").text, path
    assert EmailAddress.objects.filter(email=owner.email).exists()
