"""The journal by day; add, correct and take back every kind of entry."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID, uuid5

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from recovery import journal
from recovery.forms import FORMS, CheckInForm, EntryForm, MedicineForm, ScreenForm, TapForm, as_scales, initial_of, tap
from recovery.http import HtmxHttpRequest, form_page, posted, respond
from recovery.measure_forms import ActivitiesForm, RolandForm
from recovery.plan import facts
from recovery.plan.advice import Gate
from recovery.plan.ledger import against
from recovery.plan.situation import Situation
from recovery.screen import DAYS_ROWS, FULL_SCREEN, rows_due, rows_for, ticked_rows, week_rows_due
from recovery.show.alert import show_gate
from recovery.show.journal import saved_already, show_addable, show_entry, show_journal
from recovery.show.kinds import KINDS
from recovery.show.log import PRESETS, first_answers, words_of_pain
from recovery.show.medicine import show_medicine, why_against
from recovery.show.phases import THEMES
from recovery.show.timer import EARLIER
from recovery.views.today import toast, uuid_in
from recovery.views.visit import Visit, at_the_gate, gate_page, go, person_page, take_typed
from recovery.views.write import end_of, may_begin, written

ALL_FORMS: Mapping[str, type[EntryForm]] = {**FORMS, RolandForm.kind: RolandForm, ActivitiesForm.kind: ActivitiesForm}
TYPED_IN = {*ALL_FORMS, "check_in"}
# How the skin is, or the pain, is asked once the timer has ended.
TOLD_AFTER = ("cold", "heat", "walk", "stretch")
TEMPLATES = {kind: f"recovery/{kind}.html" for kind in ("check_in", "medicine", "roland", "activities")}
SETTINGS = ("about", "onset")  # corrected on the page of this name, never taken back


@require_safe
@person_page
def log(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    """Show the journal by day and what can be added."""
    context = {
        "theme": THEMES[found.plan.phase],
        "tab": "log",
        "addable": show_addable(),
        "days": show_journal(found.story),
        "toast": toast(request, found),
    }
    return respond(request, "recovery/log.html", context)


@form_page
@gate_page
def log_kind(request: HtmxHttpRequest, found: Visit, kind: str) -> HttpResponse:
    """Add one entry of a kind: by its form, or by one tap for kinds that need none."""
    if kind not in TYPED_IN and kind not in TapForm.CHOICES:
        raise Http404
    gate = found.shut
    if gate and kind != _way_out(gate):
        return at_the_gate(request, found, gate)
    if kind in TapForm.CHOICES:
        return _tap(request, found, kind)
    if gate:
        return _screen(request, found, gate)
    if request.method == "POST" and "ends" in request.POST:
        return _end(request, found, kind)
    return _add(request, found, kind)


@form_page
@gate_page
def entry(request: HtmxHttpRequest, found: Visit, entry_id: UUID) -> HttpResponse:
    """Look at one entry; correct it, or take it back."""
    standing = found.entry(entry_id)
    if standing is None:
        raise Http404
    gate = found.shut
    if gate and not isinstance(standing, facts.Cleared):
        return at_the_gate(request, found, gate)
    if request.method == "POST" and request.POST.get("action") in ("withdraw", "undo"):
        return _withdraw(request, found, standing)
    if request.method == "POST" and request.POST.get("action") == "earlier" and isinstance(standing, facts.Started):
        return _earlier(request, found, standing)
    if request.method == "POST" and request.POST.get("action") == "wrong_pain" and isinstance(standing, facts.CheckIn):
        return _drop_pain(found, standing, uuid_in(request.POST.get("id")))
    if standing.kind in TYPED_IN:
        return _correct(request, found, standing)
    return _show_entry(request, found, standing)


# --- adding


def _way_out(gate: Gate) -> str | None:
    """The one kind of entry that can be made behind a closed gate: what opens it."""
    if gate.level == "emergency":
        return "cleared"
    return "check_in" if "screen" in gate.asks else None


def _tap(request: HtmxHttpRequest, found: Visit, kind: str) -> HttpResponse:
    form = TapForm(kind, request.POST)
    if request.method != "POST" or not form.is_valid():
        return redirect("today")
    fact = form.fact(found.now)
    if isinstance(fact, facts.Started) and not may_begin(found, fact):
        return redirect(f"{reverse('today')}?not_yet={fact.item}")
    return _save(request, found, fact)


def _end(request: HtmxHttpRequest, found: Visit, kind: str) -> HttpResponse:
    """End the running session. A second tap finds none running."""
    entry_id = uuid_in(request.POST.get("id"))
    saved: HttpResponse = redirect(f"{reverse('today')}?saved={entry_id}")
    if fact := end_of(found, kind, request.POST, entry_id):
        saved = _save(request, found, fact)
        _note_worse(request, found, fact)
    elif entry_id is None or found.entry(entry_id) is None:
        return redirect(f"{reverse('today')}?over=1")
    return go(request, f"{reverse('entry', args=[entry_id])}?after=1") if kind in TOLD_AFTER else saved


def _note_worse(request: HtmxHttpRequest, found: Visit, fact: facts.Entry) -> None:
    """Note, beside what was done, that it made things worse, where that button was the one tapped."""
    if "worse" in request.POST and fact.kind in facts.ITEM_KINDS:
        with suppress(journal.Refused):  # the same tap again, a moment later
            journal.append(found.episode, tap("worse", uuid5(fact.id, "worse"), found.now, item=fact.kind))


def _add(request: HtmxHttpRequest, found: Visit, kind: str) -> HttpResponse:
    initial = {} if request.method == "POST" else first_answers(kind, found.plan, found.story)
    form = _form(found, kind, _answers(request), initial)
    if request.method == "POST" and form.is_valid():
        return _save(request, found, form.fact(), form)
    return _show_form(request, found, form)


def _answers(request: HtmxHttpRequest) -> Any:
    """What was posted, or what was typed here before the session ended; None on a first look."""
    if request.method == "POST":
        return request.POST
    typed = take_typed(request)
    return typed if typed and "when" in typed else None


def _form(
    found: Visit, kind: str, data: Any, initial: dict[str, Any], correcting: facts.Entry | None = None
) -> EntryForm:
    if kind == "medicine":
        objection = partial(_objection, found, correcting)
        return MedicineForm(data, initial=initial, zone=found.zone, now=found.now, against=objection)
    if kind != "check_in":
        return ALL_FORMS[kind](data, initial=initial, zone=found.zone, now=found.now)
    asks = found.plan.gate.asks if found.plan.gate and not correcting else ()
    full = correcting or "screen" in asks
    rows = rows_for(FULL_SCREEN, found.story.conditions) if full else rows_due(found.story)
    week = DAYS_ROWS if correcting else week_rows_due(found.story)
    return CheckInForm(data, initial=initial, zone=found.zone, now=found.now, rows=rows, week=week, asks=asks)


def _objection(found: Visit, correcting: facts.Entry | None, dose: facts.Medicine) -> str | None:
    """What speaks against a dose, beside all others; itself, or the one it corrects, does not count."""
    own = (dose.id, correcting and correcting.id)
    others = [each for each in found.entries if not (isinstance(each, facts.Medicine) and each.id in own)]
    reason = against(Situation(others, found.now), dose.name, dose.mg, dose.at)
    return why_against(dose.name, reason, found.now) if reason else None


def _show_form(
    request: HtmxHttpRequest, found: Visit, form: EntryForm, correcting: facts.Entry | None = None
) -> HttpResponse:
    context = {
        "theme": THEMES[found.plan.phase],
        "tab": "log",
        "form": form,
        "kind": form.kind,
        "name": KINDS[form.kind].name,
        "action": request.get_full_path(),
        "back": _home(request, correcting),
        "correcting": show_entry(correcting) if correcting else None,
        "filled_in": not form.is_bound and not correcting and form.initial.get("pain") is not None,
        "words": words_of_pain(),
        "presets": PRESETS.get(form.kind),
    }
    if form.kind == "medicine":
        context |= show_medicine(found.plan, found.story)
    after = correcting and _after(request, correcting)
    template = "recovery/after.html" if after else TEMPLATES.get(form.kind, "recovery/log_kind.html")
    return respond(request, template, context)


def _home(request: HtmxHttpRequest, correcting: facts.Entry | None) -> str:
    """Where to go on: to the journal after a correction, else to Today, which also tells of too much medicine."""
    to_journal = correcting and correcting.kind != "medicine" and "after" not in request.GET
    return reverse("log" if to_journal else "today")


def _screen(request: HtmxHttpRequest, found: Visit, gate: Gate) -> HttpResponse:
    """The full screen that a checked alert waits for."""
    form = ScreenForm(posted(request), conditions=found.story.conditions)
    if form.is_valid():
        return _save(request, found, form.fact(found.now))
    return respond(request, "recovery/gate.html", show_gate(gate, found.story) | {"form": form})


# --- saving


def _save(
    request: HtmxHttpRequest,
    found: Visit,
    fact: facts.Entry,
    form: EntryForm | None = None,
    correcting: facts.Entry | None = None,
) -> HttpResponse:
    """Write an entry down once, and go back by a plain redirect: htmx follows it and gets the fragment it asked for."""
    page = _home(request, correcting)
    if written(found, fact, correcting):
        return redirect(f"{page}?saved={fact.id}")
    if form is None:
        return redirect(f"{page}?twice=1")
    form.add_error(None, saved_already())
    return _show_form(request, found, form, correcting)


# --- correcting and taking back


def _correct(request: HtmxHttpRequest, found: Visit, standing: facts.Entry) -> HttpResponse:
    initial = _told(found, standing)
    if _after(request, standing):
        initial = _pains(found, standing) | initial
    form = _form(found, standing.kind, _answers(request), initial, standing)
    if _after(request, standing):
        as_scales(form)
    taken = _withdrawal_of(found, standing)
    if request.method == "POST" and form.is_valid():
        fact = form.fact()
        if not taken or found.entry(fact.id):
            _note_worse(request, found, fact)
            return _save(request, found, fact, form, standing)
    return _show_entry(request, found, taken) if taken else _show_form(request, found, form, standing)


def _told(found: Visit, standing: facts.Entry) -> dict[str, Any]:
    initial = initial_of(standing, found.zone)
    if not isinstance(standing, facts.CheckIn):
        return initial
    limits = {True: "yes", False: "no", None: ""}[standing.limits]
    flags = standing.flags or ()
    screen, week = ticked_rows(FULL_SCREEN, flags), ticked_rows(DAYS_ROWS, flags)
    return initial | {"screen": screen, "week": week, "limits": limits, "no_walk": standing.walked is False}


def _after(request: HtmxHttpRequest, standing: facts.Entry) -> bool:
    """Whether this was done just now, and only how it was is still to be told."""
    return "after" in request.GET and standing.kind in TOLD_AFTER


def _pains(found: Visit, standing: facts.Entry) -> dict[str, Any]:
    """The pain told last, filled in for before and after: whoever feels the same saves by one tap."""
    answers = first_answers(standing.kind, found.plan, found.story)
    return {name: answers[name] for name in ("pain_before", "pain_after") if name in answers}


def _withdrawal_of(found: Visit, standing: facts.Entry) -> facts.Entry | None:
    """The entry that took this one back and still stands."""
    return next((each for each in found.story.of(facts.Withdrawn) if each.entry == standing.id), None)


def _withdraw(request: HtmxHttpRequest, found: Visit, standing: facts.Entry) -> HttpResponse:
    """Take an entry back, once. When it started and who the person is can be corrected, not taken back."""
    page = reverse("log" if request.POST.get("from") == "log" else "today")
    entry_id, taken = uuid_in(request.POST.get("id")), _withdrawal_of(found, standing)
    if entry_id is None or standing.kind in SETTINGS:
        return redirect("entry", standing.id)
    if not taken and found.entry(entry_id):
        return redirect(f"{page}?twice=1")
    try:
        take = journal.undo if request.POST.get("action") == "undo" else journal.withdraw
        taken = taken or take(found.episode, standing.id, entry_id, found.now)
    except journal.Refused:
        raise Http404 from None
    return redirect(f"{page}?saved={taken.id}")


def _earlier(request: HtmxHttpRequest, found: Visit, standing: facts.Started) -> HttpResponse:
    """A late tap: what runs began some minutes earlier, so it ends earlier too."""
    entry_id, session = uuid_in(request.POST.get("id")), found.plan.session
    minutes = {str(each): timedelta(minutes=each) for each in EARLIER}.get(request.POST.get("minutes", ""))
    if entry_id and minutes and session and session.id == str(standing.id):
        _set_right(found, standing, replace(standing, id=entry_id, at=standing.at - minutes, entered_at=found.now))
    return redirect("today")


def _drop_pain(found: Visit, standing: facts.CheckIn, entry_id: UUID | None) -> HttpResponse:
    """Two pains did not agree, and this one was wrong: the rest of what the check-in says stays."""
    if entry_id and not _withdrawal_of(found, standing) and not found.entry(entry_id):
        _set_right(found, standing, replace(standing, id=entry_id, pain=None))
    return redirect(f"{reverse('today')}?saved={entry_id}")


def _set_right(found: Visit, standing: facts.Entry, fact: facts.Entry) -> None:
    """Put a fact in the place of the one it corrects; an id that stands for something else is not found."""
    try:
        journal.correct(found.episode, standing.id, fact, found.now)
    except journal.Refused:
        raise Http404 from None


def _show_entry(request: HtmxHttpRequest, found: Visit, standing: facts.Entry) -> HttpResponse:
    context = {
        "theme": THEMES[found.plan.phase],
        "tab": "log",
        "entry": show_entry(standing),
        "restorable": show_entry(standing) if isinstance(standing, facts.Withdrawn) else None,
        "withdrawable": standing.kind not in SETTINGS,
        "settings": reverse(standing.kind) if standing.kind in SETTINGS else "",
    }
    return respond(request, "recovery/entry.html", context)
