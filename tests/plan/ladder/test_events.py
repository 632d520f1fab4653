"""What a walk, a check-in, or "this made it worse" does to the ladder at once."""

from typing import Any

import pytest

from recovery.plan.advice import Reason
from recovery.plan.enums import WalkReason
from tests.plan.cases import START, Raw, check_in, days_of, entry, notice, on, plan, step, walk, walks
from tests.plan.ladder.journals import BASE, third_day, walking

EIGHT = on(3, "08:00")


def hour(clock: str, before: int | None, after: int | None, **fields: Any) -> Raw:
    return walk(on(3, clock), before, after, **fields)


def worse(clock: str, item: str = "walk") -> Raw:
    return entry("worse", on(3, clock), item=item)


# --- walks

WALKS: list[tuple[list[Raw], str]] = [
    ([hour("08:00", 4, 5)], "W3a advance good_day"),
    ([hour("08:00", 4, 6)], "W3a hold pain_rose"),
    ([hour("08:00", 4, 7)], "W3a ease pain_rose"),
    # without a pain before it, the newest resting pain counts (4 this morning), else it counts as a rise
    ([hour("08:00", None, 5)], "W3a advance good_day"),
    ([hour("08:00", None, 6)], "W3a hold pain_rose"),
    ([hour("08:00", None, 7)], "W3a ease pain_rose"),
    ([check_in(on(3, "07:30"), 6), hour("09:00", None, 8)], "W2 hold pain_rose"),
    # at rest much worse than this morning
    ([check_in(on(3, "11:00"), 6)], "W3a advance good_day"),
    ([check_in(on(3, "11:00"), 7)], "W3a ease worse_than_morning"),
    ([hour("11:00", 7, 7)], "W3a ease worse_than_morning"),
    # an end at 3 or less is fine
    ([hour("08:00", 0, 3), hour("09:00", 0, 3)], "W3a advance good_day"),
    ([hour("08:00", 0, 4)], "W3a ease pain_rose"),
    ([hour("08:00", 0, 3, pain_hour_later=3)], "W3a advance good_day"),
    ([hour("08:00", 0, 3, pain_hour_later=4)], "W2 step_back pain_stayed"),
    # one sore walk in five
    ([*[hour(f"{clock}:00", 4, 4) for clock in range(8, 12)], hour("11:30", 4, 6)], "W3a advance good_day"),
    ([*[hour(f"{clock}:00", 4, 4) for clock in range(8, 11)], hour("11:30", 4, 6)], "W3a hold pain_rose"),
    # told in the evening
    ([check_in(on(3, "11:00"), walks=3, walks_felt="bad")], "W3a ease walks_bad"),
    ([check_in(on(3, "11:00"), walks=0, walks_felt="bad")], "W3a advance good_day"),
    ([check_in(on(3, "11:00"), walks=3, walks_felt="sore")], "W3a advance good_day"),
    # an hour later, logged with the walk or by a check-in; the walk ends at 08:04
    ([hour("08:00", 5, 8, pain_hour_later=7)], "W3a ease pain_rose"),
    ([hour("08:00", 5, 8, pain_hour_later=8)], "W2 step_back pain_stayed"),
    ([hour("08:00", 5, None, pain_hour_later=8)], "W2 step_back pain_stayed"),
    ([hour("08:00", 5, 8), check_in(on(3, "09:03"), 8)], "W3a ease pain_rose"),
    ([hour("08:00", 5, 8), check_in(on(3, "09:04"), 8)], "W2 step_back pain_stayed"),
    ([hour("08:00", 5, 8), check_in(on(3, "09:04"), 7)], "W3a ease pain_rose"),
    # two in a row
    ([hour("08:00", 4, 7), hour("09:00", 4, 7)], "W2 step_back two_walks_hurt"),
    ([hour("08:00", 4, 7), hour("09:00", 4, 4), hour("10:00", 4, 7)], "W3a ease pain_rose"),
    ([hour("08:00", 4, 4, finished=False)], "W3a advance good_day"),
    ([hour(clock, 4, 4, finished=False) for clock in ("08:00", "09:00")], "W2 step_back two_walks_unfinished"),
    (
        [hour("08:00", 4, 4, finished=False), hour("09:00", 4, 4), hour("10:00", 4, 4, finished=False)],
        "W3a advance good_day",
    ),
]


@pytest.mark.parametrize(("more", "expected"), WALKS)
def test_take_a_walk(more: list[Raw], expected: str) -> None:
    assert third_day(*more, now=on(3, "12:00")) == expected


@pytest.mark.parametrize(
    ("more", "code", "inputs"),
    [
        ([hour("08:00", 5, 7)], "pain_rose", {"rise": 2, "before": 5, "after": 7}),
        ([hour("08:00", 5, 8)], "pain_rose", {"rise": 3, "before": 5, "after": 8}),
        ([hour("10:00", 5, 8, pain_hour_later=8)], "pain_stayed", {"rise": 3, "before": 5, "after": 8}),
        ([hour("08:00", 5, 8), hour("10:00", 4, 8)], "two_walks_hurt", {"rise": 4, "before": 4, "after": 8}),
        ([hour(clock, 4, 4, finished=False) for clock in ("08:00", "09:00")], "two_walks_unfinished", {}),
        ([worse("08:10")], "made_it_worse", {}),
        ([check_in(on(3, "08:10"), 8, sudden=True, screened=True)], "sudden_spasm", {}),
    ],
)
def test_take_notes_what_caused_the_decision(more: list[Raw], code: str, inputs: dict[str, Any]) -> None:
    found = walking(on(3, "12:00"), *BASE, *more)
    assert (found.because.code, found.because.inputs) == (code, inputs)


