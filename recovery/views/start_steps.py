"""The five pages before there is a plan: their order, and what the session remembers between them.

Nothing is written to a journal before the last page, except an emergency. Between the second and the third page a
person on the floor says if they fell (views/where.py), and sees how to get up.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.db import transaction
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from recovery.models import Episode
from recovery.plan.build import situation_at
from recovery.plan.clinical.zones import country_of
from recovery.plan.entries import Entry, Onset, parse
from recovery.store import journal, owners
from recovery.store.rows import present
from recovery.web.htmx import HtmxHttpRequest, respond

SESSION = "start"
# The pages in order, each with the answer that it leaves in the session.
STEPS = {"start": "screened", "where": "place", "start_today": "flags", "start_when": "onset", "start_about": ""}
SCREEN_HOLDS = timedelta(hours=3)  # older answers to the screen say nothing about now


def elsewhere(request: HtmxHttpRequest, page: str, now: datetime) -> str | None:
    """Name the page to go to instead of this one, if any: Today with a plan, else the first page not yet answered."""
    episode = owners.current(request)
    entries = journal.read(episode) if episode else ()
    if has_begun(entries):
        situation = situation_at(entries, present(entries, now))
        if situation.story.pains.every or (situation.gate and situation.gate.closed):
            return "today"
        _resume(request, situation.story.about.time_zone, now)
    begun = begun_of(request, now)
    if page == "start" and "resumed" in begun:
        return "start_when"
    earlier = list(STEPS)[: list(STEPS).index(page)]
    return next((step for step in earlier if STEPS[step] not in begun), None)


def begin(request: HtmxHttpRequest, now: datetime, **answers: Any) -> None:
    """Start to remember answers, under an id from which the ids of all entries follow."""
    request.session[SESSION] = {"id": str(uuid4()), "at": now.isoformat()} | answers


def remember(request: HtmxHttpRequest, **answers: Any) -> None:
    """Remember more answers."""
    request.session[SESSION] |= answers
    request.session.modified = True


def show(request: HtmxHttpRequest, page: str, form: Form, **context: Any) -> HttpResponse:
    """Show a page with its place among the five."""
    return respond(request, f"recovery/{page}.html", {"form": form} | context | crumb(page))


def crumb(page: str) -> dict[str, Any]:
    """Return the place of a page among the five."""
    step = list(STEPS).index(page) + 1
    return {
        "steps": [each < step for each in range(len(STEPS))],
        "crumb": _("%(step)s of %(steps)s") % {"step": step, "steps": len(STEPS)},
    }


def about(zone: str) -> dict[str, Any]:
    """Return the `about` entry of a person in this zone."""
    return {"kind": "about", "time_zone": zone, "country": country_of(zone)}


def write(episode: Episode, entries: Sequence[dict[str, Any]], form_id: UUID, now: datetime) -> None:
    """Write entries whose ids follow from the form's and the episode's.

    A second tap finds them written and changes nothing. The same form in another browser is another episode's, so its
    emergency is written, too.
    """
    for raw in entries:
        head = {"id": uuid5(form_id, f"{episode.pk} {raw['kind']}"), "at": now, "entered_at": now, "by": "self"}
        try:
            journal.append(episode, parse(head | raw))
        except journal.Refused:
            return


def alarm(
    request: HtmxHttpRequest, form_id: UUID | None, flags: Sequence[str], now: datetime, **told: Any
) -> HttpResponse:
    """Write an emergency, with an onset that is corrected later. Today then shows the alert."""
    zone = told.pop("time_zone", "") or "UTC"
    check_in = {"kind": "check_in", "flags": flags} | told
    first = [about(zone), {"kind": "onset", "started_at": now}]
    # Other ticks in the same form are another entry, so that no flag gets lost.
    entries_id = uuid5(form_id or uuid4(), " ".join(flags))
    if not request.user.is_authenticated:
        owners.guest_key(request, form_id)
    with transaction.atomic():
        episode = owners.open_episode(request)
        write(episode, [check_in] if has_begun(journal.read(episode)) else [*first, check_in], entries_id, now)
    request.session.pop(SESSION, None)
    return redirect("today")


def has_begun(entries: Sequence[Entry]) -> bool:
    """True if the journal says when the spasm started."""
    return any(isinstance(entry, Onset) for entry in entries)


def _resume(request: HtmxHttpRequest, zone: str | None, now: datetime) -> None:
    """Go on after a cleared alert: its screen is answered, and only the rest is asked."""
    if "resumed" not in begun_of(request, now):
        known = "" if zone in (None, "UTC") else zone
        begin(request, now, screened=None, place={}, flags=[], resumed=True, time_zone=known)


def begun_of(request: HtmxHttpRequest, now: datetime) -> dict[str, Any]:
    """Return what the session remembers, nothing if it is too old or no start is under way."""
    begun: dict[str, Any] = request.session.get(SESSION, {})
    fresh = begun and now - datetime.fromisoformat(begun["at"]) < SCREEN_HOLDS
    return begun if fresh else {}
