"""One process at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from pathlib import Path


@contextmanager
def beside(path: Path) -> Iterator[None]:
    """Wait until no other process of this machine has the lock beside `path`, then hold it."""
    with path.with_name(f"{path.name}.lock").open("w") as file:
        flock(file, LOCK_EX)  # it ends with its process, however that ends
        yield
