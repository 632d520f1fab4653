"""The state of a climb: what is noted, and what a copy keeps to itself."""

from copy import copy
from dataclasses import fields
from datetime import timedelta

import pytest

from recovery.plan.advice import Reason
from recovery.plan.enums import Decision, Recovery, Stage, WalkReason
from recovery.plan.ladder.rung import Rung, Turn, lower
from tests.plan.cases import START, after
from tests.plan.ladder.journals import BASE, MORNING, climb


def rung(**values: object) -> Rung:
    return Rung(**{"rest_until": START, "last_log": 0} | values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("since", "quiet_days", "recovered"),
    [
        (None, 0, None),
        (None, 9, None),
        (START, 0, Recovery.PROVISIONAL),
        (START, 6, Recovery.PROVISIONAL),
        (START, 7, Recovery.CONFIRMED),
    ],
)
def test_recovered(since: object, quiet_days: int, recovered: Recovery | None) -> None:
    assert rung(recovered_from=since, quiet_days=quiet_days).recovered == recovered


def test_decide_notes_the_decision_and_the_turn() -> None:
    found, because = rung(stage=Stage.W2, is_new=False), Reason(WalkReason.NO_LOG)
    found.decide(START, Decision.HOLD, because)
    assert (found.decision, found.because) == (Decision.HOLD, because)
    assert found.turns == (Turn(START, Stage.W2, Decision.HOLD, because, None),)


@pytest.mark.parametrize(
    ("decision", "noted"),
    [
        (Decision.HOLD, Decision.START),
        (Decision.ADVANCE, Decision.START),
        (Decision.EASE, Decision.EASE),
        (Decision.STEP_BACK, Decision.STEP_BACK),
    ],
)
def test_decide_holds_nobody_and_lets_nobody_climb_on_their_first_day(decision: Decision, noted: Decision) -> None:
    found = rung(stage=Stage.W2)
    found.decide(START, decision, Reason(WalkReason.PAIN_ROSE))
    assert found.decision is noted


@pytest.mark.parametrize(("stage", "more_minutes"), [(Stage.W2, 0), (Stage.W4, 0), (Stage.W5, 6)])
def test_move_begins_a_stage_with_its_own_minutes(stage: Stage, more_minutes: int) -> None:
    found = rung(more_minutes=6, eased=True)
    found.move(stage, after(1), Decision.ADVANCE, WalkReason.GOOD_DAY, {"walks": 3})
    assert (found.stage, found.since, found.eased, found.more_minutes) == (stage, after(1), False, more_minutes)
    assert found.because == Reason(WalkReason.GOOD_DAY, {"walks": 3})


def test_no_value_of_a_rung_can_be_changed_in_place() -> None:
    """Otherwise a copy of it, which lives through the days to come, would change the present."""
    lived = climb(MORNING, *BASE).rung
    assert not [each.name for each in fields(lived) if isinstance(getattr(lived, each.name), list | dict | set)]
    future = copy(lived)
    future.move(Stage.W5, MORNING, Decision.ADVANCE, WalkReason.RECOVERED, {})
    assert len(future.turns) == len(lived.turns) + 1


@pytest.mark.parametrize(
    ("stage", "other", "lowest"),
    [(Stage.W2, Stage.W2, Stage.W2), (Stage.W4, Stage.W2, Stage.W2), (Stage.W3A, Stage.W3B, Stage.W3A)],
)
def test_lower(stage: Stage, other: Stage, lowest: Stage) -> None:
    assert lower(stage, other) == lower(other, stage) == lowest


def test_steps_and_turns_are_those_of_the_rung() -> None:
    found = climb(MORNING + timedelta(hours=1), *BASE)
    assert (found.steps, found.turns) == (found.rung.steps, found.rung.turns)
    assert [step.day.number for step in found.steps] == [1, 2, 3]
