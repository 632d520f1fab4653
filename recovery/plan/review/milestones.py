"""What was reached on the way, and what to aim at next."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import takewhile

from recovery.plan.article import OUR_CHOICE, Article
from recovery.plan.clinical import figures
from recovery.plan.entries import Walk
from recovery.plan.enums import LADDER, Decision, Recovery, Stage
from recovery.plan.situation import Situation
from recovery.plan.words import gettext_noop as _


class Mark(StrEnum):
    """A milestone on the way."""

    FIRST_WALK = "first_walk"
    FIRST_WALK_OUTSIDE = "first_walk_outside"
    SLEPT_WELL = "slept_well"
    WALKS_EVERY_HOUR = "walks_every_hour"
    WALKS_EVERY_HALF_HOUR = "walks_every_half_hour"
    TEN_MINUTES = "ten_minutes"
    TWENTY_MINUTES = "twenty_minutes"
    THIRTY_MINUTES = "thirty_minutes"
    MILD_DAY = "mild_day"
    NORMAL_THINGS = "normal_things"
    RECOVERED = "recovered"
    CONFIRMED = "confirmed"


STAGES = {Mark.WALKS_EVERY_HOUR: Stage.W3A, Mark.WALKS_EVERY_HALF_HOUR: Stage.W3B}
LONG_WALKS = (Mark.TEN_MINUTES, Mark.TWENTY_MINUTES, Mark.THIRTY_MINUTES)
# What is worth aiming at next, in this order. The rest comes by itself, or says nothing about what to do.
AHEAD = (
    Mark.FIRST_WALK,
    Mark.WALKS_EVERY_HOUR,
    Mark.WALKS_EVERY_HALF_HOUR,
    Mark.TEN_MINUTES,
    Mark.TWENTY_MINUTES,
    Mark.THIRTY_MINUTES,
    Mark.RECOVERED,
    Mark.CONFIRMED,
)
MILESTONES = Article(
    name="course.milestones",
    says=_("Some things are a mark on the way: a first walk, longer walks, a day of mild pain, being well."),
    evidence=OUR_CHOICE,
    source="proposed",
    figures=("MODERATE_FROM", "W4_MINUTES", "W4_LONGEST", "HALFWAY_MINUTES"),
)


@dataclass(frozen=True)
class Milestone:
    """Something reached at an instant."""

    code: Mark
    at: datetime


def milestones(s: Situation) -> Iterator[Milestone]:
    """Yield what was reached, each with its first instant; what was lost again since is not reached."""
    for code, instants in _instants(s).items():
        at = next(iter(instants), None)
        if at is not None:
            yield Milestone(code, at)


def ahead(s: Situation, reached: set[Mark]) -> Mark | None:
    """Return the next thing to aim at; a person above hourly or half-hourly walks has passed them."""
    if s.walking is None:
        return None
    stage = s.walking.stage
    above = {code for code, of in STAGES.items() if LADDER.index(stage) > LADDER.index(of)}
    passed = (reached - _lost(s, stage)) | above
    return next((code for code in AHEAD if code not in passed), None)


def _lost(s: Situation, stage: Stage) -> set[Mark]:
    """Return the walks of higher stages than this one that were not walked since the last start or step back."""
    since = max(turn.at for turn in s.climb.turns if turn.decision in (Decision.START, Decision.STEP_BACK))
    stages = STAGES | dict.fromkeys(LONG_WALKS, Stage.W4)
    higher = {code for code, of in stages.items() if LADDER.index(of) > LADDER.index(stage)}
    return {code for code, instants in _instants(s).items() if code in higher and all(at <= since for at in instants)}


def _instants(s: Situation) -> Mapping[Mark, Iterable[datetime]]:
    """Return the instants at which each mark was reached, oldest first."""
    return {
        Mark.FIRST_WALK: (walk.at for walk in _walks(s)),
        Mark.FIRST_WALK_OUTSIDE: (walk.at for walk in _walks(s) if walk.where == "outside"),
        Mark.SLEPT_WELL: (each.at for each in s.story.check_ins if each.slept == "well"),
        **{code: _at_stage(s, stage) for code, stage in STAGES.items()},
        Mark.TEN_MINUTES: _walks_of(s, figures.W4_MINUTES),
        Mark.TWENTY_MINUTES: _walks_of(s, figures.HALFWAY_MINUTES),
        Mark.THIRTY_MINUTES: _walks_of(s, figures.W4_LONGEST),
        Mark.MILD_DAY: _mild_days(s),
        Mark.NORMAL_THINGS: _normal_again(s),
        Mark.RECOVERED: filter(None, [s.climb.rung.recovered_from]),
        Mark.CONFIRMED: _confirmed(s),
    }


def _at_stage(s: Situation, stage: Stage) -> Iterator[datetime]:
    return (turn.at for turn in s.climb.turns if turn.stage == stage)


def _walks(s: Situation) -> Sequence[Walk]:
    """Return the walks since it started: one before that is no mark on the way."""
    return s.story.walks.since(s.story.onset)


def _walks_of(s: Situation, minutes: int) -> Iterator[datetime]:
    return (walk.at for walk in _walks(s) if walk.minutes >= minutes)


def _mild_days(s: Situation) -> Iterator[datetime]:
    """Yield the evenings of whole days with a known pain that was mild all day."""
    for day in s.story.days[:-1]:
        pains = [pain.value for pain in s.story.pains.on(day)]
        if day.number > 0 and pains and max(pains) < figures.MODERATE_FROM:
            yield day.bedtime


def _normal_again(s: Situation) -> list[datetime]:
    """Return every "nothing keeps me from normal things" since the last answer that something does."""
    answers = [each for each in s.story.check_ins if each.limits is not None]
    return [each.at for each in takewhile(lambda each: not each.limits, reversed(answers))][::-1]


def _confirmed(s: Situation) -> Iterator[datetime]:
    since = s.climb.rung.recovered_from
    lived = (step for step in s.climb.steps if since and step.day.starts >= since)
    return (step.day.starts for step in lived if step.recovered == Recovery.CONFIRMED)
