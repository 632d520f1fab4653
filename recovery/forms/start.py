"""The questions before there is a plan: two screens of red flags, then when it started and how bad it is."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.forms import places
from recovery.forms.fields import WALK_CHOICES, cannot_walk_field, pain_field
from recovery.forms.onset import Guess, OnsetForm
from recovery.forms.screen import NONE, ticked_flags
from recovery.presenters.flag_rows import flag_rows

CHOOSE = {"required": lazy("Choose an answer."), "invalid_choice": lazy("Choose an answer.")}
NOT_EVEN = "not_even"  # cannot walk, not even to the toilet: the red flag S6


def phone_zone_field() -> forms.CharField:
    """Make the hidden field that a script fills with the time zone of the phone."""
    return forms.CharField(required=False, widget=forms.HiddenInput(attrs={"data-zone": ""}))


class StartScreenForm(forms.Form):
    """Red flags to tick, or the button that says there are none. A tick outweighs that button."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)
    time_zone = phone_zone_field()
    ticked = forms.MultipleChoiceField(
        label=lazy("Do you have any of these now?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    answer = forms.CharField(required=False)

    def __init__(self, data: Any = None, *, flags: Iterable[str]) -> None:
        """Ask these flags."""
        super().__init__(data)
        self.fields["ticked"].choices = flag_rows(flags)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse an empty answer: a person must say that they have none of these."""
        data = super().clean() or {}
        if not data.get("ticked") and data.get("answer") != NONE and "ticked" not in self.errors:
            self.add_error("ticked", _("Tick what you have, or tap “None of these”."))
        return data

    def flags(self) -> list[str]:
        """Return the flags that are ticked."""
        return ticked_flags(self.cleaned_data.get("ticked") or [])


class StartWhenForm(OnsetForm):
    """When it started, how bad it is and, last, whether walking works: each answer to that is a button.

    The phone sends its time zone, or the person chooses one.
    """

    pain = pain_field(lazy("How bad is it now?"), error_messages=CHOOSE)
    can_walk = forms.ChoiceField(
        label=lazy("Can you walk?"),
        choices=[*WALK_CHOICES, (NOT_EVEN, cannot_walk_field().label)],
        error_messages=CHOOSE,
    )
    time_zone = phone_zone_field()
    time_zone_by_hand = forms.ChoiceField(
        label=lazy("Where are you?"),
        help_text=lazy("So that times are right."),
        choices=lambda: [("", _("Choose")), *places.zones()],
        required=False,
    )

    def __init__(
        self, data: Mapping[str, Any] | None, *, initial: Mapping[str, Any], now: datetime, asks_walk: bool
    ) -> None:
        """Take the zone from what was posted, or from what is known already; ask about walking if it is not known."""
        told = data if data is not None else initial
        by_phone = places.phone_zone(told.get("time_zone"))
        self.zone_name = places.known_zone(told.get("time_zone_by_hand")) or by_phone
        self.hides_zone = bool(told.get("time_zone")) and not by_phone
        super().__init__(data, initial=dict(initial), zone=ZoneInfo(self.zone_name or "UTC"), now=now)
        self.asks_walk = asks_walk
        if not asks_walk:
            del self.fields["can_walk"]

    def answers(self) -> dict[str, str]:
        """Return what was typed, to fill in the form when the person comes back to this page."""
        return {name: self.data[name] for name in self.fields if name in self.data}

    def lines(self) -> dict[str, Guess]:
        """Name no time until the zone is known."""
        if self.zone_name:
            return super().lines()
        exact = {"0": _("Just now"), "60": _("1 hour ago")}
        return {day: Guess(exact.get(day, _("Some time that day")), "") for day in super().lines()}

    def clock(self) -> str:
        """The time on the person's clock, to see if the zone is right."""
        return f"{self.now.astimezone(self.zone):%H:%M}"

    def clean(self) -> dict[str, Any]:
        """Insist on a zone: without one, no hour can be named."""
        data = super().clean()
        if not self.zone_name and "time_zone_by_hand" not in self.errors:
            self.add_error("time_zone_by_hand", _("Choose where you are."))
        return data
