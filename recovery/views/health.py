"""One page for probes."""

from django.core.cache import cache
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from backcare import database
from recovery.models import Entry
from recovery.store.sending import lag

PROBED, A_DAY, A_MINUTE = "healthz", 24 * 60 * 60, 60


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the journal can be read, something can be written and no migration waits, 503 otherwise."""
    found = fault()
    return HttpResponse(f"{found or f'ok{late()}'}\n", "text/plain", 503 if found else 200)


def late() -> str:
    """Say that reminders wait for a worker. The pages work without one, so this is no reason for a 503."""
    seconds = lag(timezone.now())
    return f"\nreminders wait {seconds:.0f} s" if seconds > A_MINUTE else ""


def fault() -> str:
    """Say what keeps the site from working, or nothing."""
    try:
        if database.waiting():
            return "migrations wait: run manage.py migrate"
        Entry.objects.exists()
        written = cache.touch(PROBED, A_DAY) if cache.get(PROBED) else cache.add(PROBED, True, A_DAY)
    except Error:
        return "database does not answer"
    return "" if written else "database takes nothing"
