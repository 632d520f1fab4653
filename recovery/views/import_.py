"""Import a file that was exported: first show what it holds, then add it."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from recovery.forms.archive import ArchiveForm
from recovery.presenters.archive import show_archive
from recovery.store import copies, journal
from recovery.store.copies import SavedEpisode
from recovery.store.owners import guest_key
from recovery.views.own_data import frame, own_data
from recovery.web.htmx import HtmxHttpRequest, form_page, posted, respond
from recovery.web.visit import Visit


@form_page
@own_data
def import_(request: HtmxHttpRequest, found: Visit | None) -> HttpResponse:
    """Show what a file holds, and add it to the journal once the person agrees."""
    now = timezone.now()
    form = ArchiveForm(posted(request), request.FILES or None, now=now)
    agreed = "text" in request.POST
    added = _add(request, form, copies.restore if agreed else copies.rehearse) if form.is_valid() else None
    if agreed and added is not None:
        return redirect("home")
    holds = None
    if added is not None:
        text = ArchiveForm(initial={"text": form.cleaned_data["text"]}, now=now)
        holds = vars(show_archive(form.cleaned_data["episodes"])) | {"new": added, "form": text}
    return respond(request, "recovery/import_.html", {"form": form, "holds": holds} | frame(found))


def _add(
    request: HtmxHttpRequest, form: ArchiveForm, add: Callable[[HttpRequest, Sequence[SavedEpisode], datetime], int]
) -> int | None:
    """Return how many entries are added, or None with the reason in the form."""
    if not request.user.is_authenticated:
        guest_key(request)  # before a transaction that is rolled back, and the new session with it
    try:
        return add(request, form.cleaned_data["episodes"], form.now)
    except copies.Running:
        form.add_error("file", _("Another plan is running here, and two cannot run at once."))
    except journal.Refused:
        form.add_error("file", _("A part of this file belongs to another plan, or differs from what is saved here."))
    return None
