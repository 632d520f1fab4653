"""Run the site as a server: bring the database and the static files up to date, then answer until told to stop."""

import filecmp
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import Error

from backcare import database
from backcare.logs import sentence
from backcare.server import Server, share_counts


class Command(BaseCommand):
    """`manage.py serve`: a wrong start is one sentence on standard error and exit code 2; a stop ends with 0."""

    help = __doc__ or ""
    requires_system_checks = ()  # they are done below: they look at the database

    def handle(self, **options: Any) -> None:
        """Prepare, then become gunicorn."""
        if settings.DEBUG:
            raise CommandError("DEBUG is 1, which is for development: run `make run`, or set DEBUG to 0.", returncode=2)
        if settings.METRICS_TOKEN:
            share_counts()
        try:
            with database.alone():
                self.check()
                database.migrate()
                collect()
        except Error as problem:
            raise CommandError(f"The database cannot be used: {sentence(problem)}", returncode=2) from None
        except OSError as problem:
            raise CommandError(f"The files cannot be prepared: {sentence(problem)}", returncode=2) from None
        Server().run()


def collect() -> None:
    """Collect the static files, unless every one stands there as it is now."""
    root = Path(settings.STATIC_ROOT)
    sources = {path: storage.path(path) for finder in get_finders() for path, storage in finder.list([])}
    stale = [path for path, source in sources.items() if not _same(path, Path(source), root / path)]
    for path in stale:
        (root / path).unlink(missing_ok=True)  # collectstatic goes by dates, and a package's may be older
    if stale:
        call_command("collectstatic", interactive=False, verbosity=0)


def _same(path: str, source: Path, collected: Path) -> bool:
    manifest = cast(ManifestFilesMixin, staticfiles_storage).hashed_files
    return path in manifest and collected.exists() and filecmp.cmp(source, collected, shallow=False)
