"""People to measure with: `python -m tests.bench.cast pages` makes them in the database and prints their cookies."""

import json
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from itertools import batched
from uuid import uuid4

import django

django.setup()

from django.conf import settings  # noqa: E402 - Django must be set up first
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from recovery.models import Entry, Episode, Person, Reminder, ReminderSettings, SessionStore, Subscription  # noqa: E402
from recovery.plan.build import build_plan  # noqa: E402
from recovery.plan.entries import Entry as Told  # noqa: E402
from recovery.plan.entries import parse_journal  # noqa: E402
from recovery.plan.kinds import REMINDED  # noqa: E402
from recovery.store.owners import GUEST_KEY  # noqa: E402
from recovery.store.reminders import subscribe, wish  # noqa: E402
from recovery.store.rows import row_of  # noqa: E402
from tests.bench.journals import Raw, course  # noqa: E402

Cookies = dict[str, str]
NOW = datetime.now(UTC)
LOGGERS = 20
FEW = 29  # which grow to 37 while the bench logs, so that they are 33 on average


def pages() -> dict[str, Cookies]:
    """Everybody whose pages are measured: in an empty database, gives the cookies of each by their name."""
    migrate()
    told = {
        "floor": signed_in(person("floor")),
        "day14": signed_in(person("day14", course(14, 280, NOW))),
        "years": signed_in(years()),
        "guest": guest(course(14, 280, NOW)),
    }
    told |= crew("few", FEW) | crew("logger", 280) | crew("walker", 280) | crew("ringer", 280) | crew("many", 2000)
    for each in Episode.objects.filter(owner__email__startswith="ringer"):
        ring(each)
    return told


def days(rounds: str) -> dict[str, Cookies]:
    """The floor's phone, and one phone for each day that is measured, after 1, 14 and 100 days."""
    migrate()
    lengths = {"1": (1, 20), "14": (14, 280), "100": (100, 400)}
    names = ["warm", *map(str, range(int(rounds)))]
    return {"floor": signed_in(person("floor"))} | {
        f"{name}-{each}": signed_in(person(f"{name}-{each}", course(*size, NOW)))
        for name, size in lengths.items()
        for each in names
    }


def crew(name: str, entries: int) -> dict[str, Cookies]:
    """People with a journal of this many entries in 14 days; each of them logs only now and then, as people do."""
    names = [f"{name}{place}" for place in range(LOGGERS)]
    return {each: signed_in(person(each, course(14, entries, NOW))) for each in names}


def crowd(many: str) -> list[Cookies]:
    """So many phones for the load, every second one of a guest, after one to seven days."""
    migrate()
    journals = [course(1 + place % 7, 15 * (1 + place % 7), NOW) for place in range(int(many))]
    return [guest(each) if n % 2 else signed_in(person(f"phone{n}", each)) for n, each in enumerate(journals)]


def ringing(many: str, host: str, p256dh: str, auth: str) -> None:
    """So many people with a phone at this push service. Every second one has ice on, the others something open."""
    migrate()
    raw = course(2, 24, NOW)
    kinds = sorted(REMINDED)
    iced = [*raw, {"kind": "started", "at": NOW - timedelta(minutes=20), "item": "cold", "by": "self"}]
    told = [parse_journal([each | {"id": uuid4()} for each in journal], NOW) for journal in (iced, raw)]
    for numbers in batched(range(int(many)), 1000, strict=False):
        episodes = Episode.objects.bulk_create(Episode(guest_key=uuid4()) for _ in numbers)
        wishes = ReminderSettings.objects.bulk_create(
            ReminderSettings(episode=each, origin=f"https://{host}") for each in episodes
        )
        phones = Subscription.objects.bulk_create(
            Subscription(settings=mine, endpoint=f"https://{host}/{n}", p256dh=p256dh, auth=auth, created_at=NOW)
            for n, mine in zip(numbers, wishes, strict=True)
        )
        rows = [copies(each, told[n % 2]) for n, each in zip(numbers, episodes, strict=True)]
        Entry.objects.bulk_create(row for copied in rows for row in copied)
        Reminder.objects.bulk_create(
            Reminder(
                id=uuid4(),
                settings=phone.settings,
                subscription=phone,
                at=NOW,
                what="plan" if n % 2 else "end",
                kinds=kinds if n % 2 else [],
                timer=None if n % 2 else copied[-1].pk,
            )
            for n, phone, copied in zip(numbers, phones, rows, strict=True)
        )


def copies(episode: Episode, entries: Iterable[Told]) -> list[Entry]:
    """The rows of a journal that many people share, under ids of their own."""
    rows = [row_of(episode, each) for each in entries]
    for row in rows:
        row.pk = uuid4()
    return rows


def entries() -> list[str]:
    """The ids of all entries that stand."""
    return [str(each) for each in Entry.objects.values_list("id", flat=True)]


def migrate() -> None:
    """Make all tables."""
    call_command("migrate", verbosity=0)
    call_command("migrate", verbosity=0, run_syncdb=True)  # the floor's table, which refers to the others
    call_command("createcachetable")


def person(name: str, running: Iterable[Raw] = ()) -> Person:
    """Somebody with an account, whose running journal this is."""
    made = Person.objects.create_user(f"{name}@example.com")
    if running:
        write(Episode.objects.create(owner=made), running)
    return made


def ring(episode: Episode) -> None:
    """Let a phone take the reminders of an episode; nothing is sent, because no worker runs."""
    phone = wish(episode, "https://localhost")
    subscribe(phone, f"https://localhost/{episode.pk}", "key", "secret", NOW)


def years() -> Person:
    """Somebody with two full episodes in each of five years, and one that runs."""
    made = person("years", course(14, 280, NOW))
    for back in range(1, 11):
        then = NOW - timedelta(days=182 * back)
        between = {"created_at": then - timedelta(days=14), "closed_at": then + timedelta(days=1)}
        write(Episode.objects.create(owner=made, **between), course(14, 280, then), then)
    return made


def write(episode: Episode, raw: Iterable[Raw], now: datetime = NOW) -> None:
    """Write a whole journal down at once, under ids of its own; a plan must stand at its end, and no gate before it."""
    entries = parse_journal([each | {"id": uuid4()} for each in raw], now)
    Entry.objects.bulk_create(row_of(episode, each) for each in entries)
    assert build_plan(entries, entries[-1].at).gate is None


def signed_in(somebody: Person) -> Cookies:
    """The cookies of a browser in which this person is signed in."""
    client = Client()
    client.force_login(somebody)
    return {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}


def guest(running: Iterable[Raw]) -> Cookies:
    """The cookies of somebody without an account, whose running journal this is."""
    key = uuid4()
    write(Episode.objects.create(guest_key=key), running)
    session = SessionStore()
    session[GUEST_KEY] = str(key)
    session.save()
    return {settings.SESSION_COOKIE_NAME: str(session.session_key)}


if __name__ == "__main__":
    made: dict[str, Callable[..., object]] = {
        "pages": pages,
        "days": days,
        "crowd": crowd,
        "entries": entries,
        "ringing": ringing,
    }
    json.dump(made[sys.argv[1]](*sys.argv[2:]), sys.stdout)
