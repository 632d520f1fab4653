"""Try a case: the rules in force on answers in the address. Nothing is kept, and nobody needs an account."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from recovery.forms.case import CaseForm
from recovery.presenters.case import show_case, show_starts, version, write_case
from recovery.presenters.case_address import case_href
from recovery.store import owners
from recovery.web.htmx import HtmxHttpRequest, respond, with_address
from recovery.web.limits import count_try
from recovery.web.outage import for_everybody


@require_safe
@for_everybody
def rules_try(request: HtmxHttpRequest) -> HttpResponse:
    """Show the plan of a case beside the rules behind it, or what is wrong with its answers."""
    if _too_many(request):
        return render(request, "429.html", status=429)
    form = CaseForm(request.GET)
    case = form.case() if form.is_valid() else None
    context = {
        "form": form,
        "tried": case and show_case(case),
        "starts": show_starts(case),
        "version": version(),
        "tab": "settings" if owners.current(request) else "",
    }
    response = respond(request, "recovery/rules_try.html", context)
    return with_address(response, case_href(case)) if case else response


@require_safe
@for_everybody
def rules_try_json(request: HtmxHttpRequest) -> HttpResponse:
    """Give the case as `manage.py plan` reads it."""
    if _too_many(request):
        return render(request, "429.html", status=429)
    form = CaseForm(request.GET)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors}, status=400)
    return HttpResponse(write_case(form.case()), content_type="application/json")


def _too_many(request: HtmxHttpRequest) -> bool:
    """True if this address asks too often. While the database is away nothing is counted."""
    return not getattr(request, "away", False) and not count_try(request)
