"""What a notification brings back: it came, it is done, or it is to come again. Its own signed note lets it in."""

from datetime import UTC, datetime, timedelta
from types import MappingProxyType

from django.core.signing import BadSignature
from django.http import HttpResponse, QueryDict
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from recovery.forms.taps import tap
from recovery.models import ReminderSettings, Subscription
from recovery.plan.clinical import figures
from recovery.plan.entries import Entry
from recovery.reminders.tokens import Note, read
from recovery.store import journal
from recovery.store.reminders import again
from recovery.views.visit import look_at
from recovery.views.write import TAPPED, end_of, written
from recovery.web.htmx import HtmxHttpRequest
from recovery.web.visit import Visit

STATUS = MappingProxyType({True: 204, False: 409})


# The signed note alone gives access, and no cookie does, so another site gains nothing by posting here.
@csrf_exempt
@require_POST
def remind(request: HtmxHttpRequest) -> HttpResponse:
    """Do what a notification says, once. A note that is old, or whose browser rings no longer, is gone."""
    try:
        note = read(request.POST.get("token", ""))
    except BadSignature:
        return HttpResponse(status=410)
    rings = ReminderSettings.objects.filter(pk=note.wishes, subscriptions=note.browser, episode__closed_at=None)
    wishes = rings.select_related("episode").first()
    if wishes is None:
        return HttpResponse(status=410)
    now = timezone.now()
    match request.POST.get("action"):
        case "came":
            Subscription.objects.filter(pk=note.browser).update(came_at=now)
        case "later":
            again(wishes, note.shared, note.kinds, _tapped(request.POST, now) + figures.PUT_OFF)
        case "done":
            return HttpResponse(status=STATUS[_log(request, wishes, note, now)])
        case _:
            return HttpResponse(status=400)
    return HttpResponse(status=204)


def _log(request: HtmxHttpRequest, wishes: ReminderSettings, note: Note, now: datetime) -> bool:
    """Log what was done; False if the plan does not take it now. A second tap finds the entry of the first."""
    found = look_at(request, wishes.episode, journal.read(wishes.episode))
    if found is None or found.shut or note.one is None:
        return False
    if found.entry(note.entry):
        return True
    entry = _entry(found, note, note.one, _tapped(request.POST, now))
    try:
        return entry is not None and "saved" in written(found, entry)
    except journal.Asks:  # another entry is about the same minutes: it is in the journal already
        return False


def _entry(found: Visit, note: Note, kind: str, tapped: datetime) -> Entry | None:
    if note.timer:
        sent = QueryDict(mutable=True)
        sent.update({"started": note.timer, TAPPED: tapped.isoformat()})
        return end_of(found, kind, sent, note.entry)
    began = tapped - timedelta(minutes=note.minutes)
    return tap(kind, note.entry, found.now, at=began, minutes=note.minutes)


def _tapped(sent: QueryDict, now: datetime) -> datetime:
    """When it was tapped, in milliseconds of the phone's clock: earlier than now, if there was no signal."""
    text = sent.get("at", "")
    if not (text.isascii() and text.isdigit() and len(text) <= 13):
        return now
    return min(now, max(now - timedelta(days=3), datetime.fromtimestamp(int(text) / 1000, UTC)))
