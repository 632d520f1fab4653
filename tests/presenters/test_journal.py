"""The line of each kind of entry in the journal, and the toast after saving."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from recovery.plan.entries import Entry, parse
from recovery.plan.history.story import Story
from recovery.presenters.journal import Toast, show_entry, show_toast

NOW = datetime(2026, 12, 7, 10, tzinfo=UTC)


def entry(kind: str, **fields: Any) -> Entry:
    return parse({"kind": kind, "id": uuid4(), "at": NOW, "entered_at": NOW, "by": "self"} | fields)


def story(*entries: Entry) -> Story:
    begun = [] if any(each.kind == "onset" for each in entries) else [entry("onset", started_at=NOW)]
    return Story([*begun, *entries], NOW)


def toast(*entries: Entry, saved: Entry) -> Toast:
    shown = show_toast(story(*entries), saved.id)
    assert shown is not None
    return shown


@pytest.mark.parametrize(
    ("kind", "fields", "words"),
    [
        ("walk", {"minutes": 4, "pain_before": 5, "pain_after": 0}, "4 min, pain 5 to 0"),
        ("walk", {"minutes": 4, "pain_before": 5}, "4 min"),
        ("cold", {"minutes": 20}, "20 min"),
        ("check_in", {"pain": 0}, "Pain 0 of 10"),
        ("check_in", {"screened": True}, "None of the warning signs"),
        ("check_in", {"pain": 3, "flags": ["S1"]}, "You have a fever."),
        ("check_in", {"where_now": "floor", "alone": True}, "On the floor"),
        ("check_in", {"where_now": "bed", "pain": 4}, "Pain 4 of 10"),
        ("check_in", {"where_now": "up", "screened": True}, "None of the warning signs"),
        ("drink", {"ml": 250}, "250 ml"),
        ("medicine", {"name": "ibuprofen", "mg": 200}, "Ibuprofen, 200 mg"),
        ("medicine", {"name": "other"}, "Another pain pill"),
        ("onset", {"started_at": NOW}, "Mon 7 Dec 10:00"),
        ("started", {"item": "heat"}, "Warmth"),
        ("worse", {"item": "legs_up"}, "Legs up"),
        ("cleared", {"because": "professional"}, "A health professional checked it"),
        ("cleared", {"because": "mistake"}, "Ticked by mistake"),
        ("about", {"country": "GB"}, ""),
        ("roland", {"ticked": [1, 24]}, "2 of 24 ticked"),
        (
            "activities",
            {"scores": [{"name": "Socks", "score": 7}, {"name": "Stairs", "score": 0}]},
            "Socks 7, Stairs 0",
        ),
    ],
)
def test_show_entry_sums_up_the_entry(kind: str, fields: dict[str, Any], words: str) -> None:
    assert show_entry(entry(kind, **fields)).detail == words


@pytest.mark.parametrize(
    ("kind", "fields"), [("about", {}), ("onset", {"started_at": NOW}), ("cleared", {"because": "mistake"})]
)
def test_the_toast_of_an_entry_that_cannot_be_withdrawn_has_no_undo(kind: str, fields: dict[str, Any]) -> None:
    saved = entry(kind, **fields)
    assert toast(saved, saved=saved).undo is None


def test_the_toast_after_a_withdrawn_withdrawal_says_that_the_entry_is_back() -> None:
    drink = entry("drink", ml=200)
    withdrawn = entry("withdrawn", entry=drink.id)
    back = entry("withdrawn", entry=withdrawn.id)
    texts = [toast(drink, withdrawn, back, saved=each).text for each in (drink, withdrawn, back)]
    assert texts == ["Drink saved, 200 ml", "Taken back", "Brought back"]


@pytest.mark.parametrize(
    ("kind", "fields", "words"),
    [
        ("walk", {"minutes": 4, "pain_before": 5, "pain_after": 0}, "Walk saved, 4 min"),
        ("medicine", {"name": "ibuprofen", "mg": 200}, "Medicine saved, Ibuprofen, 200 mg"),
        ("check_in", {"pain": 0, "screened": True}, "Saved, pain 0 of 10"),
        ("check_in", {"screened": True}, "Saved"),
        ("roland", {"ticked": [1]}, "Saved"),
    ],
)
def test_the_toast_names_what_was_saved(kind: str, fields: dict[str, Any], words: str) -> None:
    saved = entry(kind, **fields)
    assert toast(saved, saved=saved).text == words


@pytest.mark.parametrize(("hours", "early"), [(71, True), (72, False)])
def test_warmth_before_its_time_gets_a_kind_word(hours: float, early: bool) -> None:
    onset = entry("onset", started_at=NOW - timedelta(hours=hours))
    warmth = entry("heat", minutes=10)
    shown = toast(onset, warmth, saved=warmth)
    kind_word = "Warmth saved, 10 min. Thank you for saying so. Leave warmth out until Mon 11:00."
    assert shown.text == (kind_word if early else "Warmth saved, 10 min")
    assert shown.rule == ("temperature.can_start_heat" if early else "")


def test_a_note_is_in_the_line_of_its_entry() -> None:
    assert show_entry(entry("check_in", pain=3, note="Slept\non the sofa")).note == "Slept\non the sofa"


def test_there_is_no_toast_without_an_entry() -> None:
    assert show_toast(story(entry("drink", ml=200)), UUID(int=0)) is None
    assert show_toast(story(), None) is None


def test_a_started_timer_has_no_toast() -> None:
    started = entry("started", item="cold")
    assert show_toast(story(started), started.id) is None
