"""Compare the tables with the migrations of the code, and migrate safely if several processes start at once."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from pathlib import Path
from time import sleep

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from backcare.locks import beside

LOCK = 0x6261636B  # the key of our advisory lock in PostgreSQL: "back"
MARKS = Path(settings.BASE_DIR, ".databases")  # the databases that this site has served from, one hash on a line
MADE_BY_MIGRATE = {"django_migrations", "django_content_type", "auth_permission"}


def waiting() -> set[tuple[str, str]]:
    """Return the latest migrations of the code that are not applied, as (app, name). Queries the database each time."""
    return set(_code().graph.leaf_nodes()) - set(MigrationRecorder(connection).applied_migrations())


def known(app: str) -> set[str]:
    """Return the names of an app's migrations in the code."""
    return {name for label, name in _code().disk_migrations if label == app}


def holds_something() -> bool:
    """True if any table has a row, apart from the tables that migrations fill."""
    tables = set(connection.introspection.table_names()) - MADE_BY_MIGRATE
    with connection.cursor() as cursor:
        queries = (f"SELECT 1 FROM {connection.ops.quote_name(table)} LIMIT 1" for table in tables)  # noqa: S608
        return any(cursor.execute(query).fetchone() for query in queries)


def migrate() -> None:
    """Apply all migrations and create the cache table. Call this inside `alone()`."""
    if waiting():
        call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


def is_lost() -> bool:
    """True if the database has no table although this site has served from it before."""
    marks = MARKS.read_text().split() if MARKS.exists() else []
    return _mark() in marks and not connection.introspection.table_names()


def mark() -> None:
    """Note that the database has tables now. The note stays where the code is, so it outlives a lost disk."""
    if not MARKS.exists() or _mark() not in MARKS.read_text().split():
        with MARKS.open("a") as file:
            file.write(f"{_mark()}\n")


def _mark() -> str:
    """Name the database by a hash of its place. The password is no part of it."""
    told = connection.settings_dict
    place = (told["ENGINE"], told["NAME"], told["HOST"], told["PORT"], told["OPTIONS"].get("host"))
    return sha256(repr(place).encode()).hexdigest()


def hold() -> sqlite3.Connection | None:
    """Open a connection to an SQLite file that a server keeps while it runs.

    The last connection that closes removes the files beside the database, and on a full disk nobody could make them
    again, not even to read.
    """
    if connection.vendor != "sqlite":
        return None
    held = sqlite3.connect(connection.settings_dict["NAME"], check_same_thread=False)
    held.execute("SELECT 1 FROM sqlite_master").fetchone()
    return held


def let_go() -> None:
    """Close every connection to the database."""
    connection.close()
    getattr(connection, "close_pool", lambda: None)()  # only PostgreSQL has one


@contextmanager
def alone() -> Iterator[None]:
    """Hold a lock that only one process of this database can have."""
    # A lock inside SQLite would be too late: the first connection switches to WAL without waiting.
    file = Path(connection.settings_dict["NAME"])
    with beside(file) if connection.vendor == "sqlite" else _advisory_lock():
        yield


@cache
def _code() -> MigrationLoader:
    return MigrationLoader(None)


@contextmanager
def _advisory_lock() -> Iterator[None]:
    with connection.cursor() as cursor:
        # Poll, because a waiting query holds a snapshot, and CREATE INDEX CONCURRENTLY waits for old snapshots.
        while not cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK]).fetchone()[0]:
            sleep(0.1)
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
