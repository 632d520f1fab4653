"""The weekly measures in words: the scores, and what their change means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.plan.entries import Activities
from recovery.plan.history.story import Story
from recovery.plan.review.measures import (
    Score,
    Verdict,
    activities_verdict,
    activity_scores,
    roland_scores,
    roland_verdict,
)
from recovery.presenters.page_links import page_href
from recovery.presenters.say import Text, local_day

VERDICTS: Mapping[Verdict, Text] = {
    Verdict.FIRST: lazy("Tell it again in a week. Then you see what changes."),
    Verdict.RECOVERED: lazy("That is as people feel who call themselves well."),
    Verdict.BETTER: lazy("That is a real change for the better."),
    Verdict.SAME: lazy("That is about the same. Small changes mean little."),
    Verdict.WORSE: lazy("That is worse. Tell a doctor or physio."),
}


@dataclass(frozen=True)
class ShownScore:
    """One score with its day."""

    on: str
    score: str


@dataclass(frozen=True)
class Measure:
    """One measure: the address of its form, its first and last score, and what the change means."""

    name: str
    href: str
    scores: Sequence[ShownScore]
    verdict: Text


def show_measures(story: Story) -> list[Measure]:
    """Both measures, filled in or not yet."""
    statements, own = roland_scores(story), activity_scores(story)
    count = len(story.of(Activities)[-1].scores) if own else 0
    return [
        Measure(
            name=_("24 statements about your day"),
            href=page_href("log_kind", "roland"),
            scores=_shown(statements, _("%(score)g of 24")),
            verdict=VERDICTS[roland_verdict(statements)] if statements else "",
        ),
        Measure(
            name=_("My own activities"),
            href=page_href("log_kind", "activities"),
            scores=_shown(own, _("%(score)g of 10")),
            verdict=VERDICTS[activities_verdict(own, count)] if own else "",
        ),
    ]


def _shown(scores: Sequence[Score], words: str) -> list[ShownScore]:
    """The first score and the last, or the only one."""
    shown = [scores[0], scores[-1]] if len(scores) > 1 else scores
    return [ShownScore(local_day(each.at, "j M"), words % {"score": each.value}) for each in shown]
