"""The weekly measures in words: the scores, and what the change means."""

from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.plan.facts import Activities
from recovery.plan.measures import Score, activities_verdict, activity_scores, roland_scores, roland_verdict
from recovery.plan.story import Story

VERDICTS = {
    "first": lazy("Tell it again in a week. Then you see what changes."),
    "recovered": lazy("That is as people feel who call themselves well."),
    "better": lazy("That is a real change for the better."),
    "same": lazy("That is about the same. Small changes mean little."),
    "worse": lazy("That is worse. Tell a doctor or physio."),
}


def show_measures(story: Story) -> list[dict[str, Any]]:
    """Both measures, told or not yet: once a week, for whoever likes."""
    statements, own = roland_scores(story), activity_scores(story)
    count = len(story.of(Activities)[-1].scores) if own else 0
    return [
        _measure(
            "roland", _("24 statements about your day"), _("%(score)g of 24"), statements, roland_verdict(statements)
        ),
        _measure("activities", _("My own activities"), _("%(score)g of 10"), own, activities_verdict(own, count)),
    ]


def _measure(kind: str, name: str, words: str, scores: list[Score], verdict: str) -> dict[str, Any]:
    shown = [scores[0], *scores[-1:]] if len(scores) > 1 else scores
    return {
        "name": name,
        "href": reverse("log_kind", args=[kind]),
        "scores": [
            {"on": date_format(localtime(each.at), "j M"), "score": words % {"score": each.value}} for each in shown
        ],
        "verdict": VERDICTS[verdict] if scores else "",
    }


def _on(score: Score) -> str:
    return date_format(localtime(score.at), "j M")
