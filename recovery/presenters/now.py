"""The card of what to do now, and the row of what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import uuid4

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.plan.advice import Gate, Item, Plan
from recovery.plan.enums import GateLevel, GateReason, ItemState, Phase
from recovery.presenters.claims import rule_of_gate
from recovery.presenters.kinds import KINDS
from recovery.presenters.page_links import page_href
from recovery.presenters.say import Fields, Text, clock, say

# Of several open items, ice or warmth comes first, then a walk, then the one that opened first.
FIRST = ("temperature", "walk")


@dataclass(frozen=True)
class NowCard:
    """The card at the top of Today; its button is a link to `href`, or a form with `fields` sent to `action`."""

    drawing: str
    title: str
    lines: Sequence[str]
    button: Text
    icon: str
    rule: str
    until: str = ""
    href: str = ""
    action: str = ""
    fields: Fields = ()


@dataclass(frozen=True)
class NextRow:
    """The next item, or one that the person can start besides the plan; `when` or `hint` says more about it."""

    href: str
    drawing: str
    title: str
    rule: str
    when: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Position:
    """A position to rest in while nothing is due."""

    title: Text
    hint: Text


POSITIONS = {
    "incline": Position(lazy("Rest on your back"), lazy("Pillow under your knees.")),
    "recliner": Position(lazy("Rest in a reclining chair"), lazy("Legs supported. Knees a little bent.")),
    "side": Position(lazy("Rest on your side"), lazy("Pillow between your knees.")),
}


def item_now(plan: Plan) -> Item | None:
    """The open item to do first; None if none can start."""
    ready = [item for item in _timed(plan, "open") if plan.can_start[item.kind].now]
    return min(ready, key=lambda item: (_place(item), item.opens), default=None)


def _place(item: Item) -> int:
    words = (KINDS[item.kind].lane, item.kind)
    return next((place for place, first in enumerate(FIRST) if first in words), len(FIRST))


def _timed(plan: Plan, state: str) -> list[Item]:
    return [item for item in plan.day.items if item.minutes and item.state == state]


# --- now


def show_now(plan: Plan, item: Item | None, night: bool) -> NowCard:
    """The questions to answer first, the open item, or rest."""
    if plan.gate and plan.gate.level == GateLevel.ASK_FIRST:
        return _questions(plan.gate)
    if item and not night:
        return _item(item)
    return _free() if plan.phase == Phase.KEEP_WELL and not night else _resting(plan.position)


def _item(item: Item) -> NowCard:
    return NowCard(
        drawing=item.picture,
        title=say(item.title),
        lines=[say(item.do)],
        until=_("Open until %(time)s") % {"time": clock(item.closes)},
        action=page_href("log_kind", "started"),
        fields=[("id", uuid4()), ("item", item.kind)],
        button=KINDS[item.kind].button,
        icon="play",
        rule=item.rule,
    )


def _questions(gate: Gate) -> NowCard:
    """The questions; after a new spasm or flare-up they come before all but rest, breathing and drinks."""
    pauses = gate.because.code in (GateReason.SUDDEN_SPASM, GateReason.FLARE)
    line = _("Until then: rest, slow breaths and drinks.") if pauses else _("Then your plan fits how you are now.")
    return NowCard(
        drawing="incline",
        title=_("First, a few questions"),
        lines=[line],
        href=page_href("log_kind", "check_in"),
        button=_("Answer"),
        icon="check",
        rule=rule_of_gate(gate),
    )


def _resting(position: str) -> NowCard:
    """Nothing is due: rest, and breathe if you like."""
    return NowCard(
        drawing=position,
        title=str(POSITIONS[position].title),
        lines=[str(POSITIONS[position].hint)],
        action=page_href("log_kind", "started"),
        fields=[("id", uuid4()), ("item", "breathing")],
        button=KINDS["breathing"].button,
        icon="breathing",
        rule="rest.rest_positions",
    )


def _free() -> NowCard:
    return NowCard(
        drawing="walkwide",
        title=_("Move as you like"),
        lines=[_("Nothing is due now.")],
        href=page_href("log_kind", "walk"),
        button=_("Log a walk"),
        icon="plus",
        rule="ladder.keep_well",
    )


# --- next


def show_next(plan: Plan, current: Item | None, night: bool) -> NextRow | None:
    """The next item, or ice or warmth besides the plan; None if there is neither."""
    if night:
        return _beside(plan, _("Too sore to sleep?"), night=True)
    coming = [*_timed(plan, "due"), *(item for item in _timed(plan, "open") if item is not current)]
    return _coming(plan, coming[0]) if coming else _beside(plan, _("Still sore?"), night=False)


def _coming(plan: Plan, item: Item) -> NextRow:
    due = item.state == ItemState.DUE
    when = _("Next, at %(time)s") if due else _("Also now, until %(time)s")
    return NextRow(
        href=page_href("item", item.kind),
        drawing=item.picture,
        when=when % {"time": clock(item.opens if due else item.closes)},
        title=say(item.title),
        rule=item.rule,
    )


def _beside(plan: Plan, title: str, night: bool) -> NextRow | None:
    """Ice or warmth, whichever can start now."""
    for kind in ("cold", "heat"):
        start, words = plan.can_start.get(kind), KINDS[kind]
        if start and start.now:
            hint = str(words.at_night if night else words.if_sore)
            return NextRow(page_href("item", kind), words.drawing, title, start.rule, hint=hint)
    return None
