"""The reasons of the plan in words: the decision about walks, and why something cannot start now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.plan.advice import Plan, Reason, Start, Timer, Walking
from recovery.plan.enums import Added, Condition, Decision, NotNow, Stage, WalkReason
from recovery.plan.history.story import Story
from recovery.presenters.claims import Claim, rule_of_code, rule_of_decision, rule_of_gate, rule_of_refusal
from recovery.presenters.say import Text, day_clock, fill, weekday_clock
from recovery.presenters.stages import STAGES
from recovery.presenters.traits import trait_words


@dataclass(frozen=True)
class Why:
    """The why-line: a verdict, its reason, and a kind word after a setback; `danger` is true for safety only."""

    icon: str
    verdict: str
    reason: str
    rule: str
    kindly: Text = ""
    danger: bool = False


@dataclass(frozen=True)
class DecisionWords:
    """The words of one decision about walks; `kindly` softens one that may feel like a setback."""

    verdict: Text
    icon: str
    kindly: Text = ""


DECISIONS: Mapping[Decision, DecisionWords] = {
    Decision.START: DecisionWords(lazy("You start here: %(stage)s."), "check"),
    Decision.ADVANCE: DecisionWords(lazy("On to: %(stage)s."), "up"),
    Decision.HOLD: DecisionWords(lazy("Held at: %(stage)s."), "hold"),
    Decision.EASE: DecisionWords(
        lazy("Made easier: %(stage)s."),
        "hold",
        kindly=lazy("That is fine. Less is enough today."),
    ),
    Decision.STEP_BACK: DecisionWords(
        lazy("Back to: %(stage)s."),
        "down",
        kindly=lazy("That happens to many. Gentle days help it settle."),
    ),
    Decision.FLOOR: DecisionWords(lazy("You stay at: %(stage)s."), "hold"),
}
REASONS: Mapping[WalkReason, Text] = {
    WalkReason.FIRST_DAY: lazy("A bad spasm starts with rest, a mild one with short walks."),
    WalkReason.REST_FIRST: lazy("Walks come next."),
    WalkReason.REST_DONE: lazy("You have rested. Little and often now helps more."),
    WalkReason.REST_LIMIT: lazy("After %(REST_LIMIT)s hours, moving gently helps more than rest."),
    WalkReason.GOOD_DAY: lazy("Yesterday's walks went well."),
    WalkReason.LONGER_WALKS: lazy("Yesterday's walks went well, so each one gets longer."),
    WalkReason.RECOVERED: lazy("Pain at rest was %(RECOVERED_PAIN)s or less, more than once."),
    WalkReason.KEEP_WELL: lazy("Regular walks keep it away."),
    WalkReason.GOOD_WEEK: lazy("You walked on %(days)s days last week, and it went well. Walks get longer."),
    WalkReason.QUIET_WEEK: lazy("You walked on %(days)s days last week. The minutes stay as they are."),
    WalkReason.WEEK_HURT: lazy("A walk hurt last week, so walks get shorter."),
    WalkReason.FLAG_OPEN: lazy("A health professional must check your answer first."),
    WalkReason.JUST_MET: lazy("This is your first day here. Walks that go well bring the next step."),
    WalkReason.NO_LOG: lazy("Nothing was logged yesterday."),
    WalkReason.LEG_SYMPTOM: lazy("You said that something in your leg is new."),
    WalkReason.LEG_PAIN_LOWER: lazy("The pain moved further down your leg."),
    WalkReason.WHICH_PAIN: lazy("Two pain numbers do not agree yet."),
    WalkReason.PAIN_ROSE: lazy("Pain went from %(before)s to %(after)s with a walk."),
    WalkReason.TWO_WALKS_HURT: lazy("Pain rose by %(BIG_RISE)s or more in %(HARD_WALKS)s walks in a row."),
    WalkReason.PAIN_STAYED: lazy("Pain was still up an hour after a walk."),
    WalkReason.TWO_WALKS_UNFINISHED: lazy("%(HARD_WALKS)s walks in a row had to stop early."),
    WalkReason.WALKS_SORE: lazy("You said that your walks left you sore."),
    WalkReason.WALKS_BAD: lazy("You said that your walks hurt a lot."),
    WalkReason.TOO_FEW_WALKS: lazy(
        "Walks with a pain number yesterday: %(walks)s. It takes %(WALKS_TO_ADVANCE)s, or one each day."
    ),
    WalkReason.NEW_STAGE: lazy("This step needs one whole day."),
    WalkReason.NO_MORNING_PAIN: lazy("Tell your pain each morning. Then your walks may grow."),
    WalkReason.MORNING_PAIN: lazy("Your last morning pain was %(pain)s, and %(before)s the time before."),
    WalkReason.SEVERE_MORNING: lazy("Your last morning pain was %(pain)s, so walks stay short."),
    WalkReason.CANNOT_WALK: lazy("You said that you cannot walk. Only walk to the toilet."),
    WalkReason.SIGN_CHECKED: lazy("Your sign was checked today. Walks start again gently."),
    WalkReason.WALKS_AGAIN: lazy("Your walks go on as before."),
    WalkReason.PLAN_OVER: lazy("The daily plan is over. Longer walks stay."),
    WalkReason.WORSE_THAN_MORNING: lazy("Pain is %(pain)s now, and was %(before)s this morning."),
    WalkReason.PAIN_AFTER_WALK: lazy("Pain was %(after)s after a walk. The pain before it is not known."),
    WalkReason.NOT_WELL: lazy("By your last answer you are not quite well yet."),
    WalkReason.MADE_IT_WORSE: lazy("You said a walk made it worse."),
    WalkReason.SUDDEN_SPASM: lazy("It seized up again, so the plan starts over."),
    WalkReason.FLARE: lazy("Pain went up to %(pain)s."),
    WalkReason.AFTER_CHECK: lazy("After the check the plan starts again gently."),
    WalkReason.AFTER_SILENCE: lazy("Your longest walk was %(minutes)s min."),
}
NOT_NOW: Mapping[NotNow, Text] = {
    NotNow.TIMER_RUNNING: lazy("Something else is on. It ends at %(at)s."),
    NotNow.TOO_SOON_AFTER_COLD: lazy("Your skin needs a pause. You can start again at %(at)s."),
    NotNow.TOO_SOON_AFTER_HEAT: lazy("Your skin needs a pause. You can start again at %(at)s."),
    NotNow.TOO_SOON_AFTER_LEGS_UP: lazy("You can start again at %(at)s."),
    NotNow.REST_BETWEEN_SETS: lazy("Rest between sets. You can start again at %(at)s."),
    NotNow.STIFF_AFTER_COLD: lazy("Your back is still stiff from the ice. You can start at %(at)s."),
    NotNow.BEFORE_72_HOURS: lazy("Warmth opens after %(HEAT_LOCK)s hours: %(at)s. A short, lukewarm wash is fine."),
    NotNow.BEFORE_48_HOURS: lazy("Massage opens after %(MASSAGE_FROM)s hours: %(at)s."),
    NotNow.AFTER_72_HOURS: lazy("Ice is for the first %(HEAT_LOCK)s hours."),
    NotNow.ENOUGH_TODAY: lazy("That was enough for today. It opens again at %(at)s."),
    NotNow.ONCE_A_NIGHT: lazy("Once a night is enough. It opens again at %(at)s."),
    NotNow.RECOVERED: lazy("You are well, so this is no longer needed."),
    NotNow.PLAN_OVER: lazy("The daily plan is over, so warmth is no part of it."),
    NotNow.SKIN_NOT_NORMAL: lazy("Wait until your skin looks and feels normal."),
    NotNow.RED_FLAG: lazy("This waits until a health professional has checked your answer."),
    NotNow.MADE_IT_WORSE: lazy("You said this made it worse, so it pauses until tomorrow."),
    NotNow.LEG_SYMPTOM: lazy("Wait until your leg feels as it did before."),
    NotNow.REST_FIRST: lazy("Stretching starts with the short walks."),
    NotNow.FIRST_NIGHT: lazy("Stretching starts tomorrow."),
    NotNow.TOO_MUCH_PAIN: lazy("Stretching starts when pain at rest is %(STRETCH_PAIN)s or less."),
    NotNow.QUESTIONS_FIRST: lazy("Answer the questions first."),
}
BY_THE_CLOCK = (NotNow.BEFORE_72_HOURS, NotNow.BEFORE_48_HOURS)  # these wait for hours since the start
CONDITION = lazy("Left out for you. You said: %(condition)s.")


def show_why(plan: Plan) -> Why | None:
    """The why-line about walks; None if the plan shows no stage."""
    walking = plan.day.walking
    if walking is None:
        return None
    decision = DECISIONS[walking.decision]
    reason, rule = say_reason(walking.because), rule_of_decision(walking.decision, walking.because.code)
    return Why(decision.icon, verdict(walking), reason, rule, decision.kindly)


def verdict(walking: Walking) -> str:
    """What was decided, with the name of the stage."""
    return say_decision(walking.decision, walking.stage, walking.because.code)


def say_decision(decision: Decision, stage: Stage, because: WalkReason) -> str:
    """A decision with the name of its stage. Nobody is held at rest: rest goes on."""
    if stage == Stage.W5 and decision != Decision.EASE and because != WalkReason.RECOVERED:
        return _("Keep it going.")
    if because == WalkReason.REST_FIRST or (decision == Decision.HOLD and stage == Stage.W1):
        return _("Mainly rest for now.")
    return DECISIONS[decision].verdict % {"stage": STAGES[stage].name}


def say_reason(reason: Reason[WalkReason]) -> str:
    """The reason of a decision about walks, with its numbers."""
    return fill(REASONS[reason.code], reason.inputs)


def counted_from(story: Story) -> str:
    """Why the hours until warmth end later than they do from the start; empty if they do not."""
    if story.clock_from == story.onset:
        return ""
    if story.clock_from == story.onset_entry.latest_at:
        return _("Counted from the latest time it can have started.")
    return _("Counted from the day it seized up again.")


def why_not(plan: Plan, story: Story, kind: str) -> Claim | None:
    """Why a kind cannot be started now; None when it can."""
    start = plan.can_start.get(kind)
    if start is None:
        rule = rule_of_gate(plan.gate) if plan.gate else "walking.can_start_walk"
        return Claim(str(NOT_NOW[NotNow.QUESTIONS_FIRST]), rule)
    if start.now:
        return None
    counted = counted_from(story) if start.because in BY_THE_CLOCK else ""
    return Claim(f"{_refusal(start, _when(start, plan.now))} {counted}".rstrip(), rule_of_refusal(start))


def why_stop(timer: Timer, heat_from: datetime) -> Claim:
    """Why a running timer is no longer allowed."""
    start = Start(False, heat_from, timer.stop)
    rule = rule_of_code(timer.stop) if isinstance(timer.stop, NotNow) else rule_of_refusal(start)
    return Claim(_refusal(start, weekday_clock(heat_from)), rule)


def _when(start: Start, now: datetime) -> str:
    return day_clock(start.opens, now) if start.opens else ""


def _refusal(start: Start, at: str) -> str:
    if isinstance(start.because, NotNow):
        return fill(NOT_NOW[start.because], {"at": at})
    return CONDITION % {"condition": trait_words(start.because) if start.because else ""}


def barred_by_condition(plan: Plan, kind: str) -> bool:
    """Whether a condition of the person bars a kind."""
    start = plan.can_start.get(kind)
    return start is not None and isinstance(start.because, Condition | Added)
