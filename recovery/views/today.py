"""Today: now, next, why, and one-tap logging."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.http import require_safe

from recovery import journal, near
from recovery.http import HtmxHttpRequest, respond
from recovery.plan.changes import since_yesterday
from recovery.plan.facts import TIMED
from recovery.records import record_day
from recovery.show.changes import show_changes
from recovery.show.journal import over_already, saved_already, show_toast
from recovery.show.today import next_change, seconds_to, show_today
from recovery.show.why import why_not
from recovery.views.visit import Visit, go, person_page


@require_safe
@person_page
def today(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    """Show today's plan; whoever has not yet told how bad it is goes on to say so first."""
    guest, waiting = not request.user.is_authenticated, journal.waiting_guest_episode(request)
    variant = f"{guest}:{waiting is not None}"
    shown = near.today(found.episode, variant, found.now)
    if shown is None and not found.story.pains:
        return go(request, reverse("start_when"))
    if shown is None:
        shown = _made(request, found, {"guest": guest, "waiting": waiting})
        if found.session:
            return renewed(request, found, _page(request, found, shown))
        near.keep_today(found.episode, variant, shown)
    return _page(request, found, shown)


def _made(request: HtmxHttpRequest, found: Visit, told: dict[str, Any]) -> near.Shown:
    """Make the inside of Today, and record what it says the first time on a day."""
    changes = show_changes(since_yesterday(found.situation))
    context = show_today(found.plan, found.story) | {"changes": changes} | told
    record_day(request, found.episode, found.plan)
    content = render_to_string("recovery/today.html#content", context, request)
    return near.Shown(context["theme"], content, next_change(found.plan))


def _page(request: HtmxHttpRequest, found: Visit, shown: near.Shown) -> HttpResponse:
    context = {
        "tab": "today",
        "theme": shown.theme,
        "content": near.as_new(shown.content, request),
        "next_change": seconds_to(shown.until, found.now),
        "toast": toast(request, found),
    }
    return respond(request, "recovery/today.html", context)


def renewed(request: HtmxHttpRequest, found: Visit, response: HttpResponse) -> HttpResponse:
    """Without script nothing paints the time: a page with a timer comes anew at its end, and then each minute."""
    session = found.session
    if session and "script" not in request.COOKIES:
        left = int((session.ends_at - found.now).total_seconds())
        response["Refresh"] = str(left + 1 if session.over_by_seconds == 0 else 60)
    return response


def toast(request: HtmxHttpRequest, found: Visit) -> dict[str, Any] | None:
    """What just happened: an entry was saved, or something was refused with its reason."""
    if refused := _refused(request, found):
        return {"icon": "info", "text": refused, "undo": None, "fields": []}
    saved = uuid_in(request.GET.get("saved"))
    return show_toast(found.entries, saved) if saved else None


def _refused(request: HtmxHttpRequest, found: Visit) -> str | None:
    """Why nothing was saved."""
    if "twice" in request.GET:
        return saved_already()
    if "over" in request.GET:
        return over_already()
    asked = request.GET.get("not_yet")
    return why_not(found.plan, asked) if asked in TIMED else None


def uuid_in(text: str | None) -> UUID | None:
    """Read a UUID from an address, None when there is none."""
    try:
        return UUID(text or "")
    except ValueError:
        return None
