"""The weekly measures: their scores, and what a change means."""

from datetime import timedelta

import pytest

from recovery.plan.entries import parse_journal
from recovery.plan.history.story import Story
from recovery.plan.review.measures import Score, activities_verdict, activity_scores, roland_scores, roland_verdict
from tests.plan.cases import START, about, after, entry, onset


def scores(*values: float) -> list[Score]:
    return [Score(START + timedelta(days=7 * place), value) for place, value in enumerate(values)]


@pytest.mark.parametrize(
    ("values", "verdict"),
    [
        ((), "first"),
        ((14,), "first"),
        ((14, 9), "better"),
        ((14, 10), "same"),
        ((10, 7), "better"),
        ((10, 8), "same"),
        ((3, 2), "recovered"),
        ((2, 1), "better"),
        ((2, 2), "same"),
        ((9, 14), "worse"),
        ((9, 13), "same"),
        ((14, 20, 2), "recovered"),
        ((0, 0), "same"),
    ],
)
def test_a_change_of_five_statements_or_of_30_per_cent_means_something(values: tuple[float, ...], verdict: str) -> None:
    assert roland_verdict(scores(*values)) == verdict


@pytest.mark.parametrize(
    ("values", "count", "verdict"),
    [
        ((7,), 3, "first"),
        ((7, 5), 3, "better"),
        ((7, 5.1), 3, "same"),
        ((7, 5), 1, "same"),
        ((7, 4), 1, "better"),
        ((5, 7), 2, "worse"),
    ],
)
def test_two_points_of_the_mean_and_three_of_one_alone(values: tuple[float, ...], count: int, verdict: str) -> None:
    assert activities_verdict(scores(*values), count) == verdict


def test_scores_come_from_the_journal_without_withdrawn_entries() -> None:
    things = [{"name": "Socks", "score": 7}, {"name": "Drive", "score": 4}]
    journal = [
        entry("roland", after(1), ticked=[1, 2, 24]),
        entry("roland", after(2), ticked=[], id="00000000-0000-0000-0000-000000000001"),
        entry("withdrawn", after(3), entry="00000000-0000-0000-0000-000000000001"),
        entry("activities", after(4), scores=things),
    ]
    story = Story(parse_journal([about(), onset(), *journal], after(5)), after(5))
    assert [each.value for each in roland_scores(story)] == [3]
    assert [each.value for each in activity_scores(story)] == [5.5]
