"""What walks did to the pain: each one by what was logged with it, and all of a day by an answer in the evening."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from recovery.plan.advice import Reason
from recovery.plan.clinical import figures
from recovery.plan.entries import CheckIn, Walk
from recovery.plan.enums import WalkReason
from recovery.plan.history.pains import Pains
from recovery.plan.words import gettext_noop as _

PAIN_RULE = _("Borrowed from advice for sore tendons. A change of 2 points means something, 1 point does not.")


def compared(pains: Pains, walk: Walk) -> Walk:
    """A walk without a pain before it, with the newest resting pain instead where one is known."""
    if walk.pain_before is not None or walk.pain_after is None:
        return walk
    last = pains.at_rest.last(walk.at)
    return replace(walk, pain_before=last.value) if last else walk


def rise(walk: Walk) -> int | None:
    """By how much a walk raised the pain; None when a value is missing."""
    if walk.pain_before is None or walk.pain_after is None:
        return None
    return walk.pain_after - walk.pain_before


def is_rated(walk: Walk) -> bool:
    """Whether a walk says enough about pain to count towards a step up."""
    return walk.pain_after is not None


def hurt(walk: Walk) -> bool:
    """Whether a walk raised the pain by too much. After a walk with so little pain its rise does not matter."""
    before, after = walk.pain_before, walk.pain_after
    if before is None or after is None or after <= figures.FINE_PAIN:
        return False
    return after - before >= figures.BIG_RISE


def strained(walk: Walk) -> bool:
    """Whether a walk raised the pain by points that mean something; where nobody knows, it counts as a rise."""
    before, after = walk.pain_before, walk.pain_after
    if after is None or after <= figures.FINE_PAIN:
        return False
    return before is None or after - before >= figures.MEANINGFUL_RISE


def ended_well(walk: Walk) -> bool:
    """Whether a walk is rated and did not strain."""
    return is_rated(walk) and not strained(walk)


def rose(walk: Walk) -> Reason[WalkReason]:
    """The reason that a walk gives which hurt or strained."""
    return Reason(WalkReason.PAIN_AFTER_WALK if walk.pain_before is None else WalkReason.PAIN_ROSE, pains(walk))


def pains(walk: Walk) -> dict[str, Any]:
    """The inputs of a reason that a walk gave."""
    return {"rise": rise(walk), "before": walk.pain_before, "after": walk.pain_after}


# --- all walks of a day


def rated(walks: Sequence[Walk], told: CheckIn | None) -> int:
    """How many walks of a day are rated, each by itself or by the newest answer about all of them."""
    return max(sum(map(is_rated, walks)), (told and told.walks) or 0)


def against_good_day(walks: Sequence[Walk], told: CheckIn | None) -> Reason[WalkReason] | None:
    """Why these walks make no good day: one hurt, or more were sore than a chance brings; None where they make one."""
    sore = sorted(filter(strained, walks), key=hurt, reverse=True)
    if sore and (hurt(sore[0]) or len(sore) * figures.WALKS_PER_SORE > rated(walks, told)):
        return rose(sore[0])
    if told and told.walks != 0 and told.walks_felt != "fine":
        return Reason(WalkReason.WALKS_BAD if told.walks_felt == "bad" else WalkReason.WALKS_SORE)
    return None
