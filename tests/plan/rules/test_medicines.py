"""Medicine cards: information, shown only to those it is not dangerous for."""

import re
from typing import Any

import pytest

from recovery.plan.book import BOOK
from recovery.plan.clinical.contra_indications import MATRIX
from recovery.plan.clinical.red_flags import RED_FLAGS
from recovery.plan.rules.medicines import ASK_BEFORE_CHANGE, NOT_FOR_YOU, NSAID_LINES, TOO_MANY_DAYS, TWO_NSAIDS
from tests.plan.cases import START, Raw, after, card, check_in, days_of, entry, notice, on, plan
from tests.sentences import texts

NSAID = [
    *("kidney_disease", "liver_disease", "ulcer_or_bleed", "blood_thinner", "steroids", "painkiller_allergy"),
    *("heavy_alcohol", "diabetes", "poor_circulation", "heart_disease", "angina", "heart_failure"),
    *("high_blood_pressure", "past_stroke", "cancer", "aspirin_for_heart", "asthma", "thin_bones"),
    *("recent_back_surgery", "diuretic"),
]
PARACETAMOL = ["painkiller_allergy", "heavy_alcohol", "liver_disease", "kidney_disease", "blood_thinner"]


@pytest.mark.parametrize("condition", NSAID)
def test_nsaid_card_is_hidden_with_a_condition_against_it(condition: str) -> None:
    found = card(plan(START, conditions=[condition]), "nsaid")
    assert (found.shown, found.because) == (False, condition)


@pytest.mark.parametrize("condition", ["numb_skin", "raynaud", "skin_wound", "sedatives", "breathless_lying_flat"])
def test_nsaid_card_is_shown_with_other_conditions(condition: str) -> None:
    assert card(plan(START, conditions=[condition]), "nsaid").shown


@pytest.mark.parametrize("condition", PARACETAMOL)
def test_paracetamol_card_is_hidden_with_a_condition_against_it(condition: str) -> None:
    found = card(plan(START, conditions=[condition]), "paracetamol")
    assert (found.shown, found.because) == (False, condition)


@pytest.mark.parametrize(
    ("told", "nsaid", "paracetamol"),
    [
        ({"birth_year": 2026 - 59}, None, None),
        ({"birth_year": 2026 - 60}, "age_60", None),
        ({"weeks_pregnant": 19}, "pregnant", None),
        ({"weeks_pregnant": 19, "country": "US"}, "pregnant", "pregnant"),
        ({"weeks_pregnant": 19, "country": "FR"}, "pregnant", "pregnant"),
        ({"weeks_pregnant": 20, "time_zone": "America/New_York"}, "pregnant_20_weeks", "pregnant"),
        ({"weeks_pregnant": 20, "time_zone": "UTC"}, "pregnant_20_weeks", "pregnant"),
        ({"weeks_pregnant": 20}, "pregnant_20_weeks", None),
        ({"conditions": ["pregnant"]}, "pregnant_20_weeks", None),
    ],
)
def test_nsaid_card_and_paracetamol_card_look_at_age_and_pregnancy(
    told: dict[str, Any], nsaid: str | None, paracetamol: str | None
) -> None:
    shown = plan(START, **told)
    assert (card(shown, "nsaid").because, card(shown, "paracetamol").because) == (nsaid, paracetamol)


@pytest.mark.parametrize(
    ("told", "said", "silent"),
    [
        ({}, "At most 4,000 mg in 24 hours from all products.", "3,000"),
        ({"country": "US"}, "At most 3,000 mg in 24 hours from all products.", "4,000"),
        ({"time_zone": "America/New_York"}, "At most 3,000 mg in 24 hours from all products.", "4,000"),
        ({"time_zone": "UTC"}, "At most 3,000 mg in 24 hours from all products.", "4,000"),
        ({"country": "DE"}, "Your own pack says how much. Never more than 4,000 mg", "At most"),
    ],
)
def test_paracetamol_card_says_what_packs_of_the_country_say(told: dict[str, Any], said: str, silent: str) -> None:
    lines = " ".join(map(str, card(plan(START, **told), "paracetamol").lines))
    assert said in lines
    assert silent not in lines
    assert "if you weigh less than 50 kg" in lines


@pytest.mark.parametrize(("told", "shown"), [({}, True), ({"country": "US"}, False), ({"country": "IE"}, False)])
def test_nsaid_card_says_what_the_nhs_says_in_great_britain_only(told: dict[str, Any], shown: bool) -> None:
    lines = " ".join(map(str, card(plan(START, **told), "nsaid").lines))
    assert ("The NHS says: ibuprofen at most 3 times a day, with 6 hours between." in lines) == shown
    assert ("A pharmacist may sell you naproxen. Its pack says how much." in lines) == shown


