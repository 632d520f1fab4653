"""Timed activities: logged as a whole, begun and ended with the timer, or still running."""

from datetime import timedelta
from uuid import UUID

import pytest

from recovery.plan.entries import parse_journal
from recovery.plan.history.story import Story
from recovery.plan.history.timed import Done, TimedActivities
from recovery.plan.kinds import TIMED
from tests.plan.cases import START, Raw, about, after, entry, onset

BEGUN, OTHER = UUID(int=7), UUID(int=8)
MINUTE = timedelta(minutes=1)


def timed(*entries: Raw, hours: float = 100) -> TimedActivities:
    now = after(hours)
    return Story(parse_journal([about(), onset(), *entries], now), now).timed


def started(hours: float, item: str, name: UUID = BEGUN) -> Raw:
    return entry("started", after(hours), item=item, id=name)


def said(done: Done) -> tuple[str, int, int, bool]:
    return done.kind, (done.at - START) // MINUTE, (done.ends - START) // MINUTE, done.ended


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        (None, [("cold", 60, 80, False)]),
        (entry("cold", after(1), minutes=12, started=str(BEGUN)), [("cold", 60, 72, True)]),
        # the end may be logged late: the activity began when its timer did
        (entry("cold", after(1.5), minutes=12, started=str(BEGUN)), [("cold", 60, 72, True)]),
        (entry("cold", after(1.5), minutes=12), [("cold", 60, 80, False), ("cold", 90, 102, True)]),
        (entry("cold", after(1.5), minutes=12, started=str(OTHER)), [("cold", 60, 80, False), ("cold", 90, 102, True)]),
        (entry("walk", after(1.5), minutes=5, started=str(BEGUN)), [("cold", 60, 80, False), ("walk", 90, 95, True)]),
    ],
)
def test_of_ends_each_activity_with_its_own_entry_or_after_its_longest_time(
    end: Raw | None, expected: list[tuple[str, int, int, bool]]
) -> None:
    activities = timed(started(1, "cold"), *([end] if end else []))
    assert [said(each) for kind in TIMED for each in activities.of(kind)] == expected


@pytest.mark.parametrize("kind", TIMED)
def test_running_lasts_the_longest_time_of_its_kind(kind: str) -> None:
    (running,) = timed(started(1, kind)).running
    assert said(running) == (kind, 60, 60 + TIMED[kind].longest, False)


def test_running_leaves_out_what_was_ended_or_withdrawn() -> None:
    ended = entry("cold", after(1.2), minutes=9, started=str(BEGUN))
    withdrawn = entry("withdrawn", after(1.2), entry=str(BEGUN))
    assert timed(started(1, "cold"), ended).running == []
    assert timed(started(1, "cold"), withdrawn).running == []
    both = timed(started(2, "walk", OTHER), started(1, "cold"))
    assert [each.kind for each in both.running] == ["cold", "walk"]


@pytest.mark.parametrize(("first", "until", "minutes"), [(0, 9, [60, 120]), (1, 2, [60]), (1.01, 2, []), (2, 9, [120])])
def test_of_one_kind_between_two_instants(first: float, until: float, minutes: list[int]) -> None:
    logs = [entry("rest", after(1), minutes=20), started(2, "rest"), entry("cold", after(1), minutes=9)]
    found = timed(*logs).of("rest", after(first), after(until))
    assert [said(each)[1] for each in found] == minutes


def test_last_of_each_kind() -> None:
    found = timed(entry("cold", after(1), minutes=20), started(3, "cold"), entry("cold", after(2), minutes=5)).last
    assert found["cold"] is not None
    assert said(found["cold"]) == ("cold", 180, 200, False)
    assert found["heat"] is None
    assert set(found) == set(TIMED)


def test_skins_come_with_when_the_activity_was_over_and_its_end_was_known() -> None:
    ended = entry("cold", after(2.5), minutes=9, started=str(BEGUN), skin="marked")
    logs = [
        entry("cold", after(1), minutes=20, skin="fine"),
        entry("cold", after(3), minutes=5),
        started(2, "cold"),
        ended,
    ]
    assert [*timed(*logs).skins("cold")] == [(after(1), "fine"), (after(2, 9), "marked")]
    assert list(timed(*logs).skins("heat")) == []
