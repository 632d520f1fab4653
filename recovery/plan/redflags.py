"""The red flags: what we ask, how bad a yes is, what we tell, and which number to call where."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from recovery.plan import figures
from recovery.plan.advice import Words, gettext_noop
from recovery.plan.facts import CheckIn

_ = gettext_noop


@dataclass(frozen=True)
class RedFlag:
    """One question of the screen; `tells` says back what was ticked, `why` what it may mean."""

    id: str
    asks: Words
    tells: Words
    why: Words
    source: str

    @property
    def level(self) -> str:
        """E: emergency, S: today, D: within days."""
        return self.id[0]


def _flag(name: str, asks: str, tells: str, why: str, source: str) -> RedFlag:
    return RedFlag(name, Words(asks), Words(tells), Words(why), source)


NERVES = _("Nerves low in your back may be pressed. A doctor must check it now.")
NERVES_SOON = _("A nerve may be sore. A doctor can check it.")
BONE = _("A bone in your back may be hurt.")

RED_FLAGS: dict[str, RedFlag] = {
    flag.id: flag
    for flag in (
        _flag(
            "E1",
            _(
                "Is the skin between your legs, "
                "around your bottom or on your private parts numb or tingly? Does wiping feel strange?"
            ),
            _("You feel numb around your bottom or private parts."),
            NERVES,
            "1,36,37",
        ),
        _flag(
            "E2",
            _("Is it newly hard to start peeing, to feel yourself pee, or to hold it in? Have you leaked?"),
            _("You have new trouble with peeing."),
            NERVES,
            "1,36,37",
        ),
        _flag(
            "E3",
            _("Have you newly lost control of your poo, or can you no longer feel when you need to go?"),
            _("You have lost control of your poo."),
            NERVES,
            "1,36,37",
        ),
        _flag(
            "E4",
            _("Has sex started to feel numb, or is it newly hard to get or keep an erection?"),
            _("Sex feels numb, or an erection is newly hard to get."),
            NERVES,
            "1,36,37",
        ),
        _flag(
            "E5",
            _("Do both of your legs hurt, tingle, feel weak or feel numb?"),
            _("Both of your legs hurt, tingle or feel weak."),
            NERVES,
            "1,3",
        ),
        _flag(
            "E6",
            _("Is a leg getting weaker? Does your foot drag or slap, or do your legs give way?"),
            _("A leg is getting weaker."),
            NERVES,
            "38,39",
        ),
        _flag(
            "E7",
            _("Did this start after a bad accident, such as a car crash or a fall from a height?"),
            _("This started after a bad accident."),
            _("A bone in your back may be broken. A doctor must check it now."),
            "1",
        ),
        _flag(
            "E8",
            _("Do you have chest pain, trouble breathing, or are you coughing up blood?"),
            _("You have chest pain or trouble breathing."),
            _("Your heart or lungs may need help now."),
            "1,40",
        ),
        _flag(
            "E9",
            _(
                "Did a very bad pain in your belly or back start all at once? "
                "Do you feel faint, cold or sweaty with it?"
            ),
            _("A very bad pain came all at once."),
            _("A big blood vessel may be torn. A doctor must check it now."),
            "41",
        ),
        _flag(
            "E10",
            _(
                "Do you have a fever and also feel confused, very sleepy, "
                "or find it hard to speak? Or a fever with a weak or numb leg?"
            ),
            _("You have a fever and feel very unwell."),
            _("A bad infection may have started. A doctor must check it now."),
            "42,43",
        ),
        _flag(
            "E11",
            _(
                "If you are pregnant: are you bleeding, leaking fluid, "
                "or having pains that come in waves or do not stop?"
            ),
            _("You are pregnant and bleed, leak or have pains."),
            _("Call your maternity unit now. Or call the emergency number."),
            "44",
        ),
        _flag(
            "E12",
            _(
                "Since taking a pain pill: is your face swelling, are you wheezing, "
                "throwing up blood, or passing black or bloody poo, or is one side of you weak?"
            ),
            _("You feel very unwell after a pain pill."),
            _("The pill may be harming you. Take no more of it."),
            "32",
        ),
        _flag(
            "S1",
            _("Is your temperature 38 °C (100.4 °F) or more, or do you feel hot and shivery?"),
            _("You have a fever."),
            _("An infection may be the cause."),
            "1,43",
        ),
        _flag(
            "S2",
            _(
                "Does it burn when you pee, is there blood in your pee, "
                "or is the pain high on one side and you feel ill?"
            ),
            _("Your pee burns or is bloody, or you feel ill with pain on one side."),
            _("Your kidneys may be the cause."),
            "42",
        ),
        _flag(
            "S3",
            _("Is one leg or foot newly weak or numb, even if it is not getting worse?"),
            _("One leg or foot is newly weak or numb."),
            NERVES_SOON,
            "38,45",
        ),
        _flag(
            "S4",
            _(
                "Did you have a fall or a knock? And are you over 70, "
                "or do you have thin bones, or take steroid tablets?"
            ),
            _("You had a fall, and your bones may be thin."),
            BONE,
            "34,46",
        ),
        _flag(
            "S5",
            _("Is one calf swollen, hot and sore?"),
            _("One calf is swollen, hot and sore."),
            _("A vein may be blocked."),
            "40",
        ),
        _flag(
            "S6",
            _("Is the pain so bad that you cannot stand, walk or get to the toilet, even after a rest?"),
            _("You cannot stand, walk or get to the toilet."),
            _("You need more help than this plan can give."),
            "proposed",
        ),
        _flag(
            "S7",
            _("Is there a new lump or swelling on your spine, or has your back changed shape?"),
            _("There is a new lump, or your back has changed shape."),
            BONE,
            "1,3",
        ),
        _flag(
            "S8",
            _("Do you take blood thinners, and did this start after a fall or an injection in your back?"),
            _("You take blood thinners and had a fall or an injection."),
            _("There may be bleeding inside your back."),
            "proposed",
        ),
        _flag(
            "S9",
            _(
                "Is your body weak at fighting germs, or do you inject drugs? "
                "Did you have an infection in the last few weeks? Do you feel ill now?"
            ),
            _("You may have an infection."),
            _("Germs can reach the back through the blood."),
            "38,43",
        ),
        _flag(
            "D1",
            _("Have you ever had cancer?"),
            _("You have had cancer."),
            _("A doctor wants to know about new back pain."),
            "38,46",
        ),
        _flag(
            "D2",
            _("Have you lost weight without trying?"),
            _("You have lost weight without trying."),
            _("A doctor can look for the cause."),
            "3",
        ),
        _flag(
            "D3",
            _("Does the pain keep you awake every night, and does no position ease it?"),
            _("The pain keeps you awake every night."),
            _("A doctor can look for the cause."),
            "3",
        ),
        _flag(
            "D4",
            _("Is the pain mostly between your shoulder blades, not low down?"),
            _("The pain is between your shoulder blades."),
            _("This plan is for the lower back."),
            "3",
        ),
        _flag(
            "D5",
            _("Does the pain shoot below your knee, or do you have pins and needles in one leg?"),
            _("The pain goes below your knee, or one leg tingles."),
            NERVES_SOON,
            "39",
        ),
        _flag(
            "D6",
            _("Do you have thin bones, or have you taken steroid tablets for three months or more?"),
            _("Your bones may be thin."),
            BONE,
            "34",
        ),
        _flag(
            "D7",
            _("Is there a new strip of sore rash or blisters on one side?"),
            _("You have a new sore rash on one side."),
            _("It may be shingles. Early treatment helps."),
            "proposed",
        ),
        _flag(
            "D8",
            _("Does coughing, sneezing or pushing on the toilet make it much worse?"),
            _("Coughing or pushing makes it much worse."),
            _("A disc may press on a nerve."),
            "3",
        ),
        _flag(
            "D9",
            _("Is this your first ever back pain and are you 55 or older?"),
            _("This is your first back pain, at 55 or older."),
            _("This is seldom serious. Tell your doctor about it."),
            "38",
        ),
        _flag(
            "D10",
            _("Has worry or low mood made it hard to cope?"),
            _("It is hard to cope."),
            _(
                "You do not have to carry this alone. "
                "Call a crisis line or the emergency number if you think of harming yourself."
            ),
            "proposed",
        ),
        _flag(
            "D11",
            _("Is it slow to get better?"),
            _("It is slow to get better."),
            _("A doctor or physio can look for the cause."),
            "23,24",
        ),
    )
}

# Who knows numb skin already is asked about what is new.
ASKS_BESIDE_NUMB_SKIN: dict[str, Words] = {
    "E1": Words(
        _(
            "Leave out the numb skin you know. Is there new numbness or tingling between your legs, "
            "around your bottom or on your private parts? Does wiping feel strange?"
        )
    ),
}


def asks_of(flag: RedFlag, conditions: frozenset[str]) -> Words:
    """The question of a flag, as it is put to somebody with these conditions."""
    return ASKS_BESIDE_NUMB_SKIN.get(flag.id, flag.asks) if "numb_skin" in conditions else flag.asks


SOON_IN_48_HOURS = ("D1", "D2", "D3", "D4")


def within(flag: str) -> timedelta:
    """How soon to see a doctor about a D flag."""
    return figures.SOON_WITHIN if flag in SOON_IN_48_HOURS else figures.WEEK_WITHIN


def flags_of(entry: CheckIn, onset: datetime) -> frozenset[str]:
    """Every red flag a check-in raises: those ticked, and those its other answers mean."""
    ticked = frozenset(entry.flags or ())
    fever = "S1" in ticked or (entry.temperature_c is not None and entry.temperature_c >= figures.FEVER_C)
    weak_leg = "S3" in ticked or entry.leg == "weak"
    meant = {
        "E5": entry.leg == "both",
        "E10": fever and weak_leg,
        "S1": fever,
        "S3": weak_leg,
        "D5": entry.leg in ("lower", "tingling"),
        "S6": entry.can_walk == "no" and entry.at - onset >= figures.SELF_CARE_FROM,
    }
    return ticked | {flag for flag, raised in meant.items() if raised}


# The emergency number of each country that could be checked; anything else gets the words without a number.
EMERGENCY_NUMBERS: dict[str, str] = {
    **dict.fromkeys(("DE", "ES", "NL", "SE", "DK", "FI", "PT", "TR", "RO", "IN"), "112"),
    **dict.fromkeys(("GB", "IE", "PL", "KE", "HK", "MY", "BD"), "999"),
    **dict.fromkeys(("US", "CA", "MX", "PH"), "911"),
    **dict.fromkeys(("JP", "KR", "TW", "ID"), "119"),
    "FR": "15", "IT": "118", "AT": "144", "CH": "144", "NO": "113", "GR": "166", "CZ": "155", "HU": "104", "UA": "103",
    "RU": "103", "ZA": "10177", "AU": "000", "NZ": "111", "CN": "120", "SG": "995", "PK": "1122", "TH": "1669",
    "VN": "115", "AE": "998", "SA": "997", "EG": "123", "IL": "101", "BR": "192", "AR": "107", "CL": "131", "CO": "123",
}  # fmt: skip
# The poison line that pain pill labels print, where one stands for a whole country.
POISON_LINES = {"US": "1-800-222-1222"}
