"""The people who do not exist: their course, their habits, and how they are counted. `make cohort` lets 2,000 live."""

from random import Random
from statistics import mean

import pytest

from tests.plan.cohort import Group, Life, is_stuck, live, table
from tests.plan.people import DAYS, HABITS, natural_course, recovers, rise_after


@pytest.mark.parametrize(
    ("day", "pain", "calm"), [(1, 5.1, 2), (3, 3.7, 17), (7, 2.3, 45), (14, 1.5, 63), (28, 1.0, 77)]
)
def test_natural_course_is_that_of_the_studies(day: int, pain: float, calm: int) -> None:
    mornings = [natural_course(Random(f"course {number}"))[day] for number in range(500)]
    assert mean(mornings) == pytest.approx(pain, abs=0.4)
    assert 100 * mean(each <= 1 for each in mornings) == pytest.approx(calm, abs=6)


@pytest.mark.parametrize(("first", "well"), [(1, True), (2, True), (28, True), (29, False)])
def test_recovers_after_a_week_of_hardly_any_pain(first: int, well: bool) -> None:
    mornings = [5] * first + [1] * 7 + [5] * 28
    assert recovers(mornings[: DAYS + 7]) is well
    assert not recovers([5, 1, 1, 1, 2, 1, 1, 1] * 4)


def test_rise_after_a_walk_grows_with_its_length_and_the_pain() -> None:
    def mean_rise(pain: int, minutes: int) -> float:
        rng = Random(1)
        return mean(rise_after(rng, pain, minutes) for _ in range(200))

    assert mean_rise(3, 4) < mean_rise(8, 10) < mean_rise(8, 20)


@pytest.mark.parametrize(
    ("name", "walks"),
    [("logs every walk", 15), ("logs half of the walks", 8), ("logs three a day", 3), ("logs one a day", 1)],
)
def test_walks_of_a_day_with_fifteen_planned_ones(name: str, walks: int) -> None:
    [habit] = [each for each in HABITS if each.name == name]
    assert (habit.walks(15), habit.walks(1), habit.walks(0)) == (walks, 1, 0)


@pytest.mark.parametrize(
    ("calm_below", "stuck"),
    [("111111", True), ("11111", False), ("11101011", True), ("11101001", False), ("111000000111", False), ("", False)],
)
def test_is_stuck_on_six_of_eight_days(calm_below: str, stuck: bool) -> None:
    assert is_stuck([day == "1" for day in calm_below]) is stuck


def test_a_few_people_live_and_the_same_seed_gives_the_same_lives() -> None:
    lives = [live(1, number, HABITS[number % len(HABITS)]) for number in range(10)]
    assert {len(life.stages) for life in lives} == {DAYS + 1}
    assert not any(life.too_far for life in lives)
    assert live(1, 0, HABITS[0]) == lives[0]
    assert live(2, 0, HABITS[0]) != lives[0]


@pytest.mark.parametrize(("stuck", "missed"), [(2, False), (3, True)])
def test_table_judges_each_goal(stuck: int, missed: bool) -> None:
    lives = [Life(True, ["W4"] * (DAYS + 1), reminders=[10], stuck=number < stuck) for number in range(100)]
    rows = table([Group(HABITS[0], lives)], 100, 1).rows
    assert [row.what for row in rows if row.missed] == ["logs every walk: stuck below longer walks"] * missed
    stops = next(habit for habit in HABITS if habit.until <= DAYS)
    assert not any(row.missed for row in table([Group(stops, lives)], 100, 1).rows)
