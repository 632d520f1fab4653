"""Journeys between zones: every stretch of waking hours holds a plan."""

from datetime import UTC, datetime, timedelta

from recovery.plan.build import situation_at
from recovery.plan.entries import parse_journal
from tests.plan.cases import Raw, about, check_in, on, onset, plan_of
from tests.plan.journals import zones_of_every_offset

HOUR = timedelta(hours=1)
HOME = datetime(2026, 12, 7, 9, tzinfo=UTC)


def journey(moved: datetime, zone: str) -> list[Raw]:
    there = about(moved, time_zone=zone, wake=None, sleep=None)
    return [about(HOME), onset(HOME), check_in(HOME, 5), there]


def test_every_day_of_four_waking_hours_has_items_after_every_journey() -> None:
    for zone in zones_of_every_offset(HOME):
        for hours in range(0, 24, 5):
            moved = HOME + hours * HOUR
            journal = journey(moved, zone)
            for later in (1, 13, 25, 37):
                now = moved + later * HOUR
                day = situation_at(parse_journal(journal, now), now).day
                items = [item for item in plan_of(journal, now).day.items if item.opens < day.bedtime]
                assert items or day.bedtime - max(day.rises, moved) < 4 * HOUR, (zone, moved, now)
                assert all(item.closes + item.minutes * HOUR / 60 <= day.bedtime for item in items)


def test_a_person_who_lands_in_auckland_has_a_plan_on_the_first_day_there() -> None:
    journal = journey(on(2, "09:00"), "Pacific/Auckland")
    landed = on(2, "23:00")  # 12:00 in Auckland on the next day
    shown = plan_of(journal, landed)
    assert (shown.day.number, f"{shown.day.date:%d.%m.}") == (3, "09.12.")
    assert len(shown.day.items) > 20
    assert shown.reminders


def test_a_new_wake_time_told_in_the_morning_is_no_new_day() -> None:
    later = about(on(2, "07:05"), time_zone=None, wake="08:00", sleep=None)
    shown = plan_of([about(HOME), onset(HOME), check_in(HOME, 5), later], on(2, "08:10"))
    assert shown.day.number == 2
    assert min(item.opens for item in shown.day.items) == on(2, "08:00")


def test_sleeping_hours_changed_in_the_evening_do_not_end_the_day() -> None:
    later = about(on(1, "22:30"), time_zone=None, wake=None, sleep="23:00")
    shown = plan_of([about(HOME), onset(HOME), check_in(HOME, 5), later], on(1, "22:40"))
    assert (shown.day.number, shown.day.bedtime, shown.day.ends) == (1, on(1, "23:00"), on(2, "07:00"))
