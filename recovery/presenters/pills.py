"""One time of something that repeats: a tap logs it, starts its timer, or opens the sheet."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from uuid import UUID, uuid4, uuid5

from django.utils import timezone
from django.utils.translation import gettext as _

from recovery.plan.advice import Item, Plan
from recovery.plan.history.story import Story
from recovery.presenters.kinds import KINDS
from recovery.presenters.page_links import page_href
from recovery.presenters.say import Fields, clock

EARLY = timedelta(minutes=5)  # by so much a walk can be logged before its time


@dataclass(frozen=True)
class Pill:
    """One time of a rhythm. A tap sends `fields` to `action`, or opens `href`; `spoken` says the same in words.

    `state` is "done" (all that are done), "coming", "later" or "far" (those without a pill).
    """

    text: str
    spoken: str
    state: str
    href: str = ""
    action: str = ""
    fields: Fields = ()


def show_pill(plan: Plan, story: Story, item: Item, window: bool, first: bool) -> Pill:
    """The pill of an item: it logs a walk at its time, starts a timer now, or opens the sheet."""
    time = f"{clock(item.opens)}–{clock(item.closes)}" if window else clock(item.opens)
    state = "coming" if first else "later"
    if item.kind != "walk":
        return start_pill(plan, item.kind, item.opens, time, state)
    if item.opens > plan.now + EARLY:
        return log_pill(item.kind, time, state)
    spoken = _("Log the walk of %(time)s") % {"time": time}
    return Pill(time, spoken, state, action=page_href("log_kind", "walk"), fields=walk_fields(story, item))


def walk_fields(story: Story, item: Item) -> Fields:
    """The fields that log a planned walk at its time, or now if that is yet to come.

    The id follows from the episode and the time of the walk, so that two people who tap the same pill write one entry.
    A walk that was taken back frees its id.
    """
    local = timezone.localtime(min(item.opens, story.now))
    ids = (uuid5(story.onset_entry.id, f"walk {item.opens.isoformat()} {place}") for place in count())
    free: UUID = next(each for each in ids if each.int not in story.gone)
    return [
        ("id", free),
        ("minutes", item.minutes),
        ("when", "pick"),
        ("pick", f"{local:%Y-%m-%dT%H:%M}"),
        ("which", local.fold),
    ]


def log_pill(kind: str, time: str = "", state: str = "later") -> Pill:
    spoken = _("Log a walk, %(time)s") % {"time": time} if time else _("Log a walk")
    return Pill(time, spoken, state, href=page_href("log_kind", kind))


def start_pill(plan: Plan, kind: str, opens: datetime, time: str, state: str = "coming") -> Pill:
    """A pill of ice or warmth: it always starts the timer now, and only where the plan allows it."""
    name = KINDS[kind].name
    if opens <= plan.now and plan.can_start[kind].now:
        spoken = _("%(name)s, %(time)s. Start now") % {"name": name, "time": time}
        return Pill(time, spoken, state, action=page_href("log_kind", "started"), fields=starts(kind))
    return Pill(time, _("%(name)s, %(time)s") % {"name": name, "time": time}, state, href=page_href("item", kind))


def starts(kind: str) -> Fields:
    return [("id", uuid4()), ("item", kind)]
