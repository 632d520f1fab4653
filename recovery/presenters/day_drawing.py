"""A plan day as one small drawing: nights, everything that is planned, what one rule plans, and now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from recovery.plan.advice import Item, Plan
from recovery.presenters.phases import theme_of

WIDTH = 288  # one unit is five minutes of a day of 24 hours
LEAST = 2  # so that a glass of water can be seen
UNIT = timedelta(minutes=5)


@dataclass(frozen=True)
class DayDrawing:
    """The paths of the drawing, which says in a picture what the words beside it say.

    `awake` covers the waking hours, `others` are all things planned, `own` those of the rule, `now` is the place of the
    instant that is looked at. `shut` is true behind a closed gate.
    """

    theme: str
    awake: str
    others: str
    own: str
    now: int
    shut: bool


def draw_day(plan: Plan, rule: str) -> DayDrawing:
    """Draw the day of a plan, with what this rule plans in front."""
    day, shut = plan.day, plan.gate is not None and plan.gate.closed
    place = _Places(day.starts)
    return DayDrawing(
        theme=theme_of(plan.phase),
        awake=f"M{place.of(day.starts)} 12H{place.of(day.bedtime)}",
        others=place.path(item for item in day.items if item.rule != rule),
        own=place.path(item for item in day.items if item.rule == rule),
        now=place.of(plan.now),
        shut=shut,
    )


@dataclass(frozen=True)
class _Places:
    """Where instants of a day are in its drawing."""

    starts: datetime

    def of(self, moment: datetime) -> int:
        """Return the place of an instant, from 0 to the width."""
        return max(0, min(WIDTH, round((moment - self.starts) / UNIT)))

    def path(self, items: Iterable[Item]) -> str:
        """Return one stroke for each item, as long as it takes."""
        return "".join(f"M{self.of(item.opens)} 12h{max(LEAST, item.minutes // 5)}" for item in items)
