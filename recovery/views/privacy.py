"""What is kept, for everybody to read."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from recovery.presenters.privacy import show_privacy
from recovery.store import owners
from recovery.web.htmx import HtmxHttpRequest, respond
from recovery.web.outage import for_everybody


@require_safe
@for_everybody
def privacy(request: HtmxHttpRequest) -> HttpResponse:
    """Show what is kept, where, and until when; and what never happens."""
    own = owners.current(request) is not None
    return respond(request, "recovery/privacy.html", show_privacy() | {"own": own, "tab": "settings" if own else ""})
