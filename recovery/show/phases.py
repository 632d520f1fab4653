"""The phase in words, colours and its bar; also for a person for whom ice or warmth is left out."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.plan import figures
from recovery.plan.advice import Plan
from recovery.say import weekday_clock
from recovery.show.why import STAGES, barred_by_condition

THEMES = {"cold": "cold", "transition": "cold", "heat": "heat", "keep_well": "recovered"}
PHASES = {
    "cold": lazy("Cold phase"),
    "transition": lazy("Cold phase"),
    "heat": lazy("Heat phase"),
    "keep_well": lazy("Recovered"),
}
COLD_PARTS = 3
# How far up the five steps of the bar each stage stands, in per cent of a step.
STEPS = {"W1": 100, "W2": 200, "W3a": 250, "W3b": 300, "W4": 400, "W5": 500}
NEXT_STEP = {
    "W1": lazy("Next: short walks"),
    "W2": lazy("Next: every hour"),
    "W3a": lazy("Next: every half hour"),
    "W3b": lazy("Next: longer walks"),
    "W4": lazy("Next: walk as you like"),
    "W5": lazy("All 5 steps done"),
}


def phase_name(plan: Plan) -> Any:
    """What the phase is called for this person: not after ice or warmth that is not for them."""
    if plan.phase in ("cold", "transition") and barred_by_condition(plan, "cold"):
        return _("First days")
    if plan.phase == "heat" and barred_by_condition(plan, "heat"):
        return _("Getting moving")
    return PHASES[plan.phase]


def since(hours: float) -> str:
    """How long ago it started, in words."""
    whole = int(hours)
    if whole < 1:
        return _("Less than 1 h since it started")
    if whole < figures.HEAT_LOCK.total_seconds() / 3600:
        return _("%(hours)d h since it started") % {"hours": whole}
    return _("%(days)d days %(hours)d h since it started") % {"days": whole // 24, "hours": whole % 24}


def show_bar(plan: Plan) -> dict[str, Any] | None:
    """The bar under the title: three days of 24 hours, later five walking steps."""
    if plan.phase in ("cold", "transition"):
        passed = figures.HEAT_LOCK - (plan.heat_from - plan.now)
        until = {"when": weekday_clock(plan.heat_from)}
        return {
            "label": _("The first 72 hours"),
            "segments": _parts(passed / timedelta(hours=24) * 100, COLD_PARTS),
            "now": _("The first 72 hours") if barred_by_condition(plan, "cold") else _("Cold, 72 hours"),
            "next": (_("Until %(when)s") if barred_by_condition(plan, "heat") else _("Heat from %(when)s")) % until,
            "icon": "heat",
            "next_phase": "heat",
            "warm": True,
        }
    if plan.day.walking is None:
        return None
    stage = plan.day.walking.stage
    return {
        "label": _("Five walking steps"),
        "segments": _parts(STEPS[stage], 5),
        "now": STAGES[stage],
        "next": NEXT_STEP[stage],
        "icon": "leaf",
        "next_phase": "recovered",
        "warm": False,
    }


def _parts(percent: float, count: int) -> list[int]:
    return [max(0, min(100, round(percent - 100 * place))) for place in range(count)]


def sleep_hint(plan: Plan) -> str:
    """What the plan says about the night."""
    iced = plan.phase in ("cold", "transition") and not barred_by_condition(plan, "cold")
    return _("No ice while you sleep.") if iced else _("Nothing is due at night.")
