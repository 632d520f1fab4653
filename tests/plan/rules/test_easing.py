"""Breathing for everybody; stretch and massage when it is time and nothing speaks against them."""

from typing import Any

import pytest

from recovery.plan.advice import Start
from tests.plan.cases import START, Raw, after, check_in, days_of, entry, items, on, plan


@pytest.mark.parametrize(("pain", "count"), [(2, 2), (5, 3), (8, 3)])
def test_breathing_two_or_three_times_a_day(pain: int, count: int) -> None:
    assert len(items(plan(on(2, "07:10"), check_in(on(2, "07:05"), pain)), "breathing")) == count
    assert plan(on(1, "23:30")).can_start["breathing"].now


@pytest.mark.parametrize(
    ("condition", "picture"), [("pregnant", "side"), ("breathless_lying_flat", "recliner"), ("asthma", "breathe")]
)
def test_breathing_is_drawn_in_a_position_that_suits(condition: str, picture: str) -> None:
    shown = plan(on(2, "07:10"), conditions=[condition])
    assert {item.picture for item in items(shown, "breathing")} == {picture}


@pytest.mark.parametrize(
    ("journal", "now", "because"),
    [
        ([check_in(START, 3)], after(1), None),
        ([check_in(START, 4)], after(1), "rest_first"),
        ([check_in(START, 4)], on(2, "08:00"), None),
        ([check_in(START, 7)], on(2, "08:00"), "rest_first"),
        ([check_in(on(1, "09:00"), 7), check_in(on(3, "07:05"), 7)], on(3, "08:00"), "too_much_pain"),
        ([check_in(on(1, "09:00"), 7), check_in(on(3, "07:05"), 6)], on(3, "08:00"), None),
    ],
)
def test_when_a_stretch_may_begin(journal: list[Raw], now: Any, because: str | None) -> None:
    shown = plan(now, *journal)
    assert shown.can_start["stretch"].because == because
    assert bool(items(shown, "stretch")) == (because is None)


def test_no_stretch_on_the_first_night() -> None:
    shown = plan(on(1, "20:30"), entry("onset", on(1, "20:00"), started_at=on(1, "20:00")), check_in(on(1, "20:00"), 2))
    assert shown.day.number == 0
    assert shown.can_start["stretch"] == Start(False, None, "first_night")


def test_between_two_sets_there_is_rest_and_after_cold_a_pause() -> None:
    set_done = [check_in(START, 3), entry("stretch", after(1), minutes=5)]
    assert plan(after(1, 14), *set_done).can_start["stretch"] == Start(False, after(1, 15), "rest_between_sets")
    assert plan(after(1, 15), *set_done).can_start["stretch"].now
    cold = [check_in(START, 3), entry("cold", after(1), minutes=20)]
    assert plan(after(1, 29), *cold).can_start["stretch"] == Start(False, after(1, 30), "stiff_after_cold")
    assert plan(after(1, 29), *cold).can_start["walk"] == Start(False, after(1, 30), "stiff_after_cold")
    assert plan(after(1, 30), *cold).can_start["walk"].now


def test_warmth_then_stretch_then_walk() -> None:
    shown = plan(on(5, "07:10"), *days_of([3, 3, 3, 3, 3], [0, 0, 0, 0]))
    heat, stretch = items(shown, "heat")[0], items(shown, "stretch")[0]
    assert f"{heat.opens:%H:%M} {stretch.opens:%H:%M}" == "07:00 07:15"
    assert stretch.reason.code == "after_warmth"
    assert min(item.opens for item in items(shown, "walk")) >= stretch.opens


@pytest.mark.parametrize(("hours", "now"), [(47.99, False), (48, True)])
def test_massage_from_48_hours_on(hours: float, now: bool) -> None:
    shown = plan(after(hours))
    assert shown.can_start["massage"] == (
        Start(True, None, None) if now else Start(False, after(48), "before_48_hours")
    )
    assert bool(items(shown, "massage")) == now


@pytest.mark.parametrize(
    ("condition", "barred"),
    [
        ("recent_back_surgery", {"stretch", "massage"}),
        ("thin_bones", {"stretch", "massage"}),
        ("steroids", {"stretch", "massage"}),
        ("cancer", {"stretch", "massage"}),
        ("blood_thinner", {"massage"}),
        ("ulcer_or_bleed", {"massage"}),
        ("skin_wound", {"massage"}),
        ("numb_skin", {"massage"}),
        ("poor_circulation", {"massage"}),
        ("pregnant", {"massage"}),
        ("diabetes", set()),
        ("heart_disease", set()),
    ],
)
def test_who_is_offered_neither_or_only_one(condition: str, barred: set[str]) -> None:
    shown = plan(on(4, "08:00"), *days_of([3, 3, 3, 3]), conditions=[condition])
    assert {kind for kind in ("stretch", "massage") if not items(shown, kind)} == barred
    assert {kind for kind in ("stretch", "massage") if shown.can_start[kind].because == condition} == barred


@pytest.mark.parametrize("kind", ["cold", "rest", "legs_up", "breathing", "stretch", "massage", "drink"])
def test_whatever_made_it_worse_is_left_out_for_today(kind: str) -> None:
    journal = [*days_of([3, 3, 3]), entry("worse", on(3, "09:30"), item=kind)]
    shown = plan(on(3, "10:00"), *journal)
    assert items(plan(on(3, "09:00"), *journal[:3]), kind) or kind == "massage"
    assert items(shown, kind) == []
    assert kind == "drink" or shown.can_start[kind] == Start(False, None, "made_it_worse")
    assert items(plan(on(4, "08:00"), *journal), kind)


def test_a_walk_that_made_it_worse_gets_easier_instead_of_going_away() -> None:
    journal = [*days_of([3, 3, 3]), entry("worse", on(3, "09:30"), item="walk")]
    before, shown = plan(on(3, "09:00"), *journal[:3]), plan(on(3, "10:00"), *journal)
    assert items(shown, "walk")[0].minutes == items(before, "walk")[0].minutes // 2
    assert shown.can_start["walk"].now


def test_check_ins_stay_even_when_one_made_it_worse() -> None:
    assert items(plan(after(2), entry("worse", after(1), item="check_in")), "check_in")
