"""Add many persons with believable journals, to see how the site does when it is full. Nothing is deleted."""

import time
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import batched
from random import Random
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, reset_queries, transaction
from django.utils import timezone

from recovery.courses import Course, courses
from recovery.models import Entry, Episode, Person

MOST = 10_000_000
BATCH = 2000  # persons in one transaction
COURSES = 500
GUESTS = 0.3
RUNNING = 0.3
YEARS = timedelta(days=5 * 365)
KEPT = timedelta(days=80)  # a guest's plan goes soon after
NEW = timedelta(days=20)
COLUMNS = ("id", "episode_id", "kind", "at", "entered_at", "by", "data")
Row = tuple[str, ...]


class Command(BaseCommand):
    """`manage.py seed --persons 1000`: about 20 entries a person, over up to five years, running and closed.

    Nobody gets a session or a password. The same database at the same instant gets the same data.
    """

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how many, and the leave to do it on a real site."""
        parser.add_argument("--persons", type=_many, required=True, help=f"how many to add, 1 to {MOST}")
        parser.add_argument("--in-production", action="store_true", help="do it although DEBUG is 0")

    def handle(self, *, persons: int, in_production: bool, **options: Any) -> None:
        """Add them, and say how many rows that made."""
        if not settings.DEBUG and not in_production:
            raise CommandError("DEBUG is 0: people may live here. To add made-up ones, say --in-production.", returncode=2)
        began, entries = time.monotonic(), 0
        crowd = Crowd(timezone.now(), Episode.objects.count())
        for done, batch in enumerate(batched(range(persons), BATCH, strict=False), 1):
            entries += crowd.add(len(batch))
            reset_queries()  # in development each one is kept
            if done % 50 == 0:
                self.stdout.write(f"{done * BATCH:,} persons")
        took = time.monotonic() - began
        self.stdout.write(f"{persons:,} persons with {entries:,} entries added in {took:.0f} s")


def _many(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= MOST):
        raise ArgumentTypeError(f"write a whole number from 1 to {MOST}, not {text!r}")
    return int(text)


class Crowd:
    """People to add. Rows are written past the journal's door: through it, a million persons would take days."""

    def __init__(self, now: datetime, start: int) -> None:
        self.now = now
        self.chance = Random(f"BackCare {start}")  # noqa: S311 - made-up people keep no secret
        self.courses = courses(self.chance, COURSES)

    def add(self, persons: int) -> int:
        """Add so many persons at once; gives the number of entries."""
        with transaction.atomic():
            episodes = self._episodes(self._owners(persons))
            Episode.objects.bulk_create([episode for episode, _ in episodes])
            return _write(row for episode, course in episodes for row in self._rows(episode, course))

    def _owners(self, persons: int) -> list[Person | None]:
        """An account for each person, but for those who are guests."""
        addresses = [f"{self._id().hex}@example.com" for _ in range(persons) if self.chance.random() >= GUESTS]
        made = [Person(email=address, password="!", created_at=self.now - YEARS) for address in addresses]
        Person.objects.bulk_create(made)
        EmailAddress.objects.bulk_create(
            EmailAddress(user=each, email=each.email, verified=True, primary=True) for each in made
        )
        return [*made, *[None] * (persons - len(made))]

    def _episodes(self, owners: Iterable[Person | None]) -> list[tuple[Episode, Course]]:
        return [each for owner in owners for each in self._episodes_of(owner)]

    def _episodes_of(self, owner: Person | None) -> Iterator[tuple[Episode, Course]]:
        """One episode, or with some owners two or three; only the newest may run."""
        key = None if owner else self._id()
        age = NEW * self.chance.random() if self.chance.random() < RUNNING else None
        if age:
            yield self._episode(owner, key, timedelta(days=1) + age, running=True)
        for _ in range(self.chance.choice((1, 1, 1, 2, 3)) - bool(age) if owner else not age):
            back = (YEARS if owner else KEPT) - 2 * NEW
            yield self._episode(owner, key, 2 * NEW + back * self.chance.random(), running=False)

    def _episode(self, owner: Person | None, key: UUID | None, age: timedelta, *, running: bool) -> tuple[Episode, Course]:
        course = self.chance.choice(self.courses)
        began = course.begins((self.now - age).date())
        closed = None if running else began + NEW * 2
        return Episode(id=self._id(), owner=owner, guest_key=key, created_at=began, closed_at=closed), course

    def _rows(self, episode: Episode, course: Course) -> Iterator[Row]:
        """The entries of an episode, as both databases take them in text."""
        for kind, at, said in course.told(episode.created_at.date(), self.now):
            moment = str(at.replace(tzinfo=None))
            yield self._id().hex, episode.id.hex, kind, moment, moment, "self", said

    def _id(self) -> UUID:
        return UUID(int=self.chance.getrandbits(128), version=4)
