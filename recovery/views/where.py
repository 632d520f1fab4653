"""Where are you now? And on the floor: did you fall? Asked at the start, and of a person with a plan at any time.

Each answer is one tap. At the start the session keeps the answers, with a plan each is an entry.
"""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from recovery.forms.places import phone_zone
from recovery.forms.taps import tap
from recovery.forms.where import FELL, FallForm, WhereForm
from recovery.plan.enums import Flag, Where
from recovery.plan.rules.moving import floor_guides
from recovery.views.start_steps import SESSION, alarm, crumb, elsewhere, remember, show
from recovery.views.visit import at_the_gate, look_up
from recovery.views.write import written
from recovery.web.htmx import HtmxHttpRequest, form_page, posted, respond
from recovery.web.visit import Visit

NO_CRUMB: dict[str, Any] = {"steps": [], "crumb": ""}


@form_page
def where(request: HtmxHttpRequest) -> HttpResponse:
    """Ask where the person is. On the floor the next question is about a fall, once at the start."""
    found = look_up(request)
    form = WhereForm(posted(request))
    if found and has_plan(found):
        return _where_with_plan(request, found, form)
    if page := elsewhere(request, "where", timezone.now()):
        return redirect(page)
    if not form.is_valid():
        return show(request, "where", form)
    remember(request, place=form.told())
    first_time = "fell" not in request.session[SESSION]
    return redirect("fall" if form.told()["where_now"] == Where.FLOOR and first_time else "start_today")


def _where_with_plan(request: HtmxHttpRequest, found: Visit, form: WhereForm) -> HttpResponse:
    if found.shut:
        return at_the_gate(request, found, found.shut)
    if not form.is_valid():
        return respond(request, "recovery/where.html", {"form": form} | NO_CRUMB)
    _log(found, form, form.told())
    return redirect("fall" if form.told()["where_now"] == Where.FLOOR else "move")


@form_page
def fall(request: HtmxHttpRequest) -> HttpResponse:
    """Ask about a fall, one question a page, then show how to get up or who can help."""
    number = request.GET.get("q", "1")
    if number not in FallForm.QUESTIONS:
        raise Http404
    found = look_up(request)
    with_plan = found and has_plan(found)
    if found and with_plan and found.shut:
        return at_the_gate(request, found, found.shut)
    if not with_plan and (page := _not_on_floor(request)):
        return redirect(page)
    form = FallForm(posted(request), number=number)
    if not form.is_valid():
        context = {"form": form} | (NO_CRUMB if with_plan else crumb("where"))
        return respond(request, "recovery/fall.html", context)
    answer = form.cleaned_data["answer"]
    if following := {("1", "yes"): "2", ("2", "no"): "3"}.get((number, answer)):
        return redirect(f"{reverse('fall')}?q={following}")
    flags = [Flag.E7] if number == "2" else FELL.get(answer, [])
    return _told_with_plan(found, form, flags) if found and with_plan else _told_at_start(request, form, flags)


def has_plan(found: Visit) -> bool:
    """True if the start is over or a closed gate replaces every page."""
    return bool(found.story.pains.every or found.shut)


def _not_on_floor(request: HtmxHttpRequest) -> str | None:
    if page := elsewhere(request, "start_today", timezone.now()):
        return page
    return None if request.session[SESSION]["place"].get("where_now") == Where.FLOOR else "where"


def _told_at_start(request: HtmxHttpRequest, form: FallForm, flags: Sequence[str]) -> HttpResponse:
    begun = request.session[SESSION]
    if Flag.E7 in flags:
        zone = phone_zone(form.cleaned_data["time_zone"]) or phone_zone(begun["time_zone"])
        told = begun["place"] | {"time_zone": zone}
        return alarm(request, form.cleaned_data["id"], flags, timezone.now(), **told)
    remember(request, fell=flags)
    return redirect("guide", floor_guides(begun["place"]["alone"], flags)[0])


def _told_with_plan(found: Visit, form: FallForm, flags: Sequence[str]) -> HttpResponse:
    if flags:
        _log(found, form, {"flags": flags})
    if Flag.E7 in flags:
        return redirect("today")
    situation = found.situation
    return redirect("guide", floor_guides(situation.place.alone, situation.at_risk | {*flags})[0])


def _log(found: Visit, form: Form, told: dict[str, Any]) -> None:
    written(found, tap("check_in", form.cleaned_data["id"] or uuid4(), found.now, **told))
