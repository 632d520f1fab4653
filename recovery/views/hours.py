"""Hour by hour: every item of today."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from recovery.presenters.hours import show_hours
from recovery.views.visit import person_page
from recovery.web.htmx import HtmxHttpRequest, respond
from recovery.web.visit import Visit


@require_safe
@person_page
def hours(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    """Show the items of today, in order of time."""
    return respond(request, "recovery/hours.html", vars(show_hours(found.plan, found.story)))
