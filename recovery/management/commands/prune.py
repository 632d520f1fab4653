from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from recovery import journal
from recovery.sessions import SessionStore


class Command(BaseCommand):
    help = "Delete guests' plans in which nothing was written for a while, and old sessions. Run it once a day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add how long a while is."""
        parser.add_argument("--days", type=int, default=90, help="how many days without an entry (90)")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Prune and say how many went."""
        gone = journal.prune_guests(timezone.now() - timedelta(days=options["days"]))
        SessionStore.clear_expired()
        self.stdout.write(f"{gone} deleted")
