"""The form of an entry, as the page that adds an entry and the page that corrects one show it."""

from contextlib import suppress
from typing import Any
from uuid import uuid5

from django.http import HttpResponse
from django.urls import reverse

from recovery.forms.entry import EntryForm
from recovery.forms.medicine import MedicineForm
from recovery.forms.taps import tap
from recovery.plan.entries import Entry
from recovery.plan.kinds import ITEMS, KINDS
from recovery.presenters.first_answers import last_time
from recovery.presenters.journal import show_entry
from recovery.presenters.kinds import KINDS as WORDS
from recovery.presenters.medicine import show_medicine
from recovery.presenters.pain_words import words_of_pain
from recovery.presenters.phases import theme_of
from recovery.store import journal
from recovery.views.typed import take_typed
from recovery.web.htmx import HtmxHttpRequest, respond
from recovery.web.visit import Visit


def answers(request: HtmxHttpRequest) -> Any:
    """Return what was posted, or what was typed here before the session expired; None on a first look."""
    if request.method == "POST":
        return request.POST
    typed = take_typed(request)
    return typed if typed and "when" in typed else None


def show_form(request: HtmxHttpRequest, found: Visit, form: EntryForm, action: str = "") -> HttpResponse:
    """Show a form that is still to be filled in, or that has errors. It is sent to this address, or to `action`."""
    after = form.correcting and asks_after(request, form.kind)
    context = {
        "theme": theme_of(found.situation.phase),
        "tab": "log",
        "form": form,
        "kind": form.kind,
        "name": WORDS[form.kind].name,
        "action": action or request.get_full_path(),
        "back": reverse(page_after(request, form)),
        "correcting": show_entry(form.correcting) if form.correcting else None,
        "last_time": "" if form.is_bound or form.correcting else last_time(found.situation),
        "words": words_of_pain(),
        "presets": WORDS[form.kind].presets,
    }
    if isinstance(form, MedicineForm):
        context |= vars(show_medicine(found.plan, found.story))
    return respond(request, "recovery/after.html" if after else form.template, context)


def asks_after(request: HtmxHttpRequest, kind: str) -> bool:
    """True if the timer of the entry has just ended, and the page asks only how it was."""
    return "after" in request.GET and KINDS[kind].asks_after


def page_after(request: HtmxHttpRequest, form: EntryForm) -> str:
    """Name the page that follows this form: the journal after a correction, else Today.

    A correction of a medicine leads to Today too, because Today warns of too much medicine.
    """
    to_journal = form.correcting and not isinstance(form, MedicineForm) and "after" not in request.GET
    return "log" if to_journal else "today"


def note_worse(request: HtmxHttpRequest, found: Visit, entry: Entry) -> None:
    """Note that what was done made things worse, if that button was tapped."""
    if "worse" in request.POST and entry.kind in ITEMS:
        with suppress(journal.Refused):  # the same tap again, a moment later
            journal.append(found.episode, tap("worse", uuid5(entry.id, "worse"), found.now, item=entry.kind))
