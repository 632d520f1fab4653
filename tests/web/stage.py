"""A plan to look at: what tests of a person's pages start with."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.test import Client

from recovery.models import Episode, Person
from recovery.plan.entries import Entry, Withdrawn, parse, taken_back
from recovery.store import journal, owners
from tests.clock import NOW as NOW  # Day 1

ONSET = datetime(2026, 12, 6, 21, 30, tzinfo=UTC)
HTMX_TODAY = {"HX-Request": "true", "HX-Target": "div#today"}
HTMX_SHEET = {"HX-Request": "true", "HX-Target": "dialog#sheet"}
# What each form says at the least, beside its id.
ANSWERS: dict[str, dict[str, Any]] = {
    "walk": {"minutes": "3", "where": "home", "pain_before": "5", "pain_after": "6"},
    "cold": {"minutes": "20", "skin": "fine"},
    "heat": {"minutes": "15", "skin": "fine"},
    "rest": {"minutes": "20", "position": "side"},
    "legs_up": {"minutes": "10"},
    "breathing": {"minutes": "5"},
    "stretch": {"minutes": "5", "pain_before": "5", "pain_after": "5"},
    "massage": {"minutes": "5"},
    "drink": {"ml": "200"},
    "medicine": {"name": "ibuprofen", "mg": "200"},
    "check_in": {"pain": "5", "screen": ["none"]},
    "roland": {"ticked": ["1", "24"]},
    "activities": {"name_1": "Put on socks", "score_1": "7"},
}


def filled(kind: str, **changed: Any) -> dict[str, Any]:
    """A filled-in form of this kind, about right now."""
    return {"id": str(uuid4()), "when": "0"} | ANSWERS[kind] | changed


def write(episode: Episode, kind: str, at: datetime = NOW, **fields: Any) -> Entry:
    """Write an entry into a journal, as its person would have."""
    head = {"kind": kind, "id": uuid4(), "at": at, "entered_at": at, "by": "self"}
    return journal.append(episode, parse(head | fields))


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
    session[owners.GUEST_KEY] = str(episode.guest_key)
    session.save()
    return client


def tight(page: str) -> str:
    """Return markup without the white space that only indents its source."""
    return re.sub(r"\s+(?=<)|(?<=>)\s+", "", page)


def written(episode: Episode) -> list[Entry]:
    """The entries written beyond the beginning, in the order of the journal."""
    return list(journal.read(episode)[3:])


def kinds(episode: Episode) -> list[str]:
    """Their kinds."""
    return [entry.kind for entry in written(episode)]


def standing(episode: Episode) -> list[UUID]:
    """The ids of those that were not taken back, without what took others back."""
    gone = taken_back(journal.read(episode))
    return [each.id for each in written(episode) if each.id not in gone and not isinstance(each, Withdrawn)]
