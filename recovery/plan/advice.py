"""What the plan says: frozen values that pages, commands and reports show as they are."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from recovery.plan.words import Words as Words
from recovery.plan.words import gettext_noop as gettext_noop


@dataclass(frozen=True)
class Reason:
    """Why, as a code with the numbers that caused it."""

    code: str
    inputs: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Item:
    """Something to do: begin it between `opens` and `closes` (UTC), it takes `minutes` (0: no time of its own).

    `care` says how to do it safely and when to stop.
    """

    kind: str
    opens: datetime
    closes: datetime
    minutes: int
    title: Words
    do: Words
    because: Words
    reason: Reason
    source: str
    care: tuple[Words, ...] = ()
    picture: str = ""
    state: str = "due"
    rule: str = ""
    gap: timedelta = timedelta(0)
    after: str = ""


def moved(item: Item, opens: datetime, state: str) -> Item:
    """The same item with another opening and state; `replace` does this too, but takes eight times as long."""
    copied = object.__new__(Item)
    vars(copied).update(vars(item), opens=opens, state=state)
    return copied


@dataclass(frozen=True)
class Card:
    """Information without a time; hidden with a reason code when it is not for this person now."""

    kind: str
    shown: bool
    because: str | None
    title: Words
    lines: tuple[Words, ...]
    source: str
    rule: str = ""


@dataclass(frozen=True)
class Notice:
    """A banner: `soon` asks to see somebody, `info` tells or asks something.

    A dated one has `because["by"]`; `hidden` says that the person has read it and put it away until then.
    """

    level: str
    code: str
    because: Mapping[str, Any]
    words: Words
    source: str
    rule: str = ""
    hidden: bool = False


@dataclass(frozen=True)
class LeftOut:
    """A treatment that is not for this person, because of a trait; `ask` where a clinician's yes would lift that.

    `lifts` is what such a yes is written down as: "heat:pregnant".
    """

    kind: str
    because: str
    ask: bool
    why: Words
    lifts: tuple[str, ...]
    source: str
    rule: str = ""


@dataclass(frozen=True)
class Change:
    """One thing that is different from yesterday; `because` where a decision about walks made it so."""

    code: str
    inputs: Mapping[str, Any]
    because: Reason | None = None


@dataclass(frozen=True)
class Gate:
    """What stands before the plan. `closed`: nothing of the plan may be shown."""

    level: str
    flags: tuple[str, ...]
    since: datetime | None
    call: str | None
    asks: tuple[str, ...]
    because: Reason
    closed: bool


@dataclass(frozen=True)
class Walking:
    """The rung of the walking ladder: so many walks of so many minutes, begun at least `gap_minutes` apart."""

    stage: str
    walks: int
    minutes: int
    gap_minutes: int
    decision: str
    because: Reason


@dataclass(frozen=True)
class Day:
    """One plan day, from wake to wake; `bedtime` ends its waking hours."""

    number: int
    date: date
    starts: datetime
    ends: datetime
    bedtime: datetime
    walking: Walking | None
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Session:
    """A timed thing that runs, or that ran out without an end being logged."""

    id: str
    kind: str
    started_at: datetime
    ends_at: datetime
    over_by_seconds: int


@dataclass(frozen=True)
class Start:
    """Whether a thing can be started now, from when otherwise, and why not."""

    now: bool
    opens: datetime | None
    because: str | None


@dataclass(frozen=True)
class CanStart:
    """The answer to "can I start this now?" for one kind."""

    kind: str
    start: Start
    rule: str = ""


def sign[Said: Item | Card | Notice | LeftOut | CanStart](said: Said, rule: str) -> Said:
    """Put the name of its rule on what was just said, before anybody reads it; from then on it stays as it is."""
    object.__setattr__(said, "rule", rule)
    return said


@dataclass(frozen=True)
class Dose:
    """What the label leaves of one medicine: mg in the rolling 24 real hours, and the earliest next time.

    The mg left next grow at `grows`; `then` is set when only one more pill fits: the first time for the one after it.
    """

    opens: datetime | None
    mg_left_24h: float
    because: str | None
    grows: datetime | None = None
    then: datetime | None = None


@dataclass(frozen=True)
class Medicine:
    """Days on which pain pills were taken in this episode, and what the labels say per medicine."""

    day_count: int
    next: Mapping[str, Dose]


@dataclass(frozen=True)
class Reminder:
    """A nudge at an instant."""

    at: datetime
    kind: str


@dataclass(frozen=True)
class DayLine:
    """One day in the overview; `stage` is None where no stage may be shown yet."""

    number: int
    date: date
    phase: str
    stage: str | None
    past: bool


@dataclass(frozen=True)
class Plan:
    """Everything the plan says at one instant; `position` is the one to rest in that suits the person best."""

    rules: str
    now: datetime
    elapsed_hours: float
    phase: str
    heat_from: datetime
    severity: str
    gate: Gate | None
    notices: tuple[Notice, ...]
    day: Day
    session: Session | None
    can_start: Mapping[str, Start]
    cards: tuple[Card, ...]
    left_out: tuple[LeftOut, ...]
    medicine: Medicine
    reminders: tuple[Reminder, ...]
    days: tuple[DayLine, ...]
    position: str
