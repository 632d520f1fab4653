"""The fortnight for a clinician: as one page, as JSON, and as FHIR for other systems."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from recovery.exports.fhir import bundle
from recovery.exports.report import report as report_of
from recovery.forms.about import QuestionsForm
from recovery.plan.encode import plain
from recovery.plan.review.course import course
from recovery.presenters.report import show_report
from recovery.views.visit import gate_page, person_page
from recovery.views.write import put_once
from recovery.web.htmx import HtmxHttpRequest, form_page, posted, respond
from recovery.web.visit import Visit


@form_page
@person_page
def report(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    """Show the report, which prints on one sheet of paper, and keep what the person wants to ask."""
    form = QuestionsForm(posted(request), initial={"questions": found.story.about.questions})
    if form.is_valid():
        put_once(found, form.fact(found.now))
        return redirect("report")
    context = vars(show_report(found.situation, found.plan)) | {"form": form}
    return respond(request, "recovery/report.html", context)


@require_safe
@gate_page
def report_json(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    """Give the same figures as data."""
    if found.shut:
        return redirect("today")
    data = report_of(found.situation, found.plan, course(found.situation))
    return _file(JsonResponse(plain(data, found.zone)), found, "json")


@require_safe
@gate_page
def report_fhir(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    """Give pain and walks as a FHIR bundle."""
    if found.shut:
        return redirect("today")
    return _file(JsonResponse(bundle(found.situation), content_type="application/fhir+json"), found, "fhir.json")


def _file(response: JsonResponse, found: Visit, ending: str) -> JsonResponse:
    """Let the browser save an answer under the name of its day."""
    name = f"my-report-{found.now.astimezone(found.zone):%Y-%m-%d}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
