"""The course so far: each day as it was, what was reached, how the pain moved, and every change of the plan."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import takewhile

from recovery.plan import figures
from recovery.plan.advice import Reason
from recovery.plan.days import PlanDay
from recovery.plan.facts import Medicine, Walk
from recovery.plan.ladder import LADDER, Step
from recovery.plan.rules.offtrack import better
from recovery.plan.situation import Situation
from recovery.plan.story import Pain

STAGES = {"walks_every_hour": "W3a", "walks_every_half_hour": "W3b"}
# What is worth aiming at next, in this order. The rest comes by itself, or says nothing about what to do.
AHEAD = (
    "first_walk",
    "walks_every_hour",
    "walks_every_half_hour",
    "ten_minutes",
    "twenty_minutes",
    "thirty_minutes",
    "recovered",
    "confirmed",
)


@dataclass(frozen=True)
class Spell:
    """A phase from `starts` on; `because` of the hours that passed, or of a decision about walks."""

    phase: str
    starts: datetime
    because: Reason


@dataclass(frozen=True)
class Pills:
    """How often a dose of so many mg (None: not told) was logged."""

    name: str
    mg: float | None
    count: int


@dataclass(frozen=True)
class DayCourse:
    """One plan day up to now; without a log it is a gap, and its zeros mean nothing.

    `stage` is where walking stood at its end, None where no stage may be shown.
    """

    number: int
    date: date
    starts: datetime
    ends: datetime
    phases: tuple[str, ...]
    stage: str | None
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


@dataclass(frozen=True)
class Milestone:
    """Something reached at an instant."""

    code: str
    at: datetime


@dataclass(frozen=True)
class Finding:
    """How the resting pain moved: "down" or "up" by enough to mean something, "same", or "too_little" to tell."""

    code: str
    first: Pain | None
    last: Pain | None


@dataclass(frozen=True)
class Event:
    """A change of the plan. `kind` is walking, relapse, phase, flag_raised or flag_lifted.

    `to` is the stage, the phase or the flag; `decision` as in Walking, empty where the kind says it all.
    """

    at: datetime
    kind: str
    to: str
    decision: str
    because: Reason


@dataclass(frozen=True)
class Course:
    """Everything up to now, oldest first; `ahead` is the code of the milestone to come, None when there is none.

    `pains` are those felt at rest, without the lower of two check-ins that contradict each other.
    """

    days: tuple[DayCourse, ...]
    pains: tuple[Pain, ...]
    spells: tuple[Spell, ...]
    milestones: tuple[Milestone, ...]
    ahead: str | None
    finding: Finding
    events: tuple[Event, ...]


def course(s: Situation) -> Course:
    """Tell how it went so far, and what the plan made of it."""
    phases = tuple(spells(s))
    reached = tuple(sorted(milestones(s), key=lambda each: each.at))
    return Course(
        days=tuple(_day(s, step, phases) for step in s.climb.steps),
        pains=trusted(s),
        spells=phases,
        milestones=reached,
        ahead=_ahead(s, {each.code for each in reached}),
        finding=finding(s),
        events=tuple(sorted(_events(s, phases), key=lambda event: event.at)),
    )


# --- days


def _day(s: Situation, step: Step, spells: Sequence[Spell]) -> DayCourse:
    day, story = step.day, s.story
    logs, pains = story.logs_on(day), tuple(story.pains_on(day))
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


def _phases(day: PlanDay, spells: Sequence[Spell]) -> tuple[str, ...]:
    """The phases that fall on a day, in their order."""
    before = [spell.phase for spell in spells if spell.starts <= day.starts][-1:]
    return (*before, *(spell.phase for spell in spells if day.starts < spell.starts < day.ends))


def _pills(taken: Sequence[Medicine]) -> tuple[Pills, ...]:
    counted = Counter((each.name, each.mg) for each in taken)
    return tuple(Pills(name, mg, count) for (name, mg), count in counted.items())


# --- what the plan did


def spells(s: Situation) -> Iterator[Spell]:
    """The phases in turn. A phase can change when the hours are over, and when a decision about walks is made."""
    turns = sorted(s.climb.turns, key=lambda turn: turn.at)
    clocks = [(each + hours, hours) for each in _clocks(s) for hours in (figures.COLD_PHASE, figures.HEAT_LOCK)]
    known: list[tuple[datetime, Reason]] = [(s.story.onset, Reason("first_day"))]
    known += [(at, Reason("hours", {"hours": hours // timedelta(hours=1)})) for at, hours in clocks]
    known += [(turn.at, turn.because) for turn in turns]
    phase = None
    for at, because in sorted(known, key=lambda each: each[0]):
        recovered = [turn.recovered for turn in turns if turn.at <= at][-1:]
        then = s.phase_at(at, recovered[0] if recovered else None)
        if at <= s.now and then != phase:
            phase = then
            yield Spell(phase, at, because)


def _clocks(s: Situation) -> list[datetime]:
    """Every instant from which ice and warmth were counted."""
    return [s.story.clock_at(s.story.onset), *(each.at for each in s.story.relapses)]


def _events(s: Situation, spells: Sequence[Spell]) -> Iterator[Event]:
    met = next((day.starts for day in s.story.days if s.story.met_at < day.ends), s.story.day.starts)
    for turn in s.climb.turns:
        if turn.at >= met:
            kind = "relapse" if turn.because.code in ("sudden_spasm", "flare") else "walking"
            yield Event(turn.at, kind, turn.stage, turn.decision, turn.because)
    for spell in spells[1:]:
        yield Event(spell.starts, "phase", spell.phase, "", spell.because)
    for each in s.raised:
        for flag in sorted(each.flags):
            yield Event(each.at, "flag_raised", flag, "", Reason("red_flag"))
            if each.lifted_at:
                yield Event(each.lifted_at, "flag_lifted", flag, "", Reason("checked"))


# --- how the pain moved


def trusted(s: Situation) -> tuple[Pain, ...]:
    """The pains felt at rest; of two check-ins that contradict each other the lower one is left out."""
    doubted = {min(each.one, each.other, key=lambda told: told.pain or 0).at for each in s.story.conflicts}
    return tuple(pain for pain in s.story.resting_pains if pain.at not in doubted)


def finding(s: Situation) -> Finding:
    """Hold the last resting pain of this episode against its first."""
    felt = [pain for pain in trusted(s) if pain.at >= s.story.episode_from]
    if len(felt) < 2:
        return Finding("too_little", felt[0] if felt else None, None)
    return Finding(_moved(felt[0].value, felt[-1].value), felt[0], felt[-1])


def _moved(first: int, last: int) -> str:
    if last - first >= figures.MEANINGFUL_RISE:
        return "up"
    return "down" if last < first and better(first, last) else "same"


# --- what was reached


def milestones(s: Situation) -> Iterator[Milestone]:
    """What was reached, each with its first instant; what was lost again since is not reached."""
    found = {
        "first_walk": (walk.at for walk in s.story.walks),
        "first_walk_outside": (walk.at for walk in s.story.walks if walk.where == "outside"),
        "slept_well": (each.at for each in s.story.check_ins if each.slept == "well"),
        **{code: _stages(s, stage) for code, stage in STAGES.items()},
        "ten_minutes": _walks_of(s, figures.W4_MINUTES),
        "twenty_minutes": _walks_of(s, figures.HALFWAY_MINUTES),
        "thirty_minutes": _walks_of(s, figures.W4_LONGEST),
        "mild_day": _mild_days(s),
        "normal_things": _normal_again(s),
        "recovered": filter(None, [s.climb.rung.recovered_from]),
        "confirmed": _confirmed(s),
    }
    for code, instants in found.items():
        at = next(iter(instants), None)
        if at is not None:
            yield Milestone(code, at)


def _stages(s: Situation, stage: str) -> Iterator[datetime]:
    return (turn.at for turn in s.climb.turns if turn.stage == stage)


def _walks_of(s: Situation, minutes: int) -> Iterator[datetime]:
    return (walk.at for walk in s.story.walks if walk.minutes >= minutes)


def _mild_days(s: Situation) -> Iterator[datetime]:
    """The evenings of whole days on which pain was told and was mild all day."""
    for day in s.story.days[:-1]:
        pains = [pain.value for pain in s.story.pains_on(day)]
        if day.number > 0 and pains and max(pains) < figures.MODERATE_FROM:
            yield day.bedtime


def _normal_again(s: Situation) -> list[datetime]:
    """Every time the person said that nothing keeps them from normal things, since it last did."""
    told = [each for each in s.story.check_ins if each.limits is not None]
    return [each.at for each in takewhile(lambda each: not each.limits, reversed(told))][::-1]


def _confirmed(s: Situation) -> Iterator[datetime]:
    since = s.climb.rung.recovered_from
    lived = (step for step in s.climb.steps if since and step.day.starts >= since)
    return (step.day.starts for step in lived if step.recovered == "confirmed")


def _ahead(s: Situation, reached: set[str]) -> str | None:
    """The next thing to aim at; hourly and half-hourly walks are passed by whoever stands above them."""
    if s.walking is None:
        return None
    above = {code for code, stage in STAGES.items() if LADDER.index(s.walking.stage) > LADDER.index(stage)}
    return next((code for code in AHEAD if code not in reached | above), None)
