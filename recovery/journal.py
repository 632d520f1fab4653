"""The only door between rows and facts: who may see which episode, and the entries in and out. No rules of recovery."""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4, uuid5

from django.db import IntegrityError, transaction
from django.http import HttpRequest

from recovery.models import Entry, Episode, EpisodeQuerySet, Person
from recovery.plan import facts

GUEST_KEY = "guest_key"
PAST = 5  # closed episodes worth comparing with
BATCH = 500  # episodes deleted in one transaction
# Every page asks this. It stands written out because Django takes three times as long to build it as to ask it.
RUNNING = {
    whose: f"SELECT * FROM recovery_episode WHERE {whose} = %s AND closed_at IS NULL"  # noqa: S608 - no word of anybody's
    for whose in ("owner_id", "guest_key")
}
COLUMNS = ("id", "kind", "at", "entered_at", "by")
ROW = (*COLUMNS, "data")


class Refused(ValueError):
    """This entry's id is taken by another entry."""


class Running(ValueError):
    """Another plan is running, and nobody has two."""


@dataclass(frozen=True)
class Bout:
    """An episode as it leaves the house and comes back: its journal, and since when it is closed."""

    id: UUID
    created_at: datetime
    closed_at: datetime | None
    entries: tuple[facts.Entry, ...]


def episodes_for(request: HttpRequest) -> EpisodeQuerySet:
    """Find what whoever asks may see: their own episodes, signed in or as a guest, and nothing else."""
    if isinstance(request.user, Person):
        return Episode.objects.owned_by(request.user)
    return _guest_episodes(request)


def current(request: HttpRequest) -> Episode | None:
    """Find the running episode of whoever asks."""
    if isinstance(request.user, Person):
        return _running("owner_id", request.user.pk)
    return guest_episode(request)


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


def undo(episode: Episode, entry_id: UUID, withdrawal_id: UUID, now: datetime, by: str = "self") -> facts.Entry:
    """Take back what was just written, and that it made things worse; what it corrected stands again."""
    replacing = uuid5(entry_id, "replaces")
    with transaction.atomic():
        if episode.entries.filter(pk=replacing).exists():
            withdraw(episode, replacing, uuid5(withdrawal_id, "restores"), now, by)
        worse = uuid5(entry_id, "worse")
        if episode.entries.filter(pk=worse).exists():
            withdraw(episode, worse, uuid5(withdrawal_id, "worse"), now, by)
        return withdraw(episode, entry_id, withdrawal_id, now, by)


def correct(episode: Episode, entry_id: UUID, entry: facts.Entry, now: datetime) -> facts.Entry:
    """Replace an entry by a better one: append that and take the old one back, both or neither."""
    with transaction.atomic():
        standing = append(episode, entry)
        withdraw(episode, entry_id, uuid5(entry.id, "replaces"), now)
    return standing


def read(episode: Episode) -> tuple[facts.Entry, ...]:
    """Read the whole journal in its order, in one query."""
    return tuple(map(_fact, episode.entries.values_list(*ROW)))


def bouts(request: HttpRequest) -> tuple[Bout, ...]:
    """Read every journal of whoever asks, the oldest first, in two queries."""
    told = _read_all(episodes_for(request).order_by("created_at", "id"))
    return tuple(Bout(each.id, each.created_at, each.closed_at, entries) for each, entries in told if entries)


def restore(request: HttpRequest, saved: Sequence[Bout], now: datetime) -> int:
    """Write down what whoever asks lacks of these bouts, all or nothing; give back how many entries that were.

    What stands is never changed. Raises Refused where an id stands elsewhere or for other content, Running where a
    bout that goes on would be a second running plan.
    """
    with transaction.atomic():
        return sum(_restore(_episode_of(request, each), each, now) for each in saved)


def rehearse(request: HttpRequest, saved: Sequence[Bout], now: datetime) -> int:
    """Do what restore would do, and take all of it back."""
    with transaction.atomic():
        lacking = restore(request, saved, now)
        transaction.set_rollback(True)
    return lacking


def past(request: HttpRequest) -> list[tuple[tuple[facts.Entry, ...], datetime]]:
    """Read the newest closed episodes of whoever asks, each with when it closed, in two queries."""
    closed = episodes_for(request).exclude(closed_at=None).order_by("-created_at")[:PAST]
    return [(entries, each.closed_at) for each, entries in _read_all(closed) if each.closed_at]


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
    return guest_episode(request) if request.user.is_authenticated else None


