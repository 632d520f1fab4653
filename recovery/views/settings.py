"""What a person can set: about them, when it started, the light of the screen, and the account."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as lazy

from recovery import journal
from recovery.http import HtmxHttpRequest, form_page, posted, respond
from recovery.plan import facts
from recovery.plan.build import build_plan
from recovery.say import weekday_clock
from recovery.settings_forms import AgreedForm, ChangeAboutForm, OnsetChange, onset_entry, told_so_far
from recovery.show.journal import show_toast
from recovery.show.phases import phase_name
from recovery.show.traits import show_agreed, show_left_out
from recovery.start_forms import OnsetForm
from recovery.views.today import uuid_in
from recovery.views.visit import Visit, gate_page, person_page

MODES = (("auto", lazy("Like the phone")), ("light", lazy("Light")), ("dark", lazy("Dark")))
A_YEAR = 365 * 24 * 60 * 60


@form_page
@person_page
def settings(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    """Show what can be set; the light of the screen is kept on this device."""
    mode = request.POST.get("mode")
    if mode in dict(MODES):
        response = redirect("/settings/")
        response.set_cookie("mode", mode, max_age=A_YEAR, secure=request.is_secure(), httponly=True, samesite="Lax")
        return response
    context = {
        "modes": MODES,
        "zone": told_so_far(found.entries, found.now).get("time_zone", ""),
        "started": weekday_clock(found.story.onset),
        "tab": "settings",
        "toast": show_toast(found.entries, uuid_in(request.GET.get("saved"))),
    }
    return respond(request, "recovery/settings.html", context)


@form_page
@gate_page
def about(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    """Change what the plan knows about the person, also where a mistyped year closed the plan."""
    told = told_so_far(found.entries, found.now)
    if "treatment" in request.POST:
        return _agree(request, found, told.get("agreed", []))
    form = ChangeAboutForm(posted(request), told=told, now=found.now)
    if form.is_valid():
        saved = _save(found, form.fact())
        return redirect("today") if found.shut else saved
    context = {
        "form": form,
        "tab": "settings",
        "left_out": show_left_out(found.plan),
        "agreed": show_agreed(told.get("agreed", [])),
    }
    return respond(request, "recovery/about.html", context)


@form_page
@person_page
def onset(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    """Correct when it started, after a look at what that changes."""
    sure = OnsetChange(request.POST if "started_at" in request.POST else None, now=found.now)
    if sure.is_valid():
        return _save(found, sure.cleaned_data["entry"])
    form = OnsetForm(posted(request), zone=found.zone, now=found.now)
    context: dict[str, Any] = {"form": form, "tab": "settings", "change": None}
    if form.is_valid():
        context["change"] = _effect(found, form.cleaned_data["started_at"], form.cleaned_data["latest_at"])
    return respond(request, "recovery/onset.html", context)


def _agree(request: HtmxHttpRequest, found: Visit, known: Sequence[str]) -> HttpResponse:
    """Note what a doctor or pharmacist said; only what the plan asks about can be agreed to."""
    form = AgreedForm(request.POST)
    if not form.is_valid():
        return redirect("about")
    lifts = {each.kind: each.lifts for each in found.plan.left_out}.get(form.cleaned_data["treatment"], ())
    return _save(found, form.fact(known, lifts, found.now))


def _save(found: Visit, entry: facts.Entry | None) -> HttpResponse:
    if entry is None:
        return redirect("/settings/")
    with suppress(journal.Refused):  # the same tap again, a moment later
        journal.append(found.episode, entry)
    return redirect(f"/settings/?saved={entry.id}")


def _effect(found: Visit, started_at: datetime, latest_at: datetime | None) -> dict[str, Any]:
    """What the corrected onset does, seen before it is saved: when warmth opens before and after."""
    entry = onset_entry(uuid4(), started_at, latest_at, found.now)
    after = build_plan((*found.entries, entry), found.now)
    return {
        "form": OnsetChange(initial=facts.dump(entry) | {"id": uuid4()}, now=found.now),
        "started": weekday_clock(started_at),
        "latest": weekday_clock(latest_at) if latest_at else "",
        "before": weekday_clock(found.plan.heat_from),
        "after": weekday_clock(after.heat_from),
        "moves": after.heat_from != found.plan.heat_from,
        "open": after.heat_from <= found.now,
        "phase": phase_name(after) if phase_name(after) != phase_name(found.plan) else "",
    }
