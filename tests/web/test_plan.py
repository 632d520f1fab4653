"""The plan page: past days, today, and the days to come if nothing new is logged."""

from datetime import timedelta

import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from recovery.models import Episode
from tests.web.stage import NOW, begin, guest_with, write

pytestmark = pytest.mark.django_db


def test_the_page_lists_past_days_today_tomorrow_and_weeks(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    write(episode, "walk", minutes=3, pain_before=5, pain_after=5)
    time_machine.shift(timedelta(days=1))
    page = owner_client.get("/plan/").text
    texts = ["3 min walked", "Ice until Wed 21:30", "Tomorrow: ice and walks", "The weeks after"]
    places = [page.index(text) for text in texts]
    assert places == sorted(places)
    assert "0 ice" not in page
    assert 'href="/plan/2026-12-08/"' in page


def test_it_says_what_is_new_since_yesterday(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    write(episode, "check_in", pain=6)
    assert "New since yesterday" not in owner_client.get("/plan/").text
    tomorrow = NOW + timedelta(days=1)
    time_machine.move_to(tomorrow)
    write(episode, "check_in", tomorrow, pain=2)
    page = owner_client.get("/plan/").text
    assert "New since yesterday" in page
    assert "Pain went down, so ice comes less often." in page


def test_the_day_before_warmth_says_so(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    time_machine.shift(timedelta(days=2))
    write(episode, "check_in", NOW + timedelta(days=2), pain=4)
    assert "Tomorrow: heat starts" in owner_client.get("/plan/").text


def test_tomorrow_says_walks_where_they_go_on_and_ice_only_where_it_comes(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    time_machine.shift(timedelta(days=1))
    write(episode, "check_in", NOW + timedelta(days=1), pain=3)
    page = owner_client.get("/plan/").text
    assert "Tomorrow: ice and walks" in page
    assert "Ice until Wed 21:30" in page
    write(episode, "cold", NOW + timedelta(days=1), minutes=35, skin="numb")
    page = owner_client.get("/plan/").text
    assert "<summary>Tomorrow <svg" in page
    assert "Ice until" not in page


def test_the_last_step_promises_no_next_one(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    for day in (1, 2):
        write(episode, "check_in", NOW + timedelta(days=day), pain=1, limits=False)
    time_machine.shift(timedelta(days=2, hours=1))
    page = owner_client.get("/plan/").text
    assert "Pain that rises with a walk makes walks easier." in page
    assert "bring the next step" not in page


@pytest.mark.parametrize("days", [0, 5, 14, 20, 40, 90])
def test_the_page_opens_after_many_weeks(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture, days: int
) -> None:
    time_machine.shift(timedelta(days=days))
    page = owner_client.get("/plan/").text
    assert page.count("row-link") >= 10
    assert f'<span class="day-no today">{days + 1}</span>' in page
    cells = page.partition('class="days"')[2].partition("</div>")[0]
    assert (cells.count("<a "), cells.count("aria-current")) == (14, 1)


def test_a_person_or_guest_with_a_plan_sees_it_and_others_are_sent_away(
    client: Client, guest: Client, stranger_client: Client, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOW)
    assert client.get("/plan/")["Location"] == "/accounts/login/?next=/plan/"
    assert stranger_client.get("/plan/")["Location"] == "/start/"
    assert guest_with(guest, begin()).get("/plan/").status_code == 200
    assert guest.post("/plan/").status_code == 405


def test_past_days_keep_their_colour_and_no_day_stands_alone(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    time_machine.shift(timedelta(days=4))
    write(episode, "check_in", NOW + timedelta(days=4), pain=4)
    page = owner_client.get("/plan/").text
    assert '<body data-phase="heat"' in page
    assert '<span class="day-no" data-phase="cold">1</span>' in page
    cells = page.partition('class="days"')[2].partition("</div>")[0]
    assert cells.count("<a ") == 14


def test_the_weeks_ahead_say_what_usually_happens(owner_client: Client, episode: Episode) -> None:
    weeks = owner_client.get("/plan/").text.partition("The weeks after")[2]
    assert "Many people are well by now." in weeks
    assert "Most people are well by now." in weeks
    assert "alks" not in weeks.partition("</details>")[0]
