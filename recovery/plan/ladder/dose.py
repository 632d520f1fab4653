"""What a stage of the ladder asks for in a day: how many walks, how long, how far apart."""

from datetime import timedelta
from typing import NamedTuple, assert_never

from recovery.plan.article import Article
from recovery.plan.clinical import figures
from recovery.plan.enums import Severity, Stage
from recovery.plan.history.days import PlanDay
from recovery.plan.ladder.rung import Rung
from recovery.plan.words import gettext_noop as _

NO_TIME = timedelta(0)


MOVING = _("Moving does a little better than bed rest. Nobody has tested these very steps.")
STEPS = Article(
    name="ladder.steps",
    says=_(
        "Steps lead from mainly rest to walks as you like, each with its own walks. "
        "Their number and minutes are the least, and no limit."
    ),
    evidence=_(
        "Moving does a little better than bed rest, and people in strong pain took thousands of steps on day 1. "
        "Nobody has tested these very steps."
    ),
    source="seed,6,8,28,29,132",
    differs=_(
        "Guidelines say to stay active; those that we read name no steps. "
        "Walks by the hour and the half hour come from the first plan. No trial has tested the ladder."
    ),
    figures=(
        "W1_EVERY", "W1_MINUTES", "W2_WALKS", "W2_MINUTES", "W2_EVERY", "W3A_EVERY", "W3A_MINUTES", "W3B_EVERY",
        "W3B_MINUTES", "W3B_MOST", "W4_WALKS", "W4_MINUTES", "W4_EVERY", "W5_WALKS", "W5_MINUTES", "W5_LONGEST",
    ),
)  # fmt: skip


class Dose(NamedTuple):
    """Walks a day, minutes each, and the time from start to start."""

    walks: int
    minutes: int
    every: timedelta


def dose(rung: Rung, severity: Severity, day: PlanDay) -> Dose:
    """What a rung asks for on a day; an eased one asks for shorter walks, farther apart."""
    awake = max(day.bedtime - day.rises, NO_TIME)
    walks, minutes, every = _full_dose(rung.walked, severity, rung.more_minutes)
    walks = min(walks or _fitting(awake, every), _fitting(awake, every))
    if not rung.eased:
        return Dose(walks, minutes, every)
    gap = figures.EASED_BY * every
    return Dose(min(walks, _fitting(awake, gap)), max(1, minutes // figures.EASED_BY), gap)


def _fitting(awake: timedelta, every: timedelta) -> int:
    """How many walks fit into the waking hours, at least one."""
    return max(1, int(awake / every))


def _full_dose(stage: Stage, severity: Severity, more_minutes: int) -> Dose:
    """What a stage asks for; 0 walks means as many as fit."""
    match stage:
        case Stage.W1:
            return Dose(0, figures.W1_MINUTES[severity], figures.W1_EVERY)
        case Stage.W2:
            return Dose(figures.W2_WALKS[severity], figures.W2_MINUTES[severity], figures.W2_EVERY)
        case Stage.W3A:
            return Dose(0, figures.W3A_MINUTES[severity], figures.W3A_EVERY)
        case Stage.W3B:
            return Dose(figures.W3B_MOST // figures.W3B_MINUTES, figures.W3B_MINUTES, figures.W3B_EVERY)
        case Stage.W4:
            return Dose(figures.W4_WALKS, figures.W4_MINUTES + more_minutes, figures.W4_EVERY)
        case Stage.W5:
            minutes = min(figures.W5_LONGEST, figures.W5_MINUTES + more_minutes)
            return Dose(figures.W5_WALKS, minutes, figures.W4_EVERY)
        case _:
            assert_never(stage)
