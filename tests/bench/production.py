"""Production servers to measure, and the clock of their CPU."""

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import AbstractContextManager
from functools import cache
from typing import Any, Self

import psutil

from tests.bench.phones import PATIENCE, Phone, Wire
from tests.bench.tables import ROOT

SITE, FLOOR = "tests.bench.site.settings", "tests.bench.floor.settings"


def production(database: str, settings: str = SITE) -> dict[str, str]:
    """The environment of a server that stands behind one proxy, with nothing in it of whoever runs the bench."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    return kept | {
        "DJANGO_SETTINGS_MODULE": settings,
        "DATABASE_URL": database,
        "DEBUG": "0",
        "SECRET_KEY": "for-benches-only-" * 4,
        "ALLOWED_HOSTS": "localhost",
        "MAIL_HOST": "localhost",
        "TRUSTED_PROXIES": "1",
    }


def manage(database: str, *command: str, settings: str = SITE, **more: str) -> None:
    """Run a command of the site on this database, in an environment with `more`."""
    line, environ = [sys.executable, "-m", "django", *command], production(database, settings) | more
    subprocess.run(line, cwd=ROOT, env=environ, check=True, stdout=subprocess.DEVNULL)


def cast(database: str, *words: str) -> Any:
    """Make people in a database, or look them up; gives what tests/bench/cast.py tells of them."""
    line = [sys.executable, "-m", "tests.bench.cast", *words]
    made = subprocess.run(line, cwd=ROOT, env=production(database), check=True, stdout=subprocess.PIPE)
    return json.loads(made.stdout)


@cache
def collect_static() -> None:
    """Make the static files with their hashed names and compressed twins, once."""
    manage("sqlite:///:memory:", "collectstatic", "--noinput", "-v", "0")


class Server(AbstractContextManager["Server"]):
    """The site as `manage.py serve` runs it, or the floor alone, on a free port of this machine until the `with` ends.

    It has answered once when the `with` begins, unless told not to `wait`.
    """

    def __init__(self, database: str, settings: str = SITE, workers: int = 1, wait: bool = True) -> None:
        collect_static()
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.wait, self.wire = wait, Wire(self.port)
        self.log = tempfile.TemporaryFile("w+")  # noqa: SIM115 - closed with the server
        self.started = time.monotonic()
        alone = settings.startswith("tests.bench.floor")
        command = [sys.executable, *(("-m", "tests.bench.floor.serve") if alone else ("manage.py", "serve"))]
        environ = production(database, settings) | {"PORT": str(self.port), "WORKERS": str(workers)}
        self.process = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=self.log, stderr=self.log)

    def first_answer(self, path: str, cookies: Mapping[str, str] | None = None) -> float:
        """Wait until a page comes; gives the seconds since the start."""
        while True:
            try:
                self.phone(cookies).get(path)
                return time.monotonic() - self.started
            except OSError:
                if self.process.poll() is not None or time.monotonic() - self.started > PATIENCE:
                    raise RuntimeError(f"The server did not start:\n{self.told()}") from None
                self.wire.connection.close()
                time.sleep(0.005)

    def phone(self, cookies: Mapping[str, str] | None = None) -> "Phone":
        """A browser with these cookies; all of one server share its wire."""
        return Phone(self.wire, dict(cookies or {}))

    def workers(self) -> list[int]:
        """The process ids of the workers."""
        return [child.pid for child in psutil.Process(self.process.pid).children()]

    def told(self) -> str:
        """What it wrote to its log so far."""
        self.log.seek(0)
        return self.log.read()

    def __enter__(self) -> Self:
        if self.wait:
            self.first_answer("/")
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(PATIENCE)
        self.log.close()


def cpu_of(pid: int) -> float:
    """The CPU seconds that a process has used, all its threads together, seen from outside."""
    if sys.platform == "linux":
        return time.clock_gettime((~pid << 3) | 2)  # the kernel's clock of that process, in nanoseconds
    times = psutil.Process(pid).cpu_times()  # elsewhere in steps of 10 ms, so batches must be long
    return times.user + times.system
