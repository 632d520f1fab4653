"""All days: what was, what is, and what comes if nothing new is logged."""

from datetime import timedelta

import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from recovery.models import Episode
from tests.web.stage import NOW, begin, guest_with, write

pytestmark = pytest.mark.django_db


def test_past_days_today_tomorrow_and_the_weeks_after(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    write(episode, "walk", minutes=3, pain_before=5, pain_after=5)
    time_machine.shift(timedelta(days=1))
    page = owner_client.get("/plan/").text
    told = ["3 min walked, 0 ice", "Ice until Wed 21:30", "Tomorrow: ice and rest", "The weeks after"]
    places = [page.index(text) for text in told]
    assert places == sorted(places)
    assert 'href="/plan/2026-12-08/"' in page


def test_the_day_before_heat_says_so(owner_client: Client, episode: Episode, time_machine: TimeMachineFixture) -> None:
    time_machine.shift(timedelta(days=2))
    write(episode, "check_in", NOW + timedelta(days=2), pain=4)
    assert "Tomorrow: heat starts" in owner_client.get("/plan/").text


@pytest.mark.parametrize("days", [0, 5, 14, 20, 40, 90])
def test_it_renders_however_long_it_takes(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture, days: int
) -> None:
    time_machine.shift(timedelta(days=days))
    page = owner_client.get("/plan/").text
    assert page.count("row-link") >= 10
    assert f'<span class="day-no today">{days + 1}</span>' in page


def test_who_may_look(client: Client, guest: Client, stranger_client: Client, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW)
    assert client.get("/plan/")["Location"] == "/accounts/login/?next=/plan/"
    assert stranger_client.get("/plan/")["Location"] == "/start/"
    assert guest_with(guest, begin()).get("/plan/").status_code == 200
    assert guest.post("/plan/").status_code == 405
