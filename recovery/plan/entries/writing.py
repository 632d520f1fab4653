"""Entries as JSON-ready data."""

from dataclasses import fields
from datetime import datetime, time
from typing import Any
from uuid import UUID

from recovery.plan.entries.entry import Entry
from recovery.plan.entries.readers import Activity


def dump(entry: Entry) -> dict[str, Any]:
    """Write an entry as JSON-ready data with only the fields that were given; parse(dump(entry)) == entry."""
    given = {each.name: getattr(entry, each.name) for each in fields(entry)}
    return {"kind": entry.kind} | {name: _plain(value) for name, value in given.items() if value is not None}


def content(entry: Entry) -> dict[str, Any]:
    """Everything in an entry but when it was written down: two entries with the same content are the same."""
    return {name: value for name, value in dump(entry).items() if name != "entered_at"}


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return value.isoformat()
        case time():
            return value.strftime("%H:%M")
        case tuple():
            return [_plain(each) for each in value]
        case Activity():
            return {"name": value.name, "score": value.score}
        case UUID():
            return str(value)
    return value
