"""What the tests of the store share: requests, entries, and calls at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4

from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.db import connection
from django.http import HttpRequest
from django.test import RequestFactory

from recovery.models import Person, SessionStore
from recovery.plan.entries import Drink, Walk
from tests.clock import NOW as NOW

WALK = UUID(int=1)


def request_of(user: Person | None = None, session: SessionBase | None = None) -> HttpRequest:
    """Make a request of this person, or of a guest."""
    request = RequestFactory().get("/")
    request.user = user or AnonymousUser()
    request.session = session or SessionStore()
    return request


def walk(**fields: Any) -> Walk:
    """Make a walk, always under the same id."""
    given: dict[str, Any] = {"id": WALK, "at": NOW, "entered_at": NOW, "by": "self", "minutes": 5} | fields
    return Walk(**given)


def drink(**fields: Any) -> Drink:
    """Make a drink under a new id."""
    given: dict[str, Any] = {"id": uuid4(), "at": NOW, "entered_at": NOW, "by": "self", "ml": 200} | fields
    return Drink(**given)


def together(*tasks: Callable[[], object]) -> list[object]:
    """Run tasks at the same moment, each on its own connection. Returns their results or the errors they raised."""
    gate = Barrier(len(tasks))

    def run(task: Callable[[], object]) -> object:
        gate.wait()
        try:
            return task()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(tasks)) as pool:
        return list(pool.map(run, tasks))
