"""Delete everything: all plans, the account and its sessions."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from recovery.forms.archive import DeleteForm
from recovery.presenters.archive import ArchiveSummary, show_archive
from recovery.store import copies, owners
from recovery.store.rows import Unreadable
from recovery.views.own_data import frame, own_data
from recovery.views.visit import nothing_here
from recovery.web.accounts import forget
from recovery.web.again import ask_again
from recovery.web.htmx import HtmxHttpRequest, form_page, posted, respond
from recovery.web.visit import Visit


@form_page
@own_data
def delete(request: HtmxHttpRequest, found: Visit | None) -> HttpResponse:
    """Say what will be deleted, and delete it once the person types the word."""
    holds = _holds(request)
    if not holds.entries and not request.user.is_authenticated:
        return nothing_here(request)
    form = DeleteForm(posted(request))
    if form.is_valid():
        if way := ask_again(request):
            return way
        forget(request)
        return redirect(reverse("home", query={"gone": 1}))
    links = owners.episodes_for(request).exclude(shares=None).exists()
    rings = owners.episodes_for(request).exclude(reminder_settings=None).exists()
    context = vars(holds) | {"form": form, "links": links, "rings": rings} | frame(found)
    return respond(request, "recovery/delete.html", context)


def _holds(request: HtmxHttpRequest) -> ArchiveSummary:
    """Sum up what will be deleted; without its days if it cannot be read."""
    try:
        return show_archive(copies.save_all(request))
    except Unreadable:
        return ArchiveSummary(*copies.count_all(request), "", "")
