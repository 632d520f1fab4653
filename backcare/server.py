"""The configuration of gunicorn: `manage.py serve` runs it with this module.

gunicorn loads the site once, and each worker starts as a copy of that process.
"""

import atexit
import gc
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from types import FrameType

from django.conf import settings
from gunicorn.app.wsgiapp import WSGIApplication
from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker
from gunicorn.workers.gthread import ThreadWorker

from backcare import database

STOPS = (signal.SIGTERM, signal.SIGQUIT)


class FinishingWorker(ThreadWorker):  # type: ignore[misc]
    """A worker that finishes its requests also on SIGQUIT, which Ctrl+C sends."""

    def handle_quit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to stop. gunicorn's own handler waits for a lock that the interrupted thread may hold."""
        self.handle_exit(sig, frame)


# --- what gunicorn reads

wsgi_app = "backcare.wsgi"
bind = f"{settings.HOST}:{settings.PORT}"
workers = settings.WORKERS
threads = settings.THREADS
worker_class = FinishingWorker
preload_app = True
control_socket_disable = True
logconfig_dict = settings.LOGGING


def on_starting(arbiter: Arbiter) -> None:
    """Stop a worker that is told to stop before gunicorn has set up its signal handlers."""
    os.register_at_fork(before=_block_stops, after_in_parent=_unblock_stops, after_in_child=_stop_at_once)


def post_worker_init(worker: Worker) -> None:
    """Keep the files beside an SQLite database while this worker runs."""
    worker.held = database.hold()


def when_ready(arbiter: Arbiter) -> None:
    """Make the loaded site fit to be copied: no connection to share, and memory that no collection touches."""
    database.let_go()
    gc.collect()
    gc.freeze()


def child_exit(arbiter: Arbiter, worker: Worker) -> None:
    """Drop the gauges of a worker that has ended."""
    if settings.METRICS_TOKEN:
        from prometheus_client.multiprocess import mark_process_dead

        mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


# --- what manage.py serve calls


def share_counts() -> None:
    """Make the folder in which all workers keep their counts. Call this before anything is counted."""
    # In memory, unless TMPDIR says otherwise: counting on a full disk would end the worker with a bus error.
    memory = "/dev/shm" if "TMPDIR" not in os.environ and os.access("/dev/shm", os.W_OK) else None  # noqa: S108
    folder = os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="backcare-metrics-", dir=memory)
    atexit.register(_remove, folder, os.getpid())


def start_beside(command: list[str]) -> None:
    """Start a process that ends when this one does."""
    subprocess.Popen(command)


def run() -> None:
    """Answer requests until gunicorn is told to stop."""
    sys.argv[1:] = [f"--config=python:{__name__}"]
    WSGIApplication().run()


def _remove(folder: str, owner: int) -> None:
    if os.getpid() == owner:  # a worker inherits this at its fork
        shutil.rmtree(folder, ignore_errors=True)


def _block_stops() -> None:
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)


def _unblock_stops() -> None:
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)


def _stop_at_once() -> None:
    for each in STOPS:
        signal.signal(each, signal.SIG_DFL)
    _unblock_stops()
