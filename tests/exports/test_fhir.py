"""The bundle is valid FHIR R4, holds only data of the journal, and is the same each time.

fhir.resources has no models of R4. Its models of R4B (4.3.0) do as well, because R4B did not change these resources.
"""

from datetime import datetime, timedelta
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle
from hypothesis import given, settings
from pydantic import ValidationError

from recovery.exports.fhir import bundle
from recovery.plan.build import situation_at
from recovery.plan.entries import parse_journal
from tests.plan.cases import START, Raw, about, after, check_in, entry, on, onset, walk
from tests.plan.journals import cases, read

NOON = on(2, "12:00")


def resources(*entries: Raw, now: datetime = NOON, **person: Any) -> list[dict[str, Any]]:
    journal = parse_journal([about(**person), onset(), *entries], now)
    return [entry["resource"] for entry in bundle(situation_at(journal, now))["entry"]]


@settings(max_examples=40, deadline=None)
@given(cases())
def test_the_bundle_of_any_journal_is_valid_and_does_not_depend_on_its_order(case: tuple[list[Raw], datetime]) -> None:
    journal, now = read(case)
    made = bundle(situation_at(journal, now))
    assert Bundle.model_validate(made).type == "collection"
    assert made == bundle(situation_at(journal[::-1], now))
    urls = [entry["fullUrl"] for entry in made["entry"]]
    assert len(urls) == len(set(urls))


def test_the_validator_finds_a_mistake() -> None:
    made = bundle(situation_at(parse_journal([about(), onset(), check_in(START, 6)], after(1)), after(1)))
    del made["entry"][1]["resource"]["status"]
    with pytest.raises(ValidationError, match="status"):
        Bundle.model_validate(made)


def test_the_patient_has_a_year_of_birth_and_nothing_else() -> None:
    patient = resources(birth_year=1984, sex="f", conditions=["diabetes"])[0]
    assert {key: value for key, value in patient.items() if key != "id"} == {
        "resourceType": "Patient",
        "birthDate": "1984",
    }
    assert "birthDate" not in resources()[0]


def test_pain_has_its_code_its_unit_and_the_time_zone_of_the_person() -> None:
    pain = resources(check_in(after(2), 6), check_in(after(3)), time_zone="Asia/Kolkata")[1:]
    assert [each["effectiveDateTime"] for each in pain] == ["2026-12-07T16:30:00+05:30"]
    assert pain[0]["code"]["coding"][0]["code"] == "72514-3"
    assert pain[0]["valueQuantity"]["value"] == 6
    assert pain[0]["valueQuantity"]["code"] == "{score}"


def test_minutes_are_summed_by_day_and_a_day_without_a_walk_is_left_out() -> None:
    walked = [walk(on(1, "10:00"), minutes=4), walk(on(1, "11:00"), minutes=5), walk(on(3, "09:00"), minutes=7)]
    days = [each for each in resources(*walked, now=on(3, "12:00")) if "55411-3" in str(each)]
    assert [each["valueQuantity"]["value"] for each in days] == [9, 7]
    assert [each["status"] for each in days] == ["final", "preliminary"]
    assert days[0]["effectivePeriod"] == {"start": "2026-12-07T09:00:00+00:00", "end": "2026-12-08T07:00:00+00:00"}
    assert days[1]["effectivePeriod"]["end"] == "2026-12-09T12:00:00+00:00"


def test_pain_after_a_walk_says_so() -> None:
    found = resources(walk(on(1, "10:00"), before=3, after=5))[1:3]
    assert [(each["valueQuantity"]["value"], "method" in each) for each in found] == [(3, False), (5, True)]


def test_doses_treatments_and_measures_have_their_words_and_amounts() -> None:
    found = resources(
        entry("medicine", on(1, "10:00"), name="ibuprofen", mg=400),
        entry("medicine", on(1, "16:00"), name="paracetamol"),
        entry("cold", on(1, "11:00"), minutes=20),
        entry("roland", on(1, "12:00"), ticked=[1, 2, 3]),
        entry("activities", on(1, "12:30"), scores=[{"name": "Socks", "score": 8}, {"name": "Stairs", "score": 3}]),
    )
    first, second = (each for each in found if each["resourceType"] == "MedicationStatement")
    assert first["dosage"][0]["doseAndRate"][0]["doseQuantity"]["value"] == 400
    assert (second["medicationCodeableConcept"], "dosage" in second) == ({"text": "paracetamol"}, False)
    [ice] = (each for each in found if each["resourceType"] == "Procedure")
    assert ice["code"] == {"text": "cold"}
    assert ice["performedPeriod"]["end"] == "2026-12-07T11:20:00+00:00"
    measured = [each for each in found if each["resourceType"] == "Observation" and "text" in each["code"]]
    scores = {each["code"]["text"]: each["valueQuantity"]["value"] for each in measured}
    assert scores == {"Roland-Morris": 3, "Own activities, mean": 5.5}


def test_ids_stay_the_same_when_entries_are_added() -> None:
    before = {each["id"] for each in resources(check_in(after(2), 6), now=after(3))}
    later = {each["id"] for each in resources(check_in(after(2), 6), check_in(after(5), 5), now=after(6))}
    assert before < later


def test_withdrawn_entries_are_left_out() -> None:
    pain = check_in(after(2), 6) | {"id": "00000000-0000-0000-0000-000000000001"}
    withdrawn = {"kind": "withdrawn", "at": after(2) + timedelta(minutes=1), "entry": pain["id"]}
    assert len(resources(pain)) == 2
    assert len(resources(pain, withdrawn)) == 1
