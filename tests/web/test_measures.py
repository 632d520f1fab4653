"""The weekly measures: the 24 statements, the person's own activities, and the words for a change."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape
from time_machine import TimeMachineFixture

from recovery.forms.measures import STATEMENTS
from recovery.models import Episode
from recovery.plan.entries import Activities, Activity, Roland
from tests.web.stage import NOW, filled, kinds, write, written

pytestmark = pytest.mark.django_db


def test_the_24_statements_are_shown_as_published_with_their_authors(owner_client: Client, episode: Episode) -> None:
    page = owner_client.get("/log/roland/").text
    assert len(STATEMENTS) == 24
    assert all(escape(str(statement)) in page for statement in STATEMENTS)
    assert "Roland MO, Morris RW." in page
    assert page.count('name="ticked"') == 24
    assert "Yes" not in page


@pytest.mark.parametrize("ticked", [[], ["1"], [str(place) for place in range(1, 25)]])
def test_the_ticks_are_saved_even_when_there_are_none(
    owner_client: Client, episode: Episode, ticked: list[str]
) -> None:
    owner_client.post("/log/roland/", filled("roland", ticked=ticked))
    [saved] = written(episode)
    assert isinstance(saved, Roland)
    assert saved.ticked == tuple(map(int, ticked))


def test_named_activities_are_filled_in_next_time(owner_client: Client, episode: Episode) -> None:
    things: dict[str, Any] = {"name_1": "Socks", "score_1": "7", "name_2": "Drive", "score_2": "4"}
    owner_client.post("/log/activities/", filled("activities", **things))
    [saved] = written(episode)
    assert isinstance(saved, Activities)
    assert saved.scores == (Activity("Socks", 7), Activity("Drive", 4))
    page = owner_client.get("/log/activities/").text
    assert 'value="Socks"' in page
    assert 'value="Drive"' in page


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"name_1": ""}, "Name at least one thing."),
        ({"score_1": ""}, "Write a number from 0 to 10."),
        ({"score_1": "11"}, "Write 10 or less."),
        ({"name_2": "Drive"}, "Write a number from 0 to 10."),
    ],
)
def test_an_activity_needs_a_name_and_a_number(
    owner_client: Client, episode: Episode, wrong: dict[str, str], sentence: str
) -> None:
    page = owner_client.post("/log/activities/", filled("activities", **wrong)).text
    assert 'role="alert"' in page
    assert sentence in page
    assert kinds(episode) == []


def test_progress_explains_the_change(owner_client: Client, episode: Episode, time_machine: TimeMachineFixture) -> None:
    write(episode, "roland", NOW, ticked=list(range(1, 15)))
    page = owner_client.get("/progress/").text
    assert "7 Dec: 14 of 24" in page
    assert "Tell it again in a week." in page
    time_machine.shift(timedelta(days=7))
    write(episode, "roland", NOW + timedelta(days=7), ticked=list(range(1, 10)))
    page = owner_client.get("/progress/").text
    assert "14 Dec: 9 of 24" in page
    assert "That is a real change for the better." in page


def test_measures_do_not_change_the_day(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    before = owner_client.get("/plan/2026-12-07/").text.count("data-rule")
    write(episode, "roland", NOW, ticked=[1])
    write(episode, "activities", NOW, scores=[{"name": "Socks", "score": 7}])
    assert owner_client.get("/plan/2026-12-07/").text.count("data-rule") == before
    time_machine.shift(timedelta(minutes=1))
    assert "24 statements" in owner_client.get("/log/").text
