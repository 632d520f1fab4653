"""The red-flag questions as rows to tick. "Not sure" counts as a tick; "None of these" must be said."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import uuid4

from django import forms
from django.forms.boundfield import BoundWidget
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.forms.taps import tap
from recovery.plan.entries import Entry
from recovery.plan.history.screening import EMERGENCY, SAME_DAY
from recovery.plan.situation import Situation
from recovery.presenters.flag_rows import GROUPS, flag_rows

NONE = "none"
FULL_SCREEN = (*EMERGENCY, *SAME_DAY)


def ticked_flags(ticked: Sequence[str]) -> list[str]:
    """Return the flags that are ticked; a flag outweighs the "none" beside it."""
    return [each for each in ticked if each != NONE]


class ScreenedForm(forms.Form):
    """A form that asks red flags in its field `screen`.

    The page sends back in `asked` which rows it showed, so that an old page cannot answer "none" for rows that it
    never had. A form whose rows never change leaves `asked` out.
    """

    asked: str

    def ask(self, flags: Iterable[str], conditions: frozenset[str]) -> None:
        """Add the field for these flags, in the words for a person with these conditions."""
        rows = flag_rows(flags, conditions)
        self.asked = " ".join(flag for flag, _words in rows)
        self.fields["screen"] = forms.MultipleChoiceField(
            label=lazy("Do you have any of these now?"),
            choices=[*rows, (NONE, lazy("None of these"))],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Tick what you have, or tap “None of these”.")},
        )

    def groups(self) -> list[list[BoundWidget]]:
        """Return the rows in groups. "None of these" is a button of the page, and no row."""
        rows = {row.data["value"]: row for row in self["screen"].subwidgets}
        groups = ([rows[flag] for flag in group if flag in rows] for group in GROUPS)
        return [group for group in groups if group]

    def clean_screen(self) -> list[str]:
        """Refuse "none" from a page that had not shown every row."""
        ticked: list[str] = self.cleaned_data["screen"]
        shown = str(self.data.get("asked", self.asked)).split()
        if not ticked_flags(ticked) and not set(self.asked.split()) <= set(shown):
            raise forms.ValidationError(_("There are more questions now. Look at all of them."))
        return ticked


class RescreenForm(ScreenedForm):
    """The full screen alone, before a plan goes on after an alert."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, data: Any = None, *, situation: Situation) -> None:
        """Ask every emergency and every same-day sign."""
        super().__init__(data)
        self.now = situation.now
        self.ask(FULL_SCREEN, situation.story.conditions)

    def fact(self) -> Entry:
        """Return the screened check-in of this valid form."""
        flags = ticked_flags(self.cleaned_data["screen"])
        return tap("check_in", self.cleaned_data["id"], self.now, flags=flags, screened=True)
