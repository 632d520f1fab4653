"""Every journal of a person as a file: out as JSON and as a spreadsheet, and in again, whoever wrote the file."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import fields
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from recovery.journal import Bout
from recovery.plan import facts, figures
from recovery.plan.days import habits, habits_at

FORMAT, VERSION = "backcare-journal", 1
MOST_BYTES = 6_000_000
# What no life of a back needs, and no plan could be made of in good time.
MOST_ENTRIES, MOST_SPASMS, LONGEST_BOUT = 20_000, 200, timedelta(days=5 * 365)
MOST_EPISODES = 100
FIELDS = tuple(dict.fromkeys(each.name for kind in facts.KINDS.values() for each in fields(kind)))
HEAD = ("at", "kind", "by")
COLUMNS = (*HEAD, *(name for name in FIELDS if name not in HEAD))
# What a spreadsheet would run instead of show.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class BadArchive(ValueError):
    """A file that is no journal from here. Its message is for people."""


def export(bouts: Sequence[Bout], made: datetime) -> dict[str, Any]:
    """Write every entry of these bouts as JSON-ready data, `made` at this instant; read_archive reads it back."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "rules": figures.RULES_VERSION,
        "made": made.isoformat(),
        "episodes": [
            {
                "id": str(bout.id),
                "created_at": bout.created_at.isoformat(),
                "closed_at": bout.closed_at and bout.closed_at.isoformat(),
                "entries": [facts.dump(entry) for entry in bout.entries],
            }
            for bout in bouts
        ],
    }


def spreadsheet(bouts: Sequence[Bout]) -> str:
    """Write every entry as one row of CSV (RFC 4180, with a byte order mark), times by the person's clock then."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for bout in bouts:
        for entry, at in by_the_clock(bout):
            values = _values(entry, at)
            writer.writerow([values.get(name, "") for name in COLUMNS])
    return "\ufeff" + out.getvalue()


def by_the_clock(bout: Bout) -> Iterator[tuple[facts.Entry, datetime]]:
    """Each entry with the local time at which it happened, where the person was then."""
    gone = facts.taken_back(bout.entries)
    known = habits([each for each in bout.entries if isinstance(each, facts.About) and each.id not in gone])
    for entry in bout.entries:
        yield entry, entry.at.astimezone(habits_at(known, entry.at).zone)


def read_archive(raw: bytes, now: datetime) -> tuple[Bout, ...]:
    """Read a file of `export`, wherever it comes from; raises BadArchive with what is wrong with it."""
    episodes = _opened(raw)
    try:
        return tuple(_placed(place, each, now) for place, each in enumerate(episodes, 1))
    except ValueError as problem:
        told = str(problem)[:200].encode(errors="replace").decode()  # a name in the file may hold anything
        raise BadArchive(_("No plan can use what stands here: %(problem)s") % {"problem": told}) from None


def _opened(raw: bytes) -> list[Any]:
    if len(raw) > MOST_BYTES:
        raise BadArchive(_("This file is too big."))
    try:
        data = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise BadArchive(_("This file cannot be read. Choose one that ends in .json.")) from None
    version = data.get("version") if isinstance(data, dict) and data.get("format") == FORMAT else None
    if not isinstance(version, int) or not isinstance(data.get("episodes"), list):
        raise BadArchive(_("This file does not come from BackCare."))
    if version != VERSION:
        raise BadArchive(_("This file comes from a newer BackCare. This one cannot read it."))
    if not 0 < len(data["episodes"]) <= MOST_EPISODES:
        raise BadArchive(_("This file holds no plan, or too many."))
    return list(data["episodes"])


def _placed(place: int, raw: Any, now: datetime) -> Bout:
    try:
        return _bout(raw, now)
    except ValueError as problem:
        raise facts.BadEntry(f"episode {place}: {problem}") from None


def _bout(raw: Any, now: datetime) -> Bout:
    if not isinstance(raw, dict) or not isinstance(raw.get("entries"), list):
        raise ValueError("entries: must be a list")
    parsed = [facts.parse(each, f"entry {place}") for place, each in enumerate(raw["entries"], 1)]
    entries = facts.checked(parsed, now)
    closed_at = None if raw.get("closed_at") is None else _past(raw["closed_at"], now)
    last = closed_at or now
    if any(last + facts.FUTURE_LIMIT < max(entry.at, entry.entered_at) for entry in entries):
        raise ValueError("closed_at: lies before an entry")
    if any(isinstance(entry, facts.Onset) and entry.started_at < last - LONGEST_BOUT for entry in entries):
        raise ValueError("onset: started_at: lies too long ago")
    if len(entries) > MOST_ENTRIES or sum(bool(getattr(entry, "sudden", None)) for entry in entries) > MOST_SPASMS:
        raise ValueError("entries: are too many")
    identity, created_at = facts.identity(raw.get("id")), _past(raw.get("created_at"), now)
    return Bout(identity, created_at, closed_at, entries)


def _past(value: Any, now: datetime) -> datetime:
    moment = facts.instant(value)
    if moment > now + facts.FUTURE_LIMIT:
        raise ValueError("lies in the future")
    return moment


def _values(entry: facts.Entry, at: datetime) -> dict[str, str]:
    """The cells of an entry by column; its instants are written by the clock of `at`."""
    moments = {each.name: getattr(entry, each.name) for each in fields(entry)}
    local = {
        name: moment.astimezone(at.tzinfo).strftime("%Y-%m-%d %H:%M")
        for name, moment in moments.items()
        if isinstance(moment, datetime)
    }
    return {name: _cell(value) for name, value in (facts.dump(entry) | local).items()}


def _word(value: Any) -> str:
    return f"{value['name']} {value['score']}" if isinstance(value, dict) else str(value)


def _cell(value: Any) -> str:
    text = " ".join(map(_word, value)) if isinstance(value, list) else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
