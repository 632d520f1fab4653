"""The rule book holds every rule in force and nothing else, and says what the code says."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from recovery.plan import figures
from recovery.plan.advice import Card, Item, LeftOut, Notice, Reason, gettext_noop
from recovery.plan.build import build_plan
from recovery.plan.figures import BOOK
from recovery.plan.redflags import RED_FLAGS
from recovery.plan.rulebook import ARTICLES, CHAPTERS, Article, used_by
from recovery.plan.rules import RULES, name_of
from recovery.plan.sources import SOURCES
from recovery.plan.uses import uses
from tests.plan.cases import Raw
from tests.plan.journals import cases, read

_ = gettext_noop
PLAN = Path(figures.__file__).parent
# What holds yesterday against today makes no rule.
FILES = sorted({*PLAN.rglob("*.py")} - {PLAN / "changes.py"})


def module_of(article: Article) -> set[str]:
    """The modules whose functions an article stands for."""
    return {(getattr(each, "fget", None) or getattr(each, "func", each)).__module__ for each in article.functions}


# --- nothing is missing, nothing is left over


def test_every_rule_has_one_article_and_no_article_is_left_over() -> None:
    of_rules = [
        name for name, each in ARTICLES.items() if each.functions[0].__module__.startswith("recovery.plan.rules")
    ]
    assert Counter(of_rules) == Counter(map(name_of, RULES))


def test_no_two_articles_and_no_two_chapters_share_a_name() -> None:
    assert len(ARTICLES) == sum(len(chapter.articles) for chapter in CHAPTERS)
    assert len({chapter.name for chapter in CHAPTERS}) == len(CHAPTERS)


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_says_what_it_rests_on_and_what_it_uses(name: str) -> None:
    article = ARTICLES[name]
    used = used_by(article)
    assert article.says.endswith(".")
    assert article.evidence.endswith(".")
    assert set(article.source.split(",")) <= set(SOURCES)
    assert used.figures or used.sentences or used.codes


def test_every_number_belongs_to_an_article() -> None:
    assert {name for article in ARTICLES.values() for name in used_by(article).figures} == set(BOOK)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PLAN)))
def test_what_a_file_of_the_core_uses_stands_in_articles_about_that_file(path: Path) -> None:
    module = ".".join(("recovery", *path.relative_to(PLAN.parent).with_suffix("").parts))
    told = {name for article in ARTICLES.values() if module in module_of(article) for name in used_by(article).figures}
    assert set(re.findall(r"\bfigures\.([A-Z]\w+)", path.read_text())) & set(BOOK) <= told


# --- it says what plans say


def said(each: Item | Card | LeftOut | Notice) -> tuple[set[str], set[str]]:
    """The sentences and the reason codes of a piece of advice."""
    match each:
        case Item():
            return {words.text for words in (each.title, each.do, each.because, *each.care)}, {each.reason.code}
        case Card():
            return {words.text for words in (each.title, *each.lines)}, set()
        case LeftOut():
            return {each.why.text}, set()
        case Notice():
            return {each.words.text}, {each.code}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases())
def test_what_a_plan_says_stands_in_the_article_of_its_rule(case: tuple[list[Raw], datetime]) -> None:
    plan = build_plan(*read(case))
    advice: list[Any] = [*plan.day.items, *plan.cards, *plan.left_out, *plan.notices]
    for each in (each for each in advice if each.rule != "safety.see_a_doctor"):
        sentences, codes = said(each)
        used = used_by(ARTICLES[each.rule])
        assert sentences <= set(used.sentences)
        assert codes <= set(used.codes)


def test_a_rule_that_puts_up_a_notice_names_its_code() -> None:
    notices = [rule for rule in RULES if rule.__annotations__["return"] == Iterator[Notice]]
    assert [name_of(rule) for rule in notices if not used_by(ARTICLES[name_of(rule)]).codes] == ["safety.see_a_doctor"]


def test_signs_say_what_the_table_of_signs_says() -> None:
    """The one rule whose words stand in another table, which the page shows as a whole."""
    assert not used_by(ARTICLES["safety.see_a_doctor"]).sentences
    assert all(flag.tells.text for flag in RED_FLAGS.values())


# --- reading the code

CARE = (_("Care."),)


def helper(state: str) -> str | None:
    return "helped" if state == "state" else None


def sample(state: str) -> Iterator[Any]:
    code = "first" if state == "second" else "third"
    yield Reason(code, {"input": figures.HEAT_LOCK})
    yield Reason(helper("given") or "fourth")
    yield state, "beside"
    yield "limit", figures.LABEL_DAY
    yield _("Said."), CARE, apart()


def apart() -> str:
    return _("Apart.")


def test_figures_sentences_and_codes_are_read_with_those_of_helpers_and_constants() -> None:
    used = uses([sample])
    assert used.figures == ("HEAT_LOCK", "LABEL_DAY")
    assert used.sentences == ("Said.", "Care.", "Apart.")
    assert set(used.codes) == {"first", "third", "fourth", "beside", "limit", "helped"}


def test_a_helper_with_an_article_of_its_own_is_left_to_it() -> None:
    assert uses([sample], apart=[apart]).sentences == ("Said.", "Care.")
    assert uses([apart], apart=[apart]).sentences == ("Apart.",)
