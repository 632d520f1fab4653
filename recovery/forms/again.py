"""The questions when it seizes up again: when, how bad, and every red flag. The rest is known."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as lazy

from recovery.forms.fields import choice_field, pain_field
from recovery.forms.screen import FULL_SCREEN, ScreenedForm, ticked_flags
from recovery.plan.situation import Situation


class AgainForm(ScreenedForm):
    """When the new spasm started, the pain now, and every red flag."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    when = choice_field(
        lazy("When did it start?"),
        [
            ("0", lazy("Just now")),
            ("60", lazy("1 hour ago")),
            ("180", lazy("3 hours ago")),
            ("720", lazy("12 hours ago")),
        ],
        initial="0",
        required=True,
    )
    pain = pain_field(lazy("How bad is it now?"))

    def __init__(self, data: Any = None, *, situation: Situation) -> None:
        """Start with the pain of the first check-in; ask the flags in the words for this person."""
        pains = situation.story.pains.checked_in
        super().__init__(data, initial={"pain": pains[0].value if pains else None})
        self.now = situation.now
        self.ask(FULL_SCREEN, situation.story.conditions)

    def started_at(self) -> datetime:
        """Return when it started, in UTC."""
        return self.now - timedelta(minutes=int(self.cleaned_data["when"]))

    def flags(self) -> list[str]:
        """Return the flags that are ticked."""
        return ticked_flags(self.cleaned_data["screen"])
