"""The page of figures in the README, from what the last run of each part found."""

import json
from collections.abc import Iterator
from typing import Any

from tests.bench.kit import RESULTS, ROOT

README = ROOT / "README.md"
BEGIN, END = "<!-- figures: made by python -m tests.bench --write-readme -->", "<!-- end of figures -->"
# Both databases are measured; the README shows the one that is deployed.
SHOWN = ("core", "pages-postgresql", "server", "browser", "lighthouse", "seed", "scale", "load-postgresql")


def write() -> None:
    """Put the figures in the place of those that stand between the marks."""
    before, _, rest = README.read_text().partition(BEGIN)
    _, _, after = rest.partition(END)
    README.write_text("\n".join([before + BEGIN, *_lines(), END + after]))


def _lines() -> Iterator[str]:
    found = [json.loads(path.read_text()) for name in SHOWN if (path := RESULTS / f"{name}.json").exists()]
    yield "| what | measured | floor | ratio | goal | |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for table in found:
        yield f"| **{table['title']}** ({table['on']}) | | | | | |"
        yield from map(_line, table["rows"])


def _line(cells: list[Any]) -> str:
    return f"| {' | '.join(cells)} |"
