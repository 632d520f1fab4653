"""The rules: one theme a file, one idea a small generator of what the plan says."""

from collections.abc import Callable, Iterator

from recovery.plan.advice import CanStart, Card, Item, LeftOut, Notice
from recovery.plan.rules import easing, fluids, medicines, offtrack, prevention, rest, safety, temperature, walking
from recovery.plan.situation import Situation

Advice = Item | Card | LeftOut | Notice | CanStart
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
