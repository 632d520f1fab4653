"""Entries to rows, and rows to entries. Nothing else knows how a journal is stored."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, cast
from uuid import UUID

from django.db import connection
from django.db.models import Field, QuerySet, TextField
from django.db.models.functions import Cast

from recovery.models import Entry as Row
from recovery.models import Episode
from recovery.plan.entries import Entry, dump
from recovery.plan.entries.stored import stored

COLUMNS = ("id", "kind", "at", "entered_at", "by")  # what every kind of entry has; the rest is in `data`
SET_BACK = timedelta(hours=2)  # by so much a clock may have been set back


class Unreadable(ValueError):
    """A journal cannot be read: its rows are damaged, or a newer release wrote them."""


def row_of(episode: Episode, entry: Entry) -> Row:
    """Make the row of an entry, unsaved."""
    data = {name: value for name, value in dump(entry).items() if name not in COLUMNS}
    return Row(episode=episode, data=data, **{name: getattr(entry, name) for name in COLUMNS})


def entries_of(rows: QuerySet[Row]) -> tuple[Entry, ...]:
    """Read the entries of one journal, in one query."""
    return tuple(entry for _, entry in _entries(list(_columns(rows))))


def entries_by_episode(rows: QuerySet[Row]) -> dict[UUID, list[Entry]]:
    """Read the entries of several journals, in one query."""
    return _by_episode(list(_columns(rows)))


def open_entries(owner: str, value: int | str | None) -> dict[UUID, list[Entry]]:
    """Read the entries of the open episode whose field `owner` has this value, in one query; no value has none."""
    if value is None:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_sql_of_open(connection.vendor, owner), [_field(owner).get_db_prep_value(value, connection)])
        return _by_episode(cursor.fetchall())


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
    return str(_columns(Row.objects.filter(episode__closed_at=None, **anybody)).query.sql_with_params()[0])


def _field(owner: str) -> "Field[Any, Any]":
    return cast("Field[Any, Any]", Episode._meta.get_field(owner))


def _columns(rows: QuerySet[Row]) -> QuerySet[Row, tuple[Any, ...]]:
    # Times and data come as text, which Python reads much faster than Django.
    episode_id, at, entered_at, data = (Cast(name, TextField()) for name in ("episode_id", "at", "entered_at", "data"))
    return rows.values_list(episode_id, "id", "kind", at, entered_at, "by", data)


def _by_episode(rows: Sequence[tuple[Any, ...]]) -> dict[UUID, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for episode_id, entry in _entries(rows):
        found.setdefault(episode_id, []).append(entry)
    return {UUID(episode_id): entries for episode_id, entries in found.items()}


def _entries(rows: Sequence[tuple[Any, ...]]) -> Iterator[tuple[str, Entry]]:
    try:
        decoded = json.loads(f"[{','.join([row[-1] for row in rows])}]")  # one call for all rows
        for (episode, entry_id, kind, happened, entered, by, _), fields in zip(rows, decoded, strict=True):
            moment = _utc(happened)
            noted = moment if entered == happened else _utc(entered)  # most entries are written down at once
            yield episode, stored(_uuid(entry_id), kind, moment, noted, by, fields)
    except (ValueError, TypeError, KeyError, AttributeError) as problem:
        raise Unreadable(str(problem)) from problem


def present(entries: Iterable[Entry], now: datetime) -> datetime:
    """Return `now`, or when the newest entry was written down: the clock of the server may have been set back since.

    An entry from further ahead was written by a clock that was wrong, and does not move the plan on.
    """
    return max([now, *(each.entered_at for each in entries if each.entered_at <= now + SET_BACK)])


def as_stored(episode: Episode) -> list[dict[str, Any]]:
    """Return the rows of a journal as they are, JSON-ready, also if they cannot be read."""
    data, instants = Cast("data", TextField()), (Cast(name, TextField()) for name in ("at", "entered_at"))
    rows = episode.entries.values_list("id", "kind", *instants, "by", data)
    return [
        {"id": str(row_id), "kind": kind, "at": at, "entered_at": entered_at, "by": by, "data": text}
        for row_id, kind, at, entered_at, by, text in rows
    ]


def _uuid(value: UUID | str) -> UUID:
    """Read an id as Django or PostgreSQL gives it, or as SQLite writes it."""
    return value if isinstance(value, UUID) else UUID(value)


def _utc(text: str) -> datetime:
    """Read a time as the database writes it, which is in UTC; SQLite leaves that out."""
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
