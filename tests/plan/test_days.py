"""Plan days: from wake to wake, whatever clocks, shifts and journeys do to them."""

from datetime import UTC, datetime, timedelta
from itertools import islice, pairwise
from zoneinfo import ZoneInfo

import pytest

from recovery.plan.days import PlanDay, habits, plan_days
from recovery.plan.facts import About, Entry, parse_journal, zone_names
from tests.plan.cases import Raw, about, onset

HOUR = timedelta(hours=1)


def abouts(*entries: Raw) -> list[About]:
    last = max(entry["at"] for entry in entries)
    read: tuple[Entry, ...] = parse_journal([*entries, onset(last)], last)
    return [entry for entry in read if isinstance(entry, About)]


def first_days(started: datetime, count: int, *entries: Raw) -> list[PlanDay]:
    return list(islice(plan_days(started, habits(abouts(*entries))), count))


def live(started: str, zone: str, count: int = 2, wake: str = "07:00", sleep: str = "22:00") -> list[PlanDay]:
    at = datetime.fromisoformat(started).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    return first_days(at, count, about(at, time_zone=zone, wake=wake, sleep=sleep))


def told(day: PlanDay, zone: str) -> str:
    there = [moment.astimezone(ZoneInfo(zone)) for moment in (day.starts, day.bedtime, day.ends)]
    return f"{day.number} {day.date:%d.%m.} " + " ".join(f"{moment:%H:%M}" for moment in there)


@pytest.mark.parametrize(
    ("started", "wake", "sleep", "expected"),
    [
        ("2026-12-07T09:00", "07:00", "22:00", ["1 07.12. 09:00 22:00 07:00", "2 08.12. 07:00 22:00 07:00"]),
        ("2026-12-07T16:00", "07:00", "22:00", ["1 07.12. 16:00 22:00 07:00", "2 08.12. 07:00 22:00 07:00"]),
        ("2026-12-07T16:01", "07:00", "22:00", ["0 07.12. 16:01 22:00 07:00", "1 08.12. 07:00 22:00 07:00"]),
        ("2026-12-07T23:10", "07:00", "22:00", ["0 07.12. 23:10 23:10 07:00", "1 08.12. 07:00 22:00 07:00"]),
        ("2026-12-08T03:04", "07:00", "22:00", ["0 07.12. 03:04 03:04 07:00", "1 08.12. 07:00 22:00 07:00"]),
        # a night shift: sleep over noon
        ("2026-12-07T23:00", "17:00", "09:00", ["1 07.12. 23:00 09:00 17:00", "2 08.12. 17:00 09:00 17:00"]),
        ("2026-12-08T03:30", "17:00", "09:00", ["0 07.12. 03:30 09:00 17:00", "1 08.12. 17:00 09:00 17:00"]),
        ("2026-12-08T12:00", "17:00", "09:00", ["0 07.12. 12:00 12:00 17:00", "1 08.12. 17:00 09:00 17:00"]),
        # late to bed: sleep after midnight
        ("2026-12-08T00:30", "09:00", "01:00", ["0 07.12. 00:30 01:00 09:00", "1 08.12. 09:00 01:00 09:00"]),
        ("2026-12-07T18:59", "09:00", "01:00", ["1 07.12. 18:59 01:00 09:00", "2 08.12. 09:00 01:00 09:00"]),
    ],
)
def test_day_zero_or_day_one(started: str, wake: str, sleep: str, expected: list[str]) -> None:
    lived = live(started, "Europe/London", wake=wake, sleep=sleep)
    assert [told(day, "Europe/London") for day in lived] == expected


@pytest.mark.parametrize(
    ("started", "zone", "hours"),
    [
        ("2027-03-26T09:00", "Europe/London", [22, 23, 24, 24]),
        ("2026-10-23T09:00", "Europe/London", [22, 25, 24, 24]),
        ("2027-03-12T09:00", "America/New_York", [22, 23, 24, 24]),
        ("2027-11-05T09:00", "America/New_York", [22, 25, 24, 24]),
        ("2027-04-02T09:00", "Australia/Lord_Howe", [22, 24.5, 24, 24]),
        ("2026-10-02T09:00", "Australia/Lord_Howe", [22, 23.5, 24, 24]),
        ("2026-12-07T09:00", "Asia/Kolkata", [22, 24, 24, 24]),
        ("2026-12-07T09:00", "Asia/Kathmandu", [22, 24, 24, 24]),
    ],
)
def test_a_day_is_as_long_as_it_really_is(started: str, zone: str, hours: list[float]) -> None:
    lived = live(started, zone, len(hours))
    assert [(day.ends - day.starts) / HOUR for day in lived] == hours
    assert {f"{day.starts.astimezone(ZoneInfo(zone)):%H:%M}" for day in lived[1:]} == {"07:00"}


def test_a_wake_time_that_the_clocks_skip_comes_late() -> None:
    lived = live("2027-03-27T09:00", "Europe/London", 2, wake="01:30", sleep="20:00")
    assert told(lived[1], "Europe/London") == "2 28.03. 02:30 20:00 01:30"


