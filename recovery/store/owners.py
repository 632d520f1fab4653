"""Episodes and their owners: a person with an account, or a guest whose session holds a key."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from recovery.models import Episode, EpisodeQuerySet, Person
from recovery.plan.entries import Entry
from recovery.store.reminders import carry
from recovery.store.rows import open_entries

GUEST_KEY, LEFT = "guest_key", "left_alone"  # in the session
GUEST_DAYS = 90  # a plan without an account may be deleted so long after its last entry
BATCH = 500  # episodes deleted in one transaction


def episodes_for(request: HttpRequest) -> EpisodeQuerySet:
    """Return the episodes of this user, or of this guest. Every query of a page starts here."""
    if isinstance(request.user, Person):
        return Episode.objects.owned_by(request.user)
    return _guest_episodes(request)


def current(request: HttpRequest) -> Episode | None:
    """Find the open episode of this user or guest."""
    return _only(episodes_for(request).open())


def open_journal(request: HttpRequest) -> tuple[Episode, tuple[Entry, ...]] | None:
    """Find the open episode of this user or guest and read its journal, in one query.

    Returns None if there is no entry. Of the episode only the id is read.
    """
    owner, value = _owner(request)
    for episode_id, entries in open_entries(owner, value).items():
        return Episode.from_db(None, ["id"], [episode_id]), tuple(entries)
    return None


def open_episode(request: HttpRequest) -> Episode:
    """Find or create the open episode of this user or guest. The session of a guest remembers the key to it."""
    if isinstance(request.user, Person):
        return Episode.objects.get_or_create(owner=request.user, closed_at=None)[0]
    return Episode.objects.get_or_create(guest_key=guest_key(request), closed_at=None)[0]


def guest_key(request: HttpRequest, form_id: UUID | None = None) -> str:
    """Return the key of this guest. The first time, make one, and a new id of the session with it.

    Two taps at once on the form with this id share a key, though neither has a session yet.
    """
    if GUEST_KEY not in request.session:
        request.session.cycle_key()
        request.session[GUEST_KEY] = str(_key_of(request, form_id))
    key: str = request.session[GUEST_KEY]
    return key


def new_guest(request: HttpRequest) -> None:
    """Give a guest who begins a new key and a new id of the session, which nobody else can know."""
    if not request.user.is_authenticated and not _guest_episodes(request).exists():
        request.session.pop(GUEST_KEY, None)
        guest_key(request)


# --- a guest signs in


def guest_episode(request: HttpRequest) -> Episode | None:
    """Find the open episode that this session made without an account, also after the guest has signed in."""
    return _only(_guest_episodes(request).open())


def waiting_guest_episode(request: HttpRequest) -> Episode | None:
    """Find the open guest episode that a person who is signed in has yet to keep or leave."""
    key = request.session.get(GUEST_KEY)
    undecided = key and key != request.session.get(LEFT) and request.user.is_authenticated
    return guest_episode(request) if undecided else None


def leave_waiting(request: HttpRequest) -> None:
    """Leave the guest's episode on this device, for whoever made it, and ask no more."""
    request.session[LEFT] = request.session.get(GUEST_KEY)


def adopt(request: HttpRequest, person: Person) -> None:
    """Give the episodes of this guest to the person, who agreed to it.

    A person who already has an open episode keeps it. The guest's episode then waits until they choose one of the two.
    """
    try:
        with transaction.atomic():
            _guest_episodes(request).update(owner=person, guest_key=None)
    except IntegrityError:
        return
    request.session.pop(GUEST_KEY, None)


def keep_waiting(request: HttpRequest, person: Person, newer: bool, now: datetime) -> None:
    """Keep the plan made on this device (`newer`) or the plan of the account, and close the other one.

    Both stay with the person.
    """
    guest = _guest_episodes(request)
    with transaction.atomic():
        # The lock makes a second tap wait; it then finds no open guest episode and closes nothing.
        if not guest.open().select_for_update().exists():
            return
        own = Episode.objects.owned_by(person)
        dropped, kept = (own, guest) if newer else (guest, own)
        old, new = _only(dropped.open()), _only(kept.open())
        dropped.open().update(closed_at=now)
        guest.update(owner=person, guest_key=None)
        if old and new:
            carry(old, new)
    request.session.pop(GUEST_KEY, None)


# --- deleting


def delete_all(request: HttpRequest) -> None:
    """Delete every episode of this user or guest with all its rows, and the guest episode that may wait.

    A guest episode of which they said that it is not theirs stays. Run this in a transaction: its locks let nothing
    come to the person or to an episode meanwhile.
    """
    if isinstance(request.user, Person):
        _lock(Person.objects.filter(pk=request.user.pk))
    gone = episodes_for(request)
    if request.session.get(LEFT) is None:
        gone |= _guest_episodes(request)
    _lock(gone)
    gone.delete()


def prune_guests(before: datetime) -> int:
    """Delete the guest episodes without an entry since `before`, and return how many there were."""
    gone = 0
    while batch := list(Episode.objects.abandoned(before).values_list("pk", flat=True)[:BATCH]):
        with transaction.atomic():
            # A locked episode takes no more entries, so an episode that got one just before is not abandoned.
            locked = list(Episode.objects.filter(pk__in=batch).select_for_update().values_list("pk", flat=True))
            gone += Episode.objects.abandoned(before).filter(pk__in=locked).delete()[1].get("recovery.Episode", 0)
    return gone


def _owner(request: HttpRequest) -> tuple[str, int | str | None]:
    """The field that names this user or guest in an episode, and its value. A guest without a key owns nothing."""
    if isinstance(request.user, Person):
        return "owner", request.user.pk
    return "guest_key", request.session.get(GUEST_KEY)


def _lock(rows: QuerySet[Any]) -> None:
    """Let nobody else write these rows, or rows that hang on them, until the transaction ends."""
    list(rows.select_for_update().values_list("pk"))


def _only(episodes: EpisodeQuerySet) -> Episode | None:
    """Return the one open episode. The database allows no second one, so no order is needed."""
    return next(iter(episodes), None)


def _key_of(request: HttpRequest, form_id: UUID | None) -> UUID:
    """Return a new key. It follows from the form and from a secret of the browser, if both are known."""
    secret = request.COOKIES.get(settings.CSRF_COOKIE_NAME)
    if not secret or not form_id:
        return uuid4()
    return UUID(bytes=salted_hmac("recovery.store.owners", f"{secret} {form_id}", algorithm="sha256").digest()[:16])


def _guest_episodes(request: HttpRequest) -> EpisodeQuerySet:
    key = request.session.get(GUEST_KEY)
    return Episode.objects.of_guest(key) if key else Episode.objects.none()
