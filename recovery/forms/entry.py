"""What the forms of all kinds of entry share."""

from collections.abc import Sequence
from typing import Any, ClassVar
from uuid import uuid4

from django import forms

from recovery.forms.fields import pain_field
from recovery.forms.when import WhenForm, local_answers
from recovery.plan.entries import Entry, dump, parse
from recovery.plan.situation import Situation

HEAD = ("id", "kind", "at", "entered_at", "by")  # fields of every entry; a form asks for the others


class EntryForm(WhenForm):
    """The form of one kind of entry, to add an entry or to correct one.

    Its id is made with the page, so that a form that is sent twice writes one entry.
    """

    template: ClassVar[str] = "recovery/log_kind.html"

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)

    def __init__(
        self,
        data: Any = None,
        *,
        kind: str,
        situation: Situation,
        correcting: Entry | None = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        """Ask for an entry of `kind` from the person of this `situation`; `correcting` is the entry it replaces."""
        self.kind, self.situation, self.correcting = kind, situation, correcting
        told = self.answers_of(correcting) if correcting else {}
        zone = situation.story.habits.zone
        super().__init__(data, zone=zone, now=situation.now, initial=(initial or {}) | told)

    def fact(self) -> Entry:
        """Return the entry of this valid form."""
        given = {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}
        told = self.fields_of({name: value for name, value in given.items() if name not in ("when", "pick", "which")})
        return parse({"kind": self.kind, "entered_at": self.now, "by": "self"} | told)

    def beside(self) -> Sequence[Entry]:
        """Return the entries that are written before this one. Override it where one form tells more than one."""
        return ()

    def use_scales(self) -> None:
        """Ask for the pain before and after on scales of one tap each, as the page after a timer does."""
        for name in ("pain_before", "pain_after"):
            if name in self.fields:
                self.fields[name] = pain_field(self.fields[name].label, required=False)

    def fields_of(self, given: dict[str, Any]) -> dict[str, Any]:
        """Return the fields of the entry for the answers given. Override it where they differ."""
        return given

    def answers_of(self, entry: Entry) -> dict[str, Any]:
        """Return the answers that stand for this entry; the opposite of `fields_of`."""
        told = {name: value for name, value in dump(entry).items() if name not in HEAD}
        return told | local_answers(entry.at, self.situation.story.habits.zone)
