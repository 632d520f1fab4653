"""Export everything: as a file to import again, or as a table."""

import json

from django.http import HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from recovery.exports import archive
from recovery.exports.spreadsheet import spreadsheet
from recovery.models import Person
from recovery.presenters.archive import show_archive
from recovery.store import copies
from recovery.store.reminders import wishes_of
from recovery.store.rows import Unreadable
from recovery.store.security import What
from recovery.views.own_data import frame, own_data
from recovery.views.visit import nothing_here
from recovery.web.again import ask_again
from recovery.web.htmx import HtmxHttpRequest, respond
from recovery.web.security import happened
from recovery.web.visit import Visit


@require_safe
@own_data
def export(request: HtmxHttpRequest, found: Visit | None) -> HttpResponse:
    """Show what there is to export, or send it as a file. Entries that cannot be read go as they are stored."""
    ending = request.GET.get("format")
    if ending in ("json", "csv") and (way := ask_again(request)):
        return way
    try:
        saved = copies.save_all(request)
    except Unreadable:
        if ending != "json":
            raise
        kept = archive.export_as_stored(copies.save_as_stored(request), timezone.now())
        return _file(request, json.dumps(kept, ensure_ascii=False), "application/json", ending)
    if not saved:
        return nothing_here(request)
    if ending == "json":
        wishes = wishes_of(found.episode) if found else None
        kept = archive.export(saved, timezone.now(), wishes if wishes and wishes.pk else None)
        text = json.dumps(kept, ensure_ascii=False)
        return _file(request, text, "application/json", ending)
    if ending == "csv":
        delimiter = ";" if "semicolons" in request.GET else ","
        return _file(request, spreadsheet(saved, delimiter), "text/csv; charset=utf-8", ending)
    return respond(request, "recovery/export.html", vars(show_archive(saved)) | frame(found))


def _file(request: HtmxHttpRequest, text: str, content_type: str, ending: str) -> HttpResponse:
    if isinstance(request.user, Person):
        happened(request, request.user, What.EXPORTED)
    name = f"my-plan-{timezone.localdate():%Y-%m-%d}.{ending}"
    return HttpResponse(text, content_type, headers={"Content-Disposition": f'attachment; filename="{name}"'})
