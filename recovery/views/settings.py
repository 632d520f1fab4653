"""The list of settings, and the light of the screen."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as lazy

from recovery.presenters.journal import show_toast
from recovery.presenters.say import weekday_clock
from recovery.views.today import uuid_in
from recovery.views.visit import person_page
from recovery.web.htmx import HtmxHttpRequest, form_page, respond
from recovery.web.visit import Visit

MODES = (("auto", lazy("Like the phone")), ("light", lazy("Light")), ("dark", lazy("Dark")))
A_YEAR = 365 * 24 * 60 * 60


@form_page
@person_page
def settings(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    """Show what can be set. The light of the screen is kept on this device, in a cookie."""
    mode = request.POST.get("mode")
    if mode in dict(MODES):
        response = redirect("settings")
        response.set_cookie("mode", mode, max_age=A_YEAR, secure=request.is_secure(), httponly=True, samesite="Lax")
        return response
    context = {
        "modes": MODES,
        "zone": found.zone.key,
        "started": weekday_clock(found.story.onset),
        "tab": "settings",
        "toast": show_toast(found.story, uuid_in(request.GET.get("saved"))),
    }
    return respond(request, "recovery/settings.html", context)
