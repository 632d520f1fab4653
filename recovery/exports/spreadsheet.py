"""Journals as a spreadsheet: one row for each entry."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import datetime, timedelta, timezone
from typing import Any

from recovery.plan.entries import CLASSES, About, Entry, dump, taken_back
from recovery.plan.history.days import habits, habits_at
from recovery.store.copies import SavedEpisode

FIRST_COLUMNS = ("at", "offset", "kind", "by")
FIELDS = tuple(dict.fromkeys(each.name for kind in CLASSES.values() for each in fields(kind)))
COLUMNS = (*FIRST_COLUMNS, *(name for name in FIELDS if name not in FIRST_COLUMNS))
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")  # a program would run a cell that begins like this


def spreadsheet(episodes: Sequence[SavedEpisode], delimiter: str = ",") -> str:
    """Write the entries as CSV (RFC 4180, with a byte order mark); times are local to where the person was.

    Where a comma is the decimal point, Excel reads a file only with another `delimiter`.
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, delimiter=delimiter)
    writer.writeheader()
    for episode in episodes:
        writer.writerows(_row(entry, at) for entry, at in with_local_times(episode))
    return "\ufeff" + out.getvalue()


def with_local_times(episode: SavedEpisode) -> Iterator[tuple[Entry, datetime]]:
    """Each entry with its time in the time zone where the person was then."""
    withdrawn = taken_back(episode.entries)
    known = habits([each for each in episode.entries if isinstance(each, About) and each.id not in withdrawn])
    for entry in episode.entries:
        yield entry, entry.at.astimezone(habits_at(known, entry.at).zone)


def _row(entry: Entry, at: datetime) -> dict[str, str]:
    """The cells of an entry by column; every instant has the offset of `at` from UTC."""
    zone = timezone(at.utcoffset() or timedelta())
    values = {each.name: getattr(entry, each.name) for each in fields(entry)}
    times = {
        name: value.astimezone(zone).strftime("%Y-%m-%d %H:%M")
        for name, value in values.items()
        if isinstance(value, datetime)
    }
    cells = dump(entry) | times | {"offset": f"UTC{at:%:z}"}
    return {name: _cell(value) for name, value in cells.items()}


def _cell(value: Any) -> str:
    text = " ".join(map(_text, value)) if isinstance(value, list) else _text(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def _text(value: Any) -> str:
    return f"{value['name']} {value['score']}" if isinstance(value, dict) else str(value)
