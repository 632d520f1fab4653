"""Outages of the database: how a page is shown all the same."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.db import Error
from django.http import HttpRequest, HttpResponse

from recovery.store.away import outage_behind
from recovery.store.rows import Unreadable
from recovery.web.htmx import HtmxHttpRequest

logger = logging.getLogger(__name__)
View = Callable[..., HttpResponse]


class MailAway(Exception):
    """The mail server takes no mail."""


def tell(outage: Error, request: HttpRequest) -> None:
    """Log an outage in one line."""
    reason = str(outage).partition("\n")[0] or type(outage).__name__
    logger.error("%s: the database fails: %s", _asked(request), reason)


def tell_of_mail(problem: MailAway, request: HttpRequest) -> None:
    """Log in one line that a mail was not sent."""
    logger.error("%s: no mail is sent: %s", _asked(request), problem)


def for_everybody(view: View) -> View:
    """Show a page also during an outage or without a readable journal, then as somebody without a plan sees it."""

    @wraps(view)
    def inner(request: HtmxHttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Unreadable as problem:
            note_unreadable(problem, request)
        except Error as problem:
            if not (outage := outage_behind(problem)):
                raise
            tell(outage, request)
        request.session = Unread(request.session.session_key)
        request.user, request.away = AnonymousUser(), True
        return view(request, *args, **kwargs)

    return inner


def note_unreadable(problem: Unreadable, request: HttpRequest) -> None:
    """Log that a journal cannot be read, with the fault behind it."""
    logger.error("%s: a journal cannot be read", _asked(request), exc_info=problem)


@contextmanager
def aside(request: HttpRequest) -> Iterator[None]:
    """Write something that the page does not depend on. If nothing can be written, the page is shown all the same."""
    try:
        yield
    except Error as problem:
        if not (outage := outage_behind(problem)):
            raise
        tell(outage, request)


class Unread(SessionBase):
    """A session that cannot be read: empty, but with its key, so that the browser keeps its cookie."""

    def load(self) -> dict[str, Any]:
        return {}


def _asked(request: HttpRequest) -> str:
    """Return what was asked for, with the route instead of the path: a path can contain a secret."""
    match = request.resolver_match
    return f"{request.method} /{match.route if match else '…'}"
