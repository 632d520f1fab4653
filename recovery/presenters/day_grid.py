"""The grid of the plan page: each day with the colour of its phase."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.plan.advice import DayLine, Plan
from recovery.presenters.phases import PHASES, theme_of
from recovery.presenters.say import Text, day_text

WEEK = 7


@dataclass(frozen=True)
class LegendEntry:
    """A colour with its icon and name."""

    phase: str
    icon: str
    name: Text


LEGEND = (
    LegendEntry("cold", "cold", lazy("Cold")),
    LegendEntry("heat", "heat", lazy("Heat")),
    LegendEntry("recovered", "leaf", lazy("Back to normal")),
)
ICONS: Mapping[str, str] = {each.phase: each.icon for each in LEGEND}
STATES: Mapping[str, Text] = {"past": lazy("past"), "today": lazy("today"), "ahead": lazy("to come")}


@dataclass(frozen=True)
class DayCell:
    """One day of the grid; `spoken` says all of it in words."""

    number: int
    href: str
    phase: str
    icon: str
    state: str
    spoken: str


@dataclass(frozen=True)
class DayGrid:
    """Two weeks: seven names of weekdays, and the days."""

    week: Sequence[str]
    cells: Sequence[DayCell]


def show_grid(plan: Plan, lines: Sequence[DayLine]) -> DayGrid:
    """Show these days of a plan."""
    return DayGrid([weekday(line.date) for line in lines[:WEEK]], [_cell(plan, line) for line in lines])


def weekday(day: date) -> str:
    """The short name of the weekday."""
    return day_text(day, "D")


def href_of(plan: Plan, number: int, on: date) -> str:
    """The address of the page of a day. A journey over the date line can make two days of one date."""
    address = reverse("day", args=[on.isoformat()])
    twice = sum(line.date == on for line in plan.days) > 1
    return f"{address}?day={number}" if twice else address


def _cell(plan: Plan, line: DayLine) -> DayCell:
    state = "past" if line.past else "today" if line.number == plan.day.number else "ahead"
    spoken = _("%(weekday)s, day %(number)d, %(phase)s, %(state)s") % {
        "weekday": weekday(line.date),
        "number": line.number,
        "phase": PHASES[line.phase].name,
        "state": STATES[state],
    }
    theme = theme_of(line.phase)
    icon = "check" if line.past else ICONS[theme]
    return DayCell(line.number, href_of(plan, line.number, line.date), theme, icon, state, spoken)
