"""Drinks as on any day, no target where a care team sets one, and check-ins the plan learns from."""

from typing import Any

import pytest

from recovery.plan.enums import ItemState
from tests.plan.cases import START, about, after, check_in, entry, items, notice, on, onset, plan, plan_of, windows


@pytest.mark.parametrize(
    ("told", "hint", "daily"),
    [
        ({}, "200 to 250 ml.", 1600),
        ({"sex": "f"}, "About 200 ml.", 1600),
        ({"sex": "m"}, "About 250 ml.", 2000),
        ({"sex": "f", "weeks_pregnant": 10}, "About 240 ml.", 1920),
        ({"sex": "f", "conditions": ["breast_feeding"]}, "About 290 ml.", 2320),
    ],
)
def test_drinks_are_eight_portions_over_the_waking_hours(told: dict[str, Any], hint: str, daily: int) -> None:
    found = items(plan(on(2, "07:10"), **told), "drink")
    assert len(found) == 8
    assert all(str(item.do).startswith(hint) and item.reason.inputs["ml"] == daily for item in found)


def test_drinks_that_were_logged_tick_off_portions() -> None:
    shown = plan(on(2, "12:00"), entry("drink", on(2, "08:00"), ml=500), sex="m")
    assert [item.state for item in items(shown, "drink")].count(ItemState.DONE) == 2
    assert [item.state for item in items(plan(on(3, "08:00"), entry("drink", on(2, "08:00"), ml=500)), "drink")].count(
        ItemState.DONE
    ) == 0
    flood = plan(on(2, "12:00"), entry("drink", on(2, "08:00"), ml=5000))
    assert {item.state for item in items(flood, "drink")} == {"done"}


@pytest.mark.parametrize(("glasses", "done"), [(1, []), (2, ["09:00"]), (3, ["09:00"]), (4, ["09:00", "11:00"])])
def test_drinks_that_are_less_than_a_portion_add_up(glasses: int, done: list[str]) -> None:
    drunk = [entry("drink", on(2, f"{hour:02}:00"), ml=120) for hour in range(8, 8 + glasses)]
    assert [window[:5] for window in windows(plan(on(2, "12:00"), *drunk), "drink", "done")] == done


@pytest.mark.parametrize(
    ("came", "expected"),
    [
        ("07:00", [f"{clock}" for clock in ("07:00", "08:50", "10:40", "12:30", "14:20", "16:10", "18:00", "19:50")]),
        ("15:00", ["15:00", "16:50", "18:40", "20:30"]),
        ("20:33", ["20:33"]),
    ],
)
def test_drinks_of_a_late_start_are_fewer_and_no_faster(came: str, expected: list[str]) -> None:
    began = on(1, came)
    shown = plan_of([about(began), onset(began), check_in(began, 5)], began)
    assert [window[:5] for window in windows(shown, "drink")] == expected


def test_drinks_keep_an_hour_on_a_short_day() -> None:
    began = on(1, "10:00")
    shown = plan_of([about(began, wake="10:00", sleep="16:00"), onset(began)], began)
    assert [window[:5] for window in windows(shown, "drink")] == [f"{hour}:00" for hour in range(10, 16)]


@pytest.mark.parametrize(
    ("drunk", "coming"),
    [([], "12:30"), ([("12:00", 200)], "13:50"), ([("11:30", 200)], "13:20"), ([("08:00", 900)], "13:30")],
)
def test_drinks_follow_the_last_one_and_nothing_missed_is_caught_up(drunk: list[tuple[str, int]], coming: str) -> None:
    logged = [entry("drink", on(2, clock), ml=ml) for clock, ml in drunk]
    shown = plan(on(2, "12:10"), check_in(START, 5), *logged)
    assert windows(shown, "drink", "due")[0][:5] == coming
    assert len(items(shown, "drink")) <= 8


@pytest.mark.parametrize("condition", ["heart_failure", "kidney_disease", "liver_disease", "diuretic"])
def test_fluids_by_care_team_leave_no_target(condition: str) -> None:
    shown = plan(after(1), conditions=[condition])
    told = notice(shown, "fluids_care_team")
    assert items(shown, "drink") == []
    assert told is not None
    assert str(told.words) == "Drink the amount your care team set."


@pytest.mark.parametrize(("pain", "count"), [(2, 1), (5, 2), (8, 3)])
def test_check_ins_come_one_to_three_times_a_day_the_first_on_waking(pain: int, count: int) -> None:
    shown = plan(on(2, "07:30"), check_in(on(2, "07:05"), pain))
    found = items(shown, "check_in")
    assert len(found) == count
    assert (found[0].state, windows(shown, "check_in")[0][:5]) == ("done", "07:00")
    assert {item.state for item in found[1:]} <= {"due"}


def test_check_ins_begin_when_a_person_first_comes_at_noon() -> None:
    noon = on(2, "12:00")
    shown = plan_of([about(noon), onset(START, at=noon), check_in(noon, 5)], noon)
    assert min(item.opens for item in shown.day.items) == noon
    assert {item.state for item in shown.day.items} == {"done", "open", "due"}


@pytest.mark.parametrize(("day", "count"), [(43, 2), (44, 0), (49, 1), (50, 0)])
def test_check_ins_after_the_daily_plan_come_once_a_week(day: int, count: int) -> None:
    shown = plan(on(day, "08:00"), check_in(START, 5), check_in(on(day - 2, "08:00"), 4))
    assert len(items(shown, "check_in")) == count


def test_check_ins_close_the_window_they_fall_in_and_no_later_one() -> None:
    told = check_in(on(2, "08:00"), 5), check_in(on(2, "08:30"), 5)
    states = [item.state for item in items(plan(on(2, "09:00"), check_in(on(1, "09:05"), 5), *told), "check_in")]
    assert states == ["done", "due"]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([(1, True)], True),
        ([(1, None)], False),
        ([(1, False)], False),
        ([(1, True), (2, False)], False),
        ([(1, True), (2, None)], True),
        ([(1, False), (2, True)], True),
    ],
)
def test_fluids_lost_name_a_rehydration_drink_that_day(answers: list[tuple[float, bool | None]], said: bool) -> None:
    told = [check_in(after(hours), 5, fluids_lost=lost) for hours, lost in answers]
    assert (notice(plan(after(3), *told), "fluids_lost") is not None) == said
    assert notice(plan(on(2, "08:00"), *told), "fluids_lost") is None


def test_fluids_lost_send_a_person_whose_drinks_are_set_to_the_care_team() -> None:
    lost = check_in(after(1), 5, fluids_lost=True)
    for conditions, words in (
        ([], "You lost a lot of fluid. Pharmacies sell a drink that puts back water and salts."),
        (["heart_failure"], "You lost a lot of fluid. Ask your care team how much to drink."),
    ):
        told = notice(plan(after(2), lost, conditions=conditions), "fluids_lost")
        assert told is not None
        assert str(told.words) == words
