"""A running plan for the tests of its pages."""

from datetime import timedelta
from uuid import uuid4

import pytest
from time_machine import TimeMachineFixture

from recovery.models import Episode, Person
from recovery.store import journal
from tests.web.stage import NOW, begin, write


@pytest.fixture
def episode(owner: Person, time_machine: TimeMachineFixture) -> Episode:
    """The owner's plan on Day 1, at ten in the morning."""
    time_machine.move_to(NOW, tick=False)
    return begin(owner)


@pytest.fixture
def lived(episode: Episode) -> Episode:
    """The owner's plan with a logged morning and a closed episode."""
    walk = write(episode, "walk", NOW - timedelta(hours=1), minutes=4, pain_before=5, pain_after=5)
    write(episode, "check_in", NOW - timedelta(minutes=50), pain=4, screened=True, note="=ow, ü")
    journal.withdraw(episode, walk.id, uuid4(), NOW)
    past = Episode.objects.create(owner=episode.owner, closed_at=NOW - timedelta(days=70))
    write(past, "about", NOW - timedelta(days=90), time_zone="Asia/Tokyo")
    write(past, "onset", NOW - timedelta(days=90), started_at=NOW - timedelta(days=90))
    return episode
