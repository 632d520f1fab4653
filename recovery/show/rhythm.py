"""The rhythm of a day: its hours with a walk, and its rows in three lanes."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.plan.advice import Item, Plan
from recovery.plan.story import Story
from recovery.say import clock, say
from recovery.show.kinds import KINDS
from recovery.show.phases import THEMES, sleep_hint

LANES = (("walk", lazy("Move")), ("rest", lazy("Rest")))
TEMPERATURE = {"cold": ("cold", lazy("Ice")), "heat": ("heat", lazy("Warmth")), "recovered": ("cold", lazy("Ice"))}
HALF_HOUR = timedelta(minutes=30)


def show_hours(plan: Plan, story: Story) -> dict[str, Any] | None:
    """The waking hours of a day with a walk every hour: which had one, without blame for the others."""
    if plan.day.walking is None or plan.day.walking.stage != "W3a":
        return None
    walked = {_hour(walk.at) for walk in story.walks}
    hours = [_hour(plan.day.starts) + timedelta(hours=count) for count in range(24)]
    awake = [hour for hour in hours if hour < plan.day.bedtime]
    return {
        "title": _("Walks today"),
        "of": _("%(done)d of %(planned)d") % {"done": sum(hour in walked for hour in awake), "planned": len(awake)},
        "cells": [_hour_cell(hour, hour in walked, hour == _hour(plan.now)) for hour in awake],
    }


def _hour(moment: datetime) -> datetime:
    """The start of the hour on the person's own clock, in UTC."""
    return timezone.localtime(moment).replace(minute=0, second=0, microsecond=0).astimezone(UTC)


def _hour_cell(hour: datetime, done: bool, current: bool) -> dict[str, Any]:
    spoken = _("%(time)s, walked") if done else _("%(time)s, no walk yet")
    label = date_format(timezone.localtime(hour), "G")
    return {"label": label, "done": done, "current": current, "spoken": spoken % {"time": clock(hour)}}


def show_rhythm(plan: Plan, current: Item | None, night: bool) -> dict[str, Any]:
    shown = [item for item in plan.day.items if item.minutes and item.state != "passed"]
    slots = _Slots(_hour(min([plan.day.starts, *(item.opens for item in shown)])))
    done = [item for item in shown if item.state == "done"]
    rows = [_row(plan, item, item is current, slots) for item in shown if item.state != "done"]
    rows.append(_bedtime_row(plan, slots))
    last = max(row["slot"] for row in rows)
    return {
        "title": _("Today"),
        "title_long": _("Today, %(date)s") % {"date": date_format(timezone.localtime(plan.now), "l j F")},
        "lanes": [{"icon": icon, "name": name} for icon, name in (TEMPERATURE[THEMES[plan.phase]], *LANES)],
        "done": _tally(done),
        "past": [_row(plan, item, False, slots) for item in done],
        "hours": _hours(slots.first, last),
        "now_slot": slots.of(plan.now),
        "now_label": "" if night else clock(plan.now),
        "rows": rows,
    }


def _hours(first: datetime, last: int) -> list[dict[str, Any]]:
    return [{"slot": slot, "label": clock(first + slot * HALF_HOUR)} for slot in range(0, min(last + 2, 48), 2)]


class _Slots:
    """Half-hour places on the wide page; each lane holds one row in a place."""

    def __init__(self, first: datetime) -> None:
        self.first = first
        self.taken: set[tuple[str, int]] = set()

    def of(self, moment: datetime) -> int:
        return max(0, min(47, (moment - self.first) // HALF_HOUR))

    def take(self, lane: str, moment: datetime) -> int:
        slot = self.of(moment)
        while (lane, slot) in self.taken and slot < 47:
            slot += 1
        self.taken.add((lane, slot))
        return slot


def _row(plan: Plan, item: Item, current: bool, slots: _Slots) -> dict[str, Any]:
    kind = KINDS[item.kind]
    window = item.kind in ("cold", "heat") and item.state != "done"
    return {
        "time": clock(item.opens),
        "icon": kind.icon,
        "title": say(item.title),
        "short": _short(item, window),
        "hint": _until(item) if window else say(item.do),
        "lane": kind.lane,
        "slot": slots.take(kind.lane, item.opens),
        "current": current,
        "drawing": item.picture if item.kind in ("rest", "legs_up", "breathing", "stretch") and not current else "",
        "href": reverse("log_kind", args=[item.kind]) if item.kind == "walk" else "",
        "button": _("Log it"),
        "rule": item.rule,
    }


def _until(item: Item) -> str:
    return _("Open until %(time)s") % {"time": clock(item.closes)}


def _short(item: Item, window: bool) -> str:
    if window:
        return _("%(opens)s to %(closes)s") % {"opens": clock(item.opens), "closes": clock(item.closes)}
    if item.kind == "walk":
        return _("Walk, %(minutes)d min") % {"minutes": item.minutes}
    return str(KINDS[item.kind].name)


def _bedtime_row(plan: Plan, slots: _Slots) -> dict[str, Any]:
    return {
        "time": clock(plan.day.bedtime),
        "icon": "moon",
        "title": _("Sleep"),
        "short": _("Sleep"),
        "hint": sleep_hint(plan),
        "lane": "rest",
        "slot": slots.take("rest", plan.day.bedtime),
        "current": False,
        "drawing": "",
        "href": "",
        "button": "",
        "rule": "",
    }


def _tally(done: Sequence[Item]) -> str:
    counts = Counter(item.kind for item in done)
    return ", ".join(str(KINDS[kind].many % {"count": count}) for kind, count in counts.items())
