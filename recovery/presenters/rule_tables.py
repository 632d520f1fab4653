"""The tables of the rule book: the warning signs by level, and what speaks against each treatment."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as lazy

from recovery.plan.clinical.contra_indications import MATRIX, SOURCES_OF, Bar
from recovery.plan.clinical.red_flags import RED_FLAGS, RedFlag, within
from recovery.presenters.rule_cards import SourceRow, named_sources, show_sources
from recovery.presenters.say import Text, say
from recovery.presenters.traits import TREATMENTS, trait_words

LEVELS = {
    "E": (lazy("Call for help now"), lazy("A yes closes the plan and shows whom to call.")),
    "S": (lazy("Speak to a doctor today"), lazy("A yes pauses stretching, massage and warmth.")),
    "D": (lazy("See a doctor soon"), lazy("A yes shows a date, and the plan goes on.")),
}


@dataclass(frozen=True)
class FlagRow:
    """A red flag; `days` is how soon to see a doctor about a D flag."""

    id: str
    asks: str
    why: str
    days: int | None
    sources: Sequence[SourceRow]

    def text(self) -> str:
        """Return all of its words, to be searched."""
        return f"{self.id} {self.asks} {self.why}"


@dataclass(frozen=True)
class Level:
    """The red flags of one level, and what a yes does."""

    title: Text
    then: Text
    flags: Sequence[FlagRow]


@dataclass(frozen=True)
class BarRow:
    """What speaks against a treatment: `ask` where a doctor's or pharmacist's yes lifts it."""

    trait: str
    condition: str
    why: str
    ask: bool


@dataclass(frozen=True)
class Treatment:
    """A treatment with everything that speaks against it."""

    name: str
    title: Text
    bars: Sequence[BarRow]
    sources: Sequence[SourceRow]

    def text(self) -> str:
        """Return all of its words, to be searched."""
        return " ".join([str(self.title), *(f"{bar.condition} {bar.why}" for bar in self.bars)])


def show_levels() -> list[Level]:
    """Return every red flag, by its level."""
    return [_level(level) for level in LEVELS]


def show_treatments() -> list[Treatment]:
    """Return every treatment with what speaks against it."""
    return [_treatment(name) for name in MATRIX]


def _level(level: str) -> Level:
    title, then = LEVELS[level]
    return Level(title, then, [_flag(each) for each in RED_FLAGS.values() if each.level == level])


def _flag(flag: RedFlag) -> FlagRow:
    days = within(flag.id).days if flag.level == "D" else None
    return FlagRow(flag.id, say(flag.asks), say(flag.why), days, show_sources(flag.source))


def _treatment(name: str) -> Treatment:
    return Treatment(
        name, TREATMENTS[name].name, [_bar(each) for each in MATRIX[name]], named_sources(SOURCES_OF[name])
    )


def _bar(bar: Bar) -> BarRow:
    return BarRow(bar.trait, trait_words(bar.trait), say(bar.why), bar.ask)
