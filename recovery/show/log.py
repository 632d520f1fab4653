"""What the log forms start with, so that one tap saves."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from recovery.plan.advice import Plan
from recovery.plan.facts import Activities, Walk, dump
from recovery.plan.story import Story

PRESETS = {"walk": (1, 2, 3, 5, 10, 15), "drink": (150, 200, 250, 330)}


def first_answers(kind: str, plan: Plan, story: Story) -> dict[str, Any]:
    """Filled in from the last log, else from the plan."""
    pain = story.pain_at(plan.now)
    match kind:
        case "walk":
            return _walk(plan, story.walks, pain)
        case "cold":
            return {
                "minutes": 20,
            }
        case "heat":
            return {"minutes": 15}
        case "drink":
            return {"ml": 200}
        case "stretch":
            return {"minutes": 5, "pain_before": pain, "pain_after": pain}
        case "check_in":
            asked_anew = plan.gate is not None and plan.gate.level == "ask_first"
            return {} if asked_anew else {"pain": pain}
        case "activities":
            told = story.of(Activities)
            return {"scores": dump(told[-1])["scores"]} if told else {}
        case "medicine" | "roland":
            return {}
    return {"minutes": {"rest": 20, "legs_up": 10, "breathing": 5, "massage": 5}.get(kind), "position": plan.position}


def _walk(plan: Plan, walks: Sequence[Walk], pain: int | None) -> dict[str, Any]:
    if walks:
        last = walks[-1]
        before = pain if last.pain_before is None else last.pain_before
        after = before if last.pain_after is None else last.pain_after
        return {"minutes": last.minutes, "where": last.where or "home", "pain_before": before, "pain_after": after}
    minutes = plan.day.walking.minutes if plan.day.walking else 2
    return {"minutes": minutes, "where": "home", "pain_before": pain, "pain_after": pain}


def words_of_pain() -> list[dict[str, Any]]:
    """What the numbers mean, in words."""
    return [
        {"numbers": "0", "name": _("0: no pain."), "meaning": ""},
        {"numbers": "1 2 3", "name": _("1 to 3: mild."), "meaning": _("It comes and goes.")},
        {
            "numbers": "4 5 6",
            "name": _("4 to 6: moderate."),
            "meaning": _("Always there. Hard to think of other things."),
        },
        {"numbers": "7 8 9 10", "name": _("7 to 10: severe."), "meaning": _("Every move hurts.")},
    ]
