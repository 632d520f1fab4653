"""Believable generated courses, for measuring. Each course is made once and then used for many people."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

PLACES = (
    ("Europe/London", "GB"), ("America/New_York", "US"), ("America/Los_Angeles", "US"), ("Europe/Berlin", "DE"),
    ("Asia/Kolkata", "IN"), ("Australia/Sydney", "AU"), ("Africa/Lagos", "NG"), ("America/Sao_Paulo", "BR"),
)  # fmt: skip
CONDITIONS = ("high_blood_pressure", "asthma", "diabetes", "ulcer_or_bleed", "blood_thinner", "thin_bones")


@dataclass(frozen=True)
class Degree:
    """How bad a course is: the first pain, the range of days with entries, and its share in percent."""

    pain: int
    days: tuple[int, int]
    share: int


DEGREES = (Degree(4, (4, 8), 50), Degree(6, (8, 16), 35), Degree(8, (14, 28), 15))


@dataclass(frozen=True)
class GeneratedEntry:
    """One entry: how long after the midnight before the onset, its kind, and its data as JSON."""

    after: timedelta
    kind: str
    data: str


@dataclass(frozen=True)
class GeneratedCourse:
    """All entries of one episode of somebody in this zone, in order. The second one is the onset."""

    zone: str
    entries: tuple[GeneratedEntry, ...]

    def begins(self, on: date) -> datetime:
        """The instant of the onset, if the spasm was on this day."""
        return _midnight(self.zone, on) + self.entries[1].after

    def told(self, on: date, until: datetime) -> Iterator[tuple[str, str, str]]:
        """Kind, instant (UTC, in the format of databases) and JSON of each entry up to `until`."""
        midnight = _midnight(self.zone, on).replace(tzinfo=None)
        latest = until.astimezone(UTC).replace(tzinfo=None) - midnight
        for entry in self.entries:
            if entry.after > latest:
                return
            at = str(midnight + entry.after)
            yield entry.kind, at, entry.data or f'{{"started_at": "{at.replace(" ", "T")}+00:00"}}'


def courses(chance: Random, many: int) -> list[GeneratedCourse]:
    """Make this many courses, mild ones more often than severe ones. The same `chance` makes the same courses."""
    degrees = chance.choices(DEGREES, [each.share for each in DEGREES], k=many)
    return [_course(chance, degree) for degree in degrees]


@cache
def _midnight(zone: str, on: date) -> datetime:
    return datetime.combine(on, time(), ZoneInfo(zone)).astimezone(UTC)


def _course(chance: Random, degree: Degree) -> GeneratedCourse:
    zone, country = chance.choice(PLACES)
    onset = timedelta(hours=chance.randint(6, 21), minutes=chance.randrange(60))
    days = chance.randint(*degree.days)
    first: dict[str, Any] = {
        "pain": degree.pain,
        "can_walk": chance.choice(("yes", "a_few_steps")),
        "flags": [],
        "screened": True,
    }
    entries = [_entry(onset, "about", **_habits(chance, zone, country)), GeneratedEntry(onset, "onset", "")]
    entries.append(_entry(onset, "check_in", **first))
    for day in range(1, days):
        entries += sorted(_day(chance, day, round(degree.pain * (1 - day / days))), key=lambda entry: entry.after)
    return GeneratedCourse(zone, tuple(entries))


def _habits(chance: Random, zone: str, country: str) -> dict[str, Any]:
    ill = chance.sample(CONDITIONS, chance.choice((0, 0, 0, 1, 2)))
    who = {"birth_year": chance.randint(1945, 2003), "sex": chance.choice("fm")}
    return {"time_zone": zone, "country": country, "wake": "07:00", "sleep": "22:00", "conditions": sorted(ill)} | who


def _day(chance: Random, day: int, pain: int) -> Iterator[GeneratedEntry]:
    """The entries of one day, at any waking hour. Most people check in, few log everything."""
    if chance.random() < 0.6:
        screened = {"pain": pain, "leg": "none", "flags": [], "screened": True}
        yield _entry(_hour(chance, day), "check_in", **screened, limits=pain > 2)
    if chance.random() < 0.45:
        walk = {"minutes": min(30, 2 + 2 * day), "pain_before": pain, "pain_after": pain, "finished": True}
        yield _entry(_hour(chance, day), "walk", **walk, where=chance.choice(("home", "outside")))
    if chance.random() < 0.15:
        yield _entry(_hour(chance, day), "cold" if day < 3 else "heat", minutes=15, skin="fine")
    if chance.random() < 0.1:
        yield _entry(_hour(chance, day), "drink", ml=200)
    if chance.random() < 0.1 and pain > 3:
        yield _entry(_hour(chance, day), "medicine", name="paracetamol", mg=500)


def _hour(chance: Random, day: int) -> timedelta:
    return timedelta(days=day, hours=7, minutes=chance.randrange(14 * 60))


def _entry(after: timedelta, kind: str, **data: Any) -> GeneratedEntry:
    return GeneratedEntry(after, kind, json.dumps(data))
