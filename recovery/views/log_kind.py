"""Add one entry: by a button, by the form of its kind, or by the end of its timer."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from recovery.forms.entry import EntryForm
from recovery.forms.kinds import WRITTEN, Tapped, Typed
from recovery.forms.outbox import CHOICE
from recovery.forms.screen import RescreenForm
from recovery.forms.taps import TapForm
from recovery.plan.advice import Gate
from recovery.plan.build import situation_at
from recovery.plan.entries import CheckIn, Entry, Started
from recovery.plan.enums import GateLevel, Where
from recovery.plan.kinds import KINDS
from recovery.presenters.alert import show_gate
from recovery.presenters.first_answers import first_answers
from recovery.presenters.journal import saved_already
from recovery.store import journal
from recovery.views.entry_form import answers, note_worse, show_form
from recovery.views.today import uuid_in
from recovery.views.twice import ask
from recovery.views.visit import at_the_gate, gate_page
from recovery.views.write import end_of, may_begin, not_begun, not_ended, written
from recovery.web.htmx import HtmxHttpRequest, form_page, go, posted, respond
from recovery.web.visit import Visit


@form_page
@gate_page
def log_kind(request: HtmxHttpRequest, found: Visit, kind: str) -> HttpResponse:
    """Add an entry of this kind. Behind a closed gate, only the kind that opens the gate can be added."""
    way, gate = WRITTEN.get(kind), found.shut
    if not isinstance(way, Typed | Tapped):
        raise Http404
    if gate and kind != _way_out(gate):
        return at_the_gate(request, found, gate)
    if isinstance(way, Tapped):
        return _tap(found, way.form(posted(request), kind=kind, situation=found.situation))
    if gate:
        return _screen(request, found, gate)
    if way.tap and "tap" in request.POST:
        return _tap(found, way.tap(request.POST, kind=kind, situation=found.situation))
    if "ends" in request.POST:
        return _end(request, found, kind)
    first = {} if request.method == "POST" else first_answers(kind, found.situation)
    return _fill_in(request, found, way.form(answers(request), kind=kind, situation=found.situation, initial=first))


def _way_out(gate: Gate) -> str | None:
    if gate.level == GateLevel.EMERGENCY:
        return "cleared"
    return "check_in" if "screen" in gate.asks else None


def _tap(found: Visit, form: TapForm) -> HttpResponse:
    if not form.is_valid():
        return redirect("today")
    entry = form.fact()
    if isinstance(entry, Started) and not may_begin(found, entry):
        return redirect(reverse("today", query=not_begun(found, entry)))
    return _saved(found, entry)


def _screen(request: HtmxHttpRequest, found: Visit, gate: Gate) -> HttpResponse:
    """Ask for the full screen, which a cleared alert still waits for."""
    form = RescreenForm(posted(request), situation=found.situation)
    if form.is_valid():
        return _saved(found, form.fact())
    return respond(request, "recovery/gate.html", vars(show_gate(gate, found.story)) | {"form": form})


def _end(request: HtmxHttpRequest, found: Visit, kind: str) -> HttpResponse:
    """End the timer that runs. A second tap finds the entry of the first."""
    entry_id = uuid_in(request.POST.get("id"))
    entry = end_of(found, kind, request.POST, entry_id)
    result = written(found, entry) if entry else not_ended(found, request.POST, entry_id)
    if entry and "saved" in result:
        note_worse(request, found, entry)
    if "saved" in result and KINDS[kind].asks_after:
        return go(request, reverse("entry", args=[entry_id], query={"after": 1}))
    return redirect(reverse("today", query=result))


def _saved(found: Visit, entry: Entry) -> HttpResponse:
    """Write an entry that nobody typed, and go to Today, which says what happened to it."""
    return redirect(reverse("today", query=written(found, entry)))


def _fill_in(request: HtmxHttpRequest, found: Visit, form: EntryForm) -> HttpResponse:
    """Show the form, and write its entry once it is filled in."""
    if request.method == "POST" and form.is_valid():
        choice, fact = request.POST.get(CHOICE, ""), form.fact()
        try:
            results = [written(found, each, choice=choice) for each in (*form.beside(), fact)]
        except journal.Asks as asks:
            return ask(request, found, fact, asks.entry, reverse("today"))
        if not any("twice" in each for each in results):
            return _after(found, fact, results[-1])
        form.add_error(None, saved_already())
    return show_form(request, found, form)


def _after(found: Visit, entry: Entry, result: dict[str, object]) -> HttpResponse:
    """Go to Today, which says what happened to the entry and shows any warning sign.

    Somebody on the floor without a warning sign is asked about a fall first.
    """
    on_floor = isinstance(entry, CheckIn) and entry.where_now == Where.FLOOR
    gate = situation_at(journal.read(found.episode), found.now).gate if on_floor else None
    calm = on_floor and (gate is None or gate.level == GateLevel.ASK_FIRST)
    return redirect(reverse("fall" if calm else "today", query=result))
