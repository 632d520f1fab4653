"""Walks: little and often, as the ladder says."""

from collections.abc import Iterator

from recovery.plan import figures
from recovery.plan.advice import CanStart, Item, Reason, Words, gettext_noop
from recovery.plan.days import MINUTE
from recovery.plan.situation import Situation
from recovery.plan.timetable import Rhythm, follow

_ = gettext_noop

NOT_YET = (Words(_("No hills, stairs, loads or running yet.")), Words(_("Wear shoes you feel steady in.")))
TITLES = {
    "W1": _("On your feet, %(minutes)d min"),
    "W2": _("Short walk at home, %(minutes)d min"),
    "W3a": _("Short walk, %(minutes)d min"),
    "W3b": _("Short walk, %(minutes)d min"),
    "W4": _("Longer walk, %(minutes)d min"),
    "W5": _("Walk as you like, %(minutes)d min"),
}
HINTS = {
    "W1": _("To the toilet, a drink or a meal. Then lie down again."),
    "W2": _("Level floor. Slow is fine. Stop if pain rises by 2."),
    "W3a": _("Slow is fine. Stop if pain rises by 2."),
    "W3b": _("Slow is fine. Stop if pain rises by 2."),
    "W4": _("Level ground. Turn back at half time. Stop if pain rises by 2."),
    "W5": _("Outside if you like. At a pace that feels easy."),
}


def short_walks(s: Situation) -> Iterator[Item]:
    """The walks of today's stage, each counted from the start of the last one."""
    walking = s.walking
    if walking is None:
        return
    stage, because = walking.stage, Words(_("Little and often beats lying still."))
    title, hint = Words(TITLES[stage], {"minutes": walking.minutes}), Words(HINTS[stage])
    gap = walking.gap_minutes * MINUTE
    last = s.day.bedtime - walking.minutes * MINUTE
    width = min(figures.WALK_WINDOW[stage], gap)
    rhythm = Rhythm(walking.walks, gap, width, apart=gap)
    first = max(s.planned_from, s.supple_from)
    for opens, closes, state in follow(s, "walk", first, last, rhythm):
        yield Item(
            kind="walk",
            opens=opens,
            closes=closes,
            minutes=walking.minutes,
            title=title,
            do=hint,
            because=because,
            reason=Reason("stage", {"stage": stage}),
            source="seed",
            care=() if stage in ("W4", "W5") else NOT_YET,
            picture="walk" if stage in ("W1", "W2", "W3a", "W3b") else "walkwide",
            state=state,
            gap=gap,
        )


def can_start_walk(s: Situation) -> Iterator[CanStart]:
    """A walk now, once the back is no longer stiff from the cold."""
    if s.walking is None:
        return
    yield CanStart("walk", s.start("walk", s.supple_from, "stiff_after_cold"))


RULES = (short_walks, can_start_walk)
