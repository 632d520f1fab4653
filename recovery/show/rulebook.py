"""The rule book in the words and shapes of its page."""

import re
from collections.abc import Iterator, Mapping
from datetime import time, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.plan import figures
from recovery.plan.figures import BOOK, Figure
from recovery.plan.matrix import MATRIX, SOURCES_OF, Bar
from recovery.plan.redflags import RED_FLAGS, RedFlag, within
from recovery.plan.rulebook import ARTICLES, CHAPTERS, Article, used_by
from recovery.plan.sources import SOURCES
from recovery.say import say
from recovery.show.journal import MEDICINES
from recovery.show.medicine import AGAINST, HIDDEN
from recovery.show.traits import NAMES, told
from recovery.show.why import NOT_NOW, REASONS, STAGES

SURE = {
    "hard": (lazy("Safety limit."), lazy("Nothing you log can change it.")),
    "seed": (lazy("First plan."), lazy("It stands in the plan that this was built from.")),
    "sourced": (lazy("From a source."), lazy("It was read there as it stands.")),
    "proposed": (lazy("Our own choice."), lazy("Sources are silent or leave a range, so we chose with care.")),
}
WHICH: dict[str, Any] = (
    {"mild": lazy("mild"), "moderate": lazy("moderate"), "severe": lazy("severe")} | STAGES | MEDICINES
)
LEVELS = {
    "E": (lazy("Call for help now"), lazy("A yes closes the plan and shows whom to call.")),
    "S": (lazy("Speak to a doctor today"), lazy("A yes pauses stretching, massage and warmth.")),
    "D": (lazy("See a doctor soon"), lazy("A yes shows a date, and the plan goes on.")),
}
OUR_NAMES = {"seed": lazy("the first plan"), "proposed": lazy("our own choice")}
# The words people see for a code differ with what it is about: the step, a dose, or else a start or a card.
WORDS: dict[str, Mapping[str, Any]] = {"ladder.": REASONS, "ledger.": AGAINST}
SECONDS = {"seconds": 1, "minutes": 60, "hours": 3600, "days": 86400}
INPUT = re.compile(r"%\(\w+\)[ds]\.?")


def show_rulebook() -> dict[str, Any]:
    """Give the context of the whole book; it is the same for everybody."""
    cited = {key for sources in _all_sources() for key in sources.split(",")}
    return {
        "version": figures.RULES_VERSION,
        "unreviewed": not any(each.reviewed for book in (BOOK, ARTICLES) for each in book.values()),
        "sure": [{"term": term, "means": means} for term, means in SURE.values()],
        "chapters": [
            {"name": each.name, "title": _(each.title), "articles": [_article(one) for one in each.articles]}
            for each in CHAPTERS
        ],
        "levels": [_level(level) for level in LEVELS],
        "treatments": [_treatment(name) for name in MATRIX],
        "sources": [{"key": key, "text": _(SOURCES[key])} for key in SOURCES if key in cited],
    }


def _all_sources() -> Iterator[str]:
    for book in (ARTICLES, BOOK, RED_FLAGS):
        yield from (each.source for each in book.values())
    yield from SOURCES_OF.values()


def _article(article: Article) -> dict[str, Any]:
    used = used_by(article)
    words = next((words for prefix, words in WORDS.items() if article.name.startswith(prefix)), NOT_NOW | HIDDEN)
    return {
        "name": article.name,
        "says": _(article.says),
        "evidence": _(article.evidence),
        "sources": _sources(article.source),
        "figures": [_figure(name, BOOK[name]) for name in used.figures],
        "sentences": [_blank(_(text)) for text in used.sentences],
        "codes": [{"code": code, "words": _blank(str(words.get(code, "")))} for code in used.codes],
        "reviewed": article.reviewed,
    }


def _figure(name: str, figure: Figure) -> dict[str, Any]:
    value = figure.value
    values = value.items() if hasattr(value, "items") else [("", value)]
    return {
        "name": name,
        "values": [{"which": WHICH.get(which, ""), "value": _value(each, figure.unit)} for which, each in values],
        "unit": _(figure.unit),
        "sure": SURE[figure.sure][0],
        "sources": _sources(figure.source),
        "reviewed": figure.reviewed,
    }


def _value(value: Any, unit: str) -> str:
    """A value in its unit: a length of time is counted in what the unit says."""
    if isinstance(value, timedelta):
        seconds = next(seconds for word, seconds in SECONDS.items() if word in unit)
        return f"{value.total_seconds() / seconds:g}"
    return value.strftime("%H:%M") if isinstance(value, time) else f"{value:g}"


def _sources(keys: str) -> list[dict[str, Any]]:
    """Each source by its number, and with the first words of its name."""
    return [{"key": key, "link": OUR_NAMES.get(key, key), "name": _name(key)} for key in keys.split(",")]


def _name(key: str) -> str:
    return "" if key in OUR_NAMES else re.split("[,;:(]", SOURCES[key])[0].strip()


def _blank(text: str) -> str:
    """A sentence with a gap for each of its inputs."""
    return INPUT.sub("…", text).replace("%%", "%")


def _level(level: str) -> dict[str, Any]:
    title, then = LEVELS[level]
    return {"title": title, "then": then, "flags": [_flag(each) for each in RED_FLAGS.values() if each.level == level]}


def _flag(flag: RedFlag) -> dict[str, Any]:
    return {
        "id": flag.id,
        "asks": say(flag.asks),
        "why": say(flag.why),
        "days": within(flag.id).days if flag.level == "D" else None,
        "sources": _sources(flag.source),
    }


def _treatment(name: str) -> dict[str, Any]:
    rows = [_bar(each) for each in MATRIX[name]]
    return {"name": name, "title": NAMES[name], "bars": rows, "sources": _sources(SOURCES_OF[name])}


def _bar(bar: Bar) -> dict[str, Any]:
    return {"trait": bar.trait, "told": told(bar.trait), "why": say(bar.why), "ask": bar.ask}
