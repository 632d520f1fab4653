"""The question which of two entries about the same minutes is right, with the form that waits for the answer."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django_htmx.http import reswap, retarget

from recovery.forms.outbox import CHOICE
from recovery.plan.entries import Entry
from recovery.presenters.phases import theme_of
from recovery.presenters.twice import show_question
from recovery.web.htmx import HtmxHttpRequest, as_part, respond
from recovery.web.visit import Visit

TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field


def ask(request: HtmxHttpRequest, found: Visit, fact: Entry, standing: Entry, back: str) -> HttpResponse:
    """Ask which one is right. The answer sends the form again, so nothing that was typed is lost."""
    typed = [(name, value) for name, values in request.POST.lists() for value in values if name not in (TOKEN, CHOICE)]
    context = vars(show_question(standing, fact, found.by, found.now, _("You say this now"))) | {
        "theme": theme_of(found.situation.phase),
        "tab": "log",
        "typed": typed,
        "action": request.get_full_path() if found.by == "self" else back,
        "back": back,
        "running": None,
    }
    if not request.htmx:
        return respond(request, "recovery/twice.html", context)
    part = as_part(render(request, "recovery/twice.html#sheet", context))
    return reswap(retarget(part, "#sheet"), "innerHTML")
