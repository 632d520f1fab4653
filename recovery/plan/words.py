"""Sentences of the plan. The core knows no language: presenters translate them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from recovery.plan.book import NUMBERS


def gettext_noop(text: str) -> str:
    """Mark a text for the translators and return it as it is."""
    return text


@dataclass(frozen=True)
class Words:
    """A sentence in English, still to be translated.

    `text` names its numbers: a figure by its own name, "Ice, %(COLD_MINUTES)s minutes", anything else by a name in
    `inputs`, "Pain %(pain)d of 10". No figure is ever written into a text as digits.
    """

    text: str
    inputs: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def having(self, **inputs: Any) -> "Words":
        """Return the same sentence with these inputs."""
        return Words(self.text, inputs)

    def __str__(self) -> str:
        """Return the English sentence with its numbers."""
        return self.text % {**NUMBERS, **self.inputs}
