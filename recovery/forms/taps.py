"""Entries made by one tap. Each form reads the one answer that the tapped button carries."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django import forms

from recovery.plan.clinical.red_flags import RED_FLAGS
from recovery.plan.entries import Entry, parse
from recovery.plan.kinds import ITEMS, TIMED
from recovery.plan.rules.offtrack import DATED
from recovery.plan.situation import SKINS, Situation

# The notices that say by when to see somebody, and can be put away until then.
DATED_NOTICES = (*(flag for flag in RED_FLAGS if flag.startswith("D")), *DATED)


def tap(kind: str, entry_id: UUID, now: datetime, **fields: Any) -> Entry:
    """Make an entry about this very moment."""
    return parse({"kind": kind, "id": entry_id, "at": now, "entered_at": now, "by": "self"} | fields)


def unnamed(values: Iterable[str]) -> list[tuple[str, str]]:
    """Return the choices of a field that no page shows, so that its values need no words."""
    return [(value, value) for value in values]


class TapForm(forms.Form):
    """The hidden answers of a button that writes one entry."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(self, data: Any = None, *, kind: str, situation: Situation) -> None:
        """Write an entry of `kind` now, as the `situation` says it."""
        super().__init__(data)
        self.kind, self.now = kind, situation.now

    def fact(self) -> Entry:
        """Return the entry of this valid form."""
        fields = {name: value for name, value in self.cleaned_data.items() if name != "id"}
        return tap(self.kind, self.cleaned_data["id"], self.now, **fields)


class StartedForm(TapForm):
    """A timer began."""

    item = forms.ChoiceField(choices=unnamed(TIMED))


class SkinForm(TapForm):
    """How the skin is now where ice or warmth was."""

    skin = forms.ChoiceField(choices=unnamed(SKINS))


class WorseForm(TapForm):
    """This item made it worse."""

    item = forms.ChoiceField(choices=unnamed(ITEMS))


class ClearedForm(TapForm):
    """A health professional checked an alert, a sign is gone, or a flag was ticked by mistake."""

    because = forms.ChoiceField(choices=unnamed(("professional", "mistake", "gone")))


class DismissedForm(TapForm):
    """Notices that name a date are put away until then."""

    notices = forms.MultipleChoiceField(choices=unnamed(DATED_NOTICES))
