"""The page that comes while the database fails: calm, with the way to help, and with what was typed."""

import sys
from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views import defaults
from django_htmx.http import reswap, retarget
from django_htmx.middleware import HtmxDetails

from recovery.forms import CheckInForm
from recovery.http import look
from recovery.outage import outage_behind, tell
from recovery.plan.facts import CheckIn
from recovery.plan.figures import COLD_MINUTES, HEAT_LONGEST
from recovery.plan.redflags import flags_of
from recovery.screen import EMERGENCY_ROWS
from recovery.views.write import TAPPED

TRY_AGAIN_AFTER = 60  # seconds; the page says "in a minute"
CSRF = "csrfmiddlewaretoken"
EMERGENCIES = {flag for flag, _words in EMERGENCY_ROWS}
TICKED = ("ticked", "screen")  # the fields in which warning signs are ticked


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
        "alarm": bool(typed) and _emergency(request.POST),
        "path": request.get_full_path(),
        "minutes": min(COLD_MINUTES, HEAT_LONGEST),
        "csrf_token": get_token(request),
    }


def _emergency(sent: QueryDict) -> bool:
    """Whether what was sent raises an emergency: ticked, or meant by other answers, as the plan would find."""
    now = timezone.now()
    flags = tuple(flag for name in TICKED for flag in sent.getlist(name))
    told = CheckIn(
        id=uuid4(), at=now, entered_at=now, by="self", flags=flags, leg=sent.get("leg"), temperature_c=_degrees(sent)
    )
    return any(flag in EMERGENCIES for flag in flags_of(told, now))


def _degrees(sent: QueryDict) -> float | None:
    try:
        degrees: float | None = CheckInForm.base_fields["temperature_c"].clean(sent.get("temperature_c"))
    except ValidationError:
        return None
    return degrees


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """What a form sent, to be sent again. No file, password or code is put into a page."""
    if request.content_type != "application/x-www-form-urlencoded" or request.path.startswith("/accounts/"):
        return []
    if any("password" in name for name in request.POST):
        return []
    typed = [(name, value) for name, values in request.POST.lists() if name != CSRF for value in values]
    # What was ended ended at the first tap, however late it gets through.
    if "ends" in request.POST and TAPPED not in request.POST:
        typed.append((TAPPED, timezone.now().isoformat()))
    return typed
