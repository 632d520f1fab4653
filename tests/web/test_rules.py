"""The rule book: each rule in force with its source, for everybody."""

import re
from collections import Counter
from collections.abc import Callable
from html.parser import HTMLParser

import brotli
import pytest
from django.conf import settings
from django.test import Client
from django.utils.html import escape
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from backcare.static import prepared
from recovery.models import Episode
from recovery.plan.book import BOOK
from recovery.plan.clinical.contra_indications import MATRIX, SOURCES_OF
from recovery.plan.clinical.figures import RULES_VERSION
from recovery.plan.clinical.red_flags import RED_FLAGS
from recovery.plan.clinical.sources import SOURCES
from recovery.plan.rulebook import ARTICLES, CHAPTERS, DECISIONS
from recovery.plan.words import Words
from recovery.presenters.rule_cards import SURE
from recovery.presenters.rule_links import CHAPTER_OF, rule_href
from recovery.presenters.say import whole_degrees

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
PERSON = re.compile(r"%\([a-z]")  # an input that depends on the person
PAGES = ("/rules/", "/rules/sources/", "/rules/booklet/", *(f"/rules/{chapter.name}/" for chapter in CHAPTERS))


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
def chapters(client: Client) -> str:
    """Return the pages of all chapters, one after the other, as a signed-out visitor gets them."""
    return "".join(client.get(f"/rules/{chapter.name}/").text for chapter in CHAPTERS)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_opens_without_a_log_in_and_refuses_a_post(client: Client, path: str) -> None:
    response = client.get(path)
    assert response.status_code == 200
    assert '<nav class="tabs"' not in response.text
    assert client.post(path).status_code == 405


def test_there_is_no_other_chapter(client: Client) -> None:
    assert client.get("/rules/no-such-chapter/").status_code == 404


def test_the_chapters_hold_each_rule_in_force_and_no_other(client: Client) -> None:
    for chapter in CHAPTERS:
        articles = Marks(client.get(f"/rules/{chapter.name}/").text).ids_of("article")
        bars = {f"bars.{treatment}" for treatment in MATRIX} if chapter.name == "bars" else set()
        assert articles == {each.name for each in chapter.articles} | bars


def test_the_chapters_hold_each_figure_sign_bar_and_code_in_force_and_no_other(chapters: str) -> None:
    marks = Marks(chapters)
    assert set(RED_FLAGS) == {each for each in marks.ids_of("div") if each != "toast"}
    assert marks.found["data-figure"] == set(BOOK)
    assert marks.found["data-bar"] == {f"{name}:{bar.trait}" for name, bars in MATRIX.items() for bar in bars}
    assert marks.found["data-code"] == {code for each in ARTICLES.values() for code in each.codes}


def test_the_booklet_holds_all_that_the_chapters_hold(client: Client, chapters: str) -> None:
    booklet = Marks(client.get("/rules/booklet/").text)
    assert booklet.ids_of("article") == Marks(chapters).ids_of("article")
    assert {name: booklet.found[name] for name in ("data-figure", "data-bar", "data-code")} == {
        name: Marks(chapters).found[name] for name in ("data-figure", "data-bar", "data-code")
    }


def blocks(text: str, begin: str, end: str) -> dict[str, str]:
    """Return the parts of a page that begin with the same text, by the name that follows it."""
    return {part.split('"')[0]: part.split(end)[0] for part in text.split(begin)[1:]}


def cites(block: str, source: str) -> bool:
    return all(f'href="/rules/sources/#source-{key}"' in block for key in source.split(","))


def test_each_rule_is_shown_with_its_words(chapters: str) -> None:
    said = {words for each in ARTICLES.values() for words in (str(Words(each.says)), each.evidence)}
    said |= {str(words) for flag in RED_FLAGS.values() for words in (flag.asks, flag.why)}
    whole = [words for each in ARTICLES.values() for words in each.sentences if not PERSON.search(words.text)]
    said |= {str(words) for words in whole}
    assert [words for words in said if escape(whole_degrees(words)) not in chapters] == []


