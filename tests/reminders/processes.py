"""Real workers, in processes of their own."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.db import connection

from tests.reminders.service import PushService


@contextmanager
def running(service: PushService, ahead: timedelta = timedelta()) -> Iterator[subprocess.Popen[bytes]]:
    """Run a worker on the database of the test. Its clock is `ahead` of that of other processes."""
    name = str(connection.settings_dict["NAME"])
    postgresql = urlsplit(os.environ.get("DATABASE_URL", ""))._replace(path=f"/{name}").geturl()
    told = {
        "DATABASE_URL": f"sqlite:///{name}" if connection.vendor == "sqlite" else postgresql,
        "PUSH_SERVICES": service.host,
        "SSL_CERT_FILE": service.certificate,
        "CLOCK_SHIFT": str(float(os.environ["CLOCK_SHIFT"]) + ahead.total_seconds()),
    }
    command = [sys.executable, "manage.py", "remind"]
    with subprocess.Popen(command, cwd=settings.BASE_DIR, env=os.environ | told) as process:
        yield process
        process.kill()
