"""Laying out a day: windows that follow what was done, and items that do not collide."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import NamedTuple

from recovery.plan.advice import Item, moved
from recovery.plan.article import OUR_CHOICE, Article
from recovery.plan.clinical import figures
from recovery.plan.enums import ItemState
from recovery.plan.history.days import MINUTE
from recovery.plan.kinds import KINDS, TIMED
from recovery.plan.situation import Situation
from recovery.plan.words import gettext_noop as _

NO_TIME, FIVE_MINUTES = timedelta(0), timedelta(minutes=5)
# How far an item moves to come right after its companion.
NEARBY = timedelta(hours=2)
Window = tuple[datetime, datetime]
Slot = tuple[datetime, datetime, ItemState]  # opens, closes, state


WAKING_HOURS = Article(
    name="timetable.waking_hours",
    says=_(
        "Timed things lie in your waking hours, spread over the day, and follow what you did. Nothing is caught up."
    ),
    evidence=OUR_CHOICE,
    source="proposed",
    figures=("BEFORE_SLEEP", "ITEM_WINDOW"),
)
NO_CLASH = Article(
    name="timetable.no_clash",
    says=_("No two things fall on the same time, and moving waits a little after ice."),
    evidence=OUR_CHOICE,
    source="17,proposed",
    figures=("COLD_BEFORE_MOVING",),
)


@dataclass(frozen=True)
class Pace:
    """How often an item comes: `count` a day, spread over the waking hours, each window `width` long.

    Openings of windows to come are `apart` at least. After one that began, the next may begin `gap` later.
    """

    count: int
    gap: timedelta
    width: timedelta
    apart: timedelta


class Taken(NamedTuple):
    """A stretch of the day that an item of a kind takes."""

    kind: str
    opens: datetime
    ends: datetime


def step(first: datetime, last: datetime, apart: timedelta, count: int) -> timedelta:
    """The time from start to start that spreads `count` windows from `first` to `last`; at least `apart`."""
    return max(apart, (last - first) // max(1, count) // FIVE_MINUTES * FIVE_MINUTES)


def chain(first: datetime, last: datetime, every: timedelta, width: timedelta, count: int) -> Iterator[Window]:
    """At most `count` windows from `first` to `last`, one `every` so often."""
    opens = first
    for _each in range(count):
        if opens >= last:
            return
        yield opens, min(opens + width, last)
        opens += every


def spread(first: datetime, last: datetime, width: timedelta, count: int) -> list[Window]:
    """`count` windows in the middle of equal parts of the time from `first` to `last`."""
    if last - first < width or count < 1:
        return []
    part, midnight = (last - first) / count, first.replace(hour=0, minute=0, second=0, microsecond=0)
    middle, windows = first + (part - width) / 2, list[Window]()
    for _each in range(count):
        opens = max(first, middle - (middle - midnight) % FIVE_MINUTES)
        windows.append((opens, min(opens + width, last)))
        middle += part
    return windows


def settle(items: Sequence[Item], now: datetime) -> list[Item]:
    """Move items so that they do not collide, set their states, and drop those without a place."""
    settled: list[Item] = []
    taken: list[Taken] = []
    for item in sorted(items, key=_rank):
        if item.state == ItemState.DONE:
            settled.append(item)
        elif item.minutes == 0:
            settled.append(_dated(item, item.opens, now))
        else:
            length = item.minutes * MINUTE
            if opens := _place(item, length, taken):
                settled.append(_dated(item, opens, now))
                taken.append(Taken(item.kind, opens, opens + length))
    return sorted(settled, key=lambda item: (item.opens, _rank(item)))


def _rank(item: Item) -> tuple[int, datetime]:
    return KINDS[item.kind].turn, item.opens


def _place(item: Item, length: timedelta, taken: Sequence[Taken]) -> datetime | None:
    """The first free instant for an item, right after its companion when there is one nearby; None without a place."""
    opens = wanted = _companion_end(item, taken) or item.opens
    # Items farther off cannot collide.
    reach = max(length, item.gap) + figures.COLD_BEFORE_MOVING
    first, last = wanted - reach, max(wanted, item.closes) + reach
    blocked = [_blocked(item, length, each) for each in taken if first < each.ends and each.opens < last]
    while until := next((until for since, until in blocked if since < opens < until), None):
        opens = until
    return opens if opens == wanted or opens < item.closes else None


def _companion_end(item: Item, taken: Sequence[Taken]) -> datetime | None:
    if not item.after:
        return None
    ends = (each.ends for each in taken if each.kind == item.after)
    return next((end for end in ends if item.opens - NEARBY <= end <= item.closes), None)


def _blocked(item: Item, length: timedelta, other: Taken) -> Window:
    """The window in which an item of this length cannot begin because of another one."""
    if item.kind == other.kind:
        return other.opens - max(length, item.gap), max(other.ends, other.opens + item.gap)
    return other.opens - length - _between(item.kind, other.kind), other.ends + _between(other.kind, item.kind)


def _between(first: str, then: str) -> timedelta:
    """The pause between two kinds, one right after the other."""
    return figures.COLD_BEFORE_MOVING if first == "cold" and TIMED[then].supple else NO_TIME


def _dated(item: Item, opens: datetime, now: datetime) -> Item:
    state = ItemState.DUE if now < opens else ItemState.OPEN if now <= item.closes else ItemState.PASSED
    unchanged = opens == item.opens and state == item.state
    return item if unchanged else moved(item, opens, state)


def follow(
    s: Situation, kind: str, first: datetime, last: datetime, pace: Pace, clear: datetime
) -> tuple[list[Slot], timedelta]:
    """Today's slots of a kind whose next window depends on when the last one began, and the time from start to start.

    The day's windows are spread from `first` to `last`. What was missed is not caught up, but one that began late
    brings the rest closer together. None begins before `clear`.
    """
    begun, to_come = s.last_done(kind), pace.count - len(s.done_today[kind])
    every, opens = step(first, last, pace.apart, pace.count), max(first, clear)
    if begun and begun.at >= first:
        every = min(every, step(begun.at, last, pace.apart, to_come))
        opens = max(opens, begun.at + every)
    elif begun:
        opens = max(opens, begun.at + pace.gap)
    windows = chain(opens, last, every, pace.width, to_come)
    return done_slots(s, kind) + [(opens, closes, ItemState.DUE) for opens, closes in windows], every


def share_out(s: Situation, kind: str, count: int, minutes: int, gap: timedelta) -> list[Slot]:
    """Today's slots of a kind that comes `count` times on a whole day, spread over the waking hours."""
    count = share_of_day(s, count)
    slots = spread(s.planned_from, s.day.bedtime - minutes * MINUTE, figures.ITEM_WINDOW, count)
    begun = s.last_done(kind)
    to_come = count - len(s.done_today[kind])
    free = [(opens, closes, ItemState.DUE) for opens, closes in slots if begun is None or opens >= begun.at + gap]
    return done_slots(s, kind) + (free[-to_come:] if to_come > 0 else [])


def share_of_day(s: Situation, count: int) -> int:
    """How many of `count` a day are left for a person who first comes during the day; at least one."""
    left, whole = s.day.bedtime - s.planned_from, s.day.bedtime - s.day.woke
    return max(1, ceil(count * min(1, left / whole))) if whole else count


def done_slots(s: Situation, kind: str) -> list[Slot]:
    """The slots of what was done in waking hours; what was done at night is in the journal, not in the day's rhythm."""
    done = (each for each in s.done_today[kind] if each.ended or each.ends <= s.now)
    return [(each.at, each.ends, ItemState.DONE) for each in done if s.day.awake(each.at)]
