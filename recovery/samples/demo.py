"""A believable journal of three days, for `manage.py demo`."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from recovery.plan.entries import Entry, parse

ZONE = "Europe/London"
# Day, local time, kind and fields. Day 0 is the evening of the spasm; today is day 3.
STORY: tuple[tuple[int, time, str, dict[str, Any]], ...] = (
    (0, time(21, 40), "check_in", {"pain": 8, "can_walk": "a_few_steps", "flags": [], "screened": True}),
    (1, time(7, 20), "check_in", {"pain": 7, "leg": "none", "flags": [], "screened": True}),
    (1, time(7, 40), "cold", {"minutes": 20, "skin": "fine"}),
    (1, time(8, 30), "walk", {"minutes": 1, "pain_before": 7, "pain_after": 7, "where": "home", "finished": True}),
    (1, time(9, 40), "cold", {"minutes": 20, "skin": "fine"}),
    (1, time(10, 30), "walk", {"minutes": 2, "pain_before": 7, "pain_after": 7, "where": "home", "finished": True}),
    (1, time(11, 0), "drink", {"ml": 200}),
    (1, time(12, 10), "cold", {"minutes": 20, "skin": "fine"}),
    (1, time(13, 0), "rest", {"minutes": 20, "position": "incline"}),
    (1, time(15, 0), "walk", {"minutes": 2, "pain_before": 6, "pain_after": 7, "where": "home", "finished": True}),
    (1, time(15, 30), "cold", {"minutes": 20, "skin": "fine"}),
    (1, time(17, 0), "walk", {"minutes": 2, "pain_before": 6, "pain_after": 6, "where": "home", "finished": True}),
    (1, time(19, 0), "breathing", {"minutes": 5}),
    (1, time(20, 0), "check_in", {"pain": 6, "leg": "none", "flags": [], "screened": True}),
    (2, time(7, 30), "check_in", {"pain": 6, "leg": "none", "slept": "badly", "flags": [], "screened": True}),
    (2, time(8, 0), "cold", {"minutes": 20, "skin": "fine"}),
    (2, time(9, 0), "walk", {"minutes": 4, "pain_before": 5, "pain_after": 6, "where": "home", "finished": True}),
    (2, time(10, 30), "cold", {"minutes": 15, "skin": "fine"}),
    (2, time(11, 30), "walk", {"minutes": 4, "pain_before": 5, "pain_after": 5, "where": "home", "finished": True}),
    (2, time(12, 0), "medicine", {"name": "ibuprofen", "mg": 200}),
    (2, time(14, 0), "walk", {"minutes": 4, "pain_before": 5, "pain_after": 5, "where": "home", "finished": True}),
    (2, time(14, 40), "legs_up", {"minutes": 10}),
    (2, time(16, 30), "walk", {"minutes": 4, "pain_before": 5, "pain_after": 6, "where": "home", "finished": True}),
    (2, time(17, 30), "cold", {"minutes": 20, "skin": "fine"}),
    (2, time(19, 30), "check_in", {"pain": 5, "leg": "none", "flags": [], "screened": True}),
    (3, time(7, 15), "check_in", {"pain": 4, "leg": "none", "slept": "well", "flags": [], "screened": True}),
    (3, time(8, 0), "walk", {"minutes": 4, "pain_before": 4, "pain_after": 5, "where": "home", "finished": True}),
    (3, time(8, 30), "drink", {"ml": 200}),
    (3, time(8, 40), "cold", {"minutes": 20, "skin": "fine"}),
    (3, time(10, 0), "walk", {"minutes": 4, "pain_before": 4, "pain_after": 4, "where": "home", "finished": True}),
    (3, time(10, 30), "drink", {"ml": 200}),
    (3, time(13, 0), "rest", {"minutes": 20, "position": "recliner"}),
    (3, time(14, 0), "walk", {"minutes": 4, "pain_before": 4, "pain_after": 4, "where": "outside", "finished": True}),
)


def journal_until(now: datetime) -> Iterator[Entry]:
    """Yield the entries up to `now`, which is on the third day."""
    zone = ZoneInfo(ZONE)
    today = (now.astimezone(zone) - timedelta(hours=7)).date()
    evening = datetime.combine(today - timedelta(days=3), time(21, 30), zone)
    yield _entry("about", evening, time_zone=ZONE, country="GB", wake="07:00", sleep="22:00", conditions=[])
    yield _entry("onset", evening, started_at=evening)
    for day, clock, kind, fields in STORY:
        at = datetime.combine(today - timedelta(days=3 - day), clock, zone)
        if at <= now:
            yield _entry(kind, at, **fields)


def _entry(kind: str, at: datetime, **fields: Any) -> Entry:
    entry_id: UUID = uuid4()
    return parse({"kind": kind, "id": entry_id, "at": at, "entered_at": at, "by": "self"} | fields)
