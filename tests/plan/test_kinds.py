"""Each kind has one row, and a kind that lacks something is named."""

import pytest

from recovery.plan.entries import CLASSES, Cold, Drink, Timed
from recovery.plan.kinds import AT_WILL, ITEMS, KINDS, ON_SKIN, REMINDED, RHYTHMS, ROWS, TIMED, Kind, incomplete
from tests.plan.cases import check_in, days_of, on, plan


def test_incomplete_names_the_kind_and_what_it_lacks() -> None:
    assert incomplete(CLASSES, KINDS) == []
    assert incomplete({**CLASSES, "new": Drink}, KINDS) == ["new: has no row"]
    assert incomplete(CLASSES, {**KINDS, "cold": Kind(Cold)}) == ["cold: takes time, so its row must be a TimedKind"]


def test_by_name_finds_each_row_by_the_kind_of_its_class() -> None:
    assert len(KINDS) == len(ROWS)
    assert all(KINDS[kind].entry is entry for kind, entry in CLASSES.items())


def test_the_groups_of_kinds() -> None:
    assert list(TIMED) == ["cold", "heat", "walk", "rest", "legs_up", "breathing", "stretch", "massage"]
    assert list(ITEMS) == [*TIMED, "drink", "check_in"]
    assert list(ON_SKIN) == ["cold", "heat"]
    assert {kind for kind, row in TIMED.items() if row.pauses_today} == {"heat", "stretch", "massage"}
    assert {kind for kind, row in TIMED.items() if row.supple} == {"walk", "stretch"}
    assert {kind for kind, row in KINDS.items() if row.by_helper} == {"walk", "rest", "drink", "started"}
    assert {kind for kind, row in KINDS.items() if row.asks_after} == {"cold", "heat", "walk", "stretch"}
    assert {kind for kind, row in TIMED.items() if row.before_screen} == {"rest", "breathing"}
    assert RHYTHMS == ("cold", "heat", "walk", "drink")
    assert AT_WILL == ("rest", "legs_up", "breathing", "stretch", "massage")
    assert REMINDED == {"cold": 1, "heat": 1, "walk": 2, "check_in": 0}


@pytest.mark.parametrize(
    ("kind", "minutes", "longest"),
    [
        ("cold", 20, 20),
        ("heat", 15, 20),
        ("walk", None, 30),
        ("rest", 20, 30),
        ("legs_up", 10, 15),
        ("breathing", 5, 5),
        ("stretch", 5, 5),
        ("massage", 5, 10),
    ],
)
def test_how_long_a_timed_kind_lasts(kind: str, minutes: int | None, longest: int) -> None:
    assert (TIMED[kind].minutes, TIMED[kind].longest) == (minutes, longest)


def test_timed_kinds_choose_their_place_in_turn() -> None:
    turns = sorted(ITEMS, key=lambda kind: ITEMS[kind].turn)
    assert turns[:8] == ["cold", "heat", "stretch", "walk", "rest", "legs_up", "massage", "breathing"]
    assert len({row.turn for row in TIMED.values()}) == len(TIMED)
    assert ITEMS["drink"].turn == ITEMS["check_in"].turn > max(row.turn for row in TIMED.values())


def test_a_timed_class_of_entries_is_a_timed_kind() -> None:
    assert {kind for kind, entry in CLASSES.items() if issubclass(entry, Timed)} == set(TIMED)


@pytest.mark.parametrize("kind", TIMED)
def test_a_rule_says_when_each_timed_kind_can_start(kind: str) -> None:
    assert kind in plan(on(2, "12:00"), check_in(on(1, "09:05"), 5)).can_start


@pytest.mark.parametrize("kind", ITEMS)
def test_a_rule_offers_each_kind_of_item(kind: str) -> None:
    pains = [5] * 5
    offered = {item.kind for day in range(1, 6) for item in plan(on(day, "09:30"), *days_of(pains)).day.items}
    assert kind in offered
