"""Cards: information without a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from recovery.plan.advice import Card
from recovery.presenters.say import say


@dataclass(frozen=True)
class ShownCard:
    """A card with its title and its sentences."""

    kind: str
    title: str
    lines: Sequence[str]
    rule: str


def show_card(card: Card) -> ShownCard:
    return ShownCard(card.kind, say(card.title), [say(line) for line in card.lines], card.rule)
