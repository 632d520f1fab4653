"""Answers about life with a sore back: those that are new today first, those that come later last."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.plan.clinical.life import LIFE_CARDS
from recovery.plan.enums import LifeCardId
from recovery.presenters.rule_cards import SourceRow, named_sources
from recovery.presenters.say import Text, say


@dataclass(frozen=True)
class LifeCardView:
    """One card, folded: its lines, how sure they are, and their sources."""

    id: LifeCardId
    rule: str
    title: str
    lines: Sequence[str]
    evidence: str
    sources: Sequence[SourceRow]


@dataclass(frozen=True)
class CardGroup:
    """Cards under one title, empty where no title is needed."""

    title: Text
    cards: Sequence[LifeCardView]


@dataclass(frozen=True)
class GoodToKnow:
    """The page."""

    groups: Sequence[CardGroup]


def show_good_to_know(opened: Mapping[LifeCardId, int] | None, today: int, country: str | None) -> GoodToKnow:
    """Show all cards. `opened` holds the plan day on which each came, None for somebody without a plan."""
    if opened is None:
        return GoodToKnow([CardGroup("", _cards(LIFE_CARDS, country))])
    groups = {
        lazy("New today"): [card for card, day in opened.items() if day == today],
        lazy("From earlier days"): [card for card, day in opened.items() if day < today],
        lazy("More answers"): [card for card in LIFE_CARDS if card not in opened],
    }
    return GoodToKnow([CardGroup(title, _cards(cards, country)) for title, cards in groups.items() if cards])


def titles_of(names: Iterable[LifeCardId]) -> list[str]:
    """Return the titles of cards."""
    return [say(LIFE_CARDS[name].title) for name in names]


def _cards(names: Iterable[LifeCardId], country: str | None) -> list[LifeCardView]:
    return [
        LifeCardView(
            id=card.id,
            rule=card.name,
            title=say(card.title),
            lines=[say(line) for line in card.lines_in(country)],
            evidence=_(card.evidence),
            sources=named_sources(card.source),
        )
        for card in (LIFE_CARDS[name] for name in names)
    ]
