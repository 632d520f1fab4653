"""Run the rules and put what they say together: build_plan(journal, now) -> Plan."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

from recovery.plan import figures
from recovery.plan.advice import CanStart, Card, Day, DayLine, Item, LeftOut, Medicine, Notice, Plan, Reminder, sign
from recovery.plan.facts import Entry, merge
from recovery.plan.ladder import Step
from recovery.plan.ledger import day_count, ledger
from recovery.plan.rules import RULES, Advice, name_of
from recovery.plan.situation import Situation
from recovery.plan.timetable import settle

NAMED = {name_of(rule): rule for rule in RULES}
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
    """Find out what is true at the aware instant `now`; raises what build_plan raises."""
    if now.utcoffset() is None:
        raise ValueError("now must be aware")
    return Situation(merge(journal), now.astimezone(UTC))


def plan_of(s: Situation) -> Plan:
    """Say what the rules say in a situation."""
    closed = s.gate is not None and s.gate.closed
    said = [] if closed else list(_run(s))
    items = tuple(settle([each for each in said if isinstance(each, Item)], s.now))
    return Plan(
        rules=figures.RULES_VERSION,
        now=s.now.astimezone(s.story.habits.zone),
        elapsed_hours=round(s.elapsed.total_seconds() / 3600, 4),
        phase=s.phase,
        heat_from=s.story.heat_from,
        severity=s.severity,
        gate=s.gate,
        notices=tuple(each for each in said if isinstance(each, Notice)),
        day=_today(s, items, closed),
        session=None if closed else s.session,
        can_start={each.kind: each.start for each in said if isinstance(each, CanStart)},
        cards=tuple(each for each in said if isinstance(each, Card)),
        left_out=tuple(each for each in said if isinstance(each, LeftOut)),
        medicine=Medicine(day_count(s), {}) if closed else ledger(s),
        reminders=tuple(_reminders(s, items)),
        days=() if closed else tuple(_days(s)),
        position=s.positions[0],
    )


def _reminders(s: Situation, items: tuple[Item, ...]) -> Iterator[Reminder]:
    """A nudge for all that is due; nobody is nudged once well."""
    if s.phase != "keep_well":
        yield from (Reminder(item.opens, item.kind) for item in items if item.state == "due")


def _run(s: Situation) -> Iterator[Advice]:
    """Every rule's advice, signed with the rule's name."""
    for name, rule in NAMED.items():
        for said in rule(s):
            yield sign(said, name)


def _today(s: Situation, items: tuple[Item, ...], closed: bool) -> Day:
    day = s.day
    return Day(day.number, day.date, day.starts, day.ends, day.bedtime, None if closed else s.walking, items)


def _days(s: Situation) -> Iterator[DayLine]:
    """One line a day for two weeks, then one a week: what was, and what comes if nothing new is logged."""
    last = max(WEEKLY_UNTIL, s.day.number + WEEK)
    shown = {*range(DAILY_UNTIL + 1), *range(0, last + 1, WEEK)}
    lived = (step for step in s.climb.steps if step.day.number in shown)
    for step in (*lived, *s.climb.ahead(shown)):
        yield _line(s, step)


def _line(s: Situation, step: Step) -> DayLine:
    day, today = step.day, s.day
    past = day.number < today.number
    stage = step.last if past or s.walking else None
    phase = s.phase if day is today else s.phase_at(day.starts, step.recovered)
    return DayLine(day.number, day.date, phase, stage, past)
