"""Laying out a day: windows that follow what was done, and items that do not collide."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from recovery.plan import figures
from recovery.plan.advice import Item, moved
from recovery.plan.days import MINUTE
from recovery.plan.situation import Situation

NO_TIME, FIVE_MINUTES = timedelta(0), timedelta(minutes=5)
# So far an item moves forward to come right after its companion.
NEARBY = timedelta(hours=2)
# Who gets the first choice of a place in the day.
ORDER = {
    kind: place
    for place, kind in enumerate(("cold", "heat", "stretch", "walk", "rest", "legs_up", "massage", "breathing"))
}
Window = tuple[datetime, datetime]
Slot = tuple[datetime, datetime, str]


@dataclass(frozen=True)
class Rhythm:
    """How often a thing comes: `count` a day, `gap` from start to start, each window `width` long.

    `apart` is the least time between two windows still to come; with gap + width the gap holds whenever in a window
    somebody begins.
    """

    count: int
    gap: timedelta
    width: timedelta
    apart: timedelta


class Taken(NamedTuple):
    """The time that an item of a kind takes."""

    kind: str
    opens: datetime
    ends: datetime


def chain(first: datetime, last: datetime, apart: timedelta, width: timedelta, count: int) -> Iterator[Window]:
    """At most `count` windows from `first` on, in which to begin by `last`, spread over the time there is.

    They open at least `apart` from each other.
    """
    if count < 1:
        return
    step = max(apart, (last - first) // count // FIVE_MINUTES * FIVE_MINUTES)
    opens = first
    for _ in range(count):
        if opens >= last:
            return
        yield opens, min(opens + width, last)
        opens += step


def spread(first: datetime, last: datetime, width: timedelta, count: int) -> list[Window]:
    """`count` windows in the middle of equal parts of the time from `first` to `last`."""
    if last - first < width or count < 1:
        return []
    part, midnight = (last - first) / count, first.replace(hour=0, minute=0, second=0, microsecond=0)
    middle, windows = first + (part - width) / 2, list[Window]()
    for _ in range(count):
        opens = max(first, middle - (middle - midnight) % FIVE_MINUTES)
        windows.append((opens, min(opens + width, last)))
        middle += part
    return windows


def settle(items: Sequence[Item], now: datetime) -> list[Item]:
    """Move items to where they do not collide and say which are due, open or passed; drop what finds no place."""
    settled: list[Item] = []
    taken: list[Taken] = []
    for item in sorted(items, key=_rank):
        if item.state == "done":
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
    return ORDER.get(item.kind, len(ORDER)), item.opens


def _place(item: Item, length: timedelta, taken: Sequence[Taken]) -> datetime | None:
    """The first instant from its opening on that is free, wanted right after its companion if there is one today."""
    opens = wanted = _companion_end(item, taken) or item.opens
    # What lies farther off than this is in nobody's way.
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
    """Between which instants an item of this length cannot begin beside another one."""
    if item.kind == other.kind:
        return other.opens - max(length, item.gap), max(other.ends, other.opens + item.gap)
    return other.opens - length - _between(item.kind, other.kind), other.ends + _between(other.kind, item.kind)


def _between(first: str, then: str) -> timedelta:
    """The pause that must lie between two kinds."""
    stiff = first == "cold" and then in ("walk", "stretch")
    return figures.COLD_BEFORE_MOVING if stiff else NO_TIME


def _dated(item: Item, opens: datetime, now: datetime) -> Item:
    state = "due" if now < opens else "open" if now <= item.closes else "passed"
    unchanged = opens == item.opens and state == item.state
    return item if unchanged else moved(item, opens, state)


def follow(s: Situation, kind: str, first: datetime, last: datetime, rhythm: Rhythm) -> list[Slot]:
    """Today's slots of a kind whose next window counts from the start of the last one: opens, closes, state."""
    begun = s.last_done(kind)
    if begun:
        first = max(first, begun.at + rhythm.gap)
    to_come = rhythm.count - len(s.done_today[kind])
    windows = chain(first, last, rhythm.apart, rhythm.width, to_come)
    return done_slots(s, kind) + [(opens, closes, "due") for opens, closes in windows]


def share_out(s: Situation, kind: str, count: int, minutes: int, gap: timedelta) -> list[Slot]:
    """Today's slots of a kind that comes some times a day, spread over the waking hours: opens, closes, state."""
    last = s.day.bedtime - minutes * MINUTE
    slots = spread(s.planned_from, last, figures.ITEM_WINDOW, count)
    begun = s.last_done(kind)
    to_come = count - len(s.done_today[kind])
    free = [(opens, closes, "due") for opens, closes in slots if begun is None or opens >= begun.at + gap]
    return done_slots(s, kind) + (free[-to_come:] if to_come > 0 else [])


def done_slots(s: Situation, kind: str) -> list[Slot]:
    """What was done in waking hours; what was done at night stands in the journal, not in the day's rhythm."""
    done = (each for each in s.done_today[kind] if each.ended or each.ends <= s.now)
    return [(each.at, each.ends, "done") for each in done if s.day.awake(each.at)]
