"""Run the rules and put their advice together: build_plan(journal, now) -> Plan."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial

from recovery.plan.advice import CanStart, Card, Day, DayLine, Item, LeftOut, Medicine, Notice, Plan, ShownGuide, Start
from recovery.plan.clinical import figures
from recovery.plan.entries import Entry, merge
from recovery.plan.ladder.climb import ahead
from recovery.plan.ladder.rung import Step
from recovery.plan.ledger import day_count, ledger
from recovery.plan.reminders import reminders
from recovery.plan.rhythms import rhythms, when_you_like
from recovery.plan.rules import RULES
from recovery.plan.situation import Situation
from recovery.plan.timetable import settle

DAILY_UNTIL = 14
WEEKLY_UNTIL = 84
WEEK = 7


def build_plan(journal: Iterable[Entry], now: datetime) -> Plan:
    """Make the plan of a journal at the aware instant `now`.

    The same journal, in whatever order and however often an entry is repeated, and the same instant give the same
    plan. Raises ValueError for a naive `now`, for a journal without an onset and for one id with two contents.
    """
    return plan_of(situation_at(journal, now))


def situation_at(journal: Iterable[Entry], now: datetime) -> Situation:
    """Make the situation of a journal at the aware instant `now`; raises the same errors as build_plan."""
    if now.utcoffset() is None:
        raise ValueError("now must be aware")
    return Situation(merge(journal), now.astimezone(UTC))


def plan_of(s: Situation) -> Plan:
    """Make the plan of a situation; behind a closed gate nothing of it is shown."""
    closed = s.gate is not None and s.gate.closed
    said = [] if closed else [each for rule in RULES for each in rule(s)]
    items = tuple(settle([each for each in said if isinstance(each, Item)], s.now))
    starts = {each.kind: replace(each.start, rule=each.rule) for each in said if isinstance(each, CanStart)}
    return Plan(
        rules=figures.RULES_VERSION,
        now=s.now.astimezone(s.story.habits.zone),
        elapsed_hours=round(s.elapsed.total_seconds() / 3600, 4),
        phase=s.phase,
        heat_from=s.story.heat_from,
        severity=s.severity,
        gate=s.gate,
        notices=tuple(each for each in said if isinstance(each, Notice)),
        day=_today(s, items, starts, tuple(each for each in said if isinstance(each, ShownGuide))),
        timer=None if closed else s.timer,
        can_start=starts,
        cards=tuple(each for each in said if isinstance(each, Card)),
        left_out=tuple(each for each in said if isinstance(each, LeftOut)),
        medicine=Medicine(day_count(s), {}) if closed else ledger(s),
        position=s.positions[0],
        overview=partial(_days, s),
        remind=partial(reminders, s, items),
    )


def _today(s: Situation, items: tuple[Item, ...], starts: Mapping[str, Start], guides: tuple[ShownGuide, ...]) -> Day:
    day, closed = s.day, s.gate is not None and s.gate.closed
    return Day(
        number=day.number,
        date=day.date,
        starts=day.starts,
        ends=day.ends,
        bedtime=day.bedtime,
        walking=None if closed else s.walking,
        items=items,
        rhythms=tuple(rhythms(s, items, starts)),
        when_you_like=tuple(when_you_like(items, starts)),
        guides=guides,
    )


def _days(s: Situation) -> Iterator[DayLine]:
    """One line a day for two weeks, then one a week, and each day of this week and the last.

    They say how it was, and what comes when nothing new is logged.
    """
    if s.gate and s.gate.closed:
        return
    last = max(WEEKLY_UNTIL, s.day.number + WEEK)
    first = s.climb.steps[0].day.number
    week = s.day.number - (s.day.number - first) % WEEK
    shown = {*range(DAILY_UNTIL + 1), *range(0, last + 1, WEEK), *range(week - WEEK, week + WEEK)}
    lived = (step for step in s.climb.steps if step.day.number in shown)
    for step in (*lived, *ahead(s.climb, shown)):
        yield _line(s, step)


def _line(s: Situation, step: Step) -> DayLine:
    day, today = step.day, s.day
    past = day.number < today.number
    stage = step.last if past or s.walking else None
    phase = s.phase if day is today else s.phase_at(day.starts, step.recovered)
    return DayLine(day.number, day.date, phase, stage, past)
