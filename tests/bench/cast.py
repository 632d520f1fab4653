"""People to measure with: `python -m tests.bench.cast pages` makes them in the database and prints their cookies."""

import json
import sys
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import django

django.setup()

from django.conf import settings  # noqa: E402 - Django must be set up first
from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from recovery import journal  # noqa: E402
from recovery.models import Entry, Episode, Person  # noqa: E402
from recovery.plan.build import build_plan  # noqa: E402
from recovery.plan.facts import parse_journal  # noqa: E402
from recovery.sessions import SessionStore  # noqa: E402
from tests.bench.journals import Raw, course  # noqa: E402

Cookies = dict[str, str]
NOW = datetime.now(UTC)
LOGGERS = 20  # each of them logs only now and then, as people do


def pages() -> dict[str, Cookies]:
    """Everybody whose pages are measured: in an empty database, gives the cookies of each by their name."""
    migrate()
    told = {
        "floor": signed_in(person("floor")),
        "day1": signed_in(person("day1", course(1, 20, NOW))),
        "day14": signed_in(person("day14", course(14, 280, NOW))),
        "few": signed_in(person("few", course(14, 20, NOW))),
        "many": signed_in(person("many", course(14, 2000, NOW))),
        "long": signed_in(person("long", course(100, 2000, NOW))),
        "years": signed_in(years()),
        "guest": guest(course(14, 280, NOW)),
    }
    return told | {
        f"logger{place}": signed_in(person(f"logger{place}", course(14, 280, NOW))) for place in range(LOGGERS)
    }


def crowd(many: str) -> list[Cookies]:
    """So many phones for the load, every second one of a guest, after one to seven days."""
    migrate()
    journals = [course(1 + place % 7, 15 * (1 + place % 7), NOW) for place in range(int(many))]
    return [guest(each) if n % 2 else signed_in(person(f"phone{n}", each)) for n, each in enumerate(journals)]


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


def years() -> Person:
    """Somebody with two full episodes in each of five years, and one that runs."""
    made = person("years", course(14, 280, NOW))
    for back in range(1, 11):
        then = NOW - timedelta(days=182 * back)
        between = {"created_at": then - timedelta(days=14), "closed_at": then + timedelta(days=1)}
        write(Episode.objects.create(owner=made, **between), course(14, 280, then))
    return made


def write(episode: Episode, raw: Iterable[Raw]) -> None:
    """Write a whole journal down at once, under ids of its own; a plan must stand at its end, and no gate before it."""
    entries = parse_journal([each | {"id": uuid4()} for each in raw], NOW)
    Entry.objects.bulk_create(journal.row(episode, each) for each in entries)
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
    session[journal.GUEST_KEY] = str(key)
    session.save()
    return {settings.SESSION_COOKIE_NAME: str(session.session_key)}


if __name__ == "__main__":
    made: dict[str, Callable[..., object]] = {"pages": pages, "crowd": crowd, "entries": entries}
    json.dump(made[sys.argv[1]](*sys.argv[2:]), sys.stdout)
