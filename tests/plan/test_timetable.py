"""Laying out a day: windows one after the other, and items side by side."""

from datetime import timedelta

import pytest

from recovery.plan.advice import Item, Reason
from recovery.plan.enums import ItemReason, ItemState
from recovery.plan.timetable import chain, settle, spread, step
from recovery.plan.words import Words
from tests.plan.cases import START, about, after, check_in, entry, items, on, onset, plan, plan_of, walk, windows

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


def item(kind: str, opens: float, closes: float, minutes: int = 10, **more: object) -> Item:
    words = Words("x")
    reason = Reason(ItemReason.STAGE)
    made = Item(kind, after(minutes=opens), after(minutes=closes), minutes, words, words, words, reason, "seed")
    return Item(**{**vars(made), **more})


def times(placed: list[Item]) -> list[str]:
    return [f"{each.kind} {(each.opens - START) // MINUTE} {each.state}" for each in placed]


@pytest.mark.parametrize(
    ("last", "count", "expected"),
    [
        (10, 3, ["0-60", "120-180", "240-300"]),
        (3, 3, ["0-60", "120-180"]),
        (2.5, 3, ["0-60", "120-150"]),
        (2, 3, ["0-60"]),
        (0.5, 3, ["0-30"]),
        (0, 3, []),
        (-1, 3, []),
        (10, 0, []),
        (10, -2, []),
    ],
)
def test_chain_fills_the_time_and_keeps_the_distance(last: float, count: int, expected: list[str]) -> None:
    found = chain(START, after(last), 2 * HOUR, HOUR, count)
    assert [f"{(opens - START) // MINUTE}-{(closes - START) // MINUTE}" for opens, closes in found] == expected


@pytest.mark.parametrize(
    ("hours", "count", "minutes"),
    [(10, 3, 200), (10, 2, 300), (10, 9, 65), (3, 3, 60), (3, 9, 60), (3, 0, 180), (-1, 3, 60)],
)
def test_step_spreads_windows_and_keeps_them_apart(hours: float, count: int, minutes: int) -> None:
    assert step(START, after(hours), HOUR, count) == minutes * MINUTE


@pytest.mark.parametrize(
    ("last", "count", "expected"),
    [
        (10, 2, ["120-180", "420-480"]),
        (10, 1, ["270-330"]),
        (1, 1, ["0-60"]),
        (1, 2, ["0-60", "15-60"]),
        (0.99, 1, []),
        (10, 0, []),
    ],
)
def test_spread_puts_windows_in_the_middle_of_equal_parts(last: float, count: int, expected: list[str]) -> None:
    found = spread(START, after(last), HOUR, count)
    assert [f"{(opens - START) // MINUTE}-{(closes - START) // MINUTE}" for opens, closes in found] == expected


SETTLED = [
    ([item("walk", 0, 60), item("cold", 0, 60, 20)], ["cold 0 open", "walk 30 due"]),
    ([item("cold", 30, 60, 20), item("walk", 0, 60)], ["walk 0 open", "cold 30 due"]),
    ([item("cold", 30, 60, 20), item("walk", 21, 90)], ["cold 30 due", "walk 60 due"]),
    ([item("cold", 0, 60, 20), item("walk", 25, 90)], ["cold 0 open", "walk 30 due"]),
    ([item("cold", 0, 60, 20), item("stretch", 25, 90)], ["cold 0 open", "stretch 30 due"]),
    ([item("cold", 30, 60, 20), item("rest", 25, 90)], ["cold 30 due", "rest 50 due"]),
    ([item("cold", 0, 60, 20), item("walk", 0, 30)], ["cold 0 open"]),
    ([item("rest", 0, 60), item("rest", 5, 60)], ["rest 0 open", "rest 10 due"]),
    ([item("walk", 0, 60, 4, gap=HOUR), item("walk", 30, 90, 4, gap=HOUR)], ["walk 0 open", "walk 60 due"]),
    ([item("drink", 0, 60, 0), item("cold", 0, 60, 20)], ["cold 0 open", "drink 0 open"]),
    ([item("heat", 60, 90, 15), item("stretch", 100, 160, 5, after="heat")], ["heat 60 due", "stretch 75 due"]),
    ([item("heat", 60, 90, 15), item("stretch", 30, 90, 5, after="heat")], ["heat 60 due", "stretch 75 due"]),
    ([item("heat", 60, 90, 15), item("stretch", 196, 260, 5, after="heat")], ["heat 60 due", "stretch 196 due"]),
    ([item("cold", -60, -40, state="done"), item("walk", -50, -20)], ["cold -60 done", "walk -50 passed"]),
]


