"""The plan in plain Python, without a server: how long it takes, and that nothing stays behind in memory."""

import gc
import time
import tracemalloc
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

from recovery.plan.build import build_plan
from recovery.plan.entries import Entry, parse_journal
from tests.bench.journals import course
from tests.bench.tables import Row, Table, of_rounds

ROUNDS, BATCH = 15, 20
PLANS = 1000
SECOND = timedelta(seconds=1)


def measure() -> Iterator[Table]:
    """Time journals of a fortnight, few and rich and very long, in turns."""
    now = datetime.now(UTC)
    journals = {entries: parse_journal(course(14, entries, now), now) for entries in (20, 280, 2000)}
    times: dict[int, list[float]] = {entries: [] for entries in journals}
    for _ in range(ROUNDS):
        for entries, journal in journals.items():
            times[entries].append(_milliseconds(journal, now))
    few, rich, long = (of_rounds(f"14 days, {entries:,} entries", "ms", times[entries]) for entries in journals)
    rows = [
        Row(few.what, few.value, "ms", goal=2, spread=few.spread),
        Row(rich.what, rich.value, "ms", goal=2, spread=rich.spread),
        Row(long.what, long.value, "ms", floor=few.value, spread=long.spread),
        Row(f"memory kept per plan, of {PLANS:,} in a row", _kept(journals[280], now), "bytes", goal=50),
    ]
    yield Table("core", "The plan itself, in plain Python: CPU time of one plan", rows)


def _milliseconds(journal: Sequence[Entry], now: datetime) -> float:
    began = time.process_time()
    for place in range(BATCH):
        build_plan(journal, now + place * SECOND)
    return (time.process_time() - began) / BATCH * 1000


def _kept(journal: Sequence[Entry], now: datetime) -> float:
    """The bytes that each of many plans leaves behind, one a second later than the other.

    Python keeps the room of some small objects for itself, so it is never quite nothing.
    """
    tracemalloc.start()
    _plans(journal, now)  # what is worked out once, and kept, is no growth
    before = _held()
    _plans(journal, now + PLANS * SECOND)
    kept = _held() - before
    tracemalloc.stop()
    return max(0, kept) / PLANS


def _plans(journal: Sequence[Entry], now: datetime) -> None:
    for place in range(PLANS):
        build_plan(journal, now + place * SECOND)


def _held() -> int:
    gc.collect()
    return tracemalloc.get_traced_memory()[0]
