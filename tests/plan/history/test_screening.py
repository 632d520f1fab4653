"""When a flag is open, checked and lifted, which flags are due to be asked, and when each was asked about."""

from datetime import datetime
from typing import Any

import pytest

from recovery.plan.clinical.red_flags import RED_FLAGS
from recovery.plan.entries import parse_journal
from recovery.plan.history.screening import (
    EMERGENCY,
    Raised,
    flags_due,
    just_screened,
    raised,
    times_asked,
    weekly_flags_due,
)
from recovery.plan.history.story import Story
from tests.plan.cases import START, Raw, about, after, check_in, entry, on, onset

WEEKLY = ("D1", "D2", "D3", "D4", "D5", "D6", "D7", "D8", "D9", "D10")
FULL = ("E1", "E2", "E3", "E4", "E5", "E6", "E7", "E8", "E9", "E10", "E11", "E12",
        "S1", "S2", "S3", "S4", "S5", "S6", "S7", "S8", "S9")  # fmt: skip
ID = "00000000-0000-0000-0000-000000000001"


def story(now: datetime, *entries: Raw) -> Story:
    return Story(parse_journal([about(), onset(), *(each for each in entries if each["at"] <= now)], now), now)


def flagged(*flags: str, hours: float = 1, **fields: str) -> Raw:
    return check_in(after(hours), 5, flags=list(flags), **fields)


def cleared(hours: float, because: str = "professional") -> Raw:
    return entry("cleared", after(hours), because=because)


def screen(at: datetime, pain: int | None = None) -> Raw:
    return check_in(at, pain, screened=True, flags=[])


# --- raised


def test_raised_puts_the_gravest_level_first_and_then_the_oldest() -> None:
    found = raised(story(after(9), flagged("D1", "S2"), flagged("S3", "E1", hours=2), flagged("E2", hours=3)))
    assert [(each.level, *each.flags) for each in found] == [
        ("E", "E1"),
        ("E", "E2"),
        ("S", "S2"),
        ("S", "S3"),
        ("D", "D1"),
    ]


@pytest.mark.parametrize(
    ("flag", "entries", "because", "lifted_after"),
    [
        ("E1", [], None, None),
        ("E1", [cleared(0.5)], None, None),
        ("E1", [cleared(1)], "professional", None),
        ("E1", [cleared(2, "mistake"), cleared(3)], "mistake", None),
        ("E1", [cleared(2), screen(after(3))], "professional", 3),
        ("E1", [cleared(2), screen(after(2))], "professional", 2),
        ("E1", [screen(after(2)), cleared(3)], "professional", None),
        ("E1", [cleared(2), screen(after(3)), screen(after(4))], "professional", 3),
        ("S2", [cleared(2)], "professional", None),
        ("S2", [cleared(2), screen(after(3))], "professional", 3),
        ("D1", [screen(after(2))], None, None),
        ("D1", [cleared(2)], "professional", 2),
        ("D1", [cleared(2, "mistake")], "mistake", 2),
    ],
)
def test_raised_says_who_checked_a_flag_and_what_lifted_it(
    flag: str, entries: list[Raw], because: str | None, lifted_after: float | None
) -> None:
    (found,) = raised(story(after(9), flagged(flag), *entries))
    assert (found.at, found.because) == (after(1), because)
    assert found.checked is (because is not None)
    assert found.lifted_at == (None if lifted_after is None else after(lifted_after))


@pytest.mark.parametrize(("flag", "count"), [("E1", 1), ("S2", 0), ("D1", 0)])
def test_raised_keeps_an_emergency_whose_check_in_was_withdrawn(flag: str, count: int) -> None:
    withdrawn = entry("withdrawn", after(2), entry=ID)
    assert len(raised(story(after(3), flagged(flag, id=ID), withdrawn))) == count


def test_a_clearance_by_mistake_lifts_d_flags_only_when_no_graver_flag_is_open() -> None:
    found = raised(story(after(9), flagged("D1"), flagged("E1", hours=2), cleared(3, "mistake")))
    assert [each.because for each in found] == ["mistake", None]


def test_a_mistaken_emergency_lifts_no_sign_for_today() -> None:
    told = [flagged("S7"), flagged("E2", hours=2), cleared(3, "mistake"), screen(after(4))]
    assert fates(*told) == {"E2": "mistake", "S7": None}
    assert fates(*told, cleared(5, "mistake"), screen(after(6))) == {"E2": "mistake", "S7": "mistake"}


