"""All days of the plan, and one day in full."""

from datetime import date

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from recovery.plan.review.changes import since_yesterday
from recovery.presenters.changes import show_changes
from recovery.presenters.day import find_day, show_day
from recovery.presenters.plan import show_plan
from recovery.store.day_records import record_of
from recovery.views.today import copy_for_phone, record_today
from recovery.views.visit import person_page
from recovery.web.htmx import HtmxHttpRequest, respond
from recovery.web.visit import Visit


@require_safe
@person_page
def plan(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    """Show every day: past days, today, and the days to come if nothing new is logged."""
    context = vars(show_plan(found.plan, found.story)) | {
        "changes": show_changes(since_yesterday(found.situation)),
        "kept": copy_for_phone(request, found),
    }
    return respond(request, "recovery/plan.html", context)


@require_safe
@person_page
def day(request: HtmxHttpRequest, found: Visit, on: str) -> HttpResponse:
    """Show one day. A day outside the plan is not found."""
    try:
        asked, number = date.fromisoformat(on), int(request.GET.get("day", found.plan.day.number))
    except ValueError:
        raise Http404 from None
    shown = find_day(found.plan, found.story, asked, number)
    if shown is None:
        raise Http404
    today = shown.number == found.plan.day.number
    page = show_day(found.plan, found.story, shown, None if today else record_of(found.episode, asked))
    if today:
        record_today(request, found)
    return respond(request, "recovery/day.html", vars(page))
