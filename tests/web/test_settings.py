"""The list of settings, who sees the settings, and the light of the screen."""

import pytest
from django.test import Client

from tests.web.plans import make_plan

pytestmark = pytest.mark.django_db

PAGES = ["/settings/", "/settings/about/", "/settings/onset/"]


@pytest.mark.parametrize("path", PAGES)
def test_a_person_with_a_plan_sees_the_settings_and_others_are_sent_away(
    guest: Client, owner_client: Client, client: Client, path: str
) -> None:
    make_plan(guest)
    assert guest.get(path).status_code == 200
    assert guest.delete(path).status_code == 405
    assert owner_client.get(path)["Location"] == "/start/"
    assert Client().get(path)["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("path", [PAGES[0], PAGES[2]])
def test_an_alert_replaces_the_settings(guest: Client, path: str) -> None:
    guest.post("/start/", {"ticked": ["E5"], "time_zone": "Europe/London"})
    assert 'href="tel:999"' in guest.get(path).text


def test_a_guest_can_keep_the_plan_and_a_person_can_log_out(guest: Client, owner_client: Client) -> None:
    make_plan(guest)
    make_plan(owner_client)
    assert 'href="/keep/"' in guest.get("/settings/").text
    assert 'action="/accounts/logout/"' in owner_client.get("/settings/").text


# --- light


@pytest.mark.parametrize("mode", ["light", "dark", "auto"])
def test_the_light_of_the_screen_is_kept_in_a_cookie(guest: Client, mode: str) -> None:
    make_plan(guest)
    assert guest.post("/settings/", {"mode": mode})["Location"] == "/settings/"
    assert f'data-mode="{mode}"' in guest.get("/settings/").text


def test_an_unknown_light_is_refused(guest: Client) -> None:
    make_plan(guest)
    assert guest.post("/settings/", {"mode": "pink"}).status_code == 200
    assert "mode" not in guest.cookies
