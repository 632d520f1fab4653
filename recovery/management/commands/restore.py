"""Restore a backup, while the site serves."""

from argparse import ArgumentParser
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import Error, connection

from backcare import database
from backcare.backups import Problem
from backcare.logs import sentence


class Command(BaseCommand):
    """`manage.py restore FILE` restores completely or not at all. An error is one sentence and exit code 2."""

    help = __doc__ or ""
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the path of the file, and the option to replace existing data."""
        parser.add_argument("file", type=Path, help="what `manage.py backup` wrote")
        parser.add_argument("--replace", action="store_true", help="throw away all that the database holds now")

    def handle(self, *, file: Path, replace: bool, **options: Any) -> None:
        """Check the backup, load it, and migrate it."""
        kept = import_module(f"backcare.backups.{connection.vendor}")
        try:
            _refuse_unfit(file, kept.migrations(file))
            with database.alone():
                if not replace and database.holds_something():
                    raise Problem("The database holds something already: with --replace, all of it is thrown away.")
                kept.load(file)
                _settle(file, kept.settle)
        except (Problem, OSError, Error) as problem:
            raise CommandError(f"Nothing was restored. {sentence(problem)}", returncode=2) from None
        self.stdout.write(f"Restored from {file}")


def _settle(file: Path, settle: Callable[[], None]) -> None:
    """Migrate the restored database, and let it settle."""
    try:
        database.migrate()
        settle()
    except Error as problem:
        told = f"{file} was restored, but not brought up to date. Run: manage.py migrate. {sentence(problem)}"
        raise CommandError(told, returncode=2) from None


def _refuse_unfit(file: Path, seen: set[tuple[str, str]]) -> None:
    ours = {name for app, name in seen if app == "recovery"}
    if not ours:
        raise Problem(f"{file} is no backup of BackCare, or it is damaged.")
    if ahead := ours - database.known("recovery"):
        raise Problem(f"{file} is of a newer BackCare, which has {max(ahead)}: upgrade first.")
