"""Plan days: from one wake to the next, in the zone the person is in, however long such a day really is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from recovery.plan import figures
from recovery.plan.facts import About

ONE_DAY = timedelta(days=1)
ALWAYS = datetime(1900, 1, 1, tzinfo=UTC)
INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Habits:
    """Where a person lives and sleeps from the instant `since` on; `wake` and `sleep` are local times."""

    since: datetime
    zone: ZoneInfo
    wake: time
    sleep: time

    def wake_after(self, moment: datetime) -> datetime:
        """The first time of waking after `moment`."""
        return _next(moment, self.wake, self.zone)

    def wake_before(self, moment: datetime) -> datetime:
        """The last time of waking at or before `moment`."""
        return _previous(moment, self.wake, self.zone)

    def sleep_after(self, moment: datetime) -> datetime:
        """The first time of going to sleep after `moment`."""
        return _next(moment, self.sleep, self.zone)

    def bedtime(self, moment: datetime) -> datetime:
        """When the waking hours end that `moment` lies in; `moment` itself in sleeping hours."""
        bedtime = self.sleep_after(self.wake_before(moment))
        return max(moment, min(bedtime, self.wake_after(moment)))


@dataclass(frozen=True)
class PlanDay:
    """One plan day in UTC: waking hours until `bedtime`, sleep until `ends`.

    Waking hours begin at `rises`, which is when the day starts unless a move put its night into the day.
    """

    number: int
    date: date
    starts: datetime
    rises: datetime
    bedtime: datetime
    ends: datetime

    def holds(self, moment: datetime) -> bool:
        """Whether `moment` falls on this plan day."""
        return self.starts <= moment < self.ends

    def awake(self, moment: datetime) -> bool:
        """Whether `moment` lies in this day's waking hours."""
        return self.rises <= moment < self.bedtime


def habits(abouts: Sequence[About]) -> tuple[Habits, ...]:
    """Turn `about` entries, in journal order, into habits; the first say what held before them too."""
    zone = next((about.time_zone for about in abouts if about.time_zone), "UTC")
    wake = next((about.wake for about in abouts if about.wake), figures.WAKE)
    sleep = next((about.sleep for about in abouts if about.sleep), figures.SLEEP)
    known = [Habits(ALWAYS, ZoneInfo(zone), wake, sleep)]
    for about in abouts:
        zone, wake, sleep = about.time_zone or zone, about.wake or wake, about.sleep or sleep
        known.append(Habits(about.at, ZoneInfo(zone), wake, sleep))
    return tuple(known)


def habits_at(known: Sequence[Habits], moment: datetime) -> Habits:
    """The habits in force at `moment`."""
    return next(each for each in reversed(known) if each.since <= moment)


def plan_days(onset: datetime, known: Sequence[Habits]) -> Iterator[PlanDay]:
    """Count the plan days from the onset on, without end.

    With too few waking hours left at the onset these are Day 0, and Day 1 starts at the next wake.
    """
    first = habits_at(known, onset)
    left = first.bedtime(onset) - onset
    number = 0 if left < figures.DAY_ZERO_BELOW else 1
    label = first.wake_before(onset).astimezone(first.zone).date()
    for starts, ends in pairwise(_boundaries(onset, known)):
        then = habits_at(known, starts)
        if starts != onset:
            label = starts.astimezone(then.zone).date()
        yield PlanDay(number, label, starts, *_waking_hours(starts, ends, known), ends)
        number += 1


def _boundaries(onset: datetime, known: Sequence[Habits]) -> Iterator[datetime]:
    """The onset, then each wake; after a move no plan day is so short that it would count for nothing."""
    yield onset
    boundary = _next_wake(onset, known)
    while True:
        yield boundary
        boundary = _next_wake(boundary + figures.SHORTEST_DAY, known)


def _next_wake(moment: datetime, known: Sequence[Habits]) -> datetime:
    """The first wake after `moment`, by the habits in force when it comes."""
    changes = [each.since for each in known[1:]]
    for each, until in zip(known, [*changes, None], strict=True):
        if until is None or until > moment:
            wake = each.wake_after(max(moment, each.since - INSTANT))
            if until is None or wake < until:
                return wake
    raise AssertionError("the last habits hold for ever")


def _waking_hours(starts: datetime, ends: datetime, known: Sequence[Habits]) -> tuple[datetime, datetime]:
    """When waking hours begin and end on the day from `starts` to `ends`, also when the person moves during it."""
    rises, bedtime = starts, habits_at(known, starts).bedtime(starts)
    for each in known:
        if starts < each.since < ends:
            awake_until, wakes = each.bedtime(each.since), each.wake_after(each.since)
            if awake_until > each.since:
                rises, bedtime = min(rises, each.since), awake_until
            elif wakes < ends:
                rises, bedtime = wakes, each.bedtime(wakes)
            else:
                rises, bedtime = min(rises, each.since), min(bedtime, each.since)
    return rises, min(bedtime, ends)


def _next(moment: datetime, clock: time, zone: ZoneInfo) -> datetime:
    day = moment.astimezone(zone).date() - ONE_DAY
    return next(each for each in _daily(day, clock, zone) if each > moment)


def _previous(moment: datetime, clock: time, zone: ZoneInfo) -> datetime:
    day = moment.astimezone(zone).date() - 2 * ONE_DAY
    return max(each for each, _ in zip(_daily(day, clock, zone), range(5), strict=False) if each <= moment)


def _daily(day: date, clock: time, zone: ZoneInfo) -> Iterator[datetime]:
    """The instants at which the local `clock` time comes, from `day` on; one that a clock change skips comes late."""
    while True:
        yield datetime.combine(day, clock, zone).astimezone(UTC)
        day += ONE_DAY
