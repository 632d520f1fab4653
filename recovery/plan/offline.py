"""The plan as a phone keeps it: what may begin when, so that it stays true while the phone has no signal."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from recovery.plan.advice import Item, Plan
from recovery.plan.clinical import figures
from recovery.plan.enums import ItemState
from recovery.plan.history.days import MINUTE
from recovery.plan.history.signs import stuck_from
from recovery.plan.kinds import ON_SKIN, TIMED
from recovery.plan.situation import Situation

KEPT_FOR = timedelta(hours=24)
# What goes on whatever the person tells: the kinds that a new spasm does not pause, and drinks.
ALWAYS = (*(kind for kind, row in TIMED.items() if row.before_screen), "drink")


@dataclass(frozen=True)
class Kept:
    """A plan for a phone without signal, made at `made`; from `until` on it is only to be read.

    `items` are those that can still begin. A kind may begin from the first instant of `starts` up to the second; one
    that is not there may not begin. `gaps` are minutes from start to start, `after_cold` minutes from the end of ice,
    and `most` how often a kind may still begin. From a pain of `worse_from` on only ALWAYS goes on.
    """

    made: datetime
    until: datetime
    items: tuple[Item, ...]
    starts: Mapping[str, tuple[datetime, datetime]]
    minutes: Mapping[str, int]
    gaps: Mapping[str, int]
    after_cold: Mapping[str, int]
    most: Mapping[str, int]
    flags: tuple[str, ...]
    worse_from: int


def kept(s: Situation, plan: Plan) -> Kept:
    """Make what a phone keeps of a plan. Behind a closed gate it holds nothing that may begin."""
    until = _until(s)
    spans = {
        kind: (max(start.opens or s.now, s.now), _last_start(s, kind, until))
        for kind, start in plan.can_start.items()
        if start.now or start.opens
    }
    starts = {kind: span for kind, span in spans.items() if span[0] < span[1]}
    open_states = (ItemState.DUE, ItemState.OPEN)
    return Kept(
        made=s.now,
        until=until,
        items=tuple(each for each in plan.day.items if each.state in open_states and each.minutes),
        starts=starts,
        minutes={kind: s.timer_minutes(kind) for kind in starts},
        gaps=_gaps(s, until),
        after_cold=_after_cold(),
        most={"heat": figures.HEAT_MOST_A_DAY - len(s.done_today["heat"])},
        flags=tuple(sorted(s.flags)),
        worse_from=max(figures.FLARE_PAIN, (s.pain or 0) + figures.SPASM_RISE),
    )


def _until(s: Situation) -> datetime:
    """Return when the copy expires: after a day, when "I cannot walk" becomes a sign, or when the daily plan ends."""
    changes = [stuck_from(s.story), s.story.daily_plan_until(s.now)]
    return min([s.now + KEPT_FOR, *(each for each in changes if each and s.now < each)])


def _last_start(s: Situation, kind: str, until: datetime) -> datetime:
    """Return until when a kind may begin. Ice and warmth end before sleep, and ice before warmth is allowed.

    After days without a log the plan of a new day first asks how the person is.
    """
    if kind not in ON_SKIN:
        asks_first = not s.story.logs_on(s.day) and not TIMED[kind].before_screen
        return min(until, s.day.ends - MINUTE) if asks_first else until
    ends = min(s.last_begin, s.story.heat_from) if kind == "cold" else s.last_begin
    return min(until, ends - s.timer_minutes(kind) * MINUTE)


def _gaps(s: Situation, until: datetime) -> dict[str, int]:
    """Return the minutes from start to start. Ice has the longer pause if the copy outlasts the cold phase."""
    transition = s.story.clock_from + figures.COLD_PHASE <= until
    gaps = {
        "cold": figures.TRANSITION_GAP if transition else figures.COLD_HARD_GAP,
        "heat": figures.HEAT_GAP,
        "legs_up": figures.LEGS_UP_EVERY,
        "stretch": figures.STRETCH_EVERY,
    }
    return {kind: gap // MINUTE for kind, gap in gaps.items()}


def _after_cold() -> dict[str, int]:
    """Return the minutes that each kind waits after ice has ended."""
    again, moving = figures.COLD_PAUSE, figures.COLD_BEFORE_MOVING
    waits = {"cold": again, "heat": figures.HEAT_AFTER_COLD, "walk": moving, "stretch": moving}
    return {kind: wait // MINUTE for kind, wait in waits.items()}
