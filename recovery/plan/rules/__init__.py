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


def name_of(rule: Callable[..., object]) -> str:
    """The name that everything a rule says is stamped with: "temperature.cold_pack"."""
    return f"{rule.__module__.rpartition('.')[2]}.{rule.__name__}"
