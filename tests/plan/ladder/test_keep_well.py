"""Walks once well: each week answers the one before."""

import pytest

from recovery.plan.ladder.keep_well import days_walked, has_walked_enough, steps_well
from tests.plan.cases import Raw, check_in, entry, items, on, plan, walk
from tests.plan.ladder.journals import climb, walking, well


def kept(day: int, journal: list[Raw]) -> tuple[int, int, str]:
    found = walking(on(day, "07:10"), *journal)
    assert found.stage == "W5"
    return found.walks, found.minutes, found.because.code


@pytest.mark.parametrize(
    ("walked", "more", "expected"),
    [
        ([3, 4, 5, 6], [], (1, 12, "good_week")),
        ([3, 4, 5], [], (1, 10, "quiet_week")),
        ([], [], (1, 10, "quiet_week")),
        ([3, 4, 5, 6], [walk(on(7, "10:00"), 1, 3)], (1, 12, "good_week")),
        ([3, 4, 5, 6], [walk(on(7, "10:00"), 1, 4)], (1, 10, "week_hurt")),
        ([3, 3, 3, 3], [], (1, 10, "quiet_week")),
    ],
)
def test_keep_well_answers_each_week(walked: list[int], more: list[Raw], expected: tuple[int, int, str]) -> None:
    journal = well(16, walked, *more)
    assert kept(3, journal) == (1, 10, "recovered")
    assert kept(4, journal)[1:] == (10, "keep_well")
    assert kept(10, journal) == expected
    assert kept(16, journal)[1] == expected[1]


@pytest.mark.parametrize(
    ("hard", "because"),
    [
        (walk(on(5, "11:00"), 1, 7), "pain_rose"),
        (entry("worse", on(5, "11:00"), item="walk"), "made_it_worse"),
        (check_in(on(5, "11:00"), walks=2, walks_felt="bad"), "walks_bad"),
    ],
)
def test_keep_well_says_no_longer_the_next_day_what_made_walks_easier(hard: Raw, because: str) -> None:
    journal = well(6, [3, 4], hard)
    eased = walking(on(5, "12:00"), *journal)
    assert (eased.decision, eased.because.code, eased.minutes) == ("ease", because, 5)
    assert kept(6, journal) == (1, 10, "keep_well")


def test_keep_well_says_on_how_many_days_the_person_walked() -> None:
    assert walking(on(10, "07:10"), *well(10, [3, 4, 5, 6])).because.inputs == {"days": 4}


def test_keep_well_grows_by_two_minutes_a_week_up_to_thirty_and_a_bad_week_takes_two_back() -> None:
    journal = well(110, range(3, 100))
    assert [kept(day, journal)[1] for day in (10, 17, 73, 80, 101)] == [12, 14, 30, 30, 30]
    assert kept(108, [*journal, walk(on(102, "11:00"), 1, 4)])[1] == 28


@pytest.mark.parametrize(("day", "enough"), [(7, False), (8, True), (9, True), (10, False)])
def test_has_walked_enough_after_five_days_of_a_week(day: int, enough: bool) -> None:
    journal = well(16, [3, 4, 5, 6, 7])
    assert has_walked_enough(climb(on(day, "07:10"), *journal).rung) is enough
    assert kept(day, journal)[0] == (0 if enough else 1)
    assert (items(plan(on(day, "07:10"), *journal), "walk") == []) is enough


@pytest.mark.parametrize(("day", "numbers"), [(2, [1, 2]), (3, [3]), (5, [3, 4, 5])])
def test_steps_well_are_the_days_since_the_stage_was_reached(day: int, numbers: list[int]) -> None:
    steps = steps_well(climb(on(day, "07:10"), *well(9, [])).rung)
    assert [step.day.number for step in steps] == numbers


def test_days_walked_counts_days_and_not_walks() -> None:
    steps = climb(on(6, "07:10"), *well(9, [3, 3, 5])).steps
    assert days_walked(steps) == 2
    assert days_walked(()) == 0
