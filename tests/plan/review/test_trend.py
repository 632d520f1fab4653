"""How the resting pain of an episode moved."""

import pytest

from tests.plan.cases import START, check_in, days_of, on, walk
from tests.plan.review.courses import course_at


@pytest.mark.parametrize(
    ("pains", "code"),
    [
        ([8, 6], "down"),
        ([8, 7], "same"),
        ([3, 2], "down"),  # a third less
        ([1, 0], "down"),
        ([0, 0], "same"),
        ([4, 5], "same"),
        ([4, 6], "up"),
        ([8, None], "too_little"),
    ],
)
def test_a_change_counts_from_two_points_or_a_third(pains: list[int | None], code: str) -> None:
    assert course_at(on(2, "12:00"), *days_of(pains)).finding.code == code


def test_the_finding_leaves_out_pain_after_walks_and_the_lower_of_two_that_contradict() -> None:
    logs = [check_in(on(1, "09:05"), 7), walk(on(1, "12:00"), 5, 8)]
    last = course_at(on(1, "13:00"), *logs).finding.last
    assert last is not None
    assert last.value == 5
    torn = [*logs, check_in(on(1, "18:00"), 6), check_in(on(1, "18:30"), 2)]
    last = course_at(on(1, "19:00"), *torn).finding.last
    assert last is not None
    assert (last.value, last.at) == (6, on(1, "18:00"))


def test_a_new_episode_is_compared_with_its_own_start() -> None:
    quiet = [check_in(on(day, "09:05"), 0) for day in range(2, 41)]
    found = course_at(
        on(42, "10:00"), check_in(START, 8), *quiet, check_in(on(41, "09:00"), 5), check_in(on(42, "09:00"), 3)
    )
    assert found.finding.first is not None
    assert (found.finding.code, found.finding.first.value) == ("down", 5)
