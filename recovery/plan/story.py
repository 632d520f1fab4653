"""The story so far: the journal with everything taken back left out, in the shapes the rules ask for."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import pairwise, takewhile
from uuid import UUID

from recovery.plan import figures
from recovery.plan.days import Habits, PlanDay, habits, habits_at, plan_days
from recovery.plan.facts import (
    FUTURE_LIMIT,
    About,
    CheckIn,
    Drink,
    Entry,
    Medicine,
    Onset,
    OnSkin,
    Started,
    Timed,
    Walk,
    Withdrawn,
    Worse,
)

# What a person logs about a day; saying who one is, or correcting the onset, is no log.
LOGS = (CheckIn, Timed, Started, Drink, Medicine, Worse)
SEVERITIES = ("mild", "moderate", "severe")
LONGEST = {
    "cold": figures.COLD_MINUTES,
    "heat": figures.HEAT_LONGEST,
    "walk": figures.W5_LONGEST,
    "rest": figures.REST_LONGEST,
    "legs_up": figures.LEGS_UP_LONGEST,
    "breathing": figures.BREATHING_MINUTES,
    "stretch": figures.STRETCH_MINUTES,
    "massage": figures.MASSAGE_LONGEST,
}


@dataclass(frozen=True)
class Done:
    """A timed thing that began; `ended` says whether its end was logged."""

    id: UUID
    kind: str
    began: datetime
    ends: datetime
    ended: bool
    skin: str | None = None


@dataclass(frozen=True)
class Pain:
    """A pain value; `resting` unless it was felt during or after a walk."""

    at: datetime
    value: int
    resting: bool


class Story:
    """What happened up to `now`. Times are UTC; every property is computed once."""

    def __init__(self, journal: Iterable[Entry], now: datetime) -> None:
        """Raises ValueError when no onset stands in the journal."""
        self.now = now
        self.everything = tuple(sorted((e for e in journal if e.at <= now + FUTURE_LIMIT), key=lambda e: e.order))
        gone = _taken_back(self.everything)
        self.entries = tuple(entry for entry in self.everything if entry.id not in gone)
        onsets = [entry for entry in self.entries if isinstance(entry, Onset)]
        if not onsets:
            raise ValueError("the journal holds no onset")
        self.onset_entry = max(onsets, key=lambda e: (e.entered_at, e.order))
        self.onset = min(self.onset_entry.started_at, now)

    def of[Kind: Entry](self, kind: type[Kind]) -> list[Kind]:
        """All standing entries of one kind, oldest first."""
        return [entry for entry in self.entries if isinstance(entry, kind)]

    @cached_property
    def abouts(self) -> list[About]:
        """What the person said about themselves, oldest first."""
        return self.of(About)

    @cached_property
    def check_ins(self) -> list[CheckIn]:
        """Every check-in, oldest first."""
        return self.of(CheckIn)

    @cached_property
    def walks(self) -> list[Walk]:
        """Every walk, oldest first."""
        return self.of(Walk)

    @cached_property
    def relapses(self) -> list[CheckIn]:
        """Check-ins that say: it seized up again suddenly."""
        return [each for each in self.check_ins if each.sudden and each.at > self.onset]

    @cached_property
    def clock_from(self) -> datetime:
        """What the cold and heat clock counts from: the latest plausible onset, or the newest sudden spasm."""
        latest = self.onset_entry.latest_at or self.onset_entry.started_at
        return max([latest, *(each.at for each in self.relapses)])

    @cached_property
    def heat_from(self) -> datetime:
        """The first instant at which warmth may be offered."""
        return self.clock_from + figures.HEAT_LOCK

    @cached_property
    def episode_from(self) -> datetime:
        """Where the episode starts: the onset, or a sudden spasm after a month without pain."""
        starts = self.onset
        for relapse in self.relapses:
            before = [pain for pain in self.pains if starts <= pain.at < relapse.at]
            quiet = list(takewhile(lambda pain: pain.value <= figures.RECOVERED_PAIN, reversed(before)))
            if quiet and relapse.at - quiet[-1].at >= figures.PAIN_FREE:
                starts = relapse.at
        return starts

    @cached_property
    def met_at(self) -> datetime:
        """When the person first wrote something down."""
        return max(self.onset, min(entry.entered_at for entry in self.entries))

    @cached_property
    def known_habits(self) -> tuple[Habits, ...]:
        """Zone, wake and sleep as they changed."""
        return habits(self.abouts)

    @cached_property
    def habits(self) -> Habits:
        """Zone, wake and sleep now."""
        return habits_at(self.known_habits, self.now)

    @cached_property
    def days(self) -> tuple[PlanDay, ...]:
        """The plan days up to today."""
        lived: list[PlanDay] = []
        for day in plan_days(self.onset, self.known_habits):
            lived.append(day)
            if self.now < day.ends:
                break
        return tuple(lived)

    @property
    def day(self) -> PlanDay:
        """Today."""
        return self.days[-1]

    @cached_property
    def pains(self) -> list[Pain]:
        """Every pain value, oldest first."""
        felt = [Pain(each.at, each.pain, True) for each in self.check_ins if each.pain is not None]
        for walk in self.walks:
            over = walk.at + timedelta(minutes=walk.minutes)
            told = (
                (walk.at, walk.pain_before, True),
                (over, walk.pain_after, False),
                (over + figures.SETTLE_WITHIN, walk.pain_hour_later, False),
            )
            felt += [Pain(at, value, resting) for at, value, resting in told if value is not None]
        return sorted(felt, key=lambda pain: (pain.at, pain.value, pain.resting))

    @cached_property
    def resting_pains(self) -> list[Pain]:
        """Pain values felt at rest, oldest first."""
        return [pain for pain in self.pains if pain.resting]

    def pain_at(self, moment: datetime) -> int | None:
        """The resting pain known at `moment`; of values close together the higher, until the person says which.

        A check-in says it best; what was felt before a walk counts where no check-in is fresh.
        """
        told = [
            Pain(each.at, each.pain, True) for each in self.check_ins if each.pain is not None and each.at <= moment
        ]
        known = [pain for pain in told if moment - pain.at <= figures.PAIN_FRESH]
        known = known or [pain for pain in self.resting_pains if pain.at <= moment]
        if not known:
            return None
        since = known[-1].at - figures.CONFLICT_WITHIN
        return max(pain.value for pain in known if pain.at >= since)

    def pains_on(self, day: PlanDay) -> list[Pain]:
        """Every pain value of one plan day up to now."""
        return _between(self.pains, day.starts, day.ends)

    def morning_pain(self, day: PlanDay) -> int | None:
        """The first resting pain of a plan day, None when there is none yet."""
        felt = _between(self.resting_pains, day.starts, day.ends)
        return felt[0].value if felt else None

    def severity_at(self, moment: datetime) -> str:
        """How bad it is: the worse of the pain number and the words."""
        pain = self.pain_at(moment)
        if pain is None:
            return "moderate"
        by_number = (pain >= figures.MODERATE_FROM) + (pain >= figures.SEVERE_FROM)
        return SEVERITIES[max(by_number, self._severity_in_words(moment))]

    def _severity_in_words(self, moment: datetime) -> int:
        told = [each for each in self.check_ins[::-1] if each.at <= moment]
        latest = next((each for each in told if each.pain is not None), None)
        newer = [each for each in told if latest and each.at >= latest.at and each.can_walk]
        words = newer[0].can_walk if newer else "yes"
        return {"yes": 0, "a_few_steps": 1, "no": 2}[words or "yes"]

    @cached_property
    def conflicts(self) -> list[tuple[CheckIn, CheckIn]]:
        """Neighbouring check-ins whose pain differs although they are close together."""
        told = [each for each in self.check_ins if each.pain is not None]
        return [
            (one, other)
            for one, other in pairwise(told)
            if one.pain != other.pain and other.at - one.at <= figures.CONFLICT_WITHIN
        ]

    @cached_property
    def done(self) -> list[Done]:
        """Every timed thing, by when it began; one still running ends after its longest time."""
        begun = {each.id: each for each in self.of(Started)}
        ended = self.of(Timed)
        things = [_ended(each, begun.get(each.started) if each.started else None) for each in ended]
        finished = {each.started for each in ended}
        for start in begun.values():
            if start.id not in finished:
                ends = start.at + timedelta(minutes=LONGEST[start.item])
                things.append(Done(start.id, start.item, start.at, ends, False))
        return sorted(things, key=lambda thing: (thing.began, str(thing.id)))

    def done_of(self, kind: str, day: PlanDay | None = None) -> list[Done]:
        """The timed things of one kind, of one plan day if given."""
        return [each for each in self.done if each.kind == kind and (day is None or day.holds(each.began))]

    @cached_property
    def logs(self) -> list[Entry]:
        """Every entry that says something about a day, oldest first."""
        return [entry for entry in self.entries if isinstance(entry, LOGS)]

    def logs_on(self, day: PlanDay) -> list[Entry]:
        """The logs of one plan day."""
        return _between(self.logs, day.starts, day.ends)

    def worsened(self, kind: str) -> bool:
        """Whether the person said today that this kind of item made it worse."""
        return any(each.item == kind and self.day.holds(each.at) for each in self.of(Worse))


def _taken_back(entries: Sequence[Entry]) -> frozenset[UUID]:
    """The ids taken back; a later withdrawal may itself take back an earlier one."""
    gone: set[UUID] = set()
    withdrawals = [entry for entry in entries if isinstance(entry, Withdrawn)]
    for entry in sorted(withdrawals, key=lambda e: (e.entered_at, e.order), reverse=True):
        if entry.id not in gone:
            gone.add(entry.entry)
    return frozenset(gone)


def _ended(entry: Timed, start: Started | None) -> Done:
    began = start.at if start else entry.at
    skin = entry.skin if isinstance(entry, OnSkin) else None
    ends = max(began, entry.at + timedelta(minutes=entry.minutes))
    return Done(entry.id, entry.kind, began, ends, True, skin)


def _between[Moment: (Pain, Entry)](things: list[Moment], starts: datetime, ends: datetime) -> list[Moment]:
    """The part of a list sorted by `at` that lies from `starts` up to `ends`."""
    low = bisect_left(things, starts, key=lambda thing: thing.at)
    high = bisect_left(things, ends, key=lambda thing: thing.at)
    return things[low:high]
