"""Laying out a day: windows that follow what was done, and items that do not collide."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from recovery.plan import figures
from recovery.plan.advice import Item
from recovery.plan.situation import Situation

FIVE_MINUTES = timedelta(minutes=5)
# So far an item moves forward to come right after its companion.
NEARBY = timedelta(hours=2)
# Who gets the first choice of a place in the day.
ORDER = ("cold", "heat", "stretch", "walk", "rest", "legs_up", "massage", "breathing")
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


def chain(first: datetime, last: datetime, apart: timedelta, width: timedelta, count: int) -> Iterator[Window]:
    """At most `count` windows from `first` on, in which to begin by `last`, spread over the time there is.

    They open at least `apart` from each other.
    """
    if count < 1:
        return
    step = max(apart, (last - first) // count // FIVE_MINUTES * FIVE_MINUTES)
    for place in range(count):
        opens = first + place * step
        if opens >= last:
            return
        yield opens, min(opens + width, last)


def spread(first: datetime, last: datetime, width: timedelta, count: int) -> list[Window]:
    """`count` windows in the middle of equal parts of the time from `first` to `last`."""
    if last - first < width or count < 1:
        return []
    part, midnight = (last - first) / count, first.replace(hour=0, minute=0, second=0, microsecond=0)
    middles = (first + (part * place + (part - width) / 2) for place in range(count))
    opens = [max(first, middle - (middle - midnight) % FIVE_MINUTES) for middle in middles]
    return [(each, min(each + width, last)) for each in opens]


def settle(items: Sequence[Item], now: datetime) -> list[Item]:
    """Move items to where they do not collide and say which are due, open or passed; drop what finds no place."""
    placed: list[Item] = []
    for item in sorted(items, key=_rank):
        if item.state == "done" or item.minutes == 0:
            placed.append(item)
        elif moved := _place(item, placed):
            placed.append(moved)
    return sorted((_dated(item, now) for item in placed), key=lambda item: (item.opens, _rank(item)))


def _rank(item: Item) -> tuple[int, datetime]:
    return ORDER.index(item.kind) if item.kind in ORDER else len(ORDER), item.opens


def _place(item: Item, placed: Sequence[Item]) -> Item | None:
    """The first place from its opening on that is free, wanted right after its companion if there is one today."""
    timed = [each for each in placed if each.minutes and each.state != "done"]
    opens = _companion_end(item, timed) or item.opens
    while clash := next((each for each in timed if _collide(item, opens, each)), None):
        if clash.kind == item.kind:
            opens = clash.opens + max(item.gap, timedelta(minutes=clash.minutes))
        else:
            opens = clash.opens + timedelta(minutes=clash.minutes) + _between(clash.kind, item.kind)
        if opens >= item.closes:
            return None
    return replace(item, opens=opens)


def _companion_end(item: Item, timed: Sequence[Item]) -> datetime | None:
    ends = (each.opens + timedelta(minutes=each.minutes) for each in timed if each.kind == item.after)
    return next((end for end in ends if item.opens - NEARBY <= end <= item.closes), None)


def _collide(item: Item, opens: datetime, other: Item) -> bool:
    closes = opens + timedelta(minutes=item.minutes)
    other_closes = other.opens + timedelta(minutes=other.minutes)
    if item.kind == other.kind and abs(opens - other.opens) < item.gap:
        return True
    before = closes + _between(item.kind, other.kind) <= other.opens
    after = other_closes + _between(other.kind, item.kind) <= opens
    return not (before or after)


def _between(first: str, then: str) -> timedelta:
    """The pause that must lie between two kinds."""
    stiff = first == "cold" and then in ("walk", "stretch")
    return figures.COLD_BEFORE_MOVING if stiff else timedelta(0)


def _dated(item: Item, now: datetime) -> Item:
    if item.state == "done":
        return item
    state = "due" if now < item.opens else "open" if now <= item.closes else "passed"
    return replace(item, state=state)


def follow(s: Situation, kind: str, first: datetime, last: datetime, rhythm: Rhythm) -> list[Slot]:
    """Today's slots of a kind whose next window counts from the start of the last one: opens, closes, state."""
    begun = s.last_done(kind)
    if begun:
        first = max(first, begun.at + rhythm.gap)
    to_come = rhythm.count - len(s.story.done_of(kind, s.day))
    windows = chain(first, last, rhythm.apart, rhythm.width, to_come)
    return done_slots(s, kind) + [(opens, closes, "due") for opens, closes in windows]


def share_out(s: Situation, kind: str, count: int, minutes: int, gap: timedelta) -> list[Slot]:
    """Today's slots of a kind that comes some times a day, spread over the waking hours: opens, closes, state."""
    last = s.day.bedtime - timedelta(minutes=minutes)
    slots = spread(s.planned_from, last, figures.ITEM_WINDOW, count)
    begun = s.last_done(kind)
    to_come = count - len(s.story.done_of(kind, s.day))
    free = [(opens, closes, "due") for opens, closes in slots if begun is None or opens >= begun.at + gap]
    return done_slots(s, kind) + (free[-to_come:] if to_come > 0 else [])


def done_slots(s: Situation, kind: str) -> list[Slot]:
    """What was done in waking hours; what was done at night stands in the journal, not in the day's rhythm."""
    done = (each for each in s.story.done_of(kind, s.day) if each.ended or each.ends <= s.now)
    return [(each.at, each.ends, "done") for each in done if s.day.awake(each.at)]
