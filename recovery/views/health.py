"""One page for probes."""

from django.core.cache import cache
from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from backcare import database
from recovery.models import Entry

PROBED, A_DAY = "healthz", 24 * 60 * 60


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the journal can be read, something can be written and no migration waits, 503 otherwise."""
    found = fault()
    return HttpResponse(f"{found or 'ok'}\n", "text/plain", 503 if found else 200)


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
