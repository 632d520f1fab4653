"""The site as in production: `manage.py serve` in separate processes."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Collection
from contextlib import suppress
from http.client import HTTPException

import psutil
from django.conf import settings

from tests.faults.phone import Answer, Phone

WORKERS, THREADS = 2, 4
SECRET = "only-for-the-tests-of-faults-" * 2
PATIENCE = 60  # seconds; an idle machine needs one or two


def variables(url: str, **more: str) -> dict[str, str]:
    """The environment of a server or a command that uses the database at this URL."""
    ours = {"DJANGO_SETTINGS_MODULE": "tests.faults.settings", "DEBUG": "0", "SECRET_KEY": SECRET, "DATABASE_URL": url}
    return os.environ | ours | {"ALLOWED_HOSTS": "127.0.0.1", "MAIL_HOST": "127.0.0.1"} | more


def run(url: str, *command: str, said: str = "", **more: str) -> str:
    """Run a Python command on the database at this URL, and return its output. `said` is its standard input."""
    return subprocess.run(
        [sys.executable, *command],
        cwd=settings.BASE_DIR,
        env=variables(url, **more),
        input=said,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout


class Server:
    """A `manage.py serve` that can be started, killed and started again on the same port."""

    def __init__(self, url: str, **more: str) -> None:
        """Prepare the environment; `more` adds variables."""
        self.lines: list[str] = []
        self.folder = tempfile.TemporaryDirectory(prefix="backcare-faults-")  # a killed server leaves its counts here
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        size = {"WORKERS": str(WORKERS), "THREADS": str(THREADS)}
        self.environment = variables(url, PORT=str(self.port), TMPDIR=self.folder.name, **size, **more)

    def start(self) -> None:
        """Start the server, and wait until all workers run and it answers."""
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=settings.BASE_DIR,
            env=self.environment,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        # A pipe, because a log file would fill up when a test limits the size of files.
        threading.Thread(target=self._listen, args=[self.process], daemon=True).start()
        self.wait()

    def wait(self) -> None:
        """Wait until all workers run and the server answers."""
        end = time.monotonic() + PATIENCE
        while len(self.workers()) < WORKERS or not self.answers():
            assert self.process.poll() is None, "".join(self.lines)
            assert time.monotonic() < end, "".join(self.lines)
            time.sleep(0.05)

    def answers(self) -> bool:
        """True if the server answers with any status."""
        try:
            return bool(Phone(self.port, patience=PATIENCE).get("/healthz").status)
        except (OSError, HTTPException):
            return False

    def workers(self) -> list[int]:
        """The process ids of its workers."""
        return [each.pid for each in psutil.Process(self.process.pid).children()]

    def logged(self, since: int, answers: Collection[Answer]) -> list[str]:
        """The log after the first `since` lines. Wait for the lines of these answers, because a pipe takes time."""
        asked, end = {answer.headers["X-Request-ID"] for answer in answers}, time.monotonic() + PATIENCE
        while asked - self._done(since):
            assert time.monotonic() < end, "".join(self.lines)
            time.sleep(0.05)
        return self.lines[since:]

    def kill(self) -> None:
        """Kill master and workers at once, as a power cut does."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def kill_workers(self) -> None:
        """Kill all workers at once. The master starts new ones."""
        for each in psutil.Process(self.process.pid).children():
            with suppress(psutil.NoSuchProcess):  # already dead
                each.kill()

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Ask the server to stop, wait, and return its exit code."""
        self.process.send_signal(how)
        return self.process.wait(PATIENCE)

    def _done(self, since: int) -> set[str]:
        """The ids of the requests that are logged."""
        events = [json.loads(line) for line in self.lines[since:] if line.startswith("{")]
        return {each["request_id"] for each in events if each["logger"] == "backcare.access"}

    def _listen(self, process: subprocess.Popen[str]) -> None:
        assert process.stderr
        with process.stderr:
            self.lines.extend(process.stderr)
