"""Entries to rows, and rows to entries. Nothing else knows how a journal is stored."""

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from functools import cache
from itertools import starmap
from typing import Any, cast
from uuid import UUID

import msgspec
from django.db import OperationalError, connection
from django.db.models import Aggregate, Field, Func, QuerySet, TextField
from django.db.models.functions import Cast

from recovery.models import Entry as Row
from recovery.models import Episode
from recovery.plan.entries import ORDER, Entry, dump
from recovery.plan.entries.stored import stored

COLUMNS = ("id", "kind", "at", "entered_at", "by")  # what every kind of entry has; the rest is in `data`
INSTANTS = ("at", "entered_at")
SET_BACK = timedelta(hours=2)  # by so much a clock may have been set back
# SQLite keeps an instant as text. Django writes it in UTC without an offset, other programs may write one.
UTC_TEXT = "%(expressions)s || CASE WHEN SUBSTR(%(expressions)s, -6, 1) IN ('+', '-') THEN '' ELSE 'Z' END"
# What makes a list of all rows, a list of the columns of a row, JSON that is part of other JSON, and an instant in UTC.
JSON_SQL = {
    "sqlite": ("JSON_GROUP_ARRAY", "JSON_ARRAY", "JSON", UTC_TEXT),
    "postgresql": ("JSON_AGG", "JSON_BUILD_ARRAY", "TO_JSON", "%(expressions)s"),
}
# Reads a list of rows; builds and checks ids and instants five times as fast as Python does.
ROWS = msgspec.json.Decoder(list[tuple[UUID, str, datetime, datetime, str, dict[str, Any]]])


class Unreadable(ValueError):
    """A journal cannot be read: its rows are damaged, or a newer release wrote them."""


def row_of(episode: Episode, entry: Entry) -> Row:
    """Make the row of an entry, unsaved."""
    data = {name: value for name, value in dump(entry).items() if name not in COLUMNS}
    return Row(episode=episode, data=data, **{name: getattr(entry, name) for name in COLUMNS})


def entries_of(rows: QuerySet[Row]) -> tuple[Entry, ...]:
    """Read the entries of one journal, in one query."""
    return tuple(entry for entries in entries_by_episode(rows).values() for entry in entries)


def entries_by_episode(rows: QuerySet[Row]) -> dict[UUID, list[Entry]]:
    """Read the entries of several journals, each in order, in one query."""
    return _read(lambda: _as_json(rows))


def open_entries(owner: str, value: int | str | None) -> dict[UUID, list[Entry]]:
    """Read the entries of the open episode whose field `owner` has this value, in one query; no value has none."""
    if value is None:
        return {}

    def ask() -> Any:
        with connection.cursor() as cursor:
            cursor.execute(_sql_of_open(connection.vendor, owner), [_field(owner).get_db_prep_value(value, connection)])
            return cursor.fetchall()

    return _read(ask)


def readable_journals(rows: QuerySet[Row]) -> dict[UUID, list[Entry]]:
    """Read the entries of several journals, in one query, and leave out a journal that cannot be read."""
    try:
        return entries_by_episode(rows)
    except Unreadable:
        found: dict[UUID, list[Entry]] = {}
        for episode_id in rows.order_by("episode").values_list("episode", flat=True).distinct():
            with suppress(Unreadable):
                found |= entries_by_episode(rows.filter(episode=episode_id))
        return found


@cache
def _sql_of_open(vendor: str, owner: str) -> str:
    """Return the SQL of `open_entries`. Django takes longer to write it than the database to answer it."""
    anybody = {f"episode__{owner}": _field(owner).to_python(0)}
    return str(_as_json(Row.objects.filter(episode__closed_at=None, **anybody)).query.sql_with_params()[0])


def _field(owner: str) -> "Field[Any, Any]":
    return cast("Field[Any, Any]", Episode._meta.get_field(owner))


def _as_json(rows: QuerySet[Row]) -> QuerySet[Row, tuple[Any, ...]]:
    """Let the database write each journal as one text of JSON, which is read much faster than as many rows."""
    every, row, data, instant = JSON_SQL[connection.vendor]
    columns = [Func(each, template=instant, output_field=TextField()) if each in INSTANTS else each for each in COLUMNS]
    whole = Func(*columns, Func("data", function=data), function=row, output_field=TextField())
    journal = Cast(Aggregate(whole, function=every, output_field=TextField()), TextField())
    return rows.order_by().values_list("episode").annotate(journal=journal)


def _read(ask: Callable[[], Iterable[tuple[UUID | str, str]]]) -> dict[UUID, list[Entry]]:
    """Read the journals for which this asks the database, by their episodes."""
    try:
        return {UUID(str(episode)): sorted(starmap(stored, ROWS.decode(text)), key=ORDER) for episode, text in ask()}
    except (ValueError, TypeError, KeyError, AttributeError) as problem:
        raise Unreadable(str(problem)) from problem
    except OperationalError as problem:
        if "JSON" not in str(problem):
            raise
        raise Unreadable(str(problem)) from problem  # SQLite finds what is no JSON by itself


def present(entries: Iterable[Entry], now: datetime) -> datetime:
    """Return `now`, or when the newest entry was written down: the clock of the server may have been set back since.

    An entry from further ahead was written by a clock that was wrong, and does not move the plan on.
    """
    latest = now + SET_BACK
    return max([now, *(at for each in entries if (at := each.entered_at) <= latest)])


def as_stored(episode: Episode) -> list[dict[str, Any]]:
    """Return the rows of a journal as they are, JSON-ready, also if they cannot be read."""
    data, instants = Cast("data", TextField()), (Cast(name, TextField()) for name in ("at", "entered_at"))
    rows = episode.entries.values_list("id", "kind", *instants, "by", data)
    return [
        {"id": str(row_id), "kind": kind, "at": at, "entered_at": entered_at, "by": by, "data": text}
        for row_id, kind, at, entered_at, by, text in rows
    ]
