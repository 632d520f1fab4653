"""Where a person is on the walking ladder, and how they got there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple

from recovery.plan.advice import Reason
from recovery.plan.clinical import figures
from recovery.plan.entries import CheckIn, Entry, Log, Walk
from recovery.plan.enums import Ask, Decision, Recovery, Stage, WalkReason
from recovery.plan.history.days import PlanDay
from recovery.plan.history.pains import Pain
from recovery.plan.history.screening import Raised
from recovery.plan.history.story import Story


class Today(NamedTuple):
    """What is known of the day that is lived through.

    `first_pain` is the first resting pain logged on it, `pain` the value that counts as its morning pain, and `told`
    the newest answer about all walks of the day. `may_limit`: something may keep walks short on it (see pauses.py).
    """

    day: PlanDay
    first_pain: Pain | None
    pain: int | None
    logs: Sequence[Log]
    walks: Sequence[Walk]
    told: CheckIn | None
    may_limit: bool


class Step(NamedTuple):
    """One day on the ladder: the stage it began with, and the one walked at its end (for today: the one walked now).

    `pain` is its morning pain, `walks` are those logged on it, `told` is the newest answer about all of them.
    """

    day: PlanDay
    first: Stage
    last: Stage
    recovered: Recovery | None
    pain: int | None = None
    logged: bool = False
    walks: Sequence[Walk] = ()
    told: CheckIn | None = None


class Turn(NamedTuple):
    """One decision about walks: the stage from the instant `at` on, and why; `recovered` as in Rung."""

    at: datetime
    stage: Stage
    decision: Decision
    because: Reason[WalkReason]
    recovered: Recovery | None


@dataclass
class Rung:
    """The state of a climb at one moment. Its values are never changed in place, so a copy is independent.

    `last_log` is the number of the last plan day with a log, `step_backs` are the days of all of them, `asks` the
    questions still open after a silence, and `lifts` the instants to come at which a checked emergency is lifted.
    `rested_again` is when rest last began after a new spasm, `morning` the last morning pain before today that is
    known, `most` the highest stage that is walked today, and `allowed` the highest one that signs allow now.
    `before_recovery` is the stage from which a recovery began that is not sure yet: a fall ends there or below.
    `is_new`: no day but Day 0 lies before this one, so nobody is held or one step up.
    """

    rest_until: datetime
    last_log: int
    lifts: tuple[datetime, ...] = ()
    rested_again: datetime | None = None
    stage: Stage = Stage.W1
    since: datetime | None = None
    decision: Decision = Decision.START
    because: Reason[WalkReason] = field(default_factory=lambda: Reason(WalkReason.FIRST_DAY))
    more_minutes: int = 0
    eased: bool = False
    step_backs: tuple[int, ...] = ()
    bad_walks: int = 0
    unfinished_walks: int = 0
    morning: int | None = None
    most: Stage = Stage.W5
    allowed: Stage = Stage.W5
    before_recovery: Stage = Stage.W5
    is_new: bool = True
    morning_judged: bool = False
    recovered_from: datetime | None = None
    quiet_days: int = 0
    flare: Entry | None = None
    asks: tuple[Ask, ...] = ()
    steps: tuple[Step, ...] = ()
    turns: tuple[Turn, ...] = ()

    @property
    def walked(self) -> Stage:
        """The stage that is walked today."""
        return lower(self.allowed, self.stage, self.most)

    @property
    def recovered(self) -> Recovery | None:
        """How sure it is that the person is well; None while they are not."""
        if self.recovered_from is None:
            return None
        return Recovery.CONFIRMED if self.quiet_days >= figures.CONFIRMED_DAYS else Recovery.PROVISIONAL

    def decide(self, at: datetime, decision: Decision, because: Reason[WalkReason]) -> None:
        """Note a decision about walks."""
        if self.is_new and decision in (Decision.HOLD, Decision.ADVANCE):
            decision = Decision.START
        self.decision, self.because = decision, because
        self.turns = (*self.turns, Turn(at, self.walked, decision, because, self.recovered))

    def move(self, stage: Stage, at: datetime, decision: Decision, code: WalkReason, inputs: Mapping[str, Any]) -> None:
        """Go to a stage, with its own minutes. Eased walks stay eased today if the stage that is walked stays."""
        if stage is not Stage.W5:
            self.more_minutes = 0
        before = self.walked
        self.stage, self.since, self.before_recovery = stage, at, Stage.W5
        self.eased = self.eased and self.walked is before
        self.decide(at, decision, Reason(code, inputs))


@dataclass
class Climb:
    """The climb of one person up to now: their story, their E and S flags, and their rung."""

    story: Story
    flags: Sequence[Raised]
    rung: Rung

    @property
    def steps(self) -> tuple[Step, ...]:
        """The days lived through, the last of them today."""
        return self.rung.steps

    @property
    def turns(self) -> tuple[Turn, ...]:
        """All decisions about walks."""
        return self.rung.turns


def lower(*stages: Stage) -> Stage:
    """The lowest of some stages."""
    return min(stages)
