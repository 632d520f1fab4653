"""The page behind a secret link: a clinician reads the report, a helper sees what to do and logs it."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt

from recovery.forms.kinds import WRITTEN, Tapped, Typed
from recovery.forms.outbox import CHOICE
from recovery.models import Share
from recovery.plan.entries import Entry, Started, Timed
from recovery.plan.kinds import KINDS, TIMED
from recovery.presenters.alert import show_gate
from recovery.presenters.helper import show_helper, show_notes, show_undo
from recovery.presenters.report import show_report
from recovery.presenters.say import local_day
from recovery.store import journal
from recovery.store.shares import blocked, count_wrong_secret, find
from recovery.views.today import renewed, toast, uuid_in
from recovery.views.twice import ask
from recovery.views.visit import look_at
from recovery.views.write import end_of, may_begin, not_begun, not_ended, written
from recovery.web.htmx import HtmxHttpRequest, form_page, respond
from recovery.web.outage import aside
from recovery.web.visit import Visit

HOUR = timedelta(hours=1)
MOST_AN_HOUR = 40  # entries under the name of one helper: a busy hour has ten
HERE = "./"  # a relative address, so that the secret is in no link
OPEN = "open"  # in the address once the person tapped
SENTENCE_ENDS = ".,;:!?)"  # what a sentence puts behind an address, and mail makes a part of it


# The secret alone gives access, and no cookie does, so another site gains nothing by posting here. The check against
# that would refuse these forms, because a page without referrer does not say where they come from.
@csrf_exempt
def with_(request: HtmxHttpRequest, secret: str) -> HttpResponse:
    """Show what the link opens. An unknown, an expired and a revoked link all get the same answer."""
    try:
        response = _answer(request, secret.rstrip(SENTENCE_ENDS))
    except Http404:
        response = _whole(request, "recovery/link_ended.html", status=404)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    patch_cache_control(response, private=True, no_store=True)
    return response


@form_page
def _answer(request: HtmxHttpRequest, secret: str) -> HttpResponse:
    if blocked(request):
        return _whole(request, "429.html", status=429)
    share = find(secret, timezone.now())
    found = look_at(request, share.episode, journal.read(share.episode), share.label) if share else None
    if share is None or found is None:
        if not count_wrong_secret(request):
            return _whole(request, "429.html", status=429)
        raise Http404
    if not _tapped(request):
        return _whole(request, "recovery/with_bare.html")
    with aside(request):
        _note_use(share, found)
    if found.shut:
        return _whole(request, "recovery/with_.html", vars(show_gate(found.shut, found.story)))
    if share.kind == Share.CLINICIAN:
        return _show_report(request, found, share)
    return _log(request, found) if request.method == "POST" else _show_help(request, found, share)


def _tapped(request: HtmxHttpRequest) -> bool:
    """True if a person opened the page. A messenger that looks at the address for a preview is shown nothing of it."""
    fetched_ahead = "prefetch" in request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    if request.method == "HEAD" or fetched_ahead:
        return False
    return request.method == "POST" or OPEN in request.GET or bool(request.htmx)


def _note_use(share: Share, found: Visit) -> None:
    """Note the day of the last use, by the clock of the person, with at most one write a day."""
    today = timezone.localdate(found.now)
    if share.last_used_on != today:
        Share.objects.filter(pk=share.pk).update(last_used_on=today)


def _whole(
    request: HtmxHttpRequest, template: str, context: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """Answer with another page in the place of this one, also when htmx asked for a part of it."""
    response = respond(request, template, (context or {}) | {"running": None}, status)
    if request.htmx:
        response["HX-Refresh"] = "true"
    return response


def _show_report(request: HtmxHttpRequest, found: Visit, share: Share) -> HttpResponse:
    """Show a clinician the report, with the notes only if the person allows it."""
    if request.method == "POST":
        return HttpResponseNotAllowed(["GET", "HEAD"])
    report = show_report(found.situation, found.plan)
    notes = report.notes if share.notes else []
    context = vars(report) | {"notes": notes, "open_until": _last_day(share), "running": None}
    return respond(request, "recovery/with_clinician.html", context)


def _last_day(share: Share) -> str:
    return local_day(share.expires_at, "j F")


def _log(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    """Write what a helper tapped. Kinds that a helper may not log are not found."""
    kind, entry_id = request.POST.get("kind", ""), uuid_in(request.POST.get("id"))
    if sum(each.by == found.by and each.entered_at > found.now - HOUR for each in found.entries) >= MOST_AN_HOUR:
        return _whole(request, "429.html", status=429)
    if kind == "undo":
        return _undo(request, found)
    ends = "ends" in request.POST
    entry = end_of(found, kind, request.POST, entry_id) if ends else _entry(request, found, kind)
    if entry is None:
        return _back(not_ended(found, request.POST, entry_id) if ends else {"saved": entry_id})
    if isinstance(entry, Started) and not may_begin(found, entry):
        return _back(not_begun(found, entry))
    try:
        return _back(written(found, entry, choice=request.POST.get(CHOICE, "")))
    except journal.Asks as asks:
        return ask(request, found, entry, asks.entry, HERE)


def _back(result: dict[str, object]) -> HttpResponse:
    """Go back to the page, which says what happened."""
    return redirect(f"{HERE}?{urlencode(result | {OPEN: 1})}")


def _undo(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    """Take back an entry that this helper logged, and no other."""
    entry, undone = found.entry(uuid_in(request.POST.get("entry"))), uuid_in(request.POST.get("id"))
    if entry is None or undone is None or entry.by != found.by:
        raise Http404
    try:
        withdrawal = journal.undo(found.episode, entry.id, undone, found.now, found.by)
    except journal.First as rival:
        return _back({"first": rival.entry.id})
    except journal.Refused:
        raise Http404 from None
    return _back({"saved": withdrawal.id})


def _entry(request: HtmxHttpRequest, found: Visit, kind: str) -> Entry | None:
    """Return the entry of a tap about now, with no more than its form requires; None if an answer is not valid."""
    way = WRITTEN.get(kind)
    if not isinstance(way, Typed | Tapped) or not KINDS[kind].by_helper:
        raise Http404
    needed = {name: request.POST.get(name) for name, field in way.form.base_fields.items() if field.required}
    form = way.form(needed | {"when": "0"}, kind=kind, situation=found.situation)
    entry = form.fact() if form.is_valid() else None
    is_longer = isinstance(entry, Timed) and entry.minutes > TIMED[kind].longest
    return None if is_longer else entry


def _show_help(request: HtmxHttpRequest, found: Visit, share: Share) -> HttpResponse:
    """Show a helper what to do now, and buttons to log it."""
    said = toast(request, found)
    context = vars(show_helper(found.plan, found.story)) | {
        "label": share.label,
        "until": _last_day(share),
        "notes": show_notes(found.story) if share.notes else [],
        "toast": show_undo(said) if said else None,
        "running": None,
    }
    return renewed(request, found, respond(request, "recovery/with_helper.html", context))
