"""Plan days: from wake to wake, also with clock changes, night shifts and journeys."""

from datetime import UTC, datetime, time, timedelta
from itertools import islice, pairwise
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest

from recovery.plan.entries import About, Entry, parse, parse_journal, zone_names
from recovery.plan.history.days import ALWAYS, Habits, PlanDay, days_after, habits, habits_at, plan_days
from tests.plan.cases import Raw, about, onset
from tests.plan.journals import zones_of_every_offset

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


def said(day: PlanDay, zone: str) -> str:
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
def test_plan_days_begin_with_day_zero_or_day_one(started: str, wake: str, sleep: str, expected: list[str]) -> None:
    lived = live(started, "Europe/London", wake=wake, sleep=sleep)
    assert [said(day, "Europe/London") for day in lived] == expected


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
def test_plan_days_last_23_or_25_hours_when_clocks_change(started: str, zone: str, hours: list[float]) -> None:
    lived = live(started, zone, len(hours))
    assert [(day.ends - day.starts) / HOUR for day in lived] == hours
    assert {f"{day.starts.astimezone(ZoneInfo(zone)):%H:%M}" for day in lived[1:]} == {"07:00"}


def test_plan_days_begin_late_when_clocks_skip_the_wake_time() -> None:
    lived = live("2027-03-27T09:00", "Europe/London", 2, wake="01:30", sleep="20:00")
    assert said(lived[1], "Europe/London") == "2 28.03. 02:30 20:00 01:30"


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
    # Auckland at 22:00: three hours awake in London, then a night and a day of its own
    ("2026-12-08T09:00", "Pacific/Auckland", ["08.12. 07:00 07:00 09:00 18:00", "09.12. 18:00 18:00 09:00 18:00"]),
    # Auckland at 08:30, in the night over London: a day of its own
    ("2026-12-08T19:30", "Pacific/Auckland", ["08.12. 07:00 07:00 09:00 18:00", "10.12. 18:00 18:00 09:00 18:00"]),
    # asleep in both places: only the next morning moves
    ("2026-12-09T04:30", "Europe/Berlin", ["08.12. 07:00 07:00 22:00 06:00", "09.12. 06:00 06:00 21:00 06:00"]),
]


@pytest.mark.parametrize(("moved", "zone", "expected"), MOVES)
def test_plan_days_keep_their_start_on_a_journey_and_move_the_night(moved: str, zone: str, expected: list[str]) -> None:
    home = datetime(2026, 12, 7, 9, tzinfo=UTC)
    at = datetime.fromisoformat(moved).replace(tzinfo=UTC)
    lived = first_days(home, 3, about(home), about(at, time_zone=zone))
    shown = [f"{d.date:%d.%m.} {d.starts:%H:%M} {d.rises:%H:%M} {d.bedtime:%H:%M} {d.ends:%H:%M}" for d in lived[1:]]
    assert shown == expected


@pytest.mark.parametrize(
    ("wake", "sleep", "hours"), [("07:00", "22:00", 1), ("17:00", "09:00", 7), ("12:00", "03:00", 7)]
)
def test_plan_days_hold_every_waking_hour_of_every_journey(wake: str, sleep: str, hours: int) -> None:
    home = datetime(2026, 12, 7, 9, tzinfo=UTC)
    for zone in zones_of_every_offset(home):
        for since in range(0, 48, hours):
            moved = home + since * HOUR + HOUR / 2
            there = about(moved, time_zone=zone, wake=None, sleep=None)
            known = habits(abouts(about(home, wake=wake, sleep=sleep), there))
            lived = list(islice(plan_days(home, known), 6))
            assert all(one.ends == two.starts for one, two in pairwise(lived))
            for moment in (moved + each * HOUR for each in range(48)):
                day = next(day for day in lived if day.holds(moment))
                awake = habits_at(known, moment).awake(moment)
                assert day.awake(moment) == awake
                assert (day.rises <= moment < day.bedtime) == awake


