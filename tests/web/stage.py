"""A plan to look at: what tests of a person's pages start with."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from django.test import Client

from recovery import journal
from recovery.models import Episode, Person
from recovery.plan import facts

# Monday morning in London, on Day 1; it began on Sunday night.
NOW = datetime(2026, 12, 7, 10, tzinfo=UTC)
ONSET = datetime(2026, 12, 6, 21, 30, tzinfo=UTC)
HTMX_TODAY = {"HX-Request": "true", "HX-Target": "div#today"}
HTMX_SHEET = {"HX-Request": "true", "HX-Target": "dialog#sheet"}


def write(episode: Episode, kind: str, at: datetime = NOW, **fields: Any) -> facts.Entry:
    """Write an entry into a journal, as its person would have."""
    head = {"kind": kind, "id": uuid4(), "at": at, "entered_at": at, "by": "self"}
    return journal.append(episode, facts.parse(head | fields))


def begin(
    person: Person | None = None,
    onset: datetime = ONSET,
    zone: str = "Europe/London",
    pain: int | None = 6,
    **about: Any,
) -> Episode:
    """Give a person, or a guest yet to come, an episode that began at `onset`; they told it right then."""
    episode = Episode.objects.create(owner=person, guest_key=None if person else uuid4())
    write(episode, "about", onset, time_zone=zone, **{"country": "GB", "conditions": []} | about)
    write(episode, "onset", onset, started_at=onset)
    write(episode, "check_in", onset + timedelta(minutes=1), pain=pain, screened=True)
    return episode


def guest_with(client: Client, episode: Episode) -> Client:
    """Make this browser the guest's of this episode."""
    session = client.session
    session[journal.GUEST_KEY] = str(episode.guest_key)
    session.save()
    return client


def kinds(episode: Episode) -> list[str]:
    """The kinds of entries that were written beyond the beginning, in the order of writing."""
    return [entry.kind for entry in journal.read(episode)[3:]]
