"""Each id is one entry, and a withdrawal can be withdrawn itself."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from recovery.plan.entries import BadEntry, Drink, Entry, Withdrawn, merge, parse, parse_journal, taken_back
from tests.plan.cases import START, about, after, entry, onset, walk

BASE: dict[str, Any] = {"id": UUID(int=1), "at": START, "entered_at": START, "by": "self"}


# --- the same id


def test_merge_keeps_the_same_id_once_whenever_it_was_written_down() -> None:
    first = parse(BASE | {"kind": "drink", "ml": 200})
    again = replace(first, entered_at=after(1))
    assert merge([again, first, first]) == (first,)


def test_merge_refuses_the_same_id_with_other_content() -> None:
    first = parse(BASE | {"kind": "drink", "ml": 200})
    assert isinstance(first, Drink)
    with pytest.raises(BadEntry, match=f"entry {first.id} .drink.: id: stands for other content already"):
        merge([first, replace(first, ml=300)])


def test_merge_gives_ids_that_do_not_depend_on_the_place_in_the_list() -> None:
    journal = [onset(), about(), walk(after(1)), walk(after(2)), walk(after(1))]
    assert parse_journal(journal, after(3)) == parse_journal(journal[::-1], after(3))
    assert len(parse_journal(journal, after(3))) == 5


# --- withdrawn


def withdrawal(name: int, of: int) -> Entry:
    return Withdrawn(**BASE | {"id": UUID(int=name)}, entry=UUID(int=of))


@pytest.mark.parametrize(
    ("withdrawals", "gone"),
    [
        ([], set()),
        ([(2, 1)], {1}),
        ([(2, 1), (3, 2)], {2}),
        ([(2, 1), (3, 2), (4, 3)], {1, 3}),
        ([(2, 1), (3, 1), (4, 2)], {1, 2}),
        ([(2, 2)], {2}),
        ([(2, 3), (3, 2)], {2, 3}),
        ([(2, 9)], {9}),
    ],
)
def test_taken_back_without_withdrawn_withdrawals(withdrawals: list[tuple[int, int]], gone: set[int]) -> None:
    entries = [withdrawal(*pair) for pair in withdrawals]
    assert {each.int for each in taken_back(entries)} == gone
    assert taken_back(entries[::-1]) == taken_back(entries)


def test_taken_back_brings_an_onset_back_when_its_withdrawal_is_withdrawn() -> None:
    ids = [UUID(int=place) for place in range(3)]
    journal = [
        about(),
        onset(id=ids[0]),
        entry("withdrawn", START, id=ids[1], entry=str(ids[0])),
        entry("withdrawn", START, id=ids[2], entry=str(ids[1])),
    ]
    assert len(parse_journal(journal, START)) == 4
    with pytest.raises(BadEntry, match="onset: is missing"):
        parse_journal(journal[:3], START)


def test_taken_back_reads_a_long_chain_of_undo_and_redo_quickly() -> None:
    chain = [withdrawal(name, name - 1) for name in range(2, 400)]
    assert len(taken_back(chain)) == 199
