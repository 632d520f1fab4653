"""What a plan and a course cost: no more than twice the work for twice the days."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from recovery.plan.build import build_plan, situation_at
from recovery.plan.entries import parse_journal
from recovery.plan.review.course import course
from tests.clock import NOW
from tests.plan.cases import Raw
from tests.work import check_linear, journal_of, steps


@pytest.mark.parametrize("logged", [True, False])
def test_the_work_of_a_plan_grows_with_its_days(logged: bool) -> None:
    def run(days: int) -> Callable[[], object]:
        journal = journal_of(days, NOW, logged)
        return lambda: build_plan(journal, NOW)

    check_linear(run)


@pytest.mark.parametrize("logged", [True, False])
def test_the_work_of_a_course_grows_with_its_days(logged: bool) -> None:
    def run(days: int) -> Callable[[], object]:
        situation = situation_at(journal_of(days, NOW, logged), NOW)
        return lambda: course(situation)

    check_linear(run)


def test_a_hundred_signs_that_nothing_lifts_are_judged_at_once() -> None:
    def at(day: int, place: int) -> str:
        return (NOW - timedelta(days=30 - day, minutes=-place)).isoformat()

    journal: list[Raw] = [
        {"kind": "about", "at": at(0, 0), "time_zone": "Europe/London"},
        {"kind": "onset", "at": at(0, 0), "started_at": at(0, 0)},
    ]
    for place in range(100):
        journal += [
            {"kind": "check_in", "at": at(1, place), "flags": ["S1", "S3", "S4"], "screened": True},
            {"kind": "cleared", "at": at(2, place), "because": "professional"},
            {"kind": "check_in", "at": at(3, place), "flags": ["S5"], "screened": True},
        ]
    entries = parse_journal(journal, NOW)
    assert steps(lambda: situation_at(entries, NOW)) < 1_000_000  # not each sign against each screen against each check


def test_a_thousand_timers_that_nobody_ended_are_looked_at_once() -> None:
    journal: list[Raw] = [
        {"kind": "about", "at": NOW - timedelta(days=1), "time_zone": "Europe/London"},
        {"kind": "onset", "at": NOW - timedelta(days=1), "started_at": NOW - timedelta(days=1)},
    ]
    journal += [{"kind": "started", "at": NOW - timedelta(seconds=each), "item": "rest"} for each in range(1000)]
    situation = situation_at(parse_journal(journal, NOW), NOW)
    assert steps(lambda: situation.timers) < 100_000  # not each timer against each later one


def test_steps_count_the_turns_of_loops() -> None:
    def loops(turns: int) -> int:
        return steps(lambda: [turn for turn in range(turns) if turn % 2])

    assert loops(1000) - loops(500) >= 500
