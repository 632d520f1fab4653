"""The article that the rule book holds about a rule, written beside the code that it explains.

`@rule(...)` above a generator of rules/ makes it a rule with its article; what the engine does (gate, ladder, days,
timetable) has its articles as constants in the file that does it. `rulebook` puts them all into chapters.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from recovery.plan.advice import Advice, sign
from recovery.plan.book import BOOK, Review
from recovery.plan.words import Words
from recovery.plan.words import gettext_noop as _

if TYPE_CHECKING:
    from recovery.plan.situation import Situation

OUR_CHOICE = _("No source says how. This is our own careful choice.")
FIGURE = re.compile(r"%\(([A-Z]\w+)")


@dataclass(frozen=True, kw_only=True)
class Article:
    """What the rule book says about one rule.

    `says` is the rule in a sentence, which may name figures as Words do, and `evidence` says how sure it is. `source`
    holds keys of sources.SOURCES, joined by commas. `figures` are the names of the figures that the code reads,
    `sentences` and `codes` are everything that it can say. Tests compare all three with what really runs.
    `differs` tells clinicians how a weighty rule differs from guidelines; it may name figures, too.
    """

    name: str
    says: str
    evidence: str
    source: str
    figures: tuple[str, ...] = ()
    sentences: tuple[Words, ...] = ()
    codes: tuple[StrEnum, ...] = ()
    differs: str = ""
    review: Review | None = None

    def all_figures(self) -> tuple[str, ...]:
        """Return the names of its figures and of those in its sentences, in the order of the book."""
        texts = " ".join([self.says, self.differs, *(words.text for words in self.sentences)])
        named = {*self.figures, *FIGURE.findall(texts)}
        return tuple(name for name in BOOK if name in named)


@dataclass(frozen=True, kw_only=True)
class Rule(Article):
    """A rule: its article, and the generator of what it says in a situation."""

    generator: Callable[["Situation"], Iterator[Advice]]

    def __call__(self, s: "Situation") -> Iterator[Advice]:
        """Say what the rule says in a situation, signed with its name."""
        for said in self.generator(s):
            yield sign(said, self.name)


def rule(
    *,
    says: str,
    evidence: str,
    source: str,
    figures: tuple[str, ...] = (),
    sentences: tuple[Words, ...] = (),
    codes: tuple[StrEnum, ...] = (),
    differs: str = "",
    review: Review | None = None,
) -> Callable[[Callable[["Situation"], Iterator[Advice]]], Rule]:
    """Make a rule of a generator; it is named after its file and function: "temperature.cold_pack"."""

    def make(generator: Callable[["Situation"], Iterator[Advice]]) -> Rule:
        return Rule(
            name=f"{generator.__module__.rpartition('.')[2]}.{generator.__name__}",
            says=says,
            evidence=evidence,
            source=source,
            figures=figures,
            sentences=sentences,
            codes=codes,
            differs=differs,
            review=review,
            generator=generator,
        )

    return make
