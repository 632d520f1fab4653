"""The lines of each country, held against each other and against the sources."""

import re

import pytest

from recovery.plan.clinical.countries import COUNTRIES, EU, country_lines, emergency_number
from recovery.plan.clinical.sources import SOURCES
from recovery.plan.clinical.zones import COUNTRY_OF, country_of
from recovery.plan.entries import zone_names
from recovery.plan.entries.readers import country_code


@pytest.mark.parametrize("code", COUNTRIES)
def test_each_line_is_a_number_with_a_source_and_a_date(code: str) -> None:
    country = COUNTRIES[code]
    assert country_code(code) == code
    assert country.emergency
    assert all(re.fullmatch(r"\d{2,5}", number) for number in country.emergency)
    if country.advice:
        assert re.fullmatch(r"\d{3,10}", country.advice.number)
        assert country.advice.number not in country.emergency
    assert country.crisis is None or country.crisis.isdigit()
    assert set(country.source.split(",")) <= set(SOURCES)
    assert re.fullmatch(r"\d{4}-\d{2}", country.read)


def test_112_works_in_every_state_of_the_eu() -> None:
    assert len(set(EU)) == 27
    assert [code for code in EU if "112" not in COUNTRIES[code].emergency or "153" not in COUNTRIES[code].source] == []


def test_111_gives_advice_in_great_britain_only() -> None:
    assert [code for code, country in COUNTRIES.items() if country.advice and country.advice.number == "111"] == ["GB"]
    assert [code for code, country in COUNTRIES.items() if "111" in country.emergency] == ["NZ"]


# Countries and numbers as on the fact sheet, without those of the EU that have 112 only.
FACT_SHEET = """
    IN 112, TR 112, GH 112, GB 999, IE 999, PL 999, FR 15, IT 118, AT 144, CH 144, NO 113, GR 166, CZ 155, HU 104,
    UA 103, RU 103, ZA 10177, KE 999, ID 119, US 911, CA 911, MX 911, PH 911, AU 000, NZ 111, JP 119, KR 119, TW 119,
    CN 120, HK 999, SG 995, MY 999, BD 999, PK 1122, TH 1669, VN 115, AE 998, SA 997, EG 123, IL 101, BR 192, AR 107,
    CL 131, CO 123, LK 1990
"""


def test_the_first_number_is_the_one_on_the_fact_sheet() -> None:
    expected = dict.fromkeys(EU, "112") | dict(each.split() for each in FACT_SHEET.split(","))
    assert {code: emergency_number(code) for code in COUNTRIES} == expected


def test_a_country_without_a_source_has_no_lines() -> None:
    for code in ("NG", "", None):
        found = country_lines(code)
        assert (found.emergency, found.advice, found.crisis, found.poison) == ((), None, None, None)
        assert emergency_number(code) is None


def test_every_zone_is_real_and_every_country_with_lines_has_a_zone() -> None:
    assert set(COUNTRY_OF) <= zone_names()
    assert set(COUNTRY_OF.values()) >= set(COUNTRIES)
    assert country_of("Europe/Belfast") == "GB"
    assert country_of("UTC") is None


def test_a_line_that_is_an_emergency_number_elsewhere_is_no_advice_line_of_that_country() -> None:
    emergencies = {number: code for code, country in COUNTRIES.items() for number in country.emergency}
    lines = {code: country.advice.number for code, country in COUNTRIES.items() if country.advice}
    assert {(code, emergencies[line]) for code, line in lines.items() if line in emergencies} == {("GB", "NZ")}


def test_a_sick_note_and_a_law_are_told_only_where_they_were_read() -> None:
    assert [code for code, country in COUNTRIES.items() if country.sick_note] == ["DE", "GB"]
    assert [code for code, country in COUNTRIES.items() if country.driving] == ["GB"]
    assert all("123" in country.source for country in COUNTRIES.values() if country.sick_note)