def test_plan_days_over_the_date_line_repeat_a_date_but_lose_no_day() -> None:
    home = datetime(2026, 12, 6, 20, tzinfo=UTC)  # 7 December, 09:00 in Auckland
    moved = datetime(2026, 12, 8, 0, tzinfo=UTC)  # 8 December, 13:00 there, 7 December, 14:00 in Honolulu
    lived = first_days(home, 3, about(home, time_zone="Pacific/Auckland"), about(moved, time_zone="Pacific/Honolulu"))
    assert [f"{day.number} {day.date:%d.%m.}" for day in lived] == ["1 07.12.", "2 08.12.", "3 08.12."]
    assert [(day.ends - day.starts) / HOUR for day in lived] == [22, 23, 24]


def test_plan_days_with_an_about_at_the_instant_of_waking() -> None:
    home = datetime(2026, 12, 7, 9, tzinfo=UTC)
    lived = first_days(home, 3, about(home), about(datetime(2026, 12, 8, 7, tzinfo=UTC), country="GB"))
    assert [f"{day.starts:%d. %H:%M}" for day in lived] == ["07. 09:00", "08. 07:00", "09. 07:00"]


def test_plan_days_with_a_new_wake_time_have_none_of_two_hours() -> None:
    home = datetime(2026, 12, 7, 9, tzinfo=UTC)
    lived = first_days(home, 3, about(home), about(datetime(2026, 12, 8, 8, tzinfo=UTC), wake="09:00", sleep="23:00"))
    assert [said(day, "UTC") for day in lived[1:]] == ["2 08.12. 07:00 23:00 09:00", "3 09.12. 09:00 23:00 09:00"]


def test_habits_without_any_about_are_in_utc() -> None:
    known = habits([])
    assert said(next(plan_days(datetime(2026, 12, 7, 9, tzinfo=UTC), known)), "UTC") == "1 07.12. 09:00 22:00 07:00"


def test_holds_the_start_and_not_the_end_and_awake_until_bedtime() -> None:
    day = live("2026-12-07T09:00", "Europe/London")[0]
    instant = timedelta(microseconds=1)
    assert (day.holds(day.starts), day.holds(day.starts - instant)) == (True, False)
    assert (day.holds(day.ends - instant), day.holds(day.ends)) == (True, False)
    assert (day.awake(day.starts), day.awake(day.bedtime - instant), day.awake(day.bedtime)) == (True, True, False)


@pytest.mark.parametrize("start", ["2026-03-01", "2026-09-20"])
def test_plan_days_follow_each_other_in_every_zone_with_waking_hours_in_each(start: str) -> None:
    began = datetime.fromisoformat(start + "T09:00:00+00:00")
    for zone in sorted(zone_names()):
        lived = first_days(began, 60, about(began, time_zone=zone))
        assert all(one.ends == two.starts and one.number + 1 == two.number for one, two in pairwise(lived)), zone
        assert all(12 * HOUR <= day.ends - day.starts <= 36 * HOUR for day in lived[1:]), zone
        assert all(13 * HOUR <= day.bedtime - day.rises <= 17 * HOUR for day in lived[1:]), zone


# --- habits

DAY_WORK, NIGHT_WORK = ("07:00", "22:00"), ("17:00", "09:00")


def habit(wake: str, sleep: str, zone: str = "UTC") -> Habits:
    return Habits(ALWAYS, ZoneInfo(zone), time.fromisoformat(wake), time.fromisoformat(sleep))


