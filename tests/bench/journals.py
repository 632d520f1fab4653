"""Believable journals of a given length, as raw entries; without Django, so that the core can be measured alone."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

Raw = dict[str, Any]
MORNING, EVENING = timedelta(hours=7), timedelta(hours=22)
ZONES = (
    "Pacific/Auckland", "Australia/Sydney", "Asia/Tokyo", "Asia/Bangkok", "Asia/Karachi", "Asia/Dubai",
    "Africa/Nairobi", "Europe/London", "America/Sao_Paulo", "America/New_York", "America/Denver",
    "America/Los_Angeles", "Pacific/Honolulu",
)  # fmt: skip
COLD_UNTIL = timedelta(hours=72)


def forenoon(now: datetime) -> str:
    """A zone in which it is about eleven now: at night there would be another, smaller page."""
    return min(ZONES, key=lambda name: abs(_clock(now.astimezone(ZoneInfo(name))) - timedelta(hours=11)))


def course(days: int, entries: int, now: datetime) -> list[Raw]:
    """A journal of exactly so many entries, whose onset was in the morning so many plan days ago (1 is today).

    The ids are the numbers from one on.
    """
    zone = ZoneInfo(forenoon(now))
    today = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    mornings = [today - timedelta(days=days - day) + MORNING for day in range(1, days + 1)]
    told = [*_beginning(mornings[0], zone.key), *(_check_in(morning) for morning in mornings[1:])]
    slots = _slots(mornings, now, entries - len(told))
    whole = sorted([*told, *(_done(place, at, mornings[0]) for place, at in enumerate(slots))], key=lambda e: e["at"])
    return [each | {"id": UUID(int=n), "entered_at": each["at"], "by": "self"} for n, each in enumerate(whole, 1)]


def _clock(local: datetime) -> timedelta:
    return timedelta(hours=local.hour, minutes=local.minute)


def _beginning(onset: datetime, zone: str) -> Iterator[Raw]:
    habits = {"time_zone": zone, "country": "GB", "wake": "07:00", "sleep": "22:00", "conditions": []}
    yield {"kind": "about", "at": onset, **habits}
    yield {"kind": "onset", "at": onset, "started_at": onset}
    yield {"kind": "check_in", "at": onset, "pain": 5, "can_walk": "yes", "flags": [], "screened": True}


def _check_in(at: datetime) -> Raw:
    return {"kind": "check_in", "at": at, "pain": 4, "leg": "none", "limits": True, "flags": [], "screened": True}


def _slots(mornings: list[datetime], now: datetime, count: int) -> Iterator[datetime]:
    """So many moments, spread evenly over all hours awake."""
    awake = [min(EVENING - MORNING, now - morning) for morning in mornings]
    step = sum(awake, timedelta()) / (count + 1)
    at, day = step, 0
    for _ in range(count):
        while at > awake[day]:
            at, day = at - awake[day], day + 1
        yield mornings[day] + at
        at += step


def _done(place: int, at: datetime, onset: datetime) -> Raw:
    """What was done at a moment: every second time a walk."""
    skin = {"kind": "cold" if at - onset < COLD_UNTIL else "heat", "minutes": 15, "skin": "fine"}
    others: tuple[Raw, ...] = (
        {"kind": "drink", "ml": 200},
        skin,
        {"kind": "rest", "minutes": 15, "position": "side"},
        {"kind": "medicine", "name": "paracetamol", "mg": 500} if place % 20 == 7 else {"kind": "drink", "ml": 200},
        {"kind": "breathing", "minutes": 5},
    )
    walk = {"kind": "walk", "minutes": 4, "pain_before": 4, "pain_after": 4, "finished": True, "where": "home"}
    return {"at": at} | (others[place // 2 % len(others)] if place % 2 else walk)
