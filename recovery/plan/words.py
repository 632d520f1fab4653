"""Sentences to be translated by whoever shows them: the core knows no language."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


def gettext_noop(text: str) -> str:
    """Mark a sentence for the translators; whoever shows it translates it."""
    return text


@dataclass(frozen=True)
class Words:
    """A sentence with its inputs, still to be translated. `text` names the inputs as %(name)s."""

    text: str
    inputs: Mapping[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        """The English sentence."""
        return self.text % self.inputs
