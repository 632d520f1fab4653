"""From "my back seized up" to a plan, in four short pages and without an account."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from recovery import journal, places
from recovery.http import HtmxHttpRequest, form_page, posted, respond
from recovery.models import Episode
from recovery.plan import facts
from recovery.plan.build import build_plan
from recovery.plan.story import Story
from recovery.screen import EMERGENCY_ROWS, TODAY_ROWS
from recovery.settings_forms import told_so_far
from recovery.show.log import words_of_pain
from recovery.start_forms import AboutForm, ScreenForm, WhenForm, known_zone

SESSION = "start"
# Each page leaves one of these in the session; who comes without it goes back to that page.
STEPS = {"/start/": "screened", "/start/today/": "flags", "/start/when/": "onset", "/start/about/": ""}
SCREEN_HOLDS = timedelta(hours=3)  # answers to the screen are about now
PLAN = "/today/"
ANSWERS = ("when", "pick", "which", "unsure", "pain", "can_walk", "not_even", "time_zone", "time_zone_by_hand")


@form_page
def start(request: HtmxHttpRequest) -> HttpResponse:
    """Ask for emergencies first. A yes counts whatever else stands; a no begins the way to a plan."""
    now = timezone.now()
    form = ScreenForm(posted(request), rows=EMERGENCY_ROWS)
    if form.is_valid() and form.flags():
        return _alarm(request, form, now)
    place = _elsewhere(request, "/start/", now)
    if place:
        return redirect(place)
    if form.is_valid():
        zone = known_zone(form.cleaned_data["time_zone"])
        request.session[SESSION] = {"id": str(uuid4()), "at": now.isoformat(), "screened": True, "time_zone": zone}
        return redirect("/start/today/")
    return _show(request, "start", {"form": form})


@form_page
def start_today(request: HtmxHttpRequest) -> HttpResponse:
    """Ask for what a doctor must see today; the plan goes on with it, under a banner."""
    place = _elsewhere(request, "/start/today/", timezone.now())
    if place:
        return redirect(place)
    form = ScreenForm(posted(request), rows=TODAY_ROWS)
    if form.is_valid():
        _remember(request, flags=form.flags())
        return redirect("/start/when/")
    return _show(request, "start_today", {"form": form})


@form_page
def start_when(request: HtmxHttpRequest) -> HttpResponse:
    """Ask when it started, how bad it is, and whether walking works."""
    now = timezone.now()
    place = _elsewhere(request, "/start/when/", now)
    if place:
        return redirect(place)
    begun = request.session[SESSION]
    known = {"time_zone": begun["time_zone"]} | begun.get("answers", {})
    form = WhenForm(posted(request), initial=known, now=now)
    if form.is_valid():
        data = form.cleaned_data
        answers = {name: request.POST[name] for name in ANSWERS if name in request.POST}
        moments = {name: data[name] and data[name].isoformat() for name in ("started_at", "latest_at")}
        said = {"pain": data["pain"], "can_walk": data["can_walk"]}
        if data["can_walk"] == "no" and data["not_even"]:
            said["flags"] = [*begun["flags"], "S6"]
        _remember(request, answers=answers, onset=moments, said=said, time_zone=form.zone_name)
        return redirect("/start/about/")
    return _show(request, "start_when", {"form": form, "words": words_of_pain()})


@form_page
def start_about(request: HtmxHttpRequest) -> HttpResponse:
    """Ask what can change the plan, and make it."""
    now = timezone.now()
    place = _elsewhere(request, "/start/about/", now)
    if place:
        return redirect(place)
    form = AboutForm(posted(request), now=now)
    if form.is_valid():
        return _make(request, form.told(), now)
    return _show(request, "start_about", {"form": form})


def _show(request: HtmxHttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    if not request.user.is_authenticated:
        journal.guest_key(request)
    place = ["start", "start_today", "start_when", "start_about"].index(name) + 1
    crumb = {"steps": [step < place for step in range(4)], "crumb": _("%(step)s of 4") % {"step": place}}
    return respond(request, f"recovery/{name}.html", context | crumb)


def _remember(request: HtmxHttpRequest, **answers: Any) -> None:
    request.session[SESSION] |= answers
    request.session.modified = True


def _elsewhere(request: HtmxHttpRequest, path: str, now: datetime) -> str | None:
    """Where somebody belongs who may not be on this page: at their plan, or at the first page not yet answered."""
    episode = journal.current(request)
    entries = journal.read(episode) if episode else ()
    if any(isinstance(entry, facts.Onset) for entry in entries):
        gate = build_plan(entries, now).gate
        if Story(entries, now).pains or (gate and gate.closed):
            return PLAN
        _resume(request, entries, now)
    begun = _begun(request, now)
    earlier = list(STEPS)[: list(STEPS).index(path)]
    if path == "/start/" and "resumed" in begun:
        return "/start/when/"
    return next((step for step in earlier if STEPS[step] not in begun), None)


def _begun(request: HtmxHttpRequest, now: datetime) -> dict[str, Any]:
    begun: dict[str, Any] = request.session.get(SESSION, {})
    fresh = begun and now - datetime.fromisoformat(begun["at"]) < SCREEN_HOLDS
    return begun if fresh else {}


def _resume(request: HtmxHttpRequest, entries: tuple[facts.Entry, ...], now: datetime) -> None:
    """Go on after an alert that was cleared: the screen is answered, and only the rest is asked."""
    if _begun(request, now).get("resumed"):
        return
    zone = told_so_far(entries, now).get("time_zone", "")
    request.session[SESSION] = {
        "id": str(uuid4()),
        "at": now.isoformat(),
        "screened": None,
        "flags": [],
        "resumed": True,
        "time_zone": "" if zone == "UTC" else zone,
    }


def _alarm(request: HtmxHttpRequest, form: ScreenForm, now: datetime) -> HttpResponse:
    """Write the red flags down at once, with an onset that is corrected later; the plan answers with the alert."""
    flags, first = form.flags(), form.cleaned_data["id"] or uuid4()
    zone = known_zone(form.cleaned_data["time_zone"])
    check_in = {"kind": "check_in", "flags": flags, "screened": True}
    provisional = [_about(zone or "UTC"), {"kind": "onset", "started_at": now}]
    with transaction.atomic():
        episode = journal.open_episode(request)
        begun = any(isinstance(entry, facts.Onset) for entry in journal.read(episode))
        # Other ticks with the same form are another entry: no flag may get lost.
        _write(episode, [*([] if begun else provisional), check_in], uuid5(first, " ".join(flags)), now)
    request.session.pop(SESSION, None)
    return redirect(PLAN)


def _make(request: HtmxHttpRequest, told: dict[str, Any], now: datetime) -> HttpResponse:
    """Write down all that was answered, and go to the plan."""
    begun = request.session[SESSION]
    check_in = {"kind": "check_in", "flags": begun["flags"] or None, "screened": begun["screened"]} | begun["said"]
    entries = [_about(begun["time_zone"]) | told, {"kind": "onset"} | begun["onset"], check_in]
    with transaction.atomic():
        _write(journal.open_episode(request), entries, UUID(begun["id"]), now)
    request.session.pop(SESSION, None)
    return redirect(PLAN)


def _about(zone: str) -> dict[str, Any]:
    return {"kind": "about", "time_zone": zone, "country": places.country_of(zone)}


def _write(episode: Episode, entries: list[dict[str, Any]], first: UUID, now: datetime) -> None:
    """Write entries whose ids follow from `first`: a second tap finds them standing, and changes nothing."""
    for raw in entries:
        head = {"id": uuid5(first, raw["kind"]), "at": now.astimezone(UTC), "entered_at": now, "by": "self"}
        try:
            journal.append(episode, facts.parse(head | raw))
        except journal.Refused:
            return
