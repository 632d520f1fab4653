"""The page about privacy is true to the code; and the files that other programs ask for."""

import re
from datetime import datetime

import pytest
from django.apps import apps
from django.conf import settings
from django.test import Client
from django.utils.html import escape

from recovery.models import Episode
from recovery.presenters.privacy import FIGURES, KEPT, NOT_ABOUT_PEOPLE
from tests.clock import NOW

pytestmark = pytest.mark.django_db


def test_every_table_is_on_the_page_once() -> None:
    tables = [each._meta.label for each in apps.get_models(include_auto_created=True)]
    assert sorted(tables) == sorted([*(table for each in KEPT for table in each.tables), *NOT_ABOUT_PEOPLE])


def cookies_of_the_code() -> set[str]:
    """The names of cookies that scripts and views set, and those of Django."""
    script = (settings.BASE_DIR / "static/app.js").read_text()
    found = set(re.findall(r'setCookie\("(\w+)"|document\.cookie = `(\w+)=', script))
    views = "".join(each.read_text() for each in (settings.BASE_DIR / "recovery").rglob("*.py"))
    found |= set(re.findall(r'set_cookie\("(\w+)"()', views))
    assert len(re.findall(r"set_cookie\(", views)) == 5, "list a new cookie in recovery/presenters/privacy.py"
    django = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, "messages", "who"}
    return {one or other for one, other in found} | django


def test_every_cookie_is_on_the_page() -> None:
    assert cookies_of_the_code() == {cookie for each in KEPT for cookie in each.cookies}


def test_the_page_says_each_row_with_the_days_of_the_code(
    client: Client, owner_client: Client, episode: Episode
) -> None:
    for reader in (client, owner_client):
        text = reader.get("/privacy/").text
        for each in KEPT:
            assert all(escape(str(said)) in text for said in (each.name, each.what, each.where, each.ends()))
    assert (FIGURES["visit"], FIGURES["events"], FIGURES["guest"]) == (90, 90, 90)
    assert 'href="/settings/delete/"' in owner_client.get("/privacy/").text
    assert 'href="/privacy/"' in owner_client.get("/settings/").text
    assert 'href="/privacy/"' in client.get("/").text


def test_robots_stay_out_of_secret_addresses(client: Client) -> None:
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "User-agent: *\nDisallow: /accounts/\n" in response.text
    assert "Disallow: /with/" in response.text


def test_security_txt_names_a_contact_and_is_not_out_of_date(client: Client) -> None:
    fields = dict(line.split(": ", 1) for line in client.get("/.well-known/security.txt").text.splitlines())
    assert fields["Contact"] == "mailto:backcare@localhost"
    assert fields["Canonical"] == "http://testserver/.well-known/security.txt"
    assert 30 < (datetime.fromisoformat(fields["Expires"]) - NOW).days < 365
