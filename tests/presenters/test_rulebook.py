"""The rule book in words: numbers in their units, codes with the words people see, gaps for inputs, reviews."""

from dataclasses import replace
from datetime import date

import pytest

from recovery.plan.article import Article
from recovery.plan.book import BOOK, Review
from recovery.plan.rulebook import ARTICLES, CHAPTERS
from recovery.presenters.medicine import AGAINST, HIDDEN
from recovery.presenters.rule_cards import FigureRow, RuleCard, show_card
from recovery.presenters.rulebook import holds, show_book, show_booklet, show_chapter
from recovery.presenters.why import NOT_NOW, REASONS

REVIEW = Review(by="Dr Ruth Example", on=date(2026, 12, 1), version="2026.12")


def card(name: str) -> RuleCard:
    return show_card(ARTICLES[name])


def figure(name: str) -> FigureRow:
    article = next(each for each in ARTICLES.values() if name in each.all_figures())
    return next(each for each in show_card(article).figures if each.name == name)


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
    assert ", ".join(f"{each.which}: {each.value}" for each in row.values) + f" {row.unit}" == shown


def test_each_reason_that_people_get_words_for_is_in_an_article() -> None:
    codes = {(type(code), code) for each in ARTICLES.values() for code in each.codes}
    assert {(type(code), code) for code in (*REASONS, *NOT_NOW, *AGAINST, *HIDDEN)} <= codes


@pytest.mark.parametrize("name", [name for name in ARTICLES if ".can_start" in name or name == "timetable.start"])
def test_each_refusal_to_start_has_words(name: str) -> None:
    assert all(each.words.endswith((".", "…")) for each in card(name).codes)


def test_a_sentence_shows_its_figures_and_a_gap_for_what_depends_on_the_person() -> None:
    assert card("temperature.cold_pack").quotes[0] == "Ice, 20 minutes"
    assert card("temperature.moist_heat").quotes[0] == "Warm wet towel, … minutes"
    assert "%(" not in str(show_booklet())
    assert "…." not in str(show_booklet())


def test_a_card_says_on_which_days_of_a_moderate_course_its_rule_is_at_work() -> None:
    assert card("temperature.cold_pack").days == "In a moderate course: days 1–3."
    assert card("temperature.moist_heat").days.startswith("In a moderate course: days 4–")
    assert card("gate.emergency").days == "Not in a usual course."


# --- reviews


def test_nothing_is_reviewed_until_a_clinician_did() -> None:
    assert show_book("").unreviewed
    assert all(chapter.unreviewed for chapter in show_booklet().chapters)
    assert {each.review for chapter in show_booklet().chapters for each in chapter.cards} == {""}


def test_a_review_shows_by_whom_and_when(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(BOOK, "HEAT_LOCK", replace(BOOK["HEAT_LOCK"], review=REVIEW))
    assert not show_book("").unreviewed
    assert figure("HEAT_LOCK").review == "Reviewed by Dr Ruth Example on 1 December 2026, rules 2026.12."
    assert figure("COLD_GAP").review == ""


def test_a_chapter_is_reviewed_once_all_its_rules_and_figures_are(monkeypatch: pytest.MonkeyPatch) -> None:
    chapter = next(each for each in CHAPTERS if each.name == "progress")
    names = [name for article in chapter.articles for name in article.all_figures()]
    for name in names:
        monkeypatch.setitem(BOOK, name, replace(BOOK[name], review=REVIEW))
    assert _unreviewed("progress")
    reviewed: list[Article] = [replace(article, review=REVIEW) for article in chapter.articles]
    monkeypatch.setattr("recovery.presenters.rulebook.CHAPTERS", (replace(chapter, articles=tuple(reviewed)),))
    assert not _unreviewed("progress")


def _unreviewed(name: str) -> bool:
    chapter = show_chapter(name, "")
    assert chapter
    return chapter.unreviewed


# --- search


def test_a_search_finds_all_words_in_any_order_and_case() -> None:
    assert holds("Ice comes in short packs", "PACKS ice")
    assert not holds("Ice comes in short packs", "ice warmth")
    assert holds("anything", "  ")


def test_a_search_of_the_book_finds_rules_signs_and_what_speaks_against_a_treatment() -> None:
    found = show_book("ibuprofen").found
    assert found
    assert {row.note for row in found} >= {"Medicines", "What is not for you"}
    signs = show_book("wiping strange").found
    assert signs
    assert [row.href for row in signs] == ["/rules/asked/#E1"]
    assert show_book("no such words").found == []
    assert show_book("").found is None


def test_a_search_of_a_chapter_leaves_the_cards_that_hold_the_words() -> None:
    chapter = show_chapter("temperature", "lukewarm")
    assert chapter
    assert [each.name for each in chapter.cards] == ["temperature.can_start_heat", "temperature.wash"]
