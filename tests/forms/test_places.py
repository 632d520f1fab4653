"""The zones and countries to choose from can be written down, and have names in the reader's language."""

import pytest
from django.utils import translation

from recovery.forms import places
from recovery.plan.clinical.countries import COUNTRIES
from recovery.plan.entries import country_code, zone_names


def test_each_zone_offered_can_be_written_down() -> None:
    names = [name for name, _label in places.zones()]
    assert set(names) <= zone_names()
    assert len(names) > 400


@pytest.mark.usefixtures("languages")
@pytest.mark.parametrize("language", ["en", "de", "pt-br"])
def test_no_two_zones_look_alike(language: str) -> None:
    with translation.override(language):
        labels = [label for _name, label in places.zones()]
    assert len(set(labels)) == len(labels)


@pytest.mark.usefixtures("languages")
def test_zones_and_countries_are_named_in_the_language_of_the_reader() -> None:
    assert dict(places.zones())["Europe/Vienna"] == "Austria: Vienna"
    with translation.override("de"):
        assert dict(places.zones())["Europe/Vienna"] == "Österreich: Wien"
        assert dict(places.countries())["GB"] == "Vereinigtes Königreich"


def test_names_come_in_the_order_of_the_alphabet_whatever_their_accents() -> None:
    names = [name for _code, name in places.countries()]
    assert names.index("Afghanistan") < names.index("Åland Islands") < names.index("Albania")


def test_each_country_offered_can_be_written_down() -> None:
    codes = {code for code, _name in places.countries()}
    assert all(country_code(code) == code for code in codes)
    assert set(COUNTRIES) <= codes


@pytest.mark.parametrize(
    ("name", "known"),
    [("Europe/London", "Europe/London"), ("Asia/Calcutta", "Asia/Calcutta"), ("Mars/One", ""), ("", ""), (None, "")],
)
def test_only_a_zone_that_an_entry_may_have_is_known(name: str | None, known: str) -> None:
    assert places.known_zone(name) == known
