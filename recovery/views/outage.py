"""The page during an outage of the database: calm, with the way to help, and with the form that was sent."""

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

from recovery.forms.check_in import CheckInForm
from recovery.plan.clinical.figures import COLD_MINUTES, HEAT_LONGEST
from recovery.plan.clinical.red_flags import flags_of
from recovery.plan.entries import CheckIn
from recovery.plan.history.screening import EMERGENCY
from recovery.store.away import outage_behind
from recovery.views.write import TAPPED
from recovery.web.htmx import as_part, look
from recovery.web.outage import MailAway, tell, tell_of_mail

TRY_AGAIN_AFTER = 60  # seconds; the page says "in a minute"
RENEW_AFTER = 30  # seconds until the page tries again by itself
CSRF = "csrfmiddlewaretoken"
TICKED = ("ticked", "screen")  # the fields in which warning signs are ticked


def failed(request: HttpRequest) -> HttpResponse:
    """Answer after an exception in a view or a middleware: handler500."""
    return _out_of_order(request, sys.exception()) or defaults.server_error(request)


def refused(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a bad request: handler400. A session that could not be saved ends here too."""
    return _out_of_order(request, exception) or defaults.bad_request(request, exception)


def _out_of_order(request: HttpRequest, problem: BaseException | None) -> HttpResponse | None:
    """Return the page of an outage, if one caused this exception. Nothing here may query the database."""
    if isinstance(problem, MailAway):
        tell_of_mail(problem, request)
    elif outage := outage_behind(problem):
        tell(outage, request)
    else:
        return None
    place = _place(request)
    page = render_to_string(f"503.html{place}", _context(request, mail=isinstance(problem, MailAway)))
    response = HttpResponse(page, status=503)
    response["Retry-After"] = str(TRY_AGAIN_AFTER)
    if request.method == "GET" and not place:
        response["Refresh"] = str(RENEW_AFTER)
    patch_cache_control(response, private=True, no_store=True)
    if request.path.startswith("/with/"):
        response["Referrer-Policy"] = "no-referrer"  # the address is a secret
    response._has_been_logged = True  # type: ignore[attr-defined]  # or Django logs it again, with a traceback
    return reswap(retarget(as_part(response), place), "innerHTML") if place else response


def _place(request: HttpRequest) -> str:
    """Return the part of the open page that htmx replaces with the answer, or "" for a page of its own."""
    htmx = HtmxDetails(request)
    if not htmx or htmx.request_type == "full":
        return ""
    return "#toast" if htmx.source == "div#today" else "#sheet"


def _context(request: HttpRequest, mail: bool) -> dict[str, Any]:
    typed = _typed(request)
    posted = request.method == "POST"
    return look(request) | {
        "title": _("No mail was sent") if mail else _("Not saved yet") if posted else _("One moment, please"),
        "mail": mail,
        "posted": posted,
        "typed": typed,
        "alarm": bool(typed) and _emergency(request.POST),
        "path": request.get_full_path(),
        "renew": RENEW_AFTER,
        "minutes": min(COLD_MINUTES, HEAT_LONGEST),
        "csrf_token": get_token(request),
    }


def _emergency(sent: QueryDict) -> bool:
    """True if the form raises an emergency, by a tick or by other answers, as the plan would find."""
    now = timezone.now()
    flags = tuple(flag for name in TICKED for flag in sent.getlist(name))
    told = CheckIn(
        id=uuid4(), at=now, entered_at=now, by="self", flags=flags, leg=sent.get("leg"), temperature_c=_degrees(sent)
    )
    return any(flag in EMERGENCY for flag in flags_of(told))


def _degrees(sent: QueryDict) -> float | None:
    try:
        degrees: float | None = CheckInForm.base_fields["temperature_c"].clean(sent.get("temperature_c"))
    except ValidationError:
        return None
    return degrees


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Return the fields of the form, to be sent again. No file, password or code is put into a page."""
    if request.content_type != "application/x-www-form-urlencoded" or request.path.startswith("/accounts/"):
        return []
    if any("password" in name for name in request.POST):
        return []
    typed = [(name, value) for name, values in request.POST.lists() if name != CSRF for value in values]
    # A timer ended when its button was tapped first, however late that tap arrives.
    if "ends" in request.POST and TAPPED not in request.POST:
        typed.append((TAPPED, timezone.now().isoformat()))
    return typed
