"""Today: now, next, why, and one-tap logging."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from recovery import journal
from recovery.http import HtmxHttpRequest, respond
from recovery.plan.changes import since_yesterday
from recovery.plan.facts import TIMED
from recovery.records import record_day
from recovery.show.changes import show_changes
from recovery.show.journal import saved_already, show_toast
from recovery.show.today import show_today
from recovery.show.why import why_not
from recovery.views.visit import Visit, go, person_page


@require_safe
@person_page
def today(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    """Show today's plan; whoever has not yet told how bad it is goes on to say so first."""
    if not found.story.pains:
        return go(request, reverse("start_when"))
    context = show_today(found.plan, found.story) | {
        "changes": show_changes(since_yesterday(found.situation)),
        "toast": toast(request, found),
        "guest": not request.user.is_authenticated,
        "waiting": journal.waiting_guest_episode(request),
    }
    record_day(request, found.episode, found.plan)
    return renewed(request, found, respond(request, "recovery/today.html", context))


def renewed(request: HtmxHttpRequest, found: Visit, response: HttpResponse) -> HttpResponse:
    """Without script nothing paints the time: a page with a timer comes anew at its end, and then each minute."""
    session = found.plan.session
    if session and "script" not in request.COOKIES:
        left = int((session.ends_at - found.now).total_seconds())
        response["Refresh"] = str(left + 1 if session.over_by_seconds == 0 else 60)
    return response


def toast(request: HtmxHttpRequest, found: Visit) -> dict[str, Any] | None:
    """What just happened: an entry was saved, or something was refused with its reason."""
    asked = request.GET.get("not_yet")
    refused = saved_already() if "twice" in request.GET else why_not(found.plan, asked) if asked in TIMED else None
    if refused:
        return {"text": refused, "undo": None, "fields": []}
    return show_toast(found.entries, uuid_in(request.GET.get("saved")))


def uuid_in(text: str | None) -> UUID | None:
    """Read a UUID from an address, None when there is none."""
    try:
        return UUID(text or "")
    except ValueError:
        return None
