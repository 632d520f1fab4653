"""One thing that the plan offers, and the button that starts it."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from recovery.presenters.item import show_item
from recovery.views.visit import person_page
from recovery.web.htmx import HtmxHttpRequest, respond
from recovery.web.visit import Visit


@require_safe
@person_page
def item(request: HtmxHttpRequest, found: Visit, kind: str) -> HttpResponse:
    """Show when and how to do it. A kind that the plan does not offer is not found."""
    page = show_item(found.plan, found.story, kind)
    if page is None:
        raise Http404
    return respond(request, "recovery/item.html", vars(page))
