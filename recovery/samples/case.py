"""A case in a few answers: who it is, how pain and walks went, and what else happened. The rules can be tried on it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from itertools import count
from typing import Any
from zoneinfo import ZoneInfo

from recovery.samples.events import Event, happened

ZONE = "Europe/London"
AFTER_WAKING = timedelta(minutes=10)
WALKS_AFTER = (timedelta(hours=2), timedelta(hours=4), timedelta(hours=6))  # after waking, on a day of fine walks
RISE = 3  # points of 10 by which a walk that hurts raises the pain
COMES_BACK_AFTER = 10  # mornings
WORST = 10


class Course(StrEnum):
    """How the morning pain goes on from the first one."""

    FAST = "fast"
    SLOWLY = "slowly"
    STAYS = "stays"
    BACK = "back"


class Walks(StrEnum):
    """How the walks go; before today they are fine, unless there are none."""

    FINE = "fine"
    NONE = "none"
    HURT = "hurt"
    TWO_HURT = "two_hurt"


@dataclass(frozen=True)
class Case:
    """The answers. Times are local; `after` counts the days from the date of the start to the day that is looked at.

    `typed` are the pains at the start and on each morning, in place of `pain` and `course`; None is a morning without
    a word. `flags` are told just before the plan is looked at, together with what `also` happened.
    """

    pain: int = 6
    course: Course = Course.SLOWLY
    typed: tuple[int | None, ...] = ()
    walks: Walks = Walks.FINE
    started_on: date = date(2026, 5, 10)
    started_at: time = time(23, 10)
    after: int = 1
    clock: time = time(12)
    wake: time = time(7)
    sleep: time = time(22)
    country: str = "GB"
    birth_year: int | None = None
    sex: str = ""
    weeks_pregnant: int | None = None
    conditions: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    also: tuple[Event, ...] = ()

    @property
    def onset(self) -> datetime:
        """The instant of the start."""
        return _instant(self.started_on, self.started_at)

    @property
    def now(self) -> datetime:
        """The instant at which the plan is looked at."""
        return _instant(self.local_day, self.clock)

    @property
    def local_day(self) -> date:
        """The date on which the plan is looked at."""
        return self.started_on + timedelta(days=self.after)

    def as_data(self) -> dict[str, Any]:
        """Write the case as `manage.py plan` reads it."""
        entries = sorted(self._entries(), key=lambda entry: entry["at"])
        journal = [entry | {"at": entry["at"].isoformat()} for entry in entries if entry["at"] <= self.now]
        return {"journal": journal, "now": self.now.isoformat()}

    def pain_of(self, morning: int) -> int | None:
        """Return the pain at the start (0) or on a morning after it (1, 2, ...)."""
        if self.typed:
            return self.typed[morning] if morning < len(self.typed) else None
        match self.course:
            case Course.STAYS:
                return self.pain
            case Course.SLOWLY:
                return max(0, self.pain - morning // 2)
            case Course.BACK if morning >= COMES_BACK_AFTER:
                return self.pain
        return max(0, self.pain - morning)

    def mornings(self) -> Iterator[datetime]:
        """Yield the start, and each instant of waking after it until now."""
        yield self.onset
        for day in count():
            wakes = _instant(self.started_on + timedelta(days=day), self.wake)
            if wakes > self.now:
                return
            if wakes > self.onset:
                yield wakes

    def _entries(self) -> Iterator[dict[str, Any]]:
        yield {"kind": "about", "at": self.onset} | self._about()
        yield {"kind": "onset", "at": self.onset, "started_at": self.onset.isoformat()}
        mornings = list(self.mornings())
        for number, wakes in enumerate(mornings):
            yield from self._morning(number, wakes)
            if number and self.walks is not Walks.NONE and (number < len(mornings) - 1 or self.walks is Walks.FINE):
                yield from (self._walk(wakes + after, number, rise=0) for after in WALKS_AFTER)
        yield from self._just_now(len(mornings) - 1)

    def _about(self) -> dict[str, Any]:
        given = {
            "time_zone": ZONE,
            "wake": f"{self.wake:%H:%M}",
            "sleep": f"{self.sleep:%H:%M}",
            "country": self.country,
            "birth_year": self.birth_year,
            "sex": self.sex,
            "weeks_pregnant": self.weeks_pregnant,
            "conditions": [*self.conditions],
        }
        return {name: value for name, value in given.items() if value not in (None, "")}

    def _morning(self, number: int, wakes: datetime) -> Iterator[dict[str, Any]]:
        pain = self.pain_of(number)
        if pain is None:
            return
        told = {"kind": "check_in", "at": wakes + (AFTER_WAKING if number else timedelta(0)), "pain": pain}
        seized = self.course is Course.BACK and not self.typed and number == COMES_BACK_AFTER
        yield told | {"flags": [], "screened": True} | ({"sudden": True} if seized else {})

    def _walk(self, at: datetime, morning: int, *, rise: int) -> dict[str, Any]:
        pain = self.pain_of(morning)
        after = None if pain is None else min(WORST, pain + rise)
        walk = {"kind": "walk", "at": at, "minutes": 4, "pain_before": pain, "pain_after": after}
        return {name: value for name, value in walk.items() if value is not None}

    def _just_now(self, morning: int) -> Iterator[dict[str, Any]]:
        """Yield today's walks that hurt, the flags, and what else happened."""
        hurt = {Walks.HURT: (30,), Walks.TWO_HURT: (90, 30)}.get(self.walks, ())
        yield from (self._walk(self._ago(minutes), morning, rise=RISE) for minutes in hurt)
        if self.flags:
            yield {"kind": "check_in", "at": self._ago(5), "flags": [*self.flags], "screened": True}
        for event in self.also:
            yield from happened(event, self._ago, self.pain_of(morning) or 0)

    def _ago(self, minutes: float) -> datetime:
        """Return the instant so many minutes ago, but not before the start."""
        return max(self.onset, self.now - timedelta(minutes=minutes))


def _instant(day: date, clock: time) -> datetime:
    """Return the instant of a local day and time."""
    return datetime.combine(day, clock, ZoneInfo(ZONE)).astimezone(UTC)
