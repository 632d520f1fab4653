"""When it does not get better as it should."""

from datetime import timedelta

import pytest

from recovery.plan.advice import Plan
from tests.plan.cases import START, Raw, after, check_in, days_of, entry, notice, on, plan

DAY = 24


def off_track(shown: Plan) -> list[str]:
    return [each.code for each in shown.notices if each.code.startswith("off_track") and each.level == "soon"]


ROWS: list[tuple[float, int, int, dict[str, bool], list[str]]] = [
    (71.99, 8, 8, {}, []),
    (72, 8, 8, {}, ["off_track_72h"]),
    (72, 9, 7, {}, ["off_track_72h"]),
    (72, 8, 6, {}, []),
    (72, 5, 4, {}, ["off_track_72h"]),
    (72, 5, 3, {}, []),
    (72, 2, 1, {}, []),
    (14 * DAY - 0.01, 6, 5, {}, ["off_track_72h"]),
    (14 * DAY, 6, 5, {}, ["off_track_14d"]),
    (14 * DAY, 6, 4, {}, []),
    (14 * DAY, 3, 2, {}, []),
    (14 * DAY, 10, 7, {}, ["off_track_72h"]),
    (14 * DAY, 4, 3, {}, ["off_track_14d"]),
    (28 * DAY, 6, 5, {}, ["off_track_28d"]),
    (28 * DAY, 6, 2, {}, []),
    (28 * DAY, 6, 2, {"limits": True}, ["off_track_28d"]),
    (28 * DAY - 0.01, 6, 2, {"limits": True}, []),
    (42 * DAY, 6, 2, {}, ["off_track_42d"]),
    (42 * DAY, 6, 2, {"limits": False}, []),
    (42 * DAY, 6, 1, {"limits": True}, ["off_track_42d"]),
    (42 * DAY, 6, 1, {}, []),
    (84 * DAY - 0.01, 6, 2, {}, ["off_track_42d"]),
    (84 * DAY, 6, 2, {"limits": False}, ["off_track_84d"]),
    (84 * DAY, 6, 1, {}, []),
]


@pytest.mark.parametrize(("hours", "first", "now", "fields", "expected"), ROWS)
def test_the_furthest_date_by_which_it_should_be_better(
    hours: float, first: int, now: int, fields: dict[str, bool], expected: list[str]
) -> None:
    last = check_in(after(hours) - timedelta(minutes=5), now, **fields)
    shown = plan(after(hours), check_in(START, first), last)
    assert [code for code in off_track(shown) if code.endswith(("h", "d"))] == expected


@pytest.mark.parametrize(
    ("began", "by"), [(72, 120), (14 * DAY, 21 * DAY), (28 * DAY, 35 * DAY), (42 * DAY, 49 * DAY), (84 * DAY, 91 * DAY)]
)
def test_each_date_says_by_when_to_see_somebody_and_can_be_put_away_until_then(began: float, by: float) -> None:
    bad = [check_in(START, 8), check_in(after(began - 1), 8, limits=True)]
    [code] = off_track(plan(after(began), *bad))
    told = notice(plan(after(began), *bad), code)
    assert told is not None
    assert told.because["by"] == after(by)
    away = entry("dismissed", after(began), notices=[code])
    assert [each.hidden for each in plan(after(began + 1), *bad, away).notices if each.code == code] == [True]


def test_worse_days_count_from_the_third_and_step_backs_from_the_last() -> None:
    told = notice(plan(on(5, "07:10"), *days_of([3, 5, 5, 5, 5])), "off_track_worse")
    assert told is not None
    assert told.because["by"] == on(4, "07:00") + timedelta(days=7)


def test_what_still_limits_counts_without_a_pain() -> None:
    assert off_track(plan(after(28 * DAY), check_in(after(27 * DAY), limits=True))) == ["off_track_28d"]
    assert off_track(plan(after(28 * DAY), check_in(after(27 * DAY)))) == []


def test_the_worst_counts_not_only_the_first() -> None:
    told = notice(plan(after(72), check_in(START, 4), check_in(after(5), 6), check_in(after(70), 5)), "off_track_72h")
    assert told is not None
    assert told.because == {"pain": 5, "first": 4, "worst": 6, "by": after(hours=120)}


@pytest.mark.parametrize(
    ("pains", "worse"),
    [
        ([3, 5, 5], False),
        ([3, 5, 5, 5], True),
        ([3, 5, 4, 5], False),
        ([5, 3, 5, 5, 5], True),
        ([3, 5, 5, 5, 4], False),
        ([3, 5, None, 5, 5], False),
    ],
)
def test_three_days_running_above_the_best(pains: list[int | None], worse: bool) -> None:
    shown = plan(on(len(pains), "07:10"), *days_of(pains))
    assert ("off_track_worse" in off_track(shown)) == worse


def test_a_morning_not_told_yet_breaks_no_run() -> None:
    assert "off_track_worse" in off_track(plan(on(5, "07:01"), *days_of([3, 5, 5, 5])))
    assert "off_track_worse" not in off_track(plan(on(6, "07:01"), *days_of([3, 5, 5, 5])))


def test_a_new_spasm_does_not_move_the_dates() -> None:
    journal: list[Raw] = [check_in(START, 6), check_in(after(13 * DAY), 6, sudden=True)]
    assert off_track(plan(after(14 * DAY), *journal)) == ["off_track_14d"]


def test_who_is_well_is_left_alone() -> None:
    journal = days_of([6, 1], [0])
    journal[1]["limits"] = False
    assert off_track(plan(after(100 * DAY), *journal)) == []
