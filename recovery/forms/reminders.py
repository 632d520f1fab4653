"""What a person wishes about reminders: which kinds, when not, and how plain the words are."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.forms.fields import choice_field, clock_field
from recovery.models import ReminderSettings
from recovery.plan.kinds import REMINDED
from recovery.presenters.reminders import name_of
from recovery.reminders.push import are_keys, is_known

CANNOT_RING = lazy("This browser cannot ring. Use your calendar.")
WRITE_A_TIME = {"invalid": lazy("Write a time.")}
WORDS = (("neutral", lazy("No health words")), ("plain", lazy("Plain words")))


class QuietForm(forms.Form):
    """Hours without reminders, beside those of sleep."""

    quiet_from = clock_field(lazy("Quiet from"), error_messages=WRITE_A_TIME)
    quiet_until = clock_field(lazy("Quiet until"), error_messages=WRITE_A_TIME)

    def __init__(self, data: Any, wishes: ReminderSettings) -> None:
        """Show the hours that were set before."""
        super().__init__(data, initial={"quiet_from": wishes.quiet_from, "quiet_until": wishes.quiet_until})

    def clean(self) -> dict[str, Any]:
        """Ask for both times or none, and for two that differ."""
        data = super().clean() or {}
        if not self.errors:
            first, last = data["quiet_from"], data["quiet_until"]
            if (first is None) != (last is None):
                self.add_error("quiet_from" if first is None else "quiet_until", _("Write both times, or none."))
            elif first and first == last:
                self.add_error("quiet_until", _("Write another time."))
        return data

    def wishes(self) -> dict[str, Any]:
        """Return the wishes of this valid form."""
        return self.cleaned_data


class KindsForm(forms.Form):
    """What to remind of. The looks at the skin belong to a timer."""

    kinds = forms.MultipleChoiceField(
        label=lazy("Remind me of"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=lambda: [(kind, name_of(kind)) for kind in REMINDED],
    )
    skin_looks = forms.BooleanField(
        label=lazy("A look at my skin"), help_text=lazy("While ice or warmth is on."), required=False
    )

    def __init__(self, data: Any, wishes: ReminderSettings) -> None:
        """Show what was chosen before."""
        on = [kind for kind in REMINDED if kind not in wishes.muted]
        super().__init__(data, initial={"kinds": on, "skin_looks": wishes.skin_looks})

    def wishes(self) -> dict[str, Any]:
        """Return the wishes of this valid form."""
        chosen = self.cleaned_data["kinds"]
        return {
            "muted": [kind for kind in REMINDED if kind not in chosen],
            "skin_looks": self.cleaned_data["skin_looks"],
        }


class WordsForm(forms.Form):
    """How plain the words are that others can read too: on the locked screen, in the calendar, in mail."""

    words = choice_field(lazy("Words"), WORDS, required=True)

    def __init__(self, data: Any, wishes: ReminderSettings) -> None:
        """Show what was chosen before."""
        super().__init__(data, initial={"words": "plain" if wishes.plain else "neutral"})

    def wishes(self) -> dict[str, Any]:
        """Return the wishes of this valid form."""
        return {"plain": self.cleaned_data["words"] == "plain"}


class BrowserForm(forms.Form):
    """The address and the keys with which a browser takes notifications. A script fills it in."""

    endpoint = forms.CharField(max_length=1000)
    p256dh = forms.CharField(max_length=100)
    auth = forms.CharField(max_length=40)

    def clean(self) -> dict[str, Any]:
        """Refuse an address that is not of a known push service, and keys that are none."""
        data = super().clean() or {}
        if not self.errors and not (is_known(data["endpoint"]) and are_keys(data["p256dh"], data["auth"])):
            raise forms.ValidationError(CANNOT_RING)
        return data
