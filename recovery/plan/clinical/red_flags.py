"""The red flags: what we ask, how bad a yes is, what we tell, and which number to call where."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from recovery.plan.article import Article
from recovery.plan.clinical import figures
from recovery.plan.entries import CheckIn
from recovery.plan.enums import Flag
from recovery.plan.words import Words
from recovery.plan.words import gettext_noop as _


@dataclass(frozen=True)
class RedFlag:
    """One question of the screen; `tells` repeats the answer as a statement, `why` says what it may mean."""

    id: Flag
    asks: Words
    tells: Words
    why: Words
    source: str

    @property
    def level(self) -> str:
        """E: emergency, S: today, D: within days."""
        return self.id[0]


def _flag(flag: Flag, asks: str, tells: str, why: str, source: str) -> RedFlag:
    return RedFlag(flag, Words(asks), Words(tells), Words(why), source)


NERVES = _("Nerves low in your back may be pressed. A doctor must check it now.")
NERVES_SOON = _("A nerve may be sore. A doctor can check it.")
BONE = _("A bone in your back may be hurt.")

RED_FLAGS: dict[str, RedFlag] = {
    flag.id: flag
    for flag in (
        _flag(
            Flag.E1,
            _(
                "Is the skin between your legs, "
                "around your bottom or on your private parts numb or tingly? Does wiping feel strange?"
            ),
            _("You feel numb around your bottom or private parts."),
            NERVES,
            "1,36,37",
        ),
        _flag(
            Flag.E2,
            _("Is it newly hard to start peeing, to feel yourself pee, or to hold it in? Have you leaked?"),
            _("You have new trouble with peeing."),
            NERVES,
            "1,36,37",
        ),
        _flag(
            Flag.E3,
            _("Have you newly lost control of your poo, or can you no longer feel when you need to go?"),
            _("You have lost control of your poo."),
            NERVES,
            "1,36,37",
        ),
        _flag(
            Flag.E4,
            _("Has sex started to feel numb, or is it newly hard to get or keep an erection?"),
            _("Sex feels numb, or an erection is newly hard to get."),
            NERVES,
            "1,36,37",
        ),
        _flag(
            Flag.E5,
            _("Do both of your legs hurt, tingle, feel weak or feel numb?"),
            _("Both of your legs hurt, tingle or feel weak."),
            NERVES,
            "1,3",
        ),
        _flag(
            Flag.E6,
            _(
                "Is a leg getting weaker? Does your foot drag or slap, do your legs give way, "
                "or are they clumsy and will not go where you want?"
            ),
            _("A leg is getting weaker, or your legs do not do what you want."),
            NERVES,
            "36b,38,39",
        ),
        _flag(
            Flag.E7,
            _(
                "Did this start after a bad accident, such as a car crash or a fall from a height? "
                "Did you hit your head, or have bad pain in a hip, the neck or a bone? "
                "Does your face droop, is one arm weak, or is your speech slurred?"
            ),
            _("You had a bad accident or fall, or your face, an arm or your speech is not as it was."),
            _("A bone may be broken, or your brain may need help. A doctor must check it now."),
            "1,101,proposed",
        ),
        _flag(
            Flag.E8,
            _("Do you have chest pain, trouble breathing, or are you coughing up blood?"),
            _("You have chest pain or trouble breathing."),
            _("Your heart or lungs may need help now."),
            "1,40",
        ),
        _flag(
            Flag.E9,
            _(
                "Did a very bad pain in your belly or back start all at once? "
                "Do you feel faint, cold or sweaty with it?"
            ),
            _("A very bad pain came all at once."),
            _("A big blood vessel may be torn. A doctor must check it now."),
            "41",
        ),
        _flag(
            Flag.E10,
            _(
                "Do you have a fever and also feel confused, very sleepy, "
                "or find it hard to speak? Or a fever with a weak or numb leg?"
            ),
            _("You have a fever, and feel very unwell or have a weak or numb leg."),
            _("A bad infection may have started. A doctor must check it now."),
            "42,43",
        ),
        _flag(
            Flag.E11,
            _(
                "If you are pregnant: are you bleeding, leaking fluid, "
                "or having pains that come in waves or do not stop?"
            ),
            _("You are pregnant and bleed, leak or have pains."),
            _("Call your maternity unit now. Or call the emergency number."),
            "44",
        ),
        _flag(
            Flag.E12,
            _(
                "Since taking a pain pill: is your face swelling, are you wheezing, "
                "throwing up blood, or passing black or bloody poo, or is one side of you weak?"
            ),
            _("You feel very unwell after a pain pill."),
            _("The pill may be harming you. Ask before the next one."),
            "32",
        ),
        _flag(
            Flag.S1,
            _("Is your temperature %(FEVER_C)s °C (%(FEVER_F)s °F) or more, or do you feel hot and shivery?"),
            _("You have a fever."),
            _("An infection may be the cause."),
            "1,43",
        ),
        _flag(
            Flag.S2,
            _(
                "Does it burn when you pee, is there blood in your pee, "
                "or is the pain high on one side and you feel ill?"
            ),
            _("Your pee burns or is bloody, or you feel ill with pain on one side."),
            _("Your kidneys may be the cause."),
            "42",
        ),
        _flag(
            Flag.S3,
            _("Is one leg or foot newly weak or numb, even if it is not getting worse?"),
            _("One leg or foot is newly weak or numb."),
            NERVES_SOON,
            "38,45",
        ),
        _flag(
            Flag.S4,
            _(
                "Did you have a fall or a knock? And are you over %(FALL_AGE)s, "
                "or do you have thin bones, or take steroid tablets?"
            ),
            _("You had a fall, and your bones may be thin."),
            BONE,
            "34,46",
        ),
        _flag(
            Flag.S5,
            _("Is one calf swollen, hot and sore?"),
            _("One calf is swollen, hot and sore."),
            _("A vein may be blocked."),
            "40",
        ),
        _flag(
            Flag.S6,
            _("Is the pain so bad that you cannot stand, walk or get to the toilet, even after a rest?"),
            _("You cannot stand, walk or get to the toilet."),
            _("You need more help than this plan can give."),
            "proposed",
        ),
        _flag(
            Flag.S7,
            _("Is there a new lump or swelling on your spine, or has your back changed shape?"),
            _("There is a new lump, or your back has changed shape."),
            BONE,
            "1,3",
        ),
        _flag(
            Flag.S8,
            _("Do you take blood thinners, and did this start after a fall or an injection in your back?"),
            _("You take blood thinners and had a fall or an injection."),
            _("There may be bleeding inside your back."),
            "proposed",
        ),
        _flag(
            Flag.S9,
            _(
                "Is your body weak at fighting germs, or do you inject drugs? "
                "Did you have an infection in the last few weeks? Do you feel ill now?"
            ),
            _("You may have an infection."),
            _("Germs can reach the back through the blood."),
            "38,43",
        ),
        _flag(
            Flag.D1,
            _("Have you ever had cancer?"),
            _("You have had cancer."),
            _("A doctor wants to know about new back pain."),
            "38,46",
        ),
        _flag(
            Flag.D2,
            _("Have you lost weight without trying?"),
            _("You have lost weight without trying."),
            _("A doctor can look for the cause."),
            "3",
        ),
        _flag(
            Flag.D3,
            _("Does the pain keep you awake every night, and does no position ease it?"),
            _("The pain keeps you awake every night."),
            _("A doctor can look for the cause."),
            "3",
        ),
        _flag(
            Flag.D4,
            _("Is the pain mostly between your shoulder blades, not low down?"),
            _("The pain is between your shoulder blades."),
            _("This plan is for the lower back."),
            "3",
        ),
        _flag(
            Flag.D5,
            _("Does the pain shoot below your knee, or do you have pins and needles in one leg?"),
            _("The pain goes below your knee, or one leg tingles."),
            NERVES_SOON,
            "39",
        ),
        _flag(
            Flag.D6,
            _("Do you have thin bones, or have you taken steroid tablets for %(STEROID_MONTHS)s months or more?"),
            _("Your bones may be thin."),
            BONE,
            "34",
        ),
        _flag(
            Flag.D7,
            _("Is there a new strip of sore rash or blisters on one side?"),
            _("You have a new sore rash on one side."),
            _("It may be shingles. Early treatment helps."),
            "proposed",
        ),
        _flag(
            Flag.D8,
            _("Does coughing, sneezing or pushing on the toilet make it much worse?"),
            _("Coughing or pushing makes it much worse."),
            _("A disc may press on a nerve."),
            "3",
        ),
        _flag(
            Flag.D9,
            _("Is this your first ever back pain and are you %(FIRST_PAIN_AGE)s or older?"),
            _("This is your first back pain, at %(FIRST_PAIN_AGE)s or older."),
            _("This is seldom serious. Tell your doctor about it."),
            "38",
        ),
        _flag(
            Flag.D10,
            _("Has worry or low mood made it hard to cope?"),
            _("It is hard to cope."),
            _(
                "You do not have to carry this alone. "
                "Call a crisis line or the emergency number if you think of harming yourself."
            ),
            "proposed",
        ),
        _flag(
            Flag.D11,
            _("Is it slow to get better?"),
            _("It is slow to get better."),
            _("A doctor or physio can look for the cause."),
            "23,24",
        ),
    )
}

# A person with known numb skin is asked only about what is new.
ASKS_BESIDE_NUMB_SKIN: dict[str, Words] = {
    "E1": Words(
        _(
            "Leave out the numb skin you know. Is there new numbness or tingling between your legs, "
            "around your bottom or on your private parts? Does wiping feel strange?"
        )
    ),
}


def asks_of(flag: RedFlag, conditions: frozenset[str]) -> Words:
    """Return the question of a flag for a person with these conditions."""
    return ASKS_BESIDE_NUMB_SKIN.get(flag.id, flag.asks) if "numb_skin" in conditions else flag.asks


SOON = (Flag.D1, Flag.D2, Flag.D3, Flag.D4, Flag.D8)
# A weak sign on its own: the plan tells of it, without a date.
NO_DATE = (Flag.D9,)
MEANT = Article(
    name="signs.meant",
    says=_("Some other answers count as a sign: a fever, a weak leg, or pain further down a leg."),
    evidence=_("Health services name these signs."),
    source="1,38,43",
    figures=("FEVER_C", "FEVER_F", "FALL_AGE", "STEROID_MONTHS", "FIRST_PAIN_AGE"),
)


def within(flag: str) -> timedelta:
    """Return how soon to see a doctor about a D flag."""
    return figures.SOON_WITHIN if flag in SOON else figures.WEEK_WITHIN


# The sign that an answer about the legs means.
LEG_SIGNS: Mapping[str, Flag] = {"both": Flag.E5, "weak": Flag.S3, "lower": Flag.D5, "tingling": Flag.D5}
# Two signs that are a graver one together.
TOGETHER = ((Flag.S1, Flag.S3, Flag.E10),)


def flags_of(entry: CheckIn) -> frozenset[str]:
    """Return every red flag that a check-in raises: those ticked, and those that its other answers mean.

    What other entries add to it (a fever to a weak leg, the hours to "I cannot walk") is found in history/screening.
    """
    raised = set(entry.flags or ())
    if entry.temperature_c is not None and entry.temperature_c >= figures.FEVER_C:
        raised.add(Flag.S1)
    if sign := LEG_SIGNS.get(entry.leg or ""):
        raised.add(sign)
    if len(raised) > 1:
        raised.update(graver for one, other, graver in TOGETHER if {one, other} <= raised)
    return frozenset(raised)
