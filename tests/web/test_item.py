"""One thing that the plan offers: how to do it safely comes before the button that starts it."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from recovery.models import Episode
from tests.web.stage import HTMX_SHEET, kinds, write

pytestmark = pytest.mark.django_db
NIGHT = datetime(2026, 12, 7, 3, 4, tzinfo=UTC)


def test_it_says_when_how_and_how_to_do_it_safely(owner_client: Client, episode: Episode) -> None:
    page = owner_client.get("/today/cold/").text
    assert "Open until 1" in page
    assert page.index("Thin towel between ice and skin.") < page.index("Start timer")
    assert page.index("Stop if it burns") < page.index("Start timer")


def test_at_night_ice_begins_with_the_towel_and_the_skin(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NIGHT)
    assert 'href="/today/cold/"' in owner_client.get("/today/").text
    page = owner_client.get("/today/cold/").text
    places = [page.index(words) for words in ("towel", "Look at your skin", "Start timer")]
    assert places == sorted(places)


def test_what_may_not_start_says_why_and_has_no_button(owner_client: Client, episode: Episode) -> None:
    page = owner_client.get("/today/heat/").text
    assert "Warmth opens after 72 hours" in page
    assert 'value="heat"' not in page


def test_what_a_condition_leaves_out_has_no_instructions(owner_client: Client, episode: Episode) -> None:
    write(episode, "about", conditions=["raynaud"])
    page = owner_client.get("/today/cold/").text
    assert "Left out for you." in page
    assert "towel" not in page


def test_the_button_starts_the_timer(owner_client: Client, episode: Episode) -> None:
    page = owner_client.get("/today/rest/", headers=HTMX_SHEET).text
    assert page.strip().startswith("<section")
    entry_id = page.partition('name="id" value="')[2][:36]
    owner_client.post("/log/started/", {"id": entry_id, "item": "rest"})
    assert kinds(episode) == ["started"]


@pytest.mark.parametrize("kind", ["drink", "check_in", "nothing", "hours-"])
def test_other_kinds_are_not_found(owner_client: Client, episode: Episode, kind: str) -> None:
    assert owner_client.get(f"/today/{kind}/").status_code == 404


def test_only_looking_is_allowed_and_only_with_a_plan(owner_client: Client, client: Client, episode: Episode) -> None:
    assert owner_client.post("/today/cold/").status_code == 405
    assert client.get("/today/cold/")["Location"].startswith("/accounts/login/")
