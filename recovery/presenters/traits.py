"""Conditions in plain words: their names, what they change in the plan, and what the plan leaves out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.plan.advice import LeftOut, Plan
from recovery.plan.clinical.contra_indications import MATRIX, bar_of
from recovery.presenters.say import Text, filled, say

Rows = Sequence[tuple[str, Text]]
# The conditions of an `about` entry, in the groups of its form.
CONDITIONS: Mapping[str, Rows] = {
    "skin": (
        ("numb_skin", lazy("Numb or tingly skin on the back, or nerve damage")),
        ("skin_wound", lazy("A wound, rash or infection on the back")),
        ("raynaud", lazy("Raynaud, cold hives, or an ice burn in the past")),
    ),
    "heart": (
        ("heart_disease", lazy("Heart disease")),
        ("angina", lazy("Angina: chest pain from the heart")),
        ("heart_failure", lazy("Heart failure")),
        ("breathless_lying_flat", lazy("Short of breath when lying flat")),
        ("high_blood_pressure", lazy("High blood pressure")),
        ("past_stroke", lazy("A stroke in the past")),
        ("poor_circulation", lazy("Poor blood flow in arms or legs")),
        ("blood_thinner", lazy("Blood thinners such as warfarin, or a bleeding illness")),
        ("aspirin_for_heart", lazy("Aspirin for the heart, or after a stroke")),
        ("diuretic", lazy("Water pills")),
    ),
    "organs": (
        ("kidney_disease", lazy("Kidney disease")),
        ("liver_disease", lazy("Liver disease")),
        ("ulcer_or_bleed", lazy("A stomach ulcer or bleed, now or in the past")),
    ),
    "bones": (
        ("thin_bones", lazy("Thin bones")),
        ("steroids", lazy("Steroid tablets")),
        ("recent_back_surgery", lazy("Back surgery not long ago, or a possible break")),
        ("recent_joint_replacement", filled(lazy("A new hip or knee in the last %(JOINT_WEEKS)s weeks"))),
    ),
    "more": (
        ("pregnant", lazy("Pregnant")),
        ("breast_feeding", lazy("Breast-feeding")),
        ("diabetes", lazy("Diabetes")),
        ("cancer", lazy("Cancer, now or in the past")),
        ("asthma", lazy("Asthma")),
        ("painkiller_allergy", lazy("Allergy to a pain pill")),
        ("heavy_alcohol", filled(lazy("%(HEAVY_ALCOHOL)s or more alcoholic drinks a day"))),
        ("sedatives", lazy("Pills that make you sleepy, or you cannot take off a pack alone")),
    ),
}
# The traits that age, pregnancy and open flags add to the conditions.
ADDED: Mapping[str, Text] = {
    "pregnant_20_weeks": filled(lazy("Pregnant for %(NSAID_NOT_FROM_WEEKS)s weeks or more")),
    "pregnant_28_weeks": filled(lazy("Pregnant for %(SIDE_FROM_WEEKS)s weeks or more")),
    "age_60": filled(lazy("Age %(NSAID_AGE)s or older")),
    "age_65": filled(lazy("Age %(HEAT_OLDER_AGE)s or older")),
    "fever": lazy("A fever"),
    "E12": lazy("Very unwell after a pain pill"),
    "S4": lazy("A fall or a knock"),
    "S5": lazy("A swollen calf"),
    "D7": lazy("A new sore rash"),
}
TRAITS: Mapping[str, Text] = {**{trait: words for rows in CONDITIONS.values() for trait, words in rows}, **ADDED}


@dataclass(frozen=True)
class Treatment:
    """The name of a treatment, and the sentences for a condition that forbids it or asks for advice first."""

    name: Text
    never: Text
    ask_first: Text = ""


TREATMENTS: Mapping[str, Treatment] = {
    "cold": Treatment(lazy("Ice"), lazy("No ice."), lazy("Ask before ice.")),
    "heat": Treatment(lazy("Warmth"), lazy("No warmth."), lazy("Ask before warmth.")),
    "massage": Treatment(lazy("Massage"), lazy("No massage."), lazy("Ask before massage.")),
    "stretch": Treatment(lazy("Stretching"), lazy("No stretching."), lazy("Ask before stretching.")),
    "legs_up": Treatment(lazy("Legs up on a chair"), lazy("No legs up on a chair.")),
    "nsaid": Treatment(
        lazy("Pain pills such as ibuprofen"),
        lazy("No pills such as ibuprofen."),
        lazy("Ask before pills such as ibuprofen."),
    ),
    "muscle_relaxant": Treatment(lazy("Muscle relaxants"), lazy("No muscle relaxants.")),
    "paracetamol": Treatment(lazy("Paracetamol"), lazy("No paracetamol."), lazy("Ask before paracetamol.")),
    "fluids": Treatment(lazy("A target for drinks"), lazy("No target for drinks.")),
}
# The other changes that a condition makes in the plan, besides treatments left out.
ALSO: Mapping[str, Text] = {
    "diabetes": lazy("You look at your skin more often."),
    "pregnant": filled(
        lazy(
            "In Great Britain paracetamol is the first choice. A little more to drink. "
            "From %(SIDE_FROM_WEEKS)s weeks you rest on your side, and no legs up."
        )
    ),
    "breast_feeding": lazy("More to drink."),
    "breathless_lying_flat": lazy("You rest in a chair."),
    "blood_thinner": lazy("Warmth never on a fresh bruise."),
    "heavy_alcohol": lazy("No ice and no warmth after a drink."),
}
KINDLY = lazy("Rest, slow breaths and short walks still help. They carry your plan.")


@dataclass(frozen=True)
class LeftOutRow:
    """One treatment that is left out, why, and the condition behind it; `id` is for the entry of a clinician's yes."""

    kind: str
    id: UUID
    name: Text
    asks: bool
    why: str
    condition: str
    rule: str


