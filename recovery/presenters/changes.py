"""The changes since yesterday with their reasons, one sentence each."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as lazy

from recovery.plan.advice import Change
from recovery.plan.clinical.red_flags import RED_FLAGS
from recovery.plan.enums import ChangeCode
from recovery.presenters.claims import Claim, rule_of_flag
from recovery.presenters.say import Text, fill, say
from recovery.presenters.stages import STAGES
from recovery.presenters.traits import TREATMENTS, why_left_out
from recovery.presenters.why import say_reason


@dataclass(frozen=True)
class ChangeWords:
    """The sentence of a change and its rule; for a red flag, the flag decides the rule."""

    text: Text
    rule: str = ""


CHANGES: Mapping[ChangeCode, ChangeWords] = {
    ChangeCode.FLAG_RAISED: ChangeWords(lazy("A new sign to have checked: %(flag)s")),
    ChangeCode.FLAG_LIFTED: ChangeWords(lazy("Off the list: %(flag)s")),
    ChangeCode.PHASE_COLD: ChangeWords(lazy("Ice starts again. Warmth waits for %(HEAT_LOCK)s hours."), "clock.phases"),
    ChangeCode.PHASE_TRANSITION: ChangeWords(
        lazy("%(COLD_PHASE)s hours are over. Ice comes less often now, and only if it still helps."), "clock.phases"
    ),
    ChangeCode.PHASE_HEAT: ChangeWords(
        lazy("%(HEAT_LOCK)s hours are over. Ice ends and warmth begins."), "clock.phases"
    ),
    ChangeCode.PHASE_KEEP_WELL: ChangeWords(
        lazy("You are well again. Ice, warmth and pill notes end."), "clock.phases"
    ),
    ChangeCode.ICE_ENDS: ChangeWords(lazy("%(HEAT_LOCK)s hours are over, and the ice with them."), "clock.phases"),
    ChangeCode.WARMTH_BEGINS: ChangeWords(lazy("%(HEAT_LOCK)s hours are over. Warmth begins."), "clock.phases"),
    ChangeCode.FIRST_DAYS_OVER: ChangeWords(lazy("The first days are over. Walks lead the way now."), "clock.phases"),
    ChangeCode.WORSE_COLD: ChangeWords(lazy("Pain went up, so ice may come more often."), "answers.severity"),
    ChangeCode.WORSE_HEAT: ChangeWords(lazy("Pain went up, so warmth may come more often."), "answers.severity"),
    ChangeCode.WORSE: ChangeWords(lazy("Pain went up, so the plan is gentler."), "answers.severity"),
    ChangeCode.MILDER_COLD: ChangeWords(lazy("Pain went down, so ice comes less often."), "answers.severity"),
    ChangeCode.MILDER_HEAT: ChangeWords(lazy("Pain went down, so warmth comes less often."), "answers.severity"),
    ChangeCode.MILDER: ChangeWords(lazy("Pain went down, so there is less to do."), "answers.severity"),
    ChangeCode.STAGE_UP: ChangeWords(lazy("Walks: on to “%(stage)s”."), "ladder.steps"),
    ChangeCode.STAGE_DOWN: ChangeWords(lazy("Walks: back to “%(stage)s”."), "ladder.steps"),
    ChangeCode.WALKS_LONGER: ChangeWords(
        lazy("Walks get longer: %(minutes)s min instead of %(before)s."), "ladder.steps"
    ),
    ChangeCode.WALKS_SHORTER: ChangeWords(
        lazy("Walks get shorter: %(minutes)s min instead of %(before)s."), "ladder.steps"
    ),
    ChangeCode.WALKS_EASED: ChangeWords(lazy("Walks are made easier for today: %(minutes)s min."), "ladder.steps"),
    ChangeCode.STRETCH_OPENS: ChangeWords(
        lazy("Gentle stretching begins. You are on your feet again."), "easing.can_start_easing"
    ),
    ChangeCode.MASSAGE_OPENS: ChangeWords(
        lazy("Light massage may begin. %(MASSAGE_FROM)s hours are over."), "easing.can_start_easing"
    ),
    ChangeCode.LEFT_OUT: ChangeWords(lazy("Left out from now on: %(name)s."), "safety.left_out"),
    ChangeCode.BACK_IN: ChangeWords(lazy("Back in your plan: %(name)s."), "safety.left_out"),
}


def show_changes(changes: tuple[Change, ...]) -> list[Claim]:
    """Each change as a sentence, with its reason if it has one."""
    return [Claim(" ".join(filter(None, (_says(change), _why(change)))), _rule(change)) for change in changes]


def _says(change: Change) -> str:
    return fill(CHANGES[change.code].text, _inputs(change))


def _rule(change: Change) -> str:
    return CHANGES[change.code].rule or rule_of_flag(change.inputs["flag"])


def _inputs(change: Change) -> dict[str, object]:
    inputs = dict(change.inputs)
    if "flag" in inputs:
        inputs["flag"] = say(RED_FLAGS[inputs["flag"]].tells)
    if "stage" in inputs:
        inputs["stage"] = STAGES[inputs["stage"]].name
    if "kind" in inputs:
        inputs["name"] = TREATMENTS[inputs["kind"]].name
    return inputs


def _why(change: Change) -> str:
    if change.code == ChangeCode.LEFT_OUT:
        return why_left_out(change.inputs["kind"], change.inputs["trait"])
    return say_reason(change.because) if change.because else ""
