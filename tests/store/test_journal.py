"""A journal takes every entry once, and nothing in it ever changes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4, uuid5

import pytest
from django.db import transaction
from pytest_django import DjangoAssertNumQueries

from recovery.models import Entry, Episode, Person
from recovery.plan.entries import Walk, Worse, dump, taken_back
from recovery.store import journal, owners
from tests.store.stage import NOW, WALK, drink, request_of, together, walk

pytestmark = pytest.mark.django_db

UNDO = uuid4()


def standing(episode: Episode) -> list[str]:
    """Name the kinds of the entries that are not withdrawn."""
    entries = journal.read(episode)
    gone = taken_back(entries)
    return [entry.kind for entry in entries if entry.id not in gone and entry.kind != "withdrawn"]


def test_the_journal_is_read_in_order_in_one_query(
    episode: Episode, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    entries = [drink(at=NOW + timedelta(minutes=at), entered_at=NOW + timedelta(hours=late)) for at, late in ORDER]
    for entry in entries:
        journal.append(episode, entry)
    with django_assert_num_queries(1):
        assert journal.read(episode) == tuple(sorted(entries, key=lambda entry: entry.order))


ORDER = [(5, 1), (0, 2), (0, 1), (0, 1), (9, 0)]


# --- append


def test_the_same_entry_again_returns_the_first_one(episode: Episode) -> None:
    first = journal.append(episode, walk())
    assert journal.append(episode, walk(entered_at=NOW + timedelta(hours=3))) == first
    assert Entry.objects.count() == 1


@pytest.mark.parametrize("other", [{"minutes": 6}, {"at": NOW + timedelta(seconds=1)}, {"by": "Ann"}])
def test_the_same_id_with_other_content_is_refused(episode: Episode, other: dict[str, Any]) -> None:
    journal.append(episode, walk())
    with pytest.raises(journal.Refused):
        journal.append(episode, replace(walk(), **other))
    assert journal.read(episode) == (walk(),)


def test_another_kind_under_the_same_id_is_refused(episode: Episode) -> None:
    journal.append(episode, walk())
    with pytest.raises(journal.Refused):
        journal.append(episode, drink(id=WALK))


def test_an_id_of_another_journal_is_refused(episode: Episode, stranger: Person) -> None:
    journal.append(episode, walk())
    theirs = owners.open_episode(request_of(stranger))
    with pytest.raises(journal.Refused):
        journal.append(theirs, walk())
    assert journal.read(theirs) == ()
    assert journal.read(episode) == (walk(),)


def test_a_refused_entry_does_not_abort_the_transaction(episode: Episode) -> None:
    journal.append(episode, walk())
    with transaction.atomic():
        with pytest.raises(journal.Refused):
            journal.append(episode, drink(id=WALK))
        journal.append(episode, drink())
    assert Entry.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_four_taps_at_once_write_one_entry(episode: Episode) -> None:
    results = together(*[lambda: journal.append(episode, walk())] * 4)
    assert results == [walk()] * 4
    assert Entry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_contents_at_once_one_is_refused(episode: Episode) -> None:
    results = together(
        lambda: journal.append(episode, walk(minutes=5)), lambda: journal.append(episode, walk(minutes=6))
    )
    assert sorted(type(result).__name__ for result in results) == ["Refused", "Walk"]
    assert Entry.objects.count() == 1


# --- withdraw, undo, correct


def test_a_withdrawal_is_one_more_entry(episode: Episode) -> None:
    journal.append(episode, walk())
    withdrawal = journal.withdraw(episode, WALK, UNDO, NOW + timedelta(minutes=1), by="Ann")
    assert journal.read(episode) == (walk(), withdrawal)
    assert dump(withdrawal)["entry"] == str(WALK)


def test_an_entry_of_another_journal_cannot_be_withdrawn(episode: Episode, stranger: Person) -> None:
    journal.append(episode, walk())
    with pytest.raises(Entry.DoesNotExist):
        journal.withdraw(owners.open_episode(request_of(stranger)), WALK, UNDO, NOW)
    assert Entry.objects.count() == 1


def test_a_withdrawal_under_a_taken_id_is_refused(episode: Episode) -> None:
    journal.append(episode, walk())
    with pytest.raises(journal.Refused):
        journal.withdraw(episode, WALK, WALK, NOW)


@pytest.mark.django_db(transaction=True)
def test_two_taps_on_undo_withdraw_once(episode: Episode) -> None:
    journal.append(episode, walk())
    later = [NOW + timedelta(seconds=1), NOW + timedelta(seconds=2)]
    first, second = together(*[lambda at=at: journal.withdraw(episode, WALK, UNDO, at) for at in later])
    assert first == second
    assert Entry.objects.filter(kind="withdrawn").count() == 1


def test_undoing_a_correction_brings_the_first_entry_back(episode: Episode) -> None:
    journal.append(episode, walk())
    better = walk(id=uuid4(), minutes=9)
    journal.correct(episode, WALK, better, NOW)
    assert standing(episode) == ["walk"]
    journal.undo(episode, better.id, UNDO, NOW)
    [left] = [each for each in journal.read(episode) if each.id not in taken_back(journal.read(episode))][:1]
    assert isinstance(left, Walk)
    assert left.minutes == 5


def test_undo_takes_the_note_that_it_made_things_worse_along(episode: Episode) -> None:
    journal.append(episode, walk())
    worse = Worse(id=uuid5(WALK, "worse"), at=NOW, entered_at=NOW, by="self", item="walk")
    journal.append(episode, worse)
    journal.undo(episode, WALK, UNDO, NOW)
    assert standing(episode) == []


def test_a_correction_that_is_refused_withdraws_nothing(episode: Episode) -> None:
    journal.append(episode, walk())
    other = journal.append(episode, drink())
    with pytest.raises(journal.Refused):
        journal.correct(episode, WALK, walk(id=other.id), NOW)
    assert standing(episode) == ["walk", "drink"] or standing(episode) == ["drink", "walk"]


@pytest.mark.parametrize("change", [Entry.save, Entry.delete])
def test_a_row_can_be_neither_changed_nor_deleted(episode: Episode, change: Callable[[Entry], object]) -> None:
    journal.append(episode, walk())
    with pytest.raises(TypeError, match=r"never (changed|deleted)"):
        change(Entry.objects.get())
