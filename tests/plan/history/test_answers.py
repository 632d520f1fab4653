"""Which check-in can be said again."""

import pytest

from recovery.plan.entries import parse_journal
from recovery.plan.history.answers import fresh_check_in
from recovery.plan.history.story import Story
from tests.plan.cases import Raw, about, after, check_in, onset


@pytest.mark.parametrize(
    ("told", "hours", "pain"),
    [
        ([], 1, None),
        ([check_in(after(1), 5)], 1, 5),
        ([check_in(after(1), 5)], 19, 5),
        ([check_in(after(1), 5)], 19.01, None),
        ([check_in(after(1), 5), check_in(after(2), 3)], 20, 3),
        ([check_in(after(1), 5), check_in(after(2), sudden=True)], 3, 5),
    ],
)
def test_same_as_before_says_the_last_pain_of_18_hours(told: list[Raw], hours: float, pain: int | None) -> None:
    now = after(hours)
    last = fresh_check_in(Story(parse_journal([about(), onset(), *told], now), now))
    assert (last and last.pain) == pain
