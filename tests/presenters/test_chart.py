"""The chart: the places of its pain line, bars, bands and labels."""

from datetime import datetime

import pytest
from django.utils import translation

from recovery.plan.build import situation_at
from recovery.plan.entries import parse_journal
from recovery.plan.review.course import course
from recovery.presenters.chart import Chart, show_chart
from tests.plan.cases import START, Raw, about, after, check_in, days_of, on, onset, walk, walks

NAMES = {"cold": "Cold", "heat": "Heat", "recovered": "Recovered"}


def chart(now: datetime, *entries: Raw, began: datetime = START) -> Chart:
    journal = [about(began), onset(began), *(each for each in entries if each["at"] <= now)]
    found = course(situation_at(parse_journal(journal, now), now))
    return show_chart(found, found.days[-14:], NAMES)


def spots(found: Chart) -> list[tuple[str, str]]:
    return [(dot.x, dot.y) for dot in found.dots]


def test_pain_is_placed_by_its_time_and_value() -> None:
    found = chart(on(4, "12:00"), check_in(START, 10), check_in(on(2, "19:00"), 5), check_in(on(3, "07:00"), 0))
    assert spots(found) == [("10", "10"), ("43.38", "34"), ("54.5", "58")]  # four days between 10 and 99
    assert found.lines == ["10,10 43.38,34 54.5,58"]


def test_bars_are_as_high_as_their_minutes() -> None:
    bars = chart(on(2, "20:00"), *walks(1, 3, minutes=20), *walks(2, 3, minutes=10)).bars
    assert [(bar.minutes, bar.y, bar.height, bar.part) for bar in bars] == [
        ("60", "68", "24", False),
        ("30", "80", "12", True),
    ]
    assert [(bar.x, bar.width) for bar in bars] == [("25.25", "14"), ("69.75", "14")]


def test_a_few_minutes_make_a_low_bar() -> None:
    assert chart(on(1, "20:00"), walk(on(1, "10:00"), minutes=2)).bars[0].height == "2.4"


def test_a_day_without_a_log_breaks_the_line_and_has_no_bar() -> None:
    found = chart(on(5, "12:00"), *days_of([6, 5, None, 4, 3]))
    assert len(found.lines) == 2
    assert len(found.bars) == 4
    assert len(found.days) == 5


def test_bands_change_on_the_morning_nearest_to_the_change_of_phase() -> None:
    bands = chart(on(5, "12:00"), *days_of([6] * 5)).bands  # warmth opens on Thursday at 09:00
    assert [(band.phase, band.x, band.width) for band in bands] == [
        ("cold", "10", "52.6"),
        ("heat", "63.4", "35.6"),
    ]
    assert [band.name for band in bands] == ["Cold", "Heat"]


def test_a_band_too_narrow_for_its_name_has_none() -> None:
    bands = chart(on(16, "12:00"), *days_of([6] * 16)).bands  # one day of ice is left in the fortnight
    assert [(band.phase, band.name) for band in bands] == [("cold", ""), ("heat", "Heat")]


def test_the_ends_have_their_numbers_on_the_free_side() -> None:
    last, first = chart(on(6, "12:00"), *days_of([8, 7, 6, 5, 4, 2])).ends
    assert (first.value, first.below, first.last) == ("8", False, False)
    assert (last.value, last.below, last.last) == ("2", False, True)
    falling = (check_in(START, 8), check_in(on(6, "07:00"), 4), check_in(on(6, "11:00"), 2))
    assert chart(on(6, "12:00"), *falling).ends[0].below


def test_a_pain_of_ten_has_its_number_below_the_name_of_the_phase() -> None:
    assert [end.below for end in chart(on(3, "12:00"), *days_of([10, 10, 10])).ends] == [True, True]


def test_one_of_two_numbers_that_would_touch_is_left_out() -> None:
    ends = chart(on(1, "12:00"), check_in(after(0), 6), check_in(after(1.5), 6)).ends
    assert [end.value for end in ends] == ["6", ""]
    assert [end.value for end in chart(on(1, "12:00"), check_in(START, 6)).ends] == ["6"]
    assert chart(on(1, "12:00")).ends == []


def test_day_0_has_no_column_unless_there_was_a_walk() -> None:
    evening = on(0, "21:30")
    pains = (check_in(on(0, "21:40"), 8), check_in(on(1, "08:00"), 6))
    found = chart(on(1, "12:00"), *pains, began=evening)
    assert len(found.days) == 1
    assert spots(found)[0] == ("10", "19.6")
    assert len(chart(on(1, "12:00"), *pains, walk(on(0, "21:45")), began=evening).days) == 2


def test_every_other_day_of_two_weeks_has_a_name() -> None:
    found = chart(on(20, "20:00"), *days_of([4] * 20), *walks(19, 3, minutes=50), *walks(20, 3, minutes=50))
    assert found.wide
    assert [day.name for day in found.days] == ["Mon", "Wed", "Fri", "Sun", "Tue", "Thu", "Sat"]
    assert [bar.minutes for bar in found.bars][-2:] == ["", "150"]


def test_a_line_of_many_points_has_no_dots() -> None:
    assert chart(on(9, "22:00"), *days_of([4] * 9, [5] * 9)).dots == []


@pytest.mark.usefixtures("languages")
@pytest.mark.parametrize("language", ["de", "en"])
def test_places_are_numbers_in_every_language(language: str) -> None:
    with translation.override(language):
        assert chart(on(2, "20:00"), *days_of([5, 4])).lines == ["10.17,34 54.65,38.8"]
