"""The third page before there is a plan: when it started, how bad it is, and whether walking works."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from recovery.forms.start import NOT_EVEN, StartWhenForm
from recovery.presenters.pain_words import words_of_pain
from recovery.views.start_steps import SESSION, elsewhere, remember, show
from recovery.web.htmx import HtmxHttpRequest, form_page, posted


@form_page
def start_when(request: HtmxHttpRequest) -> HttpResponse:
    """Ask about the spasm, filled in with what was answered here before."""
    now = timezone.now()
    if page := elsewhere(request, "start_when", now):
        return redirect(page)
    begun = request.session[SESSION]
    known = {"time_zone": begun["time_zone"]} | begun.get("answers", {})
    form = StartWhenForm(posted(request), initial=known, now=now, asks_walk="can_walk" not in begun["place"])
    if form.is_valid():
        remember(request, time_zone=form.zone_name, answers=form.answers(), **_said(form.cleaned_data, begun["flags"]))
        return redirect("start_about")
    return show(request, "start_when", form, words=words_of_pain())


def _said(data: dict[str, Any], flags: list[str]) -> dict[str, Any]:
    """Return the fields of the onset and of the check-in, ready for a session that holds JSON."""
    onset = {name: data[name] and data[name].isoformat() for name in ("started_at", "latest_at")}
    said: dict[str, Any] = {name: data[name] for name in ("pain", "can_walk") if name in data}
    if data.get("can_walk") == NOT_EVEN:
        said |= {"can_walk": "no", "flags": [*flags, "S6"]}
    return {"onset": onset, "said": said}
