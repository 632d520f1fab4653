"""A person's page: their episode, their journal and the plan as it stands now; or what stands before it."""

from collections.abc import Callable
from datetime import datetime
from functools import cache, cached_property, partial, wraps
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

from recovery import journal, near
from recovery.forms import ScreenForm
from recovery.http import HtmxHttpRequest, respond
from recovery.models import Episode
from recovery.plan.advice import Gate, Plan, Session
from recovery.plan.build import plan_of, situation_at
from recovery.plan.facts import Entry, Onset
from recovery.plan.situation import Situation
from recovery.plan.story import Story
from recovery.show.alert import show_gate
from recovery.show.timer import show_running

TYPED = "typed"
TYPED_MOST = 20_000  # bytes of a form that are worth keeping for somebody who is not signed in


class Visit:
    """One look at one episode at one instant, by the person or, under their label, by a helper.

    The journal is read and the plan made when first asked for: whoever only writes down a walk needs neither.
    """

    def __init__(self, episode: Episode, now: datetime, by: str = "self") -> None:
        self.episode, self.now, self.by = episode, now, by

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The whole journal."""
        return journal.read(self.episode)

    @cached_property
    def situation(self) -> Situation:
        """What is true now."""
        return situation_at(self.entries, self.now)

    @cached_property
    def plan(self) -> Plan:
        """What the plan says now."""
        return plan_of(self.situation)

    @property
    def story(self) -> Story:
        """The journal with everything taken back left out."""
        return self.situation.story

    @cached_property
    def known_open(self) -> ZoneInfo | None:
        """The person's zone, where it is known without the journal and the gate is known not to be closed."""
        return near.open_in(self.episode)

    @property
    def begun(self) -> bool:
        """Whether it is told when it started, without which there is no plan."""
        return self.known_open is not None or any(isinstance(entry, Onset) for entry in self.entries)

    @property
    def zone(self) -> ZoneInfo:
        """The zone the person is in."""
        return self.known_open or self.story.habits.zone

    @cached_property
    def shut(self) -> Gate | None:
        """The gate behind which nothing of the plan may be shown."""
        if self.known_open:
            return None
        gate = self.situation.gate
        if gate and gate.closed:
            return gate
        if self.all_told:
            near.keep_open(self.episode, self.zone)
        return None

    @cached_property
    def session(self) -> Session | None:
        """What runs now; nothing behind a closed gate."""
        if near.nothing_runs(self.episode) or self.shut:
            return None
        if self.situation.session is None and self.all_told:
            near.keep_nothing_runs(self.episode)
        return self.situation.session

    @property
    def all_told(self) -> bool:
        """Whether nothing told lies ahead, by a phone whose clock is fast, and is still to come true."""
        return self.entries[-1].at <= self.now

    def entry(self, entry_id: UUID | None) -> Entry | None:
        """The entry of this id, taken back or not."""
        return next((each for each in self.entries if each.id == entry_id), None)


View = Callable[..., HttpResponse]


def gate_page(view: View) -> View:
    """Let in whoever has a running plan, also while the gate is closed: these pages open it."""

    @wraps(view)
    def inner(request: HtmxHttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found = visit(request)
        return found if isinstance(found, HttpResponse) else view(request, found, *args, **kwargs)

    return inner


def person_page(view: View) -> View:
    """Let in whoever has a running plan; the gate, not the page, answers while nothing else may be shown."""

    @wraps(view)
    def inner(request: HtmxHttpRequest, found: Visit, *args: Any, **kwargs: Any) -> HttpResponse:
        if gate := found.shut:
            return at_the_gate(request, found, gate)
        return view(request, found, *args, **kwargs)

    return gate_page(inner)


def visit(request: HtmxHttpRequest) -> Visit | HttpResponse:
    """Look up the running episode of whoever asks, or send them to where they can get one."""
    return look_up(request) or nothing_here(request)


def look_up(request: HtmxHttpRequest) -> Visit | None:
    """Look up the running episode of whoever asks."""
    episode = journal.current(request)
    return look_at(request, episode) if episode else None


def look_at(request: HtmxHttpRequest, episode: Episode, by: str = "self") -> Visit | None:
    """Look at an episode as it stands now, by the clock of its person; None before it is told when it started."""
    found = Visit(episode, timezone.now(), by)
    if not found.begun:
        return None
    request.visit = found
    timezone.activate(found.zone)
    return found


def running(request: HtmxHttpRequest) -> dict[str, Any]:
    """Tell every template of the session that runs, also pages that know nothing of a plan; looked up where shown."""
    return {"running": cache(partial(_running, request))}


def _running(request: HtmxHttpRequest) -> dict[str, Any] | None:
    found: Visit | None = getattr(request, "visit", None) or look_up(request)
    return show_running(found.session, found.now) if found and found.session else None


def at_the_gate(request: HtmxHttpRequest, found: Visit, gate: Gate) -> HttpResponse:
    """Answer with what stands before the plan; a fragment of a page becomes the whole page."""
    if request.htmx:
        return HttpResponseClientRedirect(reverse("today"))
    form = ScreenForm(conditions=found.story.conditions) if gate.level == "ask_first" else None
    return respond(request, "recovery/gate.html", show_gate(gate, found.story) | {"form": form})


def go(request: HtmxHttpRequest, path: str) -> HttpResponse:
    """Send the whole page elsewhere, also when htmx asked for a part of it."""
    return HttpResponseClientRedirect(path) if request.htmx else redirect(path)


def nothing_here(request: HtmxHttpRequest) -> HttpResponse:
    """Send whoever has no plan to where they can get one."""
    if request.user.is_authenticated:
        return go(request, reverse("start"))
    if request.method == "POST":
        keep_typed(request)
    login = redirect_to_login(request.path if request.method == "POST" else request.get_full_path())
    return go(request, login.url)


def keep_typed(request: HttpRequest) -> None:
    """Keep what was typed until the person is back: a session that ended must not cost them their words."""
    if int(request.META.get("CONTENT_LENGTH") or 0) <= TYPED_MOST:
        request.session[TYPED] = {"path": request.path, "data": request.POST.urlencode()}


def take_typed(request: HttpRequest) -> QueryDict | None:
    """Give back what was typed on this page before the session ended, once."""
    kept = request.session.get(TYPED)
    if not kept or kept["path"] != request.path:
        return None
    del request.session[TYPED]
    return QueryDict(kept["data"])
