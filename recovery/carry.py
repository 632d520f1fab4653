"""When one plan takes the place of another: open warning signs and the last pills go along."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from uuid import uuid5

from recovery import journal
from recovery.models import Episode
from recovery.plan import facts, figures
from recovery.plan.build import situation_at


def open_flags(entries: Sequence[facts.Entry], now: datetime, levels: str) -> list[str]:
    """The warning signs of these levels that stand now, in a journal that may have no start yet."""
    if not any(isinstance(entry, facts.Onset) for entry in entries):
        return []
    standing = [each for each in situation_at(entries, now).raised if each.lifted_at is None and each.level in levels]
    return sorted({flag for each in standing for flag in each.flags})


def carry_flags(old: Episode, kept: Episode, now: datetime) -> None:
    """Write down in the plan that is kept which emergencies and same-day signs stand open in the other one."""
    if flags := open_flags(journal.read(old), now, "ES"):
        head = {"kind": "check_in", "id": uuid5(old.pk, " ".join(flags)), "at": now, "entered_at": now, "by": "self"}
        with suppress(journal.Refused):  # written down before, a moment ago
            journal.append(kept, facts.parse(head | {"flags": flags}))


def pills_to_carry(entries: Sequence[facts.Entry], episode: Episode, now: datetime) -> Iterator[facts.Entry]:
    """The pills of the label's last day, as entries of another episode: its ledger must know them."""
    gone = facts.taken_back(entries)
    for entry in entries:
        if isinstance(entry, facts.Medicine) and entry.id not in gone and entry.at > now - figures.LABEL_DAY:
            yield replace(entry, id=uuid5(entry.id, str(episode.pk)))
