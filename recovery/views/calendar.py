"""The plan as a calendar, behind a secret address."""

from hashlib import sha256

from django.http import Http404, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from recovery.plan.entries import Onset
from recovery.reminders.calendar import calendar as written
from recovery.store import journal
from recovery.store.reminders import find_calendar, note_read
from recovery.store.shares import blocked, count_wrong_secret
from recovery.web.htmx import HtmxHttpRequest
from recovery.web.outage import aside


@require_safe
def calendar(request: HtmxHttpRequest, secret: str) -> HttpResponse:
    """Send the calendar, or 304 if it has not changed. An unknown and an ended address get the same answer."""
    if blocked(request):
        return HttpResponse(status=429)
    wishes, now = find_calendar(secret), timezone.now()
    entries = journal.read(wishes.episode) if wishes else ()
    if wishes is None or not any(isinstance(each, Onset) for each in entries):
        if not count_wrong_secret(request):
            return HttpResponse(status=429)
        raise Http404
    with aside(request):
        note_read(wishes, now)
    body = written(wishes, entries, now)
    etag = f'"{sha256(body).hexdigest()}"'
    response = HttpResponse(body, "text/calendar; charset=utf-8", headers={"ETag": etag})
    response["X-Robots-Tag"] = "noindex, nofollow"
    patch_cache_control(response, private=True, no_cache=True)
    answer = get_conditional_response(request, etag=etag, response=response)
    return answer or response
