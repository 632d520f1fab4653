"""Guides for the car, stairs, and things to pick up and carry."""

from recovery.plan.clinical.guides.bars import CARE_OF_AGE, CARE_OF_DIZZY, after_a_fall, new_joint, operated
from recovery.plan.clinical.guides.guide import WEAK, guide
from recovery.plan.clinical.guides.indoors import HIGH_SEAT
from recovery.plan.enums import Added, Condition, GuideId
from recovery.plan.words import Words
from recovery.plan.words import gettext_noop as _

ONE_KNEE = Words(_("From age %(HEAT_OLDER_AGE)s: kneel with both hands on a chair, or ask somebody."))
ASK_FIRST = Words(_("Thin bones? Ask a doctor before you lift."))

CAR = guide(
    GuideId.CAR,
    (_("Seat far back, leaned a little."), "1"),
    (_("Back up till the seat touches you."), "1"),
    (_("Hand on the frame, not the door."), "1"),
    (_("Sit first. Mind your head."), "1"),
    (_("Knees together. Turn in small steps."), "2"),
    (_("Rolled towel at your low back."), "2"),
    (_("Out: turn, feet down, push up."), "3"),
    says=_("In and out of a car."),
    source="109,117",
    notes=(
        _("A plastic bag on the seat helps you turn. Take it away before you drive off."),
        _("Be a passenger first."),
    ),
    care=(HIGH_SEAT,),
)
STAIRS = guide(
    GuideId.STAIRS,
    (_("Only when you must, in the first days."), "1"),
    (_("Hold the rail. Other hand empty."), "1"),
    (_("Up: easier leg first. Both feet meet."), "1"),
    (_("Down: sore side first. Both feet meet."), "2"),
    (_("Sideways, with two hands, is fine."), "3"),
    (_("Stop and breathe half way."), "3"),
    says=_("Stairs."),
    evidence=_("Leaflets say so, some of them for sore legs. No trial of it in a fresh spasm was found."),
    source="109,118,proposed",
    notes=(
        _("Sleep on the floor of the house that has the toilet, if you can."),
        _("No rail? Somebody walks one step below you."),
        _("A leg gives way? Stay down, and call now."),
    ),
    care=(*CARE_OF_DIZZY, CARE_OF_AGE),
)
PICK_UP = guide(
    GuideId.PICK_UP,
    (_("Can it wait? Or is a grabber near?"), "stand"),
    (_("Stand close. Hand on a table."), "1"),
    (_("Light: slide one leg back, and tip."), "1", (Added.AGE_65,)),
    (_("Or go down on one knee."), "2"),
    (_("Hold it close. Push up by hand."), "2"),
    says=_("Pick something up."),
    evidence=WEAK,
    source="119,proposed",
    notes=(_("In the first days, leave it on the floor."),),
    care=((Added.AGE_65, ONE_KNEE),),
    bars=(*after_a_fall(None), operated(None), new_joint(None)),
)
LIFT = guide(
    GuideId.LIFT,
    (_("Test the weight first."), "1"),
    (_("Stand close, feet apart."), "1"),
    (_("Bend your hips and knees."), "1"),
    (_("Hold it to your belly."), "1"),
    (_("Breathe out, stand up."), "1"),
    (_("Turn with your feet."), "2"),
    (_("Two small bags beat one big."), "2"),
    says=_("Carry and lift."),
    evidence=_("Leaflets say so. No way of lifting is proven to keep pain away."),
    source="122,proposed",
    notes=(_("How much is fine, and when, is on the card about lifting."),),
    care=((Condition.THIN_BONES, ASK_FIRST), (Condition.STEROIDS, ASK_FIRST)),
    bars=(*after_a_fall(None), operated(None), new_joint(None)),
)
