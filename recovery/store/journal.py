"""One journal: append an entry, withdraw it, correct it, and read them all."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.db import IntegrityError, transaction
from django.db.models import Q

from recovery.models import Episode
from recovery.plan.entries import Entry, Timed, Withdrawn
from recovery.store.once import counts_again, does, first, once_id, overlapping
from recovery.store.reminders import renew
from recovery.store.rows import entries_of, row_of

# Entries written beside an entry, each by the name from which its id follows, and the name of its withdrawal.
REPLACES = "replaces"
BESIDE = {REPLACES: "restores", "worse": "worse", "sudden": "sudden"}
LONGEST = timedelta(days=1)  # no entry has more minutes


class Refused(ValueError):
    """The id of this entry belongs to another entry."""


class Gone(Refused):
    """The episode was deleted meanwhile."""


class First(ValueError):
    """Another entry did first what only one may do."""

    def __init__(self, entry: Entry) -> None:
        """Keep the entry that was first."""
        super().__init__(f"{entry.id} was first")
        self.entry = entry


class Asks(ValueError):
    """The journal says something else about the same minutes, so the person must choose."""

    def __init__(self, entry: Entry) -> None:
        """Keep the entry that is in the journal."""
        super().__init__(f"{entry.id} says something else")
        self.entry = entry


def read(episode: Episode) -> tuple[Entry, ...]:
    """Read the whole journal in its order, in one query."""
    return entries_of(episode.entries.all())


def append(episode: Episode, entry: Entry, ask: bool = False) -> Entry:
    """Write an entry once, and return the one that is in the journal.

    The same entry again changes nothing, even if it was entered at another time. Raises Refused if its id belongs to
    other content or to another episode, Gone if the episode was deleted, First if another entry did what only
    one may do, and, with `ask`, Asks if another entry of its kind is about the same minutes.
    """
    found = _insert(episode, entry, ask)
    if replace(found, entered_at=entry.entered_at) != entry:
        raise Refused(f"{entry.id} belongs to another entry")
    return found


def withdraw(episode: Episode, entry_id: UUID, withdrawal_id: UUID, now: datetime, by: str = "self") -> Entry:
    """Withdraw an entry by appending a withdrawal, and return that. The same withdrawal twice is one.

    Raises Entry.DoesNotExist if this episode has no such entry, Refused if the id of the withdrawal is taken, First if
    it was taken back already, or if it would bring back what another entry did meanwhile.
    """
    entry = episode.entries.get(pk=entry_id)
    found = _insert(episode, Withdrawn(id=withdrawal_id, at=now, entered_at=now, by=by, entry=entry.pk))
    if not isinstance(found, Withdrawn) or found.entry != entry.pk:
        raise Refused(f"{withdrawal_id} belongs to another entry")
    return found


def undo(episode: Episode, entry_id: UUID, withdrawal_id: UUID, now: datetime, by: str = "self") -> Entry:
    """Withdraw an entry, together with the entries that were written beside it.

    These are the withdrawal of an entry that it corrected, so that one counts again, the note that it made things
    worse, and the report that a sudden spasm began earlier.
    """
    beside = {uuid5(entry_id, name): undone for name, undone in BESIDE.items()}
    with transaction.atomic():
        withdrawal = withdraw(episode, entry_id, withdrawal_id, now, by)
        for each in episode.entries.filter(pk__in=beside):
            withdraw(episode, each.pk, uuid5(withdrawal_id, beside[each.pk]), now, by)
    return withdrawal


def correct(episode: Episode, entry_id: UUID, entry: Entry, now: datetime, by: str = "self") -> Entry:
    """Replace an entry: withdraw the old one and append the better one, both or neither."""
    with transaction.atomic():
        withdraw(episode, entry_id, uuid5(entry.id, REPLACES), now, by)
        return append(episode, entry)


def _insert(episode: Episode, entry: Entry, ask: bool = False) -> Entry:
    """Insert an entry if its id is new, and return the entry of this id that is in this episode.

    The lock makes writers of one journal wait for each other, so that what is read here stays true. With a new entry
    the reminders are out of date, which the same transaction notes. Inside another transaction this one is a savepoint,
    so that a duplicate id does not abort it.
    """
    row = row_of(episode, entry)
    try:
        with transaction.atomic():
            if not Episode.objects.select_for_update(no_key=True).filter(pk=episode.pk).values("pk"):
                raise Gone(f"{episode.pk} is gone")
            if does(entry) or (ask and isinstance(entry, Timed)):
                entries = _rivals(episode, entry)
                if known := next((each for each in entries if each.id == entry.id), None):
                    return known
                _check(entries, entry, ask)
                row.once = once_id(episode.pk, entries, entry)
            row.save()
            renew(episode)
    except IntegrityError:
        if found := entries_of(episode.entries.filter(pk=entry.id)):
            return found[0]
        if row.once and (rivals := entries_of(episode.entries.filter(once=row.once))):
            raise First(rivals[0]) from None
        raise Refused(f"{entry.id} belongs to another episode") from None
    return entry


def _rivals(episode: Episode, entry: Entry) -> tuple[Entry, ...]:
    """Read what can be in the way of an entry: the whole journal, or for an activity only its kind about its time."""
    if does(entry):
        return read(episode)
    close = Q(kind=entry.kind, at__gt=entry.at - LONGEST)
    return entries_of(episode.entries.filter(close | Q(kind=Withdrawn.kind) | Q(pk=entry.id)))


def _check(entries: Sequence[Entry], entry: Entry, ask: bool) -> None:
    """Raise First or Asks if another entry of the journal is in the way of this one."""
    if rival := first(entries, entry):
        raise First(rival)
    back = counts_again(entries, entry) if isinstance(entry, Withdrawn) else None
    if back and (rival := first((*entries, entry), back)):
        raise First(rival)
    if ask and (other := overlapping(entries, entry)):
        raise Asks(other)
