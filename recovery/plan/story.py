"""The story so far: the journal with everything taken back left out, in the shapes the rules ask for."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from itertools import pairwise
from typing import Any, Protocol
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
    Worse,
    taken_back,
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


class Moment(Protocol):
    """Anything that happened at an instant."""

    @property
    def at(self) -> datetime: ...


@dataclass(frozen=True)
class Done:
    """A timed thing that began at `at`; `ended` says whether its end was logged."""

    id: UUID
    kind: str
    at: datetime
    ends: datetime
    ended: bool
    skin: str | None = None


@dataclass(frozen=True)
class Pain:
    """A pain value; `resting` unless it was felt during or after a walk."""

    at: datetime
    value: int
    resting: bool


@dataclass(frozen=True)
class Conflict:
    """Two check-ins that tell a different pain, known from `at` on."""

    at: datetime
    one: CheckIn
    other: CheckIn


class Story:
    """What happened up to `now`. Times are UTC; every property is computed once."""

    def __init__(self, journal: Iterable[Entry], now: datetime) -> None:
        """Take the entries in journal order; raises ValueError when no onset stands among them."""
        self.now = now
        self.everything = tuple(entry for entry in journal if entry.at <= now + FUTURE_LIMIT)
        gone = taken_back(self.everything)
        self.entries = tuple(entry for entry in self.everything if entry.id not in gone)
        self._of: dict[type[Entry], list[Any]] = {}
        onsets = self.of(Onset)
        if not onsets:
            raise ValueError("the journal holds no onset")
        self.onset_entry = max(onsets, key=lambda e: (e.entered_at, e.order))
        self.onset = min(self.onset_entry.started_at, now)

    def of[Kind: Entry](self, kind: type[Kind]) -> list[Kind]:
        """All standing entries of one kind, oldest first."""
        if kind not in self._of:
            self._of[kind] = [entry for entry in self.entries if isinstance(entry, kind)]
        return self._of[kind]

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
    def conditions(self) -> frozenset[str]:
        """The conditions the person ticked, as they stand now."""
        return frozenset(next((each.conditions for each in reversed(self.abouts) if each.conditions is not None), ()))

    # --- the clock

    @cached_property
    def relapses(self) -> list[CheckIn]:
        """Check-ins that say: it seized up again suddenly."""
        return [each for each in self.check_ins if self.is_relapse(each)]

    def is_relapse(self, entry: CheckIn) -> bool:
        """Whether a check-in says that it seized up again, after it had begun."""
        return bool(entry.sudden) and entry.at > self.onset

    def clock_at(self, moment: datetime) -> datetime:
        """What the cold and heat clock counts from at `moment`: the latest plausible onset, or the newest spasm."""
        latest = self.onset_entry.latest_at or self.onset_entry.started_at
        spasm = _last(self.relapses, moment)
        return max(latest, spasm.at) if spasm else latest

    @cached_property
    def clock_from(self) -> datetime:
        """What the cold and heat clock counts from now."""
        return self.clock_at(self.now + FUTURE_LIMIT)

    @cached_property
    def heat_from(self) -> datetime:
        """The first instant at which warmth may be offered."""
        return self.clock_from + figures.HEAT_LOCK

    @cached_property
    def episode_from(self) -> datetime:
        """Where the episode starts: the onset, or a spasm or flare after a month without pain."""
        starts, quiet_from = self.onset, None
        spasms = [(each.at, figures.FLARE_PAIN) for each in self.relapses]
        for at, pain in sorted([*((each.at, each.value) for each in self.pains if each.at >= self.onset), *spasms]):
            if quiet_from and pain >= figures.FLARE_PAIN and at - quiet_from >= figures.PAIN_FREE:
                starts = at
            quiet_from = (quiet_from or at) if pain <= figures.RECOVERED_PAIN else None
        return starts

    @cached_property
    def quiet_since(self) -> datetime | None:
        """Since when every pain told was 1 or less; None while the last one was more, or none was told."""
        since = None
        for pain in reversed(self.pains):
            if pain.value > figures.RECOVERED_PAIN:
                break
            since = pain.at
        return since

    @cached_property
    def met_at(self) -> datetime:
        """When the person first wrote something down."""
        return max(self.onset, min(entry.entered_at for entry in self.entries))

    # --- days

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

    # --- pain

    @cached_property
    def told_pains(self) -> list[Pain]:
        """The pain values of check-ins, oldest first."""
        return [Pain(each.at, each.pain, True) for each in self.check_ins if each.pain is not None]

    @cached_property
    def pains(self) -> list[Pain]:
        """Every pain value, oldest first."""
        felt = list(self.told_pains)
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
        last = _last(self.told_pains, moment)
        pains = self.told_pains if last and moment - last.at <= figures.PAIN_FRESH else self.resting_pains
        last = _last(pains, moment)
        return max(pain.value for pain in _from_to(pains, last.at - figures.CONFLICT_WITHIN, moment)) if last else None

    def pains_on(self, day: PlanDay) -> Sequence[Pain]:
        """Every pain value of one plan day up to now."""
        return _between(self.pains, day.starts, day.ends)

    def first_resting_pain(self, day: PlanDay) -> Pain | None:
        """The first resting pain of a plan day, None when there is none yet."""
        place = bisect_left(self.resting_pains, day.starts, key=_at)
        return next((pain for pain in self.resting_pains[place : place + 1] if pain.at < day.ends), None)

    def morning_pain(self, day: PlanDay) -> int | None:
        """The first resting pain's value; of check-ins close together in the morning the highest."""
        first = self.first_resting_pain(day)
        told = _from_to(self.told_pains, first.at, first.at + figures.CONFLICT_WITHIN) if first else ()
        if first is None or not told or told[0].at > first.at:
            return first.value if first else None
        return max(pain.value for pain in told if pain.at < day.ends)

    def resting_pain_before(self, moment: datetime) -> int | None:
        """The last resting pain before `moment`."""
        last = _last(self.resting_pains, moment - timedelta(microseconds=1))
        return last.value if last else None

    def told_pain_within(self, moment: datetime) -> int | None:
        """The first pain of a check-in in the hour from `moment` on."""
        told = _from_to(self.told_pains, moment, moment + figures.SETTLE_WITHIN)
        return told[0].value if told else None

    def severity_at(self, moment: datetime) -> str:
        """How bad it is: the worse of the pain number and the words; moderate where neither is known."""
        pain = self.pain_at(moment)
        by_number = 1 if pain is None else (pain >= figures.MODERATE_FROM) + (pain >= figures.SEVERE_FROM)
        return SEVERITIES[max(by_number, self._severity_in_words(moment))]

    def _severity_in_words(self, moment: datetime) -> int:
        """How bad it is by whether the person can walk, unless a pain was told since."""
        words, told = _last(self._words, moment), _last(self.told_pains, moment)
        if words is None or (told and words.at < told.at):
            return 0
        return {"yes": 0, "a_few_steps": 1, "no": 2}[words.can_walk or "yes"]

    @cached_property
    def _words(self) -> list[CheckIn]:
        return [each for each in self.check_ins if each.can_walk]

    @cached_property
    def conflicts(self) -> list[Conflict]:
        """Neighbouring check-ins whose pain differs although they are close together."""
        told = [each for each in self.check_ins if each.pain is not None]
        return [
            Conflict(other.at, one, other)
            for one, other in pairwise(told)
            if one.pain != other.pain and other.at - one.at <= figures.CONFLICT_WITHIN
        ]

    def conflicts_on(self, day: PlanDay) -> Sequence[Conflict]:
        """The contradictions of one plan day."""
        return _between(self.conflicts, day.starts, day.ends)

    # --- what was done

    @cached_property
    def done(self) -> list[Done]:
        """Every timed thing, by when it began; one still running ends after its longest time."""
        begun = {each.id: each for each in self.of(Started)}
        things, finished = [], set()
        for each in self.of(Timed):
            start = begun.get(each.started) if each.started else None
            if start and start.item == each.kind:
                finished.add(start.id)
            else:
                start = None
            things.append(_ended(each, start))
        for start in begun.values():
            if start.id not in finished:
                ends = start.at + timedelta(minutes=LONGEST[start.item])
                things.append(Done(start.id, start.item, start.at, ends, False))
        return sorted(things, key=lambda thing: (thing.at, thing.id.int))

    @cached_property
    def _done_by_kind(self) -> dict[str, list[Done]]:
        return {kind: [each for each in self.done if each.kind == kind] for kind in LONGEST}

    def done_of(self, kind: str, day: PlanDay | None = None) -> Sequence[Done]:
        """The timed things of one kind, of one plan day if given."""
        things = self._done_by_kind[kind]
        return things if day is None else _between(things, day.starts, day.ends)

    @cached_property
    def logs(self) -> list[Entry]:
        """Every entry that says something about a day, oldest first."""
        return [entry for entry in self.entries if isinstance(entry, LOGS)]

    def logs_on(self, day: PlanDay) -> Sequence[Entry]:
        """The logs of one plan day."""
        return _between(self.logs, day.starts, day.ends)

    def worsened(self, kind: str) -> bool:
        """Whether the person said today that this kind of item made it worse. A walk only gets easier, see ladder."""
        return kind != "walk" and any(
            each.item == kind for each in _between(self.of(Worse), self.day.starts, self.day.ends)
        )


def _ended(entry: Timed, start: Started | None) -> Done:
    began = start.at if start else entry.at
    skin = entry.skin if isinstance(entry, OnSkin) else None
    return Done(entry.id, entry.kind, began, began + timedelta(minutes=entry.minutes), True, skin)


def _at(thing: Moment) -> datetime:
    return thing.at


def _last[Thing: Moment](things: Sequence[Thing], moment: datetime) -> Thing | None:
    """The last of a list sorted by `at` that happened by `moment`."""
    known = bisect_right(things, moment, key=_at)
    return things[known - 1] if known else None


def _between[Thing: Moment](things: Sequence[Thing], starts: datetime, ends: datetime) -> Sequence[Thing]:
    """The part of a list sorted by `at` that lies from `starts` up to before `ends`."""
    return things[bisect_left(things, starts, key=_at) : bisect_left(things, ends, key=_at)]


def _from_to[Thing: Moment](things: Sequence[Thing], first: datetime, last: datetime) -> Sequence[Thing]:
    """The part of a list sorted by `at` that lies from `first` to `last`, both included."""
    return things[bisect_left(things, first, key=_at) : bisect_right(things, last, key=_at)]
