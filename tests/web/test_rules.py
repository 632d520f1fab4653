"""The rule book: for everybody, every rule in force with its source and nothing else."""

from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.utils.html import escape
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from recovery.models import Episode
from recovery.plan.figures import BOOK, RULES_VERSION
from recovery.plan.matrix import MATRIX, SOURCES_OF
from recovery.plan.redflags import RED_FLAGS
from recovery.plan.rulebook import ARTICLES, CHAPTERS, used_by
from recovery.plan.sources import SOURCES
from recovery.show.rulebook import SURE

pytestmark = pytest.mark.django_db


class Marks(HTMLParser):
    """The ids of a page by tag, and the values of some attributes."""

    def __init__(self, text: str) -> None:
        """Read the whole page."""
        super().__init__()
        self.ids: list[tuple[str, str]] = []
        self.found: dict[str, set[str]] = {"href": set(), "data-figure": set(), "data-bar": set(), "data-code": set()}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                self.ids.append((tag, value or ""))
            elif name in self.found:
                self.found[name].add(value or "")

    def ids_of(self, tag: str) -> set[str]:
        return {each for of, each in self.ids if of == tag}


@pytest.fixture
def text(client: Client) -> str:
    """The page as somebody signed out gets it."""
    return client.get("/rules/").text


@pytest.fixture
def marks(text: str) -> Marks:
    return Marks(text)


def test_it_stands_there_without_a_log_in(client: Client) -> None:
    response = client.get("/rules/")
    assert response.status_code == 200
    assert "<h1>The rules of this plan</h1>" in response.text
    assert '<nav class="tabs"' not in response.text


def test_it_only_shows(client: Client) -> None:
    assert client.post("/rules/").status_code == 405


def test_it_holds_the_rules_in_force_and_no_other(marks: Marks) -> None:
    assert marks.ids_of("article") == {*ARTICLES, *(f"bars.{treatment}" for treatment in MATRIX)}
    assert set(RED_FLAGS) == {each for each in marks.ids_of("div") if each != "toast"}
    assert marks.found["data-figure"] == set(BOOK)
    assert marks.found["data-bar"] == {f"{name}:{bar.trait}" for name, bars in MATRIX.items() for bar in bars}
    assert marks.found["data-code"] == {code for each in ARTICLES.values() for code in used_by(each).codes}


def blocks(text: str, begin: str, end: str) -> dict[str, str]:
    """The parts of a page that begin alike, by the name that follows."""
    return {part.split('"')[0]: part.split(end)[0] for part in text.split(begin)[1:]}


def cites(block: str, source: str) -> bool:
    return all(f'href="#source-{key}"' in block for key in source.split(","))


def test_a_rule_stands_there_with_its_words(text: str) -> None:
    said = {words for each in ARTICLES.values() for words in (each.says, each.evidence)}
    said |= {str(words) for flag in RED_FLAGS.values() for words in (flag.asks, flag.why)}
    said |= {words for each in ARTICLES.values() for words in used_by(each).sentences if "%" not in words}
    assert [words for words in said if escape(words) not in text] == []


def test_what_speaks_against_a_treatment_stands_there_with_why(text: str) -> None:
    rows = blocks(text, '<div data-bar="', "</div>")
    for treatment, bar in ((treatment, bar) for treatment, bars in MATRIX.items() for bar in bars):
        row = rows[f"{treatment}:{bar.trait}"]
        assert escape(bar.why.text) in row
        assert ("Ask a doctor or pharmacist first." in row, "Never." in row) == (bar.ask, not bar.ask)


def test_a_number_stands_there_with_unit_source_and_how_sure_it_is(text: str) -> None:
    for name, row in blocks(text, '<li data-figure="', "</li>").items():
        assert escape(BOOK[name].unit) in row
        assert str(SURE[BOOK[name].sure][0]) in row
        assert "Not yet reviewed by a clinician." in row
        assert cites(row, BOOK[name].source)


def test_it_says_which_version_it_is_and_that_nobody_has_reviewed_it(text: str) -> None:
    assert "No clinician has reviewed these rules yet." in text
    assert f"Rules version {RULES_VERSION}." in text


def test_a_rule_a_sign_and_a_treatment_name_their_sources(text: str) -> None:
    rules = blocks(text, '<article class="card stack" id="', "<li ")
    assert [name for name, each in ARTICLES.items() if not cites(rules[name], each.source)] == []
    assert [name for name, source in SOURCES_OF.items() if not cites(rules[f"bars.{name}"], source)] == []
    signs = blocks(text, '<div id="', "</div>")
    assert [name for name, flag in RED_FLAGS.items() if not cites(signs[name], flag.source)] == []


def test_each_source_named_stands_in_the_list_with_its_address_and_no_other(marks: Marks, text: str) -> None:
    books = (ARTICLES, BOOK, RED_FLAGS)
    named = {key for book in books for each in book.values() for key in each.source.split(",")}
    named |= {key for sources in SOURCES_OF.values() for key in sources.split(",")}
    assert marks.ids_of("li") == {f"source-{key}" for key in named}
    assert [key for key in named if escape(SOURCES[key]) not in text] == []


def test_each_link_on_the_page_leads_somewhere_and_no_id_stands_twice(marks: Marks) -> None:
    assert [each for each, count in Counter(each for _, each in marks.ids).items() if count > 1] == []
    targets = {href[1:] for href in marks.found["href"] if href.startswith("#")}
    assert targets <= {each for _, each in marks.ids}
    assert {f"chapter-{chapter.name}" for chapter in CHAPTERS} <= targets


def test_it_is_found_from_home_settings_and_a_day(client: Client, owner_client: Client, episode: Episode) -> None:
    assert 'href="/rules/"' in client.get("/").text
    assert 'href="/rules/"' in owner_client.get("/settings/").text
    assert 'href="/rules/"' in owner_client.get(f"/plan/{episode.created_at:%Y-%m-%d}/").text
    assert '<nav class="tabs"' in owner_client.get("/rules/").text


@pytest.mark.pages
def test_an_address_of_a_rule_leads_to_it(page: Page, live_server: LiveServer, axe: Callable[[Page], None]) -> None:
    page.goto(f"{live_server.url}/rules/#temperature.cold_pack")
    rule = page.locator("article:target")
    assert rule.get_by_role("heading").is_visible()
    assert abs(rule.evaluate("part => part.getBoundingClientRect().top")) < 100
    rule.locator("summary").click()
    assert rule.locator("[data-code=cold_phase]").is_visible()
    axe(page)
