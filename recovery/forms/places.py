"""The time zones and countries to choose from, named in the reader's language."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from unicodedata import combining, normalize

from babel import Locale
from babel.dates import get_timezone_location
from django.utils.translation import get_language, to_locale

from recovery.plan.entries import zone_names

# What browsers report in their private modes; few people live there.
HIDING = {"UTC", "Etc/UTC", "GMT", "Etc/GMT", "Etc/Greenwich", "Etc/UCT", "Etc/Universal", "Atlantic/Reykjavik"}

type Choices = list[tuple[str, str]]


def countries() -> Choices:
    """Return every country as (two letters, name), by name."""
    return _countries(_locale())


def zones() -> Choices:
    """Return every time zone with a place of its own as (name, "Country: City"), by that label."""
    return _zones(_locale())


def known_zone(name: str | None) -> str:
    """Return the name of a zone that an entry may have, or nothing."""
    return name if name in zone_names() else ""


def phone_zone(name: str | None) -> str:
    """Return the zone that a phone reports, or nothing if it is one by which browsers hide where somebody is."""
    return "" if name in HIDING else known_zone(name)


def _locale() -> str:
    return to_locale(get_language() or "en")


@cache
def _countries(locale: str) -> Choices:
    names = Locale.parse(locale).territories
    return sorted(((code, names[code]) for code, *_ in _rows("iso3166.tab")), key=_by_label)


@cache
def _zones(locale: str) -> Choices:
    names = Locale.parse(locale).territories
    labels = (
        (zone, f"{names[code]}: {get_timezone_location(zone, locale=locale, return_city=True)}")
        for code, _, zone, *_ in _rows("zone.tab")
        if zone in zone_names()
    )
    return sorted(labels, key=_by_label)


def _by_label(choice: tuple[str, str]) -> str:
    """Sort "Åland Islands" among the names with A."""
    return "".join(each for each in normalize("NFKD", choice[1]) if not combining(each))


def _rows(name: str) -> Iterator[list[str]]:
    """Read a table of the time zone database, which the tzdata package brings along."""
    lines = (files("tzdata") / "zoneinfo" / name).read_text("utf-8").splitlines()
    return (line.split("\t") for line in lines if not line.startswith("#"))