MOVES = [
    # London until 15:00, then New York: a long day, up until 22:00 there
    ("2026-12-08T15:00", "America/New_York", ["08.12. 07:00 07:00 03:00 12:00", "09.12. 12:00 12:00 03:00 12:00"]),
    # at 05:00 New York sleeps: waking hours begin again at 07:00 there, the plan day goes on
    ("2026-12-08T10:00", "America/New_York", ["08.12. 07:00 12:00 03:00 12:00", "09.12. 12:00 12:00 03:00 12:00"]),
    # Tokyo at 21:00: an hour left
    ("2026-12-08T12:00", "Asia/Tokyo", ["08.12. 07:00 07:00 13:00 22:00", "09.12. 22:00 22:00 13:00 22:00"]),
    # Kathmandu, five and three quarter hours ahead
    ("2026-12-08T12:00", "Asia/Kathmandu", ["08.12. 07:00 07:00 16:15 01:15", "09.12. 01:15 01:15 16:15 01:15"]),
    # at night over London, in the afternoon over Los Angeles
    ("2026-12-08T23:30", "America/Los_Angeles", ["08.12. 07:00 07:00 06:00 15:00", "09.12. 15:00 15:00 06:00 15:00"]),
    # asleep in both places: nothing moves but the next morning
    ("2026-12-09T04:30", "Europe/Berlin", ["08.12. 07:00 07:00 22:00 06:00", "09.12. 06:00 06:00 21:00 06:00"]),
]


@pytest.mark.parametrize(("moved", "zone", "expected"), MOVES)
def test_a_move_keeps_the_day_and_moves_the_night(moved: str, zone: str, expected: list[str]) -> None:
    home = datetime(2026, 12, 7, 9, tzinfo=UTC)
    at = datetime.fromisoformat(moved).replace(tzinfo=UTC)
    lived = first_days(home, 3, about(home), about(at, time_zone=zone))
    shown = [f"{d.date:%d.%m.} {d.starts:%H:%M} {d.rises:%H:%M} {d.bedtime:%H:%M} {d.ends:%H:%M}" for d in lived[1:]]
    assert shown == expected


def test_over_the_date_line_the_same_date_may_come_twice_but_no_day_is_lost() -> None:
    home = datetime(2026, 12, 6, 20, tzinfo=UTC)  # 7 December, 09:00 in Auckland
    moved = datetime(2026, 12, 8, 0, tzinfo=UTC)  # 8 December, 13:00 there, 7 December, 14:00 in Honolulu
    lived = first_days(home, 3, about(home, time_zone="Pacific/Auckland"), about(moved, time_zone="Pacific/Honolulu"))
    assert [f"{day.number} {day.date:%d.%m.}" for day in lived] == ["1 07.12.", "2 08.12.", "3 08.12."]
    assert [(day.ends - day.starts) / HOUR for day in lived] == [22, 23, 24]


def test_saying_something_at_the_very_moment_of_waking_loses_no_day() -> None:
    home = datetime(2026, 12, 7, 9, tzinfo=UTC)
    lived = first_days(home, 3, about(home), about(datetime(2026, 12, 8, 7, tzinfo=UTC), country="GB"))
    assert [f"{day.starts:%d. %H:%M}" for day in lived] == ["07. 09:00", "08. 07:00", "09. 07:00"]


def test_a_new_wake_time_makes_no_day_of_two_hours() -> None:
    home = datetime(2026, 12, 7, 9, tzinfo=UTC)
    lived = first_days(home, 3, about(home), about(datetime(2026, 12, 8, 8, tzinfo=UTC), wake="09:00", sleep="23:00"))
    assert [told(day, "UTC") for day in lived[1:]] == ["2 08.12. 07:00 23:00 09:00", "3 09.12. 09:00 23:00 09:00"]


def test_without_any_about_days_run_in_utc() -> None:
    known = habits([])
    assert told(next(plan_days(datetime(2026, 12, 7, 9, tzinfo=UTC), known)), "UTC") == "1 07.12. 09:00 22:00 07:00"


def test_a_day_holds_its_start_and_not_its_end_and_is_awake_until_bedtime() -> None:
    day = live("2026-12-07T09:00", "Europe/London")[0]
    instant = timedelta(microseconds=1)
    assert (day.holds(day.starts), day.holds(day.starts - instant)) == (True, False)
    assert (day.holds(day.ends - instant), day.holds(day.ends)) == (True, False)
    assert (day.awake(day.starts), day.awake(day.bedtime - instant), day.awake(day.bedtime)) == (True, True, False)


@pytest.mark.parametrize("start", ["2026-03-01", "2026-09-20"])
def test_in_every_zone_days_follow_each_other_with_waking_hours_in_each(start: str) -> None:
    began = datetime.fromisoformat(start + "T09:00:00+00:00")
    for zone in sorted(zone_names()):
        lived = first_days(began, 60, about(began, time_zone=zone))
        assert all(one.ends == two.starts and one.number + 1 == two.number for one, two in pairwise(lived)), zone
        assert all(12 * HOUR <= day.ends - day.starts <= 36 * HOUR for day in lived[1:]), zone
        assert all(13 * HOUR <= day.bedtime - day.rises <= 17 * HOUR for day in lived[1:]), zone
