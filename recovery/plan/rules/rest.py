"""Positions that ease, and legs up: short blocks, then change."""

from collections.abc import Iterator

from recovery.plan import figures
from recovery.plan.advice import CanStart, Card, Item, Reason, Words, gettext_noop
from recovery.plan.situation import Situation
from recovery.plan.timetable import share_out

_ = gettext_noop

POSITIONS = {
    "incline": (_("Rest on your back"), _("Upper body a little up. Pillow under your knees.")),
    "recliner": (_("Rest in a reclining chair"), _("Legs supported. Knees a little bent.")),
    "side": (_("Rest on your side"), _("Pillow between your knees.")),
}


def rest_positions(s: Situation) -> Iterator[Item]:
    """Rest in turn in the positions that suit the person, never for long."""
    if not s.acute or s.against("rest"):
        return
    because = Words(_("Use it to get comfortable. Then change or stand up."))
    care = (
        Words(_("Change after 30 minutes at most.")),
        Words(_("More pain or tingling in a leg? Change position.")),
    )
    slots = share_out(s, "rest", figures.REST_A_DAY[s.severity], figures.REST_MINUTES, figures.ITEM_WINDOW)
    for place, (opens, closes, state) in enumerate(slots):
        position = s.positions[place % len(s.positions)]
        title, hint = POSITIONS[position]
        yield Item(
            kind="rest",
            opens=opens,
            closes=closes,
            minutes=figures.REST_MINUTES,
            title=Words(title),
            do=Words(hint),
            because=because,
            reason=Reason("position", {"position": position}),
            source="seed",
            care=care,
            picture=position,
            state=state,
        )


def legs_up(s: Situation) -> Iterator[Item]:
    """Lower legs up on a chair."""
    if not s.acute or s.against("legs_up"):
        return
    count, minutes = figures.LEGS_UP_A_DAY[s.severity], figures.LEGS_UP_MINUTES
    title = Words(_("Lower legs up on a chair"))
    hint = Words(_("%(minutes)d minutes. Stop if a leg tingles."), {"minutes": minutes})
    because, reason = Words(_("Many find this eases the pull.")), Reason("severity", {"severity": s.severity})
    care = (Words(_("Stop if a leg goes numb, tingles or hurts more.")),)
    for opens, closes, state in share_out(s, "legs_up", count, minutes, figures.LEGS_UP_EVERY):
        yield Item(
            kind="legs_up",
            opens=opens,
            closes=closes,
            minutes=minutes,
            title=title,
            do=hint,
            because=because,
            reason=reason,
            source="seed",
            care=care,
            picture="legsup",
            state=state,
            gap=figures.LEGS_UP_EVERY,
        )


def positions_card(s: Situation) -> Iterator[Card]:
    """How to lie, sit and get up."""
    lines = [Words(_("Stay in one position for 30 minutes at most.")), Words(_("Sit for 30 minutes at most."))]
    lines += [Words(POSITIONS[position][1]) for position in s.positions]
    if s.walking and s.walking.stage == "W1":
        lines.append(Words(_("Each waking hour, move your feet up and down 10 times.")))
    if s.severity == "severe":
        lines.append(Words(_("Breathe slowly for 1 minute before you get up.")))
    yield Card("positions", True, None, Words(_("Positions that ease the pain")), tuple(lines), "7")


def can_start_rest(s: Situation) -> Iterator[CanStart]:
    """Rest now; legs up an hour after the last time."""
    yield CanStart("rest", s.start("rest", s.now, ""))
    last = s.last_done("legs_up")
    opens = last.at + figures.LEGS_UP_EVERY if last else s.now
    yield CanStart("legs_up", s.start("legs_up", opens, "too_soon_after_legs_up"))


RULES = (rest_positions, legs_up, positions_card, can_start_rest)
