"""Entries from rows. A row was validated when it was written, so it is not validated again when it is read."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from datetime import UTC, datetime, time
from functools import cache
from typing import Any, get_args, get_type_hints
from uuid import UUID

from recovery.plan.entries import CLASSES, Activity, BadEntry, Entry


def stored(entry_id: UUID, kind: str, at: datetime, entered_at: datetime, by: str, data: Mapping[str, Any]) -> Entry:
    """Build an entry from the columns of its row.

    `at` and `entered_at` are in UTC; `data` holds the other fields as `dump` wrote them. Returns what `parse` returns,
    but does not check the values. Raises BadEntry for a kind that only a newer release knows.
    """
    if kind not in CLASSES:
        raise BadEntry(f"entry {entry_id}: kind: {kind} is not known to this release")
    entry = object.__new__(CLASSES[kind])
    # A field that the row lacks is found on the class, where dataclasses keep the defaults.
    values = entry.__dict__
    values.update(data)
    values["id"], values["at"], values["entered_at"], values["by"] = entry_id, at, entered_at, by
    for name, read in _readers(kind):
        if name in data:
            values[name] = read(data[name])
    return entry


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _activities(values: list[dict[str, Any]]) -> tuple[Activity, ...]:
    return tuple(Activity(**each) for each in values)


# What JSON has no type for. All other values are in the row as they are in the entry.
READERS: dict[Any, Callable[[Any], Any]] = {
    datetime: _instant,
    time: time.fromisoformat,
    UUID: UUID,
    tuple[str, ...]: tuple,
    tuple[int, ...]: tuple,
    tuple[Activity, ...]: _activities,
}


@cache
def _readers(kind: str) -> tuple[tuple[str, Callable[[Any], Any]], ...]:
    """Name the fields in `data` that JSON has no type for, each with its reader."""
    columns = {each.name for each in fields(Entry)}
    hints = {name: hint for name, hint in get_type_hints(CLASSES[kind]).items() if name not in columns}
    return tuple((name, read) for name, hint in hints.items() if (read := _reader(hint)))


def _reader(hint: Any) -> Callable[[Any], Any] | None:
    """Find the reader of a type, given as itself or as "it or None"."""
    return next((READERS[each] for each in (hint, *get_args(hint)) if each in READERS), None)
