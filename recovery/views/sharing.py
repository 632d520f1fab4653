"""Let others in: links to make and revoke, and the page behind such a link, for whoever holds it."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.views.decorators.csrf import csrf_exempt

from recovery import journal
from recovery.forms import FORMS, TapForm
from recovery.http import HtmxHttpRequest, form_page, respond
from recovery.models import Share
from recovery.outage import aside
from recovery.plan import facts
from recovery.sharing import count_miss, find, guesses, make, too_many
from recovery.sharing_forms import ShareForm
from recovery.show.alert import show_gate
from recovery.show.report import show_report
from recovery.show.sharing import qr, show_help, show_notes, show_shares, show_undo
from recovery.views.today import renewed, toast, uuid_in
from recovery.views.visit import Visit, look_at, person_page
from recovery.views.write import end_of, may_begin, written

# What a helper notes by one tap, and the one number it needs. Pain is the person's own to tell.
ONE_TAP = {"walk": "minutes", "rest": "minutes", "drink": "ml"}


# --- the person's own page


@form_page
@person_page
def sharing(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    """List the links of this plan, make one, revoke one. A new one is shown once: its secret is not kept."""
    if "revoke" in request.POST:
        return _revoke(request, found)
    posted = request.POST.get("kind")
    forms = {
        kind: ShareForm(request.POST if kind == posted else None, kind) for kind in (Share.HELPER, Share.CLINICIAN)
    }
    url = None
    if posted in forms and forms[posted].is_valid():
        url = _made(request, found, forms[posted])
        forms[posted] = ShareForm(None, posted)
    context = {
        "shares": show_shares(found.episode.shares.live(found.now)),
        "forms": forms.values(),
        "url": url,
        "qr": qr(url) if url else "",
        "tab": "settings",
    }
    return respond(request, "recovery/sharing.html", context)


def _made(request: HtmxHttpRequest, found: Visit, form: ShareForm) -> str | None:
    """The address of the link asked for, None when it was revoked meanwhile."""
    told = form.told()
    share = make(found.episode, now=found.now, **told)
    return request.build_absolute_uri(reverse("with_", args=[told["secret"]])) if share else None


def _revoke(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    asked = [each.pk for each in found.episode.shares.all() if str(each.pk) == request.POST["revoke"]]
    if not asked:
        raise Http404
    found.episode.shares.filter(pk__in=asked, revoked_at=None).update(revoked_at=found.now)
    return redirect("sharing")


# --- the page behind a link


# Whoever knows the secret may do what it opens; no cookie counts here. And a form on a page without referrer says
# nothing of where it comes from, so the check of that would refuse it.
@csrf_exempt
def with_(request: HtmxHttpRequest, secret: str) -> HttpResponse:
    """Show a clinician the course, a helper what to do now. Every miss looks the same: unknown, expired or revoked."""
    try:
        response = _answer(request, secret)
    except Http404:
        response = _whole(request, "404.html", status=404)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex, nofollow"
    patch_cache_control(response, private=True, no_store=True)
    return response


@form_page
def _answer(request: HtmxHttpRequest, secret: str) -> HttpResponse:
    now = timezone.now()
    place = guesses(request, now)
    if too_many(place):
        return _whole(request, "429.html", status=429)
    share = find(secret, now)
    found = look_at(request, share.episode, share.label) if share else None
    if share is None or found is None:
        count_miss(place)
        raise Http404
    with aside(request):
        _note_use(share, found)
    if found.shut:
        return _whole(request, "recovery/with_.html", show_gate(found.shut, found.story))
    return _help(request, found, share) if share.kind == Share.HELPER else _tell(request, found, share)


def _note_use(share: Share, found: Visit) -> None:
    """Note the day of the last use, by the clock of the person; one write a day."""
    today = timezone.localdate(found.now)
    if share.last_used_on != today:
        Share.objects.filter(pk=share.pk).update(last_used_on=today)


def _whole(
    request: HtmxHttpRequest, template: str, context: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """A page in the place of this one, also where htmx asked for a part of it."""
    response = respond(request, template, (context or {}) | {"running": None}, status)
    if request.htmx:
        response["HX-Refresh"] = "true"
    return response


def _tell(request: HtmxHttpRequest, found: Visit, share: Share) -> HttpResponse:
    """The fortnight, to be read; notes only where the person allows it."""
    if request.method == "POST":
        return HttpResponseNotAllowed(["GET", "HEAD"])
    report = show_report(found.situation, found.plan)
    notes = report["notes"] if share.notes else []
    return respond(request, "recovery/with_clinician.html", report | {"notes": notes, "running": None})


# --- helping


def _help(request: HtmxHttpRequest, found: Visit, share: Share) -> HttpResponse:
    if request.method == "POST":
        return _log(request, found)
    said = toast(request, found)
    context = show_help(found.plan, found.story) | {
        "label": share.label,
        "notes": show_notes(found.story) if share.notes else [],
        "toast": show_undo(said) if said and said["undo"] else said,
        "running": None,
    }
    return renewed(request, found, respond(request, "recovery/with_helper.html", context))


def _log(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    """Write down what was tapped; what is not a helper's to say is not there."""
    kind, entry_id = request.POST.get("kind", ""), uuid_in(request.POST.get("id"))
    if kind == "undo":
        return _undo(request, found)
    ends = "ends" in request.POST
    fact = end_of(found, kind, request.POST, entry_id) if ends else _fact(request, found, kind)
    if fact is None:
        return redirect("./?over=1" if ends and not found.entry(entry_id) else f"./?saved={entry_id}")
    if isinstance(fact, facts.Started) and not may_begin(found, fact):
        return redirect(f"./?not_yet={fact.item}")
    return redirect(f"./?saved={fact.id}" if written(found, fact) else "./?twice=1")


def _fact(request: HtmxHttpRequest, found: Visit, kind: str) -> facts.Entry | None:
    """The entry that a tap stands for, None when it was not filled in right."""
    if kind == "started":
        tapped = TapForm(kind, request.POST)
        return tapped.fact(found.now) if tapped.is_valid() else None
    if kind not in ONE_TAP:
        raise Http404
    told = {name: request.POST.get(name) for name in ("id", ONE_TAP[kind])}
    form = FORMS[kind](told | {"when": "0"}, zone=found.zone, now=found.now)
    return form.fact() if form.is_valid() else None


def _undo(request: HtmxHttpRequest, found: Visit) -> HttpResponse:
    """Take back what was logged under the own label, and nothing else."""
    entry, undone = found.entry(uuid_in(request.POST.get("entry"))), uuid_in(request.POST.get("id"))
    if entry is None or undone is None or entry.by != found.by:
        raise Http404
    try:
        taken = journal.undo(found.episode, entry.id, undone, found.now, found.by)
    except journal.Refused:
        raise Http404 from None
    return redirect(f"./?saved={taken.id}")
