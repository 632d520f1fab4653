"""All days in one look, and one day in full."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import takewhile
from typing import Any
from uuid import uuid4

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from recovery.models import DayRecord
from recovery.plan.advice import DayLine, Item, Plan
from recovery.plan.build import DAILY_UNTIL, build_plan
from recovery.plan.days import PlanDay, plan_days
from recovery.plan.facts import TIMED, Onset
from recovery.plan.story import Story
from recovery.say import clock, say, weekday_clock
from recovery.show.kinds import KINDS
from recovery.show.phases import PHASES, THEMES, phase_name
from recovery.show.traits import show_left_out
from recovery.show.why import STAGES, barred_by_condition, show_why, stage_bars, why_not

ICONS = {"cold": "cold", "heat": "heat", "recovered": "leaf"}
WEEK = 7
LEGEND = (
    ("cold", "cold", lazy("Cold")),
    ("heat", "heat", lazy("Heat")),
    ("recovered", "leaf", lazy("Back to normal")),
)


def show_plan(plan: Plan, story: Story) -> dict[str, Any]:
    """The context of the plan page."""
    lived = {day.number: day for day in story.days}
    shown = max(DAILY_UNTIL, plan.day.number)
    lines = [line for line in plan.days if line.number <= shown]
    return {
        "theme": THEMES[plan.phase],
        "tab": "plan",
        "days": {
            "week": [_weekday(line.date) for line in lines[:WEEK]],
            "cells": [_cell(plan, line) for line in lines],
        },
        "legend": [{"phase": phase, "icon": icon, "name": name} for phase, icon, name in LEGEND],
        "rows": [_lived(story, lived[line.number]) for line in lines if line.past],
        "today": _today_row(plan),
        "tomorrow": _tomorrow(plan, story),
        "later": [_later(plan, line) for line in plan.days if line.number > shown],
    }


def _weekday(day: date) -> str:
    return date_format(day, "D")


def _cell(plan: Plan, line: DayLine) -> dict[str, Any]:
    theme = THEMES[line.phase]
    state = "past" if line.past else "today" if line.number == plan.day.number else "ahead"
    words = {"past": _("past"), "today": _("today"), "ahead": _("to come")}
    spoken = _("%(weekday)s, day %(number)d, %(phase)s, %(state)s") % {
        "weekday": _weekday(line.date),
        "number": line.number,
        "phase": PHASES[line.phase],
        "state": words[state],
    }
    icon = "check" if line.past else ICONS[theme]
    return {
        "number": line.number,
        "href": _day_href(line.date),
        "phase": theme,
        "icon": icon,
        "state": state,
        "spoken": spoken,
    }


def _day_href(on: date) -> str:
    return reverse("day", args=[on.isoformat()])


def _lived(story: Story, day: PlanDay) -> dict[str, Any]:
    walked = sum(walk.minutes for walk in story.walks if day.holds(walk.at))
    cold, heat = len(story.done_of("cold", day)), len(story.done_of("heat", day))
    pains = [pain.value for pain in story.pains_on(day) if pain.resting]
    if heat:
        done = _("%(minutes)d min walked, %(count)d warmth") % {"minutes": walked, "count": heat}
    else:
        done = _("%(minutes)d min walked, %(count)d ice") % {"minutes": walked, "count": cold}
    return {
        "number": day.number,
        "name": _weekday(day.date),
        "href": _day_href(day.date),
        "done": done if story.logs_on(day) else _("Nothing logged"),
        "first": pains[0] if pains else None,
        "last": pains[-1] if pains else None,
    }


def _today_row(plan: Plan) -> dict[str, Any]:
    stage = plan.day.walking.stage if plan.day.walking else None
    return {
        "number": plan.day.number,
        "href": _day_href(plan.day.date),
        "what": STAGES[stage] if stage else _("A few questions first"),
        "until": _ice_until(plan),
        "bars": stage_bars(stage),
    }


def _ice_until(plan: Plan) -> str:
    if plan.phase not in ("cold", "transition") or barred_by_condition(plan, "cold"):
        return ""
    return _("Ice until %(when)s") % {"when": weekday_clock(plan.heat_from)}


def _tomorrow(plan: Plan, story: Story) -> dict[str, Any]:
    """What tomorrow brings if nothing new is logged: the same rules, with `now` moved on."""
    ahead = build_plan(story.everything, plan.day.ends)
    theme = THEMES[ahead.phase]
    titles = {"heat": _("Tomorrow: heat starts"), "cold": _("Tomorrow: ice and rest"), "recovered": _("Tomorrow")}
    plain = theme == THEMES[plan.phase] == "heat" or barred_by_condition(ahead, "heat" if theme == "heat" else "cold")
    return {
        "theme": theme,
        "href": _day_href(ahead.day.date),
        "title": _("Tomorrow") if plain else titles[theme],
        "rows": _counted(ahead.day.items),
        "bars": stage_bars(ahead.day.walking.stage if ahead.day.walking else None),
        "condition": _("Walks that go well bring the next step. Pain that rises keeps this one."),
    }


def _counted(items: Sequence[Item]) -> list[dict[str, Any]]:
    """Each kind once, with how often it comes."""
    titles: dict[str, str] = {}
    for item in items:
        if item.minutes:
            titles.setdefault(item.kind, say(item.title))
    counts = Counter(item.kind for item in items)
    return [{"icon": KINDS[kind].icon, "title": title, "times": _times(counts[kind])} for kind, title in titles.items()]


def _times(count: int) -> str:
    return ngettext("%(count)d time", "%(count)d times", count) % {"count": count}


def _later(plan: Plan, line: DayLine) -> dict[str, Any]:
    return {
        "number": line.number,
        "name": date_format(line.date, "D j M"),
        "href": _day_href(line.date),
        "what": STAGES[line.stage] if line.stage else PHASES[line.phase],
    }


# --- one day


def show_day(plan: Plan, story: Story, on: date, record: DayRecord | None = None) -> dict[str, Any] | None:
    """The context of one day's page, None when the plan has no such day; `record` is what was shown on it."""
    if on == plan.day.date:
        return _day(plan, "today") | {"starts": _starts(plan)}
    days = takewhile(lambda day: day.number <= plan.days[-1].number, plan_days(story.onset, story.known_habits))
    day = next((each for each in days if each.date == on), None)
    if day is None:
        return None
    if day.number < plan.day.number:
        past = _day(_as_it_was(story, day.ends - timedelta(microseconds=1)), "past")
        return past | ({"shown": _shown(record), "why": None} if record else {})
    return _day(build_plan(story.everything, day.starts), "ahead")


