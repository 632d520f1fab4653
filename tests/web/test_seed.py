"""`manage.py seed` adds many believable people, for measuring. It never deletes."""

import subprocess
import sys
from datetime import datetime, timedelta
from io import StringIO
from typing import Any
from uuid import UUID

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as site
from django.core.management import CommandError, call_command
from pytest_django import Settings
from time_machine import TimeMachineFixture

from recovery.models import Entry, Episode, Person, Session
from recovery.plan.build import build_plan
from recovery.store import journal
from tests.clock import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def development(settings: Settings, time_machine: TimeMachineFixture) -> None:
    settings.DEBUG = True
    time_machine.move_to(NOW, tick=False)


def seed(persons: int = 20) -> str:
    """Add people, and return what the command printed."""
    out = StringIO()
    call_command("seed", persons=persons, stdout=out)
    return out.getvalue()


def people() -> int:
    """The number of people, with an account and without."""
    return Person.objects.count() + Episode.objects.filter(owner=None).values("guest_key").distinct().count()


def written() -> dict[UUID, tuple[str, datetime, Any]]:
    """The entries of all journals."""
    return {each.id: (each.kind, each.at, each.data) for each in Entry.objects.all()}


def test_each_person_has_about_twenty_entries() -> None:
    said = seed(60)
    assert f"60 persons with {Entry.objects.count():,} entries added" in said
    assert people() == 60
    assert 15 < Entry.objects.count() / 60 < 25


def test_people_are_varied() -> None:
    seed(60)
    ages = [NOW - each for each in Episode.objects.values_list("created_at", flat=True)]
    assert min(ages) < timedelta(days=10)
    assert timedelta(days=1000) < max(ages) < timedelta(days=5 * 366)
    for guest in (True, False):
        mine = Episode.objects.filter(owner__isnull=guest)
        assert mine.open().exists()
        assert mine.exclude(closed_at=None).exists()


def test_every_journal_gives_a_plan_now_and_when_it_was_closed() -> None:
    seed()
    for episode in Episode.objects.all():
        entries = journal.read(episode)
        assert entries[-1].at <= NOW
        assert build_plan(entries, episode.closed_at or NOW).days is not None
        assert build_plan(entries, entries[-1].at).days


def test_the_next_prune_deletes_nobody() -> None:
    seed()
    call_command("prune", stdout=StringIO())
    assert people() == 20


def test_a_second_run_adds_people_and_changes_no_entry() -> None:
    seed()
    before = written()
    seed()
    after = written()
    assert {key: after[key] for key in before} == before
    assert people() == 40
    assert len(after) > len(before) * 1.3


def test_the_same_database_at_the_same_instant_gets_the_same_people() -> None:
    seen = []
    for _ in range(2):
        seed()
        seen.append(written())
        Episode.objects.all().delete()
        Person.objects.all().delete()
    assert seen[0] == seen[1]


def test_nobody_can_log_in_as_one_of_them() -> None:
    seed()
    assert not any(person.has_usable_password() for person in Person.objects.all())
    assert all(address.endswith("@example.com") for address in EmailAddress.objects.values_list("email", flat=True))
    assert not Session.objects.exists()


def test_a_production_site_is_refused_without_the_option(settings: Settings) -> None:
    settings.DEBUG = False
    with pytest.raises(CommandError, match="real people may be here") as refused:
        seed()
    assert (refused.value.returncode, people()) == (2, 0)
    call_command("seed", persons=3, in_production=True, stdout=StringIO())
    assert people() == 3


@pytest.mark.parametrize("many", ["0", "-1", "x", "1.5", "²", "10000001", ""])
def test_a_wrong_number_is_refused(many: str) -> None:
    with pytest.raises(CommandError, match="write a whole number from 1 to 10000000"):
        call_command("seed", f"--persons={many}")
    assert people() == 0


def test_a_refusal_is_a_sentence_and_exit_code_2() -> None:
    command: list[Any] = [sys.executable, "manage.py", "seed", "--persons", "many"]
    done = subprocess.run(command, cwd=site.BASE_DIR, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "write a whole number from 1 to 10000000, not 'many'" in done.stderr
    assert "Traceback" not in done.stderr
