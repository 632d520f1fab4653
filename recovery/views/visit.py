"""Who may see a page of the plan: decorators that find the open episode, and the pages that stand in for it."""

from collections.abc import Callable
from functools import cache, partial, wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

from recovery.forms.screen import RescreenForm
from recovery.models import Episode
from recovery.plan.advice import Gate
from recovery.plan.entries import Entry
from recovery.presenters.alert import show_gate
from recovery.presenters.timer import Running, show_running
from recovery.store import owners
from recovery.store.rows import Unreadable, present
from recovery.views.typed import keep_typed
from recovery.web.htmx import HtmxHttpRequest, go, respond
from recovery.web.visit import Visit

View = Callable[..., HttpResponse]


def gate_page(view: View) -> View:
    """Show this page to everybody with a running plan, also while the gate is closed: it can open the gate."""

    @wraps(view)
    def inner(request: HtmxHttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "GET" and owners.waiting_guest_episode(request):
            return go(request, reverse("keep"))  # first of all choose which plan this is about
        found = look_up(request)
        return view(request, found, *args, **kwargs) if found else nothing_here(request)

    return inner


def person_page(view: View) -> View:
    """Show this page to everybody with a running plan. A closed gate replaces it."""

    @wraps(view)
    def inner(request: HtmxHttpRequest, found: Visit, *args: Any, **kwargs: Any) -> HttpResponse:
        if gate := found.shut:
            return at_the_gate(request, found, gate)
        return view(request, found, *args, **kwargs)

    return gate_page(inner)


def look_up(request: HtmxHttpRequest) -> Visit | None:
    """Look at the open episode of this user or guest; None if there is no plan."""
    found = owners.open_journal(request)
    return look_at(request, *found) if found else None


def look_at(request: HtmxHttpRequest, episode: Episode, entries: tuple[Entry, ...], by: str = "self") -> Visit | None:
    """Look at an episode now, in the time zone of its person; None before its journal says when it started."""
    found = Visit(episode, entries, present(entries, timezone.now()), by)
    if not found.begun:
        return None
    request.visit = found
    timezone.activate(found.zone)
    return found


def running(request: HtmxHttpRequest) -> dict[str, Any]:
    """Give every template the timer that runs. It is looked up only if the template shows it."""
    return {"running": cache(partial(_running, request))}


def _running(request: HtmxHttpRequest) -> Running | None:
    if getattr(request, "away", False):
        return None
    try:
        found = getattr(request, "visit", None) or look_up(request)
    except Unreadable:
        return None
    return show_running(found.timer, found.now) if found and found.timer else None


def at_the_gate(request: HtmxHttpRequest, found: Visit, gate: Gate) -> HttpResponse:
    """Answer with the gate. A request for a part of a page gets the whole page instead."""
    if request.htmx:
        return HttpResponseClientRedirect(reverse("today"))
    form = RescreenForm(situation=found.situation) if gate.level == "ask_first" else None
    return respond(request, "recovery/gate.html", vars(show_gate(gate, found.story)) | {"form": form})


def nothing_here(request: HtmxHttpRequest) -> HttpResponse:
    """Send a user without a plan to the start, and everybody else to the log-in page."""
    if request.user.is_authenticated:
        return go(request, reverse("start"))
    if request.method == "POST":
        keep_typed(request)
    login = redirect_to_login(request.path if request.method == "POST" else request.get_full_path())
    return go(request, login.url)
