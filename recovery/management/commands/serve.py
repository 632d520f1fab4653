"""Run the site as a server: bring the database and the static files up to date, then answer until told to stop."""

from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import Error

from backcare import database, locks
from backcare.logs import sentence
from backcare.server import Server, share_counts
from backcare.static import prepared


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
    if not _stale():
        return
    with locks.beside(Path(settings.STATIC_ROOT)):
        stale = _stale()  # another process may have done it
        for path in stale:
            path.unlink(missing_ok=True)  # collectstatic goes by dates, and a package's may be older
        if stale:
            call_command("collectstatic", interactive=False, verbosity=0)


def _stale() -> list[Path]:
    """Find what is not collected, or not as it is now."""
    collected = cast(ManifestFilesMixin, staticfiles_storage)
    collected.hashed_files, collected.manifest_hash = collected.load_manifest()  # type: ignore[assignment]
    sources = ((path, storage.path(path)) for finder in get_finders() for path, storage in finder.list([]))
    found = ((path, Path(source), Path(settings.STATIC_ROOT, path)) for path, source in sources)
    return [copy for path, source, copy in found if path not in collected.hashed_files or not _same(path, source, copy)]


def _same(path: str, source: Path, copy: Path) -> bool:
    return copy.exists() and copy.read_bytes() == prepared(path, source.read_bytes())