def test_each_contra_indication_is_shown_with_its_reason(chapters: str) -> None:
    rows = blocks(chapters, '<div data-bar="', "</div>")
    for treatment, bar in ((treatment, bar) for treatment, bars in MATRIX.items() for bar in bars):
        row = rows[f"{treatment}:{bar.trait}"]
        assert escape(str(bar.why)) in row
        assert ("Ask a doctor or pharmacist first." in row, "Never." in row) == (bar.ask, not bar.ask)


def test_each_figure_is_shown_with_its_unit_source_and_certainty(chapters: str) -> None:
    for name, row in blocks(chapters, '<li data-figure="', "</li>").items():
        assert escape(BOOK[name].unit) in row
        assert str(SURE[BOOK[name].sure].term) in row
        assert cites(row, BOOK[name].source)


def test_names_of_the_code_are_in_a_fold_only(client: Client) -> None:
    page = client.get("/rules/walking/").text
    shown = re.sub(r"(?s)<details.*?</details>|<[^>]*>", " ", page)
    names = [article.name for article in ARTICLES.values()] + list(BOOK)
    assert [name for name in names if re.search(rf"(?<![\w.]){re.escape(name)}(?![\w.])", shown)] == []
    assert "<code>ladder.hold</code>" in page


def test_the_first_page_shows_what_weighs_most_and_that_nobody_has_reviewed_it(client: Client) -> None:
    text = client.get("/rules/").text
    assert "No clinician has reviewed these rules yet." in text
    assert f"Rules version {RULES_VERSION}." in text
    rows = text.split('<li class="card">')[1:]
    assert len(rows) == len(DECISIONS)
    for row, article in zip(rows, DECISIONS, strict=True):
        assert escape(str(Words(article.differs))) in row
        assert f'href="{rule_href(article.name)}"' in row
        assert escape(article.evidence) in row
        assert cites(row, article.source)


def test_a_chapter_says_once_that_nobody_has_reviewed_it(client: Client) -> None:
    assert client.get("/rules/walking/").text.count("Not yet reviewed by a clinician.") == 1


def test_rules_flags_and_treatments_name_their_sources(chapters: str) -> None:
    rules = blocks(chapters, '<article class="card rule" id="', "<li ")
    assert [name for name, each in ARTICLES.items() if not cites(rules[name], each.source)] == []
    assert [name for name, source in SOURCES_OF.items() if not cites(rules[f"bars.{name}"], source)] == []
    signs = blocks(chapters, '<div id="', "</div>")
    assert [name for name, flag in RED_FLAGS.items() if not cites(signs[name], flag.source)] == []


def test_the_list_holds_each_named_source_and_no_other(client: Client) -> None:
    text = client.get("/rules/sources/").text
    books = (ARTICLES, BOOK, RED_FLAGS)
    named = {key for book in books for each in book.values() for key in each.source.split(",")}
    named |= {key for sources in SOURCES_OF.values() for key in sources.split(",")}
    assert Marks(text).ids_of("li") == {f"source-{key}" for key in named}
    assert [key for key in named if escape(SOURCES[key]) not in text] == []


@pytest.mark.parametrize("path", PAGES)
def test_each_link_of_the_book_leads_to_a_card_and_no_id_occurs_twice(client: Client, path: str) -> None:
    marks = Marks(client.get(path).text)
    assert [each for each, count in Counter(each for _, each in marks.ids).items() if count > 1] == []
    for href in marks.found["href"]:
        page, _, name = href.partition("#")
        if name and page.startswith("/rules/"):
            assert name.startswith("source-") or rule_href(name) == href


def test_an_old_address_of_a_rule_leads_to_its_card(client: Client) -> None:
    rows = dict(re.findall(r'<li id="([^"]+)"><a href="([^"]+)"', client.get("/rules/").text))
    assert rows == {name: rule_href(name) for name in CHAPTER_OF}
    assert {*ARTICLES, *RED_FLAGS, *(f"bars.{treatment}" for treatment in MATRIX)} == set(rows)


