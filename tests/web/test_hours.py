"""Hour by hour: every item of today, on a page and in the sheet."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from recovery.models import Episode
from tests.web.stage import HTMX_SHEET, write

pytestmark = pytest.mark.django_db


def test_it_lists_what_is_done_what_comes_and_bedtime(owner_client: Client, episode: Episode) -> None:
    write(episode, "rest", minutes=20, position="side")
    page = owner_client.get("/today/hours/").text
    assert "Done: 1 rest" in page
    assert "Ice, 20 minutes" in page
    assert "until 1" in page
    assert "Sleep" in page


def test_the_sheet_gets_its_part(owner_client: Client, episode: Episode) -> None:
    assert owner_client.get("/today/hours/", headers=HTMX_SHEET).text.strip().startswith("<section")


def test_only_looking_is_allowed_and_only_with_a_plan(owner_client: Client, client: Client, episode: Episode) -> None:
    assert owner_client.post("/today/hours/").status_code == 405
    assert client.get("/today/hours/")["Location"].startswith("/accounts/login/")


def test_a_timer_that_runs_stays_in_sight_without_script(owner_client: Client, episode: Episode) -> None:
    write(episode, "started", item="rest")
    for page in ("/today/hours/", "/today/rest/"):
        assert 'class="running"' in owner_client.get(page).text


def test_a_window_that_passed_goes_away(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(datetime(2026, 12, 7, 21, 50, tzinfo=UTC))
    assert 'data-rule="temperature.cold_pack"' not in owner_client.get("/today/hours/").text
