"""The people of the fault tests. `python -m tests.faults.cast` makes them and prints the keys of their sessions."""

import json
import sys
from datetime import timedelta
from importlib import import_module
from uuid import uuid4

import django
from django.conf import settings

from tests import clock

PERSONS = ("owner", "other")
GUESTS = ("guest", "passer_by")


def main() -> None:
    """Fill an empty database: two persons and two guests, each with a plan, and a helper's link to the owner's."""
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("createcachetable")
    people = {name: session_of_person(name) for name in PERSONS} | {name: session_of_guest() for name in GUESTS}
    sys.stdout.write(json.dumps(people | {"helper": link()}))


def session_of_person(name: str) -> str:
    """Make a person with an account and a plan, and return the key of their session."""
    from django.test import Client

    from recovery.models import Person
    from tests.web.stage import begin

    person = Person.objects.create_user(f"{name}@example.com", str(uuid4()))
    begin(person, clock.NOW - timedelta(hours=12))
    client = Client()
    client.force_login(person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def session_of_guest() -> str:
    """Make a guest with a plan, and return the key of their session."""
    from recovery.store.owners import GUEST_KEY
    from tests.web.stage import begin

    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[GUEST_KEY] = str(begin(onset=clock.NOW - timedelta(hours=12)).guest_key)
    session.save()
    key: str = session.session_key
    return key


def link() -> str:
    """Make a link for a helper of the owner, and return its secret."""
    from recovery.models import Episode, Share
    from recovery.store import shares

    secret = shares.read_secret(shares.new_secret())
    episode = Episode.objects.get(owner__email="owner@example.com")
    shares.make(episode, secret, kind=Share.HELPER, label="Anna", days=30, notes=False, now=clock.NOW)
    return secret


if __name__ == "__main__":
    django.setup()
    main()
