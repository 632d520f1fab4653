import pytest

from recovery.models import Episode, Person
from recovery.store import owners
from tests.store.stage import request_of


@pytest.fixture
def episode(owner: Person) -> Episode:
    """The open episode of the owner, still without entries."""
    return owners.open_episode(request_of(owner))
