"""Whom a guide is not for, and the lines for people who need more care."""

from recovery.plan.clinical.guides.guide import Bar
from recovery.plan.enums import Added, Condition, Flag, GuideId
from recovery.plan.words import Words
from recovery.plan.words import gettext_noop as _

MAYBE_BROKEN = Words(_("You had a fall, and a bone may be hurt."))
MAY_BLEED = Words(_("After a fall, blood thinners can make you bleed inside."))
SURGEON = Words(_("Your back was operated on. What your surgeon said comes first."))
NEW_JOINT = Words(_("A new hip or knee must not bend far yet."))
DIZZY = Words(_("You may get dizzy. Do this only with somebody at your side."))
UNSTEADY = Words(_("From age %(HEAT_OLDER_AGE)s this is safe only with somebody near."))
SOMEBODY_NEAR = Words(_("From age %(HEAT_OLDER_AGE)s: have somebody near."))

MAY_BE_DIZZY = (Condition.SEDATIVES, Condition.HEAVY_ALCOHOL, Added.FEVER)
ON_THE_BACK = (Added.PREGNANT_28_WEEKS, Condition.BREATHLESS_LYING_FLAT)
SIT_BETWEEN = Words(_("You may get dizzy: sit %(SIT_FIRST)s to %(SIT_DIZZY)s minutes first, with somebody near."))
CARE_OF_DIZZY = tuple((trait, SIT_BETWEEN) for trait in MAY_BE_DIZZY)
CARE_OF_AGE = (Added.AGE_65, SOMEBODY_NEAR)


def after_a_fall(instead: GuideId | None) -> tuple[Bar, ...]:
    """Bar people who had a fall and must be seen today."""
    return (Bar(Flag.S4, MAYBE_BROKEN, instead), Bar(Flag.S8, MAY_BLEED, instead))


def dizzy(instead: GuideId, alone: bool = True) -> tuple[Bar, ...]:
    """Bar people who may get dizzy: always, or only while they are alone."""
    return tuple(Bar(trait, DIZZY, instead, alone) for trait in MAY_BE_DIZZY)


def new_joint(instead: GuideId | None) -> Bar:
    """Bar people with a new hip or knee."""
    return Bar(Condition.RECENT_JOINT_REPLACEMENT, NEW_JOINT, instead)


def operated(instead: GuideId | None) -> Bar:
    """Bar people whose back was operated on."""
    return Bar(Condition.RECENT_BACK_SURGERY, SURGEON, instead)
