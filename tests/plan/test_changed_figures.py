"""When a figure changes, no sentence of the core keeps the old number."""

import re
from functools import cache
from itertools import chain

import pytest

from tests import sentences
from tests.changed_figures import DERIVED, numbers_in, run_with_changed_figures, strange_numbers
from tests.plan.texts import texts

FIGURE = re.compile(r"%\(([A-Z][\w.]*)\)s")
WHERE = ("articles", "flags", "bars", "plans", "steps")


@cache
def new_texts() -> dict[str, list[str]]:
    found: dict[str, list[str]] = run_with_changed_figures("tests.plan.texts:texts")
    return found


@cache
def new_numbers() -> dict[str, str]:
    found: dict[str, str] = run_with_changed_figures("tests.changed_figures:new_numbers")
    return found


def named() -> set[str]:
    """The figures that a sentence of the core names."""
    core = (text.words for text in sentences.texts() if text.file.startswith("recovery/plan/"))
    return {name for words in core for name in FIGURE.findall(words)}


@pytest.mark.parametrize("where", WHERE)
def test_no_sentence_keeps_an_old_number(where: str) -> None:
    assert strange_numbers(new_texts()[where], new_numbers()) == []


def test_ice_of_17_minutes_is_called_so() -> None:
    assert "Ice, 17 minutes" in new_texts()["plans"]
    assert "Ice, 20 minutes" in texts()["plans"]


@pytest.mark.parametrize("where", WHERE)
def test_each_place_says_numbers_that_the_change_would_find(where: str) -> None:
    assert strange_numbers(texts()[where], new_numbers())


def test_each_new_number_is_said() -> None:
    said = numbers_in(chain.from_iterable(new_texts().values()))
    assert {name for name in named() - {"FEVER_F"} if new_numbers()[name] not in said} == set()
    assert said >= DERIVED


def test_no_new_number_is_an_old_one() -> None:
    assert numbers_in(chain.from_iterable(texts().values())) & {*new_numbers().values(), *DERIVED} == set()


def test_every_figure_that_a_sentence_names_is_changed() -> None:
    assert named() - set(new_numbers()) == {"FEVER_F"}  # worked out from FEVER_C
