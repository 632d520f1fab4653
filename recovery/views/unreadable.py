"""The page in place of a journal that cannot be read: it says so, and offers a copy, help and a fresh start."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control

from recovery.store.rows import Unreadable
from recovery.web.htmx import HtmxHttpRequest, respond
from recovery.web.outage import note_unreadable

OTHERS = ("with_", "calendar")  # pages of people whose journal it is not


class UnreadableJournals:
    """Middleware that answers with this page where a view could not read the journal."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Pass every request on."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HtmxHttpRequest, exception: Exception) -> HttpResponse | None:
        """Show the page. What was sent is not saved, so a form gets 503, and a phone keeps it."""
        if not isinstance(exception, Unreadable):
            return None
        note_unreadable(exception, request)
        match = request.resolver_match
        sent = request.method not in ("GET", "HEAD")
        context = {"own": not match or match.view_name not in OTHERS, "sent": sent, "running": None}
        response = respond(request, "recovery/unreadable.html", context, status=503 if sent else 200)
        patch_cache_control(response, private=True, no_store=True)
        if request.htmx:
            response["HX-Refresh"] = "true"
        if not context["own"]:
            response["Referrer-Policy"] = "no-referrer"  # the address is a secret
        return response
