"""The site as it runs in earnest: gunicorn with the flags of the README, in processes of its own."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
from http.client import HTTPException

from django.conf import settings

from tests.faults.phone import Phone

WORKERS = 2
FLAGS = ("--worker-class", "gthread", "--threads", "4", "--workers", str(WORKERS), "--no-control-socket")
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
    """One gunicorn, to be started, killed and started again on the same port."""

    def __init__(self, url: str, *flags: str, **more: str) -> None:
        """Keep what it runs with: `flags` beside those of the README, `more` variables of the environment."""
        self.flags, self.environment = (*FLAGS, *flags), variables(url, **more)
        self.lines: list[str] = []
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port: int = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        command = [sys.executable, "-m", "gunicorn", "backcare.wsgi", "--bind", f"127.0.0.1:{self.port}", *self.flags]
        self.process = subprocess.Popen(
            command,
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
        """Wait until it answers."""
        end = time.monotonic() + PATIENCE
        while not self.answers():
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
        """The process ids of its workers, as it tells them: all that ever were, the newest last."""
        return [int(pid) for pid in re.findall(r"Booting worker with pid: (\d+)", "".join(self.lines))]

    def told(self, since: int, least: int) -> list[str]:
        """What it logged after its first `since` lines. Waits for `least` of them: they come through a pipe."""
        end = time.monotonic() + PATIENCE
        while len(self.lines) < since + least and time.monotonic() < end:
            time.sleep(0.01)
        return self.lines[since:]

    def kill(self) -> None:
        """End master and workers on the spot, as when the power fails for them alone."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def kill_workers(self) -> None:
        """End all workers on the spot; the master starts others."""
        for pid in self.workers()[-WORKERS:]:
            os.kill(pid, signal.SIGKILL)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        """Ask it to end, and wait until it has."""
        self.process.send_signal(how)
        self.process.wait(PATIENCE)

    def _listen(self, process: subprocess.Popen[str]) -> None:
        assert process.stderr
        with process.stderr:
            self.lines.extend(process.stderr)
