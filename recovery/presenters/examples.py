"""The drawn examples of the rule book. They are played by the core, so they cannot be untrue."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from functools import cache
from itertools import groupby
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from recovery.plan.advice import Plan
from recovery.plan.build import plan_of, situation_at
from recovery.plan.entries import instant, parse_journal
from recovery.plan.situation import Situation
from recovery.presenters.case_address import case_href
from recovery.presenters.case_words import pains_of, seen_on, told
from recovery.presenters.day_drawing import DayDrawing, draw_day
from recovery.presenters.fired import Fired, show_care
from recovery.presenters.fired_aside import show_aside
from recovery.samples.case import ZONE, Case
from recovery.samples.examples import CASES, EXAMPLES

DAYS = 15
NOON, LATE = time(12), time(23, 30)


@dataclass(frozen=True)
class Example:
    """One case with what a rule does in it; `fired` is None where the rule is silent. `told` is what is special."""

    pains: str
    seen: str
    told: tuple[str, ...]
    drawing: DayDrawing
    fired: Fired | None
    href: str


def show_examples(rule: str) -> tuple[Example, ...]:
    """Return the two examples of a rule."""
    return _shown(rule, get_language())


@cache
def _shown(rule: str, language: str | None) -> tuple[Example, ...]:
    """Return the examples in one language. A chapter plays up to forty cases, and they are the same for everybody."""
    return tuple(_example(rule, CASES[name]) for name in EXAMPLES[rule])


def show_days(rule: str) -> str:
    """Say on which of the first two weeks' days of a moderate course a rule is at work."""
    days = _days().get(rule, [])
    if not days:
        return _("Not in a usual course.")
    spans = ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in _spans(days))
    return _("In a moderate course: days %(days)s.") % {"days": spans}


@cache
def _days() -> Mapping[str, list[int]]:
    """Return the days of a moderate course on which each rule is at work. The course never changes."""
    found: dict[str, list[int]] = {}
    with timezone.override(ZoneInfo(ZONE)):
        for after in range(DAYS):
            plan, situation = play(Case(after=after, clock=LATE if after == 0 else NOON))
            for rule in {each.rule for each in at_work(plan, situation)}:
                found.setdefault(rule, []).append(plan.day.number)
    return found


def _spans(days: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last day of each run."""
    for _key, run in groupby(enumerate(days), lambda each: each[1] - each[0]):
        numbers = [day for _place, day in run]
        yield numbers[0], numbers[-1]


def play(case: Case) -> tuple[Plan, Situation]:
    """Return the plan of a case and the situation behind it."""
    data = case.as_data()
    now = instant(data["now"])
    situation = situation_at(parse_journal(data["journal"], now), now)
    return plan_of(situation), situation


def at_work(plan: Plan, situation: Situation) -> list[Fired]:
    """Return every rule at work, first those that a person meets."""
    return [*show_care(plan, situation), *show_aside(plan, situation)]


def _example(rule: str, case: Case) -> Example:
    with timezone.override(ZoneInfo(ZONE)):
        plan, situation = play(case)
        fired = next((each for each in at_work(plan, situation) if each.rule == rule), None)
        return Example(pains_of(case), seen_on(case), tuple(told(case)), draw_day(plan, rule), fired, case_href(case))
