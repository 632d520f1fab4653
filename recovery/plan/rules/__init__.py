"""The rules: one theme a file, one idea a small generator of items, cards, notices and can-start answers."""

from collections.abc import Callable, Iterator

from recovery.plan.advice import CanStart, Card, Item, Notice
from recovery.plan.rules import easing, fluids, medicines, offtrack, prevention, rest, safety, temperature, walking
from recovery.plan.situation import Situation

Advice = Item | Card | Notice | CanStart
Rule = Callable[[Situation], Iterator[Advice]]

# In page order, safety first.
RULES: tuple[Rule, ...] = (
    *safety.RULES,
    *offtrack.RULES,
    *temperature.RULES,
    *rest.RULES,
    *walking.RULES,
    *easing.RULES,
    *fluids.RULES,
    *medicines.RULES,
    *prevention.RULES,
)
