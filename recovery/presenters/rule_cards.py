"""The cards of the rule book: what a rule says to the person, when, its numbers, why, and two drawn examples."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.plan.article import Article
from recovery.plan.book import BOOK, NUMBERS, Figure, Review
from recovery.plan.clinical.sources import SOURCES
from recovery.plan.enums import CardReason, DoseReason, GuideReason, NotNow, WalkReason
from recovery.presenters.examples import Example, show_days, show_examples
from recovery.presenters.medicine import AGAINST, HIDDEN
from recovery.presenters.medicine_names import NAMES
from recovery.presenters.moving import WHY
from recovery.presenters.rule_links import source_href
from recovery.presenters.say import Text, day_text, whole_degrees
from recovery.presenters.severities import SEVERITIES
from recovery.presenters.stages import STAGES
from recovery.presenters.why import NOT_NOW, REASONS


@dataclass(frozen=True)
class Certainty:
    """How sure a figure is, and what that means."""

    term: Text
    means: Text


SURE = {
    "hard": Certainty(lazy("Safety limit."), lazy("Nothing you log can change it.")),
    "seed": Certainty(lazy("First plan."), lazy("It stands in the plan that this was built from.")),
    "sourced": Certainty(lazy("From a source."), lazy("It was read there as it stands.")),
    "proposed": Certainty(lazy("Our own choice."), lazy("Sources are silent or leave a range, so we chose with care.")),
}
WHICH: Mapping[str, Text] = {
    "": "",
    **SEVERITIES,
    **{stage: words.name for stage, words in STAGES.items()},
    **{medicine: words.name for medicine, words in NAMES.items()},
}
OUR_NAMES = {"seed": lazy("the first plan"), "proposed": lazy("our own choice")}
INPUT = re.compile(r"%\(([\w.]+)\)[ds](\.?)")
QUOTED = 2  # sentences that a card shows before its fold


@dataclass(frozen=True)
class SourceRow:
    """A source by its key, with the text and the address of its link and, in a longer line, the start of its name."""

    key: str
    link: Text
    href: str
    name: str = ""


@dataclass(frozen=True)
class Value:
    """One value of a figure; `which` is the severity, stage or medicine it holds for, empty where it holds for all."""

    which: Text
    value: str


@dataclass(frozen=True)
class FigureRow:
    """A figure with its values, its unit, its sources, how sure it is, and who reviewed it."""

    name: str
    values: Sequence[Value]
    unit: str
    sure: Text
    sources: Sequence[SourceRow]
    review: str


@dataclass(frozen=True)
class Code:
    """A reason code with the words that people see for it, empty where they see none."""

    code: str
    words: str


@dataclass(frozen=True)
class RuleCard:
    """One rule.

    `quotes` are the first sentences that a person reads, `more` are all the others. `when` are the reasons that the
    person is told, `days` says on which days of a moderate course the rule is at work. `differs` is for the rules that
    weigh most.
    """

    name: str
    says: str
    quotes: Sequence[str]
    when: Sequence[str]
    days: str
    figures: Sequence[FigureRow]
    evidence: str
    differs: str
    sources: Sequence[SourceRow]
    examples: Sequence[Example]
    more: Sequence[str]
    codes: Sequence[Code]
    review: str


def show_card(article: Article) -> RuleCard:
    """Show the article of one rule."""
    codes, said = _codes(article), _sentences(article)
    examples = show_examples(article.name)
    first = examples[0].fired
    quotes = said[:QUOTED] or ([*filter(None, (first.title, *first.lines, first.because))] if first else [])
    return RuleCard(
        name=article.name,
        says=fill_gaps(_(article.says)),
        quotes=quotes,
        when=list(dict.fromkeys(code.words for code in codes if code.words)),
        days=show_days(article.name),
        figures=_figures(article, quotes),
        evidence=_(article.evidence),
        differs=fill_gaps(_(article.differs)) if article.differs else "",
        sources=named_sources(article.source),
        examples=examples,
        more=said[QUOTED:],
        codes=codes,
        review=say_review(article.review),
    )


def _figures(article: Article, quotes: Sequence[str]) -> list[FigureRow]:
    """Return the figures of a rule, first those that the person reads."""
    read = set(re.findall(r"\d+", " ".join(quotes)))
    rows = [_figure(name, BOOK[name]) for name in article.all_figures()]
    return sorted(rows, key=lambda row: not any(each.value in read for each in row.values))


def text_of(article: Article) -> str:
    """Return all words of the card of a rule, to be searched, apart from its examples."""
    rows = [_figure(name, BOOK[name]) for name in article.all_figures()]
    numbers = [f"{each.value} {row.unit} {row.name}" for row in rows for each in row.values]
    said = [article.name, fill_gaps(_(article.says)), _(article.evidence), fill_gaps(_(article.differs or " "))]
    codes = [f"{each.code} {each.words}" for each in _codes(article)]
    return " ".join(
        [*said, *_sentences(article), *numbers, *codes, *(each.name for each in named_sources(article.source))]
    )


def say_review(review: Review | None) -> str:
    """Say by whom and when something was reviewed; empty if nobody did."""
    if review is None:
        return ""
    words = _("Reviewed by %(by)s on %(on)s, rules %(version)s.")
    return words % {"by": review.by, "on": day_text(review.on, "j F Y"), "version": review.version}


def _codes(article: Article) -> list[Code]:
    return [Code(code, fill_gaps(str(_words_of(code)))) for code in dict.fromkeys(article.codes)]


def _sentences(article: Article) -> list[str]:
    return list(dict.fromkeys(fill_gaps(_(each.text), each.inputs) for each in article.sentences))


def _words_of(code: StrEnum) -> Text:
    """Return the words that people see for a reason code, empty where they see none."""
    match code:
        case WalkReason():
            return REASONS[code]
        case DoseReason():
            return AGAINST[code]
        case NotNow():
            return NOT_NOW[code]
        case CardReason():
            return HIDDEN.get(code, "")
        case GuideReason():
            return WHY[code]
    return ""


def _figure(name: str, figure: Figure) -> FigureRow:
    return FigureRow(
        name=name,
        values=[Value(WHICH[key], shown) for key, shown in figure.rows()],
        unit=_(figure.unit),
        sure=SURE[figure.sure].term,
        sources=show_sources(figure.source),
        review=say_review(figure.review),
    )


def show_sources(keys: str) -> list[SourceRow]:
    """Return the sources of these keys, without their names."""
    return [SourceRow(key, OUR_NAMES.get(key, key), source_href(key)) for key in keys.split(",")]


def named_sources(keys: str) -> list[SourceRow]:
    """Return the sources of these keys, each with the first words of its name."""
    return [SourceRow(row.key, row.link, row.href, _name(row.key)) for row in show_sources(keys)]


def _name(key: str) -> str:
    """Return the first words of a source's name, after a space; our own choices need no name."""
    return "" if key in OUR_NAMES else f" {re.split('[,;:(]', SOURCES[key])[0].strip()}"


def fill_gaps(text: str, inputs: Mapping[str, Any] = MappingProxyType({})) -> str:
    """Write a sentence with its figures, and a gap for each input that depends on the person."""
    known = NUMBERS | {name: str(value) for name, value in inputs.items()}

    def number_or_gap(found: re.Match[str]) -> str:
        name, stop = found.groups()
        return known[name] + stop if name in known else "…"

    return whole_degrees(INPUT.sub(number_or_gap, text).replace("%%", "%"))
