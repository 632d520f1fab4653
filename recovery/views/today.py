"""Today: now, next, why, and one-tap logging."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from recovery import journal
from recovery.http import HtmxHttpRequest, respond
from recovery.plan.story import Story
from recovery.show.journal import show_toast
from recovery.show.today import show_today
from recovery.show.why import why_not
from recovery.views.visit import Visit, person_page


@require_safe
@person_page
def today(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    """Show today's plan; whoever has not yet told how bad it is goes on to say so first."""
    if not Story(found.entries, found.now).pains:
        return redirect("start_when")
    context = show_today(found.plan, found.entries)
    context["toast"] = _toast(request, found)
    context["guest"] = not request.user.is_authenticated
    context["waiting"] = journal.waiting_guest_episode(request)
    return respond(request, "recovery/today.html", context)


def _toast(request: HtmxHttpRequest, found: Visit) -> dict[str, object] | None:
    """What just happened: an entry was saved, or a start was refused with its reason."""
    refused = request.GET.get("not_yet")
    if refused and (reason := why_not(found.plan, refused)):
        return {"text": reason, "undo": None, "fields": []}
    return show_toast(found.entries, uuid_in(request.GET.get("saved")))


def uuid_in(text: str | None) -> UUID | None:
    """Read a UUID from an address, None when there is none."""
    try:
        return UUID(text or "")
    except ValueError:
        return None
