"""What is against one stage up this morning."""

from collections.abc import Callable
from datetime import datetime

from recovery.plan.advice import Reason
from recovery.plan.article import Article
from recovery.plan.clinical import figures
from recovery.plan.enums import HOURLY, WalkReason
from recovery.plan.ladder.rung import Climb, Step, Today
from recovery.plan.ladder.walked import PAIN_RULE, against_good_day, ended_well, rated
from recovery.plan.words import gettext_noop as _

type Objection = Reason[WalkReason] | None


HOLD = Article(
    name="ladder.hold",
    says=_(
        "The step stays when walks hurt more, when too little was told, or when something is open. "
        "What you tell about your walks in the evening counts."
    ),
    evidence=PAIN_RULE,
    source="49,50,51",
    figures=(
        "MEANINGFUL_RISE", "BIG_RISE", "FINE_PAIN", "WALKS_TO_ADVANCE", "WALKS_PER_SORE", "W4_MINUTES",
    ),
    codes=(
        WalkReason.FLAG_OPEN, WalkReason.JUST_MET, WalkReason.NO_LOG, WalkReason.LEG_SYMPTOM, WalkReason.WHICH_PAIN,
        WalkReason.PAIN_ROSE, WalkReason.WALKS_SORE, WalkReason.WALKS_BAD, WalkReason.TOO_FEW_WALKS,
        WalkReason.NEW_STAGE, WalkReason.NO_MORNING_PAIN, WalkReason.MORNING_PAIN,
    ),
)  # fmt: skip


def against_advance(climb: Climb, today: Today) -> Objection:
    """The first objection to a step up, None when there is none."""
    for check in CHECKS:
        if found := check(climb, today):
            return found
    return None


def _open_flag(climb: Climb, today: Today) -> Objection:
    moment = known_until(climb, today)
    return Reason(WalkReason.FLAG_OPEN) if any(flag.open_at(moment) for flag in climb.flags) else None


def known_until(climb: Climb, today: Today) -> datetime:
    """Up to when the flags of the day are known: its end, or now; for a day to come, its start."""
    day, now = today.day, climb.story.now
    return min(day.ends, now) if day.starts <= now else day.starts


def _no_log(climb: Climb, _today: Today) -> Objection:
    yesterday = climb.steps[-1]
    if yesterday.day.ends <= climb.story.met_at:
        return Reason(WalkReason.JUST_MET)
    return None if yesterday.logged else Reason(WalkReason.NO_LOG)


def _new_leg_symptom(climb: Climb, today: Today) -> Objection:
    new = climb.story.new_legs.between(climb.steps[-1].day.starts, today.day.ends)
    return Reason(WalkReason.LEG_SYMPTOM, {"leg": new[0].leg}) if new else None


def _conflict(climb: Climb, today: Today) -> Objection:
    is_open = climb.story.pains.open_conflict(known_until(climb, today))
    return Reason(WalkReason.WHICH_PAIN) if is_open else None


def _sore_walks(climb: Climb, _today: Today) -> Objection:
    yesterday = climb.steps[-1]
    return against_good_day(yesterday.walks, yesterday.told)


def _too_few_walks(climb: Climb, _today: Today) -> Objection:
    """Enough rated walks yesterday, or one then and one the day before, or one long walk for longer walks by choice."""
    yesterday = climb.steps[-1]
    walks = rated(yesterday.walks, yesterday.told)
    if walks >= figures.WALKS_TO_ADVANCE or (walks and _rated_before(climb)):
        return None
    if climb.rung.stage in HOURLY and walked_long(yesterday):
        return None
    return Reason(WalkReason.TOO_FEW_WALKS, {"walks": walks})


def _rated_before(climb: Climb) -> bool:
    """Whether a walk of the day before yesterday is rated."""
    return any(rated(step.walks, step.told) for step in climb.steps[-2:-1])


def walked_long(step: Step) -> bool:
    """Whether a walk of this day was as long as the longer walks are, and ended well."""
    return any(walk.minutes >= figures.W4_MINUTES and ended_well(walk) for walk in step.walks)


def _new_stage(climb: Climb, _today: Today) -> Objection:
    yesterday, since = climb.steps[-1].day, climb.rung.since
    is_new = yesterday.number < 1 or (since is not None and since > yesterday.starts)
    return Reason(WalkReason.NEW_STAGE) if is_new else None


def _morning_pain(climb: Climb, today: Today) -> Objection:
    now, before = today.pain, climb.rung.morning
    if now is None or before is None:
        return Reason(WalkReason.NO_MORNING_PAIN)
    if climb.rung.stage is climb.rung.most:
        return Reason(WalkReason.SEVERE_MORNING, {"pain": now})
    return Reason(WalkReason.MORNING_PAIN, {"pain": now, "before": before}) if now > before else None


# In the order in which they are looked at: the first objection is the one that is shown.
CHECKS: tuple[Callable[[Climb, Today], Objection], ...] = (
    _open_flag,
    _no_log,
    _new_leg_symptom,
    _conflict,
    _sore_walks,
    _too_few_walks,
    _new_stage,
    _morning_pain,
)
