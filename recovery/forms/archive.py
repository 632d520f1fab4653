"""The forms that import a journal from a file, and that delete everything."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.exports.archive import MOST_BYTES, BadArchive, read_archive

WORD = lazy("DELETE")


class ArchiveForm(forms.Form):
    """A journal to import, read into `episodes`: first a file, then its text again after the person saw it."""

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
        """Read the file or the text. The text is checked again, because the browser could have changed it."""
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
        episodes = read_archive(raw, self.now)
        # In one line, because a browser changes line breaks when it posts a form.
        return {"episodes": episodes, "text": raw.decode("utf-8-sig").replace("\r", " ").replace("\n", " ")}


class DeleteForm(forms.Form):
    """A word that nobody types by mistake."""

    word = forms.CharField(
        label=format_lazy(lazy("Type the word {word}"), word=WORD),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": lazy("The word is missing.")},
    )

    def clean_word(self) -> str:
        """Accept small letters and spaces too."""
        word: str = self.cleaned_data["word"]
        if "".join(word.split()).casefold() != str(WORD).casefold():
            raise forms.ValidationError(_("This is another word."))
        return word
