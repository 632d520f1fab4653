"""Make a sample person on day 3, with a journal."""

from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from recovery.models import Episode, Person
from recovery.samples.demo import journal_until
from recovery.store import journal

ADDRESS = "demo@example.com"
PASSWORD = "calm-and-steady"  # noqa: S105 - printed for everybody, and refused outside development


class Command(BaseCommand):
    """`manage.py demo` makes the person anew each time. It works only in development."""

    help = __doc__ or ""

    def handle(self, **options: Any) -> None:
        """Make the person and print how to log in."""
        if not settings.DEBUG:
            raise CommandError("The demo person has a public password, so it is for development only.")
        with transaction.atomic():
            Person.objects.filter(email=ADDRESS).delete()
            person = Person.objects.create_user(ADDRESS, PASSWORD)
            EmailAddress.objects.create(user=person, email=ADDRESS, verified=True, primary=True)
            episode = Episode.objects.create(owner=person)
            for entry in journal_until(timezone.now()):
                journal.append(episode, entry)
        self.stdout.write(f"Log in at /accounts/login/ as {ADDRESS} with the password {PASSWORD}")