def test_a_fever_that_stays_after_a_mistaken_emergency_still_counts_with_a_weak_leg() -> None:
    told = [flagged("S1"), flagged("E2", hours=2), cleared(3, "mistake"), screen(after(4)), flagged("S3", hours=5)]
    assert fates(*told) == {"E2": "mistake", "E10": None, "S1": None, "S3": None}


def fates(*entries: Raw) -> dict[str, str | None]:
    """Why each flag no longer counts at hour 9, by flag."""
    return {flag: each.because for each in raised(story(after(9), *entries)) for flag in sorted(each.flags)}


@pytest.mark.parametrize(
    ("lifted_after", "hours", "is_open"),
    [(None, 0.99, False), (None, 1, True), (None, 99, True), (3, 2.99, True), (3, 3, False)],
)
def test_open_at(lifted_after: float | None, hours: float, is_open: bool) -> None:
    lifted_at = None if lifted_after is None else after(lifted_after)
    flag = Raised("E", frozenset({"E1"}), after(1), None, lifted_at)
    assert flag.open_at(after(hours)) is is_open


# --- which flags are due


def test_each_flag_is_asked_but_the_one_that_the_off_track_rules_raise() -> None:
    assert (*FULL, *WEEKLY, "D11") == tuple(RED_FLAGS)


@pytest.mark.parametrize(
    ("screens", "now", "due"),
    [
        ([], on(1, "12:00"), FULL),
        ([screen(on(1, "09:30"))], on(1, "12:00"), (*EMERGENCY, "S1")),
        ([check_in(on(1, "09:30"), 5)], on(1, "12:00"), FULL),
        ([screen(on(1, "09:30"))], on(2, "06:59"), (*EMERGENCY, "S1")),
        ([screen(on(1, "09:30"))], on(2, "07:00"), FULL),
        ([screen(on(1, "09:30")), screen(on(2, "07:00"))], on(2, "07:00"), (*EMERGENCY, "S1")),
    ],
)
def test_flags_due(screens: list[Raw], now: datetime, due: tuple[str, ...]) -> None:
    assert flags_due(story(now, *screens)) == due


@pytest.mark.parametrize(
    ("told", "minutes", "fresh"),
    [
        ([], 5, False),
        ([screen(START, 5)], 0, True),
        ([screen(START, 5)], 29.99, True),
        ([screen(START, 5)], 30, False),
        ([check_in(START, 5)], 5, False),
        ([check_in(START, 5, screened=True, flags=["S2"])], 5, False),
        ([screen(START, 5), screen(after(0.25), 5)], 31, False),
    ],
)
def test_just_screened_is_true_for_minutes_after_the_first_screen(told: list[Raw], minutes: float, fresh: bool) -> None:
    assert just_screened(story(after(minutes / 60), *told)) == (START if fresh else None)


@pytest.mark.parametrize(
    ("screens", "now", "due"),
    [
        ([], on(1, "12:00"), WEEKLY),
        ([screen(START, 5)], on(1, "12:00"), WEEKLY),
        ([screen(START, 5), screen(on(1, "10:00"), 5)], on(1, "12:00"), ()),
        ([screen(START, 5), screen(on(1, "10:00"))], on(1, "12:00"), WEEKLY),
        ([screen(START, 5), screen(on(1, "10:00"), 5)], on(8, "06:59"), ()),
        ([screen(START, 5), screen(on(1, "10:00"), 5)], on(8, "07:00"), WEEKLY),
        ([screen(START, 5), screen(on(8, "07:00"), 5)], on(8, "07:00"), ()),
        ([screen(START, 5), screen(on(8, "07:00"), 5)], on(15, "07:00"), WEEKLY),
    ],
)
def test_weekly_flags_due(screens: list[Raw], now: datetime, due: tuple[str, ...]) -> None:
    assert weekly_flags_due(story(now, *screens)) == due


# --- when each flag was asked about


def test_times_asked_are_the_times_at_which_the_flag_was_due() -> None:
    times = [on(day, clock) for day in (1, 2, 3, 5, 6, 7, 8, 9) for clock in ("09:30", "15:00")]
    entries = [screen(at, 5) for at in (START, *times)]
    due: dict[str, list[datetime]] = {flag: [START] for flag in FULL}  # the start pages ask nothing else
    for at in times:
        before = story(at, *(each for each in entries if each["at"] < at))
        for flag in (*flags_due(before), *weekly_flags_due(before)):
            due.setdefault(flag, []).append(at)
    assert times_asked(story(times[-1], *entries)) == due


def test_times_asked_of_a_screen_without_a_pain_are_all_but_the_weekly_ones() -> None:
    asked = times_asked(story(on(1, "18:00"), screen(START, 5), screen(on(1, "18:00"))))
    assert {flag for flag, times in asked.items() if on(1, "18:00") in times} == set(FULL)


