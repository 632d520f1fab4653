"""Each reader takes a good value, and refuses a bad one with the remedy."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta, timezone
from typing import Any
from uuid import UUID

import pytest

from recovery.plan.entries.readers import (
    Activity,
    activities,
    country_code,
    identity,
    instant,
    listed,
    local_time,
    number,
    numbers,
    one_of,
    several,
    text,
    texts,
    whole,
    yes_or_no,
    zone,
    zone_names,
)

NOON = datetime(2026, 12, 7, 12, tzinfo=UTC)
INDIA = timezone(timedelta(hours=5, minutes=30))
SOCKS = {"name": "Put on socks", "score": 7}
ID = UUID(int=1)

GOOD: list[tuple[Callable[[Any], Any], Any, Any]] = [
    (instant, NOON, NOON),
    (instant, "2026-12-07T12:00:00+00:00", NOON),
    (instant, "2026-12-07T12:00Z", NOON),
    (instant, "2026-12-07T17:30:00+05:30", NOON),
    (instant, datetime(2026, 12, 7, 17, 30, tzinfo=INDIA), NOON),
    (instant, "1901-01-01T00:00:00Z", datetime(1901, 1, 1, tzinfo=UTC)),
    (instant, "2199-12-31T00:00:00Z", datetime(2199, 12, 31, tzinfo=UTC)),
    (instant, "1900-12-31T20:00:00-05:00", datetime(1901, 1, 1, 1, tzinfo=UTC)),
    (number(30, 45), 30, 30),
    (number(30, 45), 45.0, 45.0),
    (whole(0, 10), 0, 0),
    (whole(0, 10), 10, 10),
    (whole(0, 10), 4.0, 4),
    (one_of("a", "b"), "b", "b"),
    (text(3), "", ""),
    (text(3), "abc", "abc"),
    (text(3), "äöü", "äöü"),
    (yes_or_no, False, False),
    (identity, ID, ID),
    (identity, str(ID), ID),
    (local_time, time(7), time(7)),
    (local_time, "07:00", time(7)),
    (local_time, "23:59", time(23, 59)),
    (zone, "Europe/London", "Europe/London"),
    (zone, "Asia/Calcutta", "Asia/Calcutta"),
    (country_code, "GB", "GB"),
    (listed, [], []),
    (listed, (1,), (1,)),
    (several("a", "b", "c"), ["c", "a", "c"], ("a", "c")),
    (several("a", "b", "c"), (), ()),
    (numbers(1, 24), [24, 1, 24], (1, 24)),
    (texts(3), ["b", "a", "b"], ("a", "b")),
    (activities, [SOCKS], (Activity("Put on socks", 7),)),
    (activities, (Activity("Walk", 0),) * 3, (Activity("Walk", 0),) * 3),
]


@pytest.mark.parametrize(("read", "value", "expected"), GOOD, ids=range(len(GOOD)))
def test_a_reader_takes_a_good_value(read: Callable[[Any], Any], value: Any, expected: Any) -> None:
    found = read(value)
    assert found == expected
    assert type(found) is type(expected)


BAD: list[tuple[Callable[[Any], Any], Any, str]] = [
    (instant, "noon", "must be an instant such as 2026-12-07T10:00:00+00:00"),
    (instant, 5, "must be an instant such as 2026-12-07T10:00:00+00:00"),
    (instant, "2026-12-07T12:00", "must say its offset from UTC"),
    (instant, datetime(2026, 12, 7), "must say its offset from UTC"),  # noqa: DTZ001
    (instant, "1900-12-31T23:59:59Z", "must lie between the years 1901 and 2199"),
    (instant, "2200-01-01T00:00:00Z", "must lie between the years 1901 and 2199"),
    (instant, "1901-01-01T00:00:00+14:00", "must lie between the years 1901 and 2199"),  # 1900 in UTC
    (instant, "2199-12-31T23:00:00-12:00", "must lie between the years 1901 and 2199"),
    (instant, "0001-01-01T00:00:00+14:00", "must lie between the years 1901 and 2199"),
    (instant, "9999-12-31T23:59:59-12:00", "must lie between the years 1901 and 2199"),
    (number(30, 45), 29.9, "must lie between 30 and 45"),
    (number(30, 45), 45.1, "must lie between 30 and 45"),
    (number(30, 45), float("nan"), "must lie between 30 and 45"),
    (number(30, 45), "40", "must be a number"),
    (number(0, 1), True, "must be a number"),
    (whole(0, 10), -1, "must lie between 0 and 10"),
    (whole(0, 10), 11, "must lie between 0 and 10"),
    (whole(0, 10), 4.5, "must be a whole number"),
    (whole(0, 10), float("inf"), "must lie between 0 and 10"),
    (whole(0, 10), None, "must be a number"),
    (one_of("a", "b"), "c", "must be one of a, b"),
    (one_of("a", "b"), 1, "must be one of a, b"),
    (one_of("a", "b"), ["a"], "must be one of a, b"),
    (text(3), "abcd", "must have at most 3 characters"),
    (text(3), 7, "must be a text"),
    (text(3), "a\0b", "must hold whole characters only"),
    (text(3), "\ud800", "must hold whole characters only"),
    (yes_or_no, "yes", "must be true or false"),
    (yes_or_no, 1, "must be true or false"),
    (identity, "me", "must be a UUID"),
    (identity, 7, "must be a UUID"),
    (identity, None, "must be a UUID"),
    (local_time, "25:00", "must be a local time such as 07:00"),
    (local_time, "7", "must be a local time such as 07:00"),
    (local_time, 7, "must be a local time such as 07:00"),
    (zone, "Mars/Base", "must be a time zone such as Europe/London"),
    (zone, "localtime", "must be a time zone such as Europe/London"),
    (zone, 1, "must be a time zone such as Europe/London"),
    (country_code, "gb", "must be a country in two capital letters, such as GB"),
    (country_code, "GBR", "must be a country in two capital letters, such as GB"),
    (country_code, "ÄÖ", "must be a country in two capital letters, such as GB"),
    (country_code, 44, "must be a country in two capital letters, such as GB"),
    (listed, "abc", "must be a list"),
    (listed, {"a": 1}, "must be a list"),
    (several("a", "b"), ["c"], "must be one of a, b"),
    (several("a", "b"), "a", "must be a list"),
    (numbers(1, 24), [25], "must lie between 1 and 24"),
    (numbers(1, 24), 3, "must be a list"),
    (texts(3), ["abcd"], "must have at most 3 characters"),
    (texts(3), "a", "must be a list"),
    (activities, [], "must be a list of one to three activities"),
    (activities, [SOCKS] * 4, "must be a list of one to three activities"),
    (activities, SOCKS, "must be a list of one to three activities"),
    (activities, [{"name": "Walk"}], "must hold a name and a score for each activity"),
    (activities, [SOCKS | {"more": 1}], "must hold a name and a score for each activity"),
    (activities, [SOCKS | {"score": 11}], "must lie between 0 and 10"),
    (activities, [SOCKS | {"name": "x" * 61}], "must have at most 60 characters"),
]


@pytest.mark.parametrize(("read", "value", "remedy"), BAD, ids=range(len(BAD)))
def test_a_reader_refuses_a_bad_value_with_the_remedy(read: Callable[[Any], Any], value: Any, remedy: str) -> None:
    with pytest.raises(ValueError, match="must") as problem:
        read(value)
    assert str(problem.value).startswith(remedy)


def test_instant_keeps_utc_itself() -> None:
    assert instant("2026-12-07T17:30:00+05:30").tzinfo is UTC


def test_zone_names_are_places() -> None:
    assert {"Europe/London", "Asia/Calcutta", "UTC"} <= zone_names()
    assert not {"localtime", "Factory", "posixrules"} & zone_names()
