"""One day in full: a past day as it was, today, or a future day if nothing new is logged."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from recovery.models import Episode, Person
from tests.web.stage import NOW, ONSET, begin, guest_with, write

pytestmark = pytest.mark.django_db

TODAY = "/plan/2026-12-07/"


def test_today_shows_what_can_start_now_and_why_the_rest_cannot(owner_client: Client, episode: Episode) -> None:
    page = owner_client.get(TODAY).text
    assert '<h1 tabindex="-1">Day 1' in page or "Day 1" in page
    assert "Warmth opens after 72 hours: Wed 21:30." in page
    assert 'name="item" value="cold"' in page
    assert 'name="item" value="heat"' not in page


def test_what_waits_for_an_unsure_start_says_so_everywhere(owner_client: Client, episode: Episode) -> None:
    counted = "Counted from the latest time it can have started."
    pages = (TODAY, "/today/?not_yet=heat", "/today/?not_yet=massage", "/today/heat/")
    assert not any(counted in owner_client.get(page).text for page in pages)
    write(episode, "onset", started_at=ONSET, latest_at=ONSET + timedelta(hours=5))
    early = write(episode, "heat", NOW, minutes=10, skin="fine")
    for page in (*pages, f"/today/?saved={early.id}"):
        text = owner_client.get(page).text
        assert "Thu 02:30" in text
        assert counted in text
    assert counted not in _toast(owner_client.get("/today/?not_yet=stretch").text)


def test_a_past_day_has_the_phase_of_its_evening(
    owner: Person, owner_client: Client, time_machine: TimeMachineFixture
) -> None:
    begin(owner, onset=ONSET + timedelta(hours=2))  # 23:30, so warmth opens after bedtime on day 3
    time_machine.shift(timedelta(days=3))
    page = owner_client.get("/plan/2026-12-09/").text
    assert '<body data-phase="cold"' in page
    assert "Cold phase" in page
    assert "Heat phase" not in page


def _toast(page: str) -> str:
    return page.partition('id="toast"')[2]


def test_a_kind_that_made_it_worse_is_paused(owner_client: Client, episode: Episode) -> None:
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
    assert page.count("<li data-rule") == 1
    assert "10:00 to 10:20" in page
    assert "Start something now" not in page


def test_a_day_before_the_first_visit_can_be_opened(
    owner_client: Client, owner: Person, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOW + timedelta(minutes=5))
    episode = begin(owner, onset=NOW)
    write(episode, "onset", NOW + timedelta(minutes=5), started_at=NOW - timedelta(days=3))
    assert "Nothing was logged on this day." in owner_client.get("/plan/2026-12-05/").text
    assert "Past day, Friday 4 December" in owner_client.get("/plan/2026-12-04/").text


@pytest.mark.parametrize(("on", "phase"), [("2026-12-08", "Cold phase"), ("2026-12-11", "Heat phase")])
def test_a_future_day_shows_its_phase(owner_client: Client, episode: Episode, on: str, phase: str) -> None:
    page = owner_client.get(f"/plan/{on}/").text
    assert "A day to come" in page
    assert phase in page
    assert "This made it worse" not in page


def test_each_day_that_the_plan_page_links_to_opens(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    time_machine.shift(timedelta(days=20))
    for number in range(0, 85, 3):
        on = date(2026, 12, 6) + timedelta(days=number)
        assert f"Day {number}" in owner_client.get(f"/plan/{on}/").text


@pytest.mark.parametrize("on", ["2026-12-05", "2028-01-01", "0001-01-01", "today", "2026-13-01"])
def test_a_day_outside_the_plan_is_not_found(owner_client: Client, episode: Episode, on: str) -> None:
    assert owner_client.get(f"/plan/{on}/").status_code == 404


def test_a_person_or_guest_with_a_plan_sees_it_and_others_are_sent_away(
    client: Client, guest: Client, stranger_client: Client, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOW)
    assert client.get(TODAY)["Location"] == f"/accounts/login/?next={TODAY}"
    assert stranger_client.get(TODAY)["Location"] == "/start/"
    assert guest_with(guest, begin()).post(TODAY).status_code == 405


def test_a_date_lived_twice_has_two_days(owner_client: Client, owner: Person, time_machine: TimeMachineFixture) -> None:
    episode = begin(owner, onset=NOW - timedelta(hours=2), zone="Asia/Tokyo")
    owner_client.get("/plan/2026-12-07/")
    time_machine.move_to(datetime(2026, 12, 9, 1, tzinfo=UTC))  # Wednesday in Tokyo
    assert "Today, Wednesday 9 December" in owner_client.get("/plan/2026-12-09/").text
    time_machine.move_to(datetime(2026, 12, 9, 6, tzinfo=UTC))  # Tuesday evening in Los Angeles
    write(episode, "about", datetime(2026, 12, 9, 6, tzinfo=UTC), time_zone="America/Los_Angeles")
    time_machine.move_to(datetime(2026, 12, 9, 20, tzinfo=UTC))  # Wednesday there
    addresses = re.findall(r"/plan/2026-12-09/\?day=\d", owner_client.get("/plan/").text)
    first, second = sorted(set(addresses))
    assert [int(each[-1]) for each in (first, second)] == [2, 3]
    past, today = owner_client.get(first).text, owner_client.get(second).text
    assert "Day 2" in past
    assert "Past day, Wednesday 9 December" in past
    assert "What the plan said that day" in past
    assert "Day 3" in today
    assert "Today, Wednesday 9 December" in today
    time_machine.move_to(datetime(2026, 12, 10, 20, tzinfo=UTC))
    assert "What the plan said that day" not in owner_client.get(second).text  # the record is of the first day
    assert owner_client.get("/plan/2026-12-09/?day=x").status_code == 404
