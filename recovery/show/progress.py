"""Progress in ready values: the finding first, then the chart, what was reached, and earlier times to compare."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.plan import figures
from recovery.plan.advice import Plan
from recovery.plan.course import Course, DayCourse, Finding, Milestone
from recovery.say import weekday_clock
from recovery.show.chart import day_theme, show_chart, theme_at
from recovery.show.phases import THEMES
from recovery.show.why import barred_by_condition

SHOWN = 14
COMPARED = 7
REACHED = {
    "first_walk": lazy("First walk"),
    "first_walk_outside": lazy("First walk outside"),
    "slept_well": lazy("Slept well"),
    "walks_every_hour": lazy("Walks every hour"),
    "walks_every_half_hour": lazy("Walks every half hour"),
    "mild_day": lazy("A whole day of mild pain"),
    "normal_things": lazy("Normal things again"),
    "recovered": lazy("Well again"),
    "confirmed": lazy("Well for a week"),
}
NEXT = {
    "first_walk": lazy("Next: a first walk"),
    "walks_every_hour": lazy("Next: walks every hour"),
    "walks_every_half_hour": lazy("Next: walks every half hour"),
    "recovered": lazy("Next: well again"),
    "confirmed": lazy("Next: well for a week"),
}
IN_ONE_GO = {
    "ten_minutes": figures.W4_MINUTES,
    "twenty_minutes": figures.HALFWAY_MINUTES,
    "thirty_minutes": figures.W4_LONGEST,
}
# What happens at a minute; the rest is true of a whole day.
AT_A_MINUTE = ("first_walk", "first_walk_outside", "normal_things", *IN_ONE_GO)


def show_progress(plan: Plan, found: Course, until: date | None, past: Sequence[Course]) -> dict[str, Any]:
    """The context of the progress page; `until` is the last day to show, `past` are the closed episodes."""
    days = [day for day in found.days if until is None or day.date <= until][-SHOWN:] or found.days[:SHOWN]
    names = phase_names(plan)
    return {
        "theme": THEMES[plan.phase],
        "tab": "progress",
        "finding": say_finding(found.finding),
        "sub": _("Progress, day %(number)d") % {"number": plan.day.number},
        "chart": show_chart(found, days, names),
        "rows": [_row(day, names[day_theme(found, day)]) for day in days],
        "earlier": _earlier(found, days),
        "later": _later(found, days),
        "reached": [_reached(found, each, plan.now) for each in found.milestones[-2:]],
        "next": say_next(found.ahead),
        "times": [_time(each) for each in (found, *past)] if past else [],
    }


def phase_names(plan: Plan) -> dict[str, str]:
    """What each phase is called for this person: not after ice or warmth that is not for them."""
    return {
        "cold": _("First days") if barred_by_condition(plan, "cold") else _("Cold"),
        "heat": _("Getting moving") if barred_by_condition(plan, "heat") else _("Heat"),
        "recovered": _("Recovered"),
    }


def say_finding(finding: Finding) -> str:
    """Say in one sentence how the pain moved."""
    if finding.first is None or finding.last is None:
        return _("One more check-in, and you see how it goes")
    pains = {"first": finding.first.value, "last": finding.last.value}
    if finding.code == "same" and finding.first.value == finding.last.value:
        return _("Pain is at %(last)d, as at the start") % pains
    sentences = {
        "down": _("Pain is down from %(first)d to %(last)d"),
        "up": _("Pain is up from %(first)d to %(last)d"),
        "same": _("Pain is about the same: first %(first)d, now %(last)d"),
    }
    return sentences[finding.code] % pains


# --- days


def _row(day: DayCourse, phase: str) -> dict[str, Any]:
    return {
        "number": day.number,
        "name": _("%(date)s, %(phase)s") % {"date": date_format(day.date, "D j M"), "phase": phase},
        "pain": _pain(day.resting),
        "walked": _("%(minutes)d min") % {"minutes": day.minutes} if day.logged else _("not logged"),
    }


def _pain(felt: Sequence[int]) -> str:
    if len(felt) > 1:
        return _("%(first)d, then %(last)d") % {"first": felt[0], "last": felt[-1]}
    return str(felt[0]) if felt else _("not logged")


def _earlier(found: Course, days: Sequence[DayCourse]) -> str:
    place = found.days.index(days[0])
    return found.days[place - 1].date.isoformat() if place else ""


def _later(found: Course, days: Sequence[DayCourse]) -> str:
    place = found.days.index(days[-1])
    last = found.days[min(place + SHOWN, len(found.days) - 1)]
    return "" if days[-1] == found.days[-1] else last.date.isoformat()


# --- milestones


def say_reached(code: str) -> str:
    """Name something reached."""
    if code in IN_ONE_GO:
        return _("%(minutes)d minutes in one go") % {"minutes": IN_ONE_GO[code]}
    return str(REACHED[code])


def say_next(code: str | None) -> str:
    """Name what to aim at, empty for nothing."""
    if code in IN_ONE_GO:
        return _("Next: %(minutes)d minutes in one go") % {"minutes": IN_ONE_GO[code]}
    return str(NEXT[code]) if code else ""


def _reached(found: Course, each: Milestone, now: datetime) -> dict[str, Any]:
    return {"phase": theme_at(found, each.at), "what": say_reached(each.code), "when": _when(each, now)}


def _when(each: Milestone, now: datetime) -> str:
    """Mon 08:00, Mon, or a date once the weekday does not tell any more."""
    if now - each.at > timedelta(days=COMPARED - 1):
        return date_format(timezone.localtime(each.at), "j M")
    return weekday_clock(each.at) if each.code in AT_A_MINUTE else date_format(timezone.localtime(each.at), "D")


# --- earlier times


def _time(found: Course) -> dict[str, Any]:
    """One episode beside others: when it began, when it was over, how bad it was, and how far the walks had come."""
    well = next((each.at for each in found.milestones if each.code == "recovered"), None)
    day = next((day.number for day in found.days if well and day.starts <= well < day.ends), None)
    week = next((day.minutes for day in found.days if day.number == COMPARED and day.logged), None)
    worst = max((day.highest for day in found.days if day.highest is not None), default=None)
    return {
        "start": date_format(found.days[0].date, "j M Y"),
        "well": _("not so far") if day is None else _("day %(number)d") % {"number": day},
        "worst": _("not logged") if worst is None else worst,
        "week": _("not logged") if week is None else _("%(minutes)d min") % {"minutes": week},
    }
