"""Medicine cards: information, shown only to those it is not dangerous for."""

from typing import Any

import pytest

from tests.plan.cases import START, Raw, after, card, check_in, days_of, entry, notice, on, plan

NSAID = [
    *("kidney_disease", "liver_disease", "ulcer_or_bleed", "blood_thinner", "steroids", "painkiller_allergy"),
    *("heavy_alcohol", "diabetes", "poor_circulation", "heart_disease", "angina", "heart_failure"),
    *("high_blood_pressure", "past_stroke", "cancer", "aspirin_for_heart", "asthma", "thin_bones"),
    *("recent_back_surgery", "diuretic"),
]
PARACETAMOL = ["painkiller_allergy", "heavy_alcohol", "liver_disease", "blood_thinner"]


@pytest.mark.parametrize("condition", NSAID)
def test_who_does_not_see_the_card_of_ibuprofen_and_its_like(condition: str) -> None:
    found = card(plan(START, conditions=[condition]), "nsaid")
    assert (found.shown, found.because) == (False, condition)


@pytest.mark.parametrize("condition", ["numb_skin", "raynaud", "skin_wound", "sedatives", "breathless_lying_flat"])
def test_who_does(condition: str) -> None:
    assert card(plan(START, conditions=[condition]), "nsaid").shown


@pytest.mark.parametrize("condition", PARACETAMOL)
def test_who_does_not_see_the_card_of_paracetamol(condition: str) -> None:
    found = card(plan(START, conditions=[condition]), "paracetamol")
    assert (found.shown, found.because) == (False, condition)


@pytest.mark.parametrize(
    ("told", "nsaid", "paracetamol"),
    [
        ({"birth_year": 2026 - 59}, None, None),
        ({"birth_year": 2026 - 60}, "age_60", None),
        ({"weeks_pregnant": 19}, "pregnant", "pregnant"),
        ({"weeks_pregnant": 20}, "pregnant_20_weeks", "pregnant"),
        ({"conditions": ["pregnant"]}, "pregnant_20_weeks", "pregnant"),
    ],
)
def test_age_and_pregnancy(told: dict[str, Any], nsaid: str | None, paracetamol: str | None) -> None:
    shown = plan(START, **told)
    assert (card(shown, "nsaid").because, card(shown, "paracetamol").because) == (nsaid, paracetamol)


def test_weeks_go_on_counting_and_end_with_the_birth() -> None:
    told = {"weeks_pregnant": 19, "conditions": ["pregnant"]}
    assert card(plan(after(24 * 6.9), **told), "nsaid").because == "pregnant"
    assert card(plan(after(24 * 7), **told), "nsaid").because == "pregnant_20_weeks"
    born = {"kind": "about", "at": after(24 * 8), "conditions": []}
    assert card(plan(after(24 * 9), born, **told), "nsaid").because is None
    assert card(plan(after(24 * 7 * 27), weeks_pregnant=19), "paracetamol").because is None


@pytest.mark.parametrize(("pain", "because"), [(6, "not_severe"), (7, None)])
def test_muscle_relaxants_are_explained_when_it_is_severe(pain: int, because: str | None) -> None:
    assert card(plan(START, check_in(START, pain)), "muscle_relaxant").because == because


def test_no_card_names_a_dose_of_a_muscle_relaxant_or_tells_anybody_to_take_one() -> None:
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
    ("name", "most"), [("ibuprofen", 1200), ("naproxen", 660), ("aspirin", 3900), ("paracetamol", 4000)]
)
def test_more_than_the_label_allows_in_24_real_hours_is_told_until_they_are_over(name: str, most: int) -> None:
    assert notice(plan(after(2), took(name, 1, most)), "too_much_medicine") is None
    over = [took(name, 1, most / 2), took(name, 2, most / 2 + 1)]
    found = notice(plan(after(24.99), *over), "too_much_medicine")
    assert found is not None
    assert (found.level, found.because["medicines"]) == ("soon", [name])
    assert notice(plan(after(25), *over), "too_much_medicine") is None


def test_doses_without_mg_are_too_much_as_soon_as_they_can_be() -> None:
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
def test_the_poison_line_of_the_label_is_for_people_in_the_us(told: dict[str, Any], call: str | None) -> None:
    found = notice(plan(after(2), took("paracetamol", 1, 5000), **told), "too_much_medicine")
    assert found is not None
    assert found.because["call"] == call


def test_two_kinds_in_24_hours_are_told_until_they_are_over() -> None:
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
def test_a_logged_pill_that_is_not_for_the_person_is_told_until_24_hours_are_over(
    condition: str, name: str, treatment: str, ask: bool
) -> None:
    found = notice(plan(after(24.99), took(name, 1), conditions=[condition]), "pill_not_for_you")
    assert found is not None
    assert found.level == "soon"
    assert found.because == {"treatment": treatment, "condition": condition, "ask": ask}
    assert notice(plan(after(25), took(name, 1), conditions=[condition]), "pill_not_for_you") is None
    assert notice(plan(after(2), took(name, 1), conditions=["raynaud"]), "pill_not_for_you") is None


def test_a_doctors_yes_to_a_pill_ends_that_notice() -> None:
    said = {"conditions": ["asthma"], "agreed": ["nsaid:asthma"]}
    assert notice(plan(after(2), took("ibuprofen", 1), **said), "pill_not_for_you") is None


@pytest.mark.parametrize("flags", [["E1"], []])
def test_behind_a_closed_gate_the_days_count_and_nothing_else_is_said(flags: list[str]) -> None:
    told = check_in(after(3), 5, flags=flags, screened=True)
    shown = plan(after(4), took("ibuprofen", 1, 5000), took("naproxen", 2), told)
    assert shown.medicine.day_count == 1
    assert bool(shown.medicine.next) == bool(notice(shown, "too_much_medicine")) == (not flags)
    assert bool(notice(shown, "two_nsaids")) == (not flags)
