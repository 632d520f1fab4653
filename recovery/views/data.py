"""A person's data in their own hands: take it along, bring it back, delete it."""

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import wraps

from allauth.account.decorators import reauthentication_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from recovery import journal
from recovery.accounts import forget
from recovery.archive_forms import ArchiveForm, DeleteForm
from recovery.edges import archive
from recovery.http import HtmxHttpRequest, form_page, posted, respond
from recovery.journal import Bout
from recovery.show.archive import show_archive
from recovery.views.visit import Visit, at_the_gate, look_up, nothing_here

View = Callable[[HtmxHttpRequest, Visit | None], HttpResponse]


def own_data(view: View) -> Callable[[HtmxHttpRequest], HttpResponse]:
    """Let in everybody, with or without a running plan, also the young, whom no plan is for; an alert comes first."""

    @wraps(view)
    def inner(request: HtmxHttpRequest) -> HttpResponse:
        found = look_up(request)
        if found and found.shut and found.shut.level != "not_for_you":
            return at_the_gate(request, found, found.shut)
        return view(request, found)

    return inner


@require_safe
@own_data
def export(request: HtmxHttpRequest, found: Visit | None) -> HttpResponse:
    """Show what there is to take along, or give it as a file."""
    bouts = journal.bouts(request)
    if not bouts:
        return nothing_here(request)
    ending = request.GET.get("format")
    if ending == "json":
        text = json.dumps(archive.export(bouts, timezone.now()), ensure_ascii=False)
        return _file(text, "application/json", ending)
    if ending == "csv":
        return _file(archive.spreadsheet(bouts), "text/csv; charset=utf-8", ending)
    return respond(request, "recovery/export.html", show_archive(bouts) | _frame(found))


@form_page
@own_data
def import_(request: HtmxHttpRequest, found: Visit | None) -> HttpResponse:
    """Show what a file holds, and add it to the journal once that is agreed to."""
    now = timezone.now()
    form = ArchiveForm(posted(request), request.FILES or None, now=now)
    sure = "text" in request.POST
    new = _add(request, form, journal.restore if sure else journal.rehearse) if form.is_valid() else None
    if sure and new is not None:
        return redirect("home")
    holds = None
    if new is not None:
        text = ArchiveForm(initial={"text": form.cleaned_data["text"]}, now=now)
        holds = show_archive(form.cleaned_data["bouts"]) | {"new": new, "form": text}
    return respond(request, "recovery/import_.html", {"form": form, "holds": holds} | _frame(found))


@form_page
@own_data
def delete(request: HtmxHttpRequest, found: Visit | None) -> HttpResponse:
    """Say what goes, and delete it once the word is typed."""
    bouts = journal.bouts(request)
    if not bouts and not request.user.is_authenticated:
        return nothing_here(request)
    form = DeleteForm(posted(request))
    if form.is_valid():
        gone: HttpResponse = _forget(request)
        return gone
    links = journal.episodes_for(request).exclude(shares=None).exists()
    context = show_archive(bouts) | {"form": form, "links": links} | _frame(found)
    return respond(request, "recovery/delete.html", context)


@reauthentication_required(enabled=lambda request: request.user.is_authenticated)  # type: ignore[untyped-decorator]
def _forget(request: HtmxHttpRequest) -> HttpResponse:
    forget(request)
    return redirect("/?gone=1")


def _add(
    request: HtmxHttpRequest, form: ArchiveForm, add: Callable[[HttpRequest, Sequence[Bout], datetime], int]
) -> int | None:
    """How many entries are added, or None with the reason in the form."""
    try:
        return add(request, form.cleaned_data["bouts"], form.now)
    except journal.Running:
        form.add_error("file", _("Another plan is running here, and two cannot run at once."))
    except journal.Refused:
        form.add_error("file", _("A part of this file stands in another plan, or says something else there."))
    return None


def _file(text: str, kind: str, ending: str) -> HttpResponse:
    name = f"my-plan-{timezone.localdate():%Y-%m-%d}.{ending}"
    return HttpResponse(text, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _frame(found: Visit | None) -> dict[str, str | None]:
    """Where the page stands: among the settings, or alone where there is no plan to go back to."""
    among = found and not found.shut
    return {"tab": "settings" if among else None, "back": "/settings/" if among else "/"}
