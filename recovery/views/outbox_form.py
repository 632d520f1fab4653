"""The forms among the entries of an outbox: read as the page of their kind reads them, at the instant of the tap."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from django import forms
from django.http import QueryDict

from recovery.forms.entry import EntryForm
from recovery.forms.kinds import WRITTEN, Tapped, Typed
from recovery.forms.outbox import at_of
from recovery.forms.taps import TapForm, tap
from recovery.plan.build import situation_at
from recovery.plan.clinical.red_flags import RED_FLAGS
from recovery.plan.entries import BadEntry, Entry, Onset, identity, parse
from recovery.plan.kinds import ITEMS
from recovery.plan.situation import Situation
from recovery.store import journal
from recovery.views.write import end_of, ended_before
from recovery.web.visit import Visit

# Answers of a check-in that count although something else in its form cannot be read.
COUNTS = ("pain", "spasm", "stiffness", "leg", "temperature_c", "can_walk")


def read_form(found: Visit, raw: Mapping[str, Any], ahead: timedelta) -> Sequence[Entry]:
    """Read the `form` of an entry: what it says, in the order in which it is written. Raises BadEntry or First."""
    at, kind, sent = at_of(raw, ahead, found.now), str(raw.get("kind")), QueryDict(str(raw["form"]))
    entries = journal.read(found.episode)
    at = max(at, min(each.at for each in entries if isinstance(each, Onset)))  # before it there is no plan
    if "ends" in sent:
        told = _end(Visit(found.episode, entries, at), kind, sent, _id(raw))
    else:
        told = _told(kind, sent, situation_at(entries, at))
    return [replace(each, entered_at=found.now) for each in told]


def _id(raw: Mapping[str, Any]) -> UUID:
    try:
        return identity(raw.get("id"))
    except ValueError as problem:
        raise BadEntry(f"entry: id: {problem}") from None


def _told(kind: str, sent: QueryDict, situation: Situation) -> Sequence[Entry]:
    way = WRITTEN.get(kind)
    if not isinstance(way, Typed | Tapped):
        raise BadEntry("entry: kind: cannot be written by a phone")
    form_class = way.tap if isinstance(way, Typed) and way.tap and "tap" in sent else way.form
    form: EntryForm | TapForm = form_class(sent, kind=kind, situation=situation)
    for field in form.fields.values():
        field.required = False  # the page did not ask what the plan asks now
    if form.is_valid():
        return [*form.beside(), form.fact()] if isinstance(form, EntryForm) else [form.fact()]
    if kind != "check_in":
        raise BadEntry(f"entry: form: {form.errors.as_text()}")
    return [_what_counts(form, sent, situation.now)]


def _what_counts(form: forms.Form, sent: QueryDict, at: datetime) -> Entry:
    """Return the answers of a check-in that can be read, and every sign that was ticked. It is no full screen."""
    read = {name: form.cleaned_data.get(name) for name in COUNTS}
    told = {name: value for name, value in read.items() if value not in (None, "")}
    flags = sorted({value for _name, values in sent.lists() for value in values} & set(RED_FLAGS))
    if form.cleaned_data.get("sudden"):
        told["sudden"] = True
    head = {"kind": "check_in", "id": form.cleaned_data.get("id"), "at": at, "entered_at": at, "by": "self"}
    return parse(head | told | ({"flags": flags} if flags else {}))


def _end(found: Visit, kind: str, sent: QueryDict, entry_id: UUID) -> Sequence[Entry]:
    """Return the end of the timer that ran then, after its real minutes."""
    if known := found.entry(entry_id):
        return [known]
    if rival := ended_before(found, sent):
        raise journal.First(rival)
    entry = end_of(found, kind, sent, entry_id)
    if entry is None:
        raise BadEntry("entry: form: no timer of this kind ran then")
    worse = "worse" in sent and kind in ITEMS
    return [entry, tap("worse", uuid5(entry_id, "worse"), found.now, item=kind)] if worse else [entry]
