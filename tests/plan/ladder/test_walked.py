"""What one walk did to the pain."""

import pytest

from recovery.plan.advice import Reason
from recovery.plan.entries import CheckIn, Walk, parse
from recovery.plan.enums import WalkReason
from recovery.plan.ladder.walked import against_good_day, ended_well, hurt, is_rated, pains, rated, rise, strained
from tests.plan.cases import START

HEAD = {"kind": "walk", "id": "00000000-0000-0000-0000-000000000001", "at": START, "entered_at": START, "by": "self"}


def walk(before: int | None, after: int | None) -> Walk:
    found = parse(HEAD | {"minutes": 4, "pain_before": before, "pain_after": after})
    assert isinstance(found, Walk)
    return found


@pytest.mark.parametrize(
    ("before", "after", "risen"),
    [(None, None, None), (3, None, None), (None, 3, None), (3, 3, 0), (3, 6, 3), (4, 2, -2)],
)
def test_rise(before: int | None, after: int | None, risen: int | None) -> None:
    assert rise(walk(before, after)) == risen


@pytest.mark.parametrize(
    ("before", "after", "rated"),
    [(None, None, False), (4, None, False), (None, 3, True), (None, 4, True), (4, 4, True), (0, 9, True)],
)
def test_is_rated(before: int | None, after: int | None, rated: bool) -> None:
    assert is_rated(walk(before, after)) is rated


@pytest.mark.parametrize(
    ("before", "after", "is_strained"),
    [
        (None, 9, True),
        (None, 3, False),
        (4, None, False),
        (4, 5, False),
        (4, 6, True),
        (6, 7, False),
        (1, 3, False),
        (0, 3, False),
        (1, 4, True),
        (2, 3, False),
        (3, 4, False),
        (3, 5, True),
        (3, 9, True),
        (5, 6, False),
        (6, 3, False),
    ],
)
def test_strained(before: int | None, after: int | None, is_strained: bool) -> None:
    assert strained(walk(before, after)) is is_strained


def test_pains_are_the_inputs_of_a_reason() -> None:
    assert pains(walk(4, 6)) == {"rise": 2, "before": 4, "after": 6}
    assert pains(walk(None, 6)) == {"rise": None, "before": None, "after": 6}


@pytest.mark.parametrize(
    ("before", "after", "has_hurt"),
    [(None, 9, False), (4, None, False), (4, 6, False), (4, 7, True), (0, 3, False), (0, 4, True), (1, 4, True)],
)
def test_hurt(before: int | None, after: int | None, has_hurt: bool) -> None:
    assert hurt(walk(before, after)) is has_hurt


@pytest.mark.parametrize(
    ("before", "after", "well"), [(None, 3, True), (None, 4, False), (4, 5, True), (4, 6, False), (4, None, False)]
)
def test_ended_well(before: int | None, after: int | None, well: bool) -> None:
    assert ended_well(walk(before, after)) is well


@pytest.mark.parametrize(("logged", "told", "count"), [(2, None, 2), (2, 5, 5), (2, 1, 2), (0, 0, 0), (0, None, 0)])
def test_rated_counts_the_logged_walks_or_those_told_in_the_evening(logged: int, told: int | None, count: int) -> None:
    answer = parse(HEAD | {"kind": "check_in", "walks": told, "walks_felt": "fine"})
    assert isinstance(answer, CheckIn)
    assert rated([walk(4, 4)] * logged + [walk(4, None)], answer) == count
    assert rated([walk(4, 4)] * logged, None) == logged


@pytest.mark.parametrize(
    ("good", "sore", "is_good"), [(0, 0, True), (0, 1, False), (3, 1, False), (4, 1, True), (7, 2, False), (8, 2, True)]
)
def test_against_good_day_allows_one_sore_walk_in_five(good: int, sore: int, is_good: bool) -> None:
    found = against_good_day([walk(4, 4)] * good + [walk(4, 6)] * sore, None)
    assert found == (None if is_good else Reason(WalkReason.PAIN_ROSE, {"rise": 2, "before": 4, "after": 6}))
