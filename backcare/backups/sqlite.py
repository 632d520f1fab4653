"""Backups of SQLite: a database file, copied by SQLite's backup API as one consistent snapshot."""

import sqlite3
from contextlib import closing
from pathlib import Path

from django.db import connection

from backcare.backups import Problem


def save(file: Path) -> None:
    """Write the database as it is now."""
    with connection.wrap_database_errors, closing(sqlite3.connect(file)) as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without -wal and -shm
        _check(copy)


def migrations(file: Path) -> set[tuple[str, str]]:
    """Read the migrations applied in the backup, as (app, name). Return an empty set if the file is no backup."""
    try:
        with closing(_opened(file)) as copy:
            _check(copy)
            return set(copy.execute("SELECT app, name FROM django_migrations"))
    except sqlite3.DatabaseError:
        return set()


def load(file: Path) -> None:
    """Replace the contents of the database with the backup. Open connections see it at once."""
    connection.ensure_connection()
    with connection.wrap_database_errors, closing(_opened(file)) as copy:
        copy.backup(connection.connection, progress=_no_longer)


def settle() -> None:
    """Move the loaded pages from the write-ahead log into the database file."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _opened(file: Path) -> sqlite3.Connection:
    file.open("rb").close()  # raises an OSError that says why; SQLite's error does not
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)


def _check(copy: sqlite3.Connection) -> None:
    (found,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
    if found != "ok":
        raise Problem(f"The backup is damaged: {found.splitlines()[-1]}")


def _no_longer(status: int, _left: int, _pages: int) -> None:
    # SQLite has already waited for its timeout, and Python would retry for ever.
    if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        raise sqlite3.OperationalError("somebody else writes all the time: try again")
