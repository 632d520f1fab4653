"""What can change the plan: asked at the start, changed on the settings page, and agreed to by a clinician."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4, uuid5

from django import forms
from django.utils import functional
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.forms import places
from recovery.forms.fields import NoteField, choice_field, clock_field, number_field
from recovery.forms.taps import tap
from recovery.plan.clinical import figures
from recovery.plan.entries import TREATMENTS, Entry, parse
from recovery.plan.history.profile import SAID, Profile
from recovery.presenters.say import filled
from recovery.presenters.traits import CONDITIONS, changes_of


def _row(words: Any, condition: str) -> str:
    return format_html("{} <small>{}</small>", words, changes_of(condition))


row = functional.lazy(_row, str)  # made for each page, in the language of its reader


def conditions_field(label: Any, group: str) -> forms.MultipleChoiceField:
    """Make a field for the conditions of one group, as rows to tick, each with what it changes."""
    rows = [(condition, row(words, condition)) for condition, words in CONDITIONS[group]]
    return forms.MultipleChoiceField(label=label, choices=rows, required=False, widget=forms.CheckboxSelectMultiple)


class AboutForm(forms.Form):
    """The few facts that can change the plan. All of them may be left out."""

    skin = conditions_field(lazy("Skin and nerves"), "skin")
    heart = conditions_field(lazy("Heart and blood"), "heart")
    organs = conditions_field(lazy("Kidneys, liver, stomach"), "organs")
    bones = conditions_field(lazy("Bones"), "bones")
    more = conditions_field(lazy("Anything else"), "more")
    weeks_pregnant = number_field(
        lazy("Weeks pregnant"),
        0,
        45,
        required=False,
        help_text=filled(
            lazy(
                "From %(NSAID_NOT_FROM_WEEKS)s weeks no pills such as ibuprofen. "
                "From %(SIDE_FROM_WEEKS)s weeks you rest on your side."
            )
        ),
    )
    birth_year = number_field(
        lazy("Year of birth"),
        1900,
        2200,
        required=False,
        help_text=filled(
            lazy("From %(NSAID_AGE)s: ask before pills such as ibuprofen. From %(HEAT_OLDER_AGE)s: warmth is shorter.")
        ),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), lazy("Write the year with 4 digits, like 1980.")
        ),
    )
    sex = choice_field(
        lazy("Sex"),
        [("f", lazy("Female")), ("m", lazy("Male")), ("", lazy("Leave out"))],
        help_text=lazy("It only sets how much to drink."),
    )
    wake = clock_field(lazy("I get up at"), initial=figures.WAKE)
    sleep = clock_field(lazy("I go to bed at"), initial=figures.SLEEP)

    def __init__(self, data: Any = None, *, now: datetime, **kwargs: Any) -> None:
        """`now` is the aware instant of the request."""
        self.now = now
        super().__init__(data, **kwargs)

    def clean_birth_year(self) -> int | None:
        """Refuse a year in the future."""
        year: int | None = self.cleaned_data["birth_year"]
        if year is not None and year > self.now.year:
            raise forms.ValidationError(_("This year has not come yet."))
        return year

    def clean(self) -> dict[str, Any]:
        """Refuse a night of no length."""
        data = super().clean() or {}
        if data.get("wake") and data.get("wake") == data.get("sleep"):
            self.add_error("sleep", _("You get up at this time. Choose another."))
        return data

    def told(self) -> dict[str, Any]:
        """Return the answers by the names of an `about` entry; None or an empty list where one was left out."""
        data = self.cleaned_data
        conditions = [condition for group in CONDITIONS for condition in data[group]]
        weeks = data["weeks_pregnant"] if "pregnant" in conditions else None
        given = {name: data[name] or None for name in ("birth_year", "sex", "wake", "sleep")}
        return given | {"conditions": conditions, "weeks_pregnant": weeks}


class ChangeAboutForm(AboutForm):
    """Everything that `about` entries hold, filled in with what is known, to be changed."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    time_zone = forms.ChoiceField(label=lazy("Where are you?"), help_text=lazy("Times follow the clock there."))
    country = forms.ChoiceField(
        label=lazy("Country"), help_text=lazy("It decides which number to call."), required=False
    )

    def __init__(self, data: Any = None, *, known: Profile, now: datetime) -> None:
        """Start with what is `known` now."""
        self.known = fields_of(known, now)
        groups = {
            group: [each for each, _words in rows if each in known.conditions] for group, rows in CONDITIONS.items()
        }
        super().__init__(data, initial=self.known | groups, now=now)
        self.fields["time_zone"].choices = _with(known.time_zone, places.zones())  # type: ignore[attr-defined]
        self.fields["country"].choices = [("", _("Choose")), *_with(known.country, places.countries())]  # type: ignore[attr-defined]

    def told(self) -> dict[str, Any]:
        """Return also where the person is."""
        return super().told() | {name: self.cleaned_data[name] or None for name in ("time_zone", "country")}

    def fact(self) -> Entry | None:
        """Return an `about` with only what changed, or None when nothing did.

        Its id depends on the form and on the change: the same form sent twice is one entry, another change is another.
        """
        head = {"kind": "about", "at": self.now, "entered_at": self.now, "by": "self"}
        form_id = self.cleaned_data["id"]
        new = parse(head | {"id": form_id} | self.told())
        told = {name: getattr(new, name) for name in self.told()}
        changed = {name: value for name, value in told.items() if value not in (None, self.known[name])}
        return parse(head | {"id": uuid5(form_id, repr(sorted(changed.items())))} | changed) if changed else None


def fields_of(profile: Profile, now: datetime) -> dict[str, Any]:
    """Return the fields of an `about` entry that says, at `now`, all that is known of the person."""
    said = {name: getattr(profile, name) for name in SAID}
    return said | {"weeks_pregnant": profile.pregnant_weeks(now), "agreed": profile.agreed or None}


class AdultForm(forms.Form):
    """The person says that they are of age: the year of birth alone does not tell."""

    id = forms.UUIDField()

    def fact(self, now: datetime) -> Entry:
        """Return the `about` entry that says so."""
        return tap("about", self.cleaned_data["id"], now, adult=True)


class AgreedForm(forms.Form):
    """Whether a doctor or pharmacist said yes to one treatment, or no longer says so."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    treatment = forms.ChoiceField(choices=[(each, each) for each in TREATMENTS])
    agreed = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])

    def fact(self, known: Sequence[str], lifts: Sequence[str], now: datetime) -> Entry:
        """Return an `about` with everything agreed to: what was `known`, with or without what this answer `lifts`."""
        others = [each for each in known if not each.startswith(f"{self.cleaned_data['treatment']}:")]
        agreed = [*known, *lifts] if self.cleaned_data["agreed"] == "yes" else others
        head = {"kind": "about", "id": self.cleaned_data["id"], "at": now, "entered_at": now, "by": "self"}
        return parse(head | {"agreed": agreed})


def _with(known: str | None, choices: places.Choices) -> places.Choices:
    """Add a value that is known already and not offered, such as an old name of a zone."""
    return choices if not known or known in dict(choices) else [(known, known), *choices]


class QuestionsForm(forms.Form):
    """What the person wants to ask a clinician; empty takes it back."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    questions = NoteField(
        label=lazy("What do you want to ask?"),
        max_length=300,
        help_text=lazy("It stands on the report, for everybody who reads it."),
    )

    def fact(self, now: datetime) -> Entry:
        """Return the entry of this form, which was sent at `now`."""
        told = self.cleaned_data
        return parse(told | {"kind": "about", "at": now, "entered_at": now, "by": "self"})
