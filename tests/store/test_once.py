"""What only one entry of a journal may do: of two writers the second learns who was first."""

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

import pytest

from recovery.models import Episode, Person
from recovery.plan.entries import Cold, Entry, Started, taken_back
from recovery.store import journal, owners
from tests.store.stage import NOW, WALK, request_of, together, walk

pytestmark = pytest.mark.django_db
append, withdraw = journal.append, journal.withdraw


def standing(episode: Episode) -> list[str]:
    """Name the kinds of the entries that are not withdrawn."""
    entries = journal.read(episode)
    gone = taken_back(entries)
    return [entry.kind for entry in entries if entry.id not in gone and entry.kind != "withdrawn"]


def starts(at: datetime = NOW, item: str = "cold") -> Started:
    return Started(id=uuid4(), at=at, entered_at=at, by="self", item=item)


def ends(timer: Started, **fields: Any) -> Cold:
    head: dict[str, Any] = {"id": uuid4(), "at": timer.at, "entered_at": NOW, "by": "self", "minutes": 9}
    return Cold(**head | fields, started=timer.id)


def two(pair: str, episode: Episode) -> list[Callable[[], Entry]]:
    """What two writers do. The journal holds a walk and a timer."""
    timer = starts()
    append(episode, timer)
    append(episode, walk())
    match pair:
        case "ends":
            return [partial(append, episode, ends(timer, minutes=each)) for each in (4, 6)]
        case "starts":
            return [partial(append, episode, starts(item="rest")) for _ in "ab"]
        case "withdrawals":
            return [partial(withdraw, episode, WALK, uuid4(), NOW) for _ in "ab"]
        case "undos":
            return [partial(journal.undo, episode, WALK, uuid4(), NOW) for _ in "ab"]
        case "corrections":
            return [partial(journal.correct, episode, WALK, walk(id=uuid4(), minutes=each), NOW) for each in (4, 6)]
    later = NOW + timedelta(hours=2)
    return [partial(append, episode, walk(id=uuid4(), at=later, minutes=each), ask=True) for each in (4, 6)]


# The entries that stand in the end. A timer stands beside its end.
PAIRS = {
    "ends": ["cold", "started", "walk"],
    "starts": ["started", "started", "walk"],
    "withdrawals": ["started"],
    "undos": ["started"],
    "corrections": ["started", "walk"],
    "walks": ["started", "walk", "walk"],
}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("pair", PAIRS)
def test_of_two_at_once_the_second_learns_who_was_first(episode: Episode, pair: str) -> None:
    results = together(*two(pair, episode))
    [rival] = [each for each in results if isinstance(each, journal.First | journal.Asks)]
    [winner] = [each for each in results if isinstance(each, Entry)]
    assert rival.entry in journal.read(episode)
    assert winner in journal.read(episode)
    assert sorted(standing(episode)) == PAIRS[pair]


@pytest.mark.parametrize("pair", ["ends", "starts", "withdrawals", "corrections"])
def test_the_database_refuses_the_second_of_two_that_read_the_same_journal(
    episode: Episode, pair: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    once, again = two(pair, episode)
    as_both_read_it = journal.read(episode)
    with monkeypatch.context() as patch:
        patch.setattr(journal, "read", lambda _: as_both_read_it)
        once()
        with pytest.raises(journal.First):
            again()
    assert sorted(standing(episode)) == PAIRS[pair]


def test_what_was_taken_back_can_be_done_again(episode: Episode) -> None:
    timer = starts()
    journal.append(episode, timer)
    first = journal.append(episode, ends(timer))
    undone = journal.withdraw(episode, first.id, uuid4(), NOW)
    second = journal.append(episode, ends(timer, minutes=12))
    with pytest.raises(journal.First) as refused:  # the first end cannot come back beside the second
        journal.withdraw(episode, undone.id, uuid4(), NOW)
    assert refused.value.entry == second
    journal.withdraw(episode, second.id, uuid4(), NOW)
    journal.withdraw(episode, undone.id, uuid4(), NOW)
    assert sorted(standing(episode)) == ["cold", "started"]


def test_a_timer_whose_end_is_taken_back_does_not_run_beside_another(episode: Episode) -> None:
    timer, other = starts(), starts(NOW + timedelta(minutes=12))
    journal.append(episode, timer)
    end = journal.append(episode, ends(timer))
    journal.append(episode, other)
    with pytest.raises(journal.First) as refused:
        journal.withdraw(episode, end.id, uuid4(), NOW)
    assert refused.value.entry == other


@pytest.mark.parametrize(("minutes", "runs"), [(19, True), (20, False)])
def test_a_timer_runs_for_its_longest_time(episode: Episode, minutes: int, runs: bool) -> None:
    journal.append(episode, starts())
    later = starts(NOW + timedelta(minutes=minutes))
    with pytest.raises(journal.First) if runs else nullcontext():
        journal.append(episode, later)


@pytest.mark.parametrize(("minutes", "asks"), [(-5, False), (-4, True), (4, True), (5, False)])
def test_walks_of_the_same_minutes_ask_which_is_right(episode: Episode, minutes: int, asks: bool) -> None:
    journal.append(episode, walk(by="Sam"))
    other = walk(id=uuid4(), at=NOW + timedelta(minutes=minutes))
    with pytest.raises(journal.Asks) if asks else nullcontext():
        journal.append(episode, other, ask=True)
    journal.append(episode, replace(other, id=uuid4()))  # "both"
    assert standing(episode).count("walk") == (2 if asks else 3)


def test_the_longest_walk_asks_up_to_its_last_minute_unless_it_was_taken_back(episode: Episode) -> None:
    longest = walk(at=NOW - timedelta(minutes=24 * 60 - 1), minutes=24 * 60)
    journal.append(episode, longest)
    with pytest.raises(journal.Asks):
        journal.append(episode, walk(id=uuid4()), ask=True)
    journal.withdraw(episode, longest.id, uuid4(), NOW)
    journal.append(episode, walk(id=uuid4()), ask=True)
    assert standing(episode).count("walk") == 1


def test_an_end_of_one_journal_does_not_end_a_timer_of_another(episode: Episode, stranger: Person) -> None:
    timer = starts()
    journal.append(episode, timer)
    journal.append(owners.open_episode(request_of(stranger)), ends(timer))
    assert journal.append(episode, ends(timer))