def test_times_asked_of_a_screen_from_before_the_onset_are_those_of_the_first_day() -> None:
    early = screen(after(-1), 5)
    asked = times_asked(story(on(1, "09:30"), screen(after(-2), 5), early))
    assert asked["D1"] == [early["at"]]


def test_times_asked_are_none_without_a_screen() -> None:
    asked = times_asked(story(on(1, "18:00"), check_in(START, 7)))
    assert [flag for flag, times in asked.items() if times] == []


# --- signs that add up across entries


def raises(now: datetime, *entries: Raw) -> list[str]:
    return sorted({flag for each in raised(story(now, *entries)) if each.lifted_at is None for flag in each.flags})


FEVER: Raw = {"temperature_c": 38.6}
WEAK: Raw = {"leg": "weak"}


@pytest.mark.parametrize("fever", [FEVER, {"flags": ["S1"]}])
@pytest.mark.parametrize("leg", [WEAK, {"flags": ["S3"]}])
@pytest.mark.parametrize("fever_first", [True, False])
@pytest.mark.parametrize("apart", [0, 0.5, 20])
def test_together_a_fever_and_a_weak_leg_are_an_emergency(
    fever: Raw, leg: Raw, fever_first: bool, apart: float
) -> None:
    first, second = (fever, leg) if fever_first else (leg, fever)
    told = [check_in(after(1), **first), check_in(after(1 + apart), by="Mum", **second)]
    assert raises(after(30), *told) == ["E10", "S1", "S3"]
    (found, *_others) = raised(story(after(30), *told))
    assert (found.level, found.at) == ("E", after(1 + apart))
    assert raises(after(1), told[0]) == [flag for flag in ("S1", "S3") if (flag == "S1") is fever_first]


def test_together_counts_once_where_one_entry_tells_both() -> None:
    both = check_in(after(2), **FEVER, **WEAK)
    found = raised(story(after(3), check_in(after(1), **FEVER), both))
    assert [each.at for each in found if each.level == "E"] == [after(2)]


@pytest.mark.parametrize(
    ("between", "expected"),
    [
        ([cleared(2), screen(after(3))], ["S3"]),
        ([cleared(2)], ["E10", "S1", "S3"]),
        ([entry("withdrawn", after(2), entry=ID)], ["S3"]),
        ([entry("withdrawn", after(2), entry=ID, entered_at=after(15))], ["S3"]),
        ([entry("withdrawn", after(2), entry=ID, entered_at=after(16))], ["E10", "S3"]),
        ([check_in(after(2), temperature_c=36.5), check_in(after(14), temperature_c=37.2)], ["S3"]),
    ],
)
def test_together_counts_what_is_open_at_the_same_time(between: list[Raw], expected: list[str]) -> None:
    told = [check_in(after(1), id=ID, **FEVER), *between, check_in(after(15), **WEAK)]
    assert raises(after(20), *told) == expected


@pytest.mark.parametrize("withdrawn", ["1", "2"])
def test_together_stays_when_one_of_the_two_is_withdrawn_until_it_is_cleared(withdrawn: str) -> None:
    ids = [ID, ID[:-1] + "2"]
    told = [check_in(after(1), id=ids[0], **FEVER), check_in(after(2), id=ids[1], **WEAK)]
    gone = entry("withdrawn", after(3), entry=ID[:-1] + withdrawn)
    assert "E10" in raises(after(4), *told, gone)
    assert "E10" in raises(after(6), *told, gone, screen(after(5)))
    assert "E10" not in raises(after(6), *told, gone, cleared(4), screen(after(5)))


def test_together_asks_for_a_clearance_by_somebody_who_knew_both() -> None:
    leg, late = check_in(after(1), **WEAK), check_in(after(0.5), **FEVER, entered_at=after(5))
    assert "E10" in raises(after(6), leg, cleared(2), screen(after(3)), late)


# --- gone


def gone(hours: float) -> Raw:
    return cleared(hours, "gone")


