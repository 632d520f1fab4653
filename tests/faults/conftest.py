"""Fixtures of the fault tests: a database of the kind that the suite runs on, and a real server that uses it."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connections
from playwright.sync_api import BrowserContext, Page

from tests.faults.databases import Database, Postgresql, Sqlite, crash
from tests.faults.server import Server, run
from tests.postgresql import start as start_postgresql


def kind(config: pytest.Config) -> str:
    """The kind of database that the suite runs on."""
    return str(config.getoption("database") or connections["default"].vendor)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "fault" in metafunc.fixturenames:
        faults = Postgresql.FAULTS if kind(metafunc.config) == "postgresql" else Sqlite.FAULTS
        metafunc.parametrize("fault", faults, scope="module")


@pytest.fixture(scope="session")
def cluster() -> Iterator[Any]:
    """A PostgreSQL server for these tests only, because they stop it."""
    server = start_postgresql()
    yield server
    crash(server)  # faster than a stop, and its data is not needed
    server.cleanup()


@pytest.fixture(scope="session")
def empty(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Database:
    """An empty database."""
    if kind(request.config) == "postgresql":
        return Postgresql(request.getfixturevalue("cluster"), "empty").create()
    return Sqlite(tmp_path_factory.mktemp("faults") / "empty.sqlite3")


@pytest.fixture(scope="session")
def cast(empty: Database) -> tuple[Database, dict[str, str]]:
    """A database with the people of `cast.py`, and the keys of their sessions."""
    house = empty.copy("house")
    return house, json.loads(run(house.url, "-m", "tests.faults.cast"))


@pytest.fixture(scope="module")
def database(cast: tuple[Database, dict[str, str]], request: pytest.FixtureRequest) -> Database:
    """A copy of that database for the tests of one file."""
    return cast[0].copy(request.module.__name__.rpartition(".")[2])


@pytest.fixture(scope="module")
def server(database: Database) -> Iterator[Server]:
    """A server for all tests of one file, with short timeouts."""
    server = Server(database.url, **database.short)
    server.start()
    yield server
    server.kill()


@pytest.fixture(scope="session")
def keys(cast: tuple[Database, dict[str, str]]) -> dict[str, str]:
    """The session of each person and guest, and the secret of the helper's link."""
    return cast[1]


@pytest.fixture
def browsing(new_context: Callable[..., BrowserContext], server: Server, keys: dict[str, str]) -> Callable[..., Page]:
    """Open a browser with the session of a person or guest: `browsing("owner", color_scheme="dark")`."""

    def browse(who: str, **options: Any) -> Page:
        context = new_context(**options)
        if who in keys:
            context.add_cookies([{"name": "sessionid", "value": keys[who], "url": server.address}])
        return context.new_page()

    return browse
