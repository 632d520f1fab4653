"""The form of a dose of medicine. It refuses a dose that the label speaks against, until the person has taken it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as lazy

from recovery.forms.entry import EntryForm
from recovery.forms.fields import NoteField, amount_field, choice_field
from recovery.plan.advice import Reason
from recovery.plan.entries import Medicine
from recovery.plan.enums import DoseReason, Trait
from recovery.plan.ledger import against
from recovery.plan.situation import Situation
from recovery.presenters.medicine import why_against
from recovery.presenters.medicine_names import NAMES


class MedicineForm(EntryForm):
    """One dose: which medicine, how much, and a note."""

    template = "recovery/medicine.html"

    name = choice_field(
        lazy("Which medicine"),
        [(name, words.name) for name, words in NAMES.items()],
        required=True,
        error_messages={"required": lazy("Choose one.")},
    )
    mg = amount_field(
        lazy("How much, in mg"),
        0,
        20_000,
        unit="mg",
        help_text=lazy("If you leave it out, it counts as the most at once."),
    )
    taken = forms.BooleanField(
        label=lazy("I have taken it already. Save it."),
        help_text=lazy("Not taken yet? Then leave it out."),
        required=False,
    )
    note = NoteField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask whether the dose was taken only when that was asked before, or when a dose is refused."""
        super().__init__(*args, **kwargs)
        self.asks_taken = bool(self["taken"].value())

    def clean(self) -> dict[str, Any]:
        """Refuse a dose that the label speaks against, unless the person says that they took it: then it is a fact."""
        data = super().clean()
        dose = None if self.errors else self.fact()
        if isinstance(dose, Medicine) and (reason := self._objection(dose)):
            self.asks_taken = True
            if not data["taken"]:
                self.add_error("name", why_against(dose.name, reason, self.now))
        return data

    def fields_of(self, given: dict[str, Any]) -> dict[str, Any]:
        """Leave out the answer that only the form needs."""
        return {name: value for name, value in given.items() if name != "taken"}

    def _objection(self, dose: Medicine) -> Reason[DoseReason | Trait] | None:
        """Return what the label says against this dose beside all others, not counting the entry it corrects."""
        own = (dose.id, self.correcting and self.correcting.id)
        journal = self.situation.story.everything
        others = [each for each in journal if not (isinstance(each, Medicine) and each.id in own)]
        return against(Situation(others, self.now), dose.name, dose.mg, dose.at)
