"""`manage.py seed`: many believable people, for measuring; adds, never deletes."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from io import StringIO
from typing import Any
from uuid import UUID

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings as site
from django.core.management import CommandError, call_command
from django.db.models import Q
from django.utils import timezone
from pytest_django import Settings
from time_machine import TimeMachineFixture

from recovery import journal
from recovery.models import Entry, Episode, Person, Session
from recovery.plan.build import build_plan

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def development(settings: Settings) -> None:
    settings.DEBUG = True


def seed(persons: int = 20) -> str:
    """Add people, and give what the command said."""
    out = StringIO()
    call_command("seed", persons=persons, stdout=out)
    return out.getvalue()


def people() -> int:
    """How many there are, with an account and without."""
    return Person.objects.count() + Episode.objects.filter(owner=None).values("guest_key").distinct().count()


def written() -> dict[UUID, tuple[str, datetime, Any]]:
    """What stands in all journals."""
    return {each.id: (each.kind, each.at, each.data) for each in Entry.objects.all()}


def test_it_adds_as_many_as_asked_with_about_twenty_entries_each() -> None:
    said = seed(60)
    assert f"60 persons with {Entry.objects.count():,} entries added" in said
    assert people() == 60
    assert 15 < Entry.objects.count() / 60 < 25


def test_there_are_accounts_and_guests_running_and_closed_new_and_old() -> None:
    seed(60)
    ages = [timezone.now() - each for each in Episode.objects.values_list("created_at", flat=True)]
    assert min(ages) < timedelta(days=10)
    assert timedelta(days=1000) < max(ages) < timedelta(days=5 * 366)
    for guest in (True, False):
        mine = Episode.objects.filter(owner__isnull=guest)
        assert mine.open().exists()
        assert mine.exclude(closed_at=None).exists()


def test_every_journal_makes_a_plan_now_and_when_it_was_closed() -> None:
    seed()
    for episode in Episode.objects.all():
        entries = journal.read(episode)
        assert entries[-1].at <= timezone.now()
        assert build_plan(entries, episode.closed_at or timezone.now()).days is not None
        assert build_plan(entries, entries[-1].at).days


def test_the_database_has_given_each_journal_its_versions() -> None:
    seed()
    assert not Episode.objects.filter(Q(version=0) | Q(gate_version=0)).exists()


def test_no_guest_is_gone_with_the_next_prune() -> None:
    seed()
    call_command("prune", stdout=StringIO())
    assert people() == 20


def test_twice_adds_twice_and_changes_nothing_that_stood() -> None:
    seed()
    before = written()
    seed()
    after = written()
    assert {key: after[key] for key in before} == before
    assert people() == 40
    assert len(after) > len(before) * 1.3


def test_the_same_database_at_the_same_instant_gets_the_same_data(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(datetime(2026, 12, 7, 14, 20, tzinfo=UTC), tick=False)
    seen = []
    for _ in range(2):
        seed()
        seen.append(written())
        Episode.objects.all().delete()
        Person.objects.all().delete()
    assert seen[0] == seen[1]


def test_nobody_of_them_can_be_anybody() -> None:
    seed()
    assert not any(person.has_usable_password() for person in Person.objects.all())
    assert all(address.endswith("@example.com") for address in EmailAddress.objects.values_list("email", flat=True))
    assert not Session.objects.exists()


def test_a_real_site_is_left_alone_unless_told_plainly(settings: Settings) -> None:
    settings.DEBUG = False
    with pytest.raises(CommandError, match="real people may be here") as refused:
        seed()
    assert (refused.value.returncode, people()) == (2, 0)
    call_command("seed", persons=3, in_production=True, stdout=StringIO())
    assert people() == 3


@pytest.mark.parametrize("many", ["0", "-1", "x", "1.5", "²", "10000001", ""])
def test_a_number_that_is_none_is_refused(many: str) -> None:
    with pytest.raises(CommandError, match="write a whole number from 1 to 10000000"):
        call_command("seed", f"--persons={many}")
    assert people() == 0


def test_a_refusal_is_a_sentence_and_exit_code_2() -> None:
    command: list[Any] = [sys.executable, "manage.py", "seed", "--persons", "many"]
    done = subprocess.run(command, cwd=site.BASE_DIR, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "write a whole number from 1 to 10000000, not 'many'" in done.stderr
    assert "Traceback" not in done.stderr
