"""Walks once well: each week answers the one before."""

from bisect import bisect_left
from collections.abc import Sequence
from datetime import datetime

from recovery.plan.advice import Reason
from recovery.plan.article import Article
from recovery.plan.clinical import figures
from recovery.plan.enums import Decision, WalkReason
from recovery.plan.ladder.rung import Rung, Step
from recovery.plan.ladder.walked import hurt
from recovery.plan.words import gettext_noop as _

WEEK = 7


KEEP_WELL = Article(
    name="ladder.keep_well",
    says=_("Once well, each week answers the last: longer walks after enough of them, shorter if one hurt."),
    evidence=_("In a trial, people who built up walks, with coaching, stayed well nearly twice as long."),
    source="28,29,proposed",
    figures=("W5_MINUTES", "W5_STEP", "W5_DAYS", "W5_ENOUGH_DAYS", "W5_LONGEST", "BIG_RISE"),
    codes=(WalkReason.KEEP_WELL, WalkReason.WEEK_HURT, WalkReason.GOOD_WEEK, WalkReason.QUIET_WEEK),
)


def keep_well(rung: Rung, starts: datetime) -> None:
    """At the end of each week: more minutes after enough days of walks, fewer after a walk that hurt."""
    steps = steps_well(rung)
    if not steps or len(steps) % WEEK:
        if rung.because.code not in KEEP_WELL.codes:  # what an earlier day decided
            rung.decide(starts, Decision.HOLD, Reason(WalkReason.KEEP_WELL))
        return
    week = steps[-WEEK:]
    walked, longest = {"days": days_walked(week)}, figures.W5_LONGEST - figures.W5_MINUTES
    if _too_much(week):
        rung.more_minutes = max(0, rung.more_minutes - figures.W5_STEP)
        rung.decide(starts, Decision.EASE, Reason(WalkReason.WEEK_HURT, walked))
    elif walked["days"] < figures.W5_ENOUGH_DAYS:
        rung.decide(starts, Decision.HOLD, Reason(WalkReason.QUIET_WEEK, walked))
    elif rung.more_minutes < longest:
        rung.more_minutes = min(longest, rung.more_minutes + figures.W5_STEP)
        rung.decide(starts, Decision.ADVANCE, Reason(WalkReason.GOOD_WEEK, walked))
    else:
        rung.decide(starts, Decision.HOLD, Reason(WalkReason.KEEP_WELL))


def has_walked_enough(rung: Rung) -> bool:
    """Whether this week already has a walk on as many days as are asked for."""
    before = steps_well(rung)[:-1]
    return days_walked(before[len(before) // WEEK * WEEK :]) >= figures.W5_DAYS


def steps_well(rung: Rung) -> Sequence[Step]:
    """The days since the present stage was reached."""
    since = rung.since
    first = bisect_left(rung.steps, since, key=lambda step: step.day.starts) if since else len(rung.steps)
    return rung.steps[first:]


def days_walked(steps: Sequence[Step]) -> int:
    """On how many of these days a walk was logged."""
    return sum(bool(step.walks) for step in steps)


def _too_much(week: Sequence[Step]) -> bool:
    """Whether a walk raised the pain by too much."""
    return any(map(hurt, (walk for step in week for walk in step.walks)))
