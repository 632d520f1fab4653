"""Run the site as a server: migrate the database, collect the static files, then serve until stopped."""

import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import Error

from backcare import database, locks, server
from backcare.logs import sentence
from backcare.static import prepared

LOST = (
    "The database is empty, but this site has served from it before. Check DATABASE_URL, and that its disk is there. "
    f"To restore a backup: manage.py restore FILE. To begin again without the data, delete {database.MARKS}."
)


class Command(BaseCommand):
    """`manage.py serve`. A failed start is one sentence on standard error and exit code 2. A stop exits with 0."""

    help = __doc__ or ""
    requires_system_checks = ()  # handle() runs them, because they query the database

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the option that sends reminders too."""
        parser.add_argument("--remind", action="store_true", help="also send reminders, in a process beside the server")

    def handle(self, *, remind: bool = False, **options: Any) -> None:
        """Prepare, then run gunicorn."""
        if settings.DEBUG:
            raise CommandError("DEBUG is 1, which is for development: run `make run`, or set DEBUG to 0.", returncode=2)
        if not settings.MAIL_HOST:
            remedy = "Set it to your mail server: without one nobody gets a code, so nobody can sign up."
            raise CommandError(f"MAIL_HOST must be set. {remedy}", returncode=2)
        if settings.METRICS_TOKEN:
            server.share_counts()
        try:
            with database.alone():
                self.check()
                if database.is_lost():
                    raise CommandError(LOST, returncode=2)
                database.migrate()
                database.mark()
            collect()
        except Error as problem:
            raise CommandError(f"The database cannot be used: {sentence(problem)}", returncode=2) from None
        except OSError as problem:
            raise CommandError(f"The files cannot be prepared: {sentence(problem)}", returncode=2) from None
        if remind:
            server.start_beside([sys.executable, sys.argv[0], "remind", f"--with-parent={os.getpid()}"])
        server.run()


def collect() -> None:
    """Collect the static files, unless all of them are up to date."""
    if not _stale():
        return
    with locks.beside(Path(settings.STATIC_ROOT)):
        stale = _stale()  # another process may have collected them
        for path in stale:
            path.unlink(missing_ok=True)  # collectstatic compares dates, and a package's file may be older
        if stale:
            call_command("collectstatic", interactive=False, verbosity=0)


def _stale() -> list[Path]:
    """Find files that are not collected or are out of date."""
    collected = cast(ManifestFilesMixin, staticfiles_storage)
    collected.hashed_files, collected.manifest_hash = collected.load_manifest()  # type: ignore[assignment]
    sources = ((path, storage.path(path)) for finder in get_finders() for path, storage in finder.list([]))
    found = ((path, Path(source), Path(settings.STATIC_ROOT, path)) for path, source in sources)
    return [copy for path, source, copy in found if path not in collected.hashed_files or not _same(source, copy)]


def _same(source: Path, copy: Path) -> bool:
    return copy.exists() and copy.read_bytes() == prepared(source)
