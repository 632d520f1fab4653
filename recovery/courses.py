"""Believable courses of back trouble by the thousand, for measuring: each told once, then laid on many lives."""

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
class Severity:
    """How a course goes: the pain at first, the least and most days it is told of, and how common it is in percent."""

    pain: int
    days: tuple[int, int]
    share: int


SEVERITIES = (Severity(4, (4, 8), 50), Severity(6, (8, 16), 35), Severity(8, (14, 28), 15))


@dataclass(frozen=True)
class Line:
    """One entry to come: how long after the midnight before the onset, its kind, and what it says as JSON."""

    after: timedelta
    kind: str
    data: str


@dataclass(frozen=True)
class Course:
    """All that somebody in a zone tells of one episode, in its order; the second line is the onset."""

    zone: str
    lines: tuple[Line, ...]

    def begins(self, on: date) -> datetime:
        """The instant of the onset, for somebody whose back seized on this day."""
        return _midnight(self.zone, on) + self.lines[1].after

    def told(self, on: date, until: datetime) -> Iterator[tuple[str, str, str]]:
        """Kind, instant (in UTC, as databases write it) and JSON of each entry that was told by `until`."""
        midnight = _midnight(self.zone, on).replace(tzinfo=None)
        latest = until.astimezone(UTC).replace(tzinfo=None) - midnight
        for line in self.lines:
            if line.after > latest:
                return
            at = str(midnight + line.after)
            yield line.kind, at, line.data or f'{{"started_at": "{at.replace(" ", "T")}+00:00"}}'


def courses(chance: Random, many: int) -> list[Course]:
    """So many different courses, mild ones more often than severe ones; the same chance makes the same ones."""
    severities = chance.choices(SEVERITIES, [each.share for each in SEVERITIES], k=many)
    return [_course(chance, severity) for severity in severities]


@cache
def _midnight(zone: str, on: date) -> datetime:
    return datetime.combine(on, time(), ZoneInfo(zone)).astimezone(UTC)


def _course(chance: Random, severity: Severity) -> Course:
    zone, country = chance.choice(PLACES)
    onset = timedelta(hours=chance.randint(6, 21), minutes=chance.randrange(60))
    days = chance.randint(*severity.days)
    first: dict[str, Any] = {
        "pain": severity.pain,
        "can_walk": chance.choice(("yes", "a_few_steps")),
        "flags": [],
        "screened": True,
    }
    lines = [_line(onset, "about", **_habits(chance, zone, country)), Line(onset, "onset", "")]
    lines.append(_line(onset, "check_in", **first))
    for day in range(1, days):
        lines += sorted(_day(chance, day, round(severity.pain * (1 - day / days))), key=lambda line: line.after)
    return Course(zone, tuple(lines))


def _habits(chance: Random, zone: str, country: str) -> dict[str, Any]:
    ill = chance.sample(CONDITIONS, chance.choice((0, 0, 0, 1, 2)))
    who = {"birth_year": chance.randint(1945, 2003), "sex": chance.choice("fm")}
    return {"time_zone": zone, "country": country, "wake": "07:00", "sleep": "22:00", "conditions": sorted(ill)} | who


def _day(chance: Random, day: int, pain: int) -> Iterator[Line]:
    """What is told on one day, at any hour awake: most say how it is, few log all they do."""
    if chance.random() < 0.6:
        screened = {"pain": pain, "leg": "none", "flags": [], "screened": True}
        yield _line(_hour(chance, day), "check_in", **screened, limits=pain > 2)
    if chance.random() < 0.45:
        walk = {"minutes": min(30, 2 + 2 * day), "pain_before": pain, "pain_after": pain, "finished": True}
        yield _line(_hour(chance, day), "walk", **walk, where=chance.choice(("home", "outside")))
    if chance.random() < 0.15:
        yield _line(_hour(chance, day), "cold" if day < 3 else "heat", minutes=15, skin="fine")
    if chance.random() < 0.1:
        yield _line(_hour(chance, day), "drink", ml=200)
    if chance.random() < 0.1 and pain > 3:
        yield _line(_hour(chance, day), "medicine", name="paracetamol", mg=500)


def _hour(chance: Random, day: int) -> timedelta:
    return timedelta(days=day, hours=7, minutes=chance.randrange(14 * 60))


def _line(after: timedelta, kind: str, **data: Any) -> Line:
    return Line(after, kind, json.dumps(data))
