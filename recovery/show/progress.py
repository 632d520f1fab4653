"""Progress in ready values: the finding first, then one row a day; days without logs are gaps, never zeros."""

from collections.abc import Sequence
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from recovery.plan.advice import Plan
from recovery.plan.days import PlanDay
from recovery.plan.story import Story
from recovery.show.phases import THEMES


def show_progress(plan: Plan, story: Story) -> dict[str, Any]:
    """The context of the progress page."""
    return {
        "theme": THEMES[plan.phase],
        "tab": "progress",
        "finding": _finding([pain.value for pain in story.resting_pains]),
        "sub": _("Progress, day %(number)d") % {"number": plan.day.number},
        "rows": [_row(story, day) for day in reversed(story.days)],
    }


def _finding(pains: Sequence[int]) -> str:
    if len(pains) < 2:
        return _("Tell how you feel, and you see it here")
    first, last = pains[0], pains[-1]
    if last < first:
        return _("Pain is down from %(first)d to %(last)d") % {"first": first, "last": last}
    if last > first:
        return _("Pain is up from %(first)d to %(last)d") % {"first": first, "last": last}
    return _("Pain is at %(last)d, as at the start") % {"last": last}


def _row(story: Story, day: PlanDay) -> dict[str, Any]:
    pains = [pain.value for pain in story.pains_on(day) if pain.resting]
    walks = [walk.minutes for walk in story.walks if day.holds(walk.at)]
    return {
        "number": day.number,
        "name": date_format(day.date, "D j M"),
        "first": pains[0] if pains else None,
        "last": pains[-1] if pains else None,
        "bar": pains[-1] * 10 if pains else None,
        "walked": _("%(minutes)d min") % {"minutes": sum(walks)} if walks else _("not logged"),
        "pain": _("%(first)d to %(last)d") % {"first": pains[0], "last": pains[-1]} if pains else _("not logged"),
    }
