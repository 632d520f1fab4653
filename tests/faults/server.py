"""The site as it runs in earnest: `manage.py serve`, in processes of its own."""

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
PATIENCE = 60  # seconds for what takes one or two on a machine that has nothing else to do


def variables(url: str, **more: str) -> dict[str, str]:
    """The environment of a server, or of a command, on the database of this address."""
    ours = {"DJANGO_SETTINGS_MODULE": "tests.faults.settings", "DEBUG": "0", "SECRET_KEY": SECRET, "DATABASE_URL": url}
    # Servers start here again and again: what was compiled once is kept, whatever the machine thinks of that.
    compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(settings.BASE_DIR / ".cache/compiled")}
    return os.environ | ours | compiled | {"ALLOWED_HOSTS": "127.0.0.1"} | more


def run(url: str, *command: str, said: str = "") -> str:
    """Run Python with this on the database of this address, and say something to it; gives what it prints."""
    return subprocess.run(
        [sys.executable, *command],
        cwd=settings.BASE_DIR,
        env=variables(url),
        input=said,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout


class Server:
    """One `manage.py serve`, to be started, killed and started again on the same port."""

    def __init__(self, url: str, **more: str) -> None:
        """Keep what it runs with: `more` variables of the environment."""
        self.lines: list[str] = []
        self.folder = tempfile.TemporaryDirectory(prefix="backcare-faults-")  # one that is killed leaves its counts
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"
        size = {"WORKERS": str(WORKERS), "THREADS": str(THREADS)}
        self.environment = variables(url, PORT=str(self.port), TMPDIR=self.folder.name, **size, **more)

    def start(self) -> None:
        """Start it, and wait until all of it is there and it answers."""
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=settings.BASE_DIR,
            env=self.environment,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        # Through a pipe: a file would count in the limit by which a test fills the disk.
        threading.Thread(target=self._listen, args=[self.process], daemon=True).start()
        self.wait()

    def wait(self) -> None:
        """Wait until all of it is there and it answers."""
        end = time.monotonic() + PATIENCE
        while len(self.workers()) < WORKERS or not self.answers():
            assert self.process.poll() is None, "".join(self.lines)
            assert time.monotonic() < end, "".join(self.lines)
            time.sleep(0.05)

    def answers(self) -> bool:
        """Whether somebody answers, whatever they say."""
        try:
            return bool(Phone(self.port, patience=PATIENCE).get("/healthz").status)
        except (OSError, HTTPException):
            return False

    def workers(self) -> list[int]:
        """The process ids of its workers."""
        return [each.pid for each in psutil.Process(self.process.pid).children()]

    def told(self, since: int, answers: Collection[Answer]) -> list[str]:
        """What it logged after its first `since` lines. Waits for the last line of each answer: a pipe takes time."""
        asked, end = {answer.headers["X-Request-ID"] for answer in answers}, time.monotonic() + PATIENCE
        while asked - self._done(since):
            assert time.monotonic() < end, "".join(self.lines)
            time.sleep(0.05)
        return self.lines[since:]

    def kill(self) -> None:
        """End master and workers on the spot, as when the power fails for them alone."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def kill_workers(self) -> None:
        """End all workers on the spot; the master starts others."""
        for each in psutil.Process(self.process.pid).children():
            with suppress(psutil.NoSuchProcess):  # it was killed before, and its master has only now seen that
                each.kill()

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        """Ask it to end, and wait until it has; gives its exit code."""
        self.process.send_signal(how)
        return self.process.wait(PATIENCE)

    def _done(self, since: int) -> set[str]:
        """The ids of the requests that have had their line."""
        events = [json.loads(line) for line in self.lines[since:] if line.startswith("{")]
        return {each["request_id"] for each in events if each["logger"] == "backcare.access"}

    def _listen(self, process: subprocess.Popen[str]) -> None:
        assert process.stderr
        with process.stderr:
            self.lines.extend(process.stderr)
