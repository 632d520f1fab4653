"""A day in a few lines: what repeats, and what can be done when you like."""

from typing import Any

import pytest

from recovery.plan.advice import Plan, Rhythm, WhenYouLike
from recovery.plan.history.days import MINUTE
from tests.plan.cases import START, Raw, check_in, days_of, entry, on, plan, walk


def rhythm(plan: Plan, kind: str) -> Rhythm:
    return next(each for each in plan.day.rhythms if each.kind == kind)


def when_you_like(plan: Plan, kind: str) -> WhenYouLike:
    return next(each for each in plan.day.when_you_like if each.kind == kind)


def line(plan: Plan, kind: str) -> str:
    """A rhythm as "every 90, next 07:10, until 15:30, 0 of 6"."""
    each = rhythm(plan, kind)
    coming = f"{each.next:%H:%M}" if each.next else "none"
    more = ", as needed" if each.as_needed else ""
    return f"every {each.every // MINUTE}, next {coming}, until {each.until:%H:%M}, {each.done} of {each.planned}{more}"


def iced(*clocks: str) -> list[Raw]:
    return [entry("cold", on(2, clock), minutes=20) for clock in clocks]


MORNING = [check_in(on(2, "07:05"), 5)]


@pytest.mark.parametrize(
    ("clock", "kind", "journal", "expected"),
    [
        ("07:10", "cold", [], "every 90, next 07:10, until 15:30, 0 of 6"),
        ("08:10", "cold", [], "every 90, next 08:30, until 15:30, 0 of 6"),
        ("08:10", "cold", iced("07:30"), "every 90, next 09:00, until 16:00, 1 of 6"),
        ("15:31", "cold", [], "every 90, next 15:31, until 21:10, 0 of 6, as needed"),
        ("21:11", "cold", [], "every 90, next none, until 15:30, 0 of 6"),
        ("07:10", "walk", [], "every 175, next 07:30, until 19:40, 0 of 5"),
        ("09:10", "walk", [walk(on(2, "09:00"))], "every 175, next 12:00, until 21:40, 1 of 5"),
        ("07:10", "drink", [], "every 110, next 07:10, until 20:50, 0 of 8"),
        ("09:10", "drink", [entry("drink", on(2, "09:00"), ml=400)], "every 110, next 10:50, until 21:00, 2 of 8"),
    ],
)
def test_rhythms_in_a_line(clock: str, kind: str, journal: list[Raw], expected: str) -> None:
    assert line(plan(on(2, clock), *MORNING, *journal), kind) == expected


def test_rhythms_of_ice_are_as_needed_after_the_planned_count() -> None:
    six = iced("07:05", "08:35", "10:05", "11:35", "13:05", "14:35")
    after_six = plan(on(2, "15:00"), *MORNING, *six)
    assert line(after_six, "cold") == "every 90, next 15:35, until 21:10, 6 of 6, as needed"
    after_seven = plan(on(2, "16:30"), *MORNING, *six, *iced("16:00"))
    assert line(after_seven, "cold") == "every 90, next 17:00, until 21:10, 7 of 7, as needed"


def test_rhythms_of_ice_are_not_as_needed_where_ice_is_not_allowed() -> None:
    shown = plan(on(2, "15:40"), *MORNING, entry("worse", on(2, "08:00"), item="cold"))
    assert [each.kind for each in shown.day.rhythms] == ["walk", "drink"]


def test_rhythms_of_ice_end_with_the_last_pack_before_warmth() -> None:
    began = [check_in(on(4, "07:05"), 5), entry("cold", on(4, "07:05"), minutes=20)]
    assert line(plan(on(4, "07:30"), *began), "cold") == "every 90, next none, until 07:25, 1 of 1"


def test_rhythms_wait_for_the_pause_that_is_still_on() -> None:
    running = entry("started", on(2, "10:30"), item="cold")
    shown = plan(on(2, "10:35"), check_in(on(2, "07:05"), 8), running)
    assert rhythm(shown, "walk").next == on(2, "11:00")
    assert rhythm(shown, "cold").next == on(2, "11:30")


def test_rhythms_of_warmth_and_hourly_walks() -> None:
    shown = plan(on(5, "07:10"), *days_of([4, 4, 4, 4, 4], [0, 4]))
    assert line(shown, "heat") == "every 285, next 07:10, until 17:30, 0 of 3"
    assert line(shown, "walk").startswith("every 60, next 07:15")


def test_rhythms_say_what_their_items_say() -> None:
    ice = rhythm(plan(on(2, "07:10"), *MORNING), "cold")
    assert (str(ice.title), ice.rule) == ("Ice, 20 minutes", "temperature.cold_pack")
    assert str(ice.because).startswith("Ice can numb the ache.")


def test_when_you_like_counts_what_was_done_and_says_from_when() -> None:
    rested = [entry("rest", on(2, "08:00"), minutes=20), entry("legs_up", on(2, "09:00"), minutes=10)]
    shown = plan(on(2, "09:30"), *MORNING, *rested)
    rest, legs_up = when_you_like(shown, "rest"), when_you_like(shown, "legs_up")
    assert (rest.done, rest.planned, rest.start.now, rest.minutes) == (1, 4, True, 20)
    assert (legs_up.done, legs_up.planned, legs_up.start.now, legs_up.start.opens) == (1, 3, False, on(2, "10:00"))
    assert (str(rest.title), rest.rule) == ("Rest in a reclining chair", "rest.rest_positions")


@pytest.mark.parametrize(
    ("day", "told", "kinds"),
    [
        (1, {}, ["rest", "legs_up", "breathing"]),
        (2, {}, ["rest", "legs_up", "breathing", "stretch"]),
        (4, {}, ["rest", "legs_up", "breathing", "stretch", "massage"]),
        (4, {"conditions": ["thin_bones"]}, ["rest", "legs_up", "breathing"]),
    ],
)
def test_when_you_like_lists_what_the_day_holds(day: int, told: dict[str, Any], kinds: list[str]) -> None:
    shown = plan(on(day, "11:00"), check_in(START, 5), check_in(on(day, "09:05"), 5), **told)
    assert [each.kind for each in shown.day.when_you_like] == kinds


def test_lines_are_empty_behind_a_closed_gate() -> None:
    shown = plan(on(2, "07:10"), check_in(on(2, "07:05"), 5, flags=["E1"]))
    assert (shown.day.rhythms, shown.day.when_you_like) == ((), ())
