"""Drinks as on any day, no target where a care team sets one, and check-ins the plan learns from."""

from typing import Any

import pytest

from tests.plan.cases import START, about, after, check_in, entry, items, notice, on, onset, plan, plan_of, windows


@pytest.mark.parametrize(
    ("told", "hint", "daily"),
    [
        ({}, "200 to 250 ml.", 1600),
        ({"sex": "f"}, "About 200 ml.", 1600),
        ({"sex": "m"}, "About 250 ml.", 2000),
        ({"sex": "f", "weeks_pregnant": 10}, "About 240 ml.", 1920),
    ],
)
def test_eight_portions_over_the_waking_hours(told: dict[str, Any], hint: str, daily: int) -> None:
    found = items(plan(on(2, "07:10"), **told), "drink")
    assert len(found) == 8
    assert all(str(item.do).startswith(hint) and item.reason.inputs["ml"] == daily for item in found)


def test_what_was_drunk_ticks_off_portions() -> None:
    shown = plan(on(2, "12:00"), entry("drink", on(2, "08:00"), ml=500), sex="m")
    assert [item.state for item in items(shown, "drink")].count("done") == 2
    assert [item.state for item in items(plan(on(3, "08:00"), entry("drink", on(2, "08:00"), ml=500)), "drink")].count(
        "done"
    ) == 0
    flood = plan(on(2, "12:00"), entry("drink", on(2, "08:00"), ml=5000))
    assert {item.state for item in items(flood, "drink")} == {"done"}


@pytest.mark.parametrize("condition", ["heart_failure", "kidney_disease", "liver_disease", "diuretic"])
def test_no_target_where_a_care_team_sets_the_amount(condition: str) -> None:
    shown = plan(after(1), conditions=[condition])
    told = notice(shown, "fluids_care_team")
    assert items(shown, "drink") == []
    assert told is not None
    assert str(told.words) == "Drink the amount your care team set."


@pytest.mark.parametrize(("pain", "count"), [(2, 1), (5, 2), (8, 3)])
def test_one_to_three_check_ins_the_first_on_waking(pain: int, count: int) -> None:
    shown = plan(on(2, "07:30"), check_in(on(2, "07:05"), pain))
    found = items(shown, "check_in")
    assert len(found) == count
    assert (found[0].state, windows(shown, "check_in")[0][:5]) == ("done", "07:00")
    assert {item.state for item in found[1:]} <= {"due"}


def test_somebody_who_comes_at_noon_is_not_behind() -> None:
    noon = on(2, "12:00")
    shown = plan_of([about(noon), onset(START, at=noon), check_in(noon, 5)], noon)
    assert min(item.opens for item in shown.day.items) == noon
    assert {item.state for item in shown.day.items} == {"done", "open", "due"}


def test_a_check_in_closes_the_window_it_falls_in_and_no_later_one() -> None:
    told = check_in(on(2, "08:00"), 5), check_in(on(2, "08:30"), 5)
    states = [item.state for item in items(plan(on(2, "09:00"), check_in(on(1, "09:05"), 5), *told), "check_in")]
    assert states == ["done", "due"]
