"""Numbers as people type them are read or refused, never dropped."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.utils import translation

from recovery.forms.check_in import CheckInForm
from recovery.forms.entry import EntryForm
from recovery.forms.numbers import read_number
from recovery.forms.timed import WalkForm
from recovery.plan.entries import CheckIn
from tests.forms.person import person


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("38.5", "", 38.5),
        ("38,5", "", 38.5),
        ("38,50", "", 38.5),
        (" 7 ", "", 7),
        ("-3", "", -3),
        ("1,000", "", 1000),
        ("1,000.5", "", 1000.5),
        ("200mg", "mg", 200),
        ("200 MG", "mg", 200),
        ("38,5 °C", "°C", 38.5),
        ("7/10", "/10", 7),
        ("٣٨", "", 38),
    ],
)
def test_a_number_is_read(text: str, unit: str, number: float) -> None:
    assert read_number(text, unit) == number


@pytest.mark.parametrize(
    "text", ["", "x", "nan", "inf", "1.000", "38.555", "1,00,0", "7/10", "200mg", "3 4", "about 3"]
)
def test_what_may_mean_something_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text) or "valid"):
        read_number(text)


@pytest.mark.usefixtures("languages")
@pytest.mark.parametrize(("text", "number"), [("1.000", 1000), ("38,5", 38.5), ("38.5", 38.5)])
def test_a_number_is_read_in_the_language_of_the_reader(text: str, number: float) -> None:
    with translation.override("de"):
        assert read_number(text) == number


def fill(form: type[EntryForm], kind: str, **answers: str) -> EntryForm:
    data: dict[str, Any] = {"id": str(uuid4()), "when": "0", "pain": "5", "screen": ["none"], "minutes": "4"}
    return form(data | answers, kind=kind, situation=person())


@pytest.mark.parametrize(
    ("answers", "field"),
    [({"minutes": "2.5"}, "minutes"), ({"minutes": "7/10"}, "minutes"), ({"pain_after": "x"}, "pain_after")],
)
def test_a_whole_number_refuses_the_rest(answers: dict[str, str], field: str) -> None:
    assert fill(WalkForm, "walk", **answers).errors == {field: ["Write a whole number."]}


def test_a_fever_with_a_comma_counts() -> None:
    form = fill(CheckInForm, "check_in", temperature_c="38,5")
    assert form.is_valid(), form.errors
    entry = form.fact()
    assert isinstance(entry, CheckIn)
    assert entry.temperature_c == 38.5


def test_the_browser_shows_digits_and_never_takes_a_text_away() -> None:
    walk, check_in = fill(WalkForm, "walk"), fill(CheckInForm, "check_in")
    for field, mode in ((walk["minutes"], "numeric"), (check_in["temperature_c"], "decimal")):
        assert f'inputmode="{mode}"' in str(field)
        assert 'type="text"' in str(field)


@pytest.mark.parametrize(("breaks", "valid"), [(1000, True), (1001, False)])
def test_a_line_break_counts_once_as_in_the_browser(breaks: int, valid: bool) -> None:
    form = fill(CheckInForm, "check_in", note="x\r\n" * breaks)
    assert form.is_valid() is valid
    if valid:
        assert form.cleaned_data["note"] == ("x\n" * breaks).strip()
