"""Walks in the day: little and often, and never straight out of the cold."""

from datetime import timedelta
from itertools import pairwise

import pytest

from recovery.plan.enums import Stage
from recovery.plan.rules.walking import HINTS, MORE, NOT_YET, TITLES
from tests.plan.cases import about, check_in, days_of, entry, items, on, plan, walk, windows


def test_can_start_walk_waits_while_the_back_is_stiff_from_ice() -> None:
    running = entry("started", on(2, "10:00"), item="cold")
    now = plan(on(2, "10:05"), check_in(on(2, "07:30"), 8), running)
    assert windows(now, "walk", "due", "open")[0].startswith("10:30")


def test_short_walks_begin_after_the_ice_and_its_pause() -> None:
    cold = entry("cold", on(2, "10:00"), minutes=10)
    now = plan(on(2, "10:15"), check_in(on(2, "07:30"), 8), cold)
    assert windows(now, "walk", "due", "open")[0].startswith("10:20")


def test_can_start_walk_needs_no_pause_without_ice_in_the_night_after_a_move() -> None:
    moved = about(on(2, "10:00"), time_zone="America/New_York")  # 05:00 there
    shown = plan(on(2, "10:05"), check_in(on(2, "07:30"), 3), moved)
    assert shown.can_start["walk"].now
    assert windows(shown, "walk")[0] == "07:30-08:00"


@pytest.mark.parametrize(
    ("day", "pains", "walked", "title", "gap"),
    [
        (1, [8], [], "On your feet, 1 min or more", 120),
        (2, [4, 4], [0], "Short walk at home, 4 min or more", 60),
        (2, [3, 3], [8], "Short walk, 5 min or more", 60),
    ],
)
def test_short_walks_are_those_of_the_stage(
    day: int, pains: list[int], walked: list[int], title: str, gap: int
) -> None:
    shown = items(plan(on(day, "07:10" if day > 1 else "09:10"), *days_of(pains, walked)), "walk")
    assert len(shown) > 3
    assert {str(each.title) for each in shown} == {title}
    assert min(then.opens - first.opens for first, then in pairwise(shown)) >= timedelta(minutes=gap)


def test_short_walks_have_words_for_each_stage() -> None:
    assert set(TITLES) == set(HINTS) == set(Stage)


def test_short_walks_say_the_least_minutes_and_no_limit_unless_they_are_eased() -> None:
    journal = days_of([5, 5])
    free = items(plan(on(2, "10:30"), *journal), "walk")
    assert all(str(each.title).endswith("min or more") and MORE in each.care for each in free)
    eased = items(plan(on(2, "10:30"), *journal, walk(on(2, "10:00"), 5, 8)), "walk")
    assert {str(each.title) for each in eased if each.state != "done"} == {"Easy walk, 2 min"}
    assert not any(MORE in each.care for each in eased)


@pytest.mark.parametrize(
    ("day", "pains", "walked", "stage", "picture", "warned"),
    [
        (2, [4, 4], [0], "W2", "walk", True),
        (3, [3, 3, 3], [8, 8], "W3b", "walk", True),
        (4, [3, 3, 3, 3], [8, 8, 8], "W4", "walkwide", False),
    ],
)
def test_short_walks_are_drawn_and_warned_of_by_their_stage(
    day: int, pains: list[int], walked: list[int], stage: str, picture: str, warned: bool
) -> None:
    found = items(plan(on(day, "07:10"), *days_of(pains, walked)), "walk")
    assert {(each.reason.inputs["stage"], each.picture) for each in found} == {(stage, picture)}
    assert {NOT_YET[0] in each.care for each in found} == {warned}
