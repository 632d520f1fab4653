"""One thing that the plan offers: when, how, how to do it safely, and the button that starts it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from django.utils.translation import gettext as _

from recovery.plan.advice import Item, Plan, Timer
from recovery.plan.enums import ItemState
from recovery.plan.history.story import Story
from recovery.plan.kinds import TIMED
from recovery.plan.review.steps import steps
from recovery.presenters.claims import Claim
from recovery.presenters.kinds import KINDS
from recovery.presenters.page_links import page_href
from recovery.presenters.phases import theme_of
from recovery.presenters.rhythms import Position, show_positions
from recovery.presenters.say import Text, clock, say
from recovery.presenters.why import why_not


@dataclass(frozen=True)
class ItemPage:
    """Everything that item.html shows. `why_not` replaces the button that starts it; `id` is for its entry."""

    theme: str
    kind: str
    name: Text
    title: Text
    drawing: str
    when: str
    lines: Sequence[str]
    because: str
    positions: Sequence[Position]
    rule: str
    why_not: Claim | None
    id: UUID
    button: Text
    log: str
    back: str


def show_item(plan: Plan, story: Story, kind: str) -> ItemPage | None:
    """Show a kind that takes time; None if the plan says nothing about it."""
    if kind not in TIMED or kind not in plan.can_start:
        return None
    item, words, refusal = _next(plan, kind), KINDS[kind], why_not(plan, story, kind)
    return ItemPage(
        theme=theme_of(plan.phase),
        kind=kind,
        name=words.name,
        title=say(item.title) if item else words.name,
        drawing=item.picture if item else words.drawing,
        when=_when(item) if item else "",
        lines=_lines(plan, kind, item),
        because=say(item.because) if item else "",
        positions=show_positions(plan) if kind == "rest" else (),
        rule=item.rule if item else plan.can_start[kind].rule,
        why_not=refusal,
        id=uuid4(),
        button=words.button,
        log=page_href("log_kind", kind),
        back=page_href("today"),
    )


def _next(plan: Plan, kind: str) -> Item | None:
    """The next item of a kind, or else the last one of the day."""
    items = [item for item in plan.day.items if item.kind == kind]
    coming = (item for item in items if item.state in (ItemState.OPEN, ItemState.DUE))
    return next(coming, items[-1] if items else None)


def _when(item: Item) -> str:
    match item.state:
        case ItemState.DUE:
            return _("Next, at %(time)s") % {"time": clock(item.opens)}
        case ItemState.OPEN:
            return _("Open until %(time)s") % {"time": clock(item.closes)}
    return ""


def _lines(plan: Plan, kind: str, item: Item | None) -> list[str]:
    """How to do it, and how to do it safely; what is left out has no lines."""
    start = plan.can_start[kind]
    if not start.now and not start.opens:
        return []
    if item:
        return [say(line) for line in (item.do, *item.care)]
    return [say(step.words) for step in steps(_timer(plan, kind), None, plan.position)]


def _timer(plan: Plan, kind: str) -> Timer:
    """A timer as it would be if it began now, for a kind that the day does not plan."""
    minutes = TIMED[kind].minutes or (plan.day.walking.minutes if plan.day.walking else 0)
    return Timer("", kind, plan.now, plan.now + timedelta(minutes=minutes), 0)
