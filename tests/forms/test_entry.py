"""A form writes an entry, and an entry fills in the form that it came from."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from recovery.forms.entry import EntryForm
from recovery.forms.kinds import WRITTEN, Typed
from recovery.plan.entries import CheckIn, Entry, content, dump, parse
from recovery.plan.situation import Situation
from tests.forms.person import person
from tests.web.stage import ANSWERS, NOW

# A kind without answers to fill in fails by its name in test_kinds.
FORMS = {kind: way.form for kind, way in WRITTEN.items() if isinstance(way, Typed) and kind in ANSWERS}


def form(kind: str, situation: Situation | None = None, **changed: Any) -> EntryForm:
    """Return a filled-in form of this kind about right now."""
    answers = {"id": str(uuid4()), "when": "0"} | ANSWERS[kind] | changed
    return FORMS[kind](answers, kind=kind, situation=situation or person())


def sent(asked: EntryForm) -> dict[str, Any]:
    """Return what a browser sends when the form is shown filled in and nothing is changed."""
    values = {name: asked[name].value() for name in asked.fields}
    values["pick"] = values["pick"].strftime("%Y-%m-%dT%H:%M")
    return {name: value for name, value in values.items() if value not in (None, "", False)}


@pytest.mark.parametrize("kind", FORMS)
def test_an_entry_fills_in_the_form_that_it_came_from(kind: str) -> None:
    asked = form(kind)
    assert asked.is_valid(), asked.errors
    entry = asked.fact()
    later = person(now=NOW + timedelta(days=1))
    filled = FORMS[kind](kind=kind, situation=later, correcting=entry)
    again = FORMS[kind](sent(filled) | {"id": entry.id}, kind=kind, situation=later, correcting=entry)
    assert again.is_valid(), again.errors
    assert content(again.fact()) == content(entry)


@pytest.mark.parametrize("kind", FORMS)
def test_a_form_writes_only_fields_of_its_kind(kind: str) -> None:
    asked = form(kind)
    assert asked.is_valid()
    assert parse(dump(asked.fact())) == asked.fact()


@pytest.mark.parametrize(("stopped", "finished"), [("on", False), ("", True)])
def test_a_walk_is_finished_unless_the_person_had_to_stop(stopped: str, finished: bool) -> None:
    asked = form("walk", stopped=stopped)
    assert asked.is_valid()
    assert dump(asked.fact())["finished"] is finished


@pytest.mark.parametrize(("can_walk", "flags"), [("no", ("S6",)), ("a_few_steps", ())])
def test_not_even_to_the_toilet_raises_a_flag_only_beside_cannot_walk(can_walk: str, flags: tuple[str, ...]) -> None:
    asked = form("check_in", can_walk=can_walk, not_even="on")
    assert asked.is_valid(), asked.errors
    entry: Entry = asked.fact()
    assert isinstance(entry, CheckIn)
    assert entry.flags == flags
