"""The labels of pain pills by country: every row agrees with the figures, and with the names of the journal."""

from datetime import timedelta

import pytest

from recovery.plan.clinical import figures
from recovery.plan.clinical.contra_indications import MATRIX
from recovery.plan.clinical.medicines import NSAIDS, TREATMENT_OF, UNITED_STATES, is_opioid, labels_in
from recovery.plan.entries import MEDICINES
from recovery.plan.enums import DoseReason

COUNTRIES = ("US", "GB", "DE", None)


def test_the_table_holds_every_medicine_that_has_a_name() -> None:
    assert (*TREATMENT_OF, "other") == MEDICINES
    assert NSAIDS == ("ibuprofen", "naproxen", "aspirin")
    assert set(TREATMENT_OF.values()) <= set(MATRIX)


@pytest.mark.parametrize("name", UNITED_STATES)
def test_a_row_says_what_the_label_says(name: str) -> None:
    label = UNITED_STATES[name]
    assert (label.unit_mg, label.once_mg) == (figures.UNIT_MG[name], figures.MOST_AT_ONCE_MG[name])
    assert label.gap == figures.LABEL_GAP[name]
    day = label.limits[0]
    assert (day.mg, day.span, day.code) == (label.most_mg, figures.LABEL_DAY, DoseReason.MOST_IN_24_HOURS)


@pytest.mark.parametrize(
    ("country", "shown", "hidden"),
    [
        ("US", {"ibuprofen": 1200, "naproxen": 660, "aspirin": 3900, "paracetamol": 3000}, {}),
        (None, {"ibuprofen": 1200, "naproxen": 660, "aspirin": 3900, "paracetamol": 3000}, {}),
        ("GB", {"ibuprofen": 1200, "paracetamol": 4000}, {"aspirin": 3900}),
        ("DE", {}, {"ibuprofen": 1200, "aspirin": 3900, "paracetamol": 4000}),
        ("NZ", {}, {"ibuprofen": 1200, "aspirin": 3900, "paracetamol": 4000}),
    ],
)
def test_labels_are_shown_only_where_packs_of_the_country_were_read(
    country: str | None, shown: dict[str, float], hidden: dict[str, float]
) -> None:
    labels = labels_in(country)
    assert {name: label.most_mg for name, label in labels.items() if label.shown} == shown
    assert {name: label.most_mg for name, label in labels.items() if not label.shown} == hidden


@pytest.mark.parametrize("country", COUNTRIES)
def test_without_a_known_country_no_label_is_stricter(country: str | None) -> None:
    for name, label in labels_in(country).items():
        strict = labels_in(None)[name]
        assert (strict.once_mg, strict.most_mg, -strict.gap) <= (label.once_mg, label.most_mg, -label.gap)


@pytest.mark.parametrize("country", COUNTRIES)
def test_only_us_naproxen_has_a_second_limit(country: str | None) -> None:
    more = {name: label.limits[1:] for name, label in labels_in(country).items() if len(label.limits) > 1}
    if country in ("US", None):
        [limit] = more["naproxen"]
        assert (limit.mg, limit.span, limit.code) == (440, timedelta(hours=12), DoseReason.TWO_IN_12_HOURS)
    assert list(more) == (["naproxen"] if country in ("US", None) else [])


@pytest.mark.parametrize(
    "note",
    [
        *("Codeine 30", "co-codamol", "hydrocodone", "Tramadol", "morphine", "tapentadol"),
        *("fentanyl", "buprenorphine", "an opioid"),
    ],
)
def test_a_strong_pill_is_known_by_what_the_person_wrote(note: str) -> None:
    assert is_opioid("other", note)
    assert not is_opioid("ibuprofen", note)
    assert not is_opioid("other", None)
    assert not is_opioid("other", "a cream")
