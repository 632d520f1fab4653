"""What counts as an outage of the database: it may be away, full, locked, slow or read-only."""

import sqlite3

from django.db import DatabaseError, Error, InterfaceError, InternalError, OperationalError

# Errors with the class of an outage that are faults of ours: a wrong statement, and in PostgreSQL the one after it.
OURS = {sqlite3.SQLITE_ERROR, "25P02"}


def outage_behind(problem: BaseException | None) -> Error | None:
    """Find the outage that caused an exception. A wrong statement is no outage, but a fault of ours."""
    while problem and not _is_outage(problem):
        problem = problem.__context__
    return problem if isinstance(problem, Error) else None


def _is_outage(problem: BaseException) -> bool:
    cause = problem.__cause__
    if getattr(cause, "sqlite_errorcode", getattr(cause, "sqlstate", None)) in OURS:
        return False
    # SQLite raises the plain class for a file that is no database.
    return isinstance(problem, (OperationalError, InterfaceError, InternalError)) or type(problem) is DatabaseError
