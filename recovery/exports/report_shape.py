"""The shape of the report: what report.json holds, field by field.

Instants are aware datetimes, dates are local; encode.plain makes all of it JSON-ready.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from recovery.exports.answers import Answer
from recovery.plan.advice import Walking
from recovery.plan.enums import Flag, NoticeCode, NotNow, Phase, Severity, Stage, Trait
from recovery.plan.review.course import Event, Pills
from recovery.plan.review.measures import Score
from recovery.plan.review.summary import AtTheStart, CouldNot, LegSpell, Sleep, Taken, Tried
from recovery.plan.words import Words


@dataclass(frozen=True)
class PersonFacts:
    """The person, as far as the plan depends on it; no name and no address."""

    birth_year: int | None
    sex: str | None
    weeks_pregnant: int | None
    conditions: Sequence[str]
    agreed: Sequence[str]
    time_zone: str


@dataclass(frozen=True)
class Began:
    """The start as the person said it, the latest possible start, and each new sudden spasm."""

    started_at: datetime
    latest_at: datetime | None
    sudden_again: Sequence[datetime]


@dataclass(frozen=True)
class AtPresent:
    """The present state; None where it is unknown. `longest_walk` is in minutes, of the last 14 plan days."""

    day: int
    phase: Phase
    severity: Severity
    pain: int | None
    spasm: str | None
    stiffness: str | None
    limits: bool | None
    walking: Walking | None
    longest_walk: int | None


@dataclass(frozen=True)
class Safety:
    """The number of screens, the time of the last one, and the answers for each red flag."""

    asked: int
    last_asked: datetime | None
    flags: Sequence[Answer]


@dataclass(frozen=True)
class PainAt:
    """A pain value; `resting` is false for pain during or after a walk."""

    at: datetime
    pain: int
    resting: bool


@dataclass(frozen=True)
class ReportDay:
    """One plan day. Its figures are None on a day without a log, because we do not know that they were zero."""

    number: int
    date: date
    phases: Sequence[Phase]
    stage: Stage | None
    logged: bool
    pains: Sequence[PainAt] | None = None
    lowest: int | None = None
    highest: int | None = None
    walks: int | None = None
    minutes: int | None = None
    longest: int | None = None
    cold: int | None = None
    heat: int | None = None
    medicines: Sequence[Pills] | None = None


@dataclass(frozen=True)
class Medicines:
    """The number of days with a pain pill, and each medicine."""

    days_of_use: int
    taken: Sequence[Taken]


@dataclass(frozen=True)
class Measures:
    """The scores of both weekly measures, oldest first; lower is better."""

    roland_of_24: Sequence[Score]
    own_activities_of_10: Sequence[Score]


@dataclass(frozen=True)
class Stopped:
    """A treatment that the plan leaves out or has stopped, and the trait or the reason."""

    kind: str
    because: Trait | NotNow


@dataclass(frozen=True)
class ReportNotice:
    """A dated notice that the plan shows."""

    code: NoticeCode | Flag
    because: Mapping[str, Any]
    words: Words


@dataclass(frozen=True)
class Note:
    """A note of the person."""

    at: datetime
    note: str


@dataclass(frozen=True)
class Report:
    """The whole report.

    Days, what was tried, what the person could not do, legs, sleep and changes are those of the last 14 plan days;
    everything else is of the whole journal. `questions` is what the person wants to ask, or empty.
    """

    rules: str
    now: datetime
    person: PersonFacts
    onset: Began
    at_the_start: AtTheStart | None
    at_present: AtPresent
    legs: Sequence[LegSpell]
    sleep: Sleep
    safety: Safety
    days: Sequence[ReportDay]
    tried: Sequence[Tried]
    medicines: Medicines
    measures: Measures
    changes: Sequence[Event]
    notices: Sequence[ReportNotice]
    notes: Sequence[Note]
    could_not: CouldNot
    stopped: Sequence[Stopped]
    questions: str
