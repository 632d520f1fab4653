"""The weekly measures: how many statements are ticked, how hard the own activities are, and what a change means."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from recovery.plan.article import Article
from recovery.plan.clinical import figures
from recovery.plan.entries import Activities, Roland
from recovery.plan.history.story import Story
from recovery.plan.words import gettext_noop as _

VERDICT = Article(
    name="measures.verdict",
    says=_("Once a week, on wish: 24 statements and your own things show whether a change is real."),
    evidence=_("Studies say which change means something. The statements are those of Roland and Morris."),
    source="51,53,73,74,75",
    figures=("ROLAND_CHANGE", "ROLAND_RECOVERED", "ACTIVITIES_CHANGE", "ACTIVITY_CHANGE", "MEANINGFUL_SHARE"),
)


class Verdict(StrEnum):
    """What the last weekly measure says beside the first; `first` for a single one."""

    FIRST = "first"
    RECOVERED = "recovered"
    BETTER = "better"
    SAME = "same"
    WORSE = "worse"


@dataclass(frozen=True)
class Score:
    """One measurement; lower is better."""

    at: datetime
    value: float


def roland_scores(story: Story) -> list[Score]:
    """Return the number of statements ticked each time, oldest first: 0 to 24."""
    return [Score(each.at, len(each.ticked)) for each in story.of(Roland)]


def roland_verdict(scores: list[Score]) -> Verdict:
    """Compare the last score with the first."""
    if len(scores) < 2:
        return Verdict.FIRST
    first, last = scores[0].value, scores[-1].value
    if last <= figures.ROLAND_RECOVERED < first:
        return Verdict.RECOVERED
    return _verdict(first, last, figures.ROLAND_CHANGE, share=figures.MEANINGFUL_SHARE)


def activity_scores(story: Story) -> list[Score]:
    """Return the mean of the own activities each time, oldest first: 0 (as ever) to 10 (not at all)."""
    answers = story.of(Activities)
    return [Score(each.at, round(sum(one.score for one in each.scores) / len(each.scores), 1)) for each in answers]


def activities_verdict(scores: list[Score], count: int) -> Verdict:
    """Compare the last mean of `count` activities with the first; one alone must change more."""
    if len(scores) < 2:
        return Verdict.FIRST
    change = figures.ACTIVITY_CHANGE if count == 1 else figures.ACTIVITIES_CHANGE
    return _verdict(scores[0].value, scores[-1].value, change)


def _verdict(first: float, last: float, change: float, share: float | None = None) -> Verdict:
    """A change counts from so many points on or, downwards, from a share of the first."""
    if first - last >= change or (share and first > last and first - last >= first * share):
        return Verdict.BETTER
    return Verdict.WORSE if last - first >= change else Verdict.SAME
