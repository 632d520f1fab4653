"""The last page before there is a plan: what can change it."""

from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from recovery.forms.about import AboutForm
from recovery.store import owners
from recovery.views.start_steps import SESSION, about, elsewhere, show, write
from recovery.web.htmx import HtmxHttpRequest, form_page, posted


@form_page
def start_about(request: HtmxHttpRequest) -> HttpResponse:
    """Ask what can change the plan, then write down all that was answered."""
    now = timezone.now()
    if page := elsewhere(request, "start_about", now):
        return redirect(page)
    form = AboutForm(posted(request), now=now)
    if not form.is_valid():
        return show(request, "start_about", form)
    begun = request.session[SESSION]
    said = {"kind": "check_in", "flags": begun["flags"], "screened": begun["screened"]} | begun["place"] | begun["said"]
    check_in = said | {"flags": [*dict.fromkeys([*begun.get("fell", ()), *said["flags"]])] or None}
    entries = [about(begun["time_zone"]) | form.told(), {"kind": "onset"} | begun["onset"], check_in]
    with transaction.atomic():
        write(owners.open_episode(request), entries, UUID(begun["id"]), now)
    request.session.pop(SESSION, None)
    return redirect("today")
