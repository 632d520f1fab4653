"""Walks kept short: by an open sign, by a person who cannot walk, and when the daily plan is over."""

from datetime import datetime

import pytest

from recovery.plan.enums import Flag
from recovery.plan.ladder.pauses import TOILET_ONLY, may_limit
from tests.plan.cases import Raw, check_in, days_of, entry, items, on, plan, step, walk
from tests.plan.ladder.journals import CALM, climb

# On W4 since Day 4, without the mornings from Day 8 on.
UP = [each for each in CALM if each["at"] < on(8, "00:00")]
TODAY = check_in(on(8, "07:05"), 2)


def checked(at: datetime, because: str = "professional") -> list[Raw]:
    return [entry("cleared", at, because=because), check_in(at, screened=True, flags=[])]


@pytest.mark.parametrize("flag", [flag for flag in Flag if flag.startswith("S")])
def test_pause_lets_each_sign_for_today_keep_walks_short(flag: str) -> None:
    told = check_in(on(8, "10:00"), 2, flags=[flag])
    stage = "W1" if flag in TOILET_ONLY else "W2"
    for now in (on(8, "12:00"), on(9, "12:00"), on(11, "12:00")):
        shown = plan(now, *UP, TODAY, told)
        assert step(shown).startswith(f"{stage} ")
        assert step(shown).endswith("flag_open")
        reminded = {kind for each in shown.reminders for kind in each.kinds}
        assert "walk" not in reminded or stage == "W2"
    assert set(TOILET_ONLY) == {"S4", "S5", "S6", "S7", "S8"}


def test_pause_gives_the_step_back_on_the_day_of_the_check_as_hourly_walks_and_then_whole() -> None:
    journal = [*UP, TODAY, check_in(on(8, "10:00"), 2, flags=["S5"]), *checked(on(8, "15:00"))]
    assert step(plan(on(8, "14:59"), *journal)) == "W1 hold flag_open"
    assert step(plan(on(8, "15:00"), *journal)) == "W3a ease sign_checked"
    assert step(plan(on(9, "07:10"), *journal, check_in(on(9, "07:05"), 2))).startswith("W4 ")


def test_pause_says_that_walks_go_on_where_the_step_is_low_anyway() -> None:
    low = [check_in(on(1, "09:05"), 3)]
    journal = [*low, check_in(on(1, "10:00"), 3, flags=["S5"]), *checked(on(1, "15:00"), "mistake")]
    assert step(plan(on(1, "14:00"), *journal)) == "W1 ease flag_open"
    assert step(plan(on(1, "15:00"), *journal)) == "W2 start walks_again"


@pytest.mark.parametrize(
    ("flag", "now", "expected"),
    [
        ("S2", on(2, "12:00"), "W1 hold flag_open"),  # rest would be over
        ("S2", on(3, "08:59"), "W1 hold flag_open"),
        ("S2", on(3, "09:00"), "W2 floor rest_limit"),
        ("S5", on(3, "09:00"), "W1 ease flag_open"),  # the one exception to the limit of rest
        ("S5", on(9, "12:00"), "W1 hold flag_open"),
    ],
)
def test_pause_holds_rest_until_its_limit(flag: str, now: datetime, expected: str) -> None:
    journal = [check_in(on(1, "09:05"), 5), check_in(on(1, "20:00"), 5, flags=[flag])]
    journal += [check_in(on(day, "07:05"), 5) for day in range(4, 10)]
    assert step(plan(now, *journal)) == expected


@pytest.mark.parametrize("flag", ["S2", "S5", "E1"])
def test_pause_ends_rest_that_only_the_sign_made_longer_once_it_is_checked(flag: str) -> None:
    journal = [check_in(on(1, "09:05"), 5), check_in(on(1, "20:00"), 5, flags=[flag]), *checked(on(2, "10:00"))]
    assert step(plan(on(2, "10:00"), *journal)) == "W2 advance rest_done"


@pytest.mark.parametrize(
    ("answers", "now", "expected"),
    [
        ([("10:00", "no")], on(2, "10:00"), "W1 ease cannot_walk"),
        ([("10:00", "no"), ("11:00", "a_few_steps")], on(2, "11:00"), "W2 hold walks_again"),
        ([("10:00", "a_few_steps")], on(2, "10:00"), "W2 hold"),
    ],
)
def test_cannot_walk_leaves_walks_to_the_toilet_at_once(
    answers: list[tuple[str, str]], now: datetime, expected: str
) -> None:
    told = [check_in(on(2, clock), can_walk=walking) for clock, walking in answers]
    assert step(plan(now, *days_of([3, 3]), *told)).startswith(expected)


def test_cannot_walk_holds_for_a_day_before_it_is_a_sign() -> None:
    told = [check_in(on(1, "09:05"), 3), check_in(on(1, "10:00"), can_walk="no")]
    assert step(plan(on(2, "09:59"), *told)) == "W1 ease cannot_walk"
    assert step(plan(on(2, "10:00"), *told)).startswith("W2 ")
    late = plan(on(3, "09:00"), *told)
    assert (late.gate and late.gate.flags, step(late)) == (("S6",), "W1 hold flag_open")


def test_may_limit_is_true_of_a_day_with_a_sign_an_answer_or_the_end_of_the_plan() -> None:
    """The plan of a spasm at the wake time ends with the 42nd day, and not a moment later."""
    at_wake = on(1, "07:00")
    lived = climb(on(44, "08:00"), entry("onset", on(44, "07:59"), started_at=at_wake))
    days = {day.number: day for day in lived.story.days}
    assert [may_limit(lived, days[number]) for number in (1, 41, 42, 43)] == [False, False, True, True]
    unable = climb(on(5, "08:00"), check_in(on(2, "12:00"), 5, can_walk="no"), check_in(on(2, "13:00"), can_walk="yes"))
    assert [may_limit(unable, day) for day in unable.story.days if day.number] == [False, True, True, False, False]
    signed = climb(on(3, "08:00"), check_in(on(2, "12:00"), 5, flags=["S1"], screened=True))
    assert all(may_limit(signed, day) for day in signed.story.days)


def test_the_end_of_the_daily_plan_leaves_longer_walks() -> None:
    pains = [5] * 50
    assert step(plan(on(43, "08:00"), *days_of(pains))).startswith("W2 ")
    over = plan(on(44, "08:00"), *days_of(pains))
    assert step(over) == "W4 start plan_over"
    assert {item.kind for item in over.day.items} <= {"walk", "stretch"}
    assert over.reminders == ()
    assert not over.can_start["heat"].now
    week = plan(on(49, "07:01"), *days_of(pains[:48]))
    assert [each.kinds for each in week.reminders] == [("check_in",)]
    assert len(items(week, "check_in")) == 1
    # no hourly walks, not after a severe morning or hard walks either
    severe = [*days_of(pains[:45]), check_in(on(46, "07:05"), 8, screened=True, sudden=False)]
    assert step(plan(on(46, "08:00"), *severe)).startswith("W2 ")
    hurt = [*days_of(pains[:46]), walk(on(46, "08:00"), 4, 8), walk(on(46, "09:00"), 4, 8)]
    assert step(plan(on(46, "10:00"), *hurt)).startswith("W2 ")
