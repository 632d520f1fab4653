"""The story: pain and severity, the clock, journeys, corrections, the person."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from recovery.plan.entries import CheckIn, Heat, Timed, parse_journal
from recovery.plan.history.story import Story
from tests.plan.cases import START, Raw, about, after, check_in, entry, items, on, onset, plan, plan_of, walk, windows

BEGUN = UUID(int=7)


def story(*entries: Raw, hours: float = 100) -> Story:
    now = after(hours)
    return Story(parse_journal([about(), onset(), *entries], now), now)


# --- journeys


def test_a_journey_keeps_elapsed_time_and_gaps_and_moves_the_night() -> None:
    moved = about(on(2, "14:00"), time_zone="Asia/Kolkata")
    cold = entry("cold", on(2, "13:30"), minutes=20)
    shown = plan(on(2, "14:10"), check_in(START, 8), cold, moved)
    assert f"{shown.now:%H:%M%z}" == "19:40+0530"
    assert (shown.elapsed_hours, shown.heat_from) == (29.1667, after(72))
    assert windows(shown, "cold", "due") == ["20:00-21:00", "21:00-21:10"]
    assert shown.can_start["cold"].opens == on(2, "14:30")
    assert max(item.closes for item in shown.day.items) <= on(2, "16:30")


@pytest.mark.parametrize(
    ("began", "fields"),
    [
        (datetime(2026, 12, 7, 22, tzinfo=UTC), {"wake": "17:00", "sleep": "09:00"}),
        (datetime(2026, 12, 7, 9, tzinfo=UTC), {"wake": "09:00", "sleep": "01:00"}),
    ],
)
def test_a_shift_worker_has_a_day_of_waking_hours(began: datetime, fields: dict[str, Any]) -> None:
    journal = [about(began, **fields), onset(began), check_in(began, 5)]
    shown = plan_of(journal, began)
    assert shown.day.number == 1
    assert f"{shown.day.bedtime:%H:%M}" == fields["sleep"]
    assert f"{shown.day.ends:%H:%M}" == fields["wake"]
    assert items(shown, "cold")
    assert max(item.closes for item in shown.day.items) <= shown.day.bedtime


# --- corrections


def test_an_onset_a_little_ahead_of_now_is_now() -> None:
    shown = plan_of([about(), onset(after(minutes=5), at=START)], START)
    assert (shown.elapsed_hours, shown.phase, shown.heat_from) == (0, "cold", after(72, 5))


def test_the_onset_written_down_last_counts() -> None:
    journal = [about(), onset(START, at=after(5)), onset(after(-3), at=after(2), entered_at=after(9))]
    assert plan_of(journal, after(10)).elapsed_hours == 13


# --- the person


@pytest.mark.parametrize(
    ("said", "country"),
    [
        ({}, "GB"),
        ({"country": "FR"}, "FR"),
        ({"time_zone": "Asia/Calcutta"}, "IN"),
        ({"time_zone": "Europe/Brussels"}, "BE"),
        ({"time_zone": "UTC"}, None),
        ({"time_zone": "UTC", "country": "NG"}, "NG"),
    ],
)
def test_country_is_the_one_named_or_else_that_of_the_zone(said: dict[str, Any], country: str | None) -> None:
    assert Story(parse_journal([about(**said), onset()], START), START).country == country


@pytest.mark.parametrize(
    ("said", "age"),
    [
        ({}, None),
        ({"birth_year": 2000}, 26),
        ({"birth_year": 2026}, 0),
    ],
)
def test_age_counts_the_year_of_birth_only(said: dict[str, Any], age: int | None) -> None:
    assert Story(parse_journal([about(**said), onset()], START), START).age == age


def test_age_turns_with_the_year_where_the_person_is() -> None:
    began = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)
    journal = [about(began, time_zone="Pacific/Auckland", birth_year=2000), onset(began)]
    assert Story(parse_journal(journal, began), began).age == 27


def test_conditions_are_those_of_the_newest_answer() -> None:
    assert story().conditions == frozenset()
    assert story(about(after(1), conditions=["asthma"])).conditions == {"asthma"}
    assert story(about(after(1), conditions=["asthma"]), about(after(2), conditions=[])).conditions == frozenset()


# --- the cold and heat clock


@pytest.mark.parametrize(
    ("entries", "hours", "expected"),
    [
        ([], 0, 0),
        ([onset(latest_at=after(2), at=after(3))], 5, 2),
        ([check_in(after(10), 6, sudden=True)], 9.99, 0),
        ([check_in(after(10), 6, sudden=True)], 10, 10),
        ([check_in(after(10), 6, sudden=False)], 10, 0),
        ([check_in(after(10), 6, sudden=True), check_in(after(20), 6, sudden=True)], 15, 10),
        ([check_in(after(-1), 6, sudden=True)], 5, 0),
        ([check_in(START, 6, sudden=True)], 5, 0),
    ],
)
def test_clock_at_starts_with_the_latest_onset_or_the_newest_spasm(
    entries: list[Raw], hours: float, expected: float
) -> None:
    assert story(*entries).clock_at(after(hours)) == after(expected)


def test_heat_from_is_72_hours_after_the_clock_starts() -> None:
    assert story().heat_from == after(72)
    assert story(check_in(after(10), 6, sudden=True)).heat_from == after(82)
    assert story(check_in(after(10), 6, sudden=True)).clock_from == after(10)


@pytest.mark.parametrize(("hours", "expected"), [(-3, 0), (0, 0), (5, 5)])
def test_met_at_is_when_the_person_first_wrote_but_not_before_the_onset(hours: float, expected: float) -> None:
    journal = [about(after(hours)), onset(START, at=after(max(hours, 0)))]
    assert Story(parse_journal(journal, after(9)), after(9)).met_at == after(expected)


def test_last_said_leaves_room_for_the_pain_an_hour_after_a_walk_of_a_day() -> None:
    assert story(check_in(after(5), 3)).last_said == after(5 + 24 + 1)


# --- days and logs


@pytest.mark.parametrize(("hours", "number"), [(0, 1), (21.99, 1), (22, 2), (45.99, 2), (46, 3)])
def test_day_is_the_last_of_the_days_so_far(hours: float, number: int) -> None:
    found = story(hours=hours)
    assert (found.day.number, len(found.days)) == (number, number)
    assert found.day.holds(after(hours))


def test_of_gives_the_entries_of_a_class_or_of_all_its_subclasses() -> None:
    found = story(check_in(after(1), 3), walk(after(3)), entry("cold", after(2), minutes=9))
    assert [each.kind for each in found.of(Timed)] == ["cold", "walk"]
    assert [each.kind for each in found.of(CheckIn)] == ["check_in"]
    assert found.of(Heat) == []


def test_of_leaves_out_withdrawn_entries_and_everything_does_not() -> None:
    found = story(check_in(after(1), 3, id=BEGUN), entry("withdrawn", after(2), entry=str(BEGUN)))
    assert found.of(CheckIn) == found.check_ins == []
    assert len(found.everything) == len(found.entries) + 1
    assert found.every_check_in[0].id == BEGUN


def test_logs_are_what_is_said_about_a_day() -> None:
    said = [check_in(after(1)), walk(after(2)), entry("drink", after(3), ml=9)]
    more = [
        entry("medicine", after(4), name="other"),
        entry("worse", after(5), item="walk"),
        entry("started", after(6), item="rest"),
    ]
    none = [entry("cleared", after(7), because="mistake"), entry("roland", after(8), ticked=[1])]
    found = story(*said, *more, *none)
    assert [each.kind for each in found.logs] == ["check_in", "walk", "drink", "medicine", "worse", "started"]
    assert found.logs_on(found.days[0]) == found.logs


def test_new_legs_are_the_check_ins_with_a_new_symptom() -> None:
    legs = ["none", "same", "lower", "tingling", "weak", "both"]
    found = story(*[check_in(after(place), leg=leg) for place, leg in enumerate(legs)])
    assert [each.leg for each in found.new_legs] == legs[2:]


@pytest.mark.parametrize(
    ("kind", "hours", "worsened"), [("rest", 1, True), ("rest", 21.99, True), ("rest", 22, False), ("cold", 1, False)]
)
def test_worsened_lasts_until_the_next_wake(kind: str, hours: float, worsened: bool) -> None:
    assert story(entry("worse", after(0.5), item="rest"), hours=hours).worsened(kind) is worsened


def test_worsened_is_never_said_of_a_walk() -> None:
    assert story(entry("worse", after(0.5), item="walk"), hours=1).worsened("walk") is False


# --- medicines


def test_pill_days_are_local_days_of_this_episode() -> None:
    doses = [entry("medicine", after(hours), name="ibuprofen") for hours in (-25, -23, 1, 2, 14.9, 15.1)]
    assert sorted(f"{day:%d.%m.}" for day in story(*doses).pill_days) == ["06.12.", "07.12.", "08.12."]


def test_dates_go_by_the_zone_of_the_person_then() -> None:
    found = story(about(after(10), time_zone="Pacific/Auckland"))
    assert sorted(f"{day:%d.%m.}" for day in found.dates([after(9), after(11)])) == ["07.12.", "08.12."]


def test_done_of_a_kind_on_a_day() -> None:
    found = story(entry("rest", after(1), minutes=9), entry("rest", after(23), minutes=9), hours=30)
    assert [each.at for each in found.done_of("rest")] == [after(1), after(23)]
    assert [each.at for each in found.done_of("rest", found.days[0])] == [after(1)]