@pytest.mark.parametrize(
    ("morning", "noon", "is_eased"),
    [
        (5, 7, False),
        (5, 8, True),
        (6, 8, False),
        (6, 9, True),
        (3, 6, False),
        (4, 7, True),
        (7, 7, False),
        (0, 7, True),
    ],
)
def test_take_a_pain_at_rest_that_is_much_worse_than_this_morning(morning: int, noon: int, is_eased: bool) -> None:
    journal = [*days_of([6, 6, morning]), check_in(on(3, "11:00"), noon)]
    because = walking(on(3, "12:00"), *journal).because
    assert (because.code == "worse_than_morning") is is_eased
    assert not is_eased or because.inputs == {"pain": noon, "before": morning}


def test_take_a_bad_walk_makes_the_walks_of_the_day_easier() -> None:
    eased = walking(on(3, "12:00"), *BASE, check_in(on(3, "07:05"), 4), walk(EIGHT, 5, 8))
    assert (eased.walks, eased.minutes, eased.gap_minutes) == (7, 2, 120)


def test_take_a_bad_walk_after_a_step_back_eases_first() -> None:
    hurt = [hour(clock, 4, 7) for clock in ("10:00", "10:30", "11:00")]
    journal = days_of([4, 4, 4], [0, 5])
    assert step(plan(on(3, "10:40"), *journal, *hurt)) == "W2 step_back two_walks_hurt"
    assert step(plan(on(3, "11:10"), *journal, *hurt)) == "W2 ease pain_rose"
    strained = [*hurt[:2], hour("11:00", 4, 6)]
    assert step(plan(on(3, "11:10"), *journal, *strained)) == "W2 step_back two_walks_hurt"


# --- check-ins


def test_take_pain_further_down_the_leg_steps_back_once_a_day() -> None:
    journal = days_of([4, 4, 4, 4], [0, 3, 8])
    lower = [check_in(on(4, clock), leg="lower") for clock in ("08:10", "12:10")]
    assert step(plan(on(4, "08:00"), *journal)) == "W3b advance good_day"
    assert step(plan(on(4, "09:00"), *journal, *lower)) == "W2 step_back leg_pain_lower"
    assert step(plan(on(4, "13:00"), *journal, *lower)) == "W2 step_back leg_pain_lower"
    assert notice(plan(on(4, "13:00"), *journal, *lower), "D5") is not None


def test_take_a_worse_morning_notes_both_pains() -> None:
    found = walking(on(3, "07:10"), *days_of([4, 4, 6], [0, 3]))
    assert (found.because.code, found.because.inputs) == ("morning_pain", {"pain": 6, "before": 4})


def test_take_a_worse_morning_logged_with_the_first_walk_counts_as_well() -> None:
    assert step(plan(on(3, "08:30"), *BASE, walk(EIGHT, 6, 6))) == "W1 step_back morning_pain"


def test_take_judges_the_morning_once_when_a_check_in_and_a_walk_have_one_instant() -> None:
    later = [*days_of([4, 4, 4], [0, 3]), *walks(3, 8, 4), check_in(on(4, "07:05"), 6), walk(on(4, "07:05"), 6, 6)]
    assert step(plan(on(4, "07:10"), *later)) == "W2 step_back morning_pain"


# --- "this made it worse"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ([worse("08:10")], "W3a ease made_it_worse"),
        ([worse("08:10"), worse("08:20")], "W2 step_back made_it_worse"),
        ([worse("08:10", "rest"), worse("08:20")], "W3a ease made_it_worse"),
        ([worse("08:10", "cold")], "W3a advance good_day"),
        ([worse("08:10", "drink")], "W3a advance good_day"),
    ],
)
def test_take_made_it_worse(more: list[Raw], expected: str) -> None:
    assert third_day(*more, now=on(3, "12:00")) == expected


@pytest.mark.parametrize("kind", ["cold", "rest", "breathing", "massage"])
def test_take_leaves_the_ladder_alone_for_all_other_logs(kind: str) -> None:
    assert third_day(entry(kind, EIGHT, minutes=5), now=on(3, "12:00")) == "W3a advance good_day"


def test_take_started_leaves_the_ladder_alone() -> None:
    logs = [entry("started", EIGHT, item="walk"), entry("drink", EIGHT, ml=200), entry("medicine", EIGHT, name="other")]
    assert third_day(*logs, now=on(3, "12:00")) == "W3a advance good_day"
    assert step(plan(on(2, "07:01"), check_in(START, 8))) == "W1 hold rest_first"


def test_take_a_walk_without_any_pain_told_before_counts_as_a_rise() -> None:
    shown = plan(on(1, "12:00"), walk(on(1, "11:00"), None, 5))
    assert shown.day.walking is not None
    assert shown.day.walking.because == Reason(WalkReason.PAIN_AFTER_WALK, {"rise": None, "before": None, "after": 5})
