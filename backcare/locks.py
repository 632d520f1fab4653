"""Locks between the processes of one machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from pathlib import Path


@contextmanager
def beside(path: Path) -> Iterator[None]:
    """Hold a lock file beside `path`. Wait while another process has it."""
    with path.with_name(f"{path.name}.lock").open("w") as file:
        flock(file, LOCK_EX)  # the system releases it when the process ends
        yield
