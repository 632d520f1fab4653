"""Plan days: each lasts from one wake to the next, in the zone of the person, however many hours that is."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property, lru_cache
from itertools import chain, pairwise, takewhile
from operator import attrgetter
from zoneinfo import ZoneInfo

from recovery.plan.article import OUR_CHOICE, Article
from recovery.plan.clinical import figures
from recovery.plan.entries import About
from recovery.plan.history.profile import merged
from recovery.plan.words import gettext_noop as _

ONE_DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
ALWAYS, NEVER = datetime(1900, 1, 1, tzinfo=UTC), datetime.max.replace(tzinfo=UTC)
INSTANT = timedelta(microseconds=1)


DAY = Article(
    name="clock.day",
    says=_("A plan day runs from one wake to the next, by the clock of the place you are in."),
    evidence=OUR_CHOICE,
    source="proposed",
    figures=("DAY_ZERO_BELOW", "SHORTEST_NIGHT", "SHORTEST_DAY", "SHORTEST_WAKING", "WAKE", "SLEEP"),
)


@dataclass(frozen=True)
class Habits:
    """The zone and the sleeping hours of a person from the instant `since` on; `wake` and `sleep` are local times."""

    since: datetime
    zone: ZoneInfo
    wake: time
    sleep: time

    def date_at(self, moment: datetime) -> date:
        """The local date at `moment`."""
        return moment.astimezone(self.zone).date()

    def wakes_after(self, moment: datetime) -> Iterator[datetime]:
        """Every wake after `moment`, without end."""
        day = self.date_at(moment) - ONE_DAY
        while True:
            wake = _instant(day, self.wake, self.zone)
            if wake > moment:
                yield wake
            day += ONE_DAY

    def wake_before(self, moment: datetime) -> datetime:
        """The last wake at or before `moment`."""
        return self._last(self.wake, moment, self.date_at(moment))

    def sleep_before(self, moment: datetime) -> datetime:
        """The last time to sleep at or before `moment`."""
        return self._last(self.sleep, moment, self.date_at(moment))

    def awake(self, moment: datetime) -> bool:
        """Whether `moment` lies in waking hours."""
        return self.bedtime(moment) > moment

    def bedtime(self, moment: datetime) -> datetime:
        """The end of the waking hours that hold `moment`; in sleeping hours `moment` itself."""
        day = self.date_at(moment)
        woke = self._last(self.wake, moment, day)
        bedtime = self._first(self.sleep, woke, day - ONE_DAY)
        return max(moment, min(bedtime, self._first(self.wake, moment, day)))

    def _first(self, clock: time, moment: datetime, day: date) -> datetime:
        """The first instant after `moment` when clocks show `clock`; `day` is the local day of `moment`, or earlier."""
        day -= ONE_DAY
        while (instant := _instant(day, clock, self.zone)) <= moment:
            day += ONE_DAY
        return instant

    def _last(self, clock: time, moment: datetime, day: date) -> datetime:
        """The last instant up to `moment` when clocks showed `clock`; `day` is the local day of `moment`."""
        day += ONE_DAY
        while (instant := _instant(day, clock, self.zone)) > moment:
            day -= ONE_DAY
        return instant


@lru_cache(maxsize=4096)
def _instant(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """The instant of a local time on a day; a time that a clock change skips comes later.

    Cached, because most people wake and sleep at the same few hours in the same few zones.
    """
    return datetime.combine(day, clock, zone).astimezone(UTC)


@dataclass
class PlanDay:
    """One plan day in UTC: waking hours from `rises` to `bedtime`, then sleep until `ends`.

    `rises` is the start of the day, unless a journey or a new wake time put sleeping hours after it. `woke` is the
    wake that gives the day its date. Waking hours and date are computed from the habits `known` only when they are
    needed.
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
        """Whether `moment` lies in waking hours of this day."""
        return self.holds(moment) and habits_at(self.known, moment).awake(moment)

    @cached_property
    def _waking_hours(self) -> tuple[datetime, datetime]:
        """When waking hours begin and end.

        A wake within the day ends sleeping hours that are too short for a night; waking hours begin with it then.
        """
        opened = takewhile(lambda each: each[0] < self.ends, _waking_from(self.starts, self.known))
        wakes = (instant for instant, by_wake in opened if by_wake)
        changed = habits_at(self.known, self.ends - INSTANT).since > self.starts
        rises = max(wakes, default=self.starts) if changed else self.starts
        return rises, max(rises, asleep_since(self.ends, self.known))


