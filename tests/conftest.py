"""Fixtures for all tests: the clock, the database, people (owner, stranger, guest) and a phone's browser."""

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from socketserver import StreamRequestHandler
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.account.models import EmailAddress
from axe_playwright_python.base import AXE_SCRIPT, AxeResults
from django.conf import settings
from django.core.cache import cache
from django.db import connections
from django.db.models.signals import post_migrate
from django.test import Client
from django.utils import translation
from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Playwright, Request, ViewportSize, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer
from pytest_playwright.pytest_playwright import CreateContextCallback
from time_machine import TimeMachineFixture

from backcare import env
from recovery.models import Person
from tests import chromium, clock
from tests.missing import missing
from tests.postgresql import start as start_postgresql

# Playwright runs an event loop, and Django refuses database queries beside a running event loop without this.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
# A fast hash: the passwords of tests protect nothing.
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
clock.shift_subprocesses()
# Tests start many Python processes, so keep compiled bytecode even if the environment turns that off.
os.environ |= {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(settings.BASE_DIR / ".cache/compiled")}

# Databases of the tests lie in memory if it has room, because no power cut is tested: each commit waits for a disk.
MEMORY = Path("/dev/shm")
if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > 500_000_000:  # bytes
    os.environ["PYTEST_DEBUG_TEMPROOT"] = str(MEMORY)

# Servers of tests send headers and body apart. Without this a body waits up to 40 ms until its headers are confirmed.
StreamRequestHandler.disable_nagle_algorithm = True

# A generous timeout, for a busy machine. A passing test does not wait for it.
PATIENCE = 30_000  # milliseconds
expect.set_options(timeout=PATIENCE)

# A service worker fetches pages for itself, which only tests of phones without signal want. "Ring me" may start it.
NO_WORKER = """if (navigator.serviceWorker) {
  const start = navigator.serviceWorker.register.bind(navigator.serviceWorker);
  const byItself = () => new Error().stack.includes("startWorker");
  navigator.serviceWorker.register = (url) => byItself() ? new Promise(() => {}) : start(url);
}"""

PHONE: ViewportSize = {"width": 390, "height": 844}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--database", choices=["sqlite", "postgresql"], help="database to test on (default: DATABASE_URL)")


def pytest_report_header(config: pytest.Config) -> str:
    return f"database: {config.getoption('database') or connections['default'].vendor}"


# --- the clock


@pytest.fixture(autouse=True)
def start_time(time_machine: TimeMachineFixture) -> None:
    """Start the clock of the test at `clock.NOW` and let it run on."""
    time_machine.move_to(clock.NOW)


