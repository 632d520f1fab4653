"""The clock of the tests: each test starts at the same instant, and its clock runs on from there."""

import os
import time
from datetime import UTC, datetime
from pathlib import Path

from time_machine import escape_hatch

NOW = datetime(2026, 12, 7, 10, tzinfo=UTC)  # a Monday morning in London, in winter time


def shift_subprocesses() -> None:
    """Move the clock of every Python process that a test starts as far as the tests' own clock is moved.

    All these processes agree about the time, and one that starts again does not go back in time.
    """
    os.environ["CLOCK_SHIFT"] = str(NOW.timestamp() - time.time())
    os.environ["PYTHONPATH"] = str(Path(__file__).parent)  # Python runs the sitecustomize.py that it finds there


def now() -> datetime:
    """Return the time that a test sees."""
    return datetime.now(UTC)


def clock_of_processes() -> datetime:
    """Return the time in every process that a test starts."""
    return datetime.fromtimestamp(escape_hatch.time.time() + float(os.environ["CLOCK_SHIFT"]), UTC)
