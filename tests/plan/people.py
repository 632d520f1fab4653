"""People who do not exist: how their backs hurt day by day, how they walk, and what they log.

The natural course is drawn from what studies of acute back pain saw: five shapes of recovery, noise from day to day,
flares, and walks that hurt more the further they go beyond what a back can do. How walks feel was invented.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import ceil, exp, pi, sin, sqrt
from random import Random
from typing import Any, NamedTuple
from uuid import UUID

from recovery.plan.build import situation_at
from recovery.plan.entries import Entry, parse
from recovery.plan.situation import Situation

# --- the natural course

DAYS = 28
# A person is well after a week of hardly any pain, so the course of pain goes on for one more week.
WELL_DAYS, WELL_PAIN = 7, 1


class Shape(NamedTuple):
    """A shape of recovery: how many of 100 people, the floor of their pain with its SD, and how fast it falls there.

    After `days` a third of the way is left; the logarithm of these days has an SD of `spread`.
    """

    share: int
    floor: float
    floor_sd: float
    days: float
    spread: float
    waves: bool = False


SHAPES = (
    Shape(50, 0, 0, 3, 0.4),
    Shape(29, 0, 0, 11, 0.4),
    Shape(9, 2.3, 0.7, 12, 0),
    Shape(8, 1.2, 0.6, 8, 0, waves=True),
    Shape(4, 5.6, 1, 20, 0),
)
FIRST_PAIN, FIRST_PAIN_SD = 6.3, 1.9
NOISE_SD, NOISE_KEPT = 0.8, 0.3


def natural_course(rng: Random) -> list[int]:
    """The pain of each morning, and of the onset before them."""
    [shape] = rng.choices(SHAPES, [each.share for each in SHAPES])
    first, floor = _first_pain(rng), max(0, rng.gauss(shape.floor, shape.floor_sd))
    tau, period = shape.days * exp(rng.gauss(0, shape.spread)), rng.uniform(14, 28)
    flares, noise, mornings = Flares(rng), 0.0, [round(first)]
    for day in range(1, DAYS + WELL_DAYS):
        pain = floor + (first - floor) * exp(-day / tau)
        if shape.waves:
            pain += 1.6 * (1 + sin(2 * pi * day / period)) * min(1, day / 20)
        noise = NOISE_KEPT * noise + rng.gauss(0, NOISE_SD * sqrt(1 - NOISE_KEPT**2))
        mornings.append(_on_the_scale(pain + noise * min(1, 0.35 + pain / 4) + flares.on_a_day_of(pain)))
    return mornings


def _first_pain(rng: Random) -> float:
    while True:
        pain = rng.gauss(FIRST_PAIN, FIRST_PAIN_SD)
        if 1 <= pain <= 10:
            return pain


def _on_the_scale(pain: float) -> int:
    return min(10, max(0, round(pain)))


class Flares:
    """The flares of one person: most last a day, the others fade over some more days."""

    def __init__(self, rng: Random) -> None:
        self._rng, self._size, self._days_left = rng, 0.0, 0

    def on_a_day_of(self, pain: float) -> float:
        """The points that a flare adds to this pain on the next day."""
        if self._days_left:
            self._days_left, self._size = self._days_left - 1, self._size * 0.8
        elif self._rng.random() < 0.083 * (0.35 if pain <= WELL_PAIN else 1):
            self._size = max(0, self._rng.gauss(2.7, 0.8))
            self._days_left = 0 if self._rng.random() < 0.75 else self._rng.randint(1, 4)
        else:
            self._size = 0
        return self._size


def recovers(mornings: Sequence[int]) -> bool:
    """Whether a week of hardly any pain begins within the days that are played."""
    weeks = (mornings[day : day + WELL_DAYS] for day in range(1, len(mornings) - WELL_DAYS + 1))
    return any(max(week) <= WELL_PAIN for week in weeks)


def rise_after(rng: Random, pain: int, minutes: int) -> int:
    """By how much a walk raises the pain: more when it is longer than this pain lets a person walk."""
    capacity = 2 + 1.3 * (10 - pain)
    return round(rng.gauss(0.2, 0.6) + 1.5 * max(0, minutes / capacity - 1))


# --- what they log


@dataclass(frozen=True)
class Habit:
    """What a person logs: which share of the planned walks, how many at most, how long, until when, which answers."""

    name: str
    share: float = 1
    most: int = 99
    times: int = 1
    until: int = DAYS + 1
    limits: bool = True

    def walks(self, planned: int) -> int:
        """How many walks a person with this habit logs on a day with so many planned ones."""
        return min(self.most, ceil(self.share * planned))


HABITS = (
    Habit("logs every walk"),
    Habit("logs half of the walks", share=0.5),
    Habit("logs three a day", most=3),
    Habit("logs one a day", most=1),
    Habit("stops on day 3", until=3),
    Habit("walks twice as long", times=2),
    Habit('never says if it "limits"', most=3, limits=False),
)

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
MONDAY = datetime(2026, 12, 7, tzinfo=UTC)  # in winter the clock of London shows UTC
MORNING, EVENING = timedelta(hours=7, minutes=5), timedelta(hours=21, minutes=30)
DATES = (3, 14)


class Person:
    """Somebody with a back, a habit, and a journal that grows."""

    def __init__(self, seed: str, habit: Habit) -> None:
        """Two people with the same seed have the same course, whatever their habits."""
        rng = Random(f"{seed} course")
        self.habit, self._rng = habit, Random(f"{seed} {habit.name}")
        self.mornings = natural_course(rng)
        self._onset = MONDAY + timedelta(minutes=rng.randrange(7 * 60, 21 * 60))
        self._can_walk = rng.choices(["no", "a_few_steps", "yes"], [10, 35, 55])[0]
        self._journal: list[Entry] = []

    def live(self) -> Iterator[tuple[int, Situation]]:
        """Each day with what is true right after the morning is told or, once nothing is told any more, at that hour.

        The days on which a back should have eased are looked at in the evening too.
        """
        self._write("about", self._onset, time_zone="Europe/London", wake="07:00", sleep="22:00", country="GB")
        self._write("onset", self._onset, started_at=self._onset)
        for day in range(DAYS + 1):
            now = MONDAY + day * DAY + MORNING if day else self._onset + MINUTE
            tells = day < self.habit.until
            if tells:
                self._check_in(day, now)
            morning = situation_at(self._journal, now)
            yield day, morning
            if tells:
                self._walk(morning, self.mornings[day])
            if day in DATES:
                yield day, situation_at(self._journal, MONDAY + day * DAY + EVENING)

    def _write(self, kind: str, at: datetime, **fields: Any) -> None:
        head = {"kind": kind, "id": UUID(int=len(self._journal) + 1), "at": at, "entered_at": at, "by": "self"}
        self._journal.append(parse(head | fields))

    def _check_in(self, day: int, at: datetime) -> None:
        pain = self.mornings[day]
        said: dict[str, Any] = {"pain": pain, "leg": "none", "flags": [], "screened": True}
        if day < 2:
            said["can_walk"] = self._can_walk if day == 0 and pain >= 7 else "yes"
        if self.habit.limits:
            said["limits"] = pain > WELL_PAIN
        self._write("check_in", at, **said)

    def _walk(self, s: Situation, pain: int) -> None:
        """Walk as the plan says and the habit goes, all day; after a walk that raised the pain, look at the plan."""
        now, walked, walking = s.now, 0, s.walking
        while walking and walked < self.habit.walks(walking.walks):
            now += (s.day.bedtime - now) / (self.habit.walks(walking.walks) - walked + 1)
            minutes = walking.minutes * self.habit.times
            after = min(10, max(0, pain + rise_after(self._rng, pain, minutes)))
            self._write("walk", now, minutes=minutes, pain_before=pain, pain_after=after)
            walked += 1
            if after >= pain + 2:
                walking = situation_at(self._journal, now + (minutes + 1) * MINUTE).walking
