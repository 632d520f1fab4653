"""What a walk, a check-in, or "this made it worse" does to the ladder at once.

Where the clinical table leaves a choice, the safer answer comes first: step back, then ease, then hold.
"""

from datetime import datetime

from recovery.plan.advice import Reason
from recovery.plan.article import Article
from recovery.plan.clinical import figures
from recovery.plan.entries import CheckIn, Log, Walk, Worse
from recovery.plan.enums import Decision, Recovery, WalkReason
from recovery.plan.history.days import MINUTE
from recovery.plan.history.story import Story
from recovery.plan.ladder.limits import pass_time
from recovery.plan.ladder.moves import ease, step_back
from recovery.plan.ladder.pauses import pause
from recovery.plan.ladder.recovery import flare, heal, is_flare, relapse, take_back
from recovery.plan.ladder.rung import Climb, Rung, Today
from recovery.plan.ladder.silence import answer
from recovery.plan.ladder.walked import PAIN_RULE, against_good_day, compared, hurt, pains, rose, strained
from recovery.plan.words import gettext_noop as _

# The classes of the logs that can move the ladder.
STEERING = frozenset((Walk, CheckIn, Worse))


HARD_WALKS = Article(
    name="ladder.hard_walks",
    says=_(
        "A walk that hurts a lot makes the day easier; %(HARD_WALKS)s in a row lead one step back. "
        "Much more pain than in the morning makes the day easier too."
    ),
    evidence=PAIN_RULE,
    source="49,50,51",
    differs=_(
        "No guideline for backs that we read names a pain at which a walk is too much. "
        "The rise of %(BIG_RISE)s points is borrowed from care for sore tendons."
    ),
    figures=(
        "HARD_WALKS", "MEANINGFUL_RISE", "BIG_RISE", "SEVERE_FROM", "SETTLE_WITHIN", "FINE_PAIN", "WALKS_PER_SORE",
        "EASED_BY",
    ),
    codes=(
        WalkReason.TWO_WALKS_HURT, WalkReason.PAIN_STAYED, WalkReason.TWO_WALKS_UNFINISHED, WalkReason.PAIN_ROSE,
        WalkReason.WALKS_BAD, WalkReason.MADE_IT_WORSE, WalkReason.WORSE_THAN_MORNING, WalkReason.PAIN_AFTER_WALK,
    ),
)  # fmt: skip
STEP_BACK = Article(
    name="ladder.step_back",
    says=_("A worse morning, or pain further down the leg, leads one step back, but not to bed again."),
    evidence=PAIN_RULE,
    source="12,49,51",
    figures=("REST_LIMIT", "MEANINGFUL_RISE", "STEP_BACKS"),
    codes=(WalkReason.LEG_PAIN_LOWER, WalkReason.MORNING_PAIN),
)


def take(climb: Climb, today: Today, entry: Log) -> None:
    """Let one log of today move the ladder."""
    if type(entry) not in STEERING:
        return
    pass_time(climb, today, entry.at)
    because = climb.rung.because
    match entry:
        case Walk():
            _walked(climb, today, entry)
        case CheckIn():
            _checked_in(climb, today, entry)
        case Worse(item="walk"):
            _made_worse(climb, today, entry)
    heal(climb, today, entry.at)
    if climb.rung.because is not because:  # a new decision, whose walks may have to stay short
        pause(climb, today, entry.at)


# --- a walk


def _walked(climb: Climb, today: Today, walk: Walk) -> None:
    rung, before = climb.rung, walk.pain_before
    if before is not None and is_flare(climb, walk.at, before):
        flare(climb, today, walk, before)
        return
    if before is not None and not take_back(climb, walk):
        _feel(climb, today, walk.at, before)
    walk = compared(climb.story.pains, walk)
    rung.bad_walks = rung.bad_walks + 1 if hurt(walk) else 0
    rung.unfinished_walks = rung.unfinished_walks + 1 if walk.finished is False else 0
    if rung.unfinished_walks or walk.pain_hour_later is not None or strained(walk):
        _answer_walk(climb, today, walk)


