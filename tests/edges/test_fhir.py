"""The bundle is R4 as a validator reads it, says what was told and no more, and is the same each time.

fhir.resources has no models of R4 itself: those of R4B (4.3.0) stand for it, which left these three resources alone.
"""

from datetime import datetime, timedelta
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle
from hypothesis import given, settings
from pydantic import ValidationError

from recovery.edges.fhir import bundle
from recovery.plan.build import situation_at
from recovery.plan.facts import parse_journal
from tests.plan.cases import START, Raw, about, after, check_in, on, onset, walk
from tests.plan.journals import cases, read

NOON = on(2, "12:00")


def resources(*entries: Raw, now: datetime = NOON, **told: Any) -> list[dict[str, Any]]:
    journal = parse_journal([about(**told), onset(), *entries], now)
    return [entry["resource"] for entry in bundle(situation_at(journal, now))["entry"]]


@settings(max_examples=40, deadline=None)
@given(cases())
def test_every_journal_makes_a_bundle_that_the_validator_accepts(case: tuple[list[Raw], datetime]) -> None:
    journal, now = read(case)
    made = bundle(situation_at(journal, now))
    assert Bundle.model_validate(made).type == "collection"
    assert made == bundle(situation_at(journal[::-1], now))
    urls = [entry["fullUrl"] for entry in made["entry"]]
    assert len(urls) == len(set(urls))


def test_the_validator_would_find_a_mistake() -> None:
    made = bundle(situation_at(parse_journal([about(), onset(), check_in(START, 6)], after(1)), after(1)))
    del made["entry"][1]["resource"]["status"]
    with pytest.raises(ValidationError, match="status"):
        Bundle.model_validate(made)


def test_the_patient_is_a_year_of_birth_and_nothing_else() -> None:
    told = resources(birth_year=1984, sex="f", conditions=["diabetes"])[0]
    assert {key: value for key, value in told.items() if key != "id"} == {
        "resourceType": "Patient",
        "birthDate": "1984",
    }
    assert "birthDate" not in resources()[0]


def test_pain_stands_with_its_code_its_scale_and_the_persons_own_clock() -> None:
    pain = resources(check_in(after(2), 6), check_in(after(3)), time_zone="Asia/Kolkata")[1:]
    assert [each["effectiveDateTime"] for each in pain] == ["2026-12-07T16:30:00+05:30"]
    assert pain[0]["code"]["coding"][0]["code"] == "72514-3"
    assert pain[0]["valueQuantity"]["value"] == 6
    assert pain[0]["valueQuantity"]["code"] == "{score}"


def test_minutes_are_summed_by_day_today_is_not_final_and_silence_is_no_zero() -> None:
    walked = [walk(on(1, "10:00"), minutes=4), walk(on(1, "11:00"), minutes=5), walk(on(3, "09:00"), minutes=7)]
    days = resources(*walked, now=on(3, "12:00"))[1:]
    assert [each["valueQuantity"]["value"] for each in days] == [9, 7]
    assert [each["status"] for each in days] == ["final", "preliminary"]
    assert days[0]["effectivePeriod"] == {"start": "2026-12-07T09:00:00+00:00", "end": "2026-12-08T07:00:00+00:00"}
    assert days[1]["effectivePeriod"]["end"] == "2026-12-09T12:00:00+00:00"


def test_ids_stay_when_more_is_told() -> None:
    before = {each["id"] for each in resources(check_in(after(2), 6), now=after(3))}
    later = {each["id"] for each in resources(check_in(after(2), 6), check_in(after(5), 5), now=after(6))}
    assert before < later


def test_what_was_taken_back_is_not_told() -> None:
    told = check_in(after(2), 6) | {"id": "00000000-0000-0000-0000-000000000001"}
    gone = {"kind": "withdrawn", "at": after(2) + timedelta(minutes=1), "entry": told["id"]}
    assert len(resources(told)) == 2
    assert len(resources(told, gone)) == 1