@pytest.mark.parametrize(("given", "expected"), SETTLED)
def test_settle_makes_room(given: list[Item], expected: list[str]) -> None:
    assert times(settle(given, START)) == expected
    assert times(settle(given[::-1], START)) == expected


@pytest.mark.parametrize(("minutes", "state"), [(-1, "due"), (0, "open"), (60, "open"), (60.1, "passed")])
def test_settle_opens_a_window_from_its_first_to_its_last_instant(minutes: float, state: str) -> None:
    assert settle([item("rest", 0, 60)], after(minutes=minutes))[0].state == state


def test_follow_moves_the_next_window_after_what_the_person_did() -> None:
    early, late = (plan(on(2, "11:00"), check_in(START, 5), walk(on(2, clock), 5, 5)) for clock in ("07:10", "10:30"))
    assert windows(early, "walk", "done") == ["07:10-07:14"]
    assert windows(late, "walk", "done") == ["10:30-10:34"]
    assert len(items(early, "walk")) == len(items(late, "walk")) == 5
    assert windows(early, "walk", "open", "due") == ["10:35-11:05", "13:30-14:00", "15:55-16:55", "18:50-19:50"]
    assert windows(late, "walk", "due") == ["13:30-14:20", "16:10-17:10", "19:00-20:00", "21:50-21:56"]


def test_follow_brings_the_rest_closer_together_after_a_late_start_but_never_too_close() -> None:
    shown = plan(on(2, "18:30"), check_in(START, 5), walk(on(2, "18:00"), 5, 5))
    assert windows(shown, "walk", "due") == ["19:00-20:00", "20:00-21:00", "21:00-21:56"]


def test_share_out_takes_off_one_for_each_that_was_done() -> None:
    shown = plan(on(2, "12:00"), check_in(START, 5), entry("rest", on(2, "08:00"), minutes=20))
    assert [each.state for each in items(shown, "rest")].count(ItemState.DONE) == 1
    assert len(items(shown, "rest")) == 4
    many = plan(on(2, "12:00"), check_in(START, 5), *[entry("rest", on(2, f"0{h}:00"), minutes=9) for h in (7, 8, 9)])
    assert len(items(many, "rest")) == 4


@pytest.mark.parametrize(("clock", "rests"), [("07:00", 4), ("11:00", 3), ("15:00", 2), ("20:00", 1)])
def test_share_of_day_plans_less_for_a_person_who_comes_late(clock: str, rests: int) -> None:
    came = on(1, clock)
    shown = plan_of([about(came), onset(came), check_in(came, 5)], came)
    assert len(items(shown, "rest")) == rests


def test_done_slots_leave_out_what_was_done_at_night() -> None:
    shown = plan(on(2, "06:30"), check_in(START, 5), entry("walk", on(2, "03:00"), minutes=3))
    assert windows(shown, "walk", "done") == []


def test_done_slots_hold_a_logged_walk_before_its_minutes_are_over() -> None:
    shown = plan(on(2, "08:01"), check_in(START, 5), walk(on(2, "08:00"), 3, 3, minutes=5))
    assert windows(shown, "walk", "done") == ["08:00-08:05"]
