"""The journal by day; add, correct and take back every kind of entry."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.db import transaction
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from recovery import journal
from recovery.forms import FORMS, CheckInForm, EntryForm, ScreenForm, TapForm, initial_of, tap
from recovery.http import HtmxHttpRequest, respond
from recovery.models import Entry as Row
from recovery.plan import facts
from recovery.plan.story import Story
from recovery.screen import DAYS_ROWS, EMERGENCY_ROWS, TODAY_ROWS, rows_due, ticked_rows
from recovery.show.alert import show_gate
from recovery.show.journal import show_addable, show_entry, show_journal, show_toast
from recovery.show.kinds import KINDS
from recovery.show.log import PRESETS, first_answers, words_of_pain
from recovery.show.today import THEMES
from recovery.views.today import uuid_in
from recovery.views.visit import Visit, at_the_gate, gate_page, go, person_page, take_typed

TAPS = ("started", "worse", "cleared")


@require_safe
@person_page
def log(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    """Show the journal by day and what can be added."""
    context = {
        "theme": THEMES[found.plan.phase],
        "tab": "log",
        "addable": show_addable(),
        "days": show_journal(Story(found.entries, found.now)),
        "toast": show_toast(found.entries, uuid_in(request.GET.get("saved"))),
    }
    return respond(request, "recovery/log.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@gate_page
def log_kind(request: HtmxHttpRequest, found: Visit, kind: str) -> HttpResponse:
    """Add one entry of a kind: by its form, or by one tap for kinds that need none."""
    if _shut_out(found, kind):
        assert found.plan.gate  # noqa: S101 - only a closed gate shuts out
        return at_the_gate(request, found, found.plan.gate)
    if kind in TAPS:
        return _tap(request, found, kind)
    if kind not in FORMS and kind != "check_in":
        raise Http404
    if request.method == "POST" and "ends" in request.POST and kind in facts.TIMED:
        return _end(request, found, kind)
    if found.plan.gate and found.plan.gate.closed:
        return _screen(request, found)
    return _add(request, found, kind)


@require_http_methods(["GET", "HEAD", "POST"])
@gate_page
def entry(request: HtmxHttpRequest, found: Visit, entry_id: UUID) -> HttpResponse:
    """Look at one entry; correct it, or take it back."""
    standing = next((each for each in found.entries if each.id == entry_id), None)
    if standing is None:
        raise Http404
    if found.plan.gate and found.plan.gate.closed and not isinstance(standing, facts.Cleared):
        return at_the_gate(request, found, found.plan.gate)
    if request.method == "POST" and request.POST.get("action") == "withdraw":
        return _withdraw(request, found, standing)
    return _correct(request, found, standing)


# --- adding


def _shut_out(found: Visit, kind: str) -> bool:
    """Behind a closed gate only what opens it can be said."""
    gate = found.plan.gate
    if gate is None or not gate.closed:
        return False
    if gate.level == "emergency":
        return kind != "cleared"
    return not (kind == "check_in" and "screen" in gate.asks)


def _tap(request: HtmxHttpRequest, found: Visit, kind: str) -> HttpResponse:
    form = TapForm(kind, request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return go(request, reverse("today"))
    item = form.cleaned_data.get("item", "")
    if kind == "started" and not _may_start(found, item, form.cleaned_data["id"]):
        return _back(f"{reverse('today')}?not_yet={item}")
    return _save(request, found, form.fact(found.now))


def _may_start(found: Visit, item: str, entry_id: UUID) -> bool:
    if any(each.id == entry_id for each in found.entries):
        return True
    start = found.plan.can_start.get(item)
    return bool(start and start.now)


def _end(request: HtmxHttpRequest, found: Visit, kind: str) -> HttpResponse:
    """End the running session: its minutes are those that really passed."""
    started = next((each for each in found.entries if str(each.id) == request.POST.get("started")), None)
    entry_id = uuid_in(request.POST.get("id"))
    if not isinstance(started, facts.Started) or started.item != kind or entry_id is None:
        return go(request, reverse("today"))
    passed = max(1, min(round((found.now - started.at) / timedelta(minutes=1)), 24 * 60))
    told: dict[str, Any] = {"minutes": passed, "started": started.id}
    if kind == "rest":
        told["position"] = "incline"
    return _save(request, found, facts.parse(facts.dump(tap(kind, entry_id, found.now, **told)) | {"at": started.at}))


def _add(request: HtmxHttpRequest, found: Visit, kind: str) -> HttpResponse:
    typed = take_typed(request)
    data: Any = request.POST if request.method == "POST" else _query(typed) if typed else None
    form = _form(found, kind, data, initial=first_answers(kind, found.plan, found.entries))
    if request.method == "POST" and form.is_valid():
        return _save(request, found, form.fact(), form)
    return _show_form(request, found, form, kind)


def _query(typed: dict[str, list[str]]) -> QueryDict:
    query = QueryDict(mutable=True)
    for name, values in typed.items():
        query.setlist(name, values)
    return query


def _form(found: Visit, kind: str, data: Any, **kwargs: Any) -> EntryForm:
    zone = found.zone
    if kind != "check_in":
        return FORMS[kind](data, zone=zone, now=found.now, **kwargs)
    asks = found.plan.gate.asks if found.plan.gate else ()
    rows = kwargs.pop("rows", None) or _rows(found)
    return CheckInForm(data, zone=zone, now=found.now, rows=rows, asks=asks, **kwargs)


def _rows(found: Visit) -> list[tuple[str, Any]]:
    day = found.plan.day
    told = [each for each in Story(found.entries, found.now).check_ins if day.starts <= each.at]
    return rows_due(any(each.screened for each in told), day.number)


def _show_form(
    request: HtmxHttpRequest, found: Visit, form: EntryForm, kind: str, correcting: facts.Entry | None = None
) -> HttpResponse:
    context = {
        "theme": THEMES[found.plan.phase],
        "tab": "log",
        "form": form,
        "kind": kind,
        "name": KINDS[kind].name,
        "action": request.path,
        "back": reverse("log") if correcting else reverse("today"),
        "correcting": show_entry(correcting) if correcting else None,
        "words": words_of_pain(),
        "presets": PRESETS.get(kind),
    }
    template = "recovery/check_in.html" if kind == "check_in" else "recovery/log_kind.html"
    return respond(request, template, context)


def _screen(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    """The full screen that a checked alert waits for."""
    form = ScreenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _save(request, found, form.fact(found.now))
    assert found.plan.gate  # noqa: S101 - a closed gate led here
    context = show_gate(found.plan.gate, found.plan, found.entries) | {"form": form}
    return respond(request, "recovery/gate.html", context)


def _save(request: HtmxHttpRequest, found: Visit, fact: facts.Entry, form: EntryForm | None = None) -> HttpResponse:
    """Append an entry; the same form sent twice is one entry."""
    standing = next((each for each in found.entries if each.id == fact.id), None)
    try:
        if standing is None:
            standing = journal.append(found.episode, fact)
    except journal.Refused:
        pass
    if standing is None or standing.kind != fact.kind:
        raise Http404
    if form is not None and _differs(standing, fact):
        form.add_error(None, _("This was saved already. To change it, open it in your journal."))
        return _show_form(request, found, form, fact.kind)
    return _back(f"{reverse('today')}?saved={fact.id}")


def _differs(standing: facts.Entry, fact: facts.Entry) -> bool:
    """Whether two entries of one id say different things; "now" of a second tap is not a difference."""
    told, again = facts.content(standing), facts.content(fact)
    near = abs(standing.at - fact.at) <= facts.FUTURE_LIMIT
    return {**told, "at": ""} != {**again, "at": ""} or not near


def _back(path: str) -> HttpResponse:
    """Back to Today by a plain redirect: htmx follows it and gets the fragment it asked for."""
    return redirect(path)


# --- correcting and taking back


def _correct(request: HtmxHttpRequest, found: Visit, standing: facts.Entry) -> HttpResponse:
    if taken_back := _withdrawal_of(found, standing):
        return _show_entry(request, found, taken_back)
    if standing.kind not in FORMS and standing.kind != "check_in":
        return _show_entry(request, found, standing)
    kwargs: dict[str, Any] = {"initial": initial_of(standing, found.zone)}
    if isinstance(standing, facts.CheckIn):
        kwargs = _check_in_answers(standing, kwargs["initial"])
    form = _form(found, standing.kind, request.POST if request.method == "POST" else None, **kwargs)
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            saved = journal.correct(found.episode, standing.id, form.fact(), found.now)
        return go(request, f"{reverse('log')}?saved={saved.id}")
    return _show_form(request, found, form, standing.kind, correcting=standing)


def _withdrawal_of(found: Visit, standing: facts.Entry) -> facts.Entry | None:
    """The entry that took this one back and still stands."""
    effective = Story(found.entries, found.now).of(facts.Withdrawn)
    return next((each for each in effective if each.entry == standing.id), None)


def _check_in_answers(standing: facts.CheckIn, initial: dict[str, Any]) -> dict[str, Any]:
    rows = [*EMERGENCY_ROWS, *TODAY_ROWS, *DAYS_ROWS]
    limits = {True: "yes", False: "no"}.get(standing.limits) if standing.limits is not None else ""
    answers = {"screen": ticked_rows(rows, standing.flags or ()), "limits": limits, "no_walk": standing.walked is False}
    return {"rows": rows, "initial": initial | answers}


def _withdraw(request: HtmxHttpRequest, found: Visit, standing: facts.Entry) -> HttpResponse:
    """Take an entry back. The onset and who the person is can be corrected, not taken back."""
    form = forms.Form(request.POST)
    form.fields["id"] = forms.UUIDField()
    if not form.is_valid() or isinstance(standing, facts.Onset | facts.About):
        return go(request, reverse("entry", args=[standing.id]))
    try:
        taken = journal.withdraw(found.episode, standing.id, form.cleaned_data["id"], found.now)
    except (Row.DoesNotExist, journal.Refused):
        raise Http404 from None
    page = "log" if request.POST.get("from") == "log" else "today"
    return _back(f"{reverse(page)}?saved={taken.id}")


def _show_entry(request: HtmxHttpRequest, found: Visit, standing: facts.Entry) -> HttpResponse:
    context = {
        "theme": THEMES[found.plan.phase],
        "tab": "log",
        "entry": show_entry(standing),
        "restorable": show_entry(standing) if isinstance(standing, facts.Withdrawn) else None,
        "withdrawable": not isinstance(standing, facts.Onset | facts.About),
        "settings": {"about": reverse("about"), "onset": reverse("onset")}.get(standing.kind, ""),
    }
    return respond(request, "recovery/entry.html", context)
