"""Answers that contradict each other: ask, and go by the safer one until then."""

from uuid import UUID

import pytest

from tests.plan.cases import START, after, check_in, entry, items, notice, plan, walk

FIRST, SECOND = UUID(int=1), UUID(int=2)


@pytest.mark.parametrize(("minutes", "pains", "asked"), [(60, (3, 8), True), (61, (3, 8), False), (60, (3, 3), False)])
def test_two_pains_within_an_hour_ask_which_is_right(minutes: int, pains: tuple[int, int], asked: bool) -> None:
    journal = [check_in(START, pains[0], id=FIRST), check_in(after(minutes=minutes), pains[1], id=SECOND)]
    told = notice(plan(after(2), *journal), "which_pain")
    assert (told is not None) == asked
    if told:
        assert told.because == {"pains": [3, 8], "entries": [str(FIRST), str(SECOND)]}


@pytest.mark.parametrize("pains", [(3, 8), (8, 3)])
def test_until_then_the_higher_one_counts(pains: tuple[int, int]) -> None:
    journal = [check_in(START, pains[0], id=FIRST), check_in(after(0.5), pains[1], id=SECOND)]
    assert plan(after(2), *journal).severity == "severe"
    undo = entry("withdrawn", after(1), entry=str(FIRST if pains[0] == 8 else SECOND))
    assert plan(after(2), *journal, undo).severity == "mild"
    assert notice(plan(after(2), *journal, undo), "which_pain") is None


def test_no_walk_today_beside_a_walk_keeps_the_walk_and_asks() -> None:
    journal = [walk(after(1), 3, 3), check_in(after(2), 3, walked=False)]
    assert notice(plan(after(3), *journal), "walk_or_not") is not None
    assert items(plan(after(3), *journal), "walk")[0].state == "done"
    assert notice(plan(after(3), *journal[1:]), "walk_or_not") is None
    assert notice(plan(after(30), *journal), "walk_or_not") is None


def test_something_from_before_the_spasm_asks_whether_the_start_is_right() -> None:
    early = walk(after(-2), 3, 3)
    assert notice(plan(after(1), early), "entry_before_onset") is not None
    assert notice(plan(after(1), entry("medicine", after(-2), name="ibuprofen")), "entry_before_onset") is None
    assert notice(plan(after(1), walk(after(0), 3, 3)), "entry_before_onset") is None
