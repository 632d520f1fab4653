"""The stages of the walking ladder in words and drawings: one row a stage."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as lazy

from recovery.plan.advice import Plan
from recovery.plan.clinical import figures
from recovery.plan.enums import Stage
from recovery.presenters.say import Text

SHORT_WALKS = lazy("Short walks")


def often(text: Text, length: timedelta) -> Text:
    """Fill in how often a walk comes: every hour, every half hour, or every so many minutes."""
    minutes = length // timedelta(minutes=1)
    words = {60: lazy("every hour"), 30: lazy("every half hour")}
    return format_lazy(text, every=words.get(minutes) or format_lazy(lazy("every {minutes} minutes"), minutes=minutes))


@dataclass(frozen=True)
class StageWords:
    """How one stage is shown.

    `bars` are the filled ones of five rising bars, `percent` is how far along the five parts of the phase bar it is, in
    per cent of a part. `next` says what comes after it, `walks` names its walks in the counter.
    """

    name: Text
    bars: int
    percent: int
    next: Text
    walks: Text


STAGES: Mapping[Stage, StageWords] = {
    Stage.W1: StageWords(lazy("Mainly rest"), 1, 100, lazy("Next: short walks"), lazy("On your feet")),
    Stage.W2: StageWords(SHORT_WALKS, 2, 200, often(lazy("Next: {every}"), figures.W3A_EVERY), SHORT_WALKS),
    Stage.W3A: StageWords(
        often(lazy("A walk {every}"), figures.W3A_EVERY),
        3,
        250,
        often(lazy("Next: {every}"), figures.W3B_EVERY),
        SHORT_WALKS,
    ),
    Stage.W3B: StageWords(
        often(lazy("A walk {every}"), figures.W3B_EVERY), 3, 300, lazy("Next: longer walks"), SHORT_WALKS
    ),
    Stage.W4: StageWords(lazy("Longer walks"), 4, 400, lazy("Next: walk as you like"), lazy("Walks")),
    Stage.W5: StageWords(lazy("Walk as you like"), 5, 500, lazy("All 5 steps done"), lazy("Walks")),
}


def mainly_rest(plan: Plan) -> bool:
    """True on a day on which rest comes first."""
    return plan.day.walking is not None and plan.day.walking.stage == Stage.W1


def stage_bars(stage: Stage | None) -> int:
    """The number of filled bars; 0 without a stage."""
    return STAGES[stage].bars if stage else 0