def test_paracetamol_card_is_worded_for_pregnancy_in_great_britain() -> None:
    lines = " ".join(map(str, card(plan(START, weeks_pregnant=12), "paracetamol").lines))
    assert "When pregnant it is the first choice" in lines
    assert "When pregnant" not in " ".join(map(str, card(plan(START), "paracetamol").lines))


def test_weeks_of_pregnancy_count_on_and_end_with_the_birth() -> None:
    told = {"weeks_pregnant": 19, "conditions": ["pregnant"]}
    assert card(plan(after(24 * 6.9), **told), "nsaid").because == "pregnant"
    assert card(plan(after(24 * 7), **told), "nsaid").because == "pregnant_20_weeks"
    born = {"kind": "about", "at": after(24 * 8), "conditions": []}
    assert card(plan(after(24 * 9), born, **told), "nsaid").because is None
    assert card(plan(after(24 * 7 * 27), weeks_pregnant=19, country="US"), "paracetamol").because is None


@pytest.mark.parametrize(("pain", "because"), [(6, "not_severe"), (7, None)])
def test_muscle_relaxant_card_is_shown_when_the_pain_is_severe(pain: int, because: str | None) -> None:
    found = card(plan(START, check_in(START, pain)), "muscle_relaxant")
    assert (found.because, found.shown) == (because, because is None)


@pytest.mark.parametrize("condition", ["pregnant", "heavy_alcohol", "sedatives"])
def test_muscle_relaxant_card_is_hidden_with_a_condition_against_it(condition: str) -> None:
    found = card(plan(START, check_in(START, 9), conditions=[condition]), "muscle_relaxant")
    assert (found.because, found.shown) == (condition, False)


def test_no_card_names_a_dose_of_a_muscle_relaxant_or_says_take_one() -> None:
    shown = plan(START, check_in(START, 9))
    lines = [str(line) for kind in ("nsaid", "paracetamol", "muscle_relaxant") for line in card(shown, kind).lines]
    assert not any(" mg" in str(line) for line in card(shown, "muscle_relaxant").lines)
    assert not any(line.startswith("Take ") for line in lines)
    assert sum("label wins" in line for line in lines) == 2


def test_recovery_ends_the_pill_cards() -> None:
    journal = days_of([1, 1], [0])
    journal[1]["limits"] = False
    shown = plan(on(3, "08:00"), *journal)
    assert shown.phase == "keep_well"
    assert {card(shown, kind).because for kind in ("nsaid", "paracetamol", "muscle_relaxant")} == {"recovered"}


def took(name: str, hours: float, mg: float | None = None) -> Raw:
    return entry("medicine", after(hours), name=name, mg=mg)


@pytest.mark.parametrize(
    ("name", "most", "country"),
    [
        ("ibuprofen", 1200, "US"),
        ("naproxen", 660, "US"),
        ("aspirin", 3900, "US"),
        ("paracetamol", 3000, "US"),
        ("ibuprofen", 1200, "GB"),
        ("aspirin", 3900, "GB"),
        ("paracetamol", 4000, "GB"),
        ("paracetamol", 4000, "DE"),
    ],
)
def test_too_much_medicine_is_said_for_24_real_hours(name: str, most: int, country: str) -> None:
    assert notice(plan(after(2), took(name, 1, most), country=country), "too_much_medicine") is None
    over = [took(name, 1, most / 2), took(name, 2, most / 2 + 1)]
    found = notice(plan(after(24.99), *over, country=country), "too_much_medicine")
    assert found is not None
    assert (found.level, found.because["medicines"]) == ("soon", [name])
    assert notice(plan(after(25), *over, country=country), "too_much_medicine") is None


@pytest.mark.parametrize("country", ["GB", "DE"])
def test_too_much_medicine_does_not_measure_naproxen_by_us_packs(country: str) -> None:
    assert notice(plan(after(3), took("naproxen", 1, 750), country=country), "too_much_medicine") is None


def test_too_much_medicine_counts_a_dose_without_mg_as_the_most_at_once() -> None:
    taken = [took("paracetamol", hour) for hour in (1, 7, 13, 19, 20)]
    assert notice(plan(after(19), *taken), "too_much_medicine") is None
    assert notice(plan(after(20), *taken), "too_much_medicine") is not None
    assert notice(plan(after(20), *[took("other", hour, 9000) for hour in (1, 2)]), "too_much_medicine") is None


