"""The check-in: which signs it asks when, "same as before", and what it writes of both."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from recovery.forms.screen import FULL_SCREEN
from recovery.models import Entry, Episode, Person
from recovery.plan.entries import CheckIn
from recovery.plan.history.screening import EACH_TIME, WITHIN_DAYS
from tests.web.stage import NOW, ONSET, begin, filled, standing, tight, write, written

pytestmark = pytest.mark.django_db


def look(client: Client) -> str:
    return tight(client.get("/log/check_in/").text)


def asked(page: str) -> list[str]:
    """The signs of a page in its order, and the end of its form."""
    signs = [*FULL_SCREEN, *WITHIN_DAYS]
    marks = {each: page.find(f'value="{each}"') for each in signs} | {"end": page.find('value="none">')}
    return sorted((each for each, place in marks.items() if place >= 0), key=lambda each: marks[each])


def ticked(page: str, name: str) -> list[str]:
    """The answers of a field that are chosen on a page."""
    inputs = re.findall(rf'<input[^>]*name="{name}"[^>]*>', page)
    return [value[1] for each in inputs if " checked" in each and (value := re.search('value="([^"]*)"', each))]


def said(**told: Any) -> dict[str, Any]:
    """An answered first step, without one about the signs."""
    return filled("check_in", **told) | {"screen": []}


def only(episode: Episode) -> CheckIn:
    """The one check-in that was written."""
    [entry] = written(episode)
    assert isinstance(entry, CheckIn)
    return entry


def test_every_sign_that_is_due_is_before_the_button_for_none(owner_client: Client, episode: Episode) -> None:
    *signs, end = asked(look(owner_client))
    assert end == "end"
    assert set(signs) == {*FULL_SCREEN, *WITHIN_DAYS}
    owner_client.post("/log/check_in/", filled("check_in"))
    *signs, end = asked(look(owner_client))
    assert (set(signs), end) == (set(EACH_TIME), "end")


# --- minutes after the start


@pytest.fixture
def begun(owner: Person, time_machine: TimeMachineFixture) -> Episode:
    """An episode whose first questions were answered ten minutes ago."""
    time_machine.move_to(ONSET + timedelta(minutes=11))
    return begin(owner)


def test_signs_answered_minutes_ago_are_not_asked_again(owner_client: Client, begun: Episode) -> None:
    page = look(owner_client)
    assert "No warning signs at 21:31." in page
    assert set(asked(page)) == {*EACH_TIME, "end"}  # behind a link, and nothing that can wait
    owner_client.post("/log/check_in/", said(pain="5"))
    told = only(begun)
    assert (told.pain, told.screened, told.flags) == (5, None, None)


def test_a_new_sign_can_be_said_at_once(owner_client: Client, begun: Episode) -> None:
    owner_client.post("/log/check_in/", filled("check_in", screen=["E5"]))
    told = only(begun)
    assert (told.screened, told.flags) == (True, ("E5",))
    assert "Get medical help now" in owner_client.get("/today/").text


def test_a_new_spasm_minutes_after_the_start_asks_for_the_signs(owner_client: Client, begun: Episode) -> None:
    owner_client.post("/log/check_in/", said(pain="9", sudden="on"))
    page = owner_client.get("/log/check_in/").text
    assert "No warning signs at" not in page
    assert owner_client.post("/log/check_in/", said(pain="9")).status_code == 200


def test_half_an_hour_after_the_start_a_silent_page_is_refused(
    owner_client: Client, begun: Episode, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(ONSET + timedelta(minutes=31))
    page = owner_client.post("/log/check_in/", said(pain="5")).text
    assert "Tick what you have, or tap “None of these”." in page
    assert written(begun) == []


# --- same as before

BEFORE: dict[str, Any] = {"pain": 6, "spasm": "some", "stiffness": "lots", "leg": "same", "screened": True}


def test_same_as_before_fills_in_the_last_answers(owner_client: Client, episode: Episode) -> None:
    write(episode, "check_in", NOW - timedelta(hours=2), **BEFORE)
    page = look(owner_client)
    assert "Same as before" in page
    for name in ("pain", "spasm", "stiffness", "leg"):
        assert ticked(page, name) == [str(BEFORE[name])]


def test_same_as_before_says_nothing_else_again(owner_client: Client, episode: Episode) -> None:
    more = {"sudden": True, "can_walk": "no", "slept": "badly", "temperature_c": 37.2, "limits": True, "note": "ow"}
    write(episode, "check_in", NOW - timedelta(hours=2), **BEFORE | more)
    page = look(owner_client)
    assert not any(ticked(page, name) for name in ("sudden", "can_walk", "slept", "limits", "screen"))
    assert "37.2" not in page
    assert "ow</textarea>" not in page


@pytest.mark.parametrize(("hours", "offered"), [(18, True), (18.01, False)])
def test_same_as_before_is_offered_for_18_hours(
    owner_client: Client, owner: Person, time_machine: TimeMachineFixture, hours: float, offered: bool
) -> None:
    time_machine.move_to(NOW, tick=False)
    episode = begin(owner, onset=NOW - timedelta(hours=40))
    write(episode, "check_in", NOW - timedelta(hours=hours), **BEFORE)
    page = look(owner_client)
    assert ("Same as before</a>" in page) is offered
    assert bool(ticked(page, "pain")) is offered
    assert "Next: warning signs" in page


def test_the_walks_of_the_day_are_told_in_the_evening(owner_client: Client, episode: Episode) -> None:
    page = look(owner_client)
    assert 'name="walks"' in page
    assert 'name="walks_felt"' in page
    owner_client.post("/log/check_in/", filled("check_in", walks="3", walks_felt="sore"))
    told = only(episode)
    assert (told.walks, told.walks_felt) == (3, "sore")


def test_walks_on_a_day_without_a_walk_are_refused(owner_client: Client, episode: Episode) -> None:
    page = owner_client.post("/log/check_in/", filled("check_in", walks="3", no_walk="on")).text
    assert "You also say that you did not walk. Which is right?" in page
    assert written(episode) == []


def test_errors_and_a_correction_are_one_page(owner_client: Client, episode: Episode) -> None:
    entry = write(episode, "check_in", **BEFORE)
    assert 'class="sheet in-two"' in look(owner_client)
    wrong = owner_client.post("/log/check_in/", filled("check_in", temperature_c="99")).text
    for page in (wrong, owner_client.get(f"/log/{entry.id}/").text):
        assert "in-two" not in page
        assert "Do you have any of these now?" in page


def test_the_check_in_of_another_browser_never_drops_a_ticked_emergency(
    owner_client: Client, stranger: Person, stranger_client: Client, episode: Episode
) -> None:
    begin(stranger)
    sent = filled("check_in", screen=["E1"])
    for client in (owner_client, stranger_client):
        client.post("/log/check_in/", sent)
        client.post("/log/check_in/", sent)
        assert "Get medical help now" in client.get("/today/").text
    assert Entry.objects.filter(kind="check_in", data__flags__isnull=False).count() >= 2


# --- where they are, asked of somebody who cannot walk


@pytest.mark.parametrize(
    ("can_walk", "place", "told"),
    [
        ("no", "bed", ("bed", None)),
        ("no", "chair", ("chair", None)),
        ("no", "floor_alone", ("floor", True)),
        ("no", "floor_helped", ("floor", False)),
        ("no", "", (None, None)),
        ("a_few_steps", "bed", (None, None)),
        ("yes", "floor_alone", (None, None)),
    ],
)
def test_who_cannot_walk_says_where_they_are(
    owner_client: Client, episode: Episode, can_walk: str, place: str, told: tuple[str | None, bool | None]
) -> None:
    response = owner_client.post("/log/check_in/", filled("check_in", can_walk=can_walk, place=place))
    entry = only(episode)
    assert (entry.where_now, entry.alone) == told
    assert response["Location"].startswith("/move/fall/" if entry.where_now == "floor" else "/today/")
    page = tight(owner_client.get(f"/log/{entry.id}/").text)
    assert ticked(page, "place") == ([place] if told[0] else [])


def test_a_sign_told_on_the_floor_comes_before_the_questions_about_a_fall(
    owner_client: Client, episode: Episode
) -> None:
    fever = filled("check_in", can_walk="no", place="floor_alone", temperature_c="38.5")
    assert owner_client.post("/log/check_in/", fever)["Location"].startswith("/today/?saved=")
    assert only(episode).where_now == "floor"


@pytest.mark.parametrize(
    ("better", "told"), [({"can_walk": "yes"}, (None, None)), ({"can_walk": "no", "place": "bed"}, ("bed", None))]
)
def test_a_place_that_was_a_mistake_is_corrected(
    owner_client: Client, episode: Episode, better: dict[str, str], told: tuple[str | None, bool | None]
) -> None:
    owner_client.post("/log/check_in/", filled("check_in", can_walk="no", place="floor_alone"))
    owner_client.post(f"/log/{only(episode).id}/", filled("check_in", action="save", **better))
    [entry] = [each for each in written(episode) if isinstance(each, CheckIn) and each.id in standing(episode)]
    assert (entry.where_now, entry.alone) == told
