"""Episodes leave the database whole and come back once."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.http import HttpRequest
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from recovery.models import Entry, Episode, Person
from recovery.plan.entries import About, Onset
from recovery.store import copies, journal, owners
from recovery.store.copies import SavedEpisode
from tests.store.stage import NOW, drink, request_of, together, walk

pytestmark = pytest.mark.django_db

ABOUT = About(id=UUID(int=8), at=NOW, entered_at=NOW, by="self", time_zone="Europe/London")
ONSET = Onset(id=UUID(int=9), at=NOW, entered_at=NOW, by="self", started_at=NOW)
SAVED = SavedEpisode(UUID(int=7), NOW, None, (walk(), ABOUT, ONSET))


def restore(request: HttpRequest, saved: SavedEpisode = SAVED) -> int:
    return copies.restore(request, [saved], NOW)


def test_what_is_restored_is_saved_the_same(owner: Person) -> None:
    assert restore(request_of(owner)) == 3
    assert copies.save_all(request_of(owner)) == (SAVED,)


def test_a_rehearsal_counts_and_writes_nothing(owner: Person) -> None:
    assert copies.rehearse(request_of(owner), [SAVED], NOW) == 3
    assert not Episode.objects.exists()


def test_a_rehearsal_only_reads_so_nobody_waits_for_its_lock(owner: Person) -> None:
    with CaptureQueriesContext(connection) as queries:
        copies.rehearse(request_of(owner), [SAVED], NOW)
    assert {each["sql"].split()[0] for each in queries} == {"SELECT"}


def two_at_once(saved: SavedEpisode) -> list[SavedEpisode]:
    return [saved, replace(saved, id=uuid4(), entries=tuple(replace(each, id=uuid4()) for each in saved.entries))]


def test_a_rehearsal_refuses_what_an_import_would(owner: Person, stranger: Person) -> None:
    for wrong, problem in (
        (two_at_once(SAVED), copies.Running),
        ([SAVED, replace(SAVED, id=uuid4(), closed_at=NOW)], journal.Refused),
    ):
        for add in (copies.rehearse, copies.restore):
            with pytest.raises(problem):
                add(request_of(owner), wrong, NOW)
    restore(request_of(owner))
    of_another = replace(SAVED, closed_at=NOW)
    for wrong in ([of_another], [replace(of_another, id=uuid4())]):
        with pytest.raises(journal.Refused):
            copies.rehearse(request_of(stranger), wrong, NOW)
    with pytest.raises(journal.Refused):
        copies.rehearse(request_of(owner), [replace(SAVED, entries=(walk(minutes=9), ABOUT, ONSET))], NOW)


def test_only_the_missing_entries_are_added(owner: Person) -> None:
    restore(request_of(owner))
    assert restore(request_of(owner), replace(SAVED, entries=(*SAVED.entries, drink()))) == 1


def test_another_open_episode_refuses_a_second_running_plan(owner: Person, episode: Episode) -> None:
    with pytest.raises(copies.Running):
        restore(request_of(owner))
    assert restore(request_of(owner), replace(SAVED, closed_at=NOW)) == 3


def test_an_episode_of_another_owner_is_refused(owner: Person, stranger: Person) -> None:
    restore(request_of(owner))
    with pytest.raises(journal.Refused):
        restore(request_of(stranger))
    assert copies.save_all(request_of(owner)) == (SAVED,)


def test_an_entry_of_another_owner_is_refused(owner: Person, stranger: Person) -> None:
    restore(request_of(owner))
    with pytest.raises(journal.Refused):
        restore(request_of(stranger), replace(SAVED, id=uuid4()))


def test_other_content_under_a_known_id_is_refused(owner: Person) -> None:
    restore(request_of(owner))
    with pytest.raises(journal.Refused):
        restore(request_of(owner), replace(SAVED, entries=(walk(minutes=9), ABOUT, ONSET)))


@pytest.mark.django_db(transaction=True)
def test_four_imports_at_once_restore_once(owner: Person) -> None:
    results = together(*[lambda: restore(request_of(owner))] * 4)
    assert [each for each in results if isinstance(each, Exception)] == []
    assert copies.save_all(request_of(owner)) == (SAVED,)
    assert Entry.objects.count() == 3


def test_the_newest_closed_journals_come_first_in_two_queries(
    owner: Person, episode: Episode, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for days in range(7, 0, -1):
        began = NOW - timedelta(days=days)
        closed = Episode.objects.create(owner=owner, created_at=began, closed_at=began + timedelta(hours=1))
        journal.append(closed, drink(at=began))
    with django_assert_num_queries(2):
        found = copies.past(request_of(owner))
    assert [closed_at for _, closed_at in found] == [NOW - timedelta(days=n, hours=-1) for n in range(1, 6)]
    assert [entry.at for entries, _ in found for entry in entries] == [NOW - timedelta(days=n) for n in range(1, 6)]


def test_an_episode_without_entries_is_not_saved(owner: Person) -> None:
    owners.open_episode(request_of(owner))
    assert copies.save_all(request_of(owner)) == ()
