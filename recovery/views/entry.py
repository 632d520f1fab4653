"""Look at one entry, correct it, or take it back."""

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from recovery.forms.entry import EntryForm
from recovery.forms.kinds import WRITTEN, OnPage, Typed
from recovery.plan.entries import CheckIn, Cleared, Entry, Started, Withdrawn
from recovery.presenters.first_answers import first_answers
from recovery.presenters.journal import changed_first, saved_already, show_entry
from recovery.presenters.phases import theme_of
from recovery.presenters.timer import EARLIER
from recovery.store import journal
from recovery.views.entry_form import answers, asks_after, note_worse, page_after, show_form
from recovery.views.today import uuid_in
from recovery.views.visit import at_the_gate, gate_page
from recovery.views.write import written
from recovery.web.htmx import HtmxHttpRequest, form_page, respond
from recovery.web.visit import Visit


@form_page
@gate_page
def entry(request: HtmxHttpRequest, found: Visit, entry_id: UUID) -> HttpResponse:
    """Show one entry, and do what its buttons say. Behind a closed gate, only a clearance can be looked at."""
    old = found.entry(entry_id)
    if old is None:
        raise Http404
    if found.shut and not isinstance(old, Cleared):
        return at_the_gate(request, found, found.shut)
    match request.POST.get("action"), old:
        case "withdraw" | "undo", _:
            return _take_back(request, found, old)
        case "earlier", Started():
            return _set_earlier(request, found, old)
        case "wrong_pain", CheckIn():
            return _drop_pain(request, found, old)
    way = WRITTEN.get(old.kind)
    return _correct(request, found, old, way.form) if isinstance(way, Typed) else _show(request, found, old)


def _take_back(request: HtmxHttpRequest, found: Visit, old: Entry) -> HttpResponse:
    """Take an entry back, once. Entries that belong to a page of the settings can only be corrected."""
    page = "log" if request.POST.get("from") == "log" else "today"
    entry_id, withdrawal = uuid_in(request.POST.get("id")), _withdrawal_of(found, old)
    if entry_id is None or isinstance(WRITTEN.get(old.kind), OnPage):
        return redirect("entry", old.id)
    if not withdrawal and found.entry(entry_id):
        return redirect(reverse(page, query={"twice": 1}))
    try:
        take = journal.undo if request.POST.get("action") == "undo" else journal.withdraw
        withdrawal = withdrawal or take(found.episode, old.id, entry_id, found.now)
    except journal.First as rival:
        withdrawal = rival.entry
    except journal.Refused:
        raise Http404 from None
    return redirect(reverse(page, query={"saved" if _took_back(withdrawal, old) else "first": withdrawal.id}))


def _took_back(withdrawal: Entry, old: Entry) -> bool:
    """True if this is the person's own withdrawal of an entry, and not what somebody else did."""
    return isinstance(withdrawal, Withdrawn) and (withdrawal.entry, withdrawal.by) == (old.id, "self")


def _withdrawal_of(found: Visit, old: Entry) -> Entry | None:
    """Find the entry that took this one back, unless it was itself taken back."""
    return next((each for each in found.story.of(Withdrawn) if each.entry == old.id), None)


def _set_earlier(request: HtmxHttpRequest, found: Visit, old: Started) -> HttpResponse:
    """Let the timer that runs begin some minutes earlier, after a late tap. It ends earlier too."""
    entry_id, timer = uuid_in(request.POST.get("id")), found.plan.timer
    minutes = {str(each): timedelta(minutes=each) for each in EARLIER}.get(request.POST.get("minutes", ""))
    if entry_id and minutes and timer and timer.id == str(old.id):
        _put(found, replace(old, id=entry_id, at=old.at - minutes, entered_at=found.now), old)
    return redirect("today")


def _drop_pain(request: HtmxHttpRequest, found: Visit, old: CheckIn) -> HttpResponse:
    """Remove a pain that the person says was wrong, and keep the rest of its check-in."""
    entry_id = uuid_in(request.POST.get("id"))
    if entry_id is None:
        return redirect("today")
    if not _withdrawal_of(found, old) and not found.entry(entry_id):
        _put(found, replace(old, id=entry_id, pain=None), old)
    return redirect(reverse("today", query={"saved": entry_id}))


def _put(found: Visit, new: Entry, old: Entry) -> None:
    """Put an entry in the place of another. An id that belongs to something else is not found."""
    try:
        journal.correct(found.episode, old.id, new, found.now)
    except journal.First:  # it was taken back or changed a moment ago, and the page shows that
        return
    except journal.Refused:
        raise Http404 from None


def _correct(request: HtmxHttpRequest, found: Visit, old: Entry, form_class: type[EntryForm]) -> HttpResponse:
    """Show the form of an entry filled in, and replace the entry. One that is withdrawn is only shown."""
    after, withdrawal = asks_after(request, old.kind), _withdrawal_of(found, old)
    first = _pains(found, old) if after else {}
    form = form_class(answers(request), kind=old.kind, situation=found.situation, correcting=old, initial=first)
    if after:
        form.use_scales()
    if request.method == "POST" and form.is_valid():
        new = form.fact()
        if withdrawal and not found.entry(new.id):
            return _change_again(request, found, form, withdrawal)
        return _replace(request, found, form, new, old)
    return _show(request, found, withdrawal) if withdrawal else show_form(request, found, form)


def _pains(found: Visit, old: Entry) -> dict[str, Any]:
    """Return the last pain as the answer for before and after, so that a person who feels the same saves by one tap."""
    first = first_answers(old.kind, found.situation)
    return {name: first[name] for name in ("pain_before", "pain_after") if name in first}


def _replace(request: HtmxHttpRequest, found: Visit, form: EntryForm, new: Entry, old: Entry) -> HttpResponse:
    result = written(found, new, old)
    if "twice" in result:
        form.add_error(None, saved_already())
        return show_form(request, found, form)
    if "first" in result:
        rival = next(each for each in journal.read(found.episode) if each.id == result["first"])
        return _change_again(request, found, form, rival)
    note_worse(request, found, new)
    return redirect(reverse(page_after(request, form), query=result))


def _change_again(request: HtmxHttpRequest, found: Visit, form: EntryForm, withdrawal: Entry) -> HttpResponse:
    """Show the answers again if the entry was changed meanwhile: they can replace the one that is there now."""
    entries = journal.read(found.episode)
    better = next((each for each in entries if uuid5(each.id, journal.REPLACES) == withdrawal.id), None)
    if better is None:
        return _show(request, found, withdrawal)
    form.correcting = better
    form.add_error(None, changed_first(better, found.by, found.now))
    return show_form(request, found, form, reverse("entry", args=[better.id]))


def _show(request: HtmxHttpRequest, found: Visit, old: Entry) -> HttpResponse:
    """Show an entry without a form. One that takes another back offers to bring that back."""
    way = WRITTEN.get(old.kind)
    context = {
        "theme": theme_of(found.situation.phase),
        "tab": "log",
        "entry": show_entry(old),
        "restorable": show_entry(old) if isinstance(old, Withdrawn) else None,
        "withdrawable": not isinstance(way, OnPage),
        "settings": reverse(way.url_name) if isinstance(way, OnPage) else "",
    }
    return respond(request, "recovery/entry.html", context)
