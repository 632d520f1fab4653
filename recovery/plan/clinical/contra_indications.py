"""What each condition does to each treatment, and why: never, or only after a clinician has agreed.

The rows are those of the contra-indication matrix in the clinical fact sheet. A pair that is not named has no effect.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from recovery.plan.article import Article
from recovery.plan.clinical import figures
from recovery.plan.enums import Added, Condition, Flag, Trait
from recovery.plan.words import Words
from recovery.plan.words import gettext_noop as _


@dataclass(frozen=True)
class Bar:
    """One trait of a person that is against a treatment; `ask` where the agreement of a doctor or pharmacist lifts it.

    In the countries `not_in` health services do not object.
    """

    trait: Trait
    why: Words
    ask: bool
    not_in: tuple[str, ...] = ()


def never(trait: Trait, why: str) -> Bar:
    """Make a bar that nobody can lift."""
    return Bar(trait, Words(why), ask=False)


def ask(trait: Trait, why: str, *not_in: str) -> Bar:
    """Make a bar that no longer counts once a doctor or pharmacist agrees."""
    return Bar(trait, Words(why), ask=True, not_in=not_in)


CARE_TEAM = _("Your care team can say if it is safe.")
SURGEON = _("Ask the team that treats your back.")
MAYBE_BROKEN = _("A bone may be hurt. A doctor must look first.")
NEW_JOINT = _("A new hip or knee must not bend far yet.")
RASH = _("A fresh rash is sore, and may be shingles.")
ASLEEP = _("You may not feel it, or fall asleep with it on.")
CLOT = _("A blood clot may sit in the leg.")
HEART = _("These pills can strain the heart and the blood vessels.")
ALLERGY = _("A pain pill gave you an allergy before.")
SLEEPY = _("Two things that make you sleepy can slow your breath too much.")
DOCTOR_CHOOSES = _("In pregnancy a doctor must choose the pill.")
DRINKS = _("Too much to drink can harm you. Your care team knows how much is right.")

# The firm ones come first: of several bars the first that fits is named.
MATRIX: dict[str, tuple[Bar, ...]] = {
    "cold": (
        never(Condition.NUMB_SKIN, _("Numb skin does not feel an ice burn.")),
        never(Condition.RAYNAUD, _("Your body reacts too strongly to cold.")),
        never(Condition.POOR_CIRCULATION, _("Cold makes weak blood flow weaker.")),
        never(Condition.SKIN_WOUND, _("Cold can harm sore or broken skin.")),
        never(Added.D7, RASH),
        ask(Condition.ANGINA, _("Cold can bring on heart pain.")),
        ask(Condition.CANCER, CARE_TEAM),
        ask(Condition.SEDATIVES, ASLEEP),
        ask(Condition.RECENT_BACK_SURGERY, SURGEON),
        ask(Added.S4, MAYBE_BROKEN),
    ),
    "heat": (
        never(Condition.NUMB_SKIN, _("Numb skin does not feel a burn.")),
        never(Condition.SKIN_WOUND, _("Warmth can make a wound or rash worse.")),
        never(Added.D7, RASH),
        never(Added.FEVER, _("Warmth can make a fever worse.")),
        never(Condition.SEDATIVES, ASLEEP),
        ask(Condition.POOR_CIRCULATION, _("Skin with weak blood flow burns easily.")),
        ask(Condition.ANGINA, _("Warmth makes the heart work harder.")),
        ask(Condition.CANCER, CARE_TEAM),
        ask(Condition.PREGNANT, _("Too much heat can harm a baby.")),
        ask(Condition.RECENT_BACK_SURGERY, SURGEON),
        ask(Added.S4, MAYBE_BROKEN),
    ),
    "massage": (
        never(Condition.SKIN_WOUND, _("Rubbing can harm sore or broken skin.")),
        never(Added.D7, RASH),
        never(Added.FEVER, _("A fever needs rest, not rubbing.")),
        never(Condition.ULCER_OR_BLEED, _("You may bleed or bruise more easily.")),
        never(Condition.BLOOD_THINNER, _("You may bleed or bruise more easily.")),
        never(Condition.STEROIDS, _("Your skin and bones may be thin.")),
        never(Condition.THIN_BONES, _("Pressing can hurt thin bones.")),
        never(Condition.RECENT_BACK_SURGERY, _("A healing back must not be pressed.")),
        never(Added.S4, MAYBE_BROKEN),
        never(Added.S5, CLOT),
        ask(Condition.NUMB_SKIN, _("You may not feel when it is too hard.")),
        ask(Condition.POOR_CIRCULATION, _("With weak blood flow, rubbing can do harm.")),
        ask(Condition.CANCER, CARE_TEAM),
        ask(Condition.PREGNANT, _("A midwife can say what fits you.")),
    ),
    "stretch": (
        never(Condition.RECENT_BACK_SURGERY, _("A healing back must not be pulled.")),
        never(Added.FEVER, _("A fever needs rest, not a stretch.")),
        never(Added.S4, MAYBE_BROKEN),
        ask(Condition.CANCER, CARE_TEAM),
        ask(Condition.THIN_BONES, _("Bending and turning far can hurt thin bones.")),
        ask(Condition.STEROIDS, _("Steroid tablets can make bones thin.")),
        ask(Condition.RECENT_JOINT_REPLACEMENT, NEW_JOINT),
    ),
    "legs_up": (
        never(Condition.HEART_FAILURE, _("Legs up sends more blood to a tired heart.")),
        never(Condition.BREATHLESS_LYING_FLAT, _("Lying flat makes it hard for you to breathe.")),
        never(Condition.POOR_CIRCULATION, _("Raised legs may get too little blood.")),
        never(Condition.RECENT_JOINT_REPLACEMENT, NEW_JOINT),
        never(Added.PREGNANT_28_WEEKS, _("Late in pregnancy, lying on your back can slow your blood flow.")),
        never(Added.S5, CLOT),
    ),
    "nsaid": (
        never(Added.PREGNANT_20_WEEKS, _("From %(NSAID_NOT_FROM_WEEKS)s weeks these pills can harm the baby.")),
        never(Condition.KIDNEY_DISEASE, _("These pills can harm the kidneys.")),
        never(Condition.LIVER_DISEASE, _("These pills can harm a sick liver.")),
        never(Condition.ULCER_OR_BLEED, _("These pills can make the stomach bleed.")),
        never(Condition.BLOOD_THINNER, _("With a blood thinner they can make you bleed.")),
        never(Condition.STEROIDS, _("With steroid tablets they can make the stomach bleed.")),
        never(Condition.PAINKILLER_ALLERGY, ALLERGY),
        never(Condition.HEAVY_ALCOHOL, _("With alcohol they can make the stomach bleed.")),
        ask(Added.E12, _("The next one may harm you in the same way.")),
        ask(Condition.PREGNANT, DOCTOR_CHOOSES),
        ask(Condition.DIABETES, _("These pills can strain the kidneys.")),
        ask(Condition.POOR_CIRCULATION, HEART),
        ask(Condition.HEART_DISEASE, HEART),
        ask(Condition.ANGINA, HEART),
        ask(Condition.HEART_FAILURE, HEART),
        ask(Condition.HIGH_BLOOD_PRESSURE, _("These pills can raise your blood pressure.")),
        ask(Condition.PAST_STROKE, HEART),
        ask(Condition.CANCER, CARE_TEAM),
        ask(Condition.ASPIRIN_FOR_HEART, _("They may not go with the aspirin for your heart.")),
        ask(Condition.ASTHMA, _("These pills can set off asthma.")),
        ask(Added.AGE_60, _("From age %(NSAID_AGE)s the stomach bleeds more easily.")),
        ask(Condition.THIN_BONES, _("They may not go with your other pills.")),
        ask(Condition.RECENT_BACK_SURGERY, _("They can make a wound bleed more.")),
        ask(Condition.DIURETIC, _("With water pills they can harm the kidneys.")),
        ask(Added.S4, MAYBE_BROKEN),
    ),
    "paracetamol": (
        never(Condition.PAINKILLER_ALLERGY, ALLERGY),
        never(Condition.HEAVY_ALCOHOL, _("With alcohol it can harm the liver.")),
        ask(Condition.PREGNANT, DOCTOR_CHOOSES, "GB"),
        ask(Condition.KIDNEY_DISEASE, _("It can strain sick kidneys.")),
        ask(Condition.LIVER_DISEASE, _("It can harm a sick liver.")),
        ask(Condition.BLOOD_THINNER, _("With warfarin it can make you bleed.")),
    ),
    "muscle_relaxant": (
        never(Condition.PREGNANT, DOCTOR_CHOOSES),
        never(Condition.HEAVY_ALCOHOL, SLEEPY),
        never(Condition.SEDATIVES, SLEEPY),
    ),
    "fluids": (
        never(Condition.HEART_FAILURE, DRINKS),
        never(Condition.KIDNEY_DISEASE, DRINKS),
        never(Condition.LIVER_DISEASE, DRINKS),
        never(Condition.DIURETIC, DRINKS),
    ),
}
SOURCES_OF = {
    "cold": "14,15,18,20,30,31",
    "heat": "14,15,18,20,30,31",
    "massage": "26",
    "stretch": "103,proposed",
    "legs_up": "21,103,proposed",
    "nsaid": "32,33,144,147",
    "paracetamol": "32,66,67,145,146",
    "muscle_relaxant": "71,proposed",
    "fluids": "27,proposed",
}


STRICTER = _("Taken from health services, makers' sheets and labels. Where they differ, the stricter one counts.")
TRAITS = Article(
    name="bars.traits",
    says=_(
        "Your age, weeks of pregnancy and open signs count like an illness you told. "
        "So does a bad reaction to a pain pill, also once it was checked."
    ),
    evidence=STRICTER,
    source="20,21,32,33",
    figures=(
        "HEAT_OLDER_AGE", "SIDE_FROM_WEEKS", "LONGEST_PREGNANCY", "HEAVY_ALCOHOL", "JOINT_WEEKS", "NSAID_AGE",
        "NSAID_NOT_FROM_WEEKS",
    ),
)  # fmt: skip


def bars(
    treatment: str, traits: frozenset[str], agreed: frozenset[str] = frozenset(), country: str | None = None
) -> Iterator[Bar]:
    """Yield everything in the person that is against a treatment, the firm bars first.

    `agreed` holds what a doctor or pharmacist said yes to, as "heat:pregnant"; it lifts no firm bar. Without a known
    country every bar counts.
    """
    for bar in MATRIX.get(treatment, ()):
        lifted = country in bar.not_in or (bar.ask and f"{treatment}:{bar.trait}" in agreed)
        if bar.trait in traits and not lifted:
            yield bar


def barred(
    treatment: str, traits: frozenset[str], agreed: frozenset[str] = frozenset(), country: str | None = None
) -> Trait | None:
    """Return the first trait of the person that is against a treatment."""
    return next((bar.trait for bar in bars(treatment, traits, agreed, country)), None)


def bar_of(treatment: str, trait: str) -> Bar | None:
    """Return the bar that a trait is to a treatment."""
    return next((bar for bar in MATRIX.get(treatment, ()) if bar.trait == trait), None)


def traits_of(
    conditions: frozenset[str], age: int | None, weeks_pregnant: int | None, flags: frozenset[str]
) -> frozenset[str]:
    """Return the conditions, and what age in years, weeks pregnant and flags add to them.

    `flags` are those that are open, and E12 after a bad reaction to a pain pill.
    """
    pregnant = Condition.PREGNANT in conditions or weeks_pregnant is not None

    def late(weeks: int) -> bool:
        """Unknown weeks count as many: a pill that harms late in pregnancy would be the worse mistake."""
        return pregnant and (weeks_pregnant is None or weeks_pregnant >= weeks)

    added: dict[Trait, bool] = {
        Condition.PREGNANT: pregnant,
        Added.PREGNANT_20_WEEKS: late(figures.NSAID_NOT_FROM_WEEKS),
        Added.PREGNANT_28_WEEKS: late(figures.SIDE_FROM_WEEKS),
        Added.AGE_60: age is not None and age >= figures.NSAID_AGE,
        Added.AGE_65: age is not None and age >= figures.HEAT_OLDER_AGE,
        Added.FEVER: Flag.S1 in flags,
        Added.E12: Flag.E12 in flags,
        Condition.THIN_BONES: Flag.D6 in flags,
        Condition.BLOOD_THINNER: Flag.S8 in flags,
        Added.S4: Flag.S4 in flags,
        Added.S5: Flag.S5 in flags,
        Added.D7: Flag.D7 in flags,
    }
    return conditions | {trait for trait, holds in added.items() if holds}
