"""gunicorn, as `manage.py serve` runs it: it loads the site once, and each worker begins as a copy of that."""

import atexit
import gc
import os
import shutil
import signal
import tempfile
from collections.abc import Callable
from types import FrameType
from typing import Any

from django.conf import settings
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.config import Config
from gunicorn.glogging import Logger
from gunicorn.workers.base import Worker
from gunicorn.workers.gthread import ThreadWorker

from backcare import database

STOPS = (signal.SIGTERM, signal.SIGQUIT)


class OurLogger(Logger):  # type: ignore[misc]
    """What gunicorn has to say goes where all lines go. Requests are told by backcare.logs."""

    def setup(self, cfg: Config) -> None:
        """Take away the handlers of gunicorn's own."""
        super().setup(cfg)
        self.error_log.handlers.clear()
        self.error_log.propagate = True


class OurWorker(ThreadWorker):  # type: ignore[misc]
    """A worker that finishes what runs also when it is told to quit, as by Ctrl+C."""

    def handle_quit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to stop. gunicorn's own would wait here for a lock that whoever it interrupts may hold: for ever."""
        self.handle_exit(sig, frame)


class Server(BaseApplication):  # type: ignore[misc]
    """The whole configuration of the server; no file and no command line adds to it."""

    def load_config(self) -> None:
        """Set what differs from gunicorn's own."""
        told = {
            "bind": f"{settings.HOST}:{settings.PORT}",
            "workers": settings.WORKERS,
            "threads": settings.THREADS,
            "worker_class": OurWorker,
            "preload_app": True,
            "control_socket_disable": True,
            "logger_class": OurLogger,
        }
        if settings.METRICS_TOKEN:
            told["child_exit"] = _forget
        for name, value in told.items():
            self.cfg.set(name, value)

    def load(self) -> Callable[..., Any]:
        """Load the site, with no connection that two workers could share."""
        from backcare.wsgi import application

        database.let_go()
        gc.collect()
        gc.set_threshold(50_000)  # one look at what requests left behind for twenty of them
        gc.freeze()  # no collection looks at what is loaded, so it stays shared
        return application

    def run(self) -> None:
        """Answer until told to stop."""
        os.register_at_fork(before=_hold, after_in_parent=_let_come, after_in_child=_stop_at_once)
        super().run()


def share_counts() -> None:
    """Make the folder where the counts of all workers meet. To be done before anything is counted."""
    # In memory, unless told where: on a disk that is full, to count would end the worker with a bus error.
    memory = "/dev/shm" if "TMPDIR" not in os.environ and os.access("/dev/shm", os.W_OK) else None  # noqa: S108
    folder = os.environ["PROMETHEUS_MULTIPROC_DIR"] = tempfile.mkdtemp(prefix="backcare-metrics-", dir=memory)
    atexit.register(_clear, folder, os.getpid())


def _forget(_: Arbiter, worker: Worker) -> None:
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(worker.pid)  # type: ignore[no-untyped-call]


def _clear(folder: str, owner: int) -> None:
    if os.getpid() == owner:  # workers come by here too
        shutil.rmtree(folder, ignore_errors=True)


# A worker that is told to stop while it still begins does so. As forked, it would not hear of it, so that waits.
def _hold() -> None:
    signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)


def _let_come() -> None:
    signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)


def _stop_at_once() -> None:
    for each in STOPS:
        signal.signal(each, signal.SIG_DFL)
    _let_come()
