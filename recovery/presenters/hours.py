"""Hour by hour: every item of the day in one list."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from recovery.plan.advice import Item, Plan
from recovery.plan.enums import ItemState
from recovery.plan.history.story import Story
from recovery.presenters.kinds import KINDS
from recovery.presenters.page_links import page_href
from recovery.presenters.phases import sleep_hint, theme_of
from recovery.presenters.pills import EARLY, Pill, show_pill
from recovery.presenters.say import clock, say


@dataclass(frozen=True)
class HourRow:
    """One item. `note` says how long or until when; `do` and `drawing` show when the row is opened."""

    time: str
    icon: str
    title: str
    note: str
    do: str
    drawing: str
    rule: str
    log: Pill | None


@dataclass(frozen=True)
class HoursPage:
    """Everything that hours.html shows; `done` counts the items of `past`."""

    theme: str
    name: str
    done: str
    past: Sequence[HourRow]
    rows: Sequence[HourRow]
    bedtime: str
    at_night: str
    back: str


def show_hours(plan: Plan, story: Story) -> HoursPage:
    """Show the items of today that are done, open or to come; a window that passed goes away."""
    items = [item for item in plan.day.items if item.minutes and item.state != ItemState.PASSED]
    done = [item for item in items if item.state == ItemState.DONE]
    return HoursPage(
        theme=theme_of(plan.phase),
        name=_("Hour by hour"),
        done=count_of(done),
        past=[_row(plan, story, item) for item in done],
        rows=[_row(plan, story, item) for item in items if item.state != ItemState.DONE],
        bedtime=clock(plan.day.bedtime),
        at_night=sleep_hint(plan),
        back=page_href("today"),
    )


def count_of(done: Sequence[Item]) -> str:
    """How many of each kind are done: 4 ice, 2 walks."""
    counts = Counter(item.kind for item in done)
    return ", ".join(KINDS[kind].many % {"count": count} for kind, count in counts.items())


def _row(plan: Plan, story: Story, item: Item) -> HourRow:
    kind, over = KINDS[item.kind], item.state == ItemState.DONE
    window = kind.lane == "temperature" and not over
    near = item.kind == "walk" and not over and item.opens <= plan.now + EARLY
    until = _("until %(time)s") % {"time": clock(item.closes)}
    return HourRow(
        time=clock(item.opens),
        icon=kind.icon,
        title=say(item.title),
        note=until if window else "",
        do=say(item.do),
        drawing=item.picture,
        rule=item.rule,
        log=show_pill(plan, story, item, window=False, first=False) if near else None,
    )
