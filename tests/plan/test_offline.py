"""The copy of a plan on a phone without signal allows nothing that the plan itself would not allow then."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from recovery.plan.build import plan_of, situation_at
from recovery.plan.entries import Entry, parse
from recovery.plan.offline import ALWAYS, Kept, kept
from tests.plan.cases import Raw, after, check_in, on
from tests.plan.cast import case
from tests.plan.journals import calm_cases, cases, read

MINUTE = timedelta(minutes=1)
TIMER = UUID(int=10**9)
some = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@dataclass(frozen=True)
class Begun:
    """A timer that was started without signal, and ran for its minutes."""

    kind: str
    at: datetime
    ends: datetime


def may_begin(copy: Kept, kind: str, at: datetime, begun: Iterable[Begun] = ()) -> bool:
    """What the phone does: this is the algorithm of the contract in `presenters/kept.py`."""
    if kind not in copy.starts or not copy.made <= at < copy.until:
        return False
    opens, closes = copy.starts[kind]
    left = copy.most.get(kind, 99)
    for each in begun:
        opens = max(opens, each.ends)
        if each.kind == "cold":
            opens = max(opens, each.ends + copy.after_cold.get(kind, 0) * MINUTE)
        if each.kind == kind:
            opens, left = max(opens, each.at + copy.gaps.get(kind, 0) * MINUTE), left - 1
    return opens <= at <= closes and left > 0


def copy_of(entries: Iterable[Entry], now: datetime) -> Kept:
    s = situation_at(entries, now)
    return kept(s, plan_of(s))


journals = (cases(days=6) | calm_cases()).map(read)
minutes = st.integers(0, 24 * 60 + 30)


@some
@given(journals, minutes)
def test_whatever_may_begin_by_the_copy_may_begin_by_the_plan(
    journal: tuple[tuple[Entry, ...], datetime], later: int
) -> None:
    entries, now = journal
    at = now + later * MINUTE
    copy, plan = copy_of(entries, now), plan_of(situation_at(entries, at))
    for kind in copy.starts:
        assert not may_begin(copy, kind, at) or plan.can_start[kind].now, kind


@some
@given(journals, minutes, st.integers(0, 300), st.sampled_from(["cold", "heat", "stretch", "legs_up"]))
def test_what_was_begun_without_signal_counts_for_what_comes_next(
    journal: tuple[tuple[Entry, ...], datetime], later: int, pause: int, kind: str
) -> None:
    entries, now = journal
    copy = copy_of(entries, now)
    begins = now + later * MINUTE if later % 3 else copy.starts.get(kind, (now,))[0]
    if not may_begin(copy, kind, begins):
        return
    begun = Begun(kind, begins, begins + (later % 40 + 1) * MINUTE)
    plan = plan_of(situation_at([*entries, *told(begun)], at := begun.ends + pause * MINUTE))
    for each in copy.starts:
        assert not may_begin(copy, each, at, [begun]) or plan.can_start[each].now, each


def told(begun: Begun) -> Iterable[Entry]:
    """The two entries of a timer."""
    head = {"at": begun.at, "entered_at": begun.at, "by": "self"}
    yield parse(head | {"kind": "started", "id": TIMER, "item": begun.kind})
    lasted = (begun.ends - begun.at) // MINUTE
    yield parse(head | {"kind": begun.kind, "id": UUID(int=TIMER.int + 1), "minutes": lasted, "started": TIMER})


# --- single figures


def told_at(hours: float, pain: int | None, **fields: Any) -> Raw:
    return check_in(after(hours), pain, **fields)


def copy_at(hours: float, *more: Raw) -> Kept:
    return copy_of(*read(case(after(hours), *more)))


def test_warmth_may_begin_to_the_minute() -> None:
    copy = copy_at(70, told_at(69, pain=5))
    assert copy.starts["heat"][0] == copy.made + timedelta(hours=2)
    assert copy.until == copy.made + timedelta(hours=24)


def test_ice_ends_before_warmth_is_allowed() -> None:
    copy = copy_at(71, told_at(70, pain=5))
    assert copy.starts["cold"][1] == copy.made + 40 * MINUTE


@pytest.mark.parametrize(("hours", "gap"), [(12, 60), (23, 60), (25, 120), (50, 120)])
def test_ice_has_the_longer_pause_near_the_transition(hours: float, gap: int) -> None:
    assert copy_at(hours, told_at(hours - 1, pain=5)).gaps["cold"] == gap


def test_a_copy_ends_when_a_person_who_cannot_walk_must_see_a_doctor() -> None:
    copy = copy_at(40, told_at(39, pain=5, can_walk="no"))
    assert copy.until == copy.made + timedelta(hours=8)
    old = copy_at(40, told_at(1, pain=5, can_walk="no"), told_at(39, pain=5))
    assert old.until == old.made + timedelta(hours=8)
    better = copy_at(40, told_at(1, pain=5, can_walk="no"), told_at(39, pain=5, can_walk="yes"))
    assert better.until == better.made + timedelta(hours=24)


def test_a_copy_ends_with_the_daily_plan() -> None:
    copy = copy_at(42 * 24 - 1, *(told_at(24 * day + 1, pain=5) for day in range(42)))
    assert copy.starts["heat"]
    assert copy.until == copy.made + timedelta(hours=1)
    seized = copy_at(42 * 24 - 1, told_at(42 * 24 - 30, pain=5), told_at(42 * 24 - 3, pain=8, sudden=True))
    assert seized.until == seized.made + timedelta(hours=24)


@pytest.mark.parametrize(("pain", "worse"), [(None, 4), (1, 4), (2, 4), (3, 5), (9, 11)])
def test_a_pain_that_rose_leaves_only_what_always_goes_on(pain: int | None, worse: int) -> None:
    assert copy_at(30, *([told_at(29, pain=pain)] if pain is not None else [])).worse_from == worse


def test_behind_an_alert_nothing_may_begin() -> None:
    copy = copy_at(30, told_at(29, pain=5, flags=["E1"]))
    assert (copy.starts, copy.items, copy.flags) == ({}, (), ("E1",))


def test_only_rest_breathing_and_drinks_always_go_on() -> None:
    assert ALWAYS == ("rest", "breathing", "drink")


@pytest.mark.parametrize(("hours", "ice"), [(20, 60), (23.99, 60), (24, 120), (50, 120)])
def test_a_copy_holds_the_pauses_in_whole_minutes(hours: float, ice: int) -> None:
    """Ice has the longer pause if the copy outlasts the cold phase."""
    found = copy_of(*read(case(after(hours), check_in(after(hours), 5))))
    assert repr(found.gaps) == repr({"cold": ice, "heat": 120, "legs_up": 60, "stretch": 15})
    assert repr(found.after_cold) == repr({"cold": 40, "heat": 60, "walk": 10, "stretch": 10})


def test_a_copy_holds_how_often_warmth_may_still_begin() -> None:
    packs = [{"kind": "heat", "at": after(73 + 2.5 * each), "minutes": 15} for each in range(2)]
    assert copy_of(*read(case(after(77), check_in(after(77), 5), *packs))).most == {"heat": 2}


def test_a_copy_holds_items_that_take_time_and_can_still_begin() -> None:
    journal = read(case(after(6), check_in(after(6), 5), {"kind": "cold", "at": after(1), "minutes": 20}))
    items, s = copy_of(*journal).items, situation_at(*journal)
    assert {item.state for item in plan_of(s).day.items} == {"done", "passed", "open", "due"}
    assert {item.state for item in items} == {"open", "due"}
    assert all(item.minutes for item in items)
    assert {item.kind for item in items} >= {"cold", "walk", "rest"}


@pytest.mark.parametrize(("pain", "worse_from"), [(None, 4), (1, 4), (2, 4), (3, 5), (8, 10)])
def test_a_copy_pauses_from_a_pain_on(pain: int | None, worse_from: int) -> None:
    assert copy_of(*read(case(after(2), check_in(after(1), pain)))).worse_from == worse_from


def test_a_copy_of_a_day_without_a_log_asks_anew_in_the_morning() -> None:
    drink = {"kind": "drink", "at": after(1), "ml": 200}
    silent, talks = (copy_of(*read(case(after(2), *logs))).starts for logs in ([], [drink]))
    assert (silent["walk"][1], silent["rest"][1]) == (on(2, "06:59"), after(26))
    assert (talks["walk"][1], talks["rest"][1]) == (after(26), after(26))