@dataclass(frozen=True)
class LeftOutList:
    """Everything that the plan leaves out; `asks` is true if a clinician could agree to part of it."""

    rows: Sequence[LeftOutRow]
    kindly: Text
    asks: bool


@dataclass(frozen=True)
class AgreedRow:
    """A treatment that a doctor or pharmacist agreed to; `id` is for the entry that revokes it."""

    kind: str
    name: Text
    id: UUID


def trait_words(trait: str) -> str:
    """A trait in plain words."""
    return str(TRAITS[trait])


def why_left_out(treatment: str, trait: str) -> str:
    """Why the plan of a person with this trait leaves out a treatment, as a sentence; empty if it does not."""
    bar = bar_of(treatment, trait)
    return say(bar.why) if bar else ""


def changes_of(condition: str) -> str:
    """The changes that a condition makes in the plan, as short sentences."""
    found = [(TREATMENTS[treatment], bar_of(treatment, condition)) for treatment in MATRIX]
    barred = [str(words.ask_first if bar.ask else words.never) for words, bar in found if bar]
    also = [str(ALSO[condition])] if condition in ALSO else []
    return " ".join([*barred, *also]) or _("Nothing in the plan, but your doctor wants to know.")


def show_left_out(plan: Plan) -> LeftOutList | None:
    """The treatments left out and why; None if there are none."""
    if not plan.left_out:
        return None
    neither = {"cold", "heat"} <= {each.kind for each in plan.left_out}
    return LeftOutList(
        rows=[_left_out_row(each) for each in plan.left_out],
        kindly=KINDLY if neither else "",
        asks=any(each.ask for each in plan.left_out),
    )


def _left_out_row(each: LeftOut) -> LeftOutRow:
    return LeftOutRow(
        kind=each.kind,
        id=uuid4(),
        name=TREATMENTS[each.kind].name,
        asks=each.ask,
        why=say(each.why),
        condition=trait_words(each.because),
        rule=each.rule,
    )


def show_agreed(agreed: Sequence[str]) -> list[AgreedRow]:
    """The treatments that a doctor or pharmacist agreed to, each once; `agreed` holds pairs such as "heat:pregnant"."""
    kinds = dict.fromkeys(each.partition(":")[0] for each in agreed)
    return [AgreedRow(kind, TREATMENTS[kind].name, uuid4()) for kind in kinds]
