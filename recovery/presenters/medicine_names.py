"""The names of the pain medicines that a person can log."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as lazy

from recovery.presenters.say import Text


@dataclass(frozen=True)
class MedicineName:
    """The names of one medicine: `name` alone, `inside` a sentence, and `short` in a table of the report."""

    name: Text
    inside: Text
    short: Text


NAMES: Mapping[str, MedicineName] = {
    "ibuprofen": MedicineName(lazy("Ibuprofen"), lazy("ibuprofen"), lazy("Ibuprofen")),
    "naproxen": MedicineName(lazy("Naproxen"), lazy("naproxen"), lazy("Naproxen")),
    "aspirin": MedicineName(lazy("Aspirin"), lazy("aspirin"), lazy("Aspirin")),
    "paracetamol": MedicineName(
        lazy("Paracetamol (acetaminophen)"), lazy("paracetamol (acetaminophen)"), lazy("Paracetamol")
    ),
    "other": MedicineName(lazy("Another pain pill"), lazy("another pain pill"), lazy("Other pill")),
}
