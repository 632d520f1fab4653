"""Reminders: few enough to live with, and each names everything that is due at its instant."""

from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from recovery.plan.advice import Plan
from recovery.plan.clinical import figures
from tests.plan.cases import START, Raw, about, check_in, days_of, entry, on, onset, plan, plan_of, walk


def told(plan: Plan) -> list[str]:
    """The reminders as "08:30 cold"."""
    return [f"{each.at:%H:%M} {' '.join(each.kinds)}" for each in plan.reminders]


HOURLY = [*days_of([4, 4], [0, 4]), check_in(on(3, "07:00"), 4)]


@pytest.mark.parametrize(
    ("day", "journal", "count"),
    [
        (2, [check_in(START, 2)], 9),
        (2, [check_in(START, 5)], 9),
        (2, [check_in(START, 8)], 12),
        (3, HOURLY, 12),
        (5, [*HOURLY, check_in(on(5, "07:00"), 4)], 12),
    ],
)
def test_reminders_of_a_whole_day_are_few(day: int, journal: list[Raw], count: int) -> None:
    shown = plan(on(day, "07:00"), *journal)
    assert len(shown.reminders) == count
    assert min(then.at - one.at for one, then in pairwise(shown.reminders)) >= figures.REMINDER_GAP


def test_reminders_of_a_moderate_second_day() -> None:
    assert told(plan(on(2, "07:00"), check_in(START, 5))) == [
        "07:15 check_in cold",
        "08:30 check_in cold",
        "10:00 check_in cold walk",
        "11:30 check_in cold",
        "13:00 cold walk",
        "14:30 cold",
        "15:45 walk",
        "17:15 check_in",
        "18:40 check_in walk",
    ]


def test_reminders_leave_out_what_is_past_and_keep_what_is_now() -> None:
    at = [each.at for each in plan(on(2, "07:00"), check_in(START, 5)).reminders]
    for place, moment in enumerate(at):
        assert [each.at for each in plan(moment, check_in(START, 5)).reminders] == at[place:]


@pytest.mark.parametrize("pain", [2, 5, 8])
@pytest.mark.parametrize("clock", ["09:30", "10:45", "12:00", "14:15", "17:00", "19:30"])
def test_reminders_stay_an_hour_apart_when_warmth_replaces_ice(clock: str, pain: int) -> None:
    """Nothing is logged around hour 72, but ice goes and warmth comes, and walks make room for it."""
    began = on(1, clock)
    journal = [about(began), onset(began), *(check_in(on(day, "07:30"), pain) for day in (2, 3, 4))]
    change = began + timedelta(hours=72)
    moments = [change + timedelta(minutes=5 * place) for place in range(-24, 25)]
    plans = [plan_of(journal, moment) for moment in moments]
    rung = [shown.reminders[0].at for shown, then in pairwise(plans) if _rings(shown, then.now)]
    assert all(then - one >= figures.REMINDER_GAP for one, then in pairwise(rung))
    assert "heat" in plan_of(journal, change).reminders[0].kinds


def _rings(shown: Plan, until: datetime) -> bool:
    return bool(shown.reminders) and shown.reminders[0].at < until


def test_reminders_of_walks_reach_from_morning_to_evening() -> None:
    walks = [each.at for each in plan(on(3, "07:00"), *HOURLY).reminders if "walk" in each.kinds]
    assert (walks[0] < on(3, "10:00"), walks[-1] > on(3, "20:00")) == (True, True)
    assert max(then - one for one, then in pairwise(walks)) <= 2 * figures.REMINDER_GAP + figures.REMINDER_GAP / 2


def test_reminders_name_neither_rest_nor_drinks() -> None:
    kinds = {kind for each in plan(on(5, "07:00"), *HOURLY).reminders for kind in each.kinds}
    assert kinds == {"check_in", "heat", "walk"}


def test_reminders_wait_an_hour_after_something_that_was_logged() -> None:
    iced = entry("cold", on(2, "09:50"), minutes=20)
    assert told(plan(on(2, "10:15"), check_in(START, 5), iced))[0] == "11:20 check_in cold walk"
    walked = walk(on(2, "11:00"), 5, 5)
    assert told(plan(on(2, "11:10"), check_in(START, 5), iced, walked))[0] == "12:00 cold"


def test_reminders_that_were_logged_count_among_those_of_the_day() -> None:
    done = [walk(on(3, f"{hour:02}:00"), 4, 4) for hour in range(7, 19)]
    assert len(plan(on(3, "18:10"), *HOURLY, *done).reminders) <= 2


def test_reminders_are_none_at_night() -> None:
    assert plan(on(1, "22:00"), check_in(START, 5)).reminders == ()
    assert plan(on(2, "06:59"), check_in(START, 5)).reminders == ()


def test_reminders_end_once_the_person_is_well() -> None:
    shown = plan(on(8, "07:10"), *days_of([3, 3, 3, 1, 1, 1, 1, 1], [3, 8, 10, 3]))
    assert shown.phase == "keep_well"
    assert [item.kind for item in shown.day.items if item.state == "due"]
    assert shown.reminders == ()


def test_reminders_after_the_daily_plan_are_only_of_check_ins() -> None:
    shown = plan(on(45, "07:10"), check_in(START, 5), check_in(on(44, "08:00"), 5, longest_walk=5, screened=True))
    assert {kind for each in shown.reminders for kind in each.kinds} <= {"check_in"}


@pytest.mark.parametrize(("missed", "count"), [(2, 1), (3, 1), (4, 1), (5, 1), (6, 1), (7, 0), (30, 0)])
def test_reminders_after_silence_are_one_a_day_and_then_none(missed: int, count: int) -> None:
    shown = plan(on(missed + 2, "07:01"), check_in(START, 5))
    assert told(shown) == ["07:15 check_in"] * count
    assert plan(on(missed + 2, "12:00"), check_in(START, 5)).reminders == ()


def test_reminders_come_back_with_the_first_log_after_silence() -> None:
    back = check_in(on(5, "08:00"), 5)
    assert len(plan(on(5, "08:01"), check_in(START, 5), back).reminders) > 5


def test_reminders_are_as_usual_after_one_missed_day() -> None:
    assert len(plan(on(3, "07:01"), check_in(START, 5)).reminders) > 5


def test_reminders_leave_a_person_who_just_came_alone_at_first() -> None:
    came = on(1, "12:00")
    shown = plan_of([about(came), onset(START, at=came), check_in(came, 5)], came)
    assert told(shown)[0] == "12:15 cold"


@pytest.mark.parametrize(("said", "reminded"), [({}, True), ({"can_walk": "no"}, False), ({"flags": ["S4"]}, False)])
def test_walks_only_to_the_toilet_have_no_reminders(said: Raw, reminded: bool) -> None:
    shown = plan(on(2, "08:00"), check_in(START, 5), check_in(on(2, "07:30"), 5, **said))
    assert any(item.kind == "walk" for item in shown.day.items)
    assert any("walk" in each.kinds for each in shown.reminders) == reminded


def test_a_person_who_is_well_has_no_reminders() -> None:
    well = [check_in(on(2, clock), 1, limits=False) for clock in ("07:30", "18:00")]
    shown = plan(on(3, "07:00"), check_in(START, 5), *well)
    assert shown.phase == "keep_well"
    assert list(shown.reminders) == []
