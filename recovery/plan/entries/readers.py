"""Readers: each takes one untrusted value and returns a checked one, or raises ValueError with the remedy."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import cache
from typing import Any
from uuid import UUID
from zoneinfo import available_timezones

type Reader[Value] = Callable[[Any], Value]

# Names in the zone database that are no place: "localtime" would be the server's own zone.
NOT_PLACES = {"Factory", "localtime", "posixrules"}
YEARS = "must lie between the years 1901 and 2199"
# Characters that no database or browser takes: NUL, and halves of surrogate pairs.
BAD_CHARACTER = re.compile("[\0\ud800-\udfff]")


@cache
def zone_names() -> frozenset[str]:
    """Every IANA zone name that is a place."""
    return frozenset(available_timezones() - NOT_PLACES)


# --- one value


def instant(value: Any) -> datetime:
    """Read an aware instant, a datetime or an ISO 8601 text with an offset, as UTC."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            raise ValueError("must be an instant such as 2026-12-07T10:00:00+00:00") from None
    if not isinstance(value, datetime):
        raise ValueError("must be an instant such as 2026-12-07T10:00:00+00:00")
    if value.utcoffset() is None:
        raise ValueError("must say its offset from UTC, such as 2026-12-07T10:00:00+00:00")
    try:
        moment = value if value.tzinfo is UTC else value.astimezone(UTC)
    except OverflowError:  # near the years 1 and 9999
        raise ValueError(YEARS) from None
    if not 1900 < moment.year < 2200:
        raise ValueError(YEARS)
    return moment


def number(low: float, high: float) -> Reader[float]:
    """Make a reader of numbers from `low` to `high`."""

    def read(value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise ValueError("must be a number")
        if not low <= value <= high:
            raise ValueError(f"must lie between {low} and {high}")
        return value

    return read


def whole(low: int, high: int) -> Reader[int]:
    """Make a reader of whole numbers from `low` to `high`."""
    read_number = number(low, high)

    def read(value: Any) -> int:
        if read_number(value) != (found := int(value)):
            raise ValueError("must be a whole number")
        return found

    return read


def one_of(*words: str) -> Reader[str]:
    """Make a reader of one of `words`."""

    def read(value: Any) -> str:
        if not isinstance(value, str) or value not in words:
            raise ValueError(f"must be one of {', '.join(words)}")
        return value

    return read


def text(limit: int) -> Reader[str]:
    """Make a reader of texts of at most `limit` characters."""

    def read(value: Any) -> str:
        if not isinstance(value, str):
            raise ValueError("must be a text")
        if len(value) > limit:
            raise ValueError(f"must have at most {limit} characters")
        if BAD_CHARACTER.search(value):
            raise ValueError("must hold whole characters only")
        return value

    return read


def yes_or_no(value: Any) -> bool:
    """Read true or false."""
    if not isinstance(value, bool):
        raise ValueError("must be true or false")
    return value


def identity(value: Any) -> UUID:
    """Read a UUID."""
    if isinstance(value, UUID):
        return value
    try:
        return UUID(value)
    except (ValueError, AttributeError, TypeError):
        raise ValueError("must be a UUID") from None


def local_time(value: Any) -> time:
    """Read a local time of day such as 07:00."""
    if isinstance(value, time):
        return value
    try:
        return datetime.strptime(value, "%H:%M").time()  # noqa: DTZ007 - a time of day has no zone
    except (ValueError, TypeError):
        raise ValueError("must be a local time such as 07:00") from None


def zone(value: Any) -> str:
    """Read an IANA zone name such as Europe/London."""
    if not isinstance(value, str) or value not in zone_names():
        raise ValueError("must be a time zone such as Europe/London")
    return value


def country_code(value: Any) -> str:
    """Read a country as two capital letters."""
    if not isinstance(value, str) or len(value) != 2 or not (value.isascii() and value.isalpha() and value.isupper()):
        raise ValueError("must be a country in two capital letters, such as GB")
    return value


# --- lists; the order of their values does not matter


def listed(value: Any) -> list[Any] | tuple[Any, ...]:
    """Read a list of anything."""
    if not isinstance(value, list | tuple):
        raise ValueError("must be a list")
    return value


def several(*words: str) -> Reader[tuple[str, ...]]:
    """Make a reader of a list of `words`."""
    read_word = one_of(*words)
    return lambda value: tuple(sorted({read_word(each) for each in listed(value)}, key=words.index))


def numbers(low: int, high: int) -> Reader[tuple[int, ...]]:
    """Make a reader of a list of whole numbers from `low` to `high`."""
    read_number = whole(low, high)
    return lambda value: tuple(sorted({read_number(each) for each in listed(value)}))


def texts(limit: int) -> Reader[tuple[str, ...]]:
    """Make a reader of a list of texts of at most `limit` characters."""
    read_text = text(limit)
    return lambda value: tuple(sorted({read_text(each) for each in listed(value)}))


# --- a person's own activities


@dataclass(frozen=True)
class Activity:
    """Something the person wants to do again, and how hard it is from 0 (as easy as ever) to 10 (not possible)."""

    name: str
    score: int


def activities(value: Any) -> tuple[Activity, ...]:
    """Read one to three activities, each with its name and score, in the order given."""
    if not isinstance(value, list | tuple) or not 1 <= len(value) <= 3:
        raise ValueError("must be a list of one to three activities")
    return tuple(_activity(each) for each in value)


def _activity(value: Any) -> Activity:
    if isinstance(value, Activity):
        return value
    if not isinstance(value, Mapping) or set(value) != {"name", "score"}:
        raise ValueError("must hold a name and a score for each activity")
    return Activity(text(60)(value["name"]), whole(0, 10)(value["score"]))
