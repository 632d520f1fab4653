"""The table in RESULTS.md, from what the last run of each part measured."""

import json
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from tests.bench.tables import RESULTS, ROOT

PAGE = ROOT / "tests/bench/RESULTS.md"
BEGIN, END = "<!-- figures: made by python -m tests.bench --write -->", "<!-- end of figures -->"
# Both databases are measured; RESULTS.md shows the one that is deployed.
SHOWN = (
    "core",
    "day-postgresql",
    "pages-postgresql",
    "server",
    "browser",
    "lighthouse",
    "seed",
    "scale",
    "load-postgresql",
    "remind",
    "cohort",
)
HEADINGS = ("| what | measured | floor | ratio | goal | |", "| --- | --- | --- | --- | --- | --- |")


def write() -> None:
    """Replace the parts that were measured here in the table between the two marks; the others stay."""
    before, _, rest = PAGE.read_text().partition(BEGIN)
    table, _, after = rest.partition(END)
    parts = parts_in(table.splitlines()) | dict(_measured())
    PAGE.write_text("\n".join([before + BEGIN, *HEADINGS, *chain.from_iterable(parts.values()), END + after]))


def parts_in(lines: Sequence[str]) -> dict[str, list[str]]:
    """The lines of each part of the page, by its title."""
    parts: dict[str, list[str]] = {}
    for line in lines:
        if line.startswith("| **"):
            part = parts.setdefault(line.split("**")[1], [])
        elif line in ("", *HEADINGS):
            continue
        part.append(line)
    return parts


def _measured() -> Iterator[tuple[str, list[str]]]:
    for name in SHOWN:
        if (path := RESULTS / f"{name}.json").exists():
            table = json.loads(path.read_text())
            heading = f"| **{table['title']}** ({table['on']}) | | | | | |"
            yield table["title"], [heading, *map(_line, table["rows"])]


def _line(cells: list[Any]) -> str:
    return f"| {' | '.join(cells)} |"
