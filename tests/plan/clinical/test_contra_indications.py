"""The contra-indication matrix, row by row as on the fact sheet."""

import pytest

from recovery.plan.clinical.contra_indications import MATRIX, SOURCES_OF, bar_of, barred, bars, traits_of
from recovery.plan.clinical.sources import SOURCES
from recovery.plan.entries import CONDITIONS

COLUMNS = ("cold", "heat", "massage", "stretch", "nsaid", "paracetamol", "fluids")  # of the fact sheet
ROWS = {
    "breast_feeding": "- - - - - - -",
    "recent_joint_replacement": "- - - ASK - - -",
    "numb_skin": "NO NO ASK - - - -",
    "diabetes": "- - - - ASK - -",
    "raynaud": "NO - - - - - -",
    "poor_circulation": "NO ASK ASK - ASK - -",
    "heart_disease": "- - - - ASK - -",
    "angina": "ASK ASK - - ASK - -",
    "heart_failure": "- - - - ASK - NO",
    "high_blood_pressure": "- - - - ASK - -",
    "past_stroke": "- - - - ASK - -",
    "skin_wound": "NO NO NO - - - -",
    "fever": "- NO NO NO - - -",
    "cancer": "ASK ASK ASK ASK ASK - -",
    "pregnant": "- ASK ASK - ASK ASK -",
    "pregnant_20_weeks": "- - - - NO - -",
    "kidney_disease": "- - - - NO ASK NO",
    "liver_disease": "- - - - NO ASK NO",
    "ulcer_or_bleed": "- - NO - NO - -",
    "blood_thinner": "- - NO - NO ASK -",
    "steroids": "- - NO ASK NO - -",
    "aspirin_for_heart": "- - - - ASK - -",
    "asthma": "- - - - ASK - -",
    "painkiller_allergy": "- - - - NO NO -",
    "age_60": "- - - - ASK - -",
    "age_65": "- - - - - - -",
    "thin_bones": "- - NO ASK ASK - -",
    "heavy_alcohol": "- - - - NO NO -",
    "sedatives": "ASK NO - - - - -",
    "recent_back_surgery": "ASK ASK NO NO ASK - -",
    "S4": "ASK ASK NO NO ASK - -",
    "D7": "NO NO NO - - - -",
    "E12": "- - - - ASK - -",
    "breathless_lying_flat": "- - - - - - -",
    "diuretic": "- - - - ASK - NO",
}


@pytest.mark.parametrize("trait", ROWS)
def test_a_condition_bars_the_treatments_of_its_row(trait: str) -> None:
    words = []
    for treatment in COLUMNS:
        bar = bar_of(treatment, trait)
        words.append("-" if bar is None else "ASK" if bar.ask else "NO")
    assert " ".join(words) == ROWS[trait]


def test_every_condition_has_a_row_and_every_trait_can_occur() -> None:
    assert set(CONDITIONS) <= set(ROWS)
    used = {bar.trait for row in MATRIX.values() for bar in row}
    assert used <= set(ROWS) | {"pregnant_28_weeks", "S5"}


def test_a_firm_no_is_named_before_a_question() -> None:
    assert barred("cold", frozenset({"angina", "numb_skin"})) == "numb_skin"
    assert barred("walk", frozenset(CONDITIONS)) is None
    assert all(sorted(row, key=lambda bar: bar.ask) == list(row) for row in MATRIX.values())


def test_a_clinicians_yes_lifts_ask_first_and_never_a_firm_no() -> None:
    person, yes = frozenset({"angina", "numb_skin"}), frozenset({"cold:angina", "cold:numb_skin"})
    assert [bar.trait for bar in bars("cold", person)] == ["numb_skin", "angina"]
    assert [bar.trait for bar in bars("cold", person, yes)] == ["numb_skin"]
    assert barred("heat", frozenset({"angina"}), yes) == "angina"  # asked about ice, not about warmth
    assert barred("cold", frozenset({"angina", "cancer"}), yes) == "cancer"  # known since


def test_in_great_britain_pregnancy_is_no_bar_to_paracetamol() -> None:
    pregnant = frozenset({"pregnant"})
    assert [barred("paracetamol", pregnant, country=country) for country in ("GB", "US", "DE", None)] == [
        *(None, "pregnant", "pregnant", "pregnant"),
    ]
    assert barred("nsaid", pregnant, country="GB") == "pregnant"
    lifted = [(treatment, bar.trait, bar.not_in) for treatment, row in MATRIX.items() for bar in row if bar.not_in]
    assert lifted == [("paracetamol", "pregnant", ("GB",))]


def test_every_bar_says_why_and_every_treatment_has_its_source() -> None:
    assert set(SOURCES_OF) == set(MATRIX)
    assert {source for sources in SOURCES_OF.values() for source in sources.split(",")} <= set(SOURCES)
    assert all(str(bar.why).endswith(".") for row in MATRIX.values() for bar in row)


@pytest.mark.parametrize(
    ("age", "weeks", "flags", "added"),
    [
        (None, None, set(), set()),
        (59, 19, set(), {"pregnant"}),
        (60, 20, set(), {"age_60", "pregnant", "pregnant_20_weeks"}),
        (65, 28, {"S1"}, {"age_60", "age_65", "pregnant", "pregnant_20_weeks", "pregnant_28_weeks", "fever"}),
        (64, None, {"S4", "S5", "D6", "D1"}, {"age_60", "S4", "S5", "thin_bones"}),
        (None, None, {"S8"}, {"blood_thinner"}),
        (None, None, {"D7", "E12", "D9"}, {"D7", "E12"}),
    ],
)
def test_age_pregnancy_and_flags_add_traits(
    age: int | None, weeks: int | None, flags: set[str], added: set[str]
) -> None:
    assert traits_of(frozenset({"asthma"}), age, weeks, frozenset(flags)) == {"asthma", *added}
