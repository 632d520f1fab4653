"""What each condition does to each treatment, and why: never, or only after somebody who knows has agreed.

The rows are those of the clinical fact sheet's contra-indication matrix; a treatment not named is as usual.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from recovery.plan import figures
from recovery.plan.advice import Words, gettext_noop

_ = gettext_noop


@dataclass(frozen=True)
class Bar:
    """One trait of a person that speaks against a treatment; `ask` where a doctor's or pharmacist's yes lifts it."""

    trait: str
    why: Words
    ask: bool


def never(trait: str, why: str) -> Bar:
    """Make a bar that nobody's yes lifts."""
    return Bar(trait, Words(why), ask=False)


def ask(trait: str, why: str) -> Bar:
    """Make a bar that a doctor's or pharmacist's yes lifts."""
    return Bar(trait, Words(why), ask=True)


CARE_TEAM = _("Your care team can say if it is safe.")
SURGEON = _("Ask the team that treats your back.")
MAYBE_BROKEN = _("A bone may be hurt. A doctor must look first.")
ASLEEP = _("You may not feel it, or fall asleep with it on.")
CLOT = _("A blood clot may sit in the leg.")
HEART = _("These pills can strain the heart and the blood vessels.")
ALLERGY = _("A pain pill gave you an allergy before.")
SLEEPY = _("Two things that make you sleepy can stop your breath.")
DOCTOR_CHOOSES = _("In pregnancy a doctor must choose the pill.")
DRINKS = _("Too much to drink can harm you. Your care team knows how much is right.")

# The firm ones come first: of several bars the first that fits is named.
MATRIX: dict[str, tuple[Bar, ...]] = {
    "cold": (
        never("numb_skin", _("Numb skin does not feel an ice burn.")),
        never("raynaud", _("Your body reacts too strongly to cold.")),
        never("poor_circulation", _("Cold makes weak blood flow weaker.")),
        never("skin_wound", _("Cold can harm sore or broken skin.")),
        ask("angina", _("Cold can bring on heart pain.")),
        ask("cancer", CARE_TEAM),
        ask("sedatives", ASLEEP),
        ask("recent_back_surgery", SURGEON),
        ask("S4", MAYBE_BROKEN),
    ),
    "heat": (
        never("numb_skin", _("Numb skin does not feel a burn.")),
        never("skin_wound", _("Warmth can make a wound or rash worse.")),
        never("fever", _("Warmth can make a fever worse.")),
        never("sedatives", ASLEEP),
        ask("poor_circulation", _("Skin with weak blood flow burns easily.")),
        ask("angina", _("Warmth makes the heart work harder.")),
        ask("cancer", CARE_TEAM),
        ask("pregnant", _("Too much heat can harm a baby.")),
        ask("recent_back_surgery", SURGEON),
        ask("S4", MAYBE_BROKEN),
    ),
    "massage": (
        never("skin_wound", _("Rubbing can harm sore or broken skin.")),
        never("fever", _("A fever needs rest, not rubbing.")),
        never("ulcer_or_bleed", _("You may bleed or bruise more easily.")),
        never("blood_thinner", _("You may bleed or bruise more easily.")),
        never("steroids", _("Your skin and bones may be thin.")),
        never("thin_bones", _("Pressing can hurt thin bones.")),
        never("recent_back_surgery", _("A healing back must not be pressed.")),
        never("S4", MAYBE_BROKEN),
        never("S5", CLOT),
        ask("numb_skin", _("You may not feel when it is too hard.")),
        ask("poor_circulation", _("With weak blood flow, rubbing can do harm.")),
        ask("cancer", CARE_TEAM),
        ask("pregnant", _("A midwife can say what fits you.")),
    ),
    "stretch": (
        never("recent_back_surgery", _("A healing back must not be pulled.")),
        never("fever", _("A fever needs rest, not a stretch.")),
        never("S4", MAYBE_BROKEN),
        ask("cancer", CARE_TEAM),
        ask("thin_bones", _("Bending and turning far can hurt thin bones.")),
        ask("steroids", _("Steroid tablets can make bones thin.")),
    ),
    "legs_up": (
        never("heart_failure", _("Legs up sends more blood to a tired heart.")),
        never("breathless_lying_flat", _("Lying flat makes it hard for you to breathe.")),
        never("poor_circulation", _("Raised legs may get too little blood.")),
        never("pregnant_28_weeks", _("Late in pregnancy, lying on your back can slow your blood flow.")),
        never("S5", CLOT),
    ),
    "nsaid": (
        never("pregnant_20_weeks", _("From 20 weeks these pills can harm the baby.")),
        never("kidney_disease", _("These pills can harm the kidneys.")),
        never("liver_disease", _("These pills can harm a sick liver.")),
        never("ulcer_or_bleed", _("These pills can make the stomach bleed.")),
        never("blood_thinner", _("With a blood thinner they can make you bleed.")),
        never("steroids", _("With steroid tablets they can make the stomach bleed.")),
        never("painkiller_allergy", ALLERGY),
        never("heavy_alcohol", _("With alcohol they can make the stomach bleed.")),
        ask("pregnant", DOCTOR_CHOOSES),
        ask("diabetes", _("These pills can strain the kidneys.")),
        ask("poor_circulation", HEART),
        ask("heart_disease", HEART),
        ask("angina", HEART),
        ask("heart_failure", HEART),
        ask("high_blood_pressure", _("These pills can raise your blood pressure.")),
        ask("past_stroke", HEART),
        ask("cancer", CARE_TEAM),
        ask("aspirin_for_heart", _("Ibuprofen can keep the aspirin from working.")),
        ask("asthma", _("These pills can set off asthma.")),
        ask("age_60", _("From age 60 the stomach bleeds more easily.")),
        ask("thin_bones", _("They may not go with your other pills.")),
        ask("recent_back_surgery", _("They can make a wound bleed more.")),
        ask("diuretic", _("With water pills they can harm the kidneys.")),
        ask("S4", MAYBE_BROKEN),
    ),
    "paracetamol": (
        never("painkiller_allergy", ALLERGY),
        never("heavy_alcohol", _("With alcohol it can harm the liver.")),
        ask("pregnant", DOCTOR_CHOOSES),
        ask("liver_disease", _("It can harm a sick liver.")),
        ask("blood_thinner", _("With warfarin it can make you bleed.")),
    ),
    "muscle_relaxant": (
        never("pregnant", DOCTOR_CHOOSES),
        never("heavy_alcohol", SLEEPY),
        never("sedatives", SLEEPY),
    ),
    "fluids": (
        never("heart_failure", DRINKS),
        never("kidney_disease", DRINKS),
        never("liver_disease", DRINKS),
        never("diuretic", DRINKS),
    ),
}
SOURCES_OF = {
    "cold": "14,15,18,20,30,31",
    "heat": "14,15,18,20,30,31",
    "massage": "26",
    "stretch": "proposed",
    "legs_up": "21,proposed",
    "nsaid": "32,33",
    "paracetamol": "32,66,67",
    "muscle_relaxant": "71,proposed",
    "fluids": "27,proposed",
}