def habits(abouts: Sequence[About]) -> tuple[Habits, ...]:
    """The habits that follow from `about` entries in journal order; the first values also count before them.

    Where wake and sleep would be at the same time, the last hours that differ stay.
    """
    first = merged(reversed(abouts))
    zone, wake, sleep = first.time_zone or "UTC", first.wake or figures.WAKE, first.sleep or figures.SLEEP
    hours = (figures.WAKE, figures.SLEEP) if wake == sleep else (wake, sleep)
    known = [Habits(ALWAYS, ZoneInfo(zone), *hours)]
    for about in abouts:
        zone, wake, sleep = about.time_zone or zone, about.wake or wake, about.sleep or sleep
        hours = hours if wake == sleep else (wake, sleep)
        last, each = known[-1], Habits(about.at, ZoneInfo(zone), *hours)
        if (each.zone, each.wake, each.sleep) != (last.zone, last.wake, last.sleep):
            known.append(each)
    return tuple(known)


def habits_at(known: Sequence[Habits], moment: datetime) -> Habits:
    """The habits in force at `moment`."""
    return known[bisect_right(known, moment, key=attrgetter("since")) - 1]


def date_of(known: Sequence[Habits], moment: datetime) -> date:
    """The local date at `moment`, by the habits in force then."""
    return habits_at(known, moment).date_at(moment)


def asleep_since(moment: datetime, known: Sequence[Habits]) -> datetime:
    """When the sleep began that lasts until `moment`; `moment` itself where the person is awake right before it."""
    for each, before in zip([*reversed(known)], [*reversed(known[:-1]), None], strict=True):
        if each.since < moment:
            if each.awake(moment - INSTANT):
                return moment
            slept = each.sleep_before(moment - INSTANT)
            if before is None or slept >= each.since:
                return slept
            moment = each.since
    return moment


def plan_days(onset: datetime, known: Sequence[Habits]) -> Iterator[PlanDay]:
    """The plan days from the onset on, without end.

    With too few waking hours left at the onset these hours are Day 0, and Day 1 starts at the next wake.
    """
    first = habits_at(known, onset)
    left = first.bedtime(onset) - onset
    number = 0 if left < figures.DAY_ZERO_BELOW else 1
    day = PlanDay(number, onset, next(_mornings(onset, known)), first.wake_before(onset), known)
    yield day
    yield from days_after(day)


def days_after(day: PlanDay) -> Iterator[PlanDay]:
    """The plan days after `day`, without end."""
    starts = chain([day.ends], _mornings(day.ends, day.known))
    for number, (each, ends) in enumerate(pairwise(starts), day.number + 1):
        yield PlanDay(number, each, ends, each, day.known)


def _mornings(starts: datetime, known: Sequence[Habits]) -> Iterator[datetime]:
    """The starts of the plan days after one that starts at `starts`, without end."""
    for morning, _by_wake in _waking_from(starts, known):
        unchanged = habits_at(known, morning).since <= starts
        if unchanged or _is_new_day(starts, morning, known):
            starts = morning
            yield morning


def _is_new_day(starts: datetime, morning: datetime, known: Sequence[Habits]) -> bool:
    """Whether a plan day starts at `morning` after a journey or a change of sleeping hours.

    It does after a night, and without one on a new date when the last start is long ago and many waking hours follow.
    """
    if morning - asleep_since(morning, known) >= figures.SHORTEST_NIGHT:
        return True
    there = habits_at(known, morning)
    dated = there.date_at(morning) != date_of(known, starts)
    follow = there.bedtime(morning) - morning >= figures.SHORTEST_WAKING
    return dated and follow and morning - starts >= figures.SHORTEST_DAY


def _waking_from(moment: datetime, known: Sequence[Habits]) -> Iterator[tuple[datetime, bool]]:
    """Every instant after `moment` at which waking hours begin, and whether by a wake or by a change during sleep."""
    befores, untils = [None, *known], [*(each.since for each in known[1:]), None]
    for before, each, until in zip(befores, known, untils, strict=False):
        if until is None or until > moment:
            if before and each.since > moment and not before.awake(each.since - INSTANT) and each.awake(each.since):
                yield each.since, False
            wakes = each.wakes_after(max(moment, each.since))
            yield from ((wake, True) for wake in (takewhile(until.__gt__, wakes) if until else wakes))
