"""Well again, and not: recovery, flares and new spasms."""

from collections.abc import Mapping
from datetime import datetime
from itertools import takewhile
from typing import Any

from recovery.plan.article import OUR_CHOICE, Article
from recovery.plan.clinical import figures
from recovery.plan.entries import CheckIn, Entry, Walk
from recovery.plan.enums import Decision, Recovery, Severity, Stage, WalkReason
from recovery.plan.history.spasms import Spasm
from recovery.plan.ladder.moves import step_back
from recovery.plan.ladder.pauses import open_flags
from recovery.plan.ladder.rung import Climb, Rung, Today, lower
from recovery.plan.words import gettext_noop as _

TOP = (Stage.W4, Stage.W5)
LOW_PAINS = 2  # two of them, apart


RECOVERY = Article(
    name="ladder.recovery",
    says=_(
        "Hardly any pain, and still so many waking hours later, means that you are well; "
        "%(CONFIRMED_DAYS)s days of it make it sure. Until then more pain or a sign takes it back, "
        "to the step before it at most."
    ),
    evidence=_("A large trial counted people as well after 7 days with pain 0 or 1."),
    source="52,53,proposed",
    differs=_(
        "Trials call people well after %(CONFIRMED_DAYS)s days with hardly any pain. "
        "This plan says so sooner, and takes it back when pain returns."
    ),
    figures=("RECOVERED_PAIN", "RECOVERED_APART", "CONFIRMED_DAYS"),
    codes=(WalkReason.RECOVERED, WalkReason.NOT_WELL),
)
FLARE = Article(
    name="ladder.flare",
    says=_(
        "Pain that comes back slowly leads one step back, or %(FLARE_STEPS)s when severe. All signs are asked again."
    ),
    evidence=_("Experts agree on what a flare is. The numbers are our own careful choice."),
    source="54,proposed",
    figures=("SEVERE_FROM", "MEANINGFUL_RISE", "FLARE_PAIN", "FLARE_STEPS"),
    codes=(WalkReason.FLARE,),
)
SUDDEN_SPASM = Article(
    name="ladder.sudden_spasm",
    says=_(
        "A new sudden spasm leads back to short walks, and a severe one to rest: "
        "%(REST_LIMIT_AGAIN)s hours at most, once in %(REST_AGAIN_AFTER)s days."
    ),
    evidence=OUR_CHOICE,
    source="proposed",
    figures=("CONFLICT_WITHIN", "REST_LIMIT_AGAIN", "REST_AGAIN_AFTER"),
    codes=(WalkReason.SUDDEN_SPASM,),
)


def count_quiet_days(climb: Climb) -> None:
    """Count yesterday as one more quiet day in a row, or start again; a confirmed recovery stays confirmed."""
    rung = climb.rung
    if rung.recovered is not Recovery.CONFIRMED and rung.steps[-1].day.number > 0:
        rung.quiet_days = rung.quiet_days + 1 if _was_quiet(climb) else 0
    if rung.recovered is Recovery.CONFIRMED:
        rung.before_recovery = Stage.W5


def heal(climb: Climb, today: Today, at: datetime) -> None:
    """Note that the person is well, where the entry at `at` shows it."""
    rung = climb.rung
    if rung.recovered_from is None and _is_healed(climb, at):
        before, rung.recovered_from, rung.asks = rung.stage, at, ()
        rung.move(Stage.W5, at, Decision.ADVANCE, WalkReason.RECOVERED, {})
        rung.before_recovery = before
        rung.since = today.day.starts  # weeks of keeping well are counted in whole days


def _is_healed(climb: Climb, at: datetime) -> bool:
    """Whether pains were low for long enough, on the top stages or with normal activities, and no sign is open."""
    story = climb.story
    last = story.pains.at_rest.last(at)
    if last is None or last.value > figures.RECOVERED_PAIN:
        return False  # true of most days, and saves a look at all their pains
    felt = reversed(story.pains.at_rest.within(story.onset, at))
    low = list(takewhile(lambda pain: pain.value <= figures.RECOVERED_PAIN, felt))
    if len(low) < LOW_PAINS or story.awake_between(low[-1].at, low[0].at) < figures.RECOVERED_APART:
        return False
    told = story.check_ins.within(low[-1].at, at)
    limits = [each.limits for each in told if each.limits is not None]
    walking = [each.can_walk for each in told if each.can_walk]
    is_normal = limits[-1:] == [False] or (climb.rung.walked in TOP and limits[-1:] != [True])
    return is_normal and walking[-1:] in ([], ["yes"]) and not open_flags(climb, at)