def bars(treatment: str, traits: frozenset[str], agreed: frozenset[str] = frozenset()) -> Iterator[Bar]:
    """Everything in the person that speaks against a treatment, the firm ones first.

    `agreed` holds what a doctor or pharmacist said yes to, as "heat:pregnant"; it lifts no firm bar.
    """
    for bar in MATRIX.get(treatment, ()):
        if bar.trait in traits and not (bar.ask and f"{treatment}:{bar.trait}" in agreed):
            yield bar


def barred(treatment: str, traits: frozenset[str], agreed: frozenset[str] = frozenset()) -> str | None:
    """The first trait of the person that speaks against a treatment."""
    return next((bar.trait for bar in bars(treatment, traits, agreed)), None)


def bar_of(treatment: str, trait: str) -> Bar | None:
    """The bar that a trait is to a treatment."""
    return next((bar for bar in MATRIX.get(treatment, ()) if bar.trait == trait), None)


def traits_of(
    conditions: frozenset[str], age: int | None, weeks_pregnant: int | None, flags: frozenset[str]
) -> frozenset[str]:
    """Conditions, and what age in years, weeks pregnant and open flags add to them."""
    pregnant = "pregnant" in conditions or weeks_pregnant is not None
    added = {
        "pregnant": pregnant,
        # Weeks not said count as many: the pills that harm late would be the worse mistake.
        "pregnant_20_weeks": pregnant and (weeks_pregnant is None or weeks_pregnant >= figures.NSAID_NOT_FROM_WEEKS),
        "pregnant_28_weeks": pregnant and (weeks_pregnant is None or weeks_pregnant >= figures.SIDE_FROM_WEEKS),
        "age_60": age is not None and age >= figures.NSAID_AGE,
        "age_65": age is not None and age >= figures.HEAT_OLDER_AGE,
        "fever": "S1" in flags,
        "thin_bones": "D6" in flags,
        "blood_thinner": "S8" in flags,
        "S4": "S4" in flags,
        "S5": "S5" in flags,
    }
    return conditions | {trait for trait, holds in added.items() if holds}
