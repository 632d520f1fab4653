"""The settings page that corrects when the spasm started."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from recovery.forms.onset import ConfirmOnsetForm, OnsetForm, onset_entry
from recovery.plan.build import build_plan
from recovery.plan.entries import Entry, dump
from recovery.presenters.phases import phase_name
from recovery.presenters.say import weekday_clock
from recovery.views.visit import person_page
from recovery.views.write import put_once
from recovery.web.htmx import HtmxHttpRequest, form_page, posted, respond
from recovery.web.visit import Visit


@form_page
@person_page
def onset(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    """Ask when it started, show what the correction changes, and write it once the person confirms."""
    confirmed = ConfirmOnsetForm(request.POST if "started_at" in request.POST else None, now=found.now)
    if confirmed.is_valid():
        return _save(found, confirmed.cleaned_data["entry"])
    form = OnsetForm(posted(request), zone=found.zone, now=found.now)
    context: dict[str, Any] = {"form": form, "tab": "settings", "change": None}
    if form.is_valid():
        context["change"] = _effect(found, form.cleaned_data["started_at"], form.cleaned_data["latest_at"])
    return respond(request, "recovery/onset.html", context)


def _save(found: Visit, entry: Entry) -> HttpResponse:
    return redirect(reverse("settings", query={"saved": put_once(found, entry).id}))


def _effect(found: Visit, started_at: datetime, latest_at: datetime | None) -> dict[str, Any]:
    """Compare the plan before and after the correction, without saving it."""
    entry = onset_entry(uuid4(), started_at, latest_at, found.now)
    after = build_plan((*found.entries, entry), found.now)
    return {
        "form": ConfirmOnsetForm(initial=dump(entry) | {"id": uuid4()}, now=found.now),
        "started": weekday_clock(started_at),
        "latest": weekday_clock(latest_at) if latest_at else "",
        "before": weekday_clock(found.plan.heat_from),
        "after": weekday_clock(after.heat_from),
        "moves": after.heat_from != found.plan.heat_from,
        "open": after.heat_from <= found.now,
        "phase": phase_name(after) if phase_name(after) != phase_name(found.plan) else "",
    }
