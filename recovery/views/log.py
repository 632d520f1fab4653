"""The journal by day, and what can be added to it."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from recovery.presenters.journal import show_addable, show_journal
from recovery.presenters.phases import theme_of
from recovery.views.progress import day_in
from recovery.views.today import toast
from recovery.views.visit import person_page
from recovery.web.htmx import HtmxHttpRequest, respond
from recovery.web.visit import Visit


@require_safe
@person_page
def log(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    """Show the journal, newest entry first, up to the day in `until`."""
    until = day_in(request.GET.get("until", ""))
    context = {
        "theme": theme_of(found.situation.phase),
        "tab": "log",
        "addable": show_addable(),
        "journal": show_journal(found.story, until),
        "until": until,
        "toast": toast(request, found),
    }
    return respond(request, "recovery/log.html", context)
