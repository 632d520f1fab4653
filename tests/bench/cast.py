"""People to measure with: `python -m tests.bench.cast` makes them in the database and prints their cookies as JSON."""

import json
import sys
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import django

django.setup()

from django.conf import settings  # noqa: E402 - Django must be set up first
from recovery.sessions import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from django.test import Client  # noqa: E402

from recovery import journal  # noqa: E402
from recovery.models import Episode, Person  # noqa: E402
from recovery.plan.build import build_plan  # noqa: E402
from recovery.plan.facts import parse_journal  # noqa: E402
from tests.bench.journals import Raw, course  # noqa: E402

NOW = datetime.now(UTC)
LOGGERS = 20  # each of them logs only now and then, as people do


def main() -> None:
    """Make everybody, and tell the cookies of each by their name."""
    call_command("migrate", verbosity=0)
    call_command("migrate", verbosity=0, run_syncdb=True)  # the floor's table, which refers to the others
    call_command("createcachetable")
    cookies = {
        "floor": signed_in(person("floor")),
        "day1": signed_in(person("day1", course(1, 20, NOW))),
        "day14": signed_in(person("day14", course(14, 280, NOW))),
        "few": signed_in(person("few", course(14, 20, NOW))),
        "many": signed_in(person("many", course(14, 2000, NOW))),
        "long": signed_in(person("long", course(100, 2000, NOW))),
        "years": signed_in(years()),
        "guest": guest(course(14, 280, NOW)),
    }
    cookies |= {f"logger{place}": signed_in(person(f"logger{place}", course(14, 280, NOW))) for place in range(LOGGERS)}
    json.dump(cookies, sys.stdout)


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
    """Write a whole journal down, under ids of its own; a plan must stand at its end, and no gate before it."""
    entries = parse_journal([each | {"id": uuid4()} for each in raw], NOW)
    with transaction.atomic():
        for each in entries:
            journal.append(episode, each)
    assert build_plan(entries, entries[-1].at).gate is None


def signed_in(somebody: Person) -> dict[str, str]:
    """The cookies of a browser in which this person is signed in."""
    client = Client()
    client.force_login(somebody)
    return {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}


def guest(running: Iterable[Raw]) -> dict[str, str]:
    """The cookies of somebody without an account, whose running journal this is."""
    key = uuid4()
    write(Episode.objects.create(guest_key=key), running)
    session = SessionStore()
    session[journal.GUEST_KEY] = str(key)
    session.save()
    return {settings.SESSION_COOKIE_NAME: str(session.session_key)}


if __name__ == "__main__":
    main()
