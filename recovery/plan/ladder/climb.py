"""The climb: the walking ladder, day by day, from the onset to now and on into the days to come."""

from collections.abc import Collection, Iterator, Sequence
from copy import copy
from dataclasses import replace
from datetime import datetime

from recovery.plan.advice import Walking
from recovery.plan.clinical import figures
from recovery.plan.enums import Stage
from recovery.plan.history.days import MINUTE, PlanDay, days_after
from recovery.plan.history.screening import Raised
from recovery.plan.history.story import Story
from recovery.plan.ladder.dose import dose
from recovery.plan.ladder.events import take
from recovery.plan.ladder.keep_well import has_walked_enough
from recovery.plan.ladder.limits import pass_time
from recovery.plan.ladder.mornings import newest_morning, wake
from recovery.plan.ladder.pauses import may_limit
from recovery.plan.ladder.rung import Climb, Rung, Step, Today
from recovery.plan.ladder.silence import note_log
from recovery.plan.ladder.walked import compared


def climbed(story: Story, flags: Sequence[Raised]) -> Climb:
    """Climb from the onset to now."""
    graver = [each for each in flags if each.level in "ES"]
    climb = Climb(story, graver, _start(story, graver))
    for day in story.days:
        _live(climb, day, min(day.ends, story.now))
    return climb


def _start(story: Story, flags: Sequence[Raised]) -> Rung:
    """The rung at the onset. Nobody missed a day before the one on which they first came."""
    met = (day.number for day in story.days if story.met_at < day.ends)
    lifts = sorted(each.lifted_at for each in flags if each.level == "E" and each.lifted_at)
    return Rung(story.onset + figures.REST_LIMIT, next(met, story.day.number), tuple(lifts))


def _live(climb: Climb, day: PlanDay, until: datetime) -> None:
    """Live through a plan day up to `until`, and note it as one more step."""
    rung, today = climb.rung, _today(climb, day)
    wake(climb, today)
    first, rung.morning_judged = rung.stage, False
    if today.logs:
        note_log(climb, day)
    for entry in today.logs:
        take(climb, today, entry)
    pass_time(climb, today, until)
    rung.morning = newest_morning(rung, today)
    step = Step(day, first, rung.walked, rung.recovered, today.pain, bool(today.logs), today.walks, today.told)
    rung.steps = (*rung.steps, step)


def _today(climb: Climb, day: PlanDay) -> Today:
    story = climb.story
    first = story.pains.first_on(day)
    pain = story.pains.morning(day, first) if first else None
    told = [each for each in story.check_ins.on(day) if each.walks_felt]
    walks = [compared(story.pains, walk) for walk in story.walks.on(day)]
    return Today(day, first, pain, story.logs_on(day), walks, told[-1] if told else None, may_limit(climb, day))


def ahead(climb: Climb, numbers: Collection[int]) -> Iterator[Step]:
    """The days to come with these numbers: the same climb without new entries."""
    future, still, last = replace(climb, rung=copy(climb.rung)), False, max(numbers)
    rung = future.rung
    for day in days_after(climb.story.day):
        if day.number > last:
            return
        still = still or _stands_still(future)
        if not still:
            _live(future, day, day.ends)
        if day.number in numbers:
            yield Step(day, rung.stage, rung.walked, rung.recovered) if still else rung.steps[-1]


def _stands_still(climb: Climb) -> bool:
    """Whether no day to come can change anything: the last one has no entry, and no rest or check runs out."""
    silent = climb.story.last_said < climb.steps[-1].day.starts
    return silent and climb.rung.stage is not Stage.W1 and not climb.rung.lifts


def walking(climb: Climb) -> Walking:
    """What the rung asks for today."""
    rung, story = climb.rung, climb.story
    walks, minutes, every = dose(rung, story.pains.severity_at(story.now), story.day)
    if rung.walked is Stage.W5 and has_walked_enough(rung):
        walks = 0
    return Walking(rung.walked, walks, minutes, every // MINUTE, rung.decision, rung.because)
