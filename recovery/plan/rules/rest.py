"""Positions that ease, and legs up: short blocks, then a change."""

from collections.abc import Iterator

from recovery.plan.advice import CanStart, Card, Item, Reason
from recovery.plan.article import OUR_CHOICE, rule
from recovery.plan.clinical import figures
from recovery.plan.enums import ItemReason, NotNow, Severity, Stage
from recovery.plan.situation import Situation
from recovery.plan.timetable import share_out
from recovery.plan.words import Words
from recovery.plan.words import gettext_noop as _

POSITIONS = {
    "incline": (Words(_("Rest on your back")), Words(_("Upper body a little up. Pillow under your knees."))),
    "recliner": (Words(_("Rest in a reclining chair")), Words(_("Legs supported. Knees a little bent."))),
    "side": (Words(_("Rest on your side")), Words(_("Pillow between your knees."))),
}
IN_POSITION = tuple(words for pair in POSITIONS.values() for words in pair)
REST_WHY = Words(_("Use it to get comfortable. Then change or stand up."))
REST_CARE = (
    Words(_("Change after %(REST_LONGEST)s minutes at most.")),
    Words(_("More pain or tingling in a leg? Change position.")),
)
LEGS_UP = Words(_("Lower legs up on a chair"))
LEGS_UP_HOW = Words(_("%(LEGS_UP_MINUTES)s minutes. Stop if a leg tingles."))
LEGS_UP_WHY = Words(_("Many find this eases the pull."))
LEGS_UP_CARE = (Words(_("Stop if a leg goes numb, tingles or hurts more.")),)
CARD = Words(_("Positions that ease the pain"))
CARD_LINES = (
    Words(_("Stay in one position for %(REST_LONGEST)s minutes at most.")),
    Words(_("Sit for %(SIT_LONGEST)s minutes at most.")),
)
PUMP_FEET = Words(_("Each waking hour, move your feet up and down %(FOOT_PUMPS)s times."))
BREATHE_BEFORE = Words(_("Breathe slowly for %(BREATHE_FIRST)s seconds before you get up."))


@rule(
    says=_("Short rests take turns between positions that ease the back."),
    evidence=_("A short rest is fine. Long bed rest does harm, and no position is proven best."),
    source="seed,7,8,12,21",
    figures=("REST_MINUTES", "REST_A_DAY", "ITEM_WINDOW"),
    sentences=(REST_WHY, *REST_CARE, *IN_POSITION),
    codes=(ItemReason.POSITION,),
)
def rest_positions(s: Situation) -> Iterator[Item]:
    """Plan short rests, in turn in each position that suits the person."""
    if not s.acute or s.against("rest"):
        return
    slots = share_out(s, "rest", figures.REST_A_DAY[s.severity], figures.REST_MINUTES, figures.ITEM_WINDOW)
    for place, (opens, closes, state) in enumerate(slots):
        position = s.positions[place % len(s.positions)]
        title, hint = POSITIONS[position]
        yield Item(
            kind="rest",
            opens=opens,
            closes=closes,
            minutes=figures.REST_MINUTES,
            title=title,
            do=hint,
            because=REST_WHY,
            reason=Reason(ItemReason.POSITION, {"position": position}),
            source="seed",
            care=REST_CARE,
            picture=position,
            state=state,
        )


@rule(
    says=_("Lower legs on a chair, for a short while."),
    evidence=_("No trial was found. Many find that it eases the pull."),
    source="seed,proposed",
    figures=("LEGS_UP_MINUTES", "LEGS_UP_EVERY", "LEGS_UP_A_DAY"),
    sentences=(LEGS_UP, LEGS_UP_HOW, LEGS_UP_WHY, *LEGS_UP_CARE),
    codes=(ItemReason.SEVERITY,),
)
def legs_up(s: Situation) -> Iterator[Item]:
    """Plan some times a day with the lower legs on a chair."""
    if not s.acute or s.against("legs_up"):
        return
    count, minutes = figures.LEGS_UP_A_DAY[s.severity], figures.LEGS_UP_MINUTES
    reason = Reason(ItemReason.SEVERITY, {"severity": s.severity})
    for opens, closes, state in share_out(s, "legs_up", count, minutes, figures.LEGS_UP_EVERY):
        yield Item(
            kind="legs_up",
            opens=opens,
            closes=closes,
            minutes=minutes,
            title=LEGS_UP,
            do=LEGS_UP_HOW,
            because=LEGS_UP_WHY,
            reason=reason,
            source="seed",
            care=LEGS_UP_CARE,
            picture="legsup",
            state=state,
            gap=figures.LEGS_UP_EVERY,
        )


@rule(
    says=_("A card says how to lie, how to sit and when to change."),
    evidence=_(
        "Health services say: change often. No position is proven best. "
        "In a small study, many hours of sitting went with flare-ups."
    ),
    source="6,7,21,136",
    sentences=(*CARD_LINES, PUMP_FEET, BREATHE_BEFORE, CARD, *(hint for _title, hint in POSITIONS.values())),
)
def positions_card(s: Situation) -> Iterator[Card]:
    """Say how to lie, how to sit and how to get up."""
    lines = [*CARD_LINES, *(POSITIONS[position][1] for position in s.positions)]
    if s.walking and s.walking.stage == Stage.W1:
        lines.append(PUMP_FEET)
    if s.severity == Severity.SEVERE:
        lines.append(BREATHE_BEFORE)
    yield Card("positions", True, None, CARD, tuple(lines), "7")


@rule(
    says=_("You can rest at any time, and put your legs up again after a pause."),
    evidence=OUR_CHOICE,
    source="7,proposed",
    figures=("LEGS_UP_EVERY",),
    codes=(NotNow.TOO_SOON_AFTER_LEGS_UP,),
)
def can_start_rest(s: Situation) -> Iterator[CanStart]:
    """Say whether a rest can start now, and legs up: a pause after the last time."""
    yield CanStart("rest", s.start("rest", s.now, NotNow.TIMER_RUNNING))
    last = s.last_done("legs_up")
    opens = last.at + figures.LEGS_UP_EVERY if last else s.now
    yield CanStart("legs_up", s.start("legs_up", opens, NotNow.TOO_SOON_AFTER_LEGS_UP))


RULES = (rest_positions, legs_up, positions_card, can_start_rest)
