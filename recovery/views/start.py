"""The first page before there is a plan: emergencies."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from recovery.forms.places import known_zone, phone_zone
from recovery.forms.start import StartScreenForm
from recovery.plan.history.screening import EMERGENCY
from recovery.store import owners
from recovery.views.start_steps import alarm, begin, elsewhere, show
from recovery.web.htmx import HtmxHttpRequest, form_page, posted


@form_page
def start(request: HtmxHttpRequest) -> HttpResponse:
    """Ask for emergencies. A yes is written at once, whatever else is known; a no begins the way to a plan."""
    now = timezone.now()
    form = StartScreenForm(posted(request), flags=EMERGENCY)
    if form.is_valid() and form.flags():
        zone = phone_zone(form.cleaned_data["time_zone"])
        return alarm(request, form.cleaned_data["id"], form.flags(), now, time_zone=zone, screened=True)
    if page := elsewhere(request, "start", now):
        return redirect(page)
    if form.is_valid():
        owners.new_guest(request)
        begin(request, now, screened=True, time_zone=known_zone(form.cleaned_data["time_zone"]))
        return redirect("where")
    return show(request, "start", form)
