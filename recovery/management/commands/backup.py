"""Write the whole database to a file, while the site serves."""

from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import Error, connection

from backcare.backups import Problem, whole
from backcare.logs import sentence


class Command(BaseCommand):
    """`manage.py backup FILE` writes a complete file or none. An error is one sentence and exit code 2."""

    help = __doc__ or ""
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the path of the file."""
        parser.add_argument("file", type=Path, help="a new file; it holds health data, so keep it safe")

    def handle(self, *, file: Path, **options: Any) -> None:
        """Write the backup and print its path."""
        kept = import_module(f"backcare.backups.{connection.vendor}")
        try:
            if not connection.introspection.table_names():
                raise Problem("The database is empty.")
            with whole(file) as part:
                kept.save(part)
        except (Problem, OSError, Error) as problem:
            raise CommandError(f"Nothing was backed up. {sentence(problem)}", returncode=2) from None
        self.stdout.write(f"Backed up to {file}")
