"""All journals of a person as one JSON file. It can be read back here, so a file from anywhere is checked in full."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from recovery.models import ReminderSettings
from recovery.plan.clinical import figures
from recovery.plan.clinical.red_flags import flags_of
from recovery.plan.entries import (
    FUTURE_LIMIT,
    BadEntry,
    CheckIn,
    Cleared,
    Entry,
    checked,
    dump,
    identity,
    instant,
    parse,
    refuse_long,
)
from recovery.store.copies import SavedEpisode

FORMAT, VERSION = "backcare-journal", 1
# Limits far above any real journal; they keep a plan quick to build. A sign is a red flag or what lifts one.
MOST_BYTES, MOST_EPISODES, MOST_ENTRIES, MOST_SPASMS, MOST_SIGNS = 16_000_000, 100, 50_000, 200, 1_000


class BadArchive(ValueError):
    """The file cannot be read as an archive. The message is shown to the user."""


def export(episodes: Sequence[SavedEpisode], made: datetime, wishes: ReminderSettings | None = None) -> dict[str, Any]:
    """Write the episodes with every entry as JSON-ready data; `read_archive` reads it back, but for the reminders."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "rules": figures.RULES_VERSION,
        "made": made.isoformat(),
        "episodes": [
            {
                "id": str(episode.id),
                "created_at": episode.created_at.isoformat(),
                "closed_at": episode.closed_at and episode.closed_at.isoformat(),
                "entries": [dump(entry) for entry in episode.entries],
            }
            for episode in episodes
        ],
        **({"reminders": _reminders(wishes)} if wishes else {}),
    }


def export_as_stored(episodes: Sequence[dict[str, Any]], made: datetime) -> dict[str, Any]:
    """Write rows that cannot be read, as they are. `read_archive` refuses the file, as it would refuse the rows."""
    return {"format": f"{FORMAT}-as-stored", "made": made.isoformat(), "episodes": episodes}


def _reminders(wishes: ReminderSettings) -> dict[str, Any]:
    """Write how the person is reminded, without what opens or reaches anything."""
    times = {name: getattr(wishes, name) for name in ("quiet_from", "quiet_until", "paused_until")}
    return {
        "browsers": wishes.subscriptions.count(),
        "calendar": wishes.calendar_hash is not None,
        "mail": wishes.mail,
        "plain_words": wishes.plain,
        "skin_looks": wishes.skin_looks,
        "not_reminded_of": wishes.muted,
        **{name: value and value.isoformat() for name, value in times.items()},
    }


def read_archive(raw: bytes, now: datetime) -> tuple[SavedEpisode, ...]:
    """Read a file that `export` wrote; raises BadArchive, which says what is wrong."""
    episodes = _episodes(raw)
    try:
        return tuple(_numbered(number, each, now) for number, each in enumerate(episodes, 1))
    except ValueError as problem:
        printable = str(problem)[:200].encode(errors="replace").decode()  # it may repeat a name from the file
        raise BadArchive(_("There is a mistake in this file: %(problem)s") % {"problem": printable}) from None


def _episodes(raw: bytes) -> list[Any]:
    """The raw episodes of a file, after checks of its size, format and version."""
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


def _numbered(number: int, raw: Any, now: datetime) -> SavedEpisode:
    try:
        return _episode(raw, now)
    except ValueError as problem:
        raise BadEntry(f"episode {number}: {problem}") from None


def _episode(raw: Any, now: datetime) -> SavedEpisode:
    if not isinstance(raw, dict) or not isinstance(raw.get("entries"), list):
        raise ValueError("entries: must be a list")
    entries = checked([parse(each, f"entry {number}") for number, each in enumerate(raw["entries"], 1)], now)
    closed_at = None if raw.get("closed_at") is None else _past(raw["closed_at"], now)
    _check_times(entries, closed_at or now)
    _check_counts(entries)
    return SavedEpisode(identity(raw.get("id")), _past(raw.get("created_at"), now), closed_at, entries)


def _check_times(entries: Sequence[Entry], end: datetime) -> None:
    if any(end + FUTURE_LIMIT < max(entry.at, entry.entered_at) for entry in entries):
        raise ValueError("closed_at: lies before an entry")
    refuse_long(entries, end)


def _check_counts(entries: Sequence[Entry]) -> None:
    spasms = sum(isinstance(entry, CheckIn) and bool(entry.sudden) for entry in entries)
    raised = sum(isinstance(entry, CheckIn) and bool(flags_of(entry)) for entry in entries)
    signs = raised + sum(isinstance(entry, Cleared) for entry in entries)
    if len(entries) > MOST_ENTRIES or spasms > MOST_SPASMS or signs > MOST_SIGNS:
        raise ValueError("entries: are too many")


def _past(value: Any, now: datetime) -> datetime:
    moment = instant(value)
    if moment > now + FUTURE_LIMIT:
        raise ValueError("lies in the future")
    return moment
