"""The page that comes while the database fails: calm, with the way to help, and with what was typed."""

import sys
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views import defaults
from django_htmx.http import reswap, retarget
from django_htmx.middleware import HtmxDetails

from recovery.http import look
from recovery.outage import outage_behind, tell
from recovery.plan.figures import COLD_MINUTES, HEAT_LONGEST
from recovery.screen import EMERGENCY_ROWS

TRY_AGAIN_AFTER = 60  # seconds; the page says "in a minute"
CSRF = "csrfmiddlewaretoken"
ALARMS = {flag for flag, _words in EMERGENCY_ROWS}


def failed(request: HttpRequest) -> HttpResponse:
    """Answer where a view, or what stands around it, failed: handler500."""
    return _out_of_order(request, sys.exception()) or defaults.server_error(request)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer what cannot be right: handler400. A session that could not be saved comes here too."""
    return _out_of_order(request, exception) or defaults.bad_request(request, exception)


def _out_of_order(request: HttpRequest, problem: BaseException | None) -> HttpResponse | None:
    """The answer where an outage is behind a problem. Nothing in it may ask the database."""
    outage = outage_behind(problem)
    if outage is None:
        return None
    tell(outage, request)
    place = _place(request)
    response = HttpResponse(render_to_string(f"503.html{place}", _context(request)), status=503)
    response["Retry-After"] = str(TRY_AGAIN_AFTER)
    patch_cache_control(response, private=True, no_store=True)
    if request.path.startswith("/with/"):
        response["Referrer-Policy"] = "no-referrer"  # the address is a secret
    response._has_been_logged = True  # type: ignore[attr-defined]  # or Django logs it again, with a traceback
    return reswap(retarget(response, place), "innerHTML") if place else response


def _place(request: HttpRequest) -> str:
    """Where on a standing page the answer goes, so that the page stays; empty for a page of its own."""
    htmx = HtmxDetails(request)
    if not htmx or htmx.request_type == "full":
        return ""
    return "#toast" if htmx.source == "div#today" else "#sheet"


def _context(request: HttpRequest) -> dict[str, Any]:
    typed = _typed(request)
    posted = request.method == "POST"
    return look(request) | {
        "title": _("Not saved yet") if posted else _("This page does not open"),
        "posted": posted,
        "typed": typed,
        "alarm": any(value in ALARMS for _name, value in typed),
        "path": request.get_full_path(),
        "minutes": min(COLD_MINUTES, HEAT_LONGEST),
        "csrf_token": get_token(request),
    }


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What a form sent, to be sent again. No file, password or code is put into a page."""
    if request.content_type != "application/x-www-form-urlencoded" or request.path.startswith("/accounts/"):
        return []
    if any("password" in name for name in request.POST):
        return []
    return [(name, value) for name, values in request.POST.lists() if name != CSRF for value in values]
