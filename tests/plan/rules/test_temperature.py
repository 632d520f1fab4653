"""Cold, then nothing hot before 72 real hours, then warmth: the limits no log may move."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from recovery.plan.advice import Plan, Start
from tests.plan.cases import START, about, after, check_in, entry, items, notice, on, onset, plan, plan_of, windows

SECOND = timedelta(seconds=1)


def cold(hours: float, minutes: int = 20, **fields: object) -> dict[str, object]:
    return entry("cold", after(hours), minutes=minutes, **fields)


def heat(at: datetime, minutes: int = 15, **fields: object) -> dict[str, object]:
    return entry("heat", at, minutes=minutes, **fields)


def can(plan: Plan, kind: str) -> tuple[bool, str | None, str | None]:
    start: Start = plan.can_start[kind]
    opens = f"{(start.opens - START) / timedelta(hours=1):g} h" if start.opens else None
    return start.now, opens, start.because


# --- three phases by real hours

EDGES = [
    (after(0), "cold"),
    (after(47, 59, 59), "cold"),
    (after(48), "transition"),
    (after(71, 59, 59), "transition"),
    (after(72), "heat"),
]


@pytest.mark.parametrize(("now", "phase"), EDGES)
def test_phases_change_on_the_second(now: datetime, phase: str) -> None:
    shown = plan(now, check_in(START, 5))
    assert shown.phase == phase
    assert shown.can_start["heat"].now == (phase == "heat")
    assert bool(items(shown, "heat")) == (phase == "heat")
    assert shown.can_start["cold"].now == (now < after(71, 40, 1))


@pytest.mark.parametrize(
    ("zone", "began"),
    [
        ("Europe/London", "2027-03-27T22:15"),
        ("Europe/London", "2027-10-30T22:15"),
        ("America/New_York", "2027-11-06T20:00"),
        ("America/New_York", "2027-03-13T20:00"),
        ("Australia/Lord_Howe", "2027-04-03T22:00"),
        ("Australia/Lord_Howe", "2026-10-03T22:00"),
        ("Asia/Kolkata", "2026-12-07T09:00"),
        ("Asia/Kathmandu", "2026-12-07T09:00"),
        ("America/St_Johns", "2027-03-13T12:00"),
    ],
)
def test_72_hours_are_real_hours_on_both_clock_changes_and_in_odd_zones(zone: str, began: str) -> None:
    start = datetime.fromisoformat(began).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    journal = [about(start, time_zone=zone), onset(start)]
    unlock = start + timedelta(hours=72)
    before, then = plan_of(journal, unlock - SECOND), plan_of(journal, unlock)
    assert (before.phase, then.phase) == ("transition", "heat")
    assert (before.can_start["heat"].now, then.can_start["heat"].now) == (False, True)
    assert before.can_start["heat"].opens == before.heat_from == unlock
    assert (plan_of(journal, start + timedelta(hours=48) - SECOND).phase, then.elapsed_hours) == ("cold", 72.0)


def test_an_unsure_onset_counts_from_the_latest_plausible_instant() -> None:
    journal = [about(after(3)), onset(START, at=after(3), latest_at=after(3))]
    assert plan_of(journal, after(74)).phase == "transition"
    assert plan_of(journal, after(75)).phase == "heat"
    assert plan_of(journal, after(75)).elapsed_hours == 75


def test_a_corrected_onset_takes_warmth_away_at_once() -> None:
    corrected = onset(after(2), at=after(73))
    assert items(plan(after(73)), "heat")
    shown = plan(after(73), corrected)
    assert (shown.phase, items(shown, "heat"), shown.can_start["heat"].because) == (
        "transition",
        [],
        "before_72_hours",
    )
    assert plan(after(74), corrected).phase == "heat"


def test_a_new_sudden_spasm_sets_the_clock_back() -> None:
    shown = plan(after(101), check_in(after(100), 7, sudden=True))
    assert (shown.phase, shown.heat_from) == ("cold", after(172))
    assert items(shown, "heat") == []
    assert [line.phase for line in shown.days[:5]] == ["cold", "cold", "cold", "transition", "cold"]


# --- cold


@pytest.mark.parametrize(
    ("pain", "expected"),
    [
        (2, ["11:00-12:00", "14:20-15:20", "17:40-18:40"]),
        (5, ["10:30-11:30", "13:00-14:00", "15:30-16:30", "18:00-19:00", "20:30-21:10"]),
        (8, ["10:00-11:00", "12:00-13:00", "14:00-15:00", "16:00-17:00", "18:00-19:00", "20:00-21:00"]),
    ],
)
def test_the_next_cold_counts_from_the_start_of_the_last(pain: int, expected: list[str]) -> None:
    shown = plan(after(minutes=30), check_in(START, pain), cold(0))
    assert windows(shown, "cold", "done") == ["09:00-09:20"]
    assert windows(shown, "cold", "due") == expected


def test_a_pack_begun_without_an_end_moves_the_next_as_well() -> None:
    begun = entry("started", after(minutes=10), item="cold")
    shown = plan(after(minutes=15), check_in(START, 8), begun)
    assert windows(shown, "cold")[0] == "10:10-11:10"
    assert can(shown, "cold") == (False, f"{70 / 60:g} h", "too_soon_after_cold")


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(59, (False, "1 h", "too_soon_after_cold")), (60, (True, None, None))],
)
def test_on_demand_cold_waits_an_hour_from_start_to_start(minutes: int, expected: tuple[object, ...]) -> None:
    assert can(plan(after(minutes=minutes), check_in(START, 2), cold(0)), "cold") == expected


def test_in_the_transition_cold_waits_two_hours() -> None:
    assert can(plan(after(50), cold(49)), "cold") == (False, "51 h", "too_soon_after_cold")
    assert can(plan(after(51), cold(49)), "cold") == (True, None, None)
    assert can(plan(after(47, 30), cold(47)), "cold") == (False, "49 h", "too_soon_after_cold")


def test_the_transition_holds_four_packs_two_hours_apart() -> None:
    shown = plan(on(3, "08:00"), check_in(on(3, "07:10"), 8))
    assert windows(shown, "cold") == ["07:00-08:00", "10:00-11:00", "13:00-14:00", "16:00-17:00", "19:00-20:00"]
    assert [item.reason.code for item in items(shown, "cold")] == ["cold_phase"] + ["if_it_still_helps"] * 4
    assert windows(plan(on(3, "12:00"), check_in(on(3, "07:10"), 8)), "cold") == windows(shown, "cold")


def test_packs_of_the_day_before_do_not_use_up_todays() -> None:
    yesterday = [entry("cold", on(1, f"{hour}:00"), minutes=20) for hour in range(10, 22, 2)]
    assert len(items(plan(on(2, "07:10"), check_in(on(2, "07:05"), 5), *yesterday), "cold")) == 6


def test_in_the_transition_the_next_window_opens_two_hours_after_the_last_start() -> None:
    day = [check_in(on(3, "07:05"), 8), entry("cold", on(3, "09:00"), minutes=20)]
    one, two = plan(on(3, "09:30"), *day), plan(on(3, "13:00"), *day, entry("cold", on(3, "12:00"), minutes=20))
    assert windows(one, "cold", "due") == ["11:00-12:00", "14:20-15:20", "17:40-18:40"]
    assert windows(two, "cold", "due") == ["14:00-15:00", "17:35-18:35"]
    early = plan(on(3, "08:50"), day[0], entry("cold", on(3, "08:30"), minutes=20))
    assert windows(early, "cold", "due") == ["10:30-11:30", "13:30-14:30", "16:30-17:30", "19:30-20:30"]


def test_the_transition_takes_no_more_packs_than_the_day_has_left() -> None:
    shown = plan(on(3, "07:10"), check_in(on(3, "07:05"), 2))
    assert windows(shown, "cold") == ["07:00-08:00", "10:00-11:00", "13:40-14:40", "17:20-18:20"]


def test_who_comes_just_before_48_hours_begins_with_the_transition() -> None:
    came = on(3, "08:50")
    shown = plan_of([about(came), onset(START, at=came)], came)
    assert windows(shown, "cold")[0] == "09:00-10:00"
    assert str(items(shown, "cold")[0].do).startswith("Only if it still helps.")


def test_the_last_cold_ends_half_an_hour_before_sleep() -> None:
    shown = plan(on(1, "20:50"), check_in(START, 8), entry("cold", on(1, "20:00"), minutes=20))
    assert windows(shown, "cold", "due") == ["21:00-21:10"]


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (after(71, 40), (True, None, None)),
        (after(71, 40, 1), (False, None, "after_72_hours")),
        (after(72), (False, None, "after_72_hours")),
    ],
)
def test_the_last_cold_ends_within_72_hours(now: datetime, expected: tuple[object, ...]) -> None:
    assert can(plan(now), "cold") == expected
    assert all(item.closes <= after(71, 40) for item in items(plan(now), "cold"))


def test_at_night_somebody_awake_may_start_one_but_gets_no_reminder() -> None:
    shown = plan(datetime(2026, 12, 8, 3, tzinfo=UTC))
    assert can(shown, "cold") == (True, None, None)
    assert shown.reminders == ()
    later = plan(
        on(2, "07:10"), entry("cold", datetime(2026, 12, 8, 6, 30, tzinfo=UTC), minutes=20), check_in(START, 8)
    )
    assert windows(later, "cold", "done") == []
    assert windows(later, "cold")[0] == "07:30-08:30"


@pytest.mark.parametrize("skin", ["marked", "numb"])
def test_skin_that_is_not_normal_ends_cold_and_warmth_until_it_is(skin: str) -> None:
    shown = plan(after(5), cold(0, skin=skin))
    assert items(shown, "cold") == []
    assert can(shown, "cold") == (False, None, "skin_not_normal")
    later = plan(after(80), heat(after(73), skin=skin))
    assert items(later, "heat") == []
    assert can(later, "heat") == (False, None, "skin_not_normal")
    assert items(plan(after(5), cold(0, skin=skin), cold(2, skin="fine")), "cold")


# --- warmth


def test_warmth_waits_an_hour_after_cold_also_past_72_hours() -> None:
    shown = plan(after(72), cold(71.5))
    assert can(shown, "heat") == (False, f"{72 + 50 / 60:g} h", "too_soon_after_cold")
    assert windows(shown, "heat")[0] == "09:50-10:50"


@pytest.mark.parametrize(("pain", "count"), [(2, 2), (5, 3), (8, 4)])
def test_warmth_comes_two_to_four_times_two_hours_apart(pain: int, count: int) -> None:
    shown = plan(on(5, "07:00"), check_in(on(5, "07:00"), pain))
    found = items(shown, "heat")
    assert len(found) == count
    assert all(two.opens - one.closes >= timedelta(hours=2) for one, two in pairwise(found))
    assert max(item.closes for item in found) <= on(5, "21:15")


def test_after_four_times_warmth_waits_for_the_next_day() -> None:
    done = [heat(on(5, clock)) for clock in ("08:00", "10:00", "12:00", "14:00")]
    shown = plan(on(5, "17:00"), *done)
    assert shown.can_start["heat"] == Start(False, on(6, "07:00"), "enough_today")
    assert plan(on(5, "16:00"), *done[:3]).can_start["heat"].now
    assert plan(on(5, "15:59"), *done[3:]).can_start["heat"].because == "too_soon_after_heat"


@pytest.mark.parametrize(("year", "minutes"), [(1961, 10), (1962, 15), (None, 15)])
def test_older_skin_gets_ten_minutes(year: int | None, minutes: int) -> None:
    assert {item.minutes for item in items(plan(after(73), birth_year=year), "heat")} == {minutes}


def test_after_six_weeks_the_daily_warmth_ends() -> None:
    assert items(plan(after(42 * 24 - 1), check_in(on(42, "07:10"), 4)), "heat")
    assert items(plan(after(42 * 24), check_in(on(43, "07:10"), 4)), "heat") == []


# --- not for everybody


@pytest.mark.parametrize(
    ("condition", "ask"),
    [
        ("numb_skin", False),
        ("raynaud", False),
        ("poor_circulation", False),
        ("skin_wound", False),
        ("angina", True),
        ("cancer", True),
        ("sedatives", True),
        ("recent_back_surgery", True),
    ],
)
def test_who_cannot_use_cold_is_told_so_and_still_waits_for_warmth(condition: str, ask: bool) -> None:
    shown = plan(after(1), conditions=[condition])
    told = notice(shown, "without_cold")
    assert items(shown, "cold") == items(shown, "heat") == []
    assert can(shown, "cold") == (False, None, condition)
    assert told is not None
    assert told.because == {"condition": condition, "ask": ask}
    assert shown.heat_from == after(72)


@pytest.mark.parametrize(
    "condition", ["numb_skin", "skin_wound", "sedatives", "poor_circulation", "angina", "cancer", "pregnant"]
)
def test_who_cannot_use_warmth_gets_no_cold_instead(condition: str) -> None:
    shown = plan(after(73), conditions=[condition])
    assert items(shown, "cold") == items(shown, "heat") == []
    assert can(shown, "heat") == (False, None, condition)
    assert notice(shown, "without_heat") is not None


@pytest.mark.parametrize("flag", ["S1", "S4"])
def test_a_same_day_flag_is_told_by_its_own_banner_alone(flag: str) -> None:
    shown = plan(after(73), check_in(after(72.5), 4, flags=[flag]))
    assert items(shown, "heat") == []
    assert notice(shown, "without_heat") is None


HINTS = [
    ({}, 1, "Thin towel between ice and skin."),
    ({}, 48, "Only if it still helps. Thin towel between ice and skin."),
    ({"conditions": ["heavy_alcohol"]}, 1, "Thin towel between ice and skin. Not after alcohol."),
    ({"conditions": ["diabetes"]}, 48, "Thin towel between ice and skin. Look at your skin after 5 and 10 minutes."),
    ({}, 73, "Warm, not hot, with a towel between. Or a warm shower."),
    ({"birth_year": 1950}, 73, "Or a warm shower. One more layer of towel. Look at your skin after 5 minutes."),
    ({"conditions": ["heavy_alcohol"]}, 73, "Or a warm shower. A towel between. Not after alcohol."),
    ({"conditions": ["diabetes"]}, 73, "Or a warm shower. A towel between. Look at your skin after 5 minutes."),
]


@pytest.mark.parametrize(("told", "hours", "hint"), HINTS)
def test_hints_for_everybody_and_for_those_who_must_look_out(told: dict[str, Any], hours: float, hint: str) -> None:
    shown = plan(after(hours), **told)
    assert str((items(shown, "cold") + items(shown, "heat"))[-1].do) == hint


def test_care_names_who_must_leave_out_more() -> None:
    lines = {str(line) for line in items(plan(after(73), conditions=["blood_thinner"]), "heat")[0].care}
    assert {"Not on a fresh bruise.", "Comfortably warm: about 40 °C, never above 45 °C."} <= lines
    assert "No hot tub and no sauna." not in lines


def test_what_made_it_worse_is_not_offered_again_today() -> None:
    worse = entry("worse", after(1), item="cold")
    assert items(plan(after(2), worse), "cold") == []
    assert can(plan(after(2), worse), "cold") == (False, None, "made_it_worse")
    assert items(plan(on(2, "08:00"), worse), "cold")
    assert items(plan(after(74), entry("worse", after(73), item="heat")), "heat") == []
