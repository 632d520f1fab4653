"""Backups of PostgreSQL: pg_dump writes them in its custom format, and psql restores them in one transaction."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from subprocess import DEVNULL, PIPE
from typing import IO, cast

from django.db import connection
from psycopg.conninfo import make_conninfo
from psycopg.pq import Conninfo

from backcare.backups import Problem

BARE = ("--no-owner", "--no-privileges")
ROW = re.compile(r"^\d+\t(\S+)\t(\S+)\t", re.M)
FUNCTIONS = """
SELECT proname FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
"""  # without those of extensions
PATIENCE = "30s"  # how long to wait for running transactions


def save(file: Path) -> None:
    """Write one consistent snapshot of the database as it is now."""
    _run("pg_dump", "--format=custom", *BARE, f"--file={file}", _address())


def migrations(file: Path) -> set[tuple[str, str]]:
    """Read the migrations applied in the backup, as (app, name). Return an empty set if the file is no backup."""
    file.open("rb").close()
    rows = _run("pg_restore", "--data-only", "--table=django_migrations", "--file=-", str(file))
    return set(ROW.findall(rows))


def load(file: Path) -> None:
    """Replace the contents of the database with the backup. Open connections see it at once."""
    command = [_tool("psql"), "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", _address()]
    script = [_tool("pg_restore"), *BARE, "--file=-", str(file)]
    with subprocess.Popen(command, stdin=PIPE, stdout=DEVNULL, stderr=PIPE, env=_environ()) as psql:
        told = cast(IO[bytes], psql.stdin)
        told.write(f"BEGIN; SET LOCAL lock_timeout = '{PATIENCE}'; {_drop()}\n".encode())
        told.flush()
        read = subprocess.run(script, stdout=told, stderr=PIPE, check=False)
        # Without this COMMIT, nothing has changed.
        _, said = psql.communicate(b"COMMIT;" if read.returncode == 0 else None)
    _judge("psql", psql.returncode, said)
    _judge("pg_restore", read.returncode, read.stderr)


def settle() -> None:
    """Update PostgreSQL's statistics, because without them the first queries are slow."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _drop() -> str:
    """Return SQL that drops all tables and trigger functions: the backup has its own."""
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        functions = [name for (name,) in cursor.execute(FUNCTIONS).fetchall()]
    drops = (("TABLE", tables), ("FUNCTION", functions))
    quoted = ((kind, ", ".join(map(connection.ops.quote_name, names))) for kind, names in drops)
    return " ".join(f"DROP {kind} {names} CASCADE;" for kind, names in quoted if names)


def _run(name: str, *arguments: str) -> str:
    done = subprocess.run([_tool(name), *arguments], capture_output=True, env=_environ(), check=False)
    _judge(name, done.returncode, done.stderr)
    return done.stdout.decode()


def _judge(name: str, status: int, said: bytes) -> None:
    if status:
        lines = said.decode(errors="replace").splitlines() or [f"it ended with {status}"]
        raise Problem(f"{name} failed: {next((line for line in lines if 'error' in line.lower()), lines[-1])}")


def _tool(name: str) -> str:
    """Find a client tool of the server's version. Another version may write backups that cannot be restored."""
    path = shutil.which(name)
    connection.ensure_connection()
    wanted = connection.connection.info.server_version // 10000
    told = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout if path else ""
    found = re.search(r"\d+", told)
    if not path or not found or int(found[0]) != wanted:
        lack = f"is of version {found[0]}" if found else "is not there"
        raise Problem(
            f"{name} {lack}, and the server is PostgreSQL {wanted}: install its client tools, and put them on PATH."
        )
    return path


def _address() -> str:
    """Return the address of the database for the client tools, without the password."""
    libpq = {option.keyword.decode() for option in Conninfo.get_defaults()} - {"password"}
    told = connection.get_connection_params()
    return "--dbname=" + make_conninfo(**{name: value for name, value in told.items() if name in libpq})


def _environ() -> dict[str, str]:
    password = connection.settings_dict["PASSWORD"]  # not an argument, because every user of the machine can read those
    return os.environ | ({"PGPASSWORD": password} if password else {})
