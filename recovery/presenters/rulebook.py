"""The rule book as view models of its pages: the first page, a chapter, the booklet and the sources."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from recovery.plan.article import Article
from recovery.plan.book import BOOK
from recovery.plan.clinical import figures
from recovery.plan.clinical.contra_indications import SOURCES_OF
from recovery.plan.clinical.red_flags import RED_FLAGS
from recovery.plan.clinical.sources import SOURCES
from recovery.plan.rulebook import ARTICLES, CHAPTERS, DECISIONS, Chapter
from recovery.presenters.rule_cards import (
    SURE,
    Certainty,
    RuleCard,
    SourceRow,
    fill_gaps,
    named_sources,
    show_card,
    text_of,
)
from recovery.presenters.rule_links import CHAPTER_OF, chapter_href, rule_href
from recovery.presenters.rule_tables import Level, Treatment, show_levels, show_treatments


@dataclass(frozen=True)
class Row:
    """A link with its words; `note` is said beside it."""

    href: str
    text: str
    note: str = ""


@dataclass(frozen=True)
class DecisionRow:
    """One of the rules that weigh most, how it differs from guidelines, and how sure it is."""

    says: str
    differs: str
    evidence: str
    sources: Sequence[SourceRow]
    href: str


@dataclass(frozen=True)
class ChapterView:
    """One chapter. `sought` is what was searched for, `count` how many rules the whole chapter has.

    `unreviewed` is true as long as a rule or a figure of it lacks a review.
    """

    name: str
    title: str
    cards: Sequence[RuleCard]
    levels: Sequence[Level]
    treatments: Sequence[Treatment]
    count: int
    sought: str
    unreviewed: bool
    before: Row | None
    after: Row | None


@dataclass(frozen=True)
class Book:
    """The first page. `found` are the rules that hold the words searched for, None without any.

    `old` are the addresses of all cards by their name: they were on this page, and old links lead to them.
    """

    version: str
    unreviewed: bool
    decisions: Sequence[DecisionRow]
    chapters: Sequence[Row]
    sure: Sequence[Certainty]
    sought: str
    found: Sequence[Row] | None
    old: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Booklet:
    """All chapters on one page, to be printed and signed."""

    version: str
    chapters: Sequence[ChapterView]
    sources: Sequence[SourceRow]


def show_book(sought: str) -> Book:
    """Return the first page, with what was found where something is `sought`."""
    reviews = [*(each.review for each in ARTICLES.values()), *(each.review for each in BOOK.values())]
    return Book(
        version=figures.RULES_VERSION,
        unreviewed=not any(reviews),
        decisions=[_decision(article) for article in DECISIONS],
        chapters=[_chapter_row(chapter) for chapter in CHAPTERS],
        sure=list(SURE.values()),
        sought=sought,
        found=list(_found(sought)) if sought.strip() else None,
        old=[(name, rule_href(name)) for name in CHAPTER_OF],
    )


def show_chapter(name: str, sought: str) -> ChapterView | None:
    """Return a chapter, where something is `sought` with the cards that hold it; None if there is no such chapter."""
    place = next((place for place, chapter in enumerate(CHAPTERS) if chapter.name == name), None)
    if place is None:
        return None
    before = _chapter_row(CHAPTERS[place - 1]) if place else None
    after = _chapter_row(CHAPTERS[place + 1]) if place + 1 < len(CHAPTERS) else None
    return replace(_chapter(CHAPTERS[place], sought), before=before, after=after)


def show_booklet() -> Booklet:
    """Return the whole book."""
    return Booklet(figures.RULES_VERSION, [_chapter(chapter, "") for chapter in CHAPTERS], show_all_sources())


def show_all_sources() -> list[SourceRow]:
    """Return every source that the book names, each with its full text."""
    cited = {key for keys in _cited() for key in keys.split(",")}
    return [SourceRow(key, key, "", _(SOURCES[key])) for key in SOURCES if key in cited]


def _cited() -> Iterator[str]:
    yield from (each.source for each in ARTICLES.values())
    yield from (each.source for each in BOOK.values())
    yield from (each.source for each in RED_FLAGS.values())
    yield from SOURCES_OF.values()


def _decision(article: Article) -> DecisionRow:
    return DecisionRow(
        says=fill_gaps(_(article.says)),
        differs=fill_gaps(_(article.differs)),
        evidence=_(article.evidence),
        sources=named_sources(article.source),
        href=rule_href(article.name),
    )


def _chapter_row(chapter: Chapter) -> Row:
    return Row(chapter_href(chapter.name), _(chapter.title), str(len(chapter.articles)))


def _chapter(chapter: Chapter, sought: str) -> ChapterView:
    levels = show_levels() if chapter.name == "asked" else []
    treatments = show_treatments() if chapter.name == "bars" else []
    reviews = [article.review for article in chapter.articles]
    reviews += [BOOK[name].review for article in chapter.articles for name in article.all_figures()]
    return ChapterView(
        name=chapter.name,
        title=_(chapter.title),
        cards=[show_card(article) for article in chapter.articles if holds(text_of(article), sought)],
        levels=[
            replace(level, flags=flags)
            for level in levels
            if (flags := [flag for flag in level.flags if holds(flag.text(), sought)])
        ],
        treatments=[each for each in treatments if holds(each.text(), sought)],
        count=len(chapter.articles),
        sought=sought,
        unreviewed=not all(reviews),
        before=None,
        after=None,
    )


def _found(sought: str) -> Iterator[Row]:
    titles = {chapter.name: _(chapter.title) for chapter in CHAPTERS}
    for article in ARTICLES.values():
        if holds(text_of(article), sought):
            yield Row(rule_href(article.name), fill_gaps(_(article.says)), titles[CHAPTER_OF[article.name]])
    for flag in (flag for level in show_levels() for flag in level.flags):
        if holds(flag.text(), sought):
            yield Row(rule_href(flag.id), flag.asks, titles["asked"])
    for each in show_treatments():
        if holds(each.text(), sought):
            yield Row(rule_href(f"bars.{each.name}"), str(each.title), titles["bars"])


def holds(text: str, sought: str) -> bool:
    """True if a text holds every word that is sought, in any order and case."""
    return all(word in text.casefold() for word in sought.casefold().split())
