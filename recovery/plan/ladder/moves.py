"""The two ways down: easier walks for today, and a step back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from recovery.plan.advice import Reason
from recovery.plan.clinical import figures
from recovery.plan.enums import LADDER, Decision, Stage, WalkReason
from recovery.plan.ladder.rung import Climb, Rung, Today


def ease(rung: Rung, at: datetime, because: Reason[WalkReason]) -> None:
    """Keep the stage, with half the minutes and double the gap, for today."""
    rung.eased = True
    rung.decide(at, Decision.EASE, because)


def step_back(
    climb: Climb, today: Today, at: datetime, code: WalkReason, inputs: Mapping[str, Any] | None = None, steps: int = 1
) -> None:
    """Go down one stage or more, but after 48 hours not below W2; where no stage is left, ease the walks instead."""
    rung, inputs = climb.rung, inputs or {}
    floor = Stage.W2 if at - climb.story.onset >= figures.REST_LIMIT else Stage.W1
    place = LADDER.index(rung.stage)
    below = max(LADDER.index(floor), min(place - steps, LADDER.index(rung.before_recovery)))
    if rung.step_backs.count(today.day.number) < figures.STEP_BACKS:  # more on a day tell nothing new
        rung.step_backs = (*rung.step_backs, today.day.number)
    rung.bad_walks = rung.unfinished_walks = 0
    if below < place:
        rung.move(LADDER[below], at, Decision.STEP_BACK, code, inputs)
    else:
        rung.eased = True
        rung.decide(at, Decision.FLOOR, Reason(code, inputs))
