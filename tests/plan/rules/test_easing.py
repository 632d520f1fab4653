"""Breathing for everybody; stretch and massage when it is time and nothing speaks against them."""

from typing import Any

import pytest

from recovery.plan.advice import Start
from recovery.plan.enums import NotNow
from recovery.plan.rules.easing import ELSEWHERE, ON_THE_BACK
from tests.plan.cases import START, Raw, after, check_in, days_of, entry, items, on, plan, windows


@pytest.mark.parametrize(("pain", "count"), [(2, 2), (5, 3), (8, 3)])
def test_slow_breathing_comes_two_or_three_times_a_day(pain: int, count: int) -> None:
    assert len(items(plan(on(2, "07:10"), check_in(on(2, "07:05"), pain)), "breathing")) == count
    assert plan(on(1, "23:30")).can_start["breathing"].now


@pytest.mark.parametrize(
    ("condition", "picture"), [("pregnant", "side"), ("breathless_lying_flat", "recliner"), ("asthma", "breathe")]
)
def test_slow_breathing_is_drawn_in_a_position_that_suits_the_person(condition: str, picture: str) -> None:
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
        ([check_in(on(1, "09:00"), 7), check_in(on(3, "07:05"), 6)], on(3, "08:00"), "too_much_pain"),
        ([check_in(on(1, "09:00"), 7), check_in(on(3, "07:05"), 5)], on(3, "08:00"), None),
        ([check_in(START, 5), check_in(on(2, "07:05"), 5)], on(2, "08:00"), None),
        ([check_in(START, 5), check_in(on(2, "07:05"), 6)], on(2, "08:00"), "too_much_pain"),
    ],
)
def test_gentle_stretch_begins_when_it_is_allowed(journal: list[Raw], now: Any, because: str | None) -> None:
    shown = plan(now, *journal)
    assert shown.can_start["stretch"].because == because
    assert bool(items(shown, "stretch")) == (because is None)


def test_gentle_stretch_waits_until_after_the_first_night() -> None:
    shown = plan(on(1, "20:30"), entry("onset", on(1, "20:00"), started_at=on(1, "20:00")), check_in(on(1, "20:00"), 2))
    assert shown.day.number == 0
    assert shown.can_start["stretch"] == Start(False, None, NotNow.FIRST_NIGHT)


@pytest.mark.parametrize(
    ("iced", "now", "expected"),
    [
        ("08:30", "08:55", ["09:00-09:55", "13:55-14:55", "18:55-19:55"]),
        ("08:50", "08:55", ["09:20-09:55", "13:55-14:55", "18:55-19:55"]),
        ("09:25", "09:30", ["13:55-14:55", "18:55-19:55"]),
    ],
)
def test_gentle_stretch_is_planned_for_when_the_back_is_no_longer_stiff_from_ice(
    iced: str, now: str, expected: list[str]
) -> None:
    shown = plan(on(2, now), check_in(START, 3), entry("cold", on(2, iced), minutes=20))
    assert windows(shown, "stretch") == expected


def test_gentle_stretch_that_is_done_keeps_its_time_after_ice() -> None:
    done = [entry("stretch", after(0.5), minutes=5), entry("cold", after(1), minutes=20)]
    assert windows(plan(after(1, 25), check_in(START, 3), *done), "stretch", "done") == ["09:30-09:35"]


@pytest.mark.parametrize(
    ("condition", "picture", "where"), [("pregnant", "side", ELSEWHERE), ("asthma", "stretch", ON_THE_BACK)]
)
def test_gentle_stretch_is_drawn_in_a_position_that_suits_the_person(condition: str, picture: str, where: str) -> None:
    found = items(plan(on(2, "07:10"), check_in(START, 3), conditions=[condition]), "stretch")
    assert {(item.picture, str(item.care[0])) for item in found} == {(picture, str(where))}


def test_can_start_easing_keeps_a_rest_between_stretches_and_a_pause_after_ice() -> None:
    set_done = [check_in(START, 3), entry("stretch", after(1), minutes=5)]
    assert plan(after(1, 14), *set_done).can_start["stretch"] == Start(False, after(1, 15), NotNow.REST_BETWEEN_SETS)
    assert plan(after(1, 15), *set_done).can_start["stretch"].now
    cold = [check_in(START, 3), entry("cold", after(1), minutes=20)]
    assert plan(after(1, 29), *cold).can_start["stretch"] == Start(False, after(1, 30), NotNow.STIFF_AFTER_COLD)
    assert plan(after(1, 29), *cold).can_start["walk"] == Start(False, after(1, 30), NotNow.STIFF_AFTER_COLD)
    assert plan(after(1, 30), *cold).can_start["walk"].now


def test_gentle_stretch_comes_after_warmth_and_before_a_walk() -> None:
    shown = plan(on(5, "07:10"), *days_of([3, 3, 3, 3, 3], [0, 0, 0, 0]))
    heat, stretch = items(shown, "heat")[0], items(shown, "stretch")[0]
    assert f"{heat.opens:%H:%M} {stretch.opens:%H:%M}" == "07:00 07:15"
    assert stretch.reason.code == "after_warmth"
    assert min(item.opens for item in items(shown, "walk")) >= stretch.opens


@pytest.mark.parametrize(("hours", "now"), [(47.99, False), (48, True)])
def test_light_massage_starts_after_48_hours(hours: float, now: bool) -> None:
    shown = plan(after(hours))
    assert shown.can_start["massage"] == (
        Start(True, None, None) if now else Start(False, after(48), NotNow.BEFORE_48_HOURS)
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
def test_conditions_bar_stretch_and_massage(condition: str, barred: set[str]) -> None:
    shown = plan(on(4, "08:00"), *days_of([3, 3, 3, 3]), conditions=[condition])
    assert {kind for kind in ("stretch", "massage") if not items(shown, kind)} == barred
    assert {kind for kind in ("stretch", "massage") if shown.can_start[kind].because == condition} == barred


@pytest.mark.parametrize("kind", ["cold", "rest", "legs_up", "breathing", "stretch", "massage", "drink"])
def test_a_kind_that_made_it_worse_is_left_out_for_today(kind: str) -> None:
    journal = [*days_of([3, 3, 3]), entry("worse", on(3, "09:30"), item=kind)]
    shown = plan(on(3, "10:00"), *journal)
    assert items(plan(on(3, "09:00"), *journal[:3]), kind) or kind == "massage"
    assert items(shown, kind) == []
    assert kind == "drink" or shown.can_start[kind] == Start(False, None, NotNow.MADE_IT_WORSE)
    assert items(plan(on(4, "08:00"), *journal), kind)


def test_a_walk_that_made_it_worse_gets_easier_and_stays() -> None:
    journal = [*days_of([3, 3, 3]), entry("worse", on(3, "09:30"), item="walk")]
    before, shown = plan(on(3, "09:00"), *journal[:3]), plan(on(3, "10:00"), *journal)
    assert items(shown, "walk")[0].minutes == items(before, "walk")[0].minutes // 2
    assert shown.can_start["walk"].now


def test_check_ins_stay_when_one_made_it_worse() -> None:
    assert items(plan(after(2), entry("worse", after(1), item="check_in")), "check_in")
