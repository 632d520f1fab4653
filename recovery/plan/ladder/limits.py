"""What time alone does to the ladder: rest runs out, and a checked emergency is lifted."""

from datetime import datetime

from recovery.plan.article import OUR_CHOICE, Article
from recovery.plan.enums import LADDER, Decision, Stage, WalkReason
from recovery.plan.ladder.pauses import pause
from recovery.plan.ladder.recovery import take_back_if_flagged
from recovery.plan.ladder.rung import Climb, Rung, Today
from recovery.plan.words import gettext_noop as _

AFTER_CHECK = Article(
    name="ladder.after_check",
    says=_("After an emergency sign was checked, walks start again short."),
    evidence=OUR_CHOICE,
    source="proposed",
    codes=(WalkReason.AFTER_CHECK,),
)


def pass_time(climb: Climb, today: Today, until: datetime) -> None:
    """Let time pass on a day, up to `until`."""
    rung = climb.rung
    if Stage.W1 in (rung.stage, rung.before_recovery):
        _end_rest(rung, until)  # before a recovery falls back to that rest
    if climb.flags:
        take_back_if_flagged(climb, until)
    if rung.lifts:
        _lift(rung, today, until)
    pause(climb, today, until)


def _lift(rung: Rung, today: Today, until: datetime) -> None:
    """Start again at short walks, or lower, after a check lifted an emergency."""
    while rung.lifts and rung.lifts[0] <= until:
        at, *later = rung.lifts
        rung.lifts = tuple(later)
        if LADDER.index(rung.stage) > LADDER.index(Stage.W2):
            rung.move(Stage.W2, max(at, today.day.starts), Decision.STEP_BACK, WalkReason.AFTER_CHECK, {})


def _end_rest(rung: Rung, until: datetime) -> None:
    """End rest at its limit, with or without logs."""
    if until < rung.rest_until:
        return
    if rung.stage is Stage.W1:
        rung.move(Stage.W2, rung.rest_until, Decision.FLOOR, WalkReason.REST_LIMIT, {})
    else:
        rung.before_recovery = Stage.W2
