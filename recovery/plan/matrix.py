"""What each condition does to each treatment: never, or only after somebody who knows has agreed.

The rows are those of the clinical fact sheet's contra-indication matrix; a treatment not named is as usual.
"""

from recovery.plan import figures

NEVER: dict[str, tuple[str, ...]] = {
    "cold": ("numb_skin", "raynaud", "poor_circulation", "skin_wound"),
    "heat": ("numb_skin", "skin_wound", "fever", "sedatives"),
    "massage": (
        "skin_wound", "fever", "ulcer_or_bleed", "blood_thinner", "steroids", "thin_bones", "recent_back_surgery",
        "S4", "S5",
    ),
    "stretch": ("recent_back_surgery", "fever", "S4"),
    "legs_up": ("heart_failure", "breathless_lying_flat", "poor_circulation", "pregnant_28_weeks", "S5"),
    "nsaid": (
        "pregnant_20_weeks", "kidney_disease", "liver_disease", "ulcer_or_bleed", "blood_thinner", "steroids",
        "painkiller_allergy", "heavy_alcohol",
    ),
    "paracetamol": ("painkiller_allergy", "heavy_alcohol"),
    "fluids": ("heart_failure", "kidney_disease", "liver_disease", "diuretic"),
}  # fmt: skip
ASK_FIRST: dict[str, tuple[str, ...]] = {
    "cold": ("angina", "cancer", "sedatives", "recent_back_surgery", "S4"),
    "heat": ("poor_circulation", "angina", "cancer", "pregnant", "recent_back_surgery", "S4"),
    "massage": ("numb_skin", "poor_circulation", "cancer", "pregnant"),
    "stretch": ("cancer", "thin_bones", "steroids"),
    "nsaid": (
        "pregnant", "diabetes", "poor_circulation", "heart_disease", "angina", "heart_failure", "high_blood_pressure",
        "past_stroke", "cancer", "aspirin_for_heart", "asthma", "age_60", "thin_bones", "recent_back_surgery",
        "diuretic", "S4",
    ),
    "paracetamol": ("pregnant", "liver_disease", "blood_thinner"),
}  # fmt: skip


def barred(treatment: str, traits: frozenset[str]) -> str | None:
    """The first trait of the person that speaks against a treatment, the firm ones first."""
    against = NEVER.get(treatment, ()) + ASK_FIRST.get(treatment, ())
    return next((trait for trait in against if trait in traits), None)


def must_ask(treatment: str, trait: str | None) -> bool:
    """Whether what bars a treatment could be lifted by a doctor's or pharmacist's yes."""
    return trait not in NEVER.get(treatment, ()) and trait in ASK_FIRST.get(treatment, ())


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
        "S4": "S4" in flags,
        "S5": "S5" in flags,
    }
    return conditions | {trait for trait, holds in added.items() if holds}
