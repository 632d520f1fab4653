"""What BackCare is, and the way in."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from recovery.plan.history.screening import EMERGENCY
from recovery.presenters.flag_rows import ROWS
from recovery.store import owners
from recovery.web.htmx import HtmxHttpRequest, respond
from recovery.web.outage import for_everybody


@require_safe
@for_everybody
def home(request: HtmxHttpRequest) -> HttpResponse:
    """Say what it is. A person with a plan goes to the plan; one with two plans first chooses between them."""
    if owners.waiting_guest_episode(request):
        return redirect("keep")
    episode = owners.current(request)
    if episode and episode.entries.filter(kind="onset").exists():
        return redirect("today")
    context = {
        "emergencies": [ROWS[flag] for flag in EMERGENCY],
        "gone": "gone" in request.GET,
        "away": getattr(request, "away", False),
    }
    return respond(request, "recovery/home.html", context)
