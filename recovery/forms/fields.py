"""Fields that several forms share: numbers, the pain scale, and one answer of a few."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as lazy

from recovery.forms.numbers import AmountField, WholeField

NUMBER_ERRORS = {
    "required": lazy("Write a number."),
    "invalid": lazy("Write a whole number."),
    "min_value": lazy("Write %(limit_value)s or more."),
    "max_value": lazy("Write %(limit_value)s or less."),
}
AMOUNT_ERRORS = NUMBER_ERRORS | {"invalid": lazy("Write a number.")}
PAIN_CHOICES = [("0", lazy("0 none")), *((str(value), str(value)) for value in range(1, 11))]
WALK_CHOICES = [("yes", lazy("Yes")), ("a_few_steps", lazy("A few steps")), ("no", lazy("No"))]


def clock_field(label: Any, **kwargs: Any) -> forms.TimeField:
    """Make a field for a local time of day that may be left out."""
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, required=False, widget=widget, **kwargs)


def number_field(label: Any, low: int, high: int, **kwargs: Any) -> WholeField:
    """Make a field for a whole number from `low` to `high`."""
    kwargs.setdefault("error_messages", NUMBER_ERRORS)
    return WholeField(label=label, min_value=low, max_value=high, **kwargs)


def pain_number_field(label: Any) -> WholeField:
    """Make a field for a pain from 0 to 10 that may be left out; "7/10" is 7."""
    return number_field(label, 0, 10, unit="/10", required=False)


def amount_field(label: Any, low: float, high: float, **kwargs: Any) -> AmountField:
    """Make a field for a number with decimals from `low` to `high`, which may be left out."""
    return AmountField(
        label=label, min_value=low, max_value=high, required=False, error_messages=AMOUNT_ERRORS, **kwargs
    )


def pain_field(label: Any, **kwargs: Any) -> forms.TypedChoiceField:
    """Make a field for pain from 0 to 10, as eleven big radio buttons."""
    kwargs.setdefault("error_messages", {"required": lazy("Choose a number.")})
    return forms.TypedChoiceField(
        label=label, choices=PAIN_CHOICES, coerce=int, empty_value=None, widget=forms.RadioSelect, **kwargs
    )


def choice_field(label: Any, choices: Iterable[tuple[str, Any]], **kwargs: Any) -> forms.ChoiceField:
    """Make a field for one answer of a few, as radio buttons; it may be left out unless `required` is given."""
    kwargs.setdefault("required", False)
    return forms.ChoiceField(label=label, choices=list(choices), widget=forms.RadioSelect, **kwargs)


def cannot_walk_field() -> forms.BooleanField:
    """Make the box beside "I cannot walk": a tick raises the red flag S6."""
    return forms.BooleanField(label=lazy("I cannot get to the toilet, even after a rest"), required=False)


class NoteField(forms.CharField):
    """A text of some lines. A line break counts as one character, as the browser counts it."""

    widget = forms.Textarea(attrs={"rows": 3, "dir": "auto"})

    def __init__(self, **kwargs: Any) -> None:
        """Take as many characters as an entry holds."""
        options: dict[str, Any] = {"label": lazy("Note"), "max_length": 2000, "required": False} | kwargs
        super().__init__(**options)

    def to_python(self, value: Any) -> str:
        """Write line breaks as the journal does; a browser sends two characters for each."""
        return (super().to_python(value) or "").replace("\r\n", "\n")
