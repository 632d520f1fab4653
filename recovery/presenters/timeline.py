"""The lanes of Today on a wide screen: the items of the day on a scale of hours, in three lanes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.plan.advice import Item, Plan
from recovery.plan.enums import ItemState
from recovery.presenters.kinds import KINDS
from recovery.presenters.phases import theme_of
from recovery.presenters.say import Text, clock, long_day

HALF_HOUR = timedelta(minutes=30)
LAST_SLOT = 47  # the last half hour of a day, counted from 0


@dataclass(frozen=True)
class Lane:
    """The head of a lane."""

    icon: str
    name: Text


LANES = (Lane("walk", lazy("Move")), Lane("rest", lazy("Rest")))
ICE = Lane("cold", lazy("Ice"))
TEMPERATURE: Mapping[str, Lane] = {"cold": ICE, "heat": Lane("heat", lazy("Warmth")), "recovered": ICE}


@dataclass(frozen=True)
class Block:
    """One item in a lane; `slot` counts half hours from the first hour shown."""

    icon: str
    words: str
    lane: str
    slot: int
    rule: str
    done: bool = False
    current: bool = False

    @property
    def half(self) -> bool:
        """True if the block belongs to the second half of its hour."""
        return self.slot % 2 == 1


@dataclass(frozen=True)
class LaneHour:
    """One hour of the lanes; `now` is the time of day if it is this hour, `half` if it is in the second half."""

    label: str
    blocks: Sequence[Block]
    now: str
    half: bool


@dataclass(frozen=True)
class Timeline:
    """The items of today in three lanes, hour by hour."""

    title: str
    lanes: Sequence[Lane]
    hours: Sequence[LaneHour]


def show_timeline(plan: Plan, current: Item | None, night: bool) -> Timeline:
    """The items of today in order of time; `current` is the one to do now."""
    shown = [item for item in plan.day.items if item.minutes and item.state != ItemState.PASSED]
    slots = _Slots(_hour(min([plan.day.starts, *(item.opens for item in shown)])))
    blocks = [_block(item, item is current, slots) for item in shown]
    return Timeline(
        title=_("Today, %(date)s") % {"date": long_day(plan.day.starts)},
        lanes=(TEMPERATURE[theme_of(plan.phase)], *LANES),
        hours=_lane_hours(slots, [*blocks, _bedtime(plan, slots)], None if night else plan.now),
    )


def _hour(moment: datetime) -> datetime:
    """The start of the local hour, in UTC."""
    return timezone.localtime(moment).replace(minute=0, second=0, microsecond=0).astimezone(UTC)


def _lane_hours(slots: "_Slots", blocks: Sequence[Block], now: datetime | None) -> list[LaneHour]:
    """All hours from the first block to the last. Without `now` no hour has the time of day."""
    now_slot = None if now is None else slots.of(now)
    last = max(block.slot for block in blocks)
    return [
        LaneHour(
            label=clock(slots.first + first * HALF_HOUR),
            blocks=[block for block in blocks if block.slot in (first, first + 1)],
            now=clock(now) if now and now_slot in (first, first + 1) else "",
            half=now_slot == first + 1,
        )
        for first in range(0, max(last, now_slot or 0) + 1, 2)
    ]


class _Slots:
    """Half-hour places on the wide page; each lane holds one block in a place."""

    def __init__(self, first: datetime) -> None:
        self.first = first
        self.taken: set[tuple[str, int]] = set()

    def of(self, moment: datetime) -> int:
        return max(0, min(LAST_SLOT, (moment - self.first) // HALF_HOUR))

    def take(self, lane: str, moment: datetime) -> int:
        slot = self.of(moment)
        while (lane, slot) in self.taken and slot < LAST_SLOT:
            slot += 1
        self.taken.add((lane, slot))
        return slot


def _block(item: Item, current: bool, slots: _Slots) -> Block:
    kind, done = KINDS[item.kind], item.state == ItemState.DONE
    window = kind.lane == "temperature"
    return Block(
        icon=kind.icon,
        words=_window(item, current) if window else str(kind.short or kind.name) % {"minutes": item.minutes},
        lane=kind.lane,
        slot=slots.take(kind.lane, item.opens),
        done=done,
        current=current,
        rule=item.rule,
    )


def _window(item: Item, current: bool) -> str:
    times = {"opens": clock(item.opens), "closes": clock(item.closes)}
    if item.state == ItemState.DONE:
        return times["opens"]
    return (_("Now, until %(closes)s") if current else _("%(opens)s to %(closes)s")) % times


def _bedtime(plan: Plan, slots: _Slots) -> Block:
    return Block(
        icon="moon",
        words=_("Sleep"),
        lane="rest",
        slot=slots.take("rest", plan.day.bedtime),
        rule="timetable.waking_hours",
    )
