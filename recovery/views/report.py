"""The fortnight for a clinician: as one page, as JSON, and as FHIR for other systems."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from recovery.edges.fhir import bundle
from recovery.edges.report import report as report_of
from recovery.http import HtmxHttpRequest, respond
from recovery.plan.course import course
from recovery.plan.encode import plain
from recovery.show.report import show_report
from recovery.views.visit import Visit, gate_page, person_page


@require_safe
@person_page
def report(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    """Show the report, which paper holds on one sheet."""
    return respond(request, "recovery/report.html", show_report(found.situation, found.plan))


@require_safe
@gate_page
def report_json(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    """Give the same figures as data."""
    if found.shut:
        return redirect("today")
    data = report_of(found.situation, found.plan, course(found.situation))
    return JsonResponse(plain(data, found.zone))


@require_safe
@gate_page
def report_fhir(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    """Give pain and walks as a FHIR bundle."""
    if found.shut:
        return redirect("today")
    return JsonResponse(bundle(found.situation), content_type="application/fhir+json")
