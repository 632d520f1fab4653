"""Cold, then nothing hot before 72 real hours, then warmth: the limits no log may move."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from recovery.plan.advice import Plan, Start
from recovery.plan.enums import NotNow
from recovery.plan.rules.temperature import WASH
from tests.plan.cases import START, Raw, about, after, check_in, entry, items, notice, on, onset, plan, plan_of, windows

SECOND = timedelta(seconds=1)
BEGUN = UUID(int=5)


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
        (2, ["11:00-12:00", "13:00-14:00", "15:00-16:00"]),
        (5, ["10:30-11:30", "12:00-13:00", "13:30-14:30", "15:00-16:00", "16:30-17:30"]),
        (8, [f"{hour}:00-{hour + 1}:00" for hour in range(10, 17)]),
    ],
)
def test_cold_pack_counts_the_next_window_from_the_start_of_the_last(pain: int, expected: list[str]) -> None:
    shown = plan(after(minutes=30), check_in(START, pain), cold(0))
    assert windows(shown, "cold", "done") == ["09:00-09:20"]
    assert windows(shown, "cold", "due") == expected


@pytest.mark.parametrize(("clock", "next_"), [("09:00", "10:30-11:30"), ("09:59", "11:29-12:29")])
def test_cold_pack_moves_the_next_window_after_one_that_began_late(clock: str, next_: str) -> None:
    shown = plan(on(1, "10:20"), check_in(START, 5), entry("cold", on(1, clock), minutes=20))
    assert windows(shown, "cold", "due")[0] == next_


def test_cold_pack_counts_a_pack_without_an_end() -> None:
    begun = entry("started", after(minutes=10), item="cold")
    shown = plan(after(minutes=15), check_in(START, 8), begun)
    assert windows(shown, "cold")[0] == "10:10-11:10"
    assert can(shown, "cold") == (False, f"{70 / 60:g} h", "too_soon_after_cold")


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [(59, (False, "1 h", "too_soon_after_cold")), (60, (True, None, None))],
)
def test_can_start_cold_waits_an_hour_from_start_to_start(minutes: int, expected: tuple[object, ...]) -> None:
    assert can(plan(after(minutes=minutes), check_in(START, 2), cold(0)), "cold") == expected


def test_can_start_cold_waits_two_hours_in_the_transition() -> None:
    assert can(plan(after(50), cold(49)), "cold") == (False, "51 h", "too_soon_after_cold")
    assert can(plan(after(51), cold(49)), "cold") == (True, None, None)
    assert can(plan(after(47, 30), cold(47)), "cold") == (False, "49 h", "too_soon_after_cold")


def test_cold_pack_comes_four_times_two_hours_apart_in_the_transition() -> None:
    shown = plan(on(3, "08:00"), check_in(on(3, "07:10"), 8))
    early, late = ["07:00-08:00", "08:00-08:40"], ["10:00-11:00", "12:00-13:00", "14:00-15:00", "16:00-17:00"]
    assert windows(shown, "cold") == early + late
    assert [item.reason.code for item in items(shown, "cold")] == ["cold_phase"] * 2 + ["if_it_still_helps"] * 4
    assert windows(plan(on(3, "12:00"), check_in(on(3, "07:10"), 8)), "cold") == windows(shown, "cold")


def test_cold_pack_does_not_count_packs_of_the_day_before() -> None:
    yesterday = [entry("cold", on(1, f"{hour}:00"), minutes=20) for hour in range(10, 22, 2)]
    assert len(items(plan(on(2, "07:10"), check_in(on(2, "07:05"), 5), *yesterday), "cold")) == 6


def test_cold_pack_opens_two_hours_after_the_last_start_in_the_transition() -> None:
    day = [check_in(on(3, "07:05"), 8), entry("cold", on(3, "09:00"), minutes=20)]
    one, two = plan(on(3, "09:30"), *day), plan(on(3, "13:00"), *day, entry("cold", on(3, "12:00"), minutes=20))
    assert windows(one, "cold", "due") == ["11:00-12:00", "13:00-14:00", "15:00-16:00"]
    assert windows(two, "cold", "due") == ["14:00-15:00", "16:00-17:00"]
    early = plan(on(3, "08:50"), day[0], entry("cold", on(3, "08:30"), minutes=20))
    assert windows(early, "cold", "due") == ["10:30-11:30", "12:30-13:30", "14:30-15:30", "16:30-17:30"]


def test_cold_pack_takes_no_more_in_the_transition_than_the_day_has_left() -> None:
    shown = plan(on(3, "07:10"), check_in(on(3, "07:05"), 2))
    assert windows(shown, "cold") == ["07:00-08:00", "09:00-10:00", "11:00-12:00", "13:00-14:00"]


def test_cold_pack_begins_with_the_transition_just_before_48_hours() -> None:
    came = on(3, "08:50")
    shown = plan_of([about(came), onset(START, at=came)], came)
    assert windows(shown, "cold")[0] == "09:00-10:00"
    assert str(items(shown, "cold")[0].do).startswith("Only if it still helps.")


def test_cold_pack_ends_half_an_hour_before_sleep() -> None:
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
def test_cold_pack_ends_within_72_hours(now: datetime, expected: tuple[object, ...]) -> None:
    assert can(plan(now), "cold") == expected
    assert all(item.closes <= after(71, 40) for item in items(plan(now), "cold"))


def test_can_start_cold_at_night_without_a_reminder() -> None:
    shown = plan(datetime(2026, 12, 8, 3, tzinfo=UTC))
    assert can(shown, "cold") == (True, None, None)
    assert shown.reminders == ()
    later = plan(
        on(2, "07:10"), entry("cold", datetime(2026, 12, 8, 6, 30, tzinfo=UTC), minutes=20), check_in(START, 8)
    )
    assert windows(later, "cold", "done") == []
    assert windows(later, "cold")[0] == "07:30-08:30"


def test_a_new_spasm_in_the_afternoon_brings_ice_from_then_on() -> None:
    calm = [check_in(on(day, "07:05"), 2) for day in range(2, 8)]
    spasm = check_in(on(8, "15:30"), 8, sudden=True, screened=True, flags=[])
    assert windows(plan(on(8, "15:31"), *calm, spasm), "cold") == [
        "15:30-16:30",
        "16:30-17:30",
        "17:30-18:30",
        "18:30-19:30",
        "19:30-20:30",
        "20:30-21:10",
    ]


@pytest.mark.parametrize("skin", ["marked", "numb"])
def test_skin_that_is_not_normal_stops_ice_and_warmth(skin: str) -> None:
    shown = plan(after(5), cold(0, skin=skin))
    assert items(shown, "cold") == []
    assert can(shown, "cold") == (False, None, "skin_not_normal")
    assert can(shown, "heat") == (False, None, "skin_not_normal")  # not even promised for hour 72
    later = plan(after(80), heat(after(73), skin=skin))
    assert items(later, "heat") == []
    assert can(later, "heat") == (False, None, "skin_not_normal")
    assert items(plan(after(5), cold(0, skin=skin), cold(2, skin="fine")), "cold")


@pytest.mark.parametrize(("skin", "words"), [("marked", "had marks"), ("numb", "was numb")])
def test_skin_not_normal_is_said_until_the_person_says_that_it_is_fine(skin: str, words: str) -> None:
    worse = cold(60, skin=skin)
    for hours in (61, 80):
        said = notice(plan(after(hours), worse), "skin_not_normal")
        assert said is not None
        assert (said.because, words in str(said.words)) == ({"skin": skin}, True)
    fine = check_in(after(79), skin="fine")
    shown = plan(after(80), worse, fine)
    assert notice(shown, "skin_not_normal") is None
    assert can(shown, "heat") == (True, None, None)
    assert notice(plan(after(81), worse, fine, check_in(after(80), skin=skin)), "skin_not_normal")


def test_skin_not_normal_counts_the_answer_after_a_pack_and_not_one_from_before_it_ended() -> None:
    begun = entry("started", after(3), item="cold", id=BEGUN)
    ended = cold(3, 20, skin="marked", started=str(BEGUN), entered_at=after(3, 20))
    between = check_in(after(3, 10), skin="fine")
    assert notice(plan(after(4), begun, between, ended), "skin_not_normal")
    assert notice(plan(after(4), begun, ended, check_in(after(3, 21), skin="fine")), "skin_not_normal") is None


@pytest.mark.parametrize(("told", "worse"), [("fine", "marked"), ("marked", "fine")])
def test_skin_at_one_instant_is_what_the_check_in_says(told: str, worse: str) -> None:
    shown = plan(after(4), cold(3, 20, skin=worse, entered_at=after(3, 20)), check_in(after(3, 20), skin=told))
    assert bool(notice(shown, "skin_not_normal")) == (told == "marked")


def test_ice_too_long_is_said_once_and_the_skin_gets_its_pause() -> None:
    long = cold(0, 60)
    shown = plan(after(1), long)
    said = notice(shown, "cold_too_long")
    assert said is not None
    assert repr(said.because) == "{'minutes': 60}"
    assert can(shown, "cold") == (False, "1.66667 h", "too_soon_after_cold")
    assert min(item.opens for item in items(shown, "cold") if item.state != "done") >= after(1, 40)
    assert notice(plan(after(2), long, cold(1.8)), "cold_too_long") is None
    assert notice(plan(on(2, "08:00"), long), "cold_too_long") is None
    assert notice(plan(after(1), cold(0, 20)), "cold_too_long") is None


@pytest.mark.parametrize(("minutes", "opens"), [(5, 60), (20, 60), (21, 61), (30, 70), (60, 100)])
def test_can_start_cold_waits_for_the_later_of_an_hour_from_the_start_and_40_minutes_from_the_end(
    minutes: int, opens: int
) -> None:
    shown = plan(after(0, 59, 59), cold(0, minutes))
    assert shown.can_start["cold"].opens == after(0, opens)


# --- the night

NIGHTS: list[tuple[str, datetime, list[Raw], tuple[object, ...]]] = [
    # the last pack of the day ends half an hour before sleep; from then on one of ice or warmth in all
    ("cold", on(1, "21:09"), [cold(11)], (True, None, None)),
    ("cold", on(1, "21:10"), [cold(11)], (True, None, None)),
    ("cold", on(1, "22:30"), [entry("cold", on(1, "21:09"), minutes=20)], (True, None, None)),
    ("cold", on(1, "22:30"), [entry("cold", on(1, "21:10"), minutes=20)], (False, "22 h", "once_a_night")),
    ("cold", on(2, "03:00"), [], (True, None, None)),
    ("cold", on(2, "06:00"), [entry("cold", on(2, "03:00"), minutes=20)], (False, "22 h", "once_a_night")),
    ("cold", on(2, "06:59"), [entry("started", on(2, "03:00"), item="cold")], (False, "22 h", "once_a_night")),
    ("cold", on(2, "07:00"), [entry("cold", on(2, "03:00"), minutes=20)], (True, None, None)),
    ("cold", on(2, "06:30"), [entry("cold", on(2, "06:00"), minutes=20)], (False, "22 h", "too_soon_after_cold")),
    ("heat", on(5, "03:00"), [], (True, None, None)),
    ("heat", on(5, "06:00"), [entry("heat", on(5, "03:00"), minutes=15)], (False, "94 h", "once_a_night")),
    ("heat", on(4, "23:30"), [entry("heat", on(4, "21:20"), minutes=15)], (False, "94 h", "once_a_night")),
    ("heat", on(4, "23:30"), [entry("heat", on(4, "21:00"), minutes=15)], (True, None, None)),
]


@pytest.mark.parametrize(("kind", "now", "journal", "expected"), NIGHTS)
def test_night_offers_one_session_of_ice_or_warmth_in_all(
    kind: str, now: datetime, journal: list[Raw], expected: tuple[object, ...]
) -> None:
    shown = plan(now, *journal)
    assert can(shown, kind) == expected
    assert can(shown, "breathing")[0]
    assert can(shown, "rest")[0]


def test_night_of_somebody_who_sleeps_in_the_day_ends_with_their_waking() -> None:
    slept = {"wake": "17:00", "sleep": "09:00"}
    iced = entry("cold", on(1, "10:00"), minutes=20)
    assert can(plan(on(1, "13:00"), iced, **slept), "cold") == (False, "8 h", "once_a_night")
    assert can(plan(on(1, "17:00"), iced, **slept), "cold") == (True, None, None)


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        ("07:30", (False, "24 h", "once_a_night")),
        ("08:59", (False, "24 h", "once_a_night")),
        ("09:00", (True, None, None)),
    ],
)
def test_night_goes_on_for_somebody_who_says_in_the_morning_that_they_wake_later(
    clock: str, expected: tuple[object, ...]
) -> None:
    later = about(on(2, "07:10"), wake="09:00")
    assert can(plan(on(2, clock), entry("cold", on(2, "03:00"), minutes=20), later), "cold") == expected


# --- warmth


def test_can_start_heat_waits_an_hour_after_ice() -> None:
    shown = plan(after(72), cold(71.5))
    assert can(shown, "heat") == (False, f"{72 + 50 / 60:g} h", "too_soon_after_cold")
    assert windows(shown, "heat")[0] == "09:50-10:50"


@pytest.mark.parametrize(("pain", "count"), [(2, 2), (5, 3), (8, 4)])
def test_moist_heat_comes_two_to_four_times_two_hours_apart(pain: int, count: int) -> None:
    shown = plan(on(5, "07:00"), check_in(on(5, "07:00"), pain))
    found = items(shown, "heat")
    assert len(found) == count
    assert all(two.opens - one.closes >= timedelta(hours=2) for one, two in pairwise(found))
    assert max(item.closes for item in found) <= on(5, "21:15")


def test_can_start_heat_waits_for_the_next_day_after_four_times() -> None:
    done = [heat(on(5, clock)) for clock in ("08:00", "10:00", "12:00", "14:00")]
    shown = plan(on(5, "17:00"), *done)
    assert shown.can_start["heat"] == Start(False, on(6, "07:00"), NotNow.ENOUGH_TODAY)
    assert plan(on(5, "16:00"), *done[:3]).can_start["heat"].now
    assert plan(on(5, "15:59"), *done[3:]).can_start["heat"].because == "too_soon_after_heat"


@pytest.mark.parametrize(("year", "minutes"), [(1961, 10), (1962, 15), (None, 15)])
def test_moist_heat_is_ten_minutes_for_older_skin(year: int | None, minutes: int) -> None:
    assert {item.minutes for item in items(plan(after(73), birth_year=year), "heat")} == {minutes}


def test_moist_heat_ends_after_six_weeks() -> None:
    assert items(plan(after(42 * 24 - 1), check_in(on(42, "07:10"), 4)), "heat")
    over = plan(after(42 * 24), check_in(on(43, "07:10"), 4))
    assert items(over, "heat") == []
    assert can(over, "heat") == (False, None, "plan_over")


@pytest.mark.parametrize("kind", ["cold", "heat"])
def test_nothing_is_put_on_the_skin_of_a_person_who_is_well(kind: str) -> None:
    well = [check_in(on(2, clock), 1, limits=False) for clock in ("07:30", "18:00")]
    shown = plan(on(2, "18:30"), check_in(START, 5), *well)
    assert shown.phase == "keep_well"
    assert can(shown, kind) == (False, None, "recovered")


def test_moist_heat_that_would_not_end_half_an_hour_before_sleep_is_left_out() -> None:
    assert windows(plan(on(5, "20:00"), heat(on(5, "18:15"))), "heat", "due") == []
    assert windows(plan(on(5, "20:00"), heat(on(5, "18:14"))), "heat", "due") == ["21:14-21:15"]


def test_cold_pack_from_48_hours_on_is_only_as_long_as_it_helps() -> None:
    found = items(plan(on(3, "07:00"), check_in(on(3, "07:00"), 2)), "cold")
    codes = [(item.opens, item.reason.code) for item in found]
    assert (after(48), "if_it_still_helps") in codes
    assert {code for opens, code in codes if opens < after(48)} == {"cold_phase"}
    assert {item.reason.inputs["severity"] for item in found} == {"mild"}


@pytest.mark.parametrize(("begun", "first"), [("07:39", "08:39-08:40"), ("07:40", "09:40-10:40")])
def test_cold_pack_of_the_cold_phase_is_over_at_48_hours(begun: str, first: str) -> None:
    shown = plan(on(3, "08:05"), check_in(on(3, "07:00"), 8), entry("cold", on(3, begun), minutes=20))
    assert windows(shown, "cold", "due")[0] == first


@pytest.mark.parametrize(("begun", "left"), [("20:09", ["21:09-21:10"]), ("20:10", [])])
def test_cold_pack_is_planned_while_it_can_end_half_an_hour_before_sleep(begun: str, left: list[str]) -> None:
    shown = plan(on(2, "20:40"), check_in(on(2, "20:00"), 8), entry("cold", on(2, begun), minutes=20))
    assert windows(shown, "cold", "due") == left


def test_night_that_a_spasm_began_in_ends_with_the_waking_of_that_morning() -> None:
    began = on(2, "02:00")
    pack = entry("cold", on(2, "02:10"), minutes=20)
    shown = plan_of([about(began), onset(began), check_in(began, 8), pack], on(2, "03:30"))
    start = shown.can_start["cold"]
    assert (start.now, start.opens, start.because) == (False, on(2, "07:00"), "once_a_night")


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
def test_without_cold_is_said_and_warmth_still_waits(condition: str, ask: bool) -> None:
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
def test_without_heat_is_said_and_ice_does_not_go_on(condition: str) -> None:
    shown = plan(after(73), conditions=[condition])
    assert items(shown, "cold") == items(shown, "heat") == []
    assert can(shown, "heat") == (False, None, condition)
    said = notice(shown, "without_heat")
    assert said is not None
    ask = condition in ("poor_circulation", "angina", "cancer", "pregnant")
    assert said.because == {"condition": condition, "ask": ask}


@pytest.mark.parametrize("flag", ["S1", "S4"])
def test_without_heat_is_silent_while_a_same_day_flag_is_open(flag: str) -> None:
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
def test_cold_pack_and_moist_heat_hints_fit_the_person(told: dict[str, Any], hours: float, hint: str) -> None:
    shown = plan(after(hours), **told)
    assert str((items(shown, "cold") + items(shown, "heat"))[-1].do) == hint


@pytest.mark.parametrize(("pain", "near"), [(6, False), (7, True)])
def test_moist_heat_asks_for_someone_near_a_shower_when_it_is_severe(pain: int, near: bool) -> None:
    lines = {str(line) for line in items(plan(after(73), check_in(after(72), pain)), "heat")[0].care}
    assert ("For a shower, have someone near." in lines) == near
    assert "In a bath: at most 43 °C." in lines
    assert "In the shower: 5 to 15 minutes, at most 41 °C, on a mat that does not slip." in lines


def test_a_wash_before_the_lock_ends_is_called_lukewarm_only() -> None:
    assert "lukewarm" in WASH.says
    assert "warm" not in f"{WASH.says} {WASH.evidence}".replace("lukewarm", "").replace("warmth", "")


@pytest.mark.parametrize(
    ("condition", "line"),
    [
        ("blood_thinner", "Not on a fresh bruise."),
        ("ulcer_or_bleed", "Not on a fresh bruise."),
        ("pregnant", "No hot tub and no sauna."),
    ],
)
def test_moist_heat_care_names_what_a_condition_asks_for(condition: str, line: str) -> None:
    agreed = about(after(72.5), agreed=["heat:pregnant"])
    assert line in map(str, items(plan(after(73), agreed, conditions=[condition]), "heat")[0].care)
    assert line not in map(str, items(plan(after(73)), "heat")[0].care)


def test_moist_heat_care_fits_the_person() -> None:
    lines = {str(line) for line in items(plan(after(73), conditions=["blood_thinner"]), "heat")[0].care}
    assert {"Not on a fresh bruise.", "Comfortably warm: about 40 °C, never above 44 °C."} <= lines
    assert "No hot tub and no sauna." not in lines


def test_a_kind_that_made_it_worse_is_not_offered_again_today() -> None:
    worse = entry("worse", after(1), item="cold")
    assert items(plan(after(2), worse), "cold") == []
    assert can(plan(after(2), worse), "cold") == (False, None, "made_it_worse")
    assert items(plan(on(2, "08:00"), worse), "cold")
    assert items(plan(after(74), entry("worse", after(73), item="heat")), "heat") == []
