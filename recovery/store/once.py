"""What only one entry of a journal may do: end a timer, take an entry back, run a timer of its kind."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from recovery.plan.entries import Entry, Started, Timed, Withdrawn, taken_back
from recovery.plan.kinds import TIMED


def once_id(episode_id: UUID, entries: Sequence[Entry], entry: Entry) -> UUID | None:
    """Return the id that any other entry gets that does the same at the same moment; None if several may do it.

    The database takes each such id once. It counts those that did it before, so that a timer can be ended again after
    its end was taken back.
    """
    what = does(entry)
    before = sum(does(each) == what for each in entries)
    return uuid5(episode_id, f"{what} {before}") if what else None


def first(entries: Sequence[Entry], entry: Entry) -> Entry | None:
    """Find the entry that did before what this entry does, and was not taken back."""
    what = does(entry)
    if what is None:
        return None
    gone = taken_back(entries)
    same = [each for each in entries if does(each) == what and each.id not in gone and each.id != entry.id]
    if isinstance(entry, Started):
        ended = {each.started for each in entries if isinstance(each, Timed) and each.id not in gone}
        same = [each for each in same if each.id not in ended and _meet(entry, each)]
    return next(iter(same), None)


def counts_again(entries: Sequence[Entry], withdrawal: Withdrawn) -> Entry | None:
    """Find the entry that a withdrawal brings back: one that was taken back, or a timer whose end is taken back."""
    by_id = {each.id: each for each in entries}
    match by_id.get(withdrawal.entry):
        case Withdrawn(entry=back) | Timed(started=UUID() as back):
            return by_id.get(back)
    return None


def overlapping(entries: Sequence[Entry], entry: Entry) -> Entry | None:
    """Find an entry of the same kind that says what the person did in the same minutes, and was not taken back."""
    if not isinstance(entry, Timed) or entry.started:
        return None
    gone = taken_back(entries) | {entry.id}
    same = (each for each in entries if isinstance(each, Timed) and each.kind == entry.kind and each.id not in gone)
    return next((each for each in same if max(each.at, entry.at) < min(_end(each), _end(entry))), None)


def does(entry: Entry) -> str | None:
    """Name what an entry does, if only one may do it."""
    match entry:
        case Withdrawn():
            return f"withdraws {entry.entry}"
        case Started():
            return f"runs {entry.item}"
        case Timed(started=UUID()):
            return f"ends {entry.started}"
    return None


def _meet(timer: Started, other: Entry) -> bool:
    """True if two timers of a kind would run at the same time."""
    return abs(timer.at - other.at) < timedelta(minutes=TIMED[timer.item].longest)


def _end(entry: Timed) -> datetime:
    return entry.at + timedelta(minutes=entry.minutes)