def _answer_walk(climb: Climb, today: Today, walk: Walk) -> None:
    """Answer a walk that was hard: it hurt or strained, was not finished, or its pain an hour later is known."""
    rung = climb.rung
    if rung.bad_walks >= figures.HARD_WALKS:
        step_back(climb, today, walk.at, WalkReason.TWO_WALKS_HURT, pains(walk))
    elif _still_risen(climb.story, walk):
        step_back(climb, today, walk.at, WalkReason.PAIN_STAYED, pains(walk))
    elif rung.unfinished_walks >= figures.HARD_WALKS:
        step_back(climb, today, walk.at, WalkReason.TWO_WALKS_UNFINISHED)
    elif hurt(walk):
        ease(rung, walk.at, rose(walk))
    elif strained(walk) and not rung.eased and rung.decision is not Decision.STEP_BACK:
        _hold(rung, today, walk)


def _hold(rung: Rung, today: Today, walk: Walk) -> None:
    """Hold the stage where the walks of today so far are more sore than a chance brings."""
    so_far = [each for each in today.walks if each.at <= walk.at]
    if against_good_day(so_far, None):
        rung.decide(walk.at, Decision.HOLD, rose(walk))


def _still_risen(story: Story, walk: Walk) -> bool:
    """Whether the pain an hour later, logged with the walk or by a check-in, is still up by too much."""
    later = walk.pain_hour_later
    if later is None and hurt(walk):
        later = story.pains.checked_in_within_an_hour(walk.at + walk.minutes * MINUTE + figures.SETTLE_WITHIN)
    if later is None or later <= figures.FINE_PAIN or walk.pain_before is None:
        return False
    return later - walk.pain_before >= figures.BIG_RISE


# --- a check-in


def _checked_in(climb: Climb, today: Today, entry: CheckIn) -> None:
    flares = entry.pain is not None and is_flare(climb, entry.at, entry.pain)
    answered = answer(climb, entry)
    if spasm := climb.story.spasm_of(entry):
        relapse(climb, spasm)
    elif entry.pain is not None and flares:
        flare(climb, today, entry, entry.pain)
    elif take_back(climb, entry):
        climb.rung.morning_judged = True
    elif entry.leg == "lower" and _is_first_lower_leg(climb, today, entry):
        step_back(climb, today, entry.at, WalkReason.LEG_PAIN_LOWER)
    elif entry.pain is not None and not answered and _feel(climb, today, entry.at, entry.pain):
        return
    elif entry.walks_felt == "bad" and entry.walks != 0:
        ease(climb.rung, entry.at, Reason(WalkReason.WALKS_BAD))


def _feel(climb: Climb, today: Today, at: datetime, pain: int) -> bool:
    """Answer a resting pain that is much worse than the morning before, or than this morning; True if it is."""
    rung = climb.rung
    if _morning_rose(rung, today, at):
        _step_back_for_morning(climb, today, at)
        return True
    risen = today.first_pain and today.first_pain.at < at and today.pain is not None and pain - today.pain
    if not risen or risen < figures.BIG_RISE or pain < figures.SEVERE_FROM:
        return False
    if rung.eased or rung.decision is Decision.STEP_BACK:
        return False  # today is easier already
    ease(rung, at, Reason(WalkReason.WORSE_THAN_MORNING, {"pain": pain, "before": today.pain}))
    return True


def _is_first_lower_leg(climb: Climb, today: Today, entry: CheckIn) -> bool:
    """Whether this is the first check-in of the day with pain further down the leg."""
    return next(each for each in climb.story.check_ins.on(today.day) if each.leg == "lower") is entry


def _morning_rose(rung: Rung, today: Today, at: datetime) -> bool:
    """Whether an entry at `at` holds the day's first resting pain, clearly above the morning before."""
    first = today.first_pain
    if rung.morning_judged or first is None or first.at != at:
        return False
    rung.morning_judged = True
    now, before = today.pain, rung.morning
    if rung.recovered is Recovery.CONFIRMED:
        return False  # only a flare counts then
    return now is not None and before is not None and now - before >= figures.MEANINGFUL_RISE


def _step_back_for_morning(climb: Climb, today: Today, at: datetime) -> None:
    inputs = {"pain": today.pain, "before": climb.rung.morning}
    step_back(climb, today, at, WalkReason.MORNING_PAIN, inputs)


# --- "this made it worse"


def _made_worse(climb: Climb, today: Today, entry: Worse) -> None:
    """Ease the walks of today; the second time on one day, step back."""
    first = next(each for each in climb.story.of(Worse).on(today.day) if each.item == "walk")
    if first is entry:
        ease(climb.rung, entry.at, Reason(WalkReason.MADE_IT_WORSE))
    else:
        step_back(climb, today, entry.at, WalkReason.MADE_IT_WORSE)
