"""Easier walks, and steps back: how far down they lead."""

from datetime import datetime

import pytest

from recovery.plan.advice import Reason
from recovery.plan.enums import Decision, Stage, WalkReason
from recovery.plan.ladder.moves import ease, step_back
from recovery.plan.ladder.rung import Rung, Today
from tests.plan.cases import START, Raw, after, check_in, days_of, notice, on, plan, step, walk
from tests.plan.ladder.journals import climb, walking


def test_ease_keeps_the_stage_and_notes_the_reason() -> None:
    rung, because = Rung(rest_until=START, last_log=0, stage=Stage.W3A), Reason(WalkReason.MADE_IT_WORSE)
    ease(rung, START, because)
    assert (rung.stage, rung.eased, rung.decision, rung.because) == (Stage.W3A, True, Decision.EASE, because)


@pytest.mark.parametrize(
    ("stage", "hours", "steps", "expected"),
    [
        (Stage.W4, 47.99, 1, "W3b step_back"),
        (Stage.W4, 47.99, 2, "W3a step_back"),
        (Stage.W2, 47.99, 1, "W1 step_back"),
        (Stage.W2, 48, 1, "W2 floor"),
        (Stage.W3A, 48, 1, "W2 step_back"),
        (Stage.W3A, 48, 2, "W2 step_back"),
        (Stage.W1, 47.99, 1, "W1 floor"),
    ],
)
def test_step_back_leads_down_to_the_floor(stage: Stage, hours: float, steps: int, expected: str) -> None:
    found = climb(START)
    found.rung.stage, found.rung.bad_walks, found.rung.unfinished_walks = stage, 2, 1
    today = Today(found.story.day, None, None, (), (), None, may_limit=False)
    step_back(found, today, after(hours), WalkReason.FLARE, {"pain": 5}, steps)
    assert f"{found.rung.stage} {found.rung.decision}" == expected
    assert found.rung.because == Reason(WalkReason.FLARE, {"pain": 5})
    assert (found.rung.bad_walks, found.rung.unfinished_walks) == (0, 0)
    assert found.rung.eased is expected.endswith("floor")


def test_step_back_remembers_its_days_each_twice_at_most() -> None:
    found = climb(START)
    for number in (1, 2, 3, 3, 3, 4):
        day = climb(on(number, "12:00")).story.day
        step_back(found, Today(day, None, None, (), (), None, may_limit=False), START, WalkReason.LEG_PAIN_LOWER)
    assert found.rung.step_backs == (1, 2, 3, 3, 4)
    assert found.rung.because.inputs == {}


def test_step_back_may_end_in_rest_before_48_hours_and_not_after() -> None:
    hurt = [walk(on(2, "10:00"), 4, 7), walk(on(2, "10:30"), 4, 7)]
    assert step(plan(on(2, "12:00"), *days_of([4, 4]), *hurt)) == "W1 step_back two_walks_hurt"
    assert step(plan(after(48), *days_of([4, 4]), *hurt)) == "W2 floor rest_limit"
    later = [walk(on(3, "10:00"), 4, 7), walk(on(3, "10:30"), 4, 7)]
    shown = plan(on(3, "12:00"), *days_of([4, 4, 4]), *later)
    assert step(shown) == "W2 floor two_walks_hurt"
    assert walking(on(3, "12:00"), *days_of([4, 4, 4]), *later).minutes == 2


@pytest.mark.parametrize(("hours", "expected"), [(47.99, "W2 floor rest_limit"), (48, "W2 floor two_walks_hurt")])
def test_step_back_has_its_floor_from_48_hours_on_to_the_second(hours: float, expected: str) -> None:
    journal = [*days_of([4, 4]), walk(on(2, "20:00"), 4, 7)]
    assert step(plan(after(48), *journal, walk(after(hours), 4, 7))) == expected


@pytest.mark.parametrize(
    ("now", "count", "asked"),
    [
        (on(3, "10:40"), 2, False),
        (on(3, "12:00"), 4, True),
        (on(7, "07:00"), 4, True),
        (on(11, "06:59"), 4, True),
        (on(11, "07:00"), 4, False),
    ],
)
def test_step_back_twice_in_four_days_asks_for_a_doctor(now: datetime, count: int, asked: bool) -> None:
    hurt: list[Raw] = [walk(on(3, clock), 4, 7) for clock in ("10:00", "10:30", "11:00", "11:30")]
    found = notice(plan(now, *days_of([4, 4, 4]), *hurt[:count]), "off_track_step_backs")
    assert (found is not None) is asked
    assert found is None or found.level == "soon"


def test_step_back_is_noted_in_the_first_days_too() -> None:
    assert step(plan(after(2), check_in(START, 5), check_in(after(1), 5, leg="lower"))) == "W1 floor leg_pain_lower"
