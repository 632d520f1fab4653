"""The database is away, full, locked, slow or only to be read: what counts as that, and how a page still comes."""

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.db import DatabaseError, Error, InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse

from recovery.http import HtmxHttpRequest

logger = logging.getLogger(__name__)
View = Callable[..., HttpResponse]
# What has the class of an outage, but is a statement that is wrong, or one after that in a transaction of PostgreSQL.
OURS = {sqlite3.SQLITE_ERROR, "25P02"}


def outage_behind(problem: BaseException | None) -> Error | None:
    """Find the outage that a problem comes from. A statement that is wrong is no outage, but a fault of ours."""
    while problem and not _is_outage(problem):
        problem = problem.__context__
    return problem if isinstance(problem, Error) else None


def tell(outage: Error, request: HttpRequest) -> None:
    """Log an outage in one line. The route is told, not the path: a path can hold a secret."""
    match = request.resolver_match
    reason = str(outage).partition("\n")[0] or type(outage).__name__
    logger.error("%s /%s: the database fails: %s", request.method, match.route if match else "…", reason)


def for_everybody(view: View) -> View:
    """Show a page also while the database is away: then as those see it who have no plan."""

    @wraps(view)
    def inner(request: HtmxHttpRequest) -> HttpResponse:
        try:
            return view(request)
        except Error as problem:
            if not (outage := outage_behind(problem)):
                raise
            tell(outage, request)
        request.session = Unread(request.session.session_key)
        request.user, request.visit, request.away = AnonymousUser(), None, True
        return view(request)

    return inner


@contextmanager
def aside(request: HttpRequest) -> Iterator[None]:
    """Note something beside a look at a page. Where nothing can be written, the look is not lost; the note is."""
    try:
        yield
    except Error as problem:
        if not (outage := outage_behind(problem)):
            raise
        tell(outage, request)


class Unread(SessionBase):
    """Stands for a session that cannot be read. It is empty, but has its key, so the cookie stays where it is."""

    def load(self) -> dict[str, Any]:
        return {}


def _is_outage(problem: BaseException) -> bool:
    cause = problem.__cause__
    if getattr(cause, "sqlite_errorcode", getattr(cause, "sqlstate", None)) in OURS:
        return False
    # The plain class is all that SQLite says of a file that is no database.
    return isinstance(problem, (OperationalError, InterfaceError, InternalError)) or type(problem) is DatabaseError