@pytest.mark.parametrize(
    ("told", "call"),
    [
        ({"country": "US"}, "1-800-222-1222"),
        ({"time_zone": "America/New_York"}, "1-800-222-1222"),
        ({"country": "GB", "time_zone": "America/New_York"}, None),
        ({}, None),
    ],
)
def test_too_much_medicine_names_the_poison_line_in_the_us_only(told: dict[str, Any], call: str | None) -> None:
    found = notice(plan(after(2), took("paracetamol", 1, 5000), **told), "too_much_medicine")
    assert found is not None
    assert found.because["call"] == call


def test_two_nsaids_are_said_for_24_hours() -> None:
    both = [took("ibuprofen", 1, 200), took("naproxen", 5, 220)]
    found = notice(plan(after(24.99), *both), "two_nsaids")
    assert found is not None
    assert (found.level, found.because["medicines"]) == ("soon", ["ibuprofen", "naproxen"])
    assert notice(plan(after(25), *both), "two_nsaids") is None
    assert notice(plan(after(6), took("ibuprofen", 1), took("paracetamol", 5)), "two_nsaids") is None


@pytest.mark.parametrize(
    ("condition", "name", "treatment", "ask"),
    [
        ("blood_thinner", "ibuprofen", "nsaid", False),
        ("blood_thinner", "paracetamol", "paracetamol", True),
        ("asthma", "aspirin", "nsaid", True),
    ],
)
def test_pill_not_for_you_is_said_for_24_hours(condition: str, name: str, treatment: str, ask: bool) -> None:
    found = notice(plan(after(24.99), took(name, 1), conditions=[condition]), "pill_not_for_you")
    assert found is not None
    assert found.level == "soon"
    assert found.because == {"treatment": treatment, "condition": condition, "ask": ask}
    assert notice(plan(after(25), took(name, 1), conditions=[condition]), "pill_not_for_you") is None
    assert notice(plan(after(2), took(name, 1), conditions=["raynaud"]), "pill_not_for_you") is None


def test_pill_not_for_you_ends_when_a_doctor_agrees() -> None:
    said = {"conditions": ["asthma"], "agreed": ["nsaid:asthma"]}
    assert notice(plan(after(2), took("ibuprofen", 1), **said), "pill_not_for_you") is None


@pytest.mark.parametrize("flags", [["E1"], []])
def test_behind_a_closed_gate_only_the_days_of_pills_count(flags: list[str]) -> None:
    told = check_in(after(3), 5, flags=flags, screened=True)
    shown = plan(after(4), took("ibuprofen", 1, 5000), took("naproxen", 2), told)
    assert shown.medicine.day_count == 1
    assert bool(shown.medicine.next) == bool(notice(shown, "too_much_medicine")) == (not flags)
    assert bool(notice(shown, "two_nsaids")) == (not flags)


@pytest.mark.parametrize(
    ("days", "code", "level"),
    [(7, None, None), (8, "medicine_8_days", "info"), (9, "medicine_8_days", "info"), (10, "medicine_10_days", "soon")],
)
def test_days_of_pills_warn_on_day_8_and_stop_on_day_10(days: int, code: str | None, level: str | None) -> None:
    taken = [took("ibuprofen", 24 * day + 1, 200) for day in range(days)]
    shown = plan(after(24 * days), *taken)
    told = [each for each in shown.notices if each.code.startswith("medicine_")]
    assert [(each.code, each.level) for each in told] == ([(code, level)] if code else [])
    assert all(each.because == {"days": days} for each in told)


def test_no_sentence_about_medicines_says_to_stop_one() -> None:
    """A doctor may have prescribed it."""
    files = ("recovery/plan/rules/medicines.py", "recovery/plan/ledger.py", "recovery/presenters/medicine.py")
    about_pills = [text.words for text in texts() if text.file in files]
    about_pills += [str(bar.why) for name in ("nsaid", "paracetamol", "muscle_relaxant") for bar in MATRIX[name]]
    about_pills += [f"{RED_FLAGS['E12'].tells} {RED_FLAGS['E12'].why}"]
    about_pills += [str(figure.unit) for name, figure in BOOK.items() if name.startswith("MEDICINE_")]
    assert len(about_pills) > 60
    assert [
        words
        for words in about_pills
        if re.search(r"(?<!label )(?<!labels )\bstop|\bno more|do not take|take no\b", words, re.I)
    ] == []
    cards = [*NSAID_LINES, TOO_MANY_DAYS, TWO_NSAIDS, NOT_FOR_YOU]
    assert sum("before the next one" in str(words.having(days=10)) for words in cards) == 3
    assert ASK_BEFORE_CHANGE in NSAID_LINES
