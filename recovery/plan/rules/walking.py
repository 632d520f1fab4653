"""Walks: little and often, as the ladder says."""

from collections.abc import Iterator, Mapping

from recovery.plan.advice import CanStart, Item, Reason
from recovery.plan.article import rule
from recovery.plan.clinical import figures
from recovery.plan.enums import ItemReason, NotNow, Stage
from recovery.plan.history.days import MINUTE
from recovery.plan.ladder.dose import MOVING
from recovery.plan.situation import Situation
from recovery.plan.timetable import Pace, follow
from recovery.plan.words import Words
from recovery.plan.words import gettext_noop as _

WALK_WHY = Words(_("Little and often beats lying still."))
TITLES: Mapping[str, Words] = {
    Stage.W1: Words(_("On your feet, %(minutes)d min or more")),
    Stage.W2: Words(_("Short walk at home, %(minutes)d min or more")),
    Stage.W3A: Words(_("Short walk, %(minutes)d min or more")),
    Stage.W3B: Words(_("Short walk, %(minutes)d min or more")),
    Stage.W4: Words(_("Longer walk, %(minutes)d min or more")),
    Stage.W5: Words(_("Walk as you like, %(minutes)d min or more")),
}
HINTS: Mapping[str, Words] = {
    Stage.W1: Words(_("To the toilet, a drink or a meal. Then lie down again.")),
    Stage.W2: Words(_("Level floor. Slow is fine. Stop if pain rises by %(MEANINGFUL_RISE)s.")),
    Stage.W3A: Words(_("Slow is fine. Stop if pain rises by %(MEANINGFUL_RISE)s.")),
    Stage.W3B: Words(_("Slow is fine. Stop if pain rises by %(MEANINGFUL_RISE)s.")),
    Stage.W4: Words(_("Level ground. Turn back at half time. Stop if pain rises by %(MEANINGFUL_RISE)s.")),
    Stage.W5: Words(_("Outside if you like. At a pace that feels easy.")),
}
EASED = Words(_("Easy walk, %(minutes)d min"))
MORE = Words(_("More is fine as long as it feels right. The minutes are no limit."))
NOT_YET = (Words(_("No hills, stairs, loads or running yet.")), Words(_("Wear shoes you feel steady in.")))


@rule(
    says=_("Walks come little and often, as your step says."),
    evidence=MOVING,
    source="seed,6,7,9,12",
    figures=("WALK_WINDOW",),
    sentences=(WALK_WHY, *TITLES.values(), EASED, MORE, *HINTS.values(), *NOT_YET),
    codes=(ItemReason.STAGE,),
)
def short_walks(s: Situation) -> Iterator[Item]:
    """Plan the walks of today's stage, each counted from the start of the last one."""
    walking = s.walking
    if walking is None:
        return
    stage = walking.stage
    eased = s.climb.rung.eased
    title = (EASED if eased else TITLES[stage]).having(minutes=walking.minutes)
    care = (*([] if eased else [MORE]), *([] if stage in (Stage.W4, Stage.W5) else NOT_YET))
    gap = walking.gap_minutes * MINUTE
    last = s.day.bedtime - walking.minutes * MINUTE
    width = min(figures.WALK_WINDOW[stage], gap)
    pace = Pace(walking.walks, gap, width, apart=gap)
    slots, every = follow(s, "walk", s.planned_from, last, pace, clear=s.supple_from)
    for opens, closes, state in slots:
        yield Item(
            kind="walk",
            opens=opens,
            closes=closes,
            minutes=walking.minutes,
            title=title,
            do=HINTS[stage],
            because=WALK_WHY,
            reason=Reason(ItemReason.STAGE, {"stage": stage}),
            source="seed",
            care=care,
            picture="walkwide" if stage in (Stage.W4, Stage.W5) else "walk",
            state=state,
            gap=gap,
            every=every,
        )


@rule(
    says=_("You can walk at any time, but not while the back is stiff from ice."),
    evidence=MOVING,
    source="seed,17",
    codes=(NotNow.STIFF_AFTER_COLD,),
)
def can_start_walk(s: Situation) -> Iterator[CanStart]:
    """Say whether a walk can start now: not while the back is stiff from ice."""
    if s.walking is None:
        return
    yield CanStart("walk", s.start("walk", s.supple_from, NotNow.STIFF_AFTER_COLD))


RULES = (short_walks, can_start_walk)
