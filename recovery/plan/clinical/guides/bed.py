"""Guides in bed, into it and out of it, and for the night."""

from recovery.plan.clinical.guides.bars import CARE_OF_AGE, CARE_OF_DIZZY, ON_THE_BACK, SURGEON
from recovery.plan.clinical.guides.guide import guide
from recovery.plan.enums import Added, Condition, GuideId
from recovery.plan.words import Words
from recovery.plan.words import gettext_noop as _

LOG_ROLL = _("It is taught to people whose back was operated on. No trial of it in a fresh spasm was found.")

ROLL = guide(
    GuideId.ROLL,
    (_("Bend both knees, feet flat."), "1"),
    (_("Far arm across your chest."), "1"),
    (_("Breathe out. Tighten your tummy a little."), "1"),
    (_("Knees and shoulders turn together."), "2"),
    (_("Pillow between your knees."), "move/sleep-1"),
    says=_("Turn over in bed, also at night."),
    evidence=LOG_ROLL,
    source="108,109",
    notes=(_("Satin or silky night clothes slide better."),),
    care=((Condition.RECENT_BACK_SURGERY, SURGEON),),
)
OUT_OF_BED = guide(
    GuideId.OUT_OF_BED,
    (_("Roll to your side, near the edge."), "1"),
    (_("Slide both feet over the edge."), "1"),
    (_("Push down: low elbow and top hand."), "2"),
    (_("Legs go down as your chest comes up."), "2"),
    (_("Sit for %(SIT_FIRST)s minute, feet flat."), "3"),
    (_("Hands on the bed, lean forward, stand."), "4"),
    says=_("Out of bed."),
    evidence=LOG_ROLL,
    source="108",
    notes=(
        _("Never sit straight up from your back."),
        _("First time up after a rest? Have somebody near."),
    ),
    care=(*CARE_OF_DIZZY, CARE_OF_AGE, (Condition.RECENT_BACK_SURGERY, SURGEON)),
)
INTO_BED = guide(
    GuideId.INTO_BED,
    (_("Back up till the bed touches you."), "1"),
    (_("Reach back. Sit down slowly."), "1"),
    (_("Go down on your elbow, then your shoulder."), "2"),
    (_("Bring both feet up together."), "2"),
    (_("Roll to your back, knees bent."), "3", ON_THE_BACK),
    says=_("Into bed."),
    evidence=LOG_ROLL,
    source="108",
    care=(
        (Added.PREGNANT_28_WEEKS, Words(_("Stay on your side: from %(SIDE_FROM_WEEKS)s weeks not long on your back."))),
        (Condition.BREATHLESS_LYING_FLAT, Words(_("Hard to breathe when flat? Use a recliner."))),
    ),
)
SLEEP = guide(
    GuideId.SLEEP,
    (_("Side: knees up, pillow between them."), "1"),
    (_("Hug a second pillow."), "1"),
    (_("Back: pillow under both knees."), "2", ON_THE_BACK),
    (_("Front: only if nothing else. Flat pillow, hips."), "3", ON_THE_BACK),
    (_("Change when it aches. No place is best."), "1"),
    says=_("Lie so that you can sleep."),
    evidence=_("Health pages and our own careful choice. No place to lie is proven best."),
    source="6,120,proposed",
    notes=(_("Bed or floor: take the one you can get up from."),),
    care=(
        (
            Added.PREGNANT_28_WEEKS,
            Words(_("From %(SIDE_FROM_WEEKS)s weeks pregnant: sleep on your side.")),
        ),
        (Condition.BREATHLESS_LYING_FLAT, Words(_("Hard to breathe when flat? Use a recliner."))),
    ),
)
NIGHT = guide(
    GuideId.NIGHT,
    (_("Phone, light and water in reach."), "1"),
    (_("Clear the way to the toilet."), "1"),
    (_("No ice or heat while you sleep."), "1"),
    (_("Turn with your knees bent."), "move/roll-1"),
    (_("Awake long? Get up, walk %(NIGHT_WALK)s minutes."), "2"),
    (_("Slow breaths, long out. Lie back down."), "breathe"),
    says=_("Tonight."),
    evidence=_("A light and a clear path come from falls advice. The rest is our own careful choice."),
    source="102,105,proposed",
    notes=(
        _("Never take sleepy pills with alcohol."),
        _("No way to lie eases it all night? Speak to a doctor today."),
    ),
    care=(*CARE_OF_DIZZY, CARE_OF_AGE),
)