def take_back(climb: Climb, entry: CheckIn | Walk) -> bool:
    """Take back a recovery that is not sure yet where an entry denies it; returns whether it did."""
    if climb.rung.recovered is not Recovery.PROVISIONAL:
        return False
    pain = entry.pain if isinstance(entry, CheckIn) else entry.pain_before
    sore = pain is not None and pain > figures.RECOVERED_PAIN
    hardly_walks = isinstance(entry, CheckIn) and entry.can_walk not in (None, "yes")
    if not (sore or hardly_walks):
        return False
    _not_well(climb, entry.at, {"pain": pain})
    return True


def take_back_if_flagged(climb: Climb, until: datetime) -> None:
    """Take back any recovery while an E or S flag is open."""
    if climb.rung.recovered_from and open_flags(climb, until):
        _not_well(climb, until, {})


def _not_well(climb: Climb, at: datetime, inputs: Mapping[str, Any]) -> None:
    rung = climb.rung
    forget(rung)
    rung.move(lower(Stage.W4, rung.stage, rung.before_recovery), at, Decision.STEP_BACK, WalkReason.NOT_WELL, inputs)


def _was_quiet(climb: Climb) -> bool:
    """Whether a pain was logged yesterday, and none above the pain of a person who is well."""
    yesterday = climb.steps[-1]
    if yesterday.pain is not None and yesterday.pain > figures.RECOVERED_PAIN:
        return False  # true of most days, and saves a look at all their pains
    felt = climb.story.pains.on(yesterday.day)
    return bool(felt) and all(pain.value <= figures.RECOVERED_PAIN for pain in felt)


def forget(rung: Rung) -> None:
    """Start again from an ordinary stage: no recovery, no longer walks, no bad walks counted."""
    rung.recovered_from, rung.quiet_days, rung.more_minutes = None, 0, 0
    rung.bad_walks = rung.unfinished_walks = 0


def is_flare(climb: Climb, at: datetime, pain: int) -> bool:
    """Whether a resting pain is a flare: high enough after recovery, or risen enough on the top stages."""
    if pain < figures.FLARE_PAIN:
        return False
    if climb.rung.recovered_from is not None:
        return True
    if climb.rung.stage not in TOP:
        return False
    before = climb.story.pains.before(at)
    return before is not None and pain - before >= figures.MEANINGFUL_RISE


def flare(climb: Climb, today: Today, entry: Entry, pain: int) -> None:
    """Step back, further when it is severe; the gate asks the red-flag questions."""
    climb.rung.flare = entry
    forget(climb.rung)
    steps = figures.FLARE_STEPS if pain >= figures.SEVERE_FROM else 1
    step_back(climb, today, entry.at, WalkReason.FLARE, {"pain": pain}, steps)


def relapse(climb: Climb, spasm: Spasm) -> None:
    """Start again at short walks or lower after a new sudden spasm, and with a day of rest when it is severe.

    That rest comes once in a week at most: lying down each time would do more harm than good.
    """
    rung, at = climb.rung, spasm.at
    # A second check-in soon after may say how bad it is.
    is_severe = climb.story.pains.severity_at((spasm.told_at or at) + figures.CONFLICT_WITHIN) is Severity.SEVERE
    rests = is_severe and (rung.rested_again is None or at - rung.rested_again >= figures.REST_AGAIN_AFTER)
    if rests:
        rung.rested_again, rung.rest_until = at, max(rung.rest_until, at + figures.REST_LIMIT_AGAIN)
    forget(rung)
    stage = Stage.W1 if rests else lower(Stage.W2, rung.stage, rung.before_recovery)
    rung.move(stage, at, Decision.STEP_BACK, WalkReason.SUDDEN_SPASM, {})
