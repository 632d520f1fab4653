"""What somebody answers to bring a journal back, or to delete it. A form only asks and reads."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.edges.archive import MOST_BYTES, BadArchive, read_archive

WORD = lazy("DELETE")


class ArchiveForm(forms.Form):
    """A journal to bring back: a file to look into, or its text once more after that look. It is read into `bouts`."""

    file = forms.FileField(
        label=lazy("Your file"),
        help_text=lazy("Its name ends in .json."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        error_messages={"empty": lazy("This file is empty.")},
    )
    text = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        """`now` is the aware instant of the request."""
        self.now = now
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Read what came, also what came back: it was in other hands."""
        data = super().clean() or {}
        if not self.errors:
            try:
                data |= self._read(data)
            except BadArchive as problem:
                self.add_error("file", str(problem))
        return data

    def _read(self, data: dict[str, Any]) -> dict[str, Any]:
        if data["text"]:
            raw = data["text"].encode(errors="replace")
        elif data["file"]:
            raw = data["file"].read(MOST_BYTES + 1)
        else:
            raise BadArchive(_("Choose a file."))
        bouts = read_archive(raw, self.now)
        # In one line, as a form changes the ends of lines.
        return {"bouts": bouts, "text": raw.decode("utf-8-sig").replace("\r", " ").replace("\n", " ")}


class DeleteForm(forms.Form):
    """The word that nobody types by mistake."""

    word = forms.CharField(
        label=format_lazy(lazy("Type the word {word}"), word=WORD),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": lazy("The word is missing.")},
    )

    def clean_word(self) -> str:
        """Forgive small letters and spaces."""
        word: str = self.cleaned_data["word"]
        if "".join(word.split()).casefold() != str(WORD).casefold():
            raise forms.ValidationError(_("This is another word."))
        return word
