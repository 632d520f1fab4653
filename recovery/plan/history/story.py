"""The story so far: the journal without withdrawn entries, in the shapes that the rules need."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import cached_property, partial
from operator import attrgetter
from typing import Any

from recovery.plan.clinical import figures
from recovery.plan.clinical.zones import country_of
from recovery.plan.entries import (
    FUTURE_LIMIT,
    About,
    CheckIn,
    Entry,
    Log,
    Medicine,
    Onset,
    Started,
    Walk,
    Withdrawn,
    Worse,
    taken_back,
)
from recovery.plan.history.days import ONE_DAY, Habits, PlanDay, date_of, habits, habits_at, plan_days
from recovery.plan.history.doses import Doses
from recovery.plan.history.episode import episode_start
from recovery.plan.history.moments import Moments, at
from recovery.plan.history.pains import LATEST_SAID, Pains
from recovery.plan.history.profile import Profile, merged
from recovery.plan.history.spasms import Spasm, new_spasms
from recovery.plan.history.timed import Done, TimedActivities
from recovery.plan.kinds import TIMED

NO_TIME = timedelta(0)
NEW_LEG_SYMPTOMS = ("lower", "tingling", "weak", "both")


class Story:
    """What happened up to `now`. Times are UTC; every property is computed once."""

    def __init__(self, journal: Iterable[Entry], now: datetime) -> None:
        """Take the entries in journal order; raises ValueError when no onset is left among them.

        `everything` also holds the withdrawn entries, `gone` their ids as numbers.
        """
        self.now = now
        known = tuple(journal)
        self.everything = known[: bisect_right(known, now + FUTURE_LIMIT, key=at)]
        self.entries, self._of = self.everything, _by_kind(self.everything)
        self.every_check_in = self.of(CheckIn)
        self.gone = {each.int for each in taken_back(self.of(Withdrawn))}  # numbers hash faster than UUIDs
        if self.gone:
            self.entries = tuple(entry for entry in self.everything if entry.id.int not in self.gone)
            self._of = _by_kind(self.entries)
        onsets = self.of(Onset)
        if not onsets:
            raise ValueError("the journal holds no onset")
        self.onset_entry = max(onsets, key=lambda e: (e.entered_at, e.order))
        self.onset = min(self.onset_entry.started_at, now)

    def of[Kind: Entry](self, kind: type[Kind]) -> Moments[Kind]:
        """The entries of one class that are not withdrawn, oldest first."""
        if kind not in self._of and (kinds := {each for each in self._of if issubclass(each, kind)}):
            self._of[kind] = Moments([entry for entry in self.entries if type(entry) in kinds])
        return self._of[kind]

    @cached_property
    def withdrawals(self) -> Mapping[int, datetime]:
        """When each withdrawn entry was taken back, by its id as a number."""
        newest_first = sorted(self.of(Withdrawn), key=attrgetter("entered_at"), reverse=True)
        return {each.entry.int: each.entered_at for each in newest_first}

    @cached_property
    def check_ins(self) -> Moments[CheckIn]:
        """Every check-in, oldest first."""
        return self.of(CheckIn)

    @cached_property
    def new_legs(self) -> Moments[CheckIn]:
        """The check-ins with a new leg symptom, oldest first."""
        return Moments(each for each in self.check_ins if each.leg in NEW_LEG_SYMPTOMS)

    @cached_property
    def walkings(self) -> Moments[CheckIn]:
        """The check-ins with an answer about walking, oldest first."""
        return Moments(each for each in self.check_ins if each.can_walk)

    @cached_property
    def walks(self) -> Moments[Walk]:
        """Every walk, oldest first."""
        return self.of(Walk)

    # --- the person

    @cached_property
    def about(self) -> Profile:
        """Who the person is, by everything they said so far."""
        return merged(self.of(About))

    @property
    def conditions(self) -> frozenset[str]:
        """The conditions that the person has now."""
        return frozenset(self.about.conditions)

    @cached_property
    def age(self) -> int | None:
        """The age in years that the person reaches this year; only the year of birth is known."""
        year = self.about.birth_year
        return None if year is None else self.now.astimezone(self.habits.zone).year - year

    @cached_property
    def country(self) -> str | None:
        """The country that the person named, or else the country of their time zone, as two letters."""
        return self.about.country or country_of(self.habits.zone.key)

    # --- the clock

    @cached_property
    def sudden(self) -> Moments[CheckIn]:
        """The check-ins after the onset that say it seized up again suddenly."""
        return Moments(each for each in self.check_ins.after(self.onset) if each.sudden)

    @cached_property
    def relapses(self) -> Moments[Spasm]:
        """The new sudden spasms: those with a real rise in pain, or with a pain that is not told yet."""
        return new_spasms(self.sudden, self.pains)

    def spasm_of(self, entry: CheckIn) -> Spasm | None:
        """The new sudden spasm that a check-in reports, None when it reports none."""
        return next((each for each in self.relapses if each.entry is entry), None) if entry.sudden else None

    def clock_at(self, moment: datetime) -> datetime:
        """The start of the cold and heat clock at `moment`: the latest plausible onset, or the newest spasm."""
        latest = self.onset_entry.latest_at or self.onset_entry.started_at
        spasm = self.relapses.last(moment)
        return max(latest, spasm.at) if spasm else latest

    @cached_property
    def clock_from(self) -> datetime:
        """The start of the cold and heat clock now."""
        return self.clock_at(self.now + FUTURE_LIMIT)

    @cached_property
    def heat_from(self) -> datetime:
        """The first instant at which warmth may be offered."""
        return self.clock_from + figures.HEAT_LOCK

    @cached_property
    def episode_from(self) -> datetime:
        """The start of the episode: the onset, or a spasm or flare after a month without pain."""
        return episode_start(self.onset, self.pains, (each.at for each in self.relapses), self.last_said)

    def daily_plan_until(self, moment: datetime) -> datetime:
        """When the acute daily plan ends, as known at `moment`; a new spasm brings it back for some days."""
        ends, spasm = self.episode_from + figures.OFF_TRACK_42, self.relapses.last(moment)
        return max(ends, spasm.at + figures.PLAN_AGAIN) if spasm else ends

    def has_daily_plan(self, moment: datetime) -> bool:
        """Whether the acute daily plan goes on at `moment`."""
        return moment < self.daily_plan_until(moment)

    @cached_property
    def met_at(self) -> datetime:
        """When the person first wrote something down, but not before the onset."""
        return max(self.onset, min([entry.entered_at for entry in self.entries]))

    @property
    def last_said(self) -> datetime:
        """An instant after which no entry says anything."""
        return self.entries[-1].at + LATEST_SAID

    # --- days

    @cached_property
    def known_habits(self) -> tuple[Habits, ...]:
        """The habits over time."""
        return habits(self.of(About))

    @cached_property
    def habits(self) -> Habits:
        """The habits now."""
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
    def pains(self) -> Pains:
        """The pain values, and how bad they make the spasm."""
        return Pains(self.check_ins, self.walks)

    # --- what was done

    @cached_property
    def pill_days(self) -> frozenset[date]:
        """The local days of this episode on which a pain pill was taken."""
        return self.dates(each.at for each in self.doses.pain_pills)

    @cached_property
    def doses(self) -> Doses:
        """Every dose of medicine; a condition that is told later counts for the days before it too."""
        return Doses(self.of(Medicine), "aspirin_for_heart" in self.conditions, partial(date_of, self.known_habits))

    def dates(self, moments: Iterable[datetime]) -> frozenset[date]:
        """The local days of this episode on which these instants fall, by the zone of the person then."""
        since = self.episode_from - ONE_DAY
        return frozenset(self.date_of(at) for at in moments if at >= since)

    def date_of(self, moment: datetime) -> date:
        """The local day of an instant, by the zone of the person then."""
        return date_of(self.known_habits, moment)

    @cached_property
    def timed(self) -> TimedActivities:
        """Every timed activity."""
        return TimedActivities(self.of(Started), {kind: self.of(row.entry) for kind, row in TIMED.items()})

    def awake_between(self, first: datetime, last: datetime) -> timedelta:
        """The waking hours from `first` to `last`."""
        spans = (min(last, day.bedtime) - max(first, day.rises) for day in self.days)
        return sum((span for span in spans if span > NO_TIME), NO_TIME)

    def done_of(self, kind: str, day: PlanDay | None = None) -> Sequence[Done]:
        """The timed activities of one kind, by when they began; only those of `day` when it is given."""
        return self.timed.of(kind, day.starts, day.ends) if day else self.timed.of(kind)

    @cached_property
    def logs(self) -> Moments[Log]:
        """Every log, oldest first."""
        return self.of(Log)

    def logs_on(self, day: PlanDay) -> Sequence[Log]:
        """The logs of one plan day."""
        return self.logs.on(day)

    def worsened(self, kind: str) -> bool:
        """Whether the person said today that this kind of item made it worse; a walk only gets easier (see ladder/)."""
        return kind != "walk" and kind in self._worse_today

    @cached_property
    def _worse_today(self) -> frozenset[str]:
        return frozenset(each.item for each in self.of(Worse).on(self.day))


def _by_kind(entries: Iterable[Entry]) -> dict[type[Entry], Moments[Any]]:
    found: dict[type[Entry], Moments[Any]] = defaultdict(Moments)
    for entry in entries:
        found[type(entry)].append(entry)
    return found
