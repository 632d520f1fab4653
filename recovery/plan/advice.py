"""The plan as frozen values: pages, commands and reports all show these."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from recovery.plan.enums import (
    Ask,
    CardReason,
    ChangeCode,
    Decision,
    DoseReason,
    Flag,
    GateLevel,
    GateReason,
    GuideId,
    GuideReason,
    ItemReason,
    ItemState,
    NoticeCode,
    NoticeLevel,
    NotNow,
    Phase,
    Severity,
    Stage,
    Trait,
    WalkReason,
)
from recovery.plan.words import Words


@dataclass(frozen=True)
class Reason[Code: str]:
    """Why, as a code with the numbers that caused it."""

    code: Code
    inputs: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Item:
    """Something to do: it begins between `opens` and `closes` (UTC) and takes `minutes` (0: no time of its own).

    `care` says how to do it safely and when to stop. `gap` is the least time between two of its kind, `every` the time
    at which the plan repeats it, and `after` the kind that it comes right after where it can.
    """

    kind: str
    opens: datetime
    closes: datetime
    minutes: int
    title: Words
    do: Words
    because: Words
    reason: Reason[ItemReason]
    source: str
    care: tuple[Words, ...] = ()
    picture: str = ""
    state: ItemState = ItemState.DUE
    rule: str = ""
    gap: timedelta = timedelta(0)
    every: timedelta = timedelta(0)
    after: str = ""


def moved(item: Item, opens: datetime, state: ItemState) -> Item:
    """Copy an item with another opening and state; `dataclasses.replace` takes eight times as long."""
    copied = object.__new__(Item)
    vars(copied).update(vars(item), opens=opens, state=state)
    return copied


@dataclass(frozen=True)
class Card:
    """Information without a time; hidden, with a reason, when it is not for this person now."""

    kind: str
    shown: bool
    because: CardReason | Trait | None
    title: Words
    lines: tuple[Words, ...]
    source: str
    rule: str = ""


@dataclass(frozen=True)
class Notice:
    """A banner. A dated one has `because["by"]`; `hidden` means that the person put it away until then."""

    level: NoticeLevel
    code: NoticeCode | Flag
    because: Mapping[str, Any]
    words: Words
    source: str
    rule: str = ""
    hidden: bool = False


@dataclass(frozen=True)
class LeftOut:
    """A treatment that is not for this person, because of a trait; `ask` means that a clinician can agree to it.

    `lifts` are the pairs of `about.agreed` that say so, such as "heat:pregnant".
    """

    kind: str
    because: Trait
    ask: bool
    why: Words
    lifts: tuple[str, ...]
    source: str
    rule: str = ""


@dataclass(frozen=True)
class Change:
    """One difference from yesterday; `because` when a decision about walks caused it."""

    code: ChangeCode
    inputs: Mapping[str, Any]
    because: Reason[WalkReason] | None = None


@dataclass(frozen=True)
class Gate:
    """What comes before the plan; `closed` means that nothing of the plan may be shown.

    `checked` means that all its flags were checked, so that only questions are left. `stop` is the kind that may still
    lie on the skin and must come off behind a closed gate: cold or heat.
    """

    level: GateLevel
    flags: tuple[str, ...]
    since: datetime | None
    call: str | None
    asks: tuple[Ask, ...]
    because: Reason[GateReason]
    closed: bool
    checked: bool = False
    stop: str | None = None


@dataclass(frozen=True)
class Walking:
    """The walks of today: how many, how many minutes each, and the least minutes from start to start."""

    stage: Stage
    walks: int
    minutes: int
    gap_minutes: int
    decision: Decision
    because: Reason[WalkReason]


@dataclass(frozen=True)
class Start:
    """Whether a kind can be started now, and if not, why and from when; `rule` decided it.

    Two are equal if they say the same, whichever rule decided it.
    """

    now: bool
    opens: datetime | None
    because: NotNow | Trait | None
    rule: str = field(default="", compare=False)


@dataclass(frozen=True)
class Rhythm:
    """A repeated item in one line: how many times a day, and when the next one can begin (None: none today).

    `every` is the time from start to start and `until` the last instant at which one can begin. `as_needed`: all that
    the day planned is over, and one more is fine where it helps.
    """

    kind: str
    every: timedelta
    next: datetime | None
    until: datetime
    done: int
    planned: int
    as_needed: bool
    title: Words
    because: Words
    rule: str


@dataclass(frozen=True)
class WhenYouLike:
    """Something that can be done at any time of the day, some times a day, in one line."""

    kind: str
    done: int
    planned: int
    start: Start
    minutes: int
    title: Words
    rule: str


@dataclass(frozen=True)
class ShownGuide:
    """A guide to getting about that fits now: information, never a task."""

    guide: GuideId
    because: GuideReason
    rule: str = ""


@dataclass(frozen=True)
class Day:
    """One plan day, from wake to wake; its waking hours end at `bedtime`.

    `rhythms` and `when_you_like` say in a line for each kind what `items` lay out hour by hour.
    """

    number: int
    date: date
    starts: datetime
    ends: datetime
    bedtime: datetime
    walking: Walking | None
    items: tuple[Item, ...]
    rhythms: tuple[Rhythm, ...]
    when_you_like: tuple[WhenYouLike, ...]
    guides: tuple[ShownGuide, ...]


@dataclass(frozen=True)
class Timer:
    """A timed activity that runs, or that is over without a logged end.

    `stop` says why it is no longer allowed and must end now; None where nothing is against it.
    """

    id: str
    kind: str
    started_at: datetime
    ends_at: datetime
    over_by_seconds: int
    stop: NotNow | Trait | None = None


@dataclass(frozen=True)
class CanStart:
    """Whether one kind can be started now."""

    kind: str
    start: Start
    rule: str = ""


type Advice = Item | Card | LeftOut | Notice | CanStart | ShownGuide


def sign[Said: Item | Card | Notice | LeftOut | CanStart | ShownGuide](said: Said, rule: str) -> Said:
    """Write the name of its rule on a value that was just made; only then is it changed."""
    object.__setattr__(said, "rule", rule)
    return said


@dataclass(frozen=True)
class Dose:
    """What the label allows of one medicine: the mg left in the rolling 24 real hours, and the earliest next time.

    The mg left grow again at `grows`. When only one more pill fits, `then` is the first time for the one after it.
    """

    opens: datetime | None
    mg_left_24h: float
    because: DoseReason | Trait | None
    grows: datetime | None = None
    then: datetime | None = None


@dataclass(frozen=True)
class Medicine:
    """The days of this episode with a pain pill, and what the label of each medicine allows."""

    day_count: int
    next: Mapping[str, Dose]


@dataclass(frozen=True)
class Reminder:
    """A reminder of everything that is due at one instant."""

    at: datetime
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class DayLine:
    """One day in the overview; `stage` is None when no stage may be shown yet."""

    number: int
    date: date
    phase: Phase
    stage: Stage | None
    past: bool


@dataclass(frozen=True)
class Plan:
    """Everything that the plan says at one instant; `position` is the best one to rest in.

    `overview` computes its days and `remind` its reminders, which few pages show.
    """

    rules: str
    now: datetime
    elapsed_hours: float
    phase: Phase
    heat_from: datetime
    severity: Severity
    gate: Gate | None
    notices: tuple[Notice, ...]
    day: Day
    timer: Timer | None
    can_start: Mapping[str, Start]
    cards: tuple[Card, ...]
    left_out: tuple[LeftOut, ...]
    medicine: Medicine
    position: str
    overview: Callable[[], Iterator[DayLine]] = field(repr=False, compare=False)
    remind: Callable[[], Iterator[Reminder]] = field(repr=False, compare=False)

    @cached_property
    def days(self) -> tuple[DayLine, ...]:
        """One line for each day of the overview, past and to come; none behind a closed gate."""
        return tuple(self.overview())

    @cached_property
    def reminders(self) -> tuple[Reminder, ...]:
        """The reminders from now to the end of the day; none behind a closed gate."""
        return tuple(self.remind())
