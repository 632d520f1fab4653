"""Conditions in plain words: what a person ticks, what it changes in the plan, and what is left out because of it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.plan.advice import Plan
from recovery.plan.matrix import MATRIX, bar_of
from recovery.say import say

Rows = Sequence[tuple[str, Any]]
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
    ),
    "more": (
        ("pregnant", lazy("Pregnant")),
        ("diabetes", lazy("Diabetes")),
        ("cancer", lazy("Cancer, now or in the past")),
        ("asthma", lazy("Asthma")),
        ("painkiller_allergy", lazy("Allergy to a pain pill")),
        ("heavy_alcohol", lazy("3 or more alcoholic drinks a day")),
        ("sedatives", lazy("Pills that make you sleepy, or you cannot take off a pack alone")),
    ),
}
# What age, pregnancy and open flags add to the conditions.
ADDED = {
    "pregnant_20_weeks": lazy("Pregnant for 20 weeks or more"),
    "pregnant_28_weeks": lazy("Pregnant for 28 weeks or more"),
    "age_60": lazy("Age 60 or older"),
    "age_65": lazy("Age 65 or older"),
    "fever": lazy("A fever"),
    "S4": lazy("A fall or a knock"),
    "S5": lazy("A swollen calf"),
}
TOLD: Mapping[str, Any] = {trait: words for rows in CONDITIONS.values() for trait, words in rows} | ADDED
NAMES = {
    "cold": lazy("Ice"),
    "heat": lazy("Warmth"),
    "massage": lazy("Massage"),
    "stretch": lazy("Stretching"),
    "legs_up": lazy("Legs up on a chair"),
    "nsaid": lazy("Pain pills such as ibuprofen"),
    "muscle_relaxant": lazy("Muscle relaxants"),
    "paracetamol": lazy("Paracetamol"),
    "fluids": lazy("A target for drinks"),
}
NEVER = {
    "cold": lazy("No ice."),
    "heat": lazy("No warmth."),
    "massage": lazy("No massage."),
    "stretch": lazy("No stretching."),
    "legs_up": lazy("No legs up on a chair."),
    "nsaid": lazy("No pills such as ibuprofen."),
    "muscle_relaxant": lazy("No muscle relaxants."),
    "paracetamol": lazy("No paracetamol."),
    "fluids": lazy("No target for drinks."),
}
ASK_FIRST = {
    "cold": lazy("Ask before ice."),
    "heat": lazy("Ask before warmth."),
    "massage": lazy("Ask before massage."),
    "stretch": lazy("Ask before stretching."),
    "nsaid": lazy("Ask before pills such as ibuprofen."),
    "paracetamol": lazy("Ask before paracetamol."),
}
# What a condition changes besides leaving something out.
ALSO = {
    "diabetes": lazy("You look at your skin more often."),
    "pregnant": lazy("A little more to drink. From 28 weeks you rest on your side, and no legs up."),
    "breathless_lying_flat": lazy("You rest in a chair."),
    "blood_thinner": lazy("Warmth never on a fresh bruise."),
    "heavy_alcohol": lazy("No ice and no warmth after a drink."),
}
KINDLY = lazy("Rest, slow breaths and short walks still help. They carry your plan.")


def told(trait: str) -> str:
    """A condition in plain words."""
    return str(TOLD[trait])


def why_left_out(treatment: str, trait: str) -> str:
    """One sentence why a treatment is not for somebody with this trait."""
    bar = bar_of(treatment, trait)
    return say(bar.why) if bar else ""


def changes_of(condition: str) -> str:
    """What a condition changes in the plan, in a few short sentences."""
    found = [(treatment, bar_of(treatment, condition)) for treatment in MATRIX]
    barred = [str(ASK_FIRST[treatment] if bar.ask else NEVER[treatment]) for treatment, bar in found if bar]
    also = [str(ALSO[condition])] if condition in ALSO else []
    return " ".join([*barred, *also]) or _("Nothing in the plan, but your doctor wants to know.")


def show_left_out(plan: Plan) -> dict[str, Any] | None:
    """What is not for this person, with the reason and what they said; None where nothing is left out."""
    if not plan.left_out:
        return None
    neither = {"cold", "heat"} <= {each.kind for each in plan.left_out}
    return {
        "rows": [
            {
                "kind": each.kind,
                "id": uuid4(),
                "name": NAMES[each.kind],
                "asks": each.ask,
                "why": say(each.why),
                "told": told(each.because),
                "rule": each.rule,
            }
            for each in plan.left_out
        ],
        "kindly": KINDLY if neither else "",
        "asks": any(each.ask for each in plan.left_out),
    }


def show_agreed(agreed: Sequence[str]) -> list[dict[str, Any]]:
    """What a doctor or pharmacist said yes to, each once."""
    kinds = dict.fromkeys(each.partition(":")[0] for each in agreed)
    return [{"kind": kind, "name": NAMES[kind], "id": uuid4()} for kind in kinds]
