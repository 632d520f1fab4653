"""What each stage asks for in a day."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from recovery.plan.enums import Severity, Stage
from recovery.plan.history.days import PlanDay, habits
from recovery.plan.ladder.dose import dose
from recovery.plan.ladder.rung import Rung
from tests.plan.cases import START, Raw, about, check_in, days_of, on, onset, plan_of, walk
from tests.plan.ladder.journals import walking

RUNG = Rung(rest_until=START, last_log=0)
MILD, MODERATE, SEVERE = Severity


def day(hours: float = 15) -> PlanDay:
    """A plan day with so many waking hours, up to 15."""
    bedtime = datetime(2026, 12, 7, 22, tzinfo=UTC)
    return PlanDay(1, bedtime - timedelta(hours=hours), bedtime + timedelta(hours=9), START, habits(()))


@pytest.mark.parametrize(
    ("stage", "severity", "expected"),
    [
        (Stage.W1, MILD, (7, 3, 120)),
        (Stage.W1, MODERATE, (7, 2, 120)),
        (Stage.W1, SEVERE, (7, 1, 120)),
        (Stage.W2, MILD, (6, 5, 60)),
        (Stage.W2, MODERATE, (5, 4, 60)),
        (Stage.W2, SEVERE, (4, 2, 60)),
        (Stage.W3A, MILD, (15, 5, 60)),
        (Stage.W3A, MODERATE, (15, 4, 60)),
        (Stage.W3A, SEVERE, (15, 3, 60)),
        (Stage.W3B, MODERATE, (20, 3, 30)),
        (Stage.W4, MODERATE, (3, 10, 120)),
        (Stage.W5, MODERATE, (1, 10, 120)),
    ],
)
def test_dose_of_each_stage(stage: Stage, severity: Severity, expected: tuple[int, int, int]) -> None:
    walks, minutes, every = dose(replace(RUNG, stage=stage), severity, day())
    assert (walks, minutes, every // timedelta(minutes=1)) == expected


@pytest.mark.parametrize(
    ("stage", "expected"),
    [
        (Stage.W1, (3, 1, 240)),
        (Stage.W2, (5, 2, 120)),
        (Stage.W3A, (7, 2, 120)),
        (Stage.W3B, (15, 1, 60)),
        (Stage.W4, (3, 5, 240)),
        (Stage.W5, (1, 5, 240)),
    ],
)
def test_dose_eased_is_half_the_minutes_at_double_the_gap(stage: Stage, expected: tuple[int, int, int]) -> None:
    walks, minutes, every = dose(replace(RUNG, stage=stage, eased=True), MODERATE, day())
    assert (walks, minutes, every // timedelta(minutes=1)) == expected


@pytest.mark.parametrize(
    ("stage", "more", "minutes"),
    [
        (Stage.W3A, 6, 4),
        (Stage.W4, 3, 13),
        (Stage.W4, 20, 30),
        (Stage.W5, 2, 12),
        (Stage.W5, 20, 30),
        (Stage.W5, 22, 30),
    ],
)
def test_dose_of_longer_walks(stage: Stage, more: int, minutes: int) -> None:
    assert dose(replace(RUNG, stage=stage, more_minutes=more), MODERATE, day()).minutes == minutes


@pytest.mark.parametrize(("hours", "walks"), [(0, 1), (0.5, 1), (1, 1), (1.99, 1), (2, 2), (5, 5), (6, 5)])
def test_dose_asks_for_no_more_walks_than_fit_and_for_one_at_least(hours: float, walks: int) -> None:
    assert dose(replace(RUNG, stage=Stage.W2), MODERATE, day(hours)).walks == walks


@pytest.mark.parametrize(
    ("pain", "number", "expected"), [(5, 1, (6, 2, 120)), (8, 2, (7, 1, 120)), (2, 1, (6, 5, 60)), (5, 2, (5, 4, 60))]
)
def test_dose_in_a_plan(pain: int, number: int, expected: tuple[int, int, int]) -> None:
    found = walking(on(number, "10:00"), check_in(START, pain))
    assert (found.walks, found.minutes, found.gap_minutes) == expected


def test_dose_without_waking_hours_left_is_one_walk() -> None:
    began = datetime(2026, 12, 7, 23, 10, tzinfo=UTC)
    found = plan_of([about(began), onset(began)], began).day.walking
    assert found is not None
    assert found.walks == 1


@pytest.mark.parametrize(
    ("now", "journal", "expected"),
    [
        (on(2, "09:00"), [*days_of([5, 5]), walk(on(2, "08:30"), 4, 7)], (5, 2, 120)),
        (on(1, "12:00"), [check_in(START, 8), walk(on(1, "10:00"), 4, 8)], (3, 1, 240)),
    ],
)
def test_dose_eased_still_leaves_walks_for_the_day(
    now: datetime, journal: list[Raw], expected: tuple[int, int, int]
) -> None:
    eased = walking(now, *journal)
    assert (eased.decision, eased.walks, eased.minutes, eased.gap_minutes) == ("ease", *expected)
