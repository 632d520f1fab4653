"""What a phone sends from its outbox: the entries that it kept while it had no signal."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from recovery.forms.kinds import WRITTEN, Tapped, Typed
from recovery.plan.entries import FUTURE_LIMIT, BadEntry, Entry, identity, instant, parse

MOST = 50  # entries in one request
CHOICE = "choice"  # the answer to the question which of two entries about the same minutes is right
KINDS = ("withdrawn", *(kind for kind, way in WRITTEN.items() if isinstance(way, Typed | Tapped)))


class BadOutbox(ValueError):
    """A request that cannot be read. Its message is for developers."""


@dataclass(frozen=True)
class Outbox:
    """One request: whose entries these are, and by how much the clock of the phone is wrong.

    `ahead` is zero if the clock is right within a few minutes, and negative if it is slow.
    """

    episode: UUID
    ahead: timedelta
    entries: Sequence[Mapping[str, Any]]


def read_outbox(body: bytes, now: datetime) -> Outbox:
    """Read a request: `{"episode": ID, "now": INSTANT, "entries": [...]}`. Raises BadOutbox."""
    try:
        sent = json.loads(body)
        ahead = instant(sent["now"]) - now
        episode, entries = identity(sent["episode"]), sent["entries"]
    except (ValueError, TypeError, KeyError, RecursionError) as problem:
        raise BadOutbox(f"must hold episode, now and entries: {problem}") from None
    if not isinstance(entries, list) or len(entries) > MOST or not all(isinstance(each, dict) for each in entries):
        raise BadOutbox(f"entries: must be a list of at most {MOST} objects")
    return Outbox(episode, ahead if abs(ahead) > FUTURE_LIMIT else timedelta(0), entries)


def read_entry(raw: Mapping[str, Any], ahead: timedelta, now: datetime) -> Entry:
    """Read one entry of the person. Its instant is corrected by the clock of the phone. Raises BadEntry.

    It counts as written down now: nobody could know of it before.
    """
    fields = {name: value for name, value in raw.items() if name != CHOICE}
    if fields.get("kind") not in KINDS:
        raise BadEntry("entry: kind: cannot be written by a phone")
    return parse(fields | {"at": at_of(raw, ahead, now), "entered_at": now, "by": "self"})


def at_of(raw: Mapping[str, Any], ahead: timedelta, now: datetime) -> datetime:
    """Return when it happened, corrected by the clock of the phone, and not later than now. Raises BadEntry."""
    try:
        at = instant(raw.get("at")) - ahead
    except (ValueError, OverflowError) as problem:
        raise BadEntry(f"entry: at: {problem}") from None
    if at > now + FUTURE_LIMIT:
        raise BadEntry("entry: at: lies in the future")
    return min(at, now)
