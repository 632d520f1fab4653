"""Acknowledged entries survive kills of the site, and each is stored once."""

import random
import signal
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http.client import HTTPException

import pytest

from tests.faults.databases import Database
from tests.faults.phone import Phone, new_id, saved
from tests.faults.server import PATIENCE, SECRET, Server

KILLS = 20
PHONES, AT_ONCE = 6, 5
WALKERS = ("owner", "owner", "other", "guest", "passer_by", "passer_by")


class Walker(threading.Thread):
    """A person who logs walks, and sends each one until it is acknowledged."""

    def __init__(self, phone: Phone) -> None:
        """Start without walks."""
        super().__init__(daemon=True)
        self.phone, self.over = phone, threading.Event()
        self.acknowledged: list[str] = []
        self.unanswered: list[str] = []  # walks sent to a server that stopped or was down
        self.odd: list[int] = []  # statuses that are not an acknowledgement

    def run(self) -> None:
        while not self.over.is_set():
            walk = new_id()
            while not self._sent(walk):
                time.sleep(0.02)
            self.acknowledged.append(walk)

    def _sent(self, walk: str) -> bool:
        try:
            answer = self.phone.walk(walk)
        except (OSError, HTTPException):
            self.unanswered.append(walk)
            return False
        if not saved(answer, walk):
            self.odd.append(answer.status)
        return saved(answer, walk)


@contextmanager
def another(database: Database) -> Iterator[Server]:
    """A server with production limits. It counts metrics, which must survive a killed worker too."""
    server = Server(database.url, METRICS_TOKEN=SECRET)
    server.start()
    try:
        yield server
    finally:
        server.kill()


@pytest.fixture
def server(database: Database) -> Iterator[Server]:
    with another(database) as server:
        yield server


@pytest.fixture
def before(database: Database) -> list[str]:
    """The walks in the database before the test."""
    return database.ids("walk")


@pytest.fixture
def walkers(server: Server, keys: dict[str, str], before: list[str]) -> list[Walker]:
    """Several people at the same time, two of them with two phones."""
    walkers = [Walker(Phone(server.port, keys[name])) for name in WALKERS]
    for each in walkers:
        each.start()
    return walkers


def walk_on(walkers: list[Walker], more: int) -> None:
    """Wait until `more` walks are acknowledged."""
    goal = sum(len(each.acknowledged) for each in walkers) + more
    end = time.monotonic() + PATIENCE
    while sum(len(each.acknowledged) for each in walkers) < goal:
        assert all(each.is_alive() for each in walkers)
        assert time.monotonic() < end, "no answer any more"
        time.sleep(0.01)


def finish(walkers: list[Walker]) -> None:
    """Stop all walkers."""
    for each in walkers:
        each.over.set()
    for each in walkers:
        each.join(60)
        assert not each.is_alive()


def walked(before: list[str], walkers: list[Walker]) -> list[str]:
    """The walks that must be in the database, each once."""
    return sorted([*before, *(walk for each in walkers for walk in each.acknowledged)])


def test_no_kill_loses_or_doubles_an_acknowledged_walk(
    database: Database, server: Server, before: list[str], walkers: list[Walker]
) -> None:
    chance = random.Random(KILLS)
    for number in range(KILLS):
        walk_on(walkers, more=5)
        time.sleep(chance.uniform(0, 0.2))
        if number % 4:
            server.kill_workers()
        else:
            server.kill()
            server.start()
    finish(walkers)
    assert database.ids("walk") == walked(before, walkers)
    assert database.sound()
    assert [status for each in walkers for status in each.odd] == []


def test_one_walk_sent_to_two_servers_at_once_is_one_entry(
    database: Database, server: Server, before: list[str], keys: dict[str, str]
) -> None:
    with another(database) as second, ThreadPoolExecutor(PHONES) as crowd:
        phones = [Phone(each.port, keys["owner"]) for each in (server, second) for _ in range(PHONES // 2)]
        ready = threading.Barrier(PHONES)
        walks = [new_id() for _ in range(AT_ONCE)]

        def send(phone: Phone) -> list[bool]:
            return [ready.wait() >= 0 and saved(phone.walk(walk), walk) for walk in walks]

        assert all(all(answers) for answers in crowd.map(send, phones))
    assert database.ids("walk") == sorted([*before, *walks])


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT], ids=lambda how: how.name)
def test_a_stop_loses_no_entry_and_no_answer(
    database: Database, server: Server, before: list[str], walkers: list[Walker], how: signal.Signals
) -> None:
    walk_on(walkers, more=5)
    assert server.stop(how) == 0
    stopped = set(database.ids("walk"))
    server.start()
    walk_on(walkers, more=5)
    finish(walkers)
    assert database.ids("walk") == walked(before, walkers)
    assert [walk for each in walkers for walk in each.unanswered if walk in stopped] == []  # stored, not answered
    assert [status for each in walkers for status in each.odd] == []
