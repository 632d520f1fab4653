"""Days without a log, and the three answers that set the stage after them."""

from datetime import datetime

from recovery.plan.article import OUR_CHOICE, Article
from recovery.plan.clinical import figures
from recovery.plan.entries import CheckIn
from recovery.plan.enums import Ask, Decision, GateReason, Recovery, Stage, WalkReason
from recovery.plan.history.days import PlanDay
from recovery.plan.ladder.recovery import forget
from recovery.plan.ladder.rung import Climb, Rung, lower
from recovery.plan.words import gettext_noop as _

QUESTIONS = (Ask.PAIN, Ask.LONGEST_WALK, Ask.SCREEN)


SILENCE = Article(
    name="ladder.silence",
    says=_("After days without a log the plan asks three things, and your answers set the step."),
    evidence=OUR_CHOICE,
    source="proposed",
    figures=("ASK_AFTER", "RETURN_W4_FROM", "RETURN_W3_FROM"),
    codes=(GateReason.SILENCE, WalkReason.AFTER_SILENCE),
)


def missed_days(rung: Rung, day: PlanDay) -> int:
    """How many whole plan days before `day` had no log."""
    return max(0, day.number - rung.last_log - 1)


def is_silent(climb: Climb, day: PlanDay) -> bool:
    """Whether so many days had no log that questions come first; not once the person is well, or the plan is over."""
    rung, is_daily = climb.rung, climb.story.has_daily_plan(day.starts)
    return is_daily and missed_days(rung, day) >= figures.ASK_AFTER and rung.recovered is not Recovery.CONFIRMED


def note_log(climb: Climb, day: PlanDay) -> None:
    """Note that a day has a log; the first one after a silence brings the questions."""
    rung = climb.rung
    if is_silent(climb, day):
        rung.asks = QUESTIONS
    rung.last_log = max(rung.last_log, day.number)


def answer(climb: Climb, entry: CheckIn) -> bool:
    """Take the answers of a check-in; the last one that was missing sets the stage, and returns True."""
    rung = climb.rung
    if not rung.asks:
        return False
    answered = {
        Ask.PAIN: entry.pain is not None,
        Ask.LONGEST_WALK: entry.longest_walk is not None,
        Ask.SCREEN: bool(entry.screened),
    }
    rung.asks = tuple(ask for ask in rung.asks if not answered[ask])
    if rung.asks:
        return False
    longest = _longest_walk(climb, entry.at)
    stage = _stage_for(climb, longest, entry.at)
    if stage is not Stage.W5:
        forget(rung)
    rung.move(stage, entry.at, Decision.START, WalkReason.AFTER_SILENCE, {"minutes": longest})
    return True


def _longest_walk(climb: Climb, until: datetime) -> int:
    """The minutes of the newest answer about the longest walk."""
    answers = (each.longest_walk for each in reversed(climb.story.check_ins) if each.at <= until)
    return next((minutes for minutes in answers if minutes is not None), 0)


def _stage_for(climb: Climb, longest: int, at: datetime) -> Stage:
    """The stage for a longest walk of so many minutes; with an open flag never a step up."""
    stage = Stage.W2
    if longest >= figures.RETURN_W4_FROM:
        stage = Stage.W5 if climb.rung.recovered_from else Stage.W4
    elif longest >= figures.RETURN_W3_FROM:
        stage = Stage.W3A
    flagged = any(flag.open_at(at) for flag in climb.flags)
    return lower(stage, climb.rung.stage) if flagged else stage
