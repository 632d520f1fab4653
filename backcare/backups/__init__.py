"""Backups of the whole database, made and restored while the site serves. There is one module per kind of database.

Each module has `save(file)`, `migrations(file)`, `load(file)` and `settle()`, which is called after `load`. They raise
Problem, OSError or a database error.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Problem(ValueError):
    """The reason why a backup cannot be made or restored, in one sentence."""


@contextmanager
def whole(file: Path) -> Iterator[Path]:
    """Give a temporary file that is renamed to `file` once it is complete and on disk. On an error it is deleted."""
    if file.exists():
        raise Problem(f"{file} exists already: name a new file.")
    if not file.parent.is_dir():
        raise Problem(f"The folder {file.parent} does not exist: make it first.")
    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)  # readable only by its owner
    os.close(handle)
    try:
        yield Path(name)
        _keep(Path(name))
        Path(name).rename(file)
        _keep(file.parent)
    finally:
        Path(name).unlink(missing_ok=True)


def _keep(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
