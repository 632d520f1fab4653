"""Small journals of a person in London whose back seized on Monday 7 December 2026 at 09:00.

The folder cases/ holds the journals that the rulings about the plan were made on; see tests/plan/test_rulings.py.
"""

import json
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from recovery.plan.advice import Card, Item, Notice, Plan
from recovery.plan.build import build_plan
from recovery.plan.encode import encode
from recovery.plan.entries import instant, parse_journal

START = datetime(2026, 12, 7, 9, tzinfo=UTC)
Raw = dict[str, Any]


def after(hours: float = 0, minutes: float = 0, seconds: float = 0) -> datetime:
    """The instant so many real hours, minutes and seconds after the onset."""
    return START + timedelta(hours=hours, minutes=minutes, seconds=seconds)


def on(day: int, clock: str) -> datetime:
    """The instant of a London time on plan day 1 (7 December), 2, 3 ..."""
    hour, minute = map(int, clock.split(":"))
    return datetime(2026, 12, 7, hour, minute, tzinfo=UTC) + timedelta(days=day - 1)


def entry(kind: str, at: datetime, **fields: Any) -> Raw:
    """One raw entry."""
    return {"kind": kind, "at": at, **fields}


def about(at: datetime = START, **fields: Any) -> Raw:
    """An `about`: by default a person in London who sleeps from 22:00 to 07:00."""
    return entry("about", at, **{"time_zone": "Europe/London", "wake": "07:00", "sleep": "22:00"} | fields)


def onset(started_at: datetime = START, **fields: Any) -> Raw:
    """An onset."""
    return entry("onset", fields.pop("at", started_at), started_at=started_at, **fields)


def check_in(at: datetime, pain: int | None = None, **fields: Any) -> Raw:
    """A check-in."""
    return entry("check_in", at, pain=pain, **fields)


def walk(at: datetime, before: int | None = 3, after: int | None = 3, **fields: Any) -> Raw:
    """A walk with the pain before and after it."""
    return entry("walk", at, **{"minutes": 4, "pain_before": before, "pain_after": after} | fields)


def walks(day: int, count: int, pain: int = 3, minutes: int = 4) -> list[Raw]:
    """So many easy walks on one day, 40 minutes apart, from 09:30 on."""
    first = on(day, "09:30")
    return [walk(first + timedelta(minutes=40 * place), pain, pain, minutes=minutes) for place in range(count)]


def days_of(pains: Iterable[int | None], walked: Iterable[int] = ()) -> list[Raw]:
    """A check-in each morning (on Day 1 at the onset) and so many easy walks each day."""
    journal: list[Raw] = []
    mornings = list(pains)
    for day, pain in enumerate(mornings, 1):
        if pain is not None:
            journal.append(check_in(on(day, "09:05" if day == 1 else "07:05"), pain))
    for day, count in enumerate(walked, 1):
        pain = mornings[day - 1]
        journal += walks(day, count, 3 if pain is None else pain)
    return journal


def plan_of(entries: Iterable[Raw], now: datetime) -> Plan:
    """The plan of exactly these entries."""
    return build_plan(parse_journal(list(entries), now), now)


def plan(now: datetime, *entries: Raw, **said: Any) -> Plan:
    """The plan of a person in London whose back seized on Monday 09:00; `said` are fields of their `about`.

    Entries later than `now` are left out.
    """
    return plan_of([about(**said), onset(), *(each for each in entries if each["at"] <= now)], now)


def encoded(name: str, *more: Raw, now: str = "") -> dict[str, Any]:
    """The plan of a journal in the folder cases/ with `more` entries, as the contract writes it; `now` as ISO 8601."""
    case = json.loads(Path(__file__).with_name("cases").joinpath(f"{name}.json").read_text(encoding="utf-8"))
    return encode(plan_of([*case["journal"], *more], instant(now or case["now"])))


def items(plan: Plan, kind: str) -> list[Item]:
    """The items of one kind."""
    return [item for item in plan.day.items if item.kind == kind]


def windows(plan: Plan, kind: str, *states: str) -> list[str]:
    """The windows of one kind as "09:00-10:00" in the zone of the person; only those of `states` when given."""
    zone = plan.now.tzinfo
    return [
        f"{item.opens.astimezone(zone):%H:%M}-{item.closes.astimezone(zone):%H:%M}"
        for item in items(plan, kind)
        if not states or item.state in states
    ]


def card(plan: Plan, kind: str) -> Card:
    """The card of a kind."""
    return next(card for card in plan.cards if card.kind == kind)


def notice(plan: Plan, code: str) -> Notice | None:
    """The notice of a code, None when it is not given."""
    return next((notice for notice in plan.notices if notice.code == code), None)


def step(plan: Plan) -> str:
    """The stage, the decision and the reason: "W2 hold no_log"; "withheld" when none may be shown."""
    walking = plan.day.walking
    return f"{walking.stage} {walking.decision} {walking.because.code}" if walking else "withheld"
