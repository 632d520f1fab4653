"""The settings page for what the plan knows about the person."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from recovery.forms.about import AdultForm, AgreedForm, ChangeAboutForm
from recovery.plan.entries import Entry
from recovery.presenters.traits import show_agreed, show_left_out
from recovery.views.visit import gate_page
from recovery.views.write import put_once
from recovery.web.htmx import HtmxHttpRequest, form_page, posted, respond
from recovery.web.visit import Visit


@form_page
@gate_page
def about(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    """Change the facts about the person. This is possible behind a gate too, which a mistyped year can have closed."""
    known = found.story.about
    if "adult" in request.POST:
        return _say_adult(request, found)
    if "treatment" in request.POST:
        return _agree(request, found, known.agreed)
    form = ChangeAboutForm(posted(request), known=known, now=found.now)
    if form.is_valid():
        saved = _save(found, form.fact())
        return redirect("today") if found.shut else saved
    context = {
        "form": form,
        "tab": "settings",
        "left_out": show_left_out(found.plan),
        "agreed": show_agreed(known.agreed),
    }
    return respond(request, "recovery/about.html", context)


def _say_adult(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    """Note that the person is of age, which opens the plan in the year of the birthday."""
    form = AdultForm(request.POST)
    if form.is_valid():
        _save(found, form.fact(found.now))
    return redirect("today")


def _agree(request: HtmxHttpRequest, found: Visit, known: Sequence[str]) -> HttpResponse:
    """Note what a doctor or pharmacist said. Only a treatment that the plan says to ask about can be agreed to."""
    form = AgreedForm(request.POST)
    if not form.is_valid():
        return redirect("about")
    lifts = {each.kind: each.lifts for each in found.plan.left_out}.get(form.cleaned_data["treatment"], ())
    return _save(found, form.fact(known, lifts, found.now))


def _save(found: Visit, entry: Entry | None) -> HttpResponse:
    if entry is None:
        return redirect("settings")
    return redirect(reverse("settings", query={"saved": put_once(found, entry).id}))
