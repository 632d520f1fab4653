"""What goes along when one plan replaces another: open flags and the doses of the last day."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from uuid import uuid5

from recovery.models import Episode
from recovery.plan.build import situation_at
from recovery.plan.clinical import figures
from recovery.plan.entries import Entry, Medicine, Onset, parse, taken_back
from recovery.store import journal
from recovery.store.rows import present


def open_flags(entries: Sequence[Entry], now: datetime, levels: str) -> list[str]:
    """Return the open flags of these levels. The journal may still lack its onset."""
    if not any(isinstance(entry, Onset) for entry in entries):
        return []
    situation = situation_at(entries, present(entries, now))
    standing = [each for each in situation.raised if each.lifted_at is None and each.level in levels]
    return sorted({flag for each in standing for flag in each.flags})


def carry_flags(old: Episode, kept: Episode, now: datetime) -> None:
    """Append the open emergencies and same-day flags of the other plan to the plan that is kept."""
    if flags := open_flags(journal.read(old), now, "ES"):
        head = {
            "kind": "check_in",
            "id": uuid5(kept.pk, f"{old.pk} {flags}"),
            "at": now,
            "entered_at": now,
            "by": "self",
        }
        with suppress(journal.Refused):  # a second tap: it is there already
            journal.append(kept, parse(head | {"flags": flags}))


def pills_to_carry(entries: Sequence[Entry], episode: Episode, now: datetime) -> Iterator[Entry]:
    """Yield the doses of the last day as entries of another episode, because its ledger must count them."""
    gone = taken_back(entries)
    for entry in entries:
        if isinstance(entry, Medicine) and entry.id not in gone and entry.at > now - figures.LABEL_DAY:
            yield replace(entry, id=uuid5(entry.id, str(episode.pk)))
