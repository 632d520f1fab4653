"""Guides from the floor and back to it."""

from recovery.plan.clinical.guides.bars import UNSTEADY, after_a_fall, dizzy, new_joint, operated
from recovery.plan.clinical.guides.guide import Bar, guide
from recovery.plan.enums import Added, GuideId
from recovery.plan.words import gettext_noop as _

WAIT = GuideId.FLOOR_WAIT

FLOOR_UP_CHAIR = guide(
    GuideId.FLOOR_UP_CHAIR,
    (_("Lie still. Breathe out slowly %(FIRST_BREATHS)s times."), "breathe"),
    (_("Bend both knees, feet flat."), "breathe"),
    (_("Roll to your side, all in one."), "1"),
    (_("Push up on an elbow. Then hands and knees."), "move/floor_down-2"),
    (_("Crawl to a firm chair or bed."), "2"),
    (_("Hands on the seat. Stronger foot forward, flat."), "3"),
    (_("Push with arms and leg. Turn and sit."), "3"),
    says=_("Up from the floor, with a chair or bed."),
    source="101,102,103,proposed",
    notes=(
        _("Sit for %(SIT_AFTER_FLOOR)s minutes after it."),
        _("Sore knees? Put a towel under them."),
        _("Did you fall, and is a hip, the neck or a bone very sore? Do not move. Call for help."),
    ),
    bars=(*after_a_fall(WAIT), operated(WAIT), new_joint(WAIT), *dizzy(WAIT)),
)
FLOOR_UP_ALONE = guide(
    GuideId.FLOOR_UP_ALONE,
    (_("Roll to your side. Then hands and knees."), "move/floor_down-2"),
    (_("Crawl to a wall or a door frame."), "move/floor_down-2"),
    (_("Walk your hands up the wall. Kneel tall."), "1"),
    (_("Stronger foot forward, flat on the floor."), "2"),
    (_("One hand on the wall, one on that thigh."), "2"),
    (_("Lean forward, breathe out, push up."), "2"),
    (_("Stand still. Count to %(STAND_COUNT)s."), "3"),
    says=_("Up from the floor, with no chair near."),
    evidence=_("Kneeling first is taught after falls. That a wall can help is our own careful choice."),
    source="107,proposed",
    notes=(_("Use this only if there is no chair or bed."), _("Knees too sore to kneel? Then wait for help.")),
    bars=(
        *after_a_fall(WAIT),
        operated(WAIT),
        new_joint(WAIT),
        *dizzy(WAIT, alone=False),
        Bar(Added.AGE_65, UNSTEADY, GuideId.FLOOR_UP_CHAIR),
    ),
)
FLOOR_WAIT = guide(
    GuideId.FLOOR_WAIT,
    (_("Stop trying. Call or shout for help."), "1"),
    (_("Lie on the side that hurts least."), "1"),
    (_("Put a cushion or coat under your head."), "1"),
    (_("Cover up, legs and feet too."), "2"),
    (_("Get off cold tiles or a wet patch."), "2"),
    (_("Roll a little every %(FLOOR_SHIFT)s minutes."), "3"),
    (_("Move feet and hands often. Sip water."), "3"),
    says=_("I cannot get up: how to wait for help."),
    source="101,102,103,104,105,proposed",
    notes=(
        _("Could a bone be broken? Then lie still and do not roll."),
        _("A long time on the floor harms skin, muscles and kidneys. Do not wait for that. Call."),
        _("Keep your phone in reach all day until you walk well."),
        _("Took a pain pill already? The next try may be easier after %(PILL_WORKS)s minutes."),
    ),
)
FLOOR_HELPER = guide(
    GuideId.FLOOR_HELPER,
    (_("Do not pull or lift."), "1"),
    (_("Ask: hurt, numb, weak leg, dizzy?"), "1"),
    (_("One firm chair by the head."), "1"),
    (_("Guide a roll. Then hands and knees."), "1"),
    (_("Hands on the seat, stronger foot forward."), "2"),
    (_("Second chair behind. Guide the hips to sit."), "2"),
    (_("Stuck? Keep them warm and call for help."), "move/floor_wait-2"),
    says=_("You help somebody up from the floor."),
    source="101",
    notes=(
        _("The person does the work. You guide with light hands."),
        _("A yes to one of your questions? They stay down. Look at the warning signs."),
    ),
)
FLOOR_DOWN = guide(
    GuideId.FLOOR_DOWN,
    (_("A firm chair in front of you."), "1"),
    (_("Hands on the seat. One foot back."), "1"),
    (_("Lower that knee, then the other."), "1"),
    (_("Hands to the floor."), "2"),
    (_("Sit to one side. Lie down."), "3"),
    says=_("Back down to the floor."),
    source="107,proposed",
    notes=(
        _("Only if you got up alone today, or somebody is with you."),
        _("A bed or a recliner is as good as the floor."),
    ),
    bars=(
        *after_a_fall(GuideId.INTO_BED),
        new_joint(GuideId.INTO_BED),
        *dizzy(GuideId.INTO_BED, alone=False),
        Bar(Added.AGE_65, UNSTEADY, GuideId.INTO_BED, alone=True),
    ),
)
