"""Putting entries in order, each once, and finding the withdrawn ones."""

from collections.abc import Iterable
from operator import attrgetter
from uuid import UUID

from recovery.plan.entries.classes import Withdrawn
from recovery.plan.entries.entry import ORDER, BadEntry, Entry
from recovery.plan.entries.writing import content


def merge(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Put entries in journal order, each id once; raises BadEntry where one id has two contents."""
    found = list(entries)
    if len({entry.id.int for entry in found}) < len(found):
        found = _each_once(found)
    return tuple(sorted(found, key=ORDER))


def _each_once(entries: Iterable[Entry]) -> list[Entry]:
    by_id: dict[UUID, Entry] = {}
    for entry in sorted(entries, key=attrgetter("entered_at")):
        known = by_id.setdefault(entry.id, entry)
        if known is not entry and content(known) != content(entry):
            raise BadEntry(f"entry {entry.id} ({entry.kind}): id: stands for other content already")
    return list(by_id.values())


def taken_back(entries: Iterable[Entry]) -> frozenset[UUID]:
    """Find the ids of withdrawn entries. A withdrawal that was itself withdrawn takes nothing back."""
    gone: set[UUID] = set()
    pending = [entry for entry in entries if isinstance(entry, Withdrawn)]
    while pending:
        disputed = {entry.entry for entry in pending}
        # Withdrawals that withdraw each other in a ring all count.
        free = {entry.id for entry in pending if entry.id not in disputed} or {entry.id for entry in pending}
        gone |= {entry.entry for entry in pending if entry.id in free}
        pending = [entry for entry in pending if entry.id not in free and entry.id not in gone]
    return frozenset(gone)
