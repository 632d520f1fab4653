"""The rule book in words: numbers in their units, codes with the words people see, gaps for inputs."""

from dataclasses import replace
from typing import Any

import pytest

from recovery.plan.figures import BOOK
from recovery.plan.rulebook import ARTICLES, used_by
from recovery.show.rulebook import WORDS, show_rulebook
from recovery.show.why import NOT_NOW, REASONS


def articles() -> dict[str, dict[str, Any]]:
    return {each["name"]: each for chapter in show_rulebook()["chapters"] for each in chapter["articles"]}


def figure(name: str) -> dict[str, Any]:
    return next(each for article in articles().values() for each in article["figures"] if each["name"] == name)


def codes_of(prefix: str) -> set[str]:
    return {code for name, each in ARTICLES.items() if name.startswith(prefix) for code in used_by(each).codes}


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("HEAT_LOCK", ": 72 hours since onset"),
        ("PAIN_FREE", ": 30 days without pain before a new episode"),
        ("WAKE", ": 07:00 local time, when not told"),
        ("FEVER_C", ": 38 degrees Celsius and more is a fever"),
        ("COLD_GAP", "mild: 120, moderate: 90, severe: 60 minutes, start to start"),
        ("UNIT_MG", "Ibuprofen: 200, Naproxen: 220, Aspirin: 325, Paracetamol (acetaminophen): 500 mg in one pill"),
    ],
)
def test_a_number_is_counted_in_its_unit(name: str, shown: str) -> None:
    row = figure(name)
    assert ", ".join(f"{each['which']}: {each['value']}" for each in row["values"]) + f" {row['unit']}" == shown


def test_each_reason_about_the_step_and_each_refusal_stands_at_a_rule() -> None:
    assert set(REASONS) <= codes_of("ladder.")
    assert set(NOT_NOW) <= codes_of("")


def test_each_code_that_people_get_words_for_has_them() -> None:
    silent = {"ladder.": {"silence"}}
    for prefix, words in WORDS.items():
        assert codes_of(prefix) - silent.get(prefix, set()) <= set(words), prefix


@pytest.mark.parametrize("name", [name for name in ARTICLES if ".can_start" in name or name == "timetable.start"])
def test_each_refusal_to_start_has_words(name: str) -> None:
    assert all(each["words"].endswith((".", "…")) for each in articles()[name]["codes"])


def test_inputs_of_a_sentence_are_gaps() -> None:
    assert "Ice, … minutes" in articles()["temperature.cold_pack"]["sentences"]
    assert "%(" not in str(show_rulebook())
    assert "…." not in str(show_rulebook())


def test_a_review_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    assert show_rulebook()["unreviewed"]
    monkeypatch.setitem(BOOK, "HEAT_LOCK", replace(BOOK["HEAT_LOCK"], reviewed=True))
    assert not show_rulebook()["unreviewed"]
    assert figure("HEAT_LOCK")["reviewed"]
    assert not figure("COLD_GAP")["reviewed"]
