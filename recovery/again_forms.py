"""What somebody answers when it seizes up again. A form only asks and reads."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as lazy

from recovery.forms import pain_field
from recovery.screen import FULL_SCREEN, flags_in, rows_for, screen_field


class AgainForm(forms.Form):
    """When it began, how bad it is, and every warning sign; the rest is known."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    when = forms.ChoiceField(
        label=lazy("When did it start?"),
        choices=[
            ("0", lazy("Just now")),
            ("60", lazy("1 hour ago")),
            ("180", lazy("3 hours ago")),
            ("720", lazy("12 hours ago")),
        ],
        initial="0",
        widget=forms.RadioSelect,
    )
    pain = pain_field(lazy("How bad is it now?"))

    def __init__(self, *args: Any, conditions: frozenset[str], **kwargs: Any) -> None:
        """Ask every warning sign, as it is put to somebody with these conditions."""
        super().__init__(*args, **kwargs)
        rows = rows_for(FULL_SCREEN, conditions)
        self.fields["screen"] = screen_field(rows, lazy("Do you have any of these now?"))

    def flags(self) -> list[str]:
        """The red flags that are ticked."""
        return flags_in(self.cleaned_data["screen"])
