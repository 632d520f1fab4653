"""A running plan for the tests of its pages."""

import pytest
from time_machine import TimeMachineFixture

from recovery.models import Episode, Person
from tests.web.stage import NOW, begin


@pytest.fixture
def episode(owner: Person, time_machine: TimeMachineFixture) -> Episode:
    """The owner's plan on Day 1, at ten in the morning."""
    time_machine.move_to(NOW, tick=False)
    return begin(owner)
