"""No test reads the real clock: each starts at the same instant, and so does all that it starts."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from tests.clock import NOW

ROOT = Path(__file__).parent
# What reads the clock, as `module.name`. Clocks that only measure how long something took are not here.
READERS = {
    *("datetime.now", "datetime.today", "datetime.utcnow", "date.today"),
    *("timezone.now", "timezone.localdate", "timezone.localtime"),
    *("time.time", "time.time_ns", "time.gmtime", "time.localtime", "time.ctime", "time.strftime"),
}
# The clock of the tests itself and this test. The bench measures real servers, which run by the machine's clock.
EXEMPT = ("clock", "test_clock.py", "bench")


def reads_of_the_clock(source: str) -> Iterator[str]:
    """Find each use or import of a function that reads the clock, as `line: module.name`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute):
            owner = ast.unparse(node.value).rpartition(".")[2]
            names = [f"{owner}.{node.attr}"]
        elif isinstance(node, ast.ImportFrom):
            owner = (node.module or "").rpartition(".")[2]
            names = [f"{owner}.{each.name}" for each in node.names]
        else:
            continue
        yield from (f"{node.lineno}: {name}" for name in names if name in READERS)


def test_no_test_reads_the_clock() -> None:
    paths = [path for path in ROOT.rglob("*.py") if path.relative_to(ROOT).parts[0] not in EXEMPT]
    found = {str(path.relative_to(ROOT)): list(reads_of_the_clock(path.read_text())) for path in paths}
    assert len(found) > 100
    assert {path: lines for path, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    "source",
    [
        "datetime.now(UTC)",
        "datetime.datetime.now()",
        "dt.date.today()",
        "timezone.now()",
        "from django.utils.timezone import now",
        "from time import sleep, time",
        "field(default_factory=timezone.now)",
    ],
)
def test_each_way_to_read_the_clock_is_found(source: str) -> None:
    assert len(list(reads_of_the_clock(source))) == 1


@pytest.mark.parametrize("source", ["time.monotonic()", "time.sleep(1)", "datetime(2026, 12, 7)", "plan.now", "now()"])
def test_a_timer_is_not_a_clock(source: str) -> None:
    assert not list(reads_of_the_clock(source))


def is_now(instant: datetime) -> bool:
    """True for the first hours after `NOW`: subprocesses count from the start of the session, which may be slow."""
    return NOW <= instant < NOW + timedelta(hours=3)


def test_a_test_starts_at_the_same_instant() -> None:
    assert is_now(timezone.now())


def test_a_subprocess_has_the_clock_of_the_tests() -> None:
    command = [sys.executable, "-c", "import time; print(time.time())"]
    seconds = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    assert is_now(datetime.fromtimestamp(float(seconds), UTC))


def test_a_browser_has_the_clock_of_the_tests(page: Page) -> None:
    assert is_now(datetime.fromtimestamp(page.evaluate("Date.now()") / 1000, UTC))
