"""The files that robots and finders of faults ask every site for."""

from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

PRIVATE = ("/accounts/", "/calendar/", "/no-mail/", "/outbox/", "/with/")  # a person's other pages lead to the log-in
LASTS = timedelta(days=180)  # RFC 9116 asks for less than a year


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Let robots read the pages that are for everybody."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in PRIVATE)]
    return _text(lines)


@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """Say whom to tell about a fault that endangers people's data (RFC 9116)."""
    expires = (timezone.now() + LASTS).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = [
        f"Contact: mailto:{settings.CONTACT}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        "Preferred-Languages: en",
        f"Canonical: {request.build_absolute_uri(reverse('security_txt'))}",
    ]
    return _text(lines)


def _text(lines: list[str]) -> HttpResponse:
    return HttpResponse("\n".join(lines) + "\n", "text/plain; charset=utf-8")
