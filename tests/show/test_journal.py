"""Each entry in a few words, and a toast that can take it back."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from recovery.plan import facts
from recovery.show.journal import SAVED, detail, show_toast

NOW = datetime(2026, 12, 7, 10, tzinfo=UTC)


def entry(kind: str, **fields: Any) -> facts.Entry:
    return facts.parse({"kind": kind, "id": uuid4(), "at": NOW, "entered_at": NOW, "by": "self"} | fields)


@pytest.mark.parametrize(
    ("kind", "fields", "words"),
    [
        ("walk", {"minutes": 4, "pain_before": 5, "pain_after": 0}, "4 min, pain 5 to 0"),
        ("walk", {"minutes": 4, "pain_before": 5}, "4 min"),
        ("cold", {"minutes": 20}, "20 min"),
        ("check_in", {"pain": 0}, "Pain 0 of 10"),
        ("check_in", {"screened": True}, "None of the warning signs"),
        ("check_in", {"pain": 3, "flags": ["S1"]}, "You have a fever."),
        ("drink", {"ml": 250}, "250 ml"),
        ("medicine", {"name": "ibuprofen", "mg": 200}, "Ibuprofen, 200 mg"),
        ("medicine", {"name": "other"}, "Another pain pill"),
        ("onset", {"started_at": NOW}, "Mon 7 Dec 10:00"),
        ("started", {"item": "heat"}, "Warmth"),
        ("worse", {"item": "legs_up"}, "Legs up"),
        ("cleared", {"because": "professional"}, "A health professional checked it"),
        ("cleared", {"because": "mistake"}, "Ticked by mistake"),
        ("about", {"country": "GB"}, ""),
    ],
)
def test_an_entry_in_a_few_words(kind: str, fields: dict[str, Any], words: str) -> None:
    assert detail(entry(kind, **fields)) == words


def test_every_kind_says_that_it_was_saved() -> None:
    assert set(SAVED) == set(facts.KINDS)


@pytest.mark.parametrize(
    ("kind", "fields"), [("about", {}), ("onset", {"started_at": NOW}), ("cleared", {"because": "mistake"})]
)
def test_what_cannot_be_taken_back_offers_no_undo(kind: str, fields: dict[str, Any]) -> None:
    said = entry(kind, **fields)
    toast = show_toast([said], said.id)
    assert toast is not None
    assert toast["undo"] is None


def test_undoing_an_undo_says_that_it_is_back() -> None:
    drink = entry("drink", ml=200)
    gone = entry("withdrawn", entry=drink.id)
    back = entry("withdrawn", entry=gone.id)
    texts = [(show_toast([drink, gone, back], each.id) or {})["text"] for each in (drink, gone, back)]
    assert texts == ["Drink saved", "Taken back", "Brought back"]


def test_no_toast_without_its_entry() -> None:
    assert show_toast([entry("drink", ml=200)], UUID(int=0)) is None
    assert show_toast([], None) is None
