"""The course so far: each day as it was, what was reached, how the pain moved, and every change of the plan."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from recovery.plan.advice import Reason
from recovery.plan.entries import Medicine, Walk
from recovery.plan.enums import Decision, GateReason, Phase, Stage, WalkReason
from recovery.plan.history.days import PlanDay
from recovery.plan.history.pains import Pain
from recovery.plan.ladder.rung import Step
from recovery.plan.review.milestones import Mark, Milestone, ahead, milestones
from recovery.plan.review.spells import PhaseReason, Spell, spells
from recovery.plan.review.trend import Finding, finding, trusted
from recovery.plan.situation import Situation


@dataclass(frozen=True)
class Pills:
    """How often a dose of so many mg (None: not told) was logged."""

    name: str
    mg: float | None
    count: int


@dataclass(frozen=True)
class DayCourse:
    """One plan day up to now; without a log it is a gap, and its zeros mean nothing.

    `stage` is the walking stage at its end, None where no stage may be shown.
    """

    number: int
    date: date
    starts: datetime
    ends: datetime
    phases: tuple[Phase, ...]
    stage: Stage | None
    logged: bool
    pains: tuple[Pain, ...]
    walks: int
    minutes: int
    longest: int
    cold: int
    heat: int
    medicines: tuple[Pills, ...]

    @property
    def resting(self) -> tuple[int, ...]:
        """The pain values felt at rest, oldest first."""
        return tuple(pain.value for pain in self.pains if pain.resting)

    @property
    def lowest(self) -> int | None:
        """The lowest pain, None when there is no value."""
        return min((pain.value for pain in self.pains), default=None)

    @property
    def highest(self) -> int | None:
        """The highest pain, None when there is no value."""
        return max((pain.value for pain in self.pains), default=None)


class EventKind(StrEnum):
    """What changed in the plan."""

    WALKING = "walking"
    RELAPSE = "relapse"
    PHASE = "phase"
    FLAG_RAISED = "flag_raised"
    FLAG_LIFTED = "flag_lifted"


@dataclass(frozen=True)
class Event:
    """A change of the plan.

    `to` is the stage, the phase or the flag; `decision` is that of a decision about walks, empty for other kinds.
    """

    at: datetime
    kind: EventKind
    to: str
    decision: Decision | str
    because: Reason[WalkReason | PhaseReason | GateReason]


@dataclass(frozen=True)
class Course:
    """Everything up to now, oldest first; `ahead` is the milestone to come, None when there is none.

    `pains` are those felt at rest, without the lower of two check-ins that contradict each other.
    """

    days: tuple[DayCourse, ...]
    pains: tuple[Pain, ...]
    spells: tuple[Spell, ...]
    milestones: tuple[Milestone, ...]
    ahead: Mark | None
    finding: Finding
    events: tuple[Event, ...]


def course(s: Situation) -> Course:
    """Return how it went so far, and what the plan made of it."""
    phases = tuple(spells(s))
    reached = tuple(sorted(milestones(s), key=lambda each: each.at))
    return Course(
        days=tuple(_day(s, step, phases) for step in s.climb.steps),
        pains=trusted(s),
        spells=phases,
        milestones=reached,
        ahead=ahead(s, {each.code for each in reached}),
        finding=finding(s),
        events=tuple(sorted(_events(s, phases), key=lambda event: event.at)),
    )


# --- days


def _day(s: Situation, step: Step, spells: Sequence[Spell]) -> DayCourse:
    day, story = step.day, s.story
    logs, pains = story.logs_on(day), tuple(story.pains.on(day))
    walks = [each.minutes for each in logs if isinstance(each, Walk)]
    return DayCourse(
        number=day.number,
        date=day.date,
        starts=day.starts,
        ends=day.ends,
        phases=_phases(day, spells),
        stage=None if s.walking is None and day == s.day else step.last,
        logged=bool(logs or pains),
        pains=pains,
        walks=len(walks),
        minutes=sum(walks),
        longest=max(walks, default=0),
        cold=len(story.done_of("cold", day)),
        heat=len(story.done_of("heat", day)),
        medicines=_pills([each for each in logs if isinstance(each, Medicine)]),
    )


def _phases(day: PlanDay, spells: Sequence[Spell]) -> tuple[Phase, ...]:
    """Return the phases that fall on a day, in their order."""
    before = [spell.phase for spell in spells if spell.starts <= day.starts][-1:]
    return (*before, *(spell.phase for spell in spells if day.starts < spell.starts < day.ends))


def _pills(taken: Sequence[Medicine]) -> tuple[Pills, ...]:
    counted = Counter((each.name, each.mg) for each in taken)
    return tuple(Pills(name, mg, count) for (name, mg), count in counted.items())


# --- events


def _events(s: Situation, spells: Sequence[Spell]) -> Iterator[Event]:
    yield from _turns(s)
    for spell in spells[1:]:
        yield Event(spell.starts, EventKind.PHASE, spell.phase, "", spell.because)
    for each in s.raised:
        for flag in sorted(each.flags):
            yield Event(each.at, EventKind.FLAG_RAISED, flag, "", Reason(GateReason.RED_FLAG))
            if each.lifted_at:
                code = GateReason.GONE if each.because == "gone" else GateReason.CHECKED
                yield Event(each.lifted_at, EventKind.FLAG_LIFTED, flag, "", Reason(code))


def _turns(s: Situation) -> Iterator[Event]:
    """Yield the decisions about walks since the person first used the plan."""
    met = next((day.starts for day in s.story.days if s.story.met_at < day.ends), s.story.day.starts)
    for turn in s.climb.turns:
        if turn.at >= met:
            again = turn.because.code in (WalkReason.SUDDEN_SPASM, WalkReason.FLARE)
            kind = EventKind.RELAPSE if again else EventKind.WALKING
            yield Event(turn.at, kind, turn.stage, turn.decision, turn.because)
