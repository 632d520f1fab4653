"""A push service, a plan with reminders, and a worker."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings
from time_machine import TimeMachineFixture

from recovery.models import Episode, Person
from recovery.reminders import push
from recovery.reminders.worker import Worker
from tests.reminders.service import PushService
from tests.reminders.stage import MINUTE, rings_on
from tests.web.stage import NOW, begin


@pytest.fixture
def service(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[PushService]:
    """A push service that the site knows and whose certificate it trusts."""
    with PushService(tmp_path).running() as found:
        monkeypatch.setenv("SSL_CERT_FILE", found.certificate)
        push._context.cache_clear()
        settings.PUSH_SERVICES = [found.host]
        yield found
    push._context.cache_clear()


@pytest.fixture
def episode(owner: Person, time_machine: TimeMachineFixture) -> Episode:
    """The owner's plan on Day 1, a minute after ten in the morning."""
    time_machine.move_to(NOW + MINUTE, tick=False)
    return begin(owner)


@pytest.fixture
def ringing(episode: Episode, service: PushService) -> Episode:
    """The owner's plan, whose phone rings."""
    rings_on(episode, service)
    return episode


@pytest.fixture
def worker() -> Iterator[Worker]:
    """A worker; `worker.work()` is one round of it."""
    made = Worker()
    yield made
    made.pool.shutdown()
