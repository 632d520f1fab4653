"""What each morning decides: start, stay or go one stage up."""

from recovery.plan.advice import Reason
from recovery.plan.article import OUR_CHOICE, Article
from recovery.plan.clinical import figures
from recovery.plan.enums import LADDER, Decision, Severity, Stage, WalkReason
from recovery.plan.ladder.advance import against_advance, known_until, walked_long
from recovery.plan.ladder.dose import MOVING
from recovery.plan.ladder.keep_well import keep_well
from recovery.plan.ladder.pauses import open_flags
from recovery.plan.ladder.recovery import TOP, count_quiet_days
from recovery.plan.ladder.rung import Climb, Rung, Today, lower
from recovery.plan.words import gettext_noop as _

START = Article(
    name="ladder.start",
    says=_("A mild spasm starts with short walks; a worse one starts with rest."),
    evidence=_("The plan this was built from rests first. How long is our own careful choice."),
    source="seed,proposed",
    figures=("REST_DAYS",),
    codes=(WalkReason.FIRST_DAY,),
)
END_OF_REST = Article(
    name="ladder.end_of_rest",
    says=_("Rest ends by itself, with or without a log."),
    evidence=_("Trials speak against long bed rest. A day or two is fine."),
    source="7,8,12",
    differs=_(
        "Guidelines speak against bed rest as a treatment. "
        "The first plan begins with rest; here it ends after %(REST_LIMIT)s hours at the latest."
    ),
    figures=("REST_LIMIT", "REST_DAYS"),
    codes=(WalkReason.REST_DONE, WalkReason.GOOD_DAY, WalkReason.REST_FIRST, WalkReason.REST_LIMIT),
)
ADVANCE = Article(
    name="ladder.advance",
    says=_(
        "After a good day you go one step up, at the next wake and never more than one a day. "
        "One walk of %(W4_MINUTES)s minutes that ended well leads to longer walks."
    ),
    evidence=MOVING,
    source="seed,49,51,proposed",
    figures=("W4_MINUTES", "W4_STEP", "W4_LONGEST"),
    codes=(WalkReason.LONGER_WALKS, WalkReason.GOOD_DAY),
)
SEVERE_MORNING = Article(
    name="ladder.severe_morning",
    says=_("On a morning with severe pain, and until a better one is told, a short walk every hour is the most."),
    evidence=OUR_CHOICE,
    source="proposed",
    figures=("SEVERE_FROM",),
    codes=(WalkReason.SEVERE_MORNING,),
)


def wake(climb: Climb, today: Today) -> None:
    """Begin a plan day."""
    rung = climb.rung
    rung.eased, rung.most = False, _most(climb, today)
    yesterday = rung.steps[-1].day if rung.steps else None  # Day 0 counts as no day
    rung.is_new = not yesterday or yesterday.number == 0 or yesterday.ends <= climb.story.met_at
    if not rung.steps:
        _first_day(climb, today)
        return
    count_quiet_days(climb)
    _go_on(climb, today)


def newest_morning(rung: Rung, today: Today) -> int | None:
    """This morning's pain or, until it is told, the last one that is known."""
    return rung.morning if today.pain is None else today.pain


def _most(climb: Climb, today: Today) -> Stage:
    """The highest stage that is walked on a day that began with such a pain."""
    pain = newest_morning(climb.rung, today)
    if pain is None or pain < figures.SEVERE_FROM:
        return Stage.W5
    return Stage.W3A if climb.story.has_daily_plan(today.day.starts) else Stage.W2


def _go_on(climb: Climb, today: Today) -> None:
    """Say which stage comes after that of yesterday."""
    rung, starts = climb.rung, today.day.starts
    if not climb.story.has_daily_plan(starts) and rung.stage not in TOP:
        rung.move(Stage.W4, starts, Decision.START, WalkReason.PLAN_OVER, {})
    elif rung.stage is Stage.W1:
        _rest_or_walk(climb, today)
    elif rung.most is lower(rung.stage, rung.most) is not rung.stage:
        rung.decide(starts, Decision.EASE, Reason(WalkReason.SEVERE_MORNING, {"pain": newest_morning(rung, today)}))
    elif rung.stage is Stage.W5:
        keep_well(rung, starts)
    else:
        _advance_or_hold(climb, today)


def _first_day(climb: Climb, today: Today) -> None:
    """Start with rest on Day 0 and where the spasm is bad, and with short walks otherwise."""
    rests = today.day.number == 0 or figures.REST_DAYS[_severity(climb, today)] > 0
    stage = Stage.W1 if rests else Stage.W2
    climb.rung.move(stage, today.day.starts, Decision.START, WalkReason.FIRST_DAY, {})


def _severity(climb: Climb, today: Today) -> Severity:
    """How bad it is by this morning's pain, or by the last one known."""
    return climb.story.pains.severity_at(today.first_pain.at if today.first_pain else today.day.starts)


def _rest_or_walk(climb: Climb, today: Today) -> None:
    """End rest after its days, or after a good day."""
    rung, starts = climb.rung, today.day.starts
    rested = _days_rested(climb)
    still_open = open_flags(climb, starts) & open_flags(climb, known_until(climb, today))
    if still_open and starts < rung.rest_until:
        rung.decide(starts, Decision.HOLD, Reason(WalkReason.FLAG_OPEN))
    elif rested >= figures.REST_DAYS[_severity(climb, today)]:
        rung.move(Stage.W2, starts, Decision.ADVANCE, WalkReason.REST_DONE, {"days": rested})
    elif against_advance(climb, today) is None:
        rung.move(Stage.W2, starts, Decision.ADVANCE, WalkReason.GOOD_DAY, {"walks": len(climb.steps[-1].walks)})
    else:
        rung.decide(starts, Decision.HOLD, Reason(WalkReason.REST_FIRST))


def _days_rested(climb: Climb) -> int:
    """The plan days of rest so far; none where rest began again since yesterday's start."""
    since = climb.rung.since
    if since and since > climb.steps[-1].day.starts:
        return 0
    return sum(step.day.number > 0 and step.first is Stage.W1 for step in climb.steps)


def _advance_or_hold(climb: Climb, today: Today) -> None:
    rung, starts = climb.rung, today.day.starts
    against = against_advance(climb, today)
    if against:
        rung.decide(starts, Decision.HOLD, against)
        return
    walks = {"walks": len(climb.steps[-1].walks)}
    longest = figures.W4_LONGEST - figures.W4_MINUTES
    if rung.stage is not Stage.W4:
        rung.move(_next_stage(climb), starts, Decision.ADVANCE, WalkReason.GOOD_DAY, walks)
    elif rung.more_minutes < longest:
        rung.more_minutes = min(longest, rung.more_minutes + figures.W4_STEP)
        rung.decide(starts, Decision.ADVANCE, Reason(WalkReason.LONGER_WALKS))
    else:
        rung.decide(starts, Decision.HOLD, Reason(WalkReason.GOOD_DAY, walks))


def _next_stage(climb: Climb) -> Stage:
    """One stage up; after a long walk yesterday that ended well the half-hourly walks are left out."""
    stage = climb.rung.stage
    by_choice = stage is Stage.W3A and walked_long(climb.steps[-1])
    return Stage.W4 if by_choice else LADDER[LADDER.index(stage) + 1]
