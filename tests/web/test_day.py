"""One day in full: as it was, as it is, or as it comes if nothing new is logged."""

from datetime import date, timedelta

import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from recovery.models import Episode, Person
from tests.web.stage import NOW, begin, guest_with, write

pytestmark = pytest.mark.django_db

TODAY = "/plan/2026-12-07/"


def test_today_says_what_can_start_now_and_why_the_rest_cannot(owner_client: Client, episode: Episode) -> None:
    page = owner_client.get(TODAY).text
    assert '<h1 tabindex="-1">Day 1' in page or "Day 1" in page
    assert "Warmth opens after 72 hours: Wed 21:30." in page
    assert 'name="item" value="cold"' in page
    assert 'name="item" value="heat"' not in page


def test_what_made_it_worse_pauses(owner_client: Client, episode: Episode) -> None:
    write(episode, "worse", item="cold")
    page = owner_client.get(TODAY).text
    assert "You said this made it worse, so it pauses until tomorrow." in page
    assert 'data-rule="temperature.cold_pack"' not in page


def test_a_past_day_shows_what_was_done_and_known_then(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    write(episode, "cold", NOW, minutes=20)
    time_machine.shift(timedelta(days=2))
    page = owner_client.get(TODAY).text
    assert "Past day, Monday 7 December" in page
    assert page.count("data-rule") == 1
    assert "10:00 to 10:20" in page
    assert "Start something now" not in page


def test_a_day_before_the_person_came_can_be_opened(
    owner_client: Client, owner: Person, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOW + timedelta(minutes=5))
    episode = begin(owner, onset=NOW)
    write(episode, "onset", NOW + timedelta(minutes=5), started_at=NOW - timedelta(days=3))
    assert "Nothing was logged on this day." in owner_client.get("/plan/2026-12-05/").text
    assert "Past day, Friday 4 December" in owner_client.get("/plan/2026-12-04/").text


@pytest.mark.parametrize(("on", "phase"), [("2026-12-08", "Cold phase"), ("2026-12-11", "Heat phase")])
def test_a_day_to_come_shows_its_phase(owner_client: Client, episode: Episode, on: str, phase: str) -> None:
    page = owner_client.get(f"/plan/{on}/").text
    assert "A day to come" in page
    assert phase in page
    assert "This made it worse" not in page


def test_every_day_that_the_overview_links_to_opens(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    time_machine.shift(timedelta(days=20))
    for number in range(0, 85, 3):
        on = date(2026, 12, 6) + timedelta(days=number)
        assert f"Day {number}" in owner_client.get(f"/plan/{on}/").text


@pytest.mark.parametrize("on", ["2026-12-05", "2028-01-01", "0001-01-01", "today", "2026-13-01"])
def test_other_days_are_not_found(owner_client: Client, episode: Episode, on: str) -> None:
    assert owner_client.get(f"/plan/{on}/").status_code == 404


def test_who_may_look(client: Client, guest: Client, stranger_client: Client, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW)
    assert client.get(TODAY)["Location"] == f"/accounts/login/?next={TODAY}"
    assert stranger_client.get(TODAY)["Location"] == "/start/"
    assert guest_with(guest, begin()).post(TODAY).status_code == 405
