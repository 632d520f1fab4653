"""The form that makes a link for a helper or a clinician."""

from typing import Any

from django import forms
from django.core.signing import BadSignature
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from recovery.models import Share
from recovery.store.shares import DAYS, new_secret, read_secret

DAYS_TO_CHOOSE = (1, 7, 14, 30)
ASKS = {
    Share.CLINICIAN: (lazy("Who is it for?"), lazy("A name you will know again, such as Dr Lee.")),
    Share.HELPER: (lazy("Who helps you?"), lazy("A name, such as Anna. It is shown beside all they log.")),
}


class ShareForm(forms.Form):
    """Whom the link is for, how long it lasts, and whether they may read the notes. A helper's link has one length."""

    kind = forms.CharField(widget=forms.HiddenInput)
    secret = forms.CharField(widget=forms.HiddenInput, initial=new_secret)
    label = forms.CharField(
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": lazy("Write a name."), "max_length": lazy("Write a shorter name.")},
    )
    days = forms.TypedChoiceField(label=lazy("For how long?"), coerce=int, widget=forms.RadioSelect)
    notes = forms.BooleanField(label=lazy("They may read my notes"), required=False)

    def __init__(self, data: Any, kind: str) -> None:
        """Ask what a link of this `kind` needs; the page holds one form for each kind."""
        super().__init__(data, auto_id=f"{kind}_%s", initial={"kind": kind, "days": DAYS[kind]})
        self.fields["label"].label, self.fields["label"].help_text = ASKS[kind]
        if kind == Share.HELPER:
            del self.fields["days"]
        else:
            choices = [(days, ngettext("%d day", "%d days", days) % days) for days in DAYS_TO_CHOOSE]
            self.fields["days"].choices = choices  # type: ignore[attr-defined]

    def clean_label(self) -> str:
        """Refuse "self", the label of the person in the journal."""
        label: str = self.cleaned_data["label"]
        if label.lower() == "self":
            raise forms.ValidationError(_("Write another name."))
        return label

    def clean_secret(self) -> str:
        """Refuse a secret that this site did not sign."""
        try:
            return read_secret(self.cleaned_data["secret"])
        except BadSignature:
            raise forms.ValidationError(_("Load this page again, then try again.")) from None

    def told(self) -> dict[str, Any]:
        """Return the answers as arguments of `store.shares.make`."""
        kind = self.cleaned_data["kind"]
        return {"days": DAYS[kind]} | self.cleaned_data
