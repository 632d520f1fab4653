"""Who uses the site whose database fails: `python -m tests.faults.cast` makes them, and tells how each gets in."""

import json
import sys
from datetime import timedelta
from importlib import import_module
from uuid import uuid4

import django
from django.conf import settings

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
    """Make somebody with an account and a plan; gives the key of a session in which they are signed in."""
    from django.test import Client
    from django.utils import timezone

    from recovery.models import Person
    from tests.web.stage import begin

    person = Person.objects.create_user(f"{name}@example.com", str(uuid4()))
    begin(person, timezone.now() - timedelta(hours=12))
    client = Client()
    client.force_login(person)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def session_of_guest() -> str:
    """Make a guest with a plan; gives the key of their session."""
    from django.utils import timezone

    from recovery.journal import GUEST_KEY
    from tests.web.stage import begin

    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[GUEST_KEY] = str(begin(onset=timezone.now() - timedelta(hours=12)).guest_key)
    session.save()
    key: str = session.session_key
    return key


def link() -> str:
    """Make a link for a helper of the owner; gives its secret."""
    from django.utils import timezone

    from recovery import sharing
    from recovery.models import Episode, Share

    secret = sharing.read_secret(sharing.new_secret())
    episode = Episode.objects.get(owner__email="owner@example.com")
    sharing.make(episode, secret, kind=Share.HELPER, label="Anna", days=30, notes=False, now=timezone.now())
    return secret


if __name__ == "__main__":
    django.setup()
    main()
