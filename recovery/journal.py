"""The only door between rows and facts: who may see which episode, and the entries in and out. No rules of recovery."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4, uuid5

from django.db import IntegrityError, transaction
from django.http import HttpRequest

from recovery.models import Entry, Episode, EpisodeQuerySet, Person
from recovery.plan import facts

GUEST_KEY = "guest_key"
COLUMNS = ("id", "kind", "at", "entered_at", "by")


class Refused(ValueError):
    """This entry's id is taken by another entry."""


def episodes_for(request: HttpRequest) -> EpisodeQuerySet:
    """Find what whoever asks may see: their own episodes, signed in or as a guest, and nothing else."""
    if isinstance(request.user, Person):
        return Episode.objects.owned_by(request.user)
    return _guest_episodes(request)


def current(request: HttpRequest) -> Episode | None:
    """Find the running episode of whoever asks."""
    return episodes_for(request).open().first()


def open_episode(request: HttpRequest) -> Episode:
    """Find or begin the running episode of whoever asks; a guest's session remembers the key to it."""
    if isinstance(request.user, Person):
        return Episode.objects.get_or_create(owner=request.user, closed_at=None)[0]
    return Episode.objects.get_or_create(guest_key=guest_key(request), closed_at=None)[0]


def guest_key(request: HttpRequest) -> str:
    """Give a guest the key to their episodes. A page that leads to one does so first: two taps at once share a key."""
    key: str = request.session.setdefault(GUEST_KEY, str(uuid4()))
    return key


def append(episode: Episode, entry: facts.Entry) -> facts.Entry:
    """Write an entry once and give back the one that stands.

    The same entry again, whenever it was written down, changes nothing. Raises Refused when its id stands for other
    content or in another episode.
    """
    standing = _insert(episode, entry)
    if replace(standing, entered_at=entry.entered_at) != entry:
        raise Refused(f"{entry.id} stands for another entry")
    return standing


def withdraw(episode: Episode, entry_id: UUID, withdrawal_id: UUID, now: datetime, by: str = "self") -> facts.Entry:
    """Take an entry back by one more entry and give that back; the same withdrawal twice is one.

    Raises Entry.DoesNotExist when this episode has no such entry, Refused when the withdrawal's id is taken.
    """
    entry = episode.entries.get(pk=entry_id)
    fact = facts.Withdrawn(id=withdrawal_id, at=now, entered_at=now, by=by, entry=entry.pk)
    standing = _insert(episode, fact)
    if not isinstance(standing, facts.Withdrawn) or standing.entry != entry.pk:
        raise Refused(f"{withdrawal_id} stands for another entry")
    return standing


def undo(episode: Episode, entry_id: UUID, withdrawal_id: UUID, now: datetime) -> facts.Entry:
    """Take back what was just written; where that corrected another entry, the other one stands again."""
    replacing = uuid5(entry_id, "replaces")
    with transaction.atomic():
        if episode.entries.filter(pk=replacing).exists():
            withdraw(episode, replacing, uuid5(withdrawal_id, "restores"), now)
        return withdraw(episode, entry_id, withdrawal_id, now)


def correct(episode: Episode, entry_id: UUID, entry: facts.Entry, now: datetime) -> facts.Entry:
    """Replace an entry by a better one: append that and take the old one back, both or neither."""
    with transaction.atomic():
        standing = append(episode, entry)
        withdraw(episode, entry_id, uuid5(entry.id, "replaces"), now)
    return standing


def read(episode: Episode) -> tuple[facts.Entry, ...]:
    """Read the whole journal in its order, in one query."""
    return tuple(_fact(row) for row in episode.entries.all())


def adopt(request: HttpRequest, person: Person) -> None:
    """Give the guest's episodes of this session to the person who signs in.

    A person who already has a running episode keeps it, and the guest's one waits: which to keep is theirs to say.
    """
    try:
        with transaction.atomic():
            _guest_episodes(request).update(owner=person, guest_key=None)
    except IntegrityError:
        return
    request.session.pop(GUEST_KEY, None)


def waiting_guest_episode(request: HttpRequest) -> Episode | None:
    """Find the running guest episode that a signed-in person has yet to keep or drop."""
    return _guest_episodes(request).open().first() if request.user.is_authenticated else None


def keep_waiting(request: HttpRequest, person: Person, newer: bool, now: datetime) -> None:
    """Keep the plan made on this device (`newer`) or the account's own; the other is closed. Both stay the person's."""
    guest = _guest_episodes(request)
    with transaction.atomic():
        # Locked, so that a second tap finds nothing waiting and closes nothing.
        if not guest.open().select_for_update().exists():
            return
        dropped = Episode.objects.owned_by(person) if newer else guest
        dropped.open().update(closed_at=now)
        guest.update(owner=person, guest_key=None)
    request.session.pop(GUEST_KEY, None)


def prune_guests(before: datetime) -> int:
    """Delete the guests' episodes in which nothing was written since `before`; give back how many."""
    return Episode.objects.abandoned(before).delete()[1].get("recovery.Episode", 0)


def _guest_episodes(request: HttpRequest) -> EpisodeQuerySet:
    key = request.session.get(GUEST_KEY)
    return Episode.objects.of_guest(key) if key else Episode.objects.none()


def _insert(episode: Episode, entry: facts.Entry) -> facts.Entry:
    """Write an entry unless its id stands already in this episode; give back the one that stands."""
    try:
        with transaction.atomic():
            _row(episode, entry).save()
    except IntegrityError:
        standing = episode.entries.filter(pk=entry.id).first()
        if standing is None:
            raise Refused(f"{entry.id} stands elsewhere") from None
        return _fact(standing)
    return entry


def _row(episode: Episode, entry: facts.Entry) -> Entry:
    data = {name: value for name, value in facts.dump(entry).items() if name not in COLUMNS}
    columns = {name: getattr(entry, name) for name in COLUMNS}
    return Entry(episode=episode, data=data, **columns)


def _fact(row: Entry) -> facts.Entry:
    return facts.parse(row.data | {name: getattr(row, name) for name in COLUMNS})
