"""Measured values, judged against their floors and goals, and printed as tables."""

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).parent.parent.parent
RESULTS = ROOT / ".cache" / "bench"


@dataclass(frozen=True)
class Row:
    """One measured value, judged by its ratio to the floor, or by itself where there is no floor.

    Without a goal it is only told, in the README only as a headline; `spread` is the least and the most of all rounds.
    """

    what: str
    value: float
    unit: str
    floor: float | None = None
    goal: float | None = None
    at_least: bool = False
    headline: bool = False
    spread: tuple[float, float] | None = None

    @property
    def ratio(self) -> float | None:
        """How often the floor fits into it."""
        return self.value / self.floor if self.floor else None

    @property
    def missed(self) -> bool:
        """Whether a goal is not met."""
        judged = self.value if self.ratio is None else self.ratio
        return self.goal is not None and (judged < self.goal if self.at_least else judged > self.goal)

    def cells(self) -> tuple[str, ...]:
        """What, measured, floor, ratio, goal and the verdict, as a table shows them."""
        sign = "at least" if self.at_least else "at most"
        goal = "" if self.goal is None else f"{sign} {self.goal:g}{'x' if self.floor else f' {self.unit}'.rstrip()}"
        floor = "" if self.floor is None else f"{shown(self.floor)} {self.unit}"
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}x"
        verdict = "" if self.goal is None else "MISSED" if self.missed else "met"
        return (self.what, f"{shown(self.value)} {self.unit}".rstrip(), floor, ratio, goal, verdict)


HEADINGS = ("what", "measured", "floor", "ratio", "goal", "")


def shown(value: float) -> str:
    """A number with about three digits."""
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.3g}"


@dataclass(frozen=True)
class Table:
    """Rows under a title, with what must be said of them; `name` is that of the file in which they are kept."""

    name: str
    title: str
    rows: Sequence[Row]
    notes: Sequence[str] = ()

    def show(self) -> None:
        """Print it in plain columns."""
        lines = [(*HEADINGS, "rounds"), *((*row.cells(), _spread(row)) for row in self.rows)]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        say(f"\n{self.title}\n{'=' * len(self.title)}")
        for line in lines:
            say("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
        for note in self.notes:
            say(f"  {note}")

    def keep(self) -> None:
        """Keep what has a goal, for the page of figures."""
        RESULTS.mkdir(parents=True, exist_ok=True)
        rows = [row.cells() for row in self.rows if row.goal is not None or row.headline]
        told = {"title": self.title, "on": time.strftime("%Y-%m-%d"), "rows": rows}
        (RESULTS / f"{self.name}.json").write_text(json.dumps(told, indent=2))


def _spread(row: Row) -> str:
    return f"{shown(row.spread[0])} – {shown(row.spread[1])}" if row.spread else ""


def say(text: str) -> None:
    """Print a line at once."""
    print(text, flush=True)  # noqa: T201 - a bench is there to be read


def of_rounds(what: str, unit: str, rounds: list[float], **more: Any) -> Row:
    """A row from the values of all rounds."""
    return Row(what, median(rounds), unit, spread=(min(rounds), max(rounds)), **more)
