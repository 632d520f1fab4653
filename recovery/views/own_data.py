"""What the pages for a person's own data share: who may see them, and where they lead back to."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpResponse
from django.urls import reverse

from recovery.store.rows import Unreadable
from recovery.views.visit import at_the_gate, look_up
from recovery.web.htmx import HtmxHttpRequest
from recovery.web.outage import note_unreadable
from recovery.web.visit import Visit

View = Callable[[HtmxHttpRequest, Visit | None], HttpResponse]


def own_data(view: View) -> Callable[[HtmxHttpRequest], HttpResponse]:
    """Show this page to everybody, also to people too young for a plan, without one, or with one that cannot be read.

    Only an alert replaces it.
    """

    @wraps(view)
    def inner(request: HtmxHttpRequest) -> HttpResponse:
        try:
            found = look_up(request)
        except Unreadable as problem:
            note_unreadable(problem, request)
            found = None
        if found and found.shut and found.shut.level != "not_for_you":
            return at_the_gate(request, found, found.shut)
        return view(request, found)

    return inner


def frame(found: Visit | None) -> dict[str, str | None]:
    """Return the tab and the way back: the settings, or the first page if there is no plan to go back to."""
    among_settings = found and not found.shut
    return {"tab": "settings" if among_settings else None, "back": reverse("settings" if among_settings else "home")}
