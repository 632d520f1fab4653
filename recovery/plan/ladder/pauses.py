"""What keeps walks short at every stage: an open sign, a person who cannot walk, a daily plan that is over."""

from collections.abc import Iterator
from datetime import datetime

from recovery.plan.advice import Reason
from recovery.plan.article import OUR_CHOICE, Article
from recovery.plan.clinical import figures
from recovery.plan.enums import HOURLY, LADDER, Decision, Flag, Stage, WalkReason
from recovery.plan.history.days import PlanDay
from recovery.plan.history.story import Story
from recovery.plan.ladder.rung import Climb, Today, lower
from recovery.plan.words import gettext_noop as _

type Limit = tuple[Stage, WalkReason | None]  # the highest stage that is walked now, and why
# With these signs only walks to the toilet go on, also when rest would be over.
TOILET_ONLY = frozenset((Flag.S4, Flag.S5, Flag.S6, Flag.S7, Flag.S8))
SIGNS = (WalkReason.FLAG_OPEN, WalkReason.CANNOT_WALK, WalkReason.SIGN_CHECKED)

PAUSE = Article(
    name="ladder.pause",
    says=_(
        "While a sign for today is open, walks stay short, or lead to the toilet only. "
        "Once it is checked, your step comes back, on that day with a short walk every hour at most."
    ),
    evidence=OUR_CHOICE,
    source="proposed",
    codes=(WalkReason.FLAG_OPEN, WalkReason.SIGN_CHECKED, WalkReason.WALKS_AGAIN),
)
CANNOT_WALK = Article(
    name="ladder.cannot_walk",
    says=_("Once you say that you cannot walk, walks lead to the toilet only, for %(CANNOT_WALK_LASTS)s hours."),
    evidence=OUR_CHOICE,
    source="proposed",
    figures=("CANNOT_WALK_LASTS",),
    codes=(WalkReason.CANNOT_WALK,),
)


def open_flags(climb: Climb, moment: datetime) -> frozenset[str]:
    """The E and S flags that are open at `moment`."""
    return frozenset(flag for each in climb.flags if each.open_at(moment) for flag in each.flags)


def pause(climb: Climb, today: Today, until: datetime) -> None:
    """Let signs, and the answer that the person cannot walk, shorten the walks at `until`, or give them back."""
    rung = climb.rung
    if not today.may_limit and rung.allowed is Stage.W5:
        return  # as on most days
    full = lower(rung.stage, rung.most)
    limits = [*_limits(climb, today, until, full)]
    was_shortened = lower(rung.allowed, full) is not full
    rung.allowed, code = min(limits, key=_height) if limits else (Stage.W5, None)
    shortened = lower(rung.allowed, full) is not full
    if shortened and code and rung.because.code is not code:
        rung.decide(until, Decision.EASE, Reason(code))
    elif was_shortened and not shortened and rung.because.code in SIGNS:
        rung.decide(until, Decision.HOLD, Reason(code if code is WalkReason.FLAG_OPEN else WalkReason.WALKS_AGAIN))


def cannot_walk(story: Story, moment: datetime) -> bool:
    """Whether the newest answer, still fresh, is that the person cannot walk."""
    last = story.walkings.last(moment)
    return last is not None and last.can_walk == "no" and moment - last.at < figures.CANNOT_WALK_LASTS


def may_limit(climb: Climb, day: PlanDay) -> bool:
    """Whether anything may keep walks short at some time of a day: a sign, a person who cannot walk, the plan's end."""
    story = climb.story
    if climb.flags or story.daily_plan_until(day.starts) <= day.ends:
        return True
    answers = story.walkings.within(day.starts - figures.CANNOT_WALK_LASTS, day.ends)
    return any(each.can_walk == "no" for each in answers)


def _limits(climb: Climb, today: Today, until: datetime, full: Stage) -> Iterator[Limit]:
    """What keeps the walks of the stage `full` short now."""
    if climb.flags:
        yield from _limits_of_signs(climb, today, until)
    if cannot_walk(climb.story, until):
        yield Stage.W1, WalkReason.CANNOT_WALK
    if full in HOURLY and not climb.story.has_daily_plan(until):
        yield Stage.W2, None  # the hourly walks are over with the daily plan


def _limits_of_signs(climb: Climb, today: Today, until: datetime) -> Iterator[Limit]:
    if flags := open_flags(climb, until):
        yield Stage.W1 if flags & TOILET_ONLY else Stage.W2, WalkReason.FLAG_OPEN
    if any(each.lifted_at and today.day.starts <= each.lifted_at <= until for each in climb.flags):
        yield Stage.W3A if climb.story.has_daily_plan(until) else Stage.W2, WalkReason.SIGN_CHECKED


def _height(limit: Limit) -> int:
    return LADDER.index(limit[0])
