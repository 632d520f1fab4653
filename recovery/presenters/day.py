"""One day in full: a past day, today, or a day to come if nothing new is logged."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from itertools import takewhile
from uuid import UUID, uuid4

from django.utils import timezone
from django.utils.translation import gettext as _

from recovery.models import DayRecord
from recovery.plan.advice import Item, Plan
from recovery.plan.build import build_plan
from recovery.plan.entries import About, Onset
from recovery.plan.enums import ItemState
from recovery.plan.history.days import PlanDay, plan_days
from recovery.plan.history.story import Story
from recovery.plan.kinds import TIMED
from recovery.presenters.kinds import KINDS
from recovery.presenters.phases import phase_name, theme_of
from recovery.presenters.say import Text, clock, day_text, say
from recovery.presenters.stages import STAGES, stage_bars
from recovery.presenters.traits import LeftOutList, show_left_out
from recovery.presenters.why import Why, show_why, why_not


@dataclass(frozen=True)
class DayItem:
    """One item of the day. Only today has a `state`. `worse_id` is None if it cannot have made things worse."""

    kind: str
    icon: str
    time: str
    window: str
    title: str
    do: str
    because: str
    care: Sequence[str]
    state: str
    rule: str
    worse_id: UUID | None


@dataclass(frozen=True)
class StartRow:
    """A kind that can be started now, or why not."""

    kind: str
    icon: str
    name: Text
    id: UUID
    why_not: str | None
    rule: str


@dataclass(frozen=True)
class RecordedItem:
    """An item as the page showed it on that day."""

    icon: str
    window: str
    title: str
    do: str
    rule: str


@dataclass(frozen=True)
class RecordedDay:
    """The plan as the page showed it on a past day, with the time of the first look."""

    at: str
    rules: str
    why: str
    items: Sequence[RecordedItem]


@dataclass(frozen=True)
class DayPage:
    """Everything that day.html shows; `when` is "past", "today" or "ahead"."""

    theme: str
    title: str
    phase_name: Text
    sub: str
    when: str
    why: Why | None
    bars: int
    stage: Text
    items: Sequence[DayItem]
    left_out: LeftOutList | None
    starts: Sequence[StartRow] = ()
    shown: RecordedDay | None = None
    tab: str = "plan"


def find_day(plan: Plan, story: Story, on: date, number: int) -> PlanDay | None:
    """Find the day of a date; if two days have it, the one of this number, or else the first. None outside the plan."""
    days = takewhile(lambda day: day.number <= plan.days[-1].number, plan_days(story.onset, story.known_habits))
    dated = [day for day in days if day.date == on]
    return next((day for day in dated if day.number == number), next(iter(dated), None))


def show_day(plan: Plan, story: Story, day: PlanDay, record: DayRecord | None = None) -> DayPage:
    """Show one day. `record` is the plan that the person saw on that date, which may have been another day."""
    if day.number == plan.day.number:
        return replace(_page(plan, "today"), starts=_starts(plan, story))
    if day.number > plan.day.number:
        return _page(build_plan(story.everything, day.starts), "ahead")
    past = _page(_as_it_was(story, day.ends - timedelta(microseconds=1)), "past")
    evening = _as_it_was(story, max(day.bedtime, story.onset))  # warmth that opens in the night is not of this day
    past = replace(past, theme=theme_of(evening.phase), phase_name=phase_name(evening))
    return replace(past, shown=_recorded(record), why=None) if record and day.holds(record.shown_at) else past


def _as_it_was(story: Story, end: datetime) -> Plan:
    """The plan at the end of a past day, from the entries that were written down by then.

    When it started and who the person is count as known from the first day: many people come a day or two later.
    """
    always = (story.onset_entry, *story.of(About)[:1])
    first = [replace(entry, at=min(entry.at, end), entered_at=min(entry.entered_at, end)) for entry in always]
    known = [each for each in story.everything if each.entered_at <= end and each not in always]
    return build_plan([*first, *(each for each in known if not isinstance(each, Onset))], end)


def _page(plan: Plan, when: str) -> DayPage:
    names = {"past": _("Past day"), "today": _("Today"), "ahead": _("A day to come")}
    stage = plan.day.walking.stage if plan.day.walking else None
    # A past day keeps the date of the place where it began.
    dated = plan.day.date if when == "past" else timezone.localdate(plan.day.starts)
    return DayPage(
        theme=theme_of(plan.phase),
        title=_("Day %(number)d") % {"number": plan.day.number},
        phase_name=phase_name(plan),
        sub=_("%(when)s, %(date)s") % {"when": names[when], "date": day_text(dated, "l j F")},
        when=when,
        why=show_why(plan) if when != "ahead" else None,
        bars=stage_bars(stage),
        stage=STAGES[stage].name if stage else "",
        items=[_item(item, when) for item in plan.day.items if when != "past" or item.state == ItemState.DONE],
        left_out=show_left_out(plan) if when != "past" else None,
    )


def _item(item: Item, when: str) -> DayItem:
    state = {"done": _("Done"), "passed": _("Over"), "open": _("Open now"), "due": ""}[item.state]
    today = when == "today"
    return DayItem(
        kind=item.kind,
        icon=KINDS[item.kind].icon,
        time=clock(item.opens),
        window=_window(item.opens, item.closes),
        title=say(item.title),
        do=say(item.do),
        because=say(item.because),
        care=[say(line) for line in item.care],
        state=state if today else "",
        rule=item.rule,
        worse_id=uuid4() if today and item.state in (ItemState.OPEN, ItemState.DONE) and item.minutes else None,
    )


def _window(opens: datetime, closes: datetime) -> str:
    return _("%(opens)s to %(closes)s") % {"opens": clock(opens), "closes": clock(closes)}


def _starts(plan: Plan, story: Story) -> list[StartRow]:
    """Every kind that the plan allows or refuses, in the order of the kinds."""
    return [_start(plan, story, kind) for kind in TIMED if kind in plan.can_start]


def _start(plan: Plan, story: Story, kind: str) -> StartRow:
    words, refusal = KINDS[kind], why_not(plan, story, kind)
    return StartRow(
        kind=kind,
        icon=words.icon,
        name=words.name,
        id=uuid4(),
        why_not=refusal.text if refusal else None,
        rule=refusal.rule if refusal else plan.can_start[kind].rule,
    )


def _recorded(record: DayRecord) -> RecordedDay:
    items = [
        RecordedItem(
            icon=KINDS[item["kind"]].icon,
            window=_window(datetime.fromisoformat(item["opens"]), datetime.fromisoformat(item["closes"])),
            title=item["title"],
            do=item["do"],
            rule=item["rule"],
        )
        for item in record.shown["items"]
    ]
    return RecordedDay(clock(record.shown_at), record.rules, record.shown["why"], items)
