"""The journal's door: every entry once, whoever asks sees only their own, and a guest's plan comes along."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries

from recovery import journal
from recovery.models import Entry, Episode, EpisodeQuerySet, Person
from recovery.plan import facts
from recovery.sessions import SessionStore

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 12, 7, 10, tzinfo=UTC)
WALK = UUID(int=1)
UNDO = uuid4()


def ask(user: Person | None = None, session: SessionBase | None = None) -> HttpRequest:
    """Make a request of this person, or of a guest."""
    request = RequestFactory().get("/")
    request.user = user or AnonymousUser()
    request.session = session or SessionStore()
    return request


def walk(**fields: Any) -> facts.Walk:
    given: dict[str, Any] = {"id": WALK, "at": NOW, "entered_at": NOW, "by": "self", "minutes": 5} | fields
    return facts.Walk(**given)


def drink(**fields: Any) -> facts.Drink:
    given: dict[str, Any] = {"id": uuid4(), "at": NOW, "entered_at": NOW, "by": "self", "ml": 200} | fields
    return facts.Drink(**given)


@pytest.fixture
def episode(owner: Person) -> Episode:
    return journal.open_episode(ask(owner))


EVERY_KIND = [
    facts.parse({"id": str(uuid4()), "at": NOW, "entered_at": NOW, "by": "self", **raw})
    for raw in (
        {"kind": "about", "time_zone": "Europe/London", "wake": "07:00", "conditions": ["asthma", "pregnant"]},
        {"kind": "onset", "started_at": "2026-12-06T23:10:00+01:00"},
        {"kind": "check_in", "pain": 7, "temperature_c": 37.0, "flags": ["E1"], "screened": True, "note": "ow ü 😀"},
        {"kind": "walk", "minutes": 4, "finished": False, "started": str(uuid4())},
        {"kind": "withdrawn", "entry": str(uuid4())},
    )
]


@pytest.mark.parametrize("entry", EVERY_KIND, ids=lambda entry: entry.kind)
def test_what_is_written_is_read(episode: Episode, entry: facts.Entry) -> None:
    journal.append(episode, entry)
    assert journal.read(episode) == (entry,)


def test_the_journal_is_read_in_order_in_one_query(
    episode: Episode, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    entries = [drink(at=NOW + timedelta(minutes=at), entered_at=NOW + timedelta(hours=late)) for at, late in ORDER]
    for entry in entries:
        journal.append(episode, entry)
    with django_assert_num_queries(1):
        assert journal.read(episode) == tuple(sorted(entries, key=lambda entry: entry.order))


ORDER = [(5, 1), (0, 2), (0, 1), (0, 1), (9, 0)]


# --- once


def test_the_same_entry_again_is_the_one_that_stands(episode: Episode) -> None:
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


def test_an_id_of_another_journal_is_refused_and_stays_there(episode: Episode, stranger: Person) -> None:
    journal.append(episode, walk())
    theirs = journal.open_episode(ask(stranger))
    with pytest.raises(journal.Refused):
        journal.append(theirs, walk())
    assert journal.read(theirs) == ()
    assert journal.read(episode) == (walk(),)


def together(*tasks: Callable[[], object]) -> list[object]:
    """Run tasks at the same moment, each with its own connection; gives back results or errors."""
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


@pytest.mark.django_db(transaction=True)
def test_a_double_tap_writes_one_line(episode: Episode) -> None:
    results = together(*[lambda: journal.append(episode, walk())] * 4)
    assert results == [walk()] * 4
    assert Entry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_contents_at_once_leave_one_standing(episode: Episode) -> None:
    results = together(
        lambda: journal.append(episode, walk(minutes=5)), lambda: journal.append(episode, walk(minutes=6))
    )
    assert sorted(type(result).__name__ for result in results) == ["Refused", "Walk"]
    assert Entry.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_starts_at_once_begin_one_episode(owner: Person) -> None:
    first, second = together(*[lambda: journal.open_episode(ask(owner)).pk] * 2)
    assert first == second


@pytest.mark.django_db(transaction=True)
def test_two_taps_on_bring_it_back_restore_once(owner: Person) -> None:
    about = facts.About(id=uuid4(), at=NOW, entered_at=NOW, by="self", time_zone="Europe/London")
    onset = facts.Onset(id=uuid4(), at=NOW, entered_at=NOW, by="self", started_at=NOW)
    saved = journal.Bout(uuid4(), NOW, None, (about, onset, walk()))
    results = together(*[lambda: journal.restore(ask(owner), [saved], NOW)] * 4)
    assert [each for each in results if isinstance(each, Exception)] == []
    assert [each.id for each in journal.bouts(ask(owner))] == [saved.id]
    assert Entry.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_two_taps_on_undo_withdraw_once(episode: Episode) -> None:
    journal.append(episode, walk())
    later = [NOW + timedelta(seconds=1), NOW + timedelta(seconds=2)]
    first, second = together(*[lambda at=at: journal.withdraw(episode, WALK, UNDO, at) for at in later])
    assert first == second
    assert Entry.objects.filter(kind="withdrawn").count() == 1


# --- taken back, never changed


def test_a_withdrawal_is_one_more_entry(episode: Episode) -> None:
    journal.append(episode, walk())
    fact = journal.withdraw(episode, WALK, UNDO, NOW + timedelta(minutes=1), by="Ann")
    assert journal.read(episode) == (walk(), fact)
    assert facts.dump(fact)["entry"] == str(WALK)


def test_nobody_withdraws_what_is_not_theirs(episode: Episode, stranger: Person) -> None:
    journal.append(episode, walk())
    with pytest.raises(Entry.DoesNotExist):
        journal.withdraw(journal.open_episode(ask(stranger)), WALK, UNDO, NOW)
    assert Entry.objects.count() == 1


def test_a_line_is_neither_changed_nor_deleted(episode: Episode) -> None:
    journal.append(episode, walk())
    line = Entry.objects.get()
    with pytest.raises(TypeError, match="never changed"):
        line.save()
    with pytest.raises(TypeError, match="never deleted"):
        line.delete()


def test_deleting_a_person_takes_their_journal_along(episode: Episode, owner: Person) -> None:
    journal.append(episode, walk())
    owner.delete()
    assert not Entry.objects.exists()
    assert not Episode.objects.exists()


# --- whose


def test_everybody_sees_their_own(owner: Person, stranger: Person, episode: Episode) -> None:
    guest = ask()
    theirs = journal.open_episode(guest)
    assert list(journal.episodes_for(ask(owner))) == [episode]
    assert list(journal.episodes_for(ask(stranger))) == []
    assert list(journal.episodes_for(guest)) == [theirs]
    assert list(journal.episodes_for(ask())) == []


def test_a_closed_episode_is_seen_but_not_current(owner: Person, episode: Episode) -> None:
    Episode.objects.update(closed_at=NOW)
    assert journal.current(ask(owner)) is None
    assert list(journal.episodes_for(ask(owner))) == [episode]
    assert journal.open_episode(ask(owner)) != episode


def test_looking_begins_no_session() -> None:
    request = ask()
    assert journal.current(request) is None
    assert not request.session.modified


@pytest.mark.parametrize("both", [True, False])
def test_the_database_wants_an_owner_or_a_guest(owner: Person, both: bool) -> None:
    whose: dict[str, Any] = {"owner": owner, "guest_key": uuid4()} if both else {}
    with pytest.raises(IntegrityError), transaction.atomic():
        Episode.objects.create(**whose)


def test_the_database_wants_one_open_episode(owner: Person, episode: Episode) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Episode.objects.create(owner=owner)


# --- the guest signs in


def test_the_guests_plan_comes_along(owner: Person) -> None:
    request = ask()
    plan = journal.open_episode(request)
    journal.adopt(request, owner)
    assert journal.current(ask(owner)) == plan
    assert journal.current(ask(None, request.session)) is None


def test_two_plans_are_never_merged(owner: Person, episode: Episode) -> None:
    request = ask()
    plan = journal.open_episode(request)
    journal.adopt(request, owner)
    request.user = owner
    assert journal.current(request) == episode
    assert journal.waiting_guest_episode(request) == plan


def test_nothing_waits_for_a_guest() -> None:
    request = ask()
    journal.open_episode(request)
    assert journal.waiting_guest_episode(request) is None


# --- abandoned plans


@pytest.mark.parametrize(("idle_days", "left"), [(90, 1), (91, 0)])
def test_abandoned_guest_plans_go(idle_days: int, left: int) -> None:
    plan = journal.open_episode(ask())
    Episode.objects.update(created_at=NOW - timedelta(days=200))
    journal.append(plan, drink(entered_at=NOW - timedelta(days=idle_days)))
    assert journal.prune_guests(NOW - timedelta(days=90)) == 1 - left
    assert Episode.objects.count() == left


def test_whoever_comes_back_at_that_very_moment_keeps_the_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    plan, lock = journal.open_episode(ask()), EpisodeQuerySet.select_for_update

    def just_in_time(episodes: EpisodeQuerySet) -> EpisodeQuerySet:
        journal.append(plan, drink(entered_at=NOW))
        return lock(episodes)

    Episode.objects.update(created_at=NOW - timedelta(days=200))
    monkeypatch.setattr(EpisodeQuerySet, "select_for_update", just_in_time)
    assert journal.prune_guests(NOW - timedelta(days=90)) == 0
    assert journal.read(plan)


def test_plans_go_some_at_a_time_until_none_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "BATCH", 2)
    for _ in range(5):
        journal.open_episode(ask())
    Episode.objects.update(created_at=NOW - timedelta(days=200))
    assert journal.prune_guests(NOW - timedelta(days=90)) == 5


def test_plans_of_persons_stay(owner: Person, episode: Episode) -> None:
    Episode.objects.update(created_at=NOW - timedelta(days=2000))
    call_command("prune", verbosity=0)
    assert journal.current(ask(owner)) == episode
