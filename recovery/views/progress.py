"""How it went so far, day by day."""

from datetime import date

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from recovery import journal
from recovery.http import HtmxHttpRequest, respond
from recovery.plan.build import situation_at
from recovery.plan.course import Course, course
from recovery.plan.facts import Onset
from recovery.show.measures import show_measures
from recovery.show.progress import show_progress
from recovery.views.visit import Visit, person_page


@require_safe
@person_page
def progress(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    """Show the finding, then pain and walks of two weeks, up to the day that `until` names."""
    until = _day(request.GET.get("until", ""))
    context = show_progress(found.plan, course(found.situation), until, _past(request))
    return respond(request, "recovery/progress.html", context | {"measures": show_measures(found.story)})


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _past(request: HtmxHttpRequest) -> list[Course]:
    """The courses of the closed episodes, each as it stood when it closed."""
    closed = journal.past(request)
    return [course(situation_at(entries, at)) for entries, at in closed if any(isinstance(e, Onset) for e in entries)]
