"""The only code that knows htmx: a typed request, and the choice between a whole page and one of its parts."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods
from django_htmx.http import HttpResponseClientRedirect, replace_url
from django_htmx.middleware import HtmxDetails

from recovery.web.visit import Visit


class HtmxHttpRequest(HttpRequest):
    """The request of every view."""

    htmx: HtmxDetails
    visit: Visit  # set once the plan of this request is found
    away: bool  # set if the database does not answer


# For a page with a form, which is looked at or sent.
form_page = require_http_methods(["GET", "HEAD", "POST"])


def posted(request: HttpRequest) -> Any:
    """Return the data of a form that was sent, or None."""
    return request.POST if request.method == "POST" else None


def respond(
    request: HtmxHttpRequest, template: str, context: Mapping[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """Render a page, or only the partial that htmx is about to swap.

    The name of the partial is the id of its element and the target of htmx. A target that is no partial of this
    template gets the whole page.
    """
    partial = _partial(request, template)
    response = render(request, [*partial, template], context, status=status)
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return as_part(response) if partial else response


def as_part(response: HttpResponse) -> HttpResponse:
    """Mark a part of a page. The script swaps in nothing else: what has no mark comes from a proxy or a hotel."""
    response["HX-Part"] = "yes"
    return response


def go(request: HttpRequest, path: str) -> HttpResponse:
    """Redirect the whole page, also if htmx asked for a part of it."""
    return HttpResponseClientRedirect(path) if HtmxDetails(request) else redirect(path)


def with_address(response: HttpResponse, href: str) -> HttpResponse:
    """Let the browser show this address once a part of a page is swapped in, without a step back to the one before."""
    return replace_url(response, href)


def look(request: HttpRequest) -> dict[str, str]:
    """Give every template the colour mode of this device: "auto", or the one that a cookie keeps."""
    mode = request.COOKIES.get("mode")
    return {"mode": mode if mode in ("light", "dark") else "auto"}


def _partial(request: HtmxHttpRequest, template: str) -> list[str]:
    # htmx 4 writes the target as "section#now", and says so if it wants the whole page.
    _, _, name = (request.htmx.target or "").partition("#")
    wanted = request.htmx and name and request.htmx.request_type != "full"
    return [f"{template}#{name}"] if wanted else []
