"""The chart draws what is known at its place: known days stand at known per cents, and what was not logged is a gap."""

from datetime import datetime
from typing import Any

import pytest
from django.utils import translation

from recovery.plan.build import situation_at
from recovery.plan.course import course
from recovery.plan.facts import parse_journal
from recovery.show.chart import show_chart
from tests.plan.cases import START, Raw, about, after, check_in, days_of, on, onset, walk, walks

NAMES = {"cold": "Cold", "heat": "Heat", "recovered": "Recovered"}


def chart(now: datetime, *entries: Raw, began: datetime = START) -> dict[str, Any]:
    journal = [about(began), onset(began), *(each for each in entries if each["at"] <= now)]
    found = course(situation_at(parse_journal(journal, now), now))
    return show_chart(found, found.days[-14:], NAMES)


def spots(found: dict[str, Any]) -> list[tuple[str, str]]:
    return [(dot["x"], dot["y"]) for dot in found["dots"]]


def test_pain_stands_at_its_hour_and_height() -> None:
    found = chart(on(4, "12:00"), check_in(START, 10), check_in(on(2, "19:00"), 5), check_in(on(3, "07:00"), 0))
    assert spots(found) == [("10", "10"), ("43.38", "34"), ("54.5", "58")]  # four days between 10 and 99
    assert found["lines"] == ["10,10 43.38,34 54.5,58"]


def test_bars_stand_on_the_ground_as_high_as_their_minutes() -> None:
    bars = chart(on(2, "20:00"), *walks(1, 3, minutes=20), *walks(2, 3, minutes=10))["bars"]
    assert [(bar["minutes"], bar["y"], bar["height"], bar["part"]) for bar in bars] == [
        (60, "68", "24", False),
        (30, "80", "12", True),
    ]
    assert [(bar["x"], bar["width"]) for bar in bars] == [("25.25", "14"), ("69.75", "14")]


def test_a_few_minutes_make_no_tall_bar() -> None:
    assert chart(on(1, "20:00"), walk(on(1, "10:00"), minutes=2))["bars"][0]["height"] == "2.4"


def test_a_day_without_a_log_breaks_the_line_and_has_no_bar() -> None:
    found = chart(on(5, "12:00"), *days_of([6, 5, None, 4, 3]))
    assert len(found["lines"]) == 2
    assert len(found["bars"]) == 4
    assert len(found["days"]) == 5


def test_bands_change_with_the_morning_nearest_to_the_hour() -> None:
    bands = chart(on(5, "12:00"), *days_of([6] * 5))["bands"]  # warmth opens on Thursday at 09:00
    assert [(band["phase"], band["x"], band["width"]) for band in bands] == [
        ("cold", "10", "52.6"),
        ("heat", "63.4", "35.6"),
    ]
    assert [band["name"] for band in bands] == ["Cold", "Heat"]


def test_a_band_too_narrow_for_its_word_has_none() -> None:
    bands = chart(on(16, "12:00"), *days_of([6] * 16))["bands"]  # one day of ice is left in the fortnight
    assert [(band["phase"], band["name"]) for band in bands] == [("cold", ""), ("heat", "Heat")]


def test_the_ends_carry_their_numbers_on_the_free_side() -> None:
    last, first = chart(on(6, "12:00"), *days_of([8, 7, 6, 5, 4, 2]))["ends"]
    assert (first["value"], first["below"], first["last"]) == (8, False, False)
    assert (last["value"], last["below"], last["last"]) == (2, False, True)
    falling = chart(on(6, "12:00"), check_in(START, 8), check_in(on(6, "07:00"), 4), check_in(on(6, "11:00"), 2))[
        "ends"
    ]
    assert falling[0]["below"]


def test_numbers_that_would_touch_are_one() -> None:
    ends = chart(on(1, "12:00"), check_in(after(0), 6), check_in(after(1.5), 6))["ends"]
    assert [end["value"] for end in ends] == [6, ""]
    assert [end["value"] for end in chart(on(1, "12:00"), check_in(START, 6))["ends"]] == [6]
    assert chart(on(1, "12:00"))["ends"] == []


def test_a_quiet_evening_before_day_one_takes_no_room() -> None:
    evening = on(0, "21:30")
    told = (check_in(on(0, "21:40"), 8), check_in(on(1, "08:00"), 6))
    found = chart(on(1, "12:00"), *told, began=evening)
    assert len(found["days"]) == 1
    assert spots(found)[0] == ("10", "19.6")
    assert len(chart(on(1, "12:00"), *told, walk(on(0, "21:45")), began=evening)["days"]) == 2


def test_a_fortnight_names_every_other_day_up_to_today() -> None:
    found = chart(on(20, "20:00"), *days_of([4] * 20), *walks(19, 3, minutes=50), *walks(20, 3, minutes=50))
    assert found["wide"]
    assert [day["name"] for day in found["days"]] == ["Mon", "Wed", "Fri", "Sun", "Tue", "Thu", "Sat"]
    assert [bar["minutes"] for bar in found["bars"]][-2:] == ["", 150]


def test_many_points_are_a_line_without_dots() -> None:
    assert chart(on(9, "22:00"), *days_of([4] * 9, [5] * 9))["dots"] == []


@pytest.mark.parametrize("language", ["de", "en"])
def test_places_are_numbers_in_every_language(language: str) -> None:
    with translation.override(language):
        assert chart(on(2, "20:00"), *days_of([5, 4]))["lines"] == ["10.17,34 54.65,38.8"]
