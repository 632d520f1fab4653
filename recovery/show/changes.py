"""What changed since yesterday, and why, one sentence a change."""

from typing import Any

from django.utils.translation import gettext_lazy as lazy

from recovery.plan.advice import Change
from recovery.plan.redflags import RED_FLAGS
from recovery.say import say
from recovery.show.traits import NAMES, why_left_out
from recovery.show.why import REASONS, STAGES

SAYS = {
    "flag_raised": lazy("A new sign to have checked: %(flag)s"),
    "flag_lifted": lazy("Checked, and off the list: %(flag)s"),
    "phase_cold": lazy("Ice starts again. Warmth waits for 72 hours."),
    "phase_transition": lazy("48 hours are over. Ice comes less often now, and only if it still helps."),
    "phase_heat": lazy("72 hours are over. Ice ends and warmth begins."),
    "phase_keep_well": lazy("You are well again. Ice, warmth and pill notes end."),
    "ice_ends": lazy("72 hours are over, and the ice with them."),
    "warmth_begins": lazy("72 hours are over. Warmth begins."),
    "first_days_over": lazy("The first days are over. Walks lead the way now."),
    "worse_cold": lazy("Pain went up, so ice may come more often."),
    "worse_heat": lazy("Pain went up, so warmth may come more often."),
    "worse": lazy("Pain went up, so the plan is gentler."),
    "milder_cold": lazy("Pain went down, so ice comes less often."),
    "milder_heat": lazy("Pain went down, so warmth comes less often."),
    "milder": lazy("Pain went down, so there is less to do."),
    "stage_up": lazy("Walks: one step up to “%(stage)s”."),
    "stage_down": lazy("Walks: a step back to “%(stage)s”."),
    "walks_longer": lazy("Walks get longer: %(minutes)s min instead of %(before)s."),
    "walks_shorter": lazy("Walks get shorter: %(minutes)s min instead of %(before)s."),
    "walks_eased": lazy("Walks are made easier for today: %(minutes)s min."),
    "stretch_opens": lazy("Gentle stretching begins. You are on your feet again."),
    "massage_opens": lazy("Light massage may begin. 48 hours are over."),
    "left_out": lazy("Left out from now on: %(name)s."),
    "back_in": lazy("Back in your plan: %(name)s."),
}


def show_changes(changes: tuple[Change, ...]) -> list[str]:
    """Each change as a sentence, with its reason."""
    return [_line(change) for change in changes]


def _line(change: Change) -> str:
    return " ".join(filter(None, (str(SAYS[change.code]) % _inputs(change), _why(change))))


def _inputs(change: Change) -> dict[str, Any]:
    told_of = dict(change.inputs)
    if "flag" in told_of:
        told_of["flag"] = say(RED_FLAGS[told_of["flag"]].tells)
    if "stage" in told_of:
        told_of["stage"] = STAGES[told_of["stage"]]
    if "kind" in told_of:
        told_of["name"] = NAMES[told_of["kind"]]
    return told_of


def _why(change: Change) -> str:
    if change.code == "left_out":
        return why_left_out(change.inputs["kind"], change.inputs["trait"])
    return str(REASONS[change.because.code]) % change.because.inputs if change.because else ""
