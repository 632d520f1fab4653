"""Why the plan says so: the walking decision as one verdict and one reason."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.plan.advice import Plan, Walking
from recovery.say import weekday_clock
from recovery.show.traits import TOLD

STAGES = {
    "W1": lazy("Mainly rest"),
    "W2": lazy("Short walks"),
    "W3a": lazy("A walk every hour"),
    "W3b": lazy("A walk every half hour"),
    "W4": lazy("Longer walks"),
    "W5": lazy("Walk as you like"),
}
VERDICTS = {
    "start": lazy("You start here: %(stage)s."),
    "advance": lazy("One step up: %(stage)s."),
    "hold": lazy("Held at: %(stage)s."),
    "ease": lazy("Held at: %(stage)s, and made easier."),
    "step_back": lazy("One step back: %(stage)s."),
    "floor": lazy("You stay at: %(stage)s."),
}
ICONS = {"start": "check", "advance": "up", "hold": "hold", "ease": "hold", "step_back": "down", "floor": "hold"}
# Said with a decision that may feel like a setback.
KINDLY = {
    "ease": lazy("That is fine. Less is enough today."),
    "step_back": lazy("That happens to many. Gentle days help it settle."),
}
REASONS = {
    "first_day": lazy("Rest comes first, then short walks."),
    "rest_first": lazy("Rest a little longer. Walks come next."),
    "rest_done": lazy("The rest day is over. Little and often now helps more."),
    "rest_limit": lazy("After 48 hours, moving gently helps more than rest."),
    "good_day": lazy("Yesterday's walks went well."),
    "longer_walks": lazy("Yesterday's walks went well, so each one gets longer."),
    "recovered": lazy("Pain was 1 or less for a whole day."),
    "keep_well": lazy("Regular walks keep it away."),
    "good_week": lazy("You walked on %(days)s days last week, and it went well. Walks get longer."),
    "quiet_week": lazy("You walked on %(days)s days last week. The minutes stay as they are."),
    "week_hurt": lazy("A walk hurt last week, so walks get shorter."),
    "flag_open": lazy("A health professional must check your answer first."),
    "just_met": lazy("This is your first day here. Walks that go well bring the next step."),
    "no_log": lazy("Nothing was logged yesterday."),
    "leg_symptom": lazy("You told of something new in your leg."),
    "leg_pain_lower": lazy("The pain moved further down your leg."),
    "which_pain": lazy("Two pain numbers do not agree yet."),
    "pain_rose": lazy("Pain went from %(before)s to %(after)s with a walk."),
    "two_walks_hurt": lazy("Pain rose by %(rise)s in two walks in a row."),
    "pain_stayed": lazy("Pain was still up an hour after a walk."),
    "two_walks_unfinished": lazy("Two walks in a row had to stop early."),
    "too_few_walks": lazy("Walks with a pain number yesterday: %(walks)s of %(planned)s."),
    "new_stage": lazy("This step needs one whole day."),
    "no_morning_pain": lazy("Tell your pain each morning. Then the plan can move on."),
    "morning_pain": lazy("Pain this morning was %(pain)s, the morning before %(before)s."),
    "made_it_worse": lazy("You said a walk made it worse."),
    "sudden_spasm": lazy("It seized up again, so the plan starts over."),
    "flare": lazy("Pain went up to %(pain)s."),
    "after_check": lazy("After the check the plan starts again gently."),
    "after_silence": lazy("Your longest walk was %(minutes)s min."),
}


def show_why(plan: Plan) -> dict[str, Any] | None:
    """The why line, None where no stage may be shown."""
    walking = plan.day.walking
    if walking is None:
        return None
    reason = REASONS[walking.because.code] % walking.because.inputs
    return {
        "icon": ICONS[walking.decision],
        "verdict": verdict(walking),
        "reason": reason,
        "kindly": KINDLY.get(walking.decision, ""),
    }


def verdict(walking: Walking) -> str:
    """What was decided, with the stage's name."""
    if walking.stage == "W5" and walking.because.code != "recovered":
        return _("Keep it going.")
    return str(VERDICTS[walking.decision] % {"stage": STAGES[walking.stage]})


def stage_bars(stage: str | None) -> int:
    """How many of the five rising bars stand for a stage."""
    return {"W1": 1, "W2": 2, "W3a": 3, "W3b": 3, "W4": 4, "W5": 5}.get(stage or "", 0)


NOT_NOW = {
    "session_running": lazy("Something else is on. It ends at %(at)s."),
    "too_soon_after_cold": lazy("Your skin needs a pause. You can start again at %(at)s."),
    "too_soon_after_heat": lazy("Your skin needs a pause. You can start again at %(at)s."),
    "too_soon_after_legs_up": lazy("You can start again at %(at)s."),
    "rest_between_sets": lazy("Rest between sets. You can start again at %(at)s."),
    "stiff_after_cold": lazy("Your back is still stiff from the ice. You can start at %(at)s."),
    "before_72_hours": lazy("Warmth opens after 72 hours: %(at)s."),
    "before_48_hours": lazy("Massage opens after 48 hours: %(at)s."),
    "after_72_hours": lazy("The 72 hours of ice are over."),
    "enough_today": lazy("That was enough for today. It opens again at %(at)s."),
    "recovered": lazy("You are well, so this is no longer needed."),
    "skin_not_normal": lazy("Wait until your skin looks and feels normal."),
    "red_flag": lazy("This waits until a health professional has checked your answer."),
    "made_it_worse": lazy("You said this made it worse, so it pauses until tomorrow."),
    "leg_symptom": lazy("Wait until your leg feels as it did before."),
    "rest_first": lazy("Stretching starts with the short walks."),
    "first_night": lazy("Stretching starts tomorrow."),
    "too_much_pain": lazy("Stretching starts when pain at rest is 6 or less."),
    "questions_first": lazy("Answer the questions first."),
}
CONDITION = lazy("Left out for you. You said: %(told)s.")


def why_not(plan: Plan, kind: str) -> str | None:
    """Why a thing cannot be started now, None when it can."""
    start = plan.can_start.get(kind)
    if start is None:
        return _("Answer the questions first.")
    if start.now:
        return None
    at = weekday_clock(start.opens) if start.opens else ""
    told_of = TOLD.get(start.because or "", "")
    return str(NOT_NOW.get(start.because or "", CONDITION) % {"at": at, "told": told_of})


def barred_by_condition(plan: Plan, kind: str) -> bool:
    """Whether what the person said about themselves speaks against a thing."""
    start = plan.can_start.get(kind)
    return start is not None and start.because is not None and start.because not in NOT_NOW
