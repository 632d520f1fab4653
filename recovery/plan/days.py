"""Plan days: from one wake to the next, in the zone the person is in, however long such a day really is."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, lru_cache
from itertools import takewhile, zip_longest
from operator import attrgetter
from zoneinfo import ZoneInfo

from recovery.plan import figures
from recovery.plan.facts import About

ONE_DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
ALWAYS, NEVER = datetime(1900, 1, 1, tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
INSTANT = timedelta(microseconds=1)


@dataclass(frozen=True)
class Habits:
    """Where a person lives and sleeps from the instant `since` on; `wake` and `sleep` are local times."""

    since: datetime
    zone: ZoneInfo
    wake: time
    sleep: time

    def date_at(self, moment: datetime) -> date:
        """The local date at `moment`."""
        return moment.astimezone(self.zone).date()

    def wakes_after(self, moment: datetime) -> Iterator[datetime]:
        """Every time of waking after `moment`, without end."""
        day = self.date_at(moment) - ONE_DAY
        while True:
            wake = _instant(day, self.wake, self.zone)
            if wake > moment:
                yield wake
            day += ONE_DAY

    def wake_before(self, moment: datetime) -> datetime:
        """The last time of waking at or before `moment`."""
        return self._last(self.wake, moment, self.date_at(moment))

    def wake_after(self, moment: datetime) -> datetime:
        """The first time of waking after `moment`."""
        return self._first(self.wake, moment, self.date_at(moment))

    def bedtime(self, moment: datetime) -> datetime:
        """When the waking hours end that `moment` lies in; `moment` itself in sleeping hours."""
        day = self.date_at(moment)
        woke = self._last(self.wake, moment, day)
        bedtime = self._first(self.sleep, woke, day - ONE_DAY)
        return max(moment, min(bedtime, self._first(self.wake, moment, day)))

    def _first(self, clock: time, moment: datetime, day: date) -> datetime:
        """When `clock` first comes after `moment`, which lies on the local `day` or after it."""
        day -= ONE_DAY
        while (instant := _instant(day, clock, self.zone)) <= moment:
            day += ONE_DAY
        return instant

    def _last(self, clock: time, moment: datetime, day: date) -> datetime:
        """When `clock` last came by `moment`, which lies on the local `day`."""
        day += ONE_DAY
        while (instant := _instant(day, clock, self.zone)) > moment:
            day -= ONE_DAY
        return instant


@lru_cache(maxsize=4096)
def _instant(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The instant at which a local time comes on a day; one that a clock change skips comes late.

    Kept, since most people wake and sleep at the same few hours in the same few zones.
    """
    return datetime.combine(day, clock, zone).astimezone(UTC)


@dataclass
class PlanDay:
    """One plan day in UTC: waking hours until `bedtime`, sleep until `ends`.

    Waking hours begin at `rises`, which is when the day starts unless a move put its night into the day. They and the
    date follow from the habits `known`, and are worked out when somebody asks: for most days to come nobody does.
    """

    number: int
    starts: datetime
    ends: datetime
    woke: datetime
    known: Sequence[Habits] = field(repr=False, compare=False)

    @property
    def date(self) -> date:
        """The local date on which the person woke."""
        return habits_at(self.known, self.starts).date_at(self.woke)

    @property
    def rises(self) -> datetime:
        """When waking hours begin."""
        return self._waking_hours[0]

    @property
    def bedtime(self) -> datetime:
        """When waking hours end."""
        return self._waking_hours[1]

    def holds(self, moment: datetime) -> bool:
        """Whether `moment` falls on this plan day."""
        return self.starts <= moment < self.ends

    def awake(self, moment: datetime) -> bool:
        """Whether `moment` lies in this day's waking hours."""
        return self.rises <= moment < self.bedtime

    @cached_property
    def _waking_hours(self) -> tuple[datetime, datetime]:
        """When waking hours begin and end, also when the person moves during the day."""
        starts, ends = self.starts, self.ends
        rises, bedtime = starts, habits_at(self.known, starts).bedtime(starts)
        for each in self.known:
            if starts < each.since < ends:
                awake_until, wakes = each.bedtime(each.since), each.wake_after(each.since)
                if awake_until > each.since:
                    rises, bedtime = min(rises, each.since), awake_until
                elif wakes < ends:
                    rises, bedtime = wakes, each.bedtime(wakes)
                else:
                    rises, bedtime = min(rises, each.since), min(bedtime, each.since)
        return rises, min(bedtime, ends)


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
    return known[bisect_right(known, moment, key=attrgetter("since")) - 1]


def plan_days(onset: datetime, known: Sequence[Habits]) -> Iterator[PlanDay]:
    """Count the plan days from the onset on, without end.

    With too few waking hours left at the onset these are Day 0, and Day 1 starts at the next wake.
    """
    first = habits_at(known, onset)
    left = first.bedtime(onset) - onset
    number = 0 if left < figures.DAY_ZERO_BELOW else 1
    day = PlanDay(number, onset, next(_wakes(onset, known)), first.wake_before(onset), known)
    yield day
    yield from days_after(day)


def days_after(day: PlanDay) -> Iterator[PlanDay]:
    """Count on from a plan day, without end; after a move no day is so short that it would count for nothing."""
    number, starts, known = day.number, day.ends, day.known
    for wake in _wakes(starts, known):
        if wake > starts + figures.SHORTEST_DAY:
            number += 1
            yield PlanDay(number, starts, wake, starts, known)
            starts = wake


def _wakes(moment: datetime, known: Sequence[Habits]) -> Iterator[datetime]:
    """Every wake after `moment`, by the habits in force when it comes."""
    for each, until in zip_longest(known, [each.since for each in known[1:]]):
        if until is None or until > moment:
            wakes = each.wakes_after(max(moment, each.since - INSTANT))
            yield from takewhile(until.__gt__, wakes) if until else wakes
