"""Backups of the whole database, made and restored while the site serves: one module for each kind of database.

Each has `save(file)`, `migrations(file)`, `load(file)` and, to be called after that, `settle()`. They raise Problem,
OSError or a database's Error.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Problem(ValueError):
    """What keeps a backup from being made or restored, in one sentence."""


@contextmanager
def whole(file: Path) -> Iterator[Path]:
    """Give a place to write to that becomes `file` once it is whole and on the disk, or else vanishes."""
    if file.exists():
        raise Problem(f"{file} exists already: name a new file.")
    if not file.parent.is_dir():
        raise Problem(f"The folder {file.parent} does not exist: make it first.")
    handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)  # for its owner's eyes only
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
