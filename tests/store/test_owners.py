"""Each user and each guest sees only their own episodes, and a guest's plan comes along when they sign in."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from recovery.models import Entry, Episode, EpisodeQuerySet, Person
from recovery.store import journal, owners
from tests.store.stage import NOW, drink, request_of, together, walk

pytestmark = pytest.mark.django_db


def test_every_user_and_guest_sees_their_own_episodes(owner: Person, stranger: Person, episode: Episode) -> None:
    guest = request_of()
    theirs = owners.open_episode(guest)
    assert list(owners.episodes_for(request_of(owner))) == [episode]
    assert list(owners.episodes_for(request_of(stranger))) == []
    assert list(owners.episodes_for(guest)) == [theirs]
    assert list(owners.episodes_for(request_of())) == []


def test_a_closed_episode_is_visible_but_not_current(owner: Person, episode: Episode) -> None:
    Episode.objects.update(closed_at=NOW)
    assert owners.current(request_of(owner)) is None
    assert list(owners.episodes_for(request_of(owner))) == [episode]
    assert owners.open_episode(request_of(owner)) != episode


def test_looking_for_an_episode_starts_no_session() -> None:
    request = request_of()
    assert owners.current(request) is None
    assert not request.session.modified


@pytest.mark.parametrize("both", [True, False])
def test_the_database_requires_either_an_owner_or_a_guest_key(owner: Person, both: bool) -> None:
    keys: dict[str, Any] = {"owner": owner, "guest_key": uuid4()} if both else {}
    with pytest.raises(IntegrityError), transaction.atomic():
        Episode.objects.create(**keys)


def test_the_database_refuses_a_second_open_episode(owner: Person, episode: Episode) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Episode.objects.create(owner=owner)


@pytest.mark.django_db(transaction=True)
def test_two_starts_at_once_create_one_episode(owner: Person) -> None:
    first, second = together(*[lambda: owners.open_episode(request_of(owner)).pk] * 2)
    assert first == second


# --- a guest signs in


def test_the_guests_plan_comes_along(owner: Person) -> None:
    request = request_of()
    plan = owners.open_episode(request)
    owners.adopt(request, owner)
    assert owners.current(request_of(owner)) == plan
    assert owners.current(request_of(None, request.session)) is None


def test_two_plans_are_never_merged(owner: Person, episode: Episode) -> None:
    request = request_of()
    plan = owners.open_episode(request)
    owners.adopt(request, owner)
    request.user = owner
    assert owners.current(request) == episode
    assert owners.waiting_guest_episode(request) == plan


@pytest.mark.parametrize("newer", [True, False])
def test_the_person_keeps_one_of_two_plans_and_owns_both(owner: Person, episode: Episode, newer: bool) -> None:
    request = request_of()
    plan = owners.open_episode(request)
    owners.adopt(request, owner)
    request.user = owner
    for _ in range(2):  # the second tap changes nothing
        owners.keep_waiting(request, owner, newer, NOW)
    assert owners.current(request) == (plan if newer else episode)
    assert set(Episode.objects.owned_by(owner)) == {plan, episode}


def test_nothing_waits_for_a_guest() -> None:
    request = request_of()
    owners.open_episode(request)
    assert owners.waiting_guest_episode(request) is None


# --- deleting


def test_deleting_a_person_deletes_their_journal(episode: Episode, owner: Person) -> None:
    journal.append(episode, walk())
    owner.delete()
    assert not Entry.objects.exists()
    assert not Episode.objects.exists()


def test_delete_all_takes_the_waiting_guest_plan_along_and_nobody_elses(
    owner: Person, stranger: Person, episode: Episode
) -> None:
    theirs, request = owners.open_episode(request_of(stranger)), request_of()
    owners.open_episode(request)
    request.user = owner
    owners.delete_all(request)
    assert list(Episode.objects.all()) == [theirs]


@pytest.mark.parametrize(("idle_days", "left"), [(90, 1), (91, 0)])
def test_abandoned_guest_plans_are_pruned(idle_days: int, left: int) -> None:
    plan = owners.open_episode(request_of())
    Episode.objects.update(created_at=NOW - timedelta(days=200))
    journal.append(plan, drink(entered_at=NOW - timedelta(days=idle_days)))
    assert owners.prune_guests(NOW - timedelta(days=90)) == 1 - left
    assert Episode.objects.count() == left


def test_a_guest_who_logs_just_before_the_lock_keeps_the_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    plan, lock = owners.open_episode(request_of()), EpisodeQuerySet.select_for_update

    def after_an_entry(episodes: EpisodeQuerySet, **_: bool) -> EpisodeQuerySet:
        monkeypatch.setattr(EpisodeQuerySet, "select_for_update", lock)
        journal.append(plan, drink(entered_at=NOW))
        return lock(episodes)

    Episode.objects.update(created_at=NOW - timedelta(days=200))
    monkeypatch.setattr(EpisodeQuerySet, "select_for_update", after_an_entry)
    assert owners.prune_guests(NOW - timedelta(days=90)) == 0
    assert journal.read(plan)


def test_pruning_goes_on_in_batches_until_none_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(owners, "BATCH", 2)
    for _ in range(5):
        owners.open_episode(request_of())
    Episode.objects.update(created_at=NOW - timedelta(days=200))
    assert owners.prune_guests(NOW - timedelta(days=90)) == 5


def test_pruning_leaves_the_plans_of_persons(owner: Person, episode: Episode) -> None:
    Episode.objects.update(created_at=NOW - timedelta(days=2000))
    call_command("prune", verbosity=0)
    assert owners.current(request_of(owner)) == episode


# --- the open journal


def test_the_open_journal_is_read_in_one_query(
    owner: Person, episode: Episode, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    journal.append(episode, walk())
    with django_assert_num_queries(1):
        assert owners.open_journal(request_of(owner)) == (episode, (walk(),))


def test_nobody_reads_the_open_journal_of_another(owner: Person, stranger: Person, episode: Episode) -> None:
    journal.append(episode, walk())
    guest, theirs = request_of(), drink()
    journal.append(owners.open_episode(guest), theirs)
    assert owners.open_journal(request_of(stranger)) is None
    assert owners.open_journal(request_of()) is None
    found = owners.open_journal(guest)
    assert found
    assert found[1] == (theirs,)


def test_a_closed_journal_is_not_open(owner: Person, episode: Episode) -> None:
    journal.append(episode, walk())
    Episode.objects.update(closed_at=NOW)
    assert owners.open_journal(request_of(owner)) is None
