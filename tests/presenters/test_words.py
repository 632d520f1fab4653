"""Sentences take clinical numbers from the figures and contain none themselves."""

import re
from collections.abc import Sequence

import pytest

from tests import sentences
from tests.plan.test_words import NUMBER
from tests.presenters.pages import Seen

# Numbers that are not figures of the plan.
NO_FIGURE = re.compile(
    "|".join(
        (
            # the scales of pain and of the weekly measures, the walking ladder, and what is asked about it
            r"\bof 10\b|\b0 to 10\b|^0 none|\b0: |10: you cannot|24 statements|of 24\b|5 steps|Five walking steps",
            r"0 if you did not",
            # how long ago something was, and what a form asks for
            r"\d+ (hours?|min) ago|1 hour later|Less than 1 h|last 12 months|4 digits, like 1980|up to 3 things|of 4$",
            # counted things, and how long the site keeps what it keeps (test_privacy.py holds that against the code)
            r"between two\b|^Two pain numbers|two cannot run|came twice|next 20 minutes|\b90 days\b|^Two weeks on",
            # names and numbers of others
            r"NHS 111|FHIR R4|iPhone keeps them 7 days|look like 1,5|^Sources 32 and 66$|^Roland MO, .*",
            # what happens in a case that is tried, and the decisions of the rule book
            r"^Two (hurt|pains that)|Seized up again twice|statements twice$|on eight days$|five hours later$",
            r"^Twelve decisions|like 2026-05-10|8 7 6 5",
            # what presenters/stages.py says only where the figure is so many minutes
            r"^every half hour$",
        )
    )
)
PLACEHOLDER = re.compile(r"%\([\w.]+\)[dsg]|\{\w+\}")
TEXTS = sorted(
    {text.words for text in sentences.texts() if text.file.startswith(("recovery/", "templates/recovery/"))}
    - {text.words for text in sentences.texts() if text.file.startswith("recovery/plan/")}
)


@pytest.mark.parametrize("text", [text for text in TEXTS if NUMBER.search(text)])
def test_a_sentence_contains_no_number(text: str) -> None:
    assert not NUMBER.search(PLACEHOLDER.sub("", NO_FIGURE.sub("", text)))


@pytest.mark.pages
@pytest.mark.django_db
def test_a_temperature_stays_on_one_line_with_its_unit(seen: Sequence[Seen]) -> None:
    found = {degrees for each in seen for degrees in re.findall(r"\d(\s)°", each.page)}
    assert found == {"\N{NO-BREAK SPACE}"}
