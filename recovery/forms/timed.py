"""Forms of what takes minutes: walks, ice and warmth, rest, stretches and the others that ask for minutes alone."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as lazy

from recovery.forms.entry import EntryForm
from recovery.forms.fields import choice_field, number_field, pain_number_field
from recovery.plan.entries import Entry


class MinutesForm(EntryForm):
    """How many minutes it took; `started` is the id of the entry that began it with a timer."""

    minutes = number_field(lazy("Minutes"), 1, 600, unit="min")
    started = forms.UUIDField(required=False, widget=forms.HiddenInput)


class WalkForm(MinutesForm):
    """A walk."""

    where = choice_field(lazy("Where"), [("home", lazy("At home")), ("outside", lazy("Outside"))])
    pain_before = pain_number_field(lazy("Pain before"))
    pain_after = pain_number_field(lazy("Pain after"))
    pain_hour_later = pain_number_field(lazy("Pain 1 hour later, if you know it"))
    stopped = forms.BooleanField(label=lazy("I had to stop early"), required=False)

    def fields_of(self, given: dict[str, Any]) -> dict[str, Any]:
        """Write "stopped" as the opposite of `finished`."""
        return given | {"finished": not given.pop("stopped", False)}

    def answers_of(self, entry: Entry) -> dict[str, Any]:
        """Read `finished` as the opposite of "stopped"."""
        told = super().answers_of(entry)
        return told | {"stopped": told.get("finished") is False}


class SkinForm(MinutesForm):
    """Ice or warmth, and how the skin was afterwards."""

    skin = choice_field(
        lazy("Your skin after it"),
        [("fine", lazy("Normal")), ("marked", lazy("White or marked")), ("numb", lazy("Numb"))],
    )


class RestForm(MinutesForm):
    """A rest in one of three positions."""

    position = choice_field(
        lazy("How"),
        [("incline", lazy("On my back")), ("recliner", lazy("In a chair")), ("side", lazy("On my side"))],
    )


class StretchForm(MinutesForm):
    """A set of stretches."""

    pain_before = pain_number_field(lazy("Pain before"))
    pain_after = pain_number_field(lazy("Pain after"))
