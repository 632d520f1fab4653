"""The rules: one theme a file, one idea a small generator of what the plan says, with its article above it."""

from recovery.plan.article import Rule
from recovery.plan.rules import (
    easing,
    fluids,
    medicines,
    moving,
    offtrack,
    prevention,
    rest,
    safety,
    temperature,
    walking,
)

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
    *moving.RULES,
)
