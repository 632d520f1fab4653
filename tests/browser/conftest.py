"""Phones for the journeys: with and without scripts, signed in or not, each in a browser context of its own."""

from collections.abc import Callable, Iterator
from typing import Any, Protocol
from urllib.parse import urlsplit

import pytest
import time_machine
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer
from pytest_playwright.pytest_playwright import CreateContextCallback
from time_machine import TimeMachineFixture

from recovery.views import sw
from tests.browser.cast import Role
from tests.browser.offline import SHIFTED, Offline, OfflinePhone
from tests.browser.relay import Relay
from tests.browser.steps import Watch, give_session
from tests.browser.timers import DEVICE

Phone = Callable[[Role], Page]


class NewPhone(Protocol):
    """Opens a watched page: `new_phone(role.client, java_script_enabled=False)`."""

    def __call__(self, client: Client | None = None, **options: Any) -> Page: ...


@pytest.fixture(params=[True, False], ids=["with_script", "without_script"])
def script(request: pytest.FixtureRequest) -> bool:
    """Whether scripts run on the phone: the test runs once with and once without."""
    return bool(request.param)


@pytest.fixture
def new_phone(new_context: CreateContextCallback, live_server: LiveServer, watched: Watch) -> NewPhone:
    """Open a phone of its own, signed in if a test client is given."""

    def open_phone(client: Client | None = None, **options: Any) -> Page:
        context = new_context(base_url=live_server.url, **options)
        if client:
            give_session(context, client, live_server.url)
        return watched(context.new_page())

    return open_phone


@pytest.fixture
def phone(new_phone: NewPhone) -> Phone:
    """Open Today of a person on a phone whose device is simulated: `phone(cast.cold())`."""

    def open_today(role: Role) -> Page:
        page = new_phone(role.client)
        page.add_init_script(DEVICE)
        page.clock.install(time=role.now)
        with time_machine.travel(role.now, tick=True):
            page.goto("/today/")
        return page

    return open_today


# --- without signal


@pytest.fixture
def relay(live_server: LiveServer) -> Iterator[Relay]:
    address = urlsplit(live_server.url)
    relay = Relay(str(address.hostname), int(address.port or 0))
    yield relay
    relay.shut()


@pytest.fixture
def offline(
    new_context: CreateContextCallback, relay: Relay, monkeypatch: pytest.MonkeyPatch, time_machine: TimeMachineFixture
) -> OfflinePhone:
    """Open Today of a person on a phone whose worker may keep pages: `offline(cast.cold())`."""

    def open_today(role: Role) -> Offline:
        script, shift = sw._script, SHIFTED % int(role.now.timestamp() * 1000)
        monkeypatch.setattr(sw, "_script", lambda: shift + script())
        time_machine.move_to(role.now)
        context = new_context(base_url=relay.url, service_workers="allow")
        give_session(context, role.client, relay.url)
        return Offline(context, relay, role)

    return open_today
