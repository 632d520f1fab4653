"""Everything that the core can say: the texts of the rule book, and what plans and timers of the cast say."""

import re
from collections.abc import Iterator

from recovery.plan.advice import Advice, Card, Item, LeftOut, Notice
from recovery.plan.clinical.contra_indications import MATRIX
from recovery.plan.clinical.red_flags import RED_FLAGS
from recovery.plan.review.steps import steps
from recovery.plan.rulebook import ARTICLES
from recovery.plan.rules import RULES
from recovery.plan.situation import Situation
from recovery.plan.words import Words
from tests.plan.cast import CAST, situation

INPUT = re.compile(r"%\(([a-z]\w*)\)[ds]")
# Inputs that are answers of a person, not figures.
TOLD = ("days", "one", "other", "pain", "first", "worst")


def texts() -> dict[str, list[str]]:
    """Return the texts by where they are said."""
    people = [found for found in map(situation, CAST) if not (found.gate and found.gate.closed)]
    return {
        "articles": [
            text
            for article in ARTICLES.values()
            for text in _article((article.says, article.differs), article.sentences)
        ],
        "flags": [str(words) for flag in RED_FLAGS.values() for words in (flag.asks, flag.tells, flag.why)],
        "bars": [str(bar.why) for row in MATRIX.values() for bar in row],
        "plans": sorted({text for found in people for text in _plan(found)}),
        "steps": sorted({text for found in people for text in _timer(found)}),
    }


def _article(says: tuple[str, ...], sentences: tuple[Words, ...]) -> Iterator[str]:
    yield from (str(Words(each)) for each in says)
    yield from map(_without_person, sentences)


def _plan(found: Situation) -> Iterator[str]:
    for rule in RULES:
        for each in rule(found):
            yield from map(_without_person, _words(each))


def _words(each: Advice) -> tuple[Words, ...]:
    match each:
        case Item():
            return (each.title, each.do, each.because, *each.care)
        case Card():
            return (each.title, *each.lines)
        case LeftOut():
            return (each.why,)
        case Notice():
            return (each.words,)
    return ()


def _timer(found: Situation) -> Iterator[str]:
    if found.timer:
        stage = found.walking.stage if found.walking else None
        yield from (str(step.words) for step in steps(found.timer, stage, found.positions[0]))


def _without_person(words: Words) -> str:
    """A sentence with a gap for each input that is an answer of a person or not known yet."""

    def gap(found: re.Match[str]) -> str:
        return found[0] if found[1] in words.inputs and found[1] not in TOLD else "…"

    return str(Words(INPUT.sub(gap, words.text), words.inputs))
