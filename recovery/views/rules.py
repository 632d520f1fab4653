"""The rule book: for everybody, without an account and without script."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from recovery import journal
from recovery.http import HtmxHttpRequest, respond
from recovery.outage import for_everybody
from recovery.show.rulebook import show_rulebook


@require_safe
@for_everybody
def rules(request: HtmxHttpRequest) -> HttpResponse:
    """Show every rule in force with its figures, its evidence and its sources."""
    tab = "settings" if journal.current(request) else ""
    return respond(request, "recovery/rules.html", show_rulebook() | {"tab": tab})
