"""The weekly measures: how many statements are ticked, how hard the own activities are, and what a change means."""

from dataclasses import dataclass
from datetime import datetime

from recovery.plan import figures
from recovery.plan.facts import Activities, Roland
from recovery.plan.story import Story


@dataclass(frozen=True)
class Score:
    """One measurement; lower is better."""

    at: datetime
    value: float


def roland_scores(story: Story) -> list[Score]:
    """The number of statements ticked each time, oldest first: 0 to 24."""
    return [Score(each.at, len(each.ticked)) for each in story.of(Roland)]


def roland_verdict(scores: list[Score]) -> str:
    """What the last score says beside the first: "recovered", "better", "worse", "same"; "first" for a single one."""
    if len(scores) < 2:
        return "first"
    first, last = scores[0].value, scores[-1].value
    if last <= figures.ROLAND_RECOVERED < first:
        return "recovered"
    return _verdict(first, last, figures.ROLAND_CHANGE, share=figures.MEANINGFUL_SHARE)


def activity_scores(story: Story) -> list[Score]:
    """The mean of the own activities each time, oldest first: 0 (as ever) to 10 (not at all)."""
    told = story.of(Activities)
    return [Score(each.at, round(sum(one.score for one in each.scores) / len(each.scores), 1)) for each in told]


def activities_verdict(scores: list[Score], count: int) -> str:
    """What the last mean of `count` activities says beside the first; one alone must change more."""
    if len(scores) < 2:
        return "first"
    change = figures.ACTIVITY_CHANGE if count == 1 else figures.ACTIVITIES_CHANGE
    return _verdict(scores[0].value, scores[-1].value, change)


def _verdict(first: float, last: float, change: float, share: float | None = None) -> str:
    """A change counts from so many points on, or, going down, from a share of the first."""
    if first - last >= change or (share and first > last and first - last >= first * share):
        return "better"
    return "worse" if last - first >= change else "same"