def test_the_book_and_a_chapter_are_searched_without_script(client: Client) -> None:
    found = client.get("/rules/", {"q": "lukewarm"}).text
    assert 'href="/rules/temperature/#temperature.wash"' in found.partition("<ol")[0]
    chapter = client.get("/rules/temperature/", {"q": "lukewarm"}).text
    assert "2 of 9 rules" in chapter
    assert Marks(chapter).ids_of("article") == {"temperature.wash", "temperature.can_start_heat"}


@pytest.mark.parametrize("sought", ["<script>", "%00", "x" * 9000, "🜀 %(", "\x00"])
def test_any_search_gets_an_answer(client: Client, sought: str) -> None:
    for path in ("/rules/", "/rules/signs/"):
        response = client.get(path, {"q": sought})
        assert response.status_code == 200
        assert "<script>" not in response.text.partition("</head>")[2]


@pytest.mark.parametrize("path", [path for path in PAGES if "booklet" not in path])
def test_the_first_view_fits_in_one_round_trip(client: Client, path: str) -> None:
    """The whole page and its style sheet, compressed as the server sends them."""
    page, style = client.get(path).content, prepared(settings.BASE_DIR / "static" / "book.css")
    assert len(brotli.compress(page, quality=4)) + len(brotli.compress(style)) <= 14_000


def test_home_settings_and_each_day_link_to_the_page(client: Client, owner_client: Client, episode: Episode) -> None:
    assert 'href="/rules/"' in client.get("/").text
    assert 'href="/rules/"' in owner_client.get("/settings/").text
    assert 'href="/rules/"' in owner_client.get(f"/plan/{episode.created_at:%Y-%m-%d}/").text
    assert '<nav class="tabs"' in owner_client.get("/rules/").text


def test_the_reasons_of_today_link_to_their_rules(owner_client: Client, episode: Episode) -> None:
    for path in ("/today/", "/today/cold/"):
        page = owner_client.get(path).text
        links = re.findall(r'href="(/rules/[a-z]+/#([a-z_.]+))"', page)
        assert links
        assert {name for _href, name in links} <= set(re.findall(r'data-rule="([a-z_.]+)"', page))
        assert [href for href, name in links if href != rule_href(name)] == []


# --- in a browser


def sure_of_twenty_minutes(page: Page) -> None:
    """Check that the source and the certainty of "20 minutes" are in sight of who came to this card."""
    card = page.locator("article:target")
    expect(card).to_have_id("temperature.cold_pack")
    assert abs(card.evaluate("part => part.getBoundingClientRect().top")) < 100
    number = card.locator("[data-figure=COLD_MINUTES]")
    expect(number).to_contain_text("20 minutes at most. Safety limit. Sources: the first plan.")
    expect(number).to_be_in_viewport(ratio=1)
    assert number.evaluate("part => part.getBoundingClientRect().bottom") < 770  # above the tabs


def test_the_first_page_leads_to_why_20_minutes_in_one_tap(
    page: Page, live_server: LiveServer, axe: Callable[[Page], None]
) -> None:
    page.goto(f"{live_server.url}/rules/")
    page.get_by_role("link", name="Ice comes in short packs").click()
    sure_of_twenty_minutes(page)
    page.locator("article:target summary").click()
    expect(page.locator("article:target [data-code=cold_phase]")).to_be_visible()
    axe(page)


def test_today_leads_to_why_20_minutes_in_one_tap_and_no_scroll(
    page: Page, live_server: LiveServer, sign_in: Callable[[Client], None], owner_client: Client, episode: Episode
) -> None:
    sign_in(owner_client)
    page.goto(f"{live_server.url}/today/")
    how_sure = page.get_by_role("link", name="How sure? Ice, 20 minutes")
    expect(how_sure).to_be_in_viewport(ratio=1)
    how_sure.click()
    sure_of_twenty_minutes(page)


def test_an_old_address_shows_the_way_to_the_card(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/rules/#temperature.cold_pack")
    page.get_by_role("link", name="This rule has moved").click()
    sure_of_twenty_minutes(page)