def _shown(record: DayRecord) -> dict[str, Any]:
    """What the plan said when the person first looked on that day."""
    return {
        "at": clock(record.shown_at),
        "rules": record.rules,
        "why": record.shown["why"],
        "items": [
            {
                "icon": KINDS[item["kind"]].icon,
                "window": _window(datetime.fromisoformat(item["opens"]), datetime.fromisoformat(item["closes"])),
                "title": item["title"],
                "do": item["do"],
                "rule": item["rule"],
            }
            for item in record.shown["items"]
        ],
    }


def _window(opens: datetime, closes: datetime) -> str:
    return _("%(opens)s to %(closes)s") % {"opens": clock(opens), "closes": clock(closes)}


def _as_it_was(story: Story, end: datetime) -> Plan:
    """The plan at the end of a past day, from what was known by then.

    When it started and who the person is count as known from the first: many come a day or two later.
    """
    always = (story.onset_entry, *story.abouts[:1])
    first = [replace(entry, at=min(entry.at, end), entered_at=min(entry.entered_at, end)) for entry in always]
    known = [each for each in story.everything if each.entered_at <= end and each not in always]
    return build_plan([*first, *(each for each in known if not isinstance(each, Onset))], end)


def _day(plan: Plan, when: str) -> dict[str, Any]:
    theme = THEMES[plan.phase]
    names = {"past": _("Past day"), "today": _("Today"), "ahead": _("A day to come")}
    local = timezone.localtime(plan.day.starts)
    return {
        "theme": theme,
        "tab": "plan",
        "title": _("Day %(number)d") % {"number": plan.day.number},
        "phase_name": phase_name(plan),
        "sub": _("%(when)s, %(date)s") % {"when": names[when], "date": date_format(local, "l j F")},
        "when": when,
        "why": show_why(plan) if when != "ahead" else None,
        "bars": stage_bars(plan.day.walking.stage if plan.day.walking else None),
        "stage": STAGES[plan.day.walking.stage] if plan.day.walking else "",
        "items": [_item(item, when) for item in plan.day.items if when != "past" or item.state == "done"],
        "starts": [],
        "shown": None,
        "left_out": show_left_out(plan) if when != "past" else None,
    }


def _item(item: Item, when: str) -> dict[str, Any]:
    state = {"done": _("Done"), "passed": _("Over"), "open": _("Open now"), "due": ""}[item.state]
    return {
        "kind": item.kind,
        "icon": KINDS[item.kind].icon,
        "time": clock(item.opens),
        "window": _window(item.opens, item.closes),
        "title": say(item.title),
        "do": say(item.do),
        "because": say(item.because),
        "care": [say(line) for line in item.care],
        "state": state if when == "today" else "",
        "rule": item.rule,
        "drawing": item.picture,
        "worse_id": uuid4() if when == "today" and item.state in ("open", "done") and item.minutes else None,
    }


def _starts(plan: Plan) -> list[dict[str, Any]]:
    """What can be started now, and why the rest cannot."""
    return [
        {
            "kind": kind,
            "icon": KINDS[kind].icon,
            "name": KINDS[kind].name,
            "id": uuid4(),
            "button": KINDS[kind].button,
            "why_not": why_not(plan, kind),
        }
        for kind in TIMED
        if kind in plan.can_start
    ]
