"""A backup of SQLite is a database of its own, copied by SQLite itself as of one instant, whoever writes meanwhile."""

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
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, with nothing beside it
        _check(copy)


def migrations(file: Path) -> set[tuple[str, str]]:
    """Read which migrations the backup has seen, as (app, name); nothing where it is no backup of a site like this."""
    try:
        with closing(_opened(file)) as copy:
            _check(copy)
            return set(copy.execute("SELECT app, name FROM django_migrations"))
    except sqlite3.DatabaseError:
        return set()


def load(file: Path) -> None:
    """Put the backup in the place of all that the database holds; whoever is connected sees it from then on."""
    connection.ensure_connection()
    with connection.wrap_database_errors, closing(_opened(file)) as copy:
        copy.backup(connection.connection, progress=_no_longer)


def settle() -> None:
    """Bring what was loaded from the journal of writes into the file itself."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _opened(file: Path) -> sqlite3.Connection:
    file.open("rb").close()  # SQLite does not say why it cannot
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)


def _check(copy: sqlite3.Connection) -> None:
    (found,) = copy.execute("PRAGMA integrity_check(1)").fetchone()
    if found != "ok":
        raise Problem(f"The backup is damaged: {found.splitlines()[-1]}")


def _no_longer(status: int, _left: int, _pages: int) -> None:
    # SQLite has waited as long as the settings say; Python would go on for ever.
    if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        raise sqlite3.OperationalError("somebody else writes all the time: try again")
