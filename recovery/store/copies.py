"""Whole episodes out of the database and back in: for the export, the import, and the comparison with earlier times."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Count
from django.http import HttpRequest

from recovery.models import Entry as Row
from recovery.models import Episode, EpisodeQuerySet, Person
from recovery.plan.entries import BadEntry, Entry, checked
from recovery.store.journal import Refused, read
from recovery.store.owners import current, episodes_for, guest_key
from recovery.store.reminders import renew
from recovery.store.rows import as_stored, entries_by_episode, row_of

PAST = 5  # how many closed episodes are compared with the open one
SOME_IDS = 500  # in one query, as a statement takes only so many values


class Running(ValueError):
    """Another plan is running, and a person can have only one."""


@dataclass(frozen=True)
class SavedEpisode:
    """An episode with its journal, outside the database. `closed_at` is None while it is open."""

    id: UUID
    created_at: datetime
    closed_at: datetime | None
    entries: tuple[Entry, ...]


def save_all(request: HttpRequest) -> tuple[SavedEpisode, ...]:
    """Copy every episode of this user or guest that has entries, oldest first, in two queries."""
    saved = _save(episodes_for(request).order_by("created_at", "id"))
    return tuple(each for each in saved if each.entries)


def count_all(request: HttpRequest) -> tuple[int, int]:
    """Count the episodes of this user or guest that have entries, and these entries, without reading them."""
    numbers = episodes_for(request).annotate(lines=Count("entries")).filter(lines__gt=0).values_list("lines", flat=True)
    return len(numbers), sum(numbers)


def save_as_stored(request: HttpRequest) -> list[dict[str, Any]]:
    """Copy every episode of this user or guest as the database holds it, JSON-ready, also if it cannot be read."""
    own = episodes_for(request).order_by("created_at", "id")
    return [
        {
            "id": str(each.pk),
            "created_at": each.created_at.isoformat(),
            "closed_at": each.closed_at and each.closed_at.isoformat(),
            "rows": as_stored(each),
        }
        for each in own
    ]


def past(request: HttpRequest) -> list[tuple[tuple[Entry, ...], datetime]]:
    """Read the newest closed journals of this user or guest, each with the time it was closed, in two queries."""
    closed = episodes_for(request).exclude(closed_at=None).order_by("-created_at")[:PAST]
    return [(each.entries, each.closed_at) for each in _save(closed) if each.closed_at]


def restore(request: HttpRequest, saved: Sequence[SavedEpisode], now: datetime) -> int:
    """Write the entries of these episodes that this user or guest lacks, all or none; return how many that were.

    Nothing that is in the database changes. The plan of a guest comes back on another phone as a copy with other ids,
    because the first phone may still have it. Raises Refused if an id belongs to other content or to another owner,
    Running if an open episode would be a second running plan.
    """
    with transaction.atomic():
        own = [_as_own(request, each) for each in saved]
        return sum(_restore(_episode_of(request, each), each, now) for each in own)


def rehearse(request: HttpRequest, saved: Sequence[SavedEpisode], now: datetime) -> int:
    """Return and raise what `restore` would. It only reads, so nobody waits for a lock while a long file is checked."""
    own = [_as_own(request, each) for each in saved]
    known = {each.pk: each for each in episodes_for(request)}
    new = [each for each in own if each.id not in known]
    begun = sum(each.closed_at is None for each in new)
    if begun > 1 or (begun and current(request)):
        raise Running
    if Episode.objects.filter(pk__in=[each.id for each in new]).exists():
        raise Refused("an episode belongs to another owner")
    return len(_lacking([(known.get(each.id), each) for each in own], now))


def _lacking(pairs: Sequence[tuple[Episode | None, SavedEpisode]], now: datetime) -> set[UUID]:
    """Return the ids of the entries that the episodes lack. Raises Refused if one has a place elsewhere."""
    lacking: set[UUID] = set()
    for episode, saved in pairs:
        before = read(episode) if episode else ()
        new = {each.id for each in _whole(before, saved, now)} - {each.id for each in before}
        if lacking & new:
            raise Refused("an entry is in two episodes")
        lacking |= new
    ids = list(lacking)
    for place in range(0, len(ids), SOME_IDS):
        if Row.objects.filter(pk__in=ids[place : place + SOME_IDS]).exists():
            raise Refused("some entries belong to another episode")
    return lacking


def _save(episodes: EpisodeQuerySet) -> list[SavedEpisode]:
    rows = {each.pk: each for each in episodes}
    entries = entries_by_episode(Row.objects.filter(episode__in=rows)) if rows else {}
    return [SavedEpisode(pk, each.created_at, each.closed_at, tuple(entries.get(pk, ()))) for pk, each in rows.items()]


def _as_own(request: HttpRequest, saved: SavedEpisode) -> SavedEpisode:
    """Derive new ids for another guest's episode from the guest who brings it back. A repeat gives the same ids."""
    if not Episode.objects.filter(pk=saved.id, owner=None).exclude(pk__in=episodes_for(request)).exists():
        return saved
    owner = str(request.user.pk) if isinstance(request.user, Person) else guest_key(request)
    entries = [_renamed(each, owner) for each in saved.entries]
    return replace(saved, id=uuid5(saved.id, owner), entries=tuple(entries))


def _renamed(entry: Entry, owner: str) -> Entry:
    """Replace the id of an entry and those of the entries that it names."""
    values = {each.name: getattr(entry, each.name) for each in fields(entry)}
    new: dict[str, Any] = {name: uuid5(each, owner) for name, each in values.items() if isinstance(each, UUID)}
    return replace(entry, **new)


def _episode_of(request: HttpRequest, saved: SavedEpisode) -> Episode:
    """Find the episode that was saved, or create it again for this user or guest."""
    own = episodes_for(request).filter(pk=saved.id)
    if saved.closed_at is None and current(request) and not own.exists():
        raise Running
    person = request.user if isinstance(request.user, Person) else None
    episode = Episode(id=saved.id, created_at=saved.created_at, closed_at=saved.closed_at, owner=person)
    episode.guest_key = None if person else UUID(guest_key(request))
    Episode.objects.bulk_create([episode], ignore_conflicts=True)
    found = episodes_for(request).filter(pk=saved.id).first()
    if found is None:
        raise Refused(f"{saved.id} belongs to another owner")
    return found


def _restore(episode: Episode, saved: SavedEpisode, now: datetime) -> int:
    before = read(episode)
    whole = _whole(before, saved, now)
    Row.objects.bulk_create([row_of(episode, each) for each in saved.entries], ignore_conflicts=True)
    if episode.entries.count() < len(whole):
        raise Refused("some entries belong to another episode")
    renew(episode)
    return len(whole) - len(before)


def _whole(before: Sequence[Entry], saved: SavedEpisode, now: datetime) -> Sequence[Entry]:
    """Return a journal with what was saved of it."""
    try:
        return checked((*before, *saved.entries), now)
    except BadEntry as problem:
        raise Refused(str(problem)) from None
