"""How it went so far, day by day."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from recovery.http import HtmxHttpRequest, respond
from recovery.show.progress import show_progress
from recovery.views.visit import Visit, person_page


@require_safe
@person_page
def progress(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    """Show the finding, then pain and walks of every day."""
    return respond(request, "recovery/progress.html", show_progress(found.plan, found.story))
