"""One page for probes."""

from django.db import Error
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from backcare import database


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database answers and no migration waits, 503 otherwise."""
    found = fault()
    return HttpResponse(f"{found or 'ok'}\n", "text/plain", 503 if found else 200)


def fault() -> str:
    """Say what keeps the site from working, or nothing."""
    try:
        return "migrations wait: run manage.py migrate" if database.waiting() else ""
    except Error:
        return "database does not answer"
