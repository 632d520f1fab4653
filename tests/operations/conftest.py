"""Fixtures with separate databases, and real servers on them."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.conf import settings
from django.db import connection
from pytest_django import DjangoDbBlocker

from backcare import database
from tests.test_settings import OURS, PRODUCTION, free_port

METRICS = "only-for-the-metrics-" * 3


@contextmanager
def made(name: str, folder: Path) -> Iterator[str]:
    """Make a database without tables, give its Django name, and delete it afterwards.

    Its name is its own: a site that has served from a database does not start if it finds that one empty, and folders
    of an earlier run of the tests may have had the same names.
    """
    name = f"{name}_{uuid4().hex}"
    if connection.vendor == "sqlite":
        yield str(folder / f"{name}.sqlite3")
        return
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    try:
        yield name
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def in_its_place(name: str) -> Iterator[None]:
    """Connect Django to another database instead of the test database."""
    before = connection.settings_dict["NAME"]
    database.let_go()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        database.let_go()
        connection.settings_dict["NAME"] = before


@pytest.fixture(scope="module")
def own_database(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """Give one module a database of its own, which its tests may destroy."""
    # Not a copy: PostgreSQL cannot copy a database with connections, and a browser's last request may have one.
    folder = tmp_path_factory.mktemp("own")
    with django_db_blocker.unblock(), made("own_of_a_module", folder) as name, in_its_place(name):
        database.migrate()
        yield


@pytest.fixture(scope="module")
def new_database(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Give the address of a database without tables."""
    with django_db_blocker.unblock(), made("new_for_servers", tmp_path_factory.mktemp("new")) as name:
        if connection.vendor == "sqlite":
            yield f"sqlite:///{name}"
        else:
            yield urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}").geturl()


@dataclass
class Served:
    """A running `manage.py serve`."""

    process: subprocess.Popen[str]
    port: int
    log: Path

    def ask(self, path: str, method: str = "GET", **headers: str) -> HTTPResponse:
        """Send a request as a proxy does."""
        http = HTTPConnection("127.0.0.1", self.port, timeout=30)
        http.request(method, path, headers={"Host": "backcare.example", "X-Forwarded-Proto": "https"} | headers)
        return http.getresponse()

    def answers(self) -> bool:
        """True if /healthz answers 200."""
        try:
            return self.ask("/healthz").status == 200
        except OSError:
            return False

    def lines(self) -> list[dict[str, Any]]:
        """Read the log so far."""
        return [json.loads(line) for line in self.log.read_text().splitlines()]

    def wait_for(self, done: Callable[[], Any]) -> None:
        """Wait until a condition is true. Fail with the log after a minute."""
        until = time.monotonic() + 60
        while not done():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < until, self.log.read_text()
            time.sleep(0.05)


@pytest.fixture(scope="module")
def servers(new_database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Served]]:
    """Start two servers at the same time on the new database, with only these variables."""
    environ = {name: value for name, value in os.environ.items() if name not in OURS}
    told = {name: value for name, value in PRODUCTION.items() if name != "DEBUG"}
    told |= {"DATABASE_URL": new_database, "TRUSTED_PROXIES": "1", "METRICS_TOKEN": METRICS}
    started = []
    for port in (free_port(), free_port()):
        log = tmp_path_factory.mktemp("log") / "lines"
        command, variables = [sys.executable, "manage.py", "serve"], environ | told | {"PORT": str(port)}
        with log.open("w") as file:
            process = subprocess.Popen(command, cwd=settings.BASE_DIR, env=variables, stderr=file, text=True)
        started.append(Served(process, port, log))
    yield started
    for each in started:
        each.process.terminate()
        each.process.wait()
