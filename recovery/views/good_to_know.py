"""Good to know: answers to the questions that people ask in the first days. For everybody."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from recovery.plan.review.good_to_know import opened
from recovery.presenters.good_to_know import show_good_to_know
from recovery.views.country import country_here
from recovery.views.visit import at_the_gate, look_up
from recovery.web.htmx import HtmxHttpRequest, respond
from recovery.web.outage import for_everybody


@require_safe
@for_everybody
def good_to_know(request: HtmxHttpRequest) -> HttpResponse:
    """Show all answers; with a plan, those that are new today first."""
    found = look_up(request)
    if found and found.shut:
        return at_the_gate(request, found, found.shut)
    country = country_here(request, found)
    page = show_good_to_know(
        opened(found.situation) if found else None, found.situation.day.number if found else 0, country
    )
    return respond(request, "recovery/good_to_know.html", vars(page) | {"tab": "today" if found else ""})
