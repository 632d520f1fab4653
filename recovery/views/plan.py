"""All days of the plan, and one day in full."""

from datetime import date

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from recovery.http import HtmxHttpRequest, respond
from recovery.records import record_day, record_of
from recovery.show.plan import show_day, show_plan
from recovery.views.visit import Visit, person_page


@require_safe
@person_page
def plan(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    """Show every day: what was, what is, and what comes if nothing new is logged."""
    return respond(request, "recovery/plan.html", show_plan(found.plan, found.story))


@require_safe
@person_page
def day(request: HtmxHttpRequest, found: Visit, on: str) -> HttpResponse:
    """Show one day; a day outside the plan is not found."""
    try:
        asked = date.fromisoformat(on)
    except ValueError:
        raise Http404 from None
    today = asked == found.plan.day.date
    context = show_day(found.plan, found.story, asked, None if today else record_of(found.episode, asked))
    if context is None:
        raise Http404
    if today:
        record_day(request, found.episode, found.plan)
    return respond(request, "recovery/day.html", context)
