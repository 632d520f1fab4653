"""The tables and the code: whether they fit, and how to make them fit when several processes start at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from time import sleep

from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from backcare.locks import beside

LOCK = 0x6261636B  # "back", among the advisory locks of this database
MADE_BY_MIGRATE = {"django_migrations", "django_content_type", "auth_permission"}


def waiting() -> set[tuple[str, str]]:
    """Name the last migrations of this code that the database has not seen, as (app, name). Asks it each time."""
    return set(_code().graph.leaf_nodes()) - set(MigrationRecorder(connection).applied_migrations())


def known(app: str) -> set[str]:
    """Name the migrations of an app that this code has."""
    return {name for label, name in _code().disk_migrations if label == app}


def holds_something() -> bool:
    """Whether there is a row in any table, beside those that migrations make themselves."""
    tables = set(connection.introspection.table_names()) - MADE_BY_MIGRATE
    with connection.cursor() as cursor:
        queries = (f"SELECT 1 FROM {connection.ops.quote_name(table)} LIMIT 1" for table in tables)  # noqa: S608
        return any(cursor.execute(query).fetchone() for query in queries)


def migrate() -> None:
    """Bring the tables to this code. To be done `alone`."""
    if waiting():
        call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)


def let_go() -> None:
    """Close every connection there is to the database."""
    connection.close()
    getattr(connection, "close_pool", lambda: None)()  # PostgreSQL's only


@contextmanager
def alone() -> Iterator[None]:
    """Wait until no other process of this database is in here, then keep them out."""
    # In SQLite itself a lock would come too late: the first connection switches it to WAL, and waits for nobody.
    file = Path(connection.settings_dict["NAME"])
    with beside(file) if connection.vendor == "sqlite" else _advisory_lock():
        yield


@cache
def _code() -> MigrationLoader:
    return MigrationLoader(None)


@contextmanager
def _advisory_lock() -> Iterator[None]:
    with connection.cursor() as cursor:
        # Asked again and again: a query that waits would hold a snapshot, for which an index built CONCURRENTLY waits.
        while not cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK]).fetchone()[0]:
            sleep(0.1)
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
