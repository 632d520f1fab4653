"""What this is, and the way in."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from recovery import journal
from recovery.http import HtmxHttpRequest, respond
from recovery.outage import for_everybody
from recovery.screen import EMERGENCY_ROWS


@require_safe
@for_everybody
def home(request: HtmxHttpRequest) -> HttpResponse:
    """Say what it is; a person with a plan goes to it, or first decides between two."""
    if journal.waiting_guest_episode(request):
        return redirect("/keep/")
    episode = journal.current(request)
    if episode and episode.entries.filter(kind="onset").exists():
        return redirect("/today/")
    return respond(
        request,
        "recovery/home.html",
        {
            "emergencies": [row for _, row in EMERGENCY_ROWS],
            "gone": "gone" in request.GET,
            "away": getattr(request, "away", False),
        },
    )