@pytest.fixture
def languages(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Django look texts up, as it will once the site has a second language."""
    settings.USE_I18N = True
    monkeypatch.setattr(translation, "_trans", type(vars(translation)["_trans"])())


@pytest.fixture
def new_context(new_context: CreateContextCallback) -> Callable[..., BrowserContext]:
    """Start the clock of every new browser at the same instant."""

    def make(**options: Any) -> BrowserContext:
        context = new_context(**options)
        context.clock.install(time=clock.NOW)
        if "service_workers" not in options:
            context.add_init_script(NO_WORKER)
        return context

    return make


# --- databases


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """Run a PostgreSQL server for this session and return its address."""
    server = start_postgresql()
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> None:
    if request.config.getoption("database") == "postgresql":
        os.environ["DATABASE_URL"] = request.getfixturevalue("postgresql")
        settings.DATABASES["default"] = env.database("DATABASE_URL", "", "")
        connections.settings = connections.configure_settings(settings.DATABASES)
        connections["default"].close()
        del connections["default"]
    elif connections["default"].vendor == "sqlite":
        # A file, as in production: in memory all threads would share one connection, and locks would not be tested.
        connections["default"].settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("db") / "test.sqlite3")
        connections["default"].settings_dict["OPTIONS"]["timeout"] = PATIENCE / 1000  # locks of several threads


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    """Make the tables. Nobody has permissions here, so a test that ends with empty tables need not write them again."""
    post_migrate.disconnect(dispatch_uid="django.contrib.auth.management.create_permissions")


@pytest.fixture(autouse=True)
def forget_counts(request: pytest.FixtureRequest) -> Iterator[None]:
    """Empty the cache after a test that commits: rate limits count in it, and the flush leaves its table alone."""
    marker = request.node.get_closest_marker("django_db")
    keeps = "transactional_db" in request.fixturenames or (marker and marker.kwargs.get("transaction"))
    if keeps:
        request.getfixturevalue("transactional_db")
    yield
    if keeps:
        cache.clear()


# --- people


def make_person(email: str) -> Person:
    """Make a person with a confirmed e-mail address."""
    person = Person.objects.create_user(email, "a good long password")
    EmailAddress.objects.create(user=person, email=email, verified=True, primary=True)
    return person


def client_of(person: Person) -> Client:
    """Make a test client that is signed in as this person."""
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def owner(db: None) -> Person:
    """The person who owns the plan."""
    return make_person("owner@example.com")


@pytest.fixture
def stranger(db: None) -> Person:
    """Another person with an account."""
    return make_person("stranger@example.com")


@pytest.fixture
def owner_client(owner: Person) -> Client:
    return client_of(owner)


@pytest.fixture
def stranger_client(stranger: Person) -> Client:
    return client_of(stranger)


@pytest.fixture
def guest(db: None) -> Client:
    """A test client without an account."""
    return Client()


# --- the browser


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any], playwright: Playwright) -> dict[str, Any]:
    path = chromium.find(playwright)
    if path is None:
        missing("Browser tests need Chromium")
    return browser_type_launch_args | {"executable_path": path, "args": chromium.FLAGS}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return browser_context_args | {"viewport": PHONE, "timezone_id": "Europe/London", "locale": "en-GB"}


@pytest.fixture
def watched() -> Iterator[Callable[[Page], Page]]:
    """Fail the test on a console message, script error or request to another host: `watched(context.new_page())`."""
    faults: list[str] = []

    def listen(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            faults.append(f"console: {message.text}")

    def look(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme.startswith("http") and address.hostname not in ("localhost", "127.0.0.1"):
            faults.append(f"request to another host: {request.url}")

    def watch(page: Page) -> Page:
        page.on("console", listen)  # the browser also reports CSP violations here
        page.on("pageerror", lambda error: faults.append(f"script: {error}"))
        page.on("request", look)
        page.set_default_timeout(PATIENCE)
        return page

    yield watch
    assert not faults, "\n".join(faults)


@pytest.fixture
def live_server(live_server: LiveServer, transactional_db: None) -> Iterator[LiveServer]:
    """The site for a browser. Wait for its last requests before the database is flushed."""
    yield live_server
    until = time.monotonic() + PATIENCE / 1000
    # Not join(): it fails for a thread that is just being started.
    while any("process_request_thread" in each.name for each in threading.enumerate()) and time.monotonic() < until:
        time.sleep(0.005)


@pytest.fixture
def page(page: Page, watched: Callable[[Page], Page]) -> Page:
    """A watched page of a phone."""
    return watched(page)


@pytest.fixture
def sign_in(page: Page, live_server: LiveServer) -> Callable[[Client], None]:
    """Give the page the session of a test client: `sign_in(owner_client)`."""

    def use(client: Client) -> None:
        cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
        page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])

    return use


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], None]:
    """Fail if the page has an accessibility violation now: `axe(page)`."""
    options = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
    violations = "options => axe.run(options).then(({ violations }) => ({ violations }))"  # the rest is 50 kB each time

    def check(page: Page) -> None:
        page.wait_for_load_state()  # a click returns before the page it leads to has any content
        if not page.evaluate("'axe' in window"):  # load axe once per page
            page.evaluate(AXE_SCRIPT)
        results = AxeResults(page.evaluate(violations, options))
        assert results.violations_count == 0, results.generate_report()

    return check
