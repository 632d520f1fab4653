"""Put a backup back, while the site serves."""

from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import Error, connection
from django.utils import timezone

from backcare import database
from backcare.backups import Problem
from backcare.logs import sentence
from recovery import journal


class Command(BaseCommand):
    """`manage.py restore FILE`: all of it or nothing; what is wrong is one sentence and exit code 2."""

    help = __doc__ or ""
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the path of the file, and the word that a full database may go."""
        parser.add_argument("file", type=Path, help="what `manage.py backup` wrote")
        parser.add_argument("--replace", action="store_true", help="throw away all that the database holds now")

    def handle(self, *, file: Path, replace: bool, **options: Any) -> None:
        """Look at the backup, put it back, and bring it to this code."""
        kept = import_module(f"backcare.backups.{connection.vendor}")
        try:
            _refuse_unfit(file, kept.migrations(file))
            if not replace and database.holds_something():
                raise Problem("The database holds something already: with --replace, all of it is thrown away.")
            with database.alone():
                kept.load(file)
                database.migrate()
                journal.count_on(timezone.now())
        except (Problem, OSError, Error) as problem:
            raise CommandError(f"Nothing was restored. {sentence(problem)}", returncode=2) from None
        self.stdout.write(f"Restored from {file}")


def _refuse_unfit(file: Path, seen: set[tuple[str, str]]) -> None:
    ours = {name for app, name in seen if app == "recovery"}
    if not ours:
        raise Problem(f"{file} is no backup of BackCare, or it is damaged.")
    if ahead := ours - database.known("recovery"):
        raise Problem(f"{file} is of a newer BackCare, which has {max(ahead)}: upgrade first.")