def guest_episode(request: HttpRequest) -> Episode | None:
    """Find the running episode that this session made without an account, whoever asks now."""
    key = request.session.get(GUEST_KEY)
    return _running("guest_key", UUID(key).hex) if key else None


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


def delete_all(request: HttpRequest) -> None:
    """Delete every episode of whoever asks, and the guest's one that may wait for them, with all their rows."""
    episodes_for(request).delete()
    _guest_episodes(request).delete()


def prune_guests(before: datetime) -> int:
    """Delete the guests' episodes in which nothing was written since `before`; give back how many."""
    gone = 0
    while some := list(Episode.objects.abandoned(before).values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            # Once they are locked nothing is written to them; whoever wrote just before that has come back.
            locked = list(Episode.objects.filter(pk__in=some).select_for_update().values_list("pk", flat=True))
            gone += Episode.objects.abandoned(before).filter(pk__in=locked).delete()[1].get("recovery.Episode", 0)
    return gone


def _running(whose: str, key: object) -> Episode | None:
    return next(iter(Episode.objects.raw(RUNNING[whose], [key])), None)  # one at most, so in no order


def _guest_episodes(request: HttpRequest) -> EpisodeQuerySet:
    key = request.session.get(GUEST_KEY)
    return Episode.objects.of_guest(key) if key else Episode.objects.none()


def _episode_of(request: HttpRequest, saved: Bout) -> Episode:
    """Find the episode of a bout, or begin it again for whoever asks."""
    own = episodes_for(request).filter(pk=saved.id)
    if saved.closed_at is None and current(request) and not own.exists():
        raise Running
    person = request.user if isinstance(request.user, Person) else None
    episode = Episode(id=saved.id, created_at=saved.created_at, closed_at=saved.closed_at, owner=person)
    episode.guest_key = None if person else UUID(guest_key(request))
    Episode.objects.bulk_create([episode], ignore_conflicts=True)
    standing = episodes_for(request).filter(pk=saved.id).first()
    if standing is None:
        raise Refused(f"{saved.id} stands elsewhere")
    return standing


def _restore(episode: Episode, saved: Bout, now: datetime) -> int:
    standing = read(episode)
    try:
        whole = facts.checked((*standing, *saved.entries), now)
    except facts.BadEntry as problem:
        raise Refused(str(problem)) from None
    Entry.objects.bulk_create([row(episode, each) for each in saved.entries], ignore_conflicts=True)
    if episode.entries.count() < len(whole):
        raise Refused("some entries stand elsewhere")
    return len(whole) - len(standing)


def _read_all(episodes: EpisodeQuerySet) -> list[tuple[Episode, tuple[facts.Entry, ...]]]:
    """Read the journals of these episodes, in two queries however many they are."""
    told: dict[UUID, tuple[Episode, list[facts.Entry]]] = {each.pk: (each, []) for each in episodes}
    for episode_id, *row in Entry.objects.filter(episode__in=told).values_list("episode_id", *ROW):
        told[episode_id][1].append(_fact(tuple(row)))
    return [(episode, tuple(entries)) for episode, entries in told.values()]


def _insert(episode: Episode, entry: facts.Entry) -> facts.Entry:
    """Write an entry unless its id stands already in this episode; give back the one that stands."""
    try:
        with _savepoint():
            row(episode, entry).save()
    except IntegrityError:
        standing = episode.entries.filter(pk=entry.id).values_list(*ROW).first()
        if standing is None:
            raise Refused(f"{entry.id} stands elsewhere") from None
        return _fact(standing)
    return entry


def _savepoint() -> AbstractContextManager[object]:
    """What a refused line must not end: a transaction that runs. By itself one line is whole or not there anyway."""
    return transaction.atomic() if transaction.get_connection().in_atomic_block else nullcontext()


def row(episode: Episode, entry: facts.Entry) -> Entry:
    """Make the row of an entry, unsaved."""
    data = {name: value for name, value in facts.dump(entry).items() if name not in COLUMNS}
    columns = {name: getattr(entry, name) for name in COLUMNS}
    return Entry(episode=episode, data=data, **columns)


def _fact(row: tuple[Any, ...]) -> facts.Entry:
    *columns, data = row
    return facts.parse(data | dict(zip(COLUMNS, columns, strict=True)))
