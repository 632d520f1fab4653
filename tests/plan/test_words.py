"""A sentence takes its numbers from figures and never writes one itself."""

import re

import pytest

from recovery.plan.book import BOOK, NUMBERS
from recovery.plan.clinical.sources import SOURCES
from recovery.plan.rulebook import ARTICLES
from recovery.plan.words import Words
from tests import sentences

NUMBER = re.compile(
    r"\d|\b(two|three|four|five|six|seven|eight|nine|ten|twelve|half|twice|double|dozen|hundred)\b", re.IGNORECASE
)
# Words for numbers that no figure decides: how many pills do not mix, which half of a walk, the scale of pain.
NO_FIGURE = re.compile(
    r"of 10\b|24 statements|half time|Half the time|two pain pills|Two kinds of pain pill|two products|two of them"
    r"|Two things that make you sleepy|of two numbers|Two pain numbers|No two things|three things"
    r"|Two entries|half way|two hands|Two small bags|about half of people",
)
# What a study found stays as it is when our figures change; units and sources are no sentences.
OTHER = (
    {text for each in ARTICLES.values() for text in (each.evidence, each.differs)}
    | {each.unit for each in BOOK.values()}
    | set(SOURCES.values())
)
STUDIES = "recovery/plan/clinical/life.py"
CORE = [each for each in sentences.texts() if each.file.startswith("recovery/plan/") and each.file != STUDIES]
TEXTS = sorted({each.words for each in CORE} - OTHER)


@pytest.mark.parametrize("text", TEXTS)
def test_a_sentence_of_the_core_writes_no_number(text: str) -> None:
    bare = re.sub(r"%\([\w.]+\)[ds]", "", NO_FIGURE.sub("", text))
    assert not NUMBER.search(bare)


def test_a_number_is_found() -> None:
    assert all(NUMBER.search(text) for text in ("Ice for 20 minutes", "Get up every half hour.", "Two weeks on"))


def test_words_say_their_figures_and_their_inputs() -> None:
    words = Words("Ice, %(COLD_MINUTES)s minutes, pain %(pain)d")
    assert str(words.having(pain=3)) == f"Ice, {NUMBERS['COLD_MINUTES']} minutes, pain 3"


def test_a_figure_that_does_not_exist_is_named() -> None:
    with pytest.raises(KeyError, match="NO_SUCH_FIGURE"):
        str(Words("%(NO_SUCH_FIGURE)s minutes"))


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("COLD_MINUTES", "20"),
        ("HEAT_LOCK", "72"),
        ("WAKE", "07:00"),
        ("MEANINGFUL_SHARE", "0.3"),
        ("STRETCH_PAUSE", "30"),
        ("COLD_GAP.severe", "60"),
        ("MOST_MG.paracetamol", "4,000"),
    ],
)
def test_a_number_is_shown_in_its_unit(name: str, shown: str) -> None:
    assert NUMBERS[name] == shown
