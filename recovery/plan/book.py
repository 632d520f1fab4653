"""The book of figures: what a figure is, and how it gets into the book."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from types import MappingProxyType
from typing import Any

SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86400}


@dataclass(frozen=True)
class Review:
    """A clinician's agreement to a rule or a figure in one version of the rules.

    Whoever changes what was reviewed takes the review away.
    """

    by: str
    on: date
    version: str


@dataclass(frozen=True)
class Figure:
    """One number of the plan.

    `value` is the plain Python value used in arithmetic: a number, a length of time, a time of day, or a mapping with
    one of these for each severity, stage or medicine. `source` holds keys of sources.SOURCES, joined by commas. `sure`
    is "hard" (a safety limit that no log may override), "seed" (given by the plan this product was built from),
    "sourced" (read in a source) or "proposed" (our careful choice).
    """

    value: Any
    unit: str
    source: str
    sure: str
    review: Review | None = None

    def rows(self) -> Iterator[tuple[str, str]]:
        """The number as people read it, after its key: of a figure without keys the one row, with an empty key."""
        each = self.value if isinstance(self.value, Mapping) else {"": self.value}
        return ((key, self._shown(value)) for key, value in each.items())

    def _shown(self, value: Any) -> str:
        match value:
            case time():
                return value.strftime("%H:%M")
            case timedelta():
                return f"{value.total_seconds() / self._seconds:,g}"
        return f"{value:,g}"

    @property
    def _seconds(self) -> int:
        """The seconds of one unit: a length of time is counted in what its unit says."""
        return next(seconds for word, seconds in SECONDS.items() if word in self.unit)


# Every figure by name, and the same numbers as people read them: a sentence takes its numbers from here.
BOOK: dict[str, Figure] = {}
NUMBERS: dict[str, str] = {}


def figure[Value](
    name: str, value: Value, unit: str, source: str, sure: str = "proposed", review: Review | None = None
) -> Value:
    """Enter a figure into the book and return its value."""
    BOOK[name] = entered = Figure(value, unit, source, sure, review)
    NUMBERS.update((f"{name}.{key}" if key else name, shown) for key, shown in entered.rows())
    return value


def minutes(count: float) -> timedelta:
    """A length of so many minutes."""
    return timedelta(minutes=count)


def by_severity[Value](mild: Value, moderate: Value, severe: Value) -> Mapping[str, Value]:
    """One value for each severity."""
    return MappingProxyType({"mild": mild, "moderate": moderate, "severe": severe})
