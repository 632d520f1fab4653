"""Add many persons with believable journals, to measure a full site. Nothing is deleted."""

import time
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import batched
from random import Random
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, reset_queries, transaction
from django.utils import timezone

from recovery.models import Entry, Episode, Person
from recovery.samples.generated import GeneratedCourse, courses

MOST = 10_000_000
BATCH = 2000  # persons in one transaction
CHUNK = 2000  # entries sent at once
COURSES = 200
GUESTS = 0.3
RUNNING = 0.3
EPISODES = (1, 1, 1, 2, 3)  # how many a person with an account has, by chance
# How long ago an episode began: a running one at least two days, a closed one at least forty.
NEWEST, NEW = timedelta(days=2), timedelta(days=20)
CLOSED, KEPT, OWNED = (
    timedelta(days=40),
    timedelta(days=80),
    timedelta(days=5 * 365),
)  # prune deletes guests after 90
VERSION = 4 << 76 | 2 << 62  # the bits of a UUID of version 4
FREE = ~(0xF << 76 | 3 << 62)  # all other bits
COLUMNS = ("id", "episode_id", "kind", "at", "entered_at", "by", "data")
Row = tuple[str, ...]


class Command(BaseCommand):
    """`manage.py seed --persons 1000` adds about 20 entries per person, in running and closed episodes of five years.

    Nobody gets a session or a password. The same database at the same instant gets the same data.
    """

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the number of persons, and the option to run in production."""
        parser.add_argument("--persons", type=_many, required=True, help=f"how many to add, 1 to {MOST}")
        parser.add_argument("--in-production", action="store_true", help="do it although DEBUG is 0")

    def handle(self, *, persons: int, in_production: bool, **options: Any) -> None:
        """Add them, and print how many entries that made."""
        if not settings.DEBUG and not in_production:
            remedy = "DEBUG is 0, so real people may be here. To add made-up ones all the same, say --in-production."
            raise CommandError(remedy, returncode=2)
        began, entries = time.monotonic(), 0
        crowd = Crowd(timezone.now(), Episode.objects.count())
        for done, batch in enumerate(batched(range(persons), BATCH, strict=False), 1):
            entries += crowd.add(len(batch))
            reset_queries()  # in development Django keeps each query
            if done % 50 == 0:
                self.stdout.write(f"{done * BATCH:,} persons")
        took = time.monotonic() - began
        self.stdout.write(f"{persons:,} persons with {entries:,} entries added in {took:.0f} s")


def _many(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= MOST):
        raise ArgumentTypeError(f"write a whole number from 1 to {MOST}, not {text!r}")
    return int(text)


def _write(rows: Iterable[Row]) -> int:
    """Write entries in the fastest way of each database, and return how many."""
    written, names = 0, ", ".join(COLUMNS)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL synchronous_commit TO off")  # a power cut can lose only made-up rows
            with cursor.copy(f"COPY {Entry._meta.db_table} ({names}) FROM STDIN") as copy:
                for some in batched(rows, CHUNK, strict=False):
                    copy.write("".join("\t".join(row) + "\n" for row in some))
                    written += len(some)
        else:
            marks = ", ".join(["%s"] * len(COLUMNS))
            for some in batched(rows, CHUNK, strict=False):
                cursor.executemany(f"INSERT INTO {Entry._meta.db_table} ({names}) VALUES ({marks})", some)  # noqa: S608
                written += len(some)
    return written


@dataclass(frozen=True)
class Run:
    """An episode to add: its row, its course, and the day on which the course starts."""

    episode: Episode
    course: GeneratedCourse
    on: date


class Crowd:
    """People to add. Rows are written without the store, because with it a million persons would take days."""

    def __init__(self, now: datetime, start: int) -> None:
        self.now = now
        self.chance = Random(f"BackCare {start}")  # noqa: S311 - not for secrets
        self.courses = courses(self.chance, COURSES)

    def add(self, persons: int) -> int:
        """Add this many persons in one transaction, and return the number of entries."""
        with transaction.atomic():
            runs = [run for owner in self._owners(persons) for run in self._runs_of(owner)]
            Episode.objects.bulk_create(run.episode for run in runs)
            return _write(row for run in runs for row in self._rows(run))

    def _owners(self, persons: int) -> list[Person | None]:
        """Make an account for each person, and None for each guest."""
        addresses = [f"{self._id()}@example.com" for _ in range(persons) if self.chance.random() >= GUESTS]
        owners = [Person(email=each, password=UNUSABLE_PASSWORD_PREFIX, created_at=self.now) for each in addresses]
        Person.objects.bulk_create(owners)
        EmailAddress.objects.bulk_create(
            EmailAddress(user=each, email=each.email, verified=True, primary=True) for each in owners
        )
        return [*owners, *[None] * (persons - len(owners))]

    def _runs_of(self, owner: Person | None) -> Iterator[Run]:
        """One episode, or for some owners two or three. Only the newest may be running."""
        key = None if owner else UUID(self._id())
        running = self.chance.random() < RUNNING
        if running:
            yield self._run(owner, key, NEWEST + NEW * self.chance.random(), running=True)
        oldest = OWNED if owner else KEPT
        for _ in range(self.chance.choice(EPISODES if owner else (1,)) - running):
            yield self._run(owner, key, CLOSED + (oldest - CLOSED) * self.chance.random(), running=False)

    def _run(self, owner: Person | None, key: UUID | None, age: timedelta, *, running: bool) -> Run:
        course, on = self.chance.choice(self.courses), (self.now - age).date()
        began = course.begins(on)
        closed = None if running else began + CLOSED - NEWEST
        episode = Episode(id=UUID(self._id()), owner=owner, guest_key=key, created_at=began, closed_at=closed)
        return Run(episode, course, on)

    def _rows(self, run: Run) -> Iterator[Row]:
        """The entries of an episode as text that both databases read."""
        episode = run.episode.id.hex
        for kind, at, said in run.course.told(run.on, self.now):
            yield self._id(), episode, kind, at, at, "self", said

    def _id(self) -> str:
        """A random UUID (version 4) as 32 digits."""
        return f"{self.chance.getrandbits(128) & FREE | VERSION:032x}"
