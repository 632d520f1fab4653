"""Middleware of our own."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.utils.cache import patch_cache_control

from recovery.store.away import outage_behind
from recovery.web.htmx import go


def ours(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Mark every response, so that a phone never keeps a page that a hotel or a proxy answered with.

    No other site may load anything of this one, static files included.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers["X-BackCare"] = "1"
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return middleware


class Sessions(SessionMiddleware):
    """Django's sessions. A cookie whose session is gone is left alone.

    A proof gives the session a new id. The answer to a second tap, which still names the old one, would else take away
    the cookie that the first answer has just brought.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Take the cookie away only where the session was ended in this request.

        If another device ended the session meanwhile, this request is answered as the next one will be.
        """
        gone = request.session.is_empty() and not request.session.modified
        try:
            response = super().process_response(request, response)
        except SessionInterrupted as problem:
            if outage_behind(problem):
                raise
            return go(request, request.path)
        if gone:
            response.cookies.pop(settings.SESSION_COOKIE_NAME, None)
        return response


def private_pages(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Keep every page that depends on the session out of all caches.

    Chrome keeps a no-store page for its back button until a cookie of the page changes, so every page sends a cookie.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if getattr(request, "left", False):
            response["Clear-Site-Data"] = '"cache", "storage"'  # pages, waiting entries and the service worker
        if request.session.accessed and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_store=True)
            if "CSRF_COOKIE_NEEDS_UPDATE" not in request.META:  # a page without a form
                get_token(request)
        return response

    return middleware


def end_visit(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Leave nothing of a person behind after their request: neither their time zone nor their journal.

    Django's requests and forms refer to themselves, so the garbage collector would have to free the journal.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        try:
            return get_response(request)
        finally:
            timezone.deactivate()
            if found := request.__dict__.pop("visit", None):
                found.forget()

    return middleware
