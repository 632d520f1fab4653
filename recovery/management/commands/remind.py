"""Send reminders until stopped. Several may run at once, also on several servers."""

import os
import signal
from argparse import ArgumentParser
from threading import Event, Thread
from typing import Any

from django.core.management.base import BaseCommand

from recovery.reminders.worker import Worker

LOOK = 1  # second between two looks at the parent


class Command(BaseCommand):
    """`manage.py remind`. SIGTERM and Ctrl+C end it after the messages that are on their way."""

    help = __doc__ or ""

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the option that ties it to another process."""
        parser.add_argument("--with-parent", type=int, metavar="PID", help="end when this process, its parent, ends")

    def handle(self, *, with_parent: int | None = None, **options: Any) -> None:
        """Work until a signal comes."""
        stop = Event()
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, lambda *_: stop.set())
        if with_parent:
            Thread(target=_end_with, args=(with_parent, stop), daemon=True).start()
        Worker().run(stop)


def _end_with(parent: int, stop: Event) -> None:
    while os.getppid() == parent and not stop.wait(LOOK):
        pass
    stop.set()
