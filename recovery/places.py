"""Time zones and countries, from the public-domain files that the tzdata package brings along."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from recovery.plan.facts import zone_names

type Choices = tuple[tuple[str, str], ...]


def country_of(zone: str) -> str | None:
    """The country of a zone as two letters; None for a zone that stands for several countries, or for none.

    Old names that browsers still report, such as Asia/Calcutta, are known as long as their new name is one country's.
    """
    return _by_name().get(zone) or _by_old_name().get(zone)


@cache
def countries() -> Choices:
    """Every country as (two letters, English name), by name."""
    rows = ((code, name) for code, name, *_ in _rows("iso3166.tab"))
    return tuple(sorted(rows, key=lambda row: row[1]))


@cache
def zones() -> Choices:
    """Every zone with a place of its own as (name, "Country: City"), by label."""
    names = dict(countries())
    rows = ((zone, f"{names[code]}: {_city(zone)}") for zone, code in _by_name().items() if zone in zone_names())
    return tuple(sorted(rows, key=lambda row: row[1]))


@cache
def _by_name() -> dict[str, str]:
    return {zone: code for code, _, zone, *_ in _rows("zone.tab")}


@cache
def _by_old_name() -> dict[str, str]:
    shared = {zone: codes.split(",") for codes, _, zone, *_ in _rows("zone1970.tab")}
    links = (line.split() for line in _lines("tzdata.zi") if line.startswith("L "))
    # All capitals, such as EET, name a habit of clocks and no place.
    places = ((old, shared.get(new, [])) for _, new, old in links if not old.isupper())
    return {old: codes[0] for old, codes in places if len(codes) == 1}


def _city(zone: str) -> str:
    return zone.rpartition("/")[2].replace("_", " ")


def _rows(name: str) -> Iterator[list[str]]:
    return (line.split("\t") for line in _lines(name) if not line.startswith("#"))


def _lines(name: str) -> list[str]:
    return (files("tzdata") / "zoneinfo" / name).read_text("utf-8").splitlines()
