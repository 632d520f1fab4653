"""Where an episode starts: pain that comes back belongs to it, until a month without pain has passed."""

import pytest

from recovery.plan.entries import parse_journal
from recovery.plan.history.story import Story
from tests.plan.cases import Raw, about, after, check_in, onset, walk

MONTH = 30 * 24


@pytest.mark.parametrize(
    ("entries", "expected"),
    [
        ([], 0),
        ([check_in(after(1), 6)], 0),
        ([check_in(after(10), 1), check_in(after(10 + MONTH), 4)], 10 + MONTH),
        ([check_in(after(10), 1), check_in(after(9.9 + MONTH), 4)], 0),
        ([check_in(after(10), 1), check_in(after(10 + MONTH), 3)], 0),
        ([check_in(after(10), 2), check_in(after(10 + MONTH), 4)], 0),
        ([check_in(after(10), 1), check_in(after(200), 2), check_in(after(10 + MONTH), 4)], 0),
        ([check_in(after(10), 1), check_in(after(10 + MONTH), sudden=True)], 10 + MONTH),
        ([check_in(after(10), 1), walk(after(10 + MONTH), 4, 4)], 10 + MONTH),
    ],
)
def test_episode_start_is_anew_after_a_month_without_pain(entries: list[Raw], expected: float) -> None:
    now = after(2 * MONTH)
    found = Story(parse_journal([about(), onset(), *entries], now), now)
    assert found.episode_from == after(expected)
