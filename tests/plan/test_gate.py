"""Red flags, and what stands before the plan until somebody has checked them."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from recovery.plan.countries import COUNTRY_OF
from recovery.plan.facts import FLAGS, zone_names
from recovery.plan.redflags import EMERGENCY_NUMBERS, RED_FLAGS
from recovery.plan.sources import SOURCES
from tests.plan.cases import START, Raw, about, after, check_in, entry, items, notice, onset, plan, plan_of, step

E1 = UUID(int=1)


def flagged(*flags: str, hours: float = 1, **fields: Any) -> Raw:
    return check_in(after(hours), 5, flags=list(flags), **fields)


def cleared(hours: float, because: str = "professional", **fields: Any) -> Raw:
    return entry("cleared", after(hours), because=because, **fields)


def screen(hours: float, **fields: Any) -> Raw:
    return entry("check_in", after(hours), **{"screened": True, "flags": []} | fields)


def gate(*journal: Raw, hours: float = 10, **told: Any) -> str:
    found = plan(after(hours), *journal, **told).gate
    return f"{found.level} {','.join(found.flags)} {','.join(found.asks)}".strip() if found else "open"


# --- from emergency to clearance

JOURNEYS: list[tuple[list[Raw], str]] = [
    ([], "open"),
    ([flagged("E1")], "emergency E1"),
    ([flagged("E1"), screen(2)], "emergency E1"),
    ([flagged("E1"), cleared(2)], "ask_first E1 screen"),
    ([flagged("E1"), cleared(2, "mistake")], "ask_first E1 screen"),
    ([flagged("E1"), cleared(2), screen(3)], "open"),
    ([flagged("E1"), cleared(2), screen(2)], "open"),
    ([flagged("E1"), cleared(2, "mistake"), screen(3)], "open"),
    ([flagged("E1"), screen(2), cleared(3)], "ask_first E1 screen"),
    ([flagged("E1"), cleared(2), screen(3, flags=["D1"])], "open"),
    ([flagged("E1"), cleared(2), screen(3, flags=["S1"])], "ask_first E1 screen"),
    ([flagged("E1"), cleared(2), screen(3, temperature_c=38.0)], "ask_first E1 screen"),
    ([flagged("E1"), cleared(2), check_in(after(3), flags=[])], "ask_first E1 screen"),
    ([flagged("E1"), cleared(2), screen(3, flags=["E2"])], "emergency E1,E2"),
    ([flagged("E1"), cleared(2), screen(3), flagged("E1", hours=4)], "emergency E1"),
    ([cleared(0.5), screen(0.6), flagged("E1")], "emergency E1"),
    ([flagged("E1"), cleared(2, entered_at=after(0.5))], "emergency E1"),
    ([flagged("E1"), cleared(2), screen(3, entered_at=after(1.5))], "ask_first E1 screen"),
    ([flagged("S2", "E1")], "emergency E1"),
    ([flagged("S2")], "today S2"),
    ([flagged("S2"), screen(2)], "today S2"),
    ([flagged("S2"), cleared(2)], "today S2 screen"),
    ([flagged("S2"), cleared(2), screen(3)], "open"),
    ([flagged("E12", "S2", "E2")], "emergency E2,E12"),
    ([flagged("D1")], "open"),
]


@pytest.mark.parametrize(("journal", "expected"), JOURNEYS)
def test_only_a_clearance_and_a_newer_clean_screen_open_the_gate(journal: list[Raw], expected: str) -> None:
    assert gate(*journal) == expected


@pytest.mark.parametrize(("flag", "level"), [("E1", "emergency"), ("S2", "open"), ("D5", "open")])
def test_taking_the_check_in_back_lifts_no_emergency_but_anything_else(flag: str, level: str) -> None:
    taken_back = entry("withdrawn", after(2), entry=str(E1))
    assert gate(flagged(flag, id=E1), taken_back).startswith(level)
    assert notice(plan(after(3), flagged(flag, id=E1), taken_back), flag) is None


def test_a_clearance_taken_back_counts_for_nothing() -> None:
    taken_back = entry("withdrawn", after(4), entry=str(E1))
    assert gate(flagged("E1"), cleared(2, id=E1), screen(3), taken_back) == "emergency E1"
    assert gate(flagged("E1"), cleared(2), screen(3, id=E1), taken_back) == "ask_first E1 screen"


def test_behind_an_open_emergency_there_is_nothing() -> None:
    for journal in ([flagged("E1")], [flagged("E1"), cleared(2)]):
        shown = plan(after(3), *journal, entry("medicine", after(2), name="ibuprofen"))
        assert (shown.day.items, shown.cards, shown.reminders, shown.notices) == ((), (), (), ())
        assert (shown.can_start, shown.days, shown.session, shown.day.walking) == ({}, (), None, None)
        assert shown.medicine.next == {}
    assert plan(after(3), flagged("E1")).gate is not None


def test_today_pauses_stretch_massage_warmth_and_no_more() -> None:
    shown = plan(after(80), check_in(after(73), 3, flags=["S3"]))
    kinds = {item.kind for item in shown.day.items}
    assert kinds == {"walk", "rest", "legs_up", "breathing", "drink", "check_in"}
    assert {kind for kind, start in shown.can_start.items() if start.because == "red_flag"} == {
        "heat",
        "stretch",
        "massage",
    }
    assert any(item.kind == "cold" for item in plan(after(3), flagged("S3")).day.items)


# --- what answers mean


@pytest.mark.parametrize(
    ("fields", "hours", "expected"),
    [
        ({"temperature_c": 37.9}, 1, "open"),
        ({"temperature_c": 38.0}, 1, "today S1"),
        ({"leg": "same"}, 1, "open"),
        ({"leg": "both"}, 1, "emergency E5"),
        ({"leg": "weak"}, 1, "today S3"),
        ({"leg": "weak", "temperature_c": 38.5}, 1, "emergency E10"),
        ({"leg": "weak", "flags": ["S1"]}, 1, "emergency E10"),
        ({"can_walk": "no"}, 47.99, "open"),
        ({"can_walk": "no"}, 48, "today S6"),
        ({"can_walk": "a_few_steps"}, 48, "open"),
    ],
)
def test_answers_raise_the_flags_they_mean(fields: dict[str, Any], hours: float, expected: str) -> None:
    assert gate(check_in(after(hours), 5, **fields), hours=hours) == expected


@pytest.mark.parametrize("leg", ["lower", "tingling"])
def test_a_leg_that_tingles_is_a_matter_of_days(leg: str) -> None:
    told = notice(plan(after(2), check_in(after(1), 5, leg=leg)), "D5")
    assert told is not None
    assert (told.level, told.because) == ("soon", {"flag": "D5", "by": after(1) + timedelta(days=7)})


@pytest.mark.parametrize(("flag", "days"), [("D1", 2), ("D4", 2), ("D5", 7), ("D10", 7), ("D11", 7)])
def test_each_d_flag_names_the_date_until_it_is_checked(flag: str, days: int) -> None:
    told = notice(plan(after(9), flagged(flag)), flag)
    assert told is not None
    assert told.because["by"] == after(1) + timedelta(days=days)
    assert notice(plan(after(9), flagged(flag), screen(2)), flag) is not None
    assert notice(plan(after(9), flagged(flag), cleared(2)), flag) is None


# --- whom to call


@pytest.mark.parametrize(
    ("told", "call"),
    [
        ({"country": "GB"}, "999"),
        ({"country": "IN", "time_zone": "Europe/London"}, "112"),
        ({"country": "NG", "time_zone": "Europe/London"}, None),
        ({"time_zone": "Europe/London"}, "999"),
        ({"time_zone": "Asia/Calcutta"}, "112"),
        ({"time_zone": "America/New_York"}, "911"),
        ({"time_zone": "Africa/Lagos"}, None),
        ({"time_zone": "UTC"}, None),
    ],
)
def test_the_number_is_that_of_the_country_or_of_the_zone(told: dict[str, str], call: str | None) -> None:
    found = plan(after(2), flagged("E1"), **told).gate
    assert found is not None
    assert found.call == call


def test_every_number_and_every_zone_is_real() -> None:
    assert all(number.isdigit() for number in EMERGENCY_NUMBERS.values())
    assert set(COUNTRY_OF) <= zone_names()
    assert set(COUNTRY_OF.values()) == set(EMERGENCY_NUMBERS)


def test_every_flag_has_its_question_and_source() -> None:
    assert tuple(RED_FLAGS) == FLAGS
    for flag in RED_FLAGS.values():
        assert str(flag.asks).endswith("?"), flag.id
        assert set(flag.source.split(",")) <= set(SOURCES), flag.id
        assert flag.level in "ESD"


# --- not for everybody


@pytest.mark.parametrize(
    ("year", "expected"),
    [(2026 - 17, "under_18"), (2026 - 16, "under_18"), (2026 - 15, "under_16"), (2026 - 18, None), (None, None)],
)
def test_the_plan_is_for_adults(year: int | None, expected: str | None) -> None:
    shown = plan(after(1), birth_year=year)
    assert (shown.gate.because.code if shown.gate else None) == expected
    if shown.gate:
        assert (shown.gate.level, shown.day.items, shown.cards, shown.reminders) == ("not_for_you", (), (), ())
        assert shown.can_start == {}


def test_an_emergency_outranks_everything() -> None:
    assert gate(flagged("E1", "S1"), birth_year=2015) == "emergency E1"
    assert gate(flagged("S1"), birth_year=2015) == "not_for_you"


def test_since_when_and_which_flags_stand() -> None:
    found = plan(after(9), flagged("E3"), flagged("E1", hours=2)).gate
    assert found is not None
    assert (found.flags, found.since) == (("E1", "E3"), after(1))


def test_a_child_born_later_in_the_year_counts_by_the_year_in_its_own_zone() -> None:
    began = START.replace(month=12, day=31, hour=23, minute=30)
    told = about(began, time_zone="Pacific/Auckland", birth_year=2009)
    assert plan_of([told, onset(began)], began).gate is None


def test_a_flare_is_asked_before_walks_go_on_and_all_else_stays() -> None:
    journal = [check_in(START, 3), check_in(after(24), 1, limits=False), check_in(after(60), 5)]
    shown = plan(after(61), *journal)
    assert shown.gate is not None
    assert (shown.gate.level, shown.gate.because.code, shown.gate.asks) == ("ask_first", "flare", ("screen", "sudden"))
    assert step(shown) == "withheld"
    assert items(shown, "breathing")
    assert items(shown, "walk") == items(shown, "stretch") == []
    assert gate(*journal, screen(61, sudden=False), hours=62) == "open"


def test_a_mistaken_emergency_says_nothing_about_a_flag_for_the_next_days() -> None:
    told = [check_in(after(1), 5, leg="tingling"), check_in(after(2), 5, flags=["E1"], screened=True)]
    mistake = [entry("cleared", after(3), because="mistake"), check_in(after(4), 5, flags=[], screened=True)]
    assert notice(plan(after(5), *told, *mistake), "D5")
    later = entry("cleared", after(6), because="mistake")
    assert notice(plan(after(7), *told, *mistake, later), "D5") is None
