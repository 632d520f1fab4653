"""Guides for what everybody does at home each day."""

from recovery.plan.clinical.guides.bars import CARE_OF_AGE, CARE_OF_DIZZY
from recovery.plan.clinical.guides.guide import WEAK, guide
from recovery.plan.enums import Condition, GuideId
from recovery.plan.words import Words
from recovery.plan.words import gettext_noop as _

NEW_JOINT = Condition.RECENT_JOINT_REPLACEMENT
HIGH_SEAT = (NEW_JOINT, Words(_("With a new hip or knee: high seats only.")))
ASK_A_HELPER = (NEW_JOINT, Words(_("With a new hip or knee: ask somebody to dress your feet.")))
NO_STOOL = (NEW_JOINT, Words(_("With a new hip or knee: no stool. Keep your knees below your hips.")))

SIT_STAND = guide(
    GuideId.SIT_STAND,
    (_("Slide to the front of the seat."), "1"),
    (_("Feet under knees, one a bit back."), "1"),
    (_("Hands on the arms of the chair."), "1"),
    (_("Nose over toes. Breathe out. Push."), "1"),
    (_("Stand still for a moment."), "stand"),
    (_("To sit: feel the seat behind you."), "2"),
    (_("Hands back, bend your hips, lower slowly."), "2"),
    says=_("Stand up and sit down."),
    source="109,110",
    notes=(_("A high, firm chair with arms is best. No sofa in the first days."), _("Pick your chair before you sit.")),
    care=(HIGH_SEAT,),
)
TOILET = guide(
    GuideId.TOILET,
    (_("Walk with a hand on the wall."), "1"),
    (_("Back up. Hand on a rail or frame."), "1"),
    (_("Sit to pee too. Lower slowly."), "1"),
    (_("Tear off paper before you need it."), "2"),
    (_("Lean on one thigh. Tip to wipe."), "2"),
    (_("Or stand, hand on the wall, knees soft."), "3"),
    (_("Damp wipes or a water bottle help."), "3"),
    says=_("Use the toilet and wipe."),
    evidence=_("Sitting comes from health services. Wiping rests on weak web pages and our own careful choice."),
    source="110,111,proposed",
    notes=(
        _("Wipe from front to back."),
        _("Is the toilet far? Put a chair half way."),
        _("First night: a bottle or bowl by the bed is fine."),
        _("Leave the door unlocked. Keep your phone with you."),
        _("Call now if wiping feels numb, or it is newly hard to pee or to hold pee or poo."),
    ),
    care=(HIGH_SEAT,),
)
BOWELS = guide(
    GuideId.BOWELS,
    (_("Go when you feel it, after breakfast."), "1"),
    (_("Feet on a low stool, knees high."), "1", (NEW_JOINT,)),
    (_("Lean forward, elbows on knees."), "1", (NEW_JOINT,)),
    (_("Let your belly go soft. Breathe out."), "1"),
    (_("Do not push hard or hold your breath."), "1"),
    (_("Walk a little. Eat fruit and oats."), "walk"),
    (_("%(NO_POO_DAYS)s days without? Ask a pharmacist."), "stand"),
    says=_("When it is hard to poo."),
    evidence=_("A review of feet on a stool, and pages on strong pills. The days are our own careful choice."),
    source="112,113,114,proposed",
    notes=(
        _("Strong pain pills and lying still bind up about half of people."),
        _("On its own this is no sign of a pressed nerve."),
        _("Call now if you cannot feel or hold your poo."),
        _("A swollen belly, and you throw up? Speak to a doctor today."),
    ),
    care=(NO_STOOL,),
)
WASH = guide(
    GuideId.WASH,
    (_("First days: only wash at the basin."), "2"),
    (_("Shower: mat down, stool in, door unlocked."), "1"),
    (_("Lukewarm water, not hot. %(WASH_MINUTES)s minutes."), "1"),
    (_("Soap and towel at chest height."), "1"),
    (_("Sit to wash your legs. Long sponge."), "1"),
    (_("Teeth: stand tall, hand on the basin."), "2"),
    (_("No bath till stairs are easy."), "2"),
    says=_("Wash and shower."),
    source="115,121,proposed",
    notes=(
        _("Do not aim the water at the sore spot. A short wash is not a warm pack."),
        _("Shower at most %(SHOWER_MOST_C)s °C, bath at most %(BATH_MOST_C)s °C."),
        _("Hot steam can make you faint."),
    ),
    care=(*CARE_OF_DIZZY, CARE_OF_AGE, HIGH_SEAT),
)
DRESS = guide(
    GuideId.DRESS,
    (_("Loose clothes, laid at hip height."), "2"),
    (_("Sit on a firm chair."), "2"),
    (_("Trousers: lie down, knees bent, pull up."), "1"),
    (_("Sock: ankle on the other knee."), "2", (NEW_JOINT,)),
    (_("Or lie down, knee to chest."), "3", (NEW_JOINT,)),
    (_("Stand up to pull the rest."), "stand"),
    (_("Slip-on shoes with backs. Long shoe horn."), "stand"),
    says=_("Dress, socks and shoes."),
    source="115,proposed",
    notes=(_("On the first day night clothes are fine."), _("A plastic bag over the foot helps a tight sock slide.")),
    care=(ASK_A_HELPER,),
)
COUGH = guide(
    GuideId.COUGH,
    (_("Stop. Stand or sit tall."), "1"),
    (_("One hand on a table or thigh."), "1"),
    (_("Bend your knees a little."), "1"),
    (_("Other arm hugs a pillow or your belly."), "1"),
    (_("Keep your back long. Do not curl."), "1"),
    (_("Cough in small huffs."), "1"),
    (_("In bed: on your side, hug a pillow."), "2"),
    says=_("Cough, sneeze or laugh."),
    evidence=WEAK,
    source="116,proposed",
    notes=(
        _("Does a cough make it much worse? Tell the plan: tick it when you log how you feel."),
        _("Call now if you cough up blood or are short of breath."),
        _("Call now if you newly leak pee. A leak you have had for years is not that."),
    ),
)
