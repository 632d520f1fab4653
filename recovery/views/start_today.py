"""The second page before there is a plan: signs that a doctor must see today."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone

from recovery.forms.start import StartScreenForm
from recovery.plan.history.screening import SAME_DAY
from recovery.views.start_steps import elsewhere, remember, show
from recovery.web.htmx import HtmxHttpRequest, form_page, posted


@form_page
def start_today(request: HtmxHttpRequest) -> HttpResponse:
    """Ask for same-day signs. With one, the plan goes on under a banner."""
    if page := elsewhere(request, "start_today", timezone.now()):
        return redirect(page)
    form = StartScreenForm(posted(request), flags=SAME_DAY)
    if form.is_valid():
        remember(request, flags=form.flags())
        return redirect("start_when")
    return show(request, "start_today", form)
