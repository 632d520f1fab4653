"""The course so far, day by day."""

from datetime import date

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from recovery.plan.build import situation_at
from recovery.plan.entries import Onset
from recovery.plan.review.course import Course, course
from recovery.presenters.measures import show_measures
from recovery.presenters.progress import show_progress
from recovery.store import copies
from recovery.views.visit import person_page
from recovery.web.htmx import HtmxHttpRequest, respond
from recovery.web.visit import Visit


@require_safe
@person_page
def progress(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    """Show what was found, then pain and walks of two weeks up to the day in `until`."""
    until = day_in(request.GET.get("until", ""))
    page = show_progress(found.plan, course(found.situation), until, _past(request))
    measures = show_measures(found.story)
    shown = measures if not page.empty or any(each.scores for each in measures) else []
    return respond(request, "recovery/progress.html", vars(page) | {"measures": shown})


def day_in(written: str) -> date | None:
    """Read a date from an address, None when there is none."""
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _past(request: HtmxHttpRequest) -> list[Course]:
    """Return the course of each closed episode at the moment it closed."""
    closed = copies.past(request)
    return [course(situation_at(entries, at)) for entries, at in closed if any(isinstance(e, Onset) for e in entries)]
