"""All we know of htmx: a typed request, and the choice between a whole page and one of its fragments."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods
from django_htmx.middleware import HtmxDetails


class HtmxHttpRequest(HttpRequest):
    """The request of every view here."""

    htmx: HtmxDetails
    visit: Any  # the Visit of views/visit.py, once somebody's plan was looked up
    away: bool  # set where the database does not answer


# A page with a form: looked at, or sent.
form_page = require_http_methods(["GET", "HEAD", "POST"])


def posted(request: HttpRequest) -> Any:
    """Give a form what was sent, or None on a first look."""
    return request.POST if request.method == "POST" else None


def respond(
    request: HtmxHttpRequest, template: str, context: Mapping[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """Render a page, or only the partial that htmx is about to swap.

    Partial name = element id = hx-target. A target that is no partial of this template gets the whole page.
    """
    response = render(request, [*_fragment(request, template), template], context, status=status)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def look(request: HttpRequest) -> dict[str, str]:
    """Tell every template the light of this device: its own ("auto"), or the one chosen and kept in a cookie."""
    mode = request.COOKIES.get("mode")
    return {"mode": mode if mode in ("light", "dark") else "auto"}


def _fragment(request: HtmxHttpRequest, template: str) -> list[str]:
    # htmx 4 names the target as "section#now"; a request for a whole page says so.
    _, _, name = (request.htmx.target or "").partition("#")
    wanted = request.htmx and name and request.htmx.request_type != "full"
    return [f"{template}#{name}"] if wanted else []
