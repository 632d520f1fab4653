"""The kinds of entries; `plan/kinds.py` has a row for each."""

from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from recovery.plan.entries.choices import AGREEABLE, CONDITIONS, FLAGS, MEDICINES
from recovery.plan.entries.entry import MINUTES, PAIN, SKIN, Entry, Log, Offered, OnSkin, Timed, kind_of, maybe, needed
from recovery.plan.entries.readers import (
    Activity,
    activities,
    country_code,
    identity,
    instant,
    local_time,
    number,
    numbers,
    one_of,
    several,
    text,
    texts,
    whole,
    yes_or_no,
    zone,
)

AMOUNT = one_of("none", "some", "lots")


@dataclass(frozen=True, kw_only=True)
class About(Entry):
    """Who the person is. A later one changes only the fields it carries, from its `at` on.

    `questions` is what they want to ask a clinician.
    """

    kind = "about"
    time_zone: str | None = maybe(zone)
    wake: time | None = maybe(local_time)
    sleep: time | None = maybe(local_time)
    country: str | None = maybe(country_code)
    birth_year: int | None = maybe(whole(1900, 2200))
    adult: bool | None = maybe(yes_or_no)
    sex: str | None = maybe(one_of("f", "m"))
    weeks_pregnant: int | None = maybe(whole(0, 45))
    conditions: tuple[str, ...] | None = maybe(several(*CONDITIONS))
    agreed: tuple[str, ...] | None = maybe(several(*AGREEABLE))
    questions: str | None = maybe(text(300))


@dataclass(frozen=True, kw_only=True)
class Onset(Entry):
    """When the spasm started; `latest_at` is the latest plausible instant when the person is unsure."""

    kind = "onset"
    started_at: datetime = needed(instant)
    latest_at: datetime | None = maybe(instant)


@dataclass(frozen=True, kw_only=True)
class CheckIn(Offered):
    """How the person feels, and their answers to the red-flag questions.

    `walks` is the number of walks so far that day, and `walks_felt` how they were: an evening answer. `skin` is how the
    skin is now where ice or warmth was.
    """

    kind = "check_in"
    pain: int | None = maybe(PAIN)
    spasm: str | None = maybe(AMOUNT)
    stiffness: str | None = maybe(AMOUNT)
    leg: str | None = maybe(one_of("none", "same", "lower", "tingling", "weak", "both"))
    temperature_c: float | None = maybe(number(30, 45))
    slept: str | None = maybe(one_of("well", "badly"))
    can_walk: str | None = maybe(one_of("yes", "a_few_steps", "no"))
    where_now: str | None = maybe(one_of("floor", "bed", "chair", "up"))
    alone: bool | None = maybe(yes_or_no)
    skin: str | None = maybe(SKIN)
    flags: tuple[str, ...] | None = maybe(several(*FLAGS))
    screened: bool | None = maybe(yes_or_no)
    sudden: bool | None = maybe(yes_or_no)
    longest_walk: int | None = maybe(MINUTES)
    walked: bool | None = maybe(yes_or_no)
    walks: int | None = maybe(whole(0, 100))
    walks_felt: str | None = maybe(one_of("fine", "sore", "bad"))
    limits: bool | None = maybe(yes_or_no)
    fluids_lost: bool | None = maybe(yes_or_no)
    note: str | None = maybe(text(2000))


@dataclass(frozen=True, kw_only=True)
class Walk(Timed):
    """A walk, with the pain right before, right after and an hour later."""

    kind = "walk"
    pain_before: int | None = maybe(PAIN)
    pain_after: int | None = maybe(PAIN)
    pain_hour_later: int | None = maybe(PAIN)
    finished: bool | None = maybe(yes_or_no)
    where: str | None = maybe(one_of("home", "outside"))


@dataclass(frozen=True, kw_only=True)
class Started(Log):
    """A timed activity began. It is over after its longest time even when no end is logged."""

    kind = "started"
    item: str = needed(kind_of(Timed))


@dataclass(frozen=True, kw_only=True)
class Cold(OnSkin):
    """A cold pack."""

    kind = "cold"


@dataclass(frozen=True, kw_only=True)
class Heat(OnSkin):
    """Moist warmth."""

    kind = "heat"


@dataclass(frozen=True, kw_only=True)
class Rest(Timed):
    """Rest in a position."""

    kind = "rest"
    position: str | None = maybe(text(40))


@dataclass(frozen=True, kw_only=True)
class LegsUp(Timed):
    """Lower legs up on a chair."""

    kind = "legs_up"


@dataclass(frozen=True, kw_only=True)
class Breathing(Timed):
    """Slow breathing."""

    kind = "breathing"


@dataclass(frozen=True, kw_only=True)
class Massage(Timed):
    """Light massage beside the spine."""

    kind = "massage"


@dataclass(frozen=True, kw_only=True)
class Stretch(Timed):
    """A set of gentle stretches."""

    kind = "stretch"
    pain_before: int | None = maybe(PAIN)
    pain_after: int | None = maybe(PAIN)


@dataclass(frozen=True, kw_only=True)
class Drink(Offered):
    """A drink."""

    kind = "drink"
    ml: int = needed(whole(1, 5000))


@dataclass(frozen=True, kw_only=True)
class Medicine(Log):
    """A dose of a medicine."""

    kind = "medicine"
    name: str = needed(one_of(*MEDICINES))
    mg: float | None = maybe(number(0, 20_000))
    note: str | None = maybe(text(2000))


@dataclass(frozen=True, kw_only=True)
class Cleared(Entry):
    """Why a flag no longer counts: a health professional said that home care is fine, a mistake, or it is gone."""

    kind = "cleared"
    because: str = needed(one_of("professional", "mistake", "gone"))


@dataclass(frozen=True, kw_only=True)
class Worse(Log):
    """An item of this kind made it worse."""

    kind = "worse"
    item: str = needed(kind_of(Offered))


@dataclass(frozen=True, kw_only=True)
class Roland(Entry):
    """The statements of the Roland-Morris questionnaire that describe the person today, by their numbers."""

    kind = "roland"
    ticked: tuple[int, ...] = needed(numbers(1, 24))


@dataclass(frozen=True, kw_only=True)
class Activities(Entry):
    """How hard the person's own activities are today."""

    kind = "activities"
    scores: tuple[Activity, ...] = needed(activities)


@dataclass(frozen=True, kw_only=True)
class Dismissed(Entry):
    """The person read these dated notices and put them away, each until its date; `notices` are their codes."""

    kind = "dismissed"
    notices: tuple[str, ...] = needed(texts(40))


@dataclass(frozen=True, kw_only=True)
class Withdrawn(Entry):
    """An entry is taken back."""

    kind = "withdrawn"
    entry: UUID = needed(identity)