def moment(clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-12-{clock}+00:00")


@pytest.mark.parametrize(
    ("hours", "at", "before", "after"),
    [
        (DAY_WORK, "07T09:00", "07T07:00", "08T07:00"),
        (DAY_WORK, "07T07:00", "07T07:00", "08T07:00"),
        (DAY_WORK, "07T06:59", "06T07:00", "07T07:00"),
        (NIGHT_WORK, "07T03:00", "06T17:00", "07T17:00"),
        (NIGHT_WORK, "07T17:00", "07T17:00", "08T17:00"),
    ],
)
def test_wake_before_and_wakes_after(hours: tuple[str, str], at: str, before: str, after: str) -> None:
    found = habit(*hours)
    assert found.wake_before(moment(at)) == moment(before)
    assert next(found.wakes_after(moment(at))) == moment(after)


@pytest.mark.parametrize(
    ("hours", "at", "bedtime"),
    [
        (DAY_WORK, "07T09:00", "07T22:00"),
        (DAY_WORK, "07T07:00", "07T22:00"),
        (DAY_WORK, "07T21:59", "07T22:00"),
        (DAY_WORK, "07T22:00", "07T22:00"),
        (DAY_WORK, "08T03:00", "08T03:00"),
        (NIGHT_WORK, "07T03:00", "07T09:00"),
        (NIGHT_WORK, "07T12:00", "07T12:00"),
        (("09:00", "01:00"), "08T00:30", "08T01:00"),
    ],
)
def test_bedtime_ends_the_waking_hours_or_is_now_in_sleeping_hours(
    hours: tuple[str, str], at: str, bedtime: str
) -> None:
    assert habit(*hours).bedtime(moment(at)) == moment(bedtime)


@pytest.mark.parametrize(("zone", "day"), [("UTC", 7), ("Asia/Kolkata", 8), ("America/New_York", 7)])
def test_date_at_is_local(zone: str, day: int) -> None:
    assert habit(*DAY_WORK, zone).date_at(moment("07T20:00")).day == day


def test_habits_change_with_an_about_that_says_other_ones_and_the_first_values_count_before_it() -> None:
    home = datetime(2026, 12, 7, 9, tzinfo=UTC)
    known = habits(abouts(about(home, wake="06:00"), about(home + HOUR, time_zone=None, wake=None, sleep="23:00")))
    said = [(each.zone.key, f"{each.wake:%H:%M}", f"{each.sleep:%H:%M}") for each in known]
    assert said == [
        ("Europe/London", "06:00", "22:00"),
        ("Europe/London", "06:00", "23:00"),
    ]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([{"sleep": "07:00"}], ["07:00-23:00"]),
        ([{"wake": "23:00"}], ["07:00-23:00"]),
        ([{"sleep": "07:00"}, {"wake": "09:00"}], ["07:00-23:00", "09:00-07:00"]),
        ([{"sleep": "21:00"}, {"sleep": "07:00"}], ["07:00-23:00", "07:00-21:00"]),
    ],
)
def test_habits_keep_the_last_hours_that_differ(told: list[dict[str, str]], expected: list[str]) -> None:
    home = datetime(2026, 12, 7, 9, tzinfo=UTC)
    base = {"kind": "about", "entered_at": home, "by": "self"}
    said = [{"time_zone": "Europe/London", "wake": "07:00", "sleep": "23:00"}, *told]
    read = [parse(base | {"id": UUID(int=n), "at": home + n * HOUR} | each) for n, each in enumerate(said)]
    known = habits([each for each in read if isinstance(each, About)])
    assert [f"{each.wake:%H:%M}-{each.sleep:%H:%M}" for each in known] == expected


def test_habits_of_somebody_who_said_one_time_twice_are_the_usual_ones() -> None:
    home = datetime(2026, 12, 7, 9, tzinfo=UTC)
    only = About(id=UUID(int=1), at=home, entered_at=home, by="self", time_zone="Europe/London", sleep=time(7))
    assert [(each.wake, each.sleep) for each in habits([only])] == [(time(7), time(22))]


@pytest.mark.parametrize(("minutes", "sleep"), [(-600, "22:00"), (59, "22:00"), (60, "23:00"), (600, "23:00")])
def test_habits_at_are_those_in_force(minutes: int, sleep: str) -> None:
    home = datetime(2026, 12, 7, 9, tzinfo=UTC)
    known = habits(abouts(about(home), about(home + HOUR, time_zone=None, wake=None, sleep="23:00")))
    assert f"{habits_at(known, home + timedelta(minutes=minutes)).sleep:%H:%M}" == sleep


def test_days_after_a_day_count_on() -> None:
    first, second, third = live("2026-12-07T09:00", "Europe/London", 3)
    assert list(islice(days_after(first), 2)) == [second, third]
