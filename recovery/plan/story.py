"""The story so far: the journal with everything taken back left out, in the shapes the rules ask for."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple, cast

from recovery.plan import figures
from recovery.plan.days import INSTANT, MINUTE, ONE_DAY, Habits, PlanDay, habits, habits_at, plan_days
from recovery.plan.facts import (
    FUTURE_LIMIT,
    KINDS,
    About,
    CheckIn,
    Drink,
    Entry,
    Medicine,
    Onset,
    Started,
    Timed,
    Walk,
    Withdrawn,
    Worse,
    taken_back,
)
from recovery.plan.moments import Moments, at
from recovery.plan.sessions import LONGEST as LONGEST
from recovery.plan.sessions import Done, Sessions

# What a person logs about a day; saying who one is, or correcting the onset, is no log.
LOGS = frozenset(
    kind for kind in KINDS.values() if issubclass(kind, CheckIn | Timed | Started | Drink | Medicine | Worse)
)
# How long after its entry the last thing can be that an entry tells: how the pain was an hour after a walk of a day.
LATEST_TOLD = ONE_DAY + figures.SETTLE_WITHIN
SEVERITIES = ("mild", "moderate", "severe")


class Pain(NamedTuple):
    """A pain value; `resting` unless it was felt during or after a walk."""

    at: datetime
    value: int
    resting: bool


class Conflict(NamedTuple):
    """Two check-ins that tell a different pain, known from `at` on."""

    at: datetime
    one: CheckIn
    other: CheckIn


class Story:
    """What happened up to `now`. Times are UTC; every property is computed once."""

    def __init__(self, journal: Iterable[Entry], now: datetime) -> None:
        """Take the entries in journal order; raises ValueError when no onset stands among them."""
        self.now = now
        told = tuple(journal)
        self.everything = told[: bisect_right(told, now + FUTURE_LIMIT, key=at)]
        self.entries, self._of = self.everything, _by_kind(self.everything)
        self.every_check_in = self.of(CheckIn)
        self.gone = {each.int for each in taken_back(self.of(Withdrawn))}  # a number is found sooner than its UUID
        if self.gone:
            self.entries = tuple(entry for entry in self.everything if entry.id.int not in self.gone)
            self._of = _by_kind(self.entries)
        onsets = self.of(Onset)
        if not onsets:
            raise ValueError("the journal holds no onset")
        self.onset_entry = max(onsets, key=lambda e: (e.entered_at, e.order))
        self.onset = min(self.onset_entry.started_at, now)

    def of[Kind: Entry](self, kind: type[Kind]) -> Moments[Kind]:
        """All standing entries of one kind, oldest first."""
        if kind not in self._of and any(issubclass(each, kind) for each in self._of):
            self._of[kind] = Moments(entry for entry in self.entries if isinstance(entry, kind))
        return self._of[kind]

    @cached_property
    def abouts(self) -> Moments[About]:
        """What the person said about themselves, oldest first."""
        return self.of(About)

    @cached_property
    def check_ins(self) -> Moments[CheckIn]:
        """Every check-in, oldest first."""
        return self.of(CheckIn)

    @cached_property
    def walks(self) -> Moments[Walk]:
        """Every walk, oldest first."""
        return self.of(Walk)

    @cached_property
    def conditions(self) -> frozenset[str]:
        """The conditions the person ticked, as they stand now."""
        return frozenset(next((each.conditions for each in reversed(self.abouts) if each.conditions is not None), ()))

    # --- the clock

    @cached_property
    def relapses(self) -> Moments[CheckIn]:
        """Check-ins that say: it seized up again suddenly."""
        return Moments(each for each in self.check_ins if each.sudden and self.is_relapse(each))

    def is_relapse(self, entry: CheckIn) -> bool:
        """Whether a check-in says that it seized up again, after it had begun."""
        return bool(entry.sudden) and entry.at > self.onset

    def clock_at(self, moment: datetime) -> datetime:
        """What the cold and heat clock counts from at `moment`: the latest plausible onset, or the newest spasm."""
        latest = self.onset_entry.latest_at or self.onset_entry.started_at
        spasm = self.relapses.last(moment)
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
        if not self._month_without_pain:
            return starts
        spasms = [(each.at, figures.FLARE_PAIN) for each in self.relapses]
        for then, pain in sorted([*((each.at, each.value) for each in self.pains if each.at >= self.onset), *spasms]):
            if quiet_from and pain >= figures.FLARE_PAIN and then - quiet_from >= figures.PAIN_FREE:
                starts = then
            quiet_from = (quiet_from or then) if pain <= figures.RECOVERED_PAIN else None
        return starts

    @property
    def _month_without_pain(self) -> bool:
        """Whether there may have been one: what was felt at rest leaves room for it."""
        if self.last_told - self.onset < figures.PAIN_FREE:
            return False
        hurt = [pain.at for pain in self.resting_pains.since(self.onset) if pain.value > figures.RECOVERED_PAIN]
        known = pairwise([self.onset, *hurt, self.last_told])
        return any(then - before >= figures.PAIN_FREE for before, then in known)

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
        return max(self.onset, min([entry.entered_at for entry in self.entries]))

    @property
    def last_told(self) -> datetime:
        """An instant after which nothing is told of."""
        return self.entries[-1].at + LATEST_TOLD

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
    def told_pains(self) -> Moments[Pain]:
        """The pain values of check-ins, oldest first."""
        return Moments(Pain(each.at, each.pain, True) for each in self.check_ins if each.pain is not None)

    @cached_property
    def resting_pains(self) -> Moments[Pain]:
        """Pain values felt at rest, oldest first, of one instant the lowest first."""
        before = [Pain(walk.at, walk.pain_before, True) for walk in self.walks if walk.pain_before is not None]
        return Moments(sorted([*self.told_pains, *before]))

    @cached_property
    def pains(self) -> Moments[Pain]:
        """Every pain value, oldest first, of one instant the lowest first."""
        return Moments(sorted([*self.resting_pains, *_after_walks(self.walks)]))

    def pain_at(self, moment: datetime) -> int | None:
        """The resting pain known at `moment`; of values close together the higher, until the person says which.

        A check-in says it best; what was felt before a walk counts where no check-in is fresh.
        """
        pains, last = self.told_pains, self.told_pains.last(moment)
        if last is None or moment - last.at > figures.PAIN_FRESH:
            pains, last = self.resting_pains, self.resting_pains.last(moment)
        return max([pain.value for pain in pains.within(last.at - figures.CONFLICT_WITHIN, moment)]) if last else None

    def pains_on(self, day: PlanDay) -> Sequence[Pain]:
        """Every pain value of one plan day up to now."""
        walks = self.walks.between(day.starts - LATEST_TOLD, day.ends)
        return sorted([*self.resting_pains.on(day), *(pain for pain in _after_walks(walks) if day.holds(pain.at))])

    def first_resting_pain(self, day: PlanDay) -> Pain | None:
        """The first resting pain of a plan day, None when there is none yet."""
        return next(iter(self.resting_pains.on(day)), None)

    def morning_pain(self, day: PlanDay, first: Pain) -> int:
        """The value of a day's first resting pain; of check-ins close together in the morning the highest."""
        told = self.told_pains.within(first.at, first.at + figures.CONFLICT_WITHIN)
        if not told or told[0].at > first.at:
            return first.value
        return max(pain.value for pain in told if pain.at < day.ends)

    def resting_pain_before(self, moment: datetime) -> int | None:
        """The last resting pain before `moment`."""
        last = self.resting_pains.last(moment - INSTANT)
        return last.value if last else None

    def told_pain_within(self, moment: datetime) -> int | None:
        """The first pain of a check-in in the hour from `moment` on."""
        told = self.told_pains.within(moment, moment + figures.SETTLE_WITHIN)
        return told[0].value if told else None

    def severity_at(self, moment: datetime) -> str:
        """How bad it is: the worse of the pain number and the words; moderate where neither is known."""
        pain = self.pain_at(moment)
        by_number = 1 if pain is None else (pain >= figures.MODERATE_FROM) + (pain >= figures.SEVERE_FROM)
        return SEVERITIES[max(by_number, self._severity_in_words(moment))]

    def _severity_in_words(self, moment: datetime) -> int:
        """How bad it is by whether the person can walk, unless a pain was told since."""
        words, told = self._words.last(moment), self.told_pains.last(moment)
        if words is None or (told and words.at < told.at):
            return 0
        return {"yes": 0, "a_few_steps": 1, "no": 2}[words.can_walk or "yes"]

    @cached_property
    def _words(self) -> Moments[CheckIn]:
        return Moments(each for each in self.check_ins if each.can_walk)

    @cached_property
    def conflicts(self) -> Moments[Conflict]:
        """Neighbouring check-ins whose pain differs although they are close together."""
        told = [each for each in self.check_ins if each.pain is not None]
        return Moments(
            Conflict(other.at, one, other)
            for one, other in pairwise(told)
            if one.pain != other.pain and other.at - one.at <= figures.CONFLICT_WITHIN
        )

    # --- what was done

    @cached_property
    def pill_days(self) -> frozenset[date]:
        """The local days of this episode on which a pain pill was taken."""
        return self.dates(each.at for each in self.of(Medicine))

    def dates(self, moments: Iterable[datetime]) -> frozenset[date]:
        """The days of this episode on which these moments fall, by the clock where the person was."""
        since = self.episode_from - ONE_DAY
        return frozenset(habits_at(self.known_habits, at).date_at(at) for at in moments if at >= since)

    @cached_property
    def sessions(self) -> Sessions:
        """Every timed thing."""
        return Sessions(self.of(Started), {kind: self.of(cast(type[Timed], KINDS[kind])) for kind in LONGEST})

    def done_of(self, kind: str, day: PlanDay | None = None) -> Sequence[Done]:
        """The timed things of one kind by when they began, of one plan day if given."""
        return self.sessions.of(kind, day.starts, day.ends) if day else self.sessions.of(kind)

    @cached_property
    def logs(self) -> Moments[Entry]:
        """Every entry that says something about a day, oldest first."""
        return Moments(entry for entry in self.entries if type(entry) in LOGS)

    def logs_on(self, day: PlanDay) -> Sequence[Entry]:
        """The logs of one plan day."""
        return self.logs.on(day)

    def worsened(self, kind: str) -> bool:
        """Whether the person said today that this kind of item made it worse. A walk only gets easier, see ladder."""
        return kind != "walk" and kind in self._worse_today

    @cached_property
    def _worse_today(self) -> frozenset[str]:
        return frozenset(each.item for each in self.of(Worse).on(self.day))


def _after_walks(walks: Iterable[Walk]) -> Iterator[Pain]:
    """The pains felt right after walks, and an hour later."""
    for walk in walks:
        over = walk.at + walk.minutes * MINUTE
        if walk.pain_after is not None:
            yield Pain(over, walk.pain_after, False)
        if walk.pain_hour_later is not None:
            yield Pain(over + figures.SETTLE_WITHIN, walk.pain_hour_later, False)


def _by_kind(entries: Iterable[Entry]) -> dict[type[Entry], Moments[Any]]:
    found: dict[type[Entry], Moments[Any]] = defaultdict(Moments)
    for entry in entries:
        found[type(entry)].append(entry)
    return found
