"""Where the person is, and after a fall what was hurt: questions with one tap for each answer."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as lazy

from recovery.forms.start import CHOOSE, phone_zone_field
from recovery.plan.enums import Flag
from recovery.presenters.say import filled

# What each answer says in a check-in.
PLACES: dict[str, dict[str, Any]] = {
    "floor_alone": {"where_now": "floor", "alone": True},
    "floor_helped": {"where_now": "floor", "alone": False},
    "bed": {"where_now": "bed"},
    "chair": {"where_now": "chair"},
    "few_steps": {"where_now": "up", "can_walk": "a_few_steps"},
    "up": {"where_now": "up", "can_walk": "yes"},
}
# The words of the answers. A person who cannot walk is asked only the first four.
WHERE_CHOICES = [
    ("floor_alone", lazy("On the floor, alone")),
    ("floor_helped", lazy("On the floor, somebody is here")),
    ("bed", lazy("In bed")),
    ("chair", lazy("In a chair")),
    ("few_steps", lazy("Up, but only a few steps")),
    ("up", lazy("Up, and I can walk")),
]
FELL: dict[str, list[str]] = {
    "bones": [Flag.S4],
    "blood": [Flag.S8],
    "both": [Flag.S4, Flag.S8],
    "none": [],
}


class WhereForm(forms.Form):
    """Where the person is now; the buttons of the page are its answers."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)
    where = forms.ChoiceField(
        label=lazy("Where are you now?"),
        choices=WHERE_CHOICES,
        error_messages=CHOOSE,
    )

    def told(self) -> dict[str, Any]:
        """Return the answer by the names of a check-in."""
        return PLACES[self.cleaned_data["where"]]


class FallForm(forms.Form):
    """One of the three questions about a fall; `question` is its number."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)
    time_zone = phone_zone_field()
    answer = forms.ChoiceField(error_messages=CHOOSE)

    QUESTIONS = {
        "1": lazy("Did you fall or get knocked?"),
        "2": lazy("Is one of these so?"),
        "3": lazy("And is one of these true for you?"),
    }
    HURT = (
        lazy("You hit your head."),
        lazy("A hip, the neck or a bone is very sore."),
        lazy("An arm or a leg will not move, or one arm is weak."),
        lazy("Your face droops, or your speech is slurred."),
    )
    YES_OR_NO = [("yes", lazy("Yes, or not sure")), ("no", lazy("No"))]
    ANSWERS = {
        "1": YES_OR_NO,
        "2": YES_OR_NO,
        "3": [
            ("bones", filled(lazy("Over %(FALL_AGE)s, thin bones or steroids"))),
            ("blood", lazy("Blood thinners")),
            ("both", lazy("Both of these")),
            ("none", lazy("None of these")),
        ],
    }

    def __init__(self, data: Any = None, *, number: str) -> None:
        """Ask the question of this number."""
        super().__init__(data)
        self.number, self.signs = number, self.HURT if number == "2" else ()
        self.fields["answer"].label = self.QUESTIONS[number]
        self.fields["answer"].choices = self.ANSWERS[number]  # type: ignore[attr-defined]