@pytest.mark.parametrize(
    ("flags", "entries", "expected"),
    [
        (["S1"], [gone(2)], ["S1"]),
        (["S1"], [gone(2), screen(after(3))], []),
        (["S6"], [gone(2), screen(after(3))], []),
        (["S1"], [gone(2), check_in(after(3), screened=True, flags=["S1"])], ["S1"]),
        (["S1", "S2"], [gone(2), screen(after(3))], ["S2"]),
        (["S1", "S2"], [gone(2), check_in(after(3), screened=True, flags=["S2"])], ["S2"]),
        (["S5"], [gone(2), screen(after(3))], ["S5"]),
        (["E1"], [gone(2), screen(after(3))], ["E1"]),
        (["D1"], [gone(2), screen(after(3))], ["D1"]),
        (["S1", "S6"], [gone(2), check_in(after(3), screened=True, flags=["E1"])], ["E1", "S1", "S6"]),
    ],
)
def test_gone_lifts_a_fever_and_that_one_cannot_walk(flags: list[str], entries: list[Raw], expected: list[str]) -> None:
    assert raises(after(9), flagged(*flags), *entries) == expected


def took(hours: float, degrees: float, **fields: Any) -> Raw:
    return check_in(after(hours), temperature_c=degrees, **fields)


@pytest.mark.parametrize(
    ("entries", "lifted_after"),
    [
        ([took(2, 37.9)], None),
        ([took(2, 37.9), took(13.99, 36.8)], None),
        ([took(2, 37.9), took(14, 36.8)], 14),
        ([took(2, 37.9), took(14, 36.8), took(30, 36.8)], 14),
        ([took(2, 37.9), took(10, 38.0), took(14, 36.8)], None),
        ([took(2, 37.9), took(10, 36.9, flags=["S1"]), took(14, 36.8)], None),
        ([took(2, 37.9), took(10, 38.0), took(14, 36.8), took(26, 36.8)], 26),
        ([took(0.5, 36.8), took(14, 36.8)], None),
        ([took(2, 37.9), took(14, 36.8, entered_at=after(20))], 14),
        ([cleared(3), screen(after(4)), took(2, 37.9), took(14, 36.8)], 4),
    ],
)
@pytest.mark.parametrize("fever", [{"temperature_c": 38.2}, {"flags": ["S1"]}])
def test_a_fever_is_gone_after_two_low_temperatures_far_enough_apart(
    fever: Raw, entries: list[Raw], lifted_after: float | None
) -> None:
    found = raised(story(after(40), check_in(after(1), **fever), *entries))[0]
    assert found.lifted_at == (None if lifted_after is None else after(lifted_after))
    assert found.because == (None if lifted_after is None else "professional" if lifted_after == 4 else "gone")


def test_a_clearance_that_counts_at_the_instant_a_fever_is_gone_says_who_checked() -> None:
    told = [check_in(after(1), temperature_c=38.2), took(2, 37.9), cleared(3), took(14, 36.8), screen(after(14))]
    (found,) = raised(story(after(40), *told))
    assert (found.lifted_at, found.because) == (after(14), "professional")


# --- S6 by itself


def legs(hours: float, can_walk: str = "no", **fields: Any) -> Raw:
    return check_in(after(hours), can_walk=can_walk, **fields)


SPASM = [check_in(after(30), 4), check_in(after(40), 8, sudden=True, screened=True)]


@pytest.mark.parametrize(
    ("entries", "hours", "expected"),
    [
        ([legs(1)], 47.99, []),
        ([legs(1)], 48, ["S6"]),
        ([legs(45)], 48, ["S6"]),
        ([legs(49)], 49, ["S6"]),
        ([legs(49)], 400, ["S6"]),
        ([legs(1), legs(50)], 60, ["S6"]),
        ([legs(1), legs(47, "a_few_steps")], 60, []),
        ([legs(1), legs(50, "yes")], 60, []),
        ([legs(1), legs(50, "yes"), legs(60)], 60, ["S6"]),
        ([legs(1), check_in(after(50), 3)], 60, ["S6"]),
        ([*SPASM, legs(41)], 87.99, []),
        ([*SPASM, legs(41)], 88, ["S6"]),
        ([legs(49), check_in(after(60), 8, sudden=True, screened=True)], 61, ["S6"]),
        ([legs(1), cleared(30), screen(after(31))], 48, ["S6"]),
        ([legs(49), cleared(50), screen(after(51))], 60, []),
        ([legs(49), cleared(50, "gone"), screen(after(51))], 60, []),
        ([legs(49), cleared(50), legs(51, screened=True)], 60, ["S6"]),
        ([legs(49, flags=["S6"]), legs(60, "yes")], 70, ["S6"]),
    ],
)
def test_cannot_walk_stands_by_itself_from_48_hours_on(entries: list[Raw], hours: float, expected: list[str]) -> None:
    assert raises(after(hours), *entries) == expected


def test_cannot_walk_says_since_when_and_that_it_is_over() -> None:
    (found,) = raised(story(after(60), legs(1), legs(55, "yes")))
    assert (found.at, found.because, found.lifted_at) == (after(48), "gone", after(55))
