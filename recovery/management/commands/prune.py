from argparse import ArgumentParser
from datetime import datetime, timedelta
from typing import Any

from django.core.mail import send_mail
from django.core.management.base import BaseCommand, CommandError
from django.template.loader import render_to_string
from django.utils import timezone

from recovery.models import Person, SessionStore
from recovery.store import owners
from recovery.store.inactive import delete_warned, ends_on, to_warn
from recovery.store.security import forget_events

LEAST = 180  # days: nobody loses an account over a summer


class Command(BaseCommand):
    help = "Delete guests' plans without a recent entry, expired sessions and old security events. Run this once a day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the numbers of days."""
        parser.add_argument("--days", type=int, default=owners.GUEST_DAYS, help="how many days without an entry (90)")
        parser.add_argument(
            "--accounts",
            type=int,
            metavar="DAYS",
            help="also delete accounts after so many days, warned a month before",
        )
        parser.add_argument("--site", metavar="ADDRESS", help="address of the site for that mail: https://back.example")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Delete, and print how many plans are gone."""
        now = timezone.now()
        gone = owners.prune_guests(now - timedelta(days=options["days"]))
        SessionStore.clear_expired()
        forget_events(now)
        self.stdout.write(f"{gone} deleted")
        if options["accounts"] is not None:
            self._accounts(options["accounts"], options["site"], now)

    def _accounts(self, days: int, site: str | None, now: datetime) -> None:
        if days < LEAST or not site:
            raise CommandError(f"Give --accounts at least {LEAST} days, and the address of the site with --site.")
        gone, warned = delete_warned(days, now), 0
        for person in to_warn(days, now):
            told = {"email": person.email, "site": site, "day": ends_on(now)}
            subject = render_to_string("account/email/inactive_subject.txt", told).strip()
            send_mail(subject, render_to_string("account/email/inactive_message.txt", told), None, [person.email])
            Person.objects.filter(pk=person.pk).update(warned_on=now.date())
            warned += 1
        self.stdout.write(f"{gone} accounts deleted, {warned} warned")
