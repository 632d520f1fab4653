"""A case that is tried: the answers in the address of the page."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils import functional
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.forms import places
from recovery.forms.fields import choice_field, clock_field, number_field
from recovery.plan.clinical.countries import COUNTRIES
from recovery.plan.clinical.red_flags import RED_FLAGS
from recovery.presenters.case_address import USUAL, address_of
from recovery.presenters.case_words import COURSES, EVENTS, WALKS
from recovery.presenters.say import say
from recovery.presenters.traits import CONDITIONS
from recovery.samples.case import Case, Course, Walks
from recovery.samples.events import Event

LONGEST = 90  # days
MOST_TYPED = 30  # pains
REQUIRED = {"required": lazy("Choose one.")}
said = functional.lazy(say, str)  # in the language of the reader


def rows_field(label: Any, rows: Iterable[tuple[str, Any]]) -> forms.MultipleChoiceField:
    """Make a field for several answers, as rows to tick."""
    return forms.MultipleChoiceField(label=label, choices=rows, required=False, widget=forms.CheckboxSelectMultiple)


class CaseForm(forms.Form):
    """A case. Whatever the address leaves out is as in the usual case."""

    started_on = forms.DateField(
        label=lazy("It started on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": lazy("Write a date, like 2026-05-10."), "required": lazy("Write a date.")},
    )
    started_at = clock_field(lazy("at"))
    after = number_field(lazy("Days later"), 0, LONGEST)
    clock = clock_field(lazy("at this time"))
    pain = number_field(lazy("Pain at the start"), 0, 10)
    course = choice_field(lazy("Pain, each morning"), COURSES.items(), error_messages=REQUIRED, required=True)
    typed = forms.CharField(
        label=lazy("Or each pain"),
        required=False,
        max_length=200,
        help_text=lazy("The start, then each morning: 8 7 6 5. A dash is a morning without a word."),
    )
    walks = choice_field(lazy("Walks"), WALKS.items(), error_messages=REQUIRED, required=True)
    conditions = rows_field(lazy("Health"), [row for rows in CONDITIONS.values() for row in rows])
    flags = rows_field(lazy("Warning signs"), [(flag.id, said(flag.asks)) for flag in RED_FLAGS.values()])
    also = rows_field(lazy("What else happened"), EVENTS.items())
    weeks_pregnant = number_field(lazy("Weeks pregnant"), 0, 45, required=False)
    birth_year = number_field(lazy("Year of birth"), 1900, 2026, required=False)
    sex = choice_field(lazy("Sex"), [("", lazy("Leave out")), ("f", lazy("Female")), ("m", lazy("Male"))])
    wake = clock_field(lazy("Gets up at"))
    sleep = clock_field(lazy("Goes to bed at"))
    country = forms.ChoiceField(label=lazy("Country"), required=False)

    def __init__(self, given: QueryDict) -> None:
        """Read the parameters of an address."""
        super().__init__(_filled(given))
        known = [(code, name) for code, name in places.countries() if code in COUNTRIES]
        self.fields["country"].choices = [("", _("Another")), *known]  # type: ignore[attr-defined]

    def ticks(self) -> list[BoundField]:
        """Return the fields of long lists to tick."""
        return [self[name] for name in ("conditions", "flags", "also")]

    def clean_started_on(self) -> date:
        """Refuse years in which no plan can be made."""
        day: date = self.cleaned_data["started_on"]
        if not 2000 <= day.year <= 2100:
            raise forms.ValidationError(_("Check the year."))
        return day

    def clean_typed(self) -> tuple[int | None, ...]:
        """Read pains with spaces or commas between them."""
        words = [word for word in re.split(r"[\s,;]+", self.cleaned_data["typed"]) if word]
        if len(words) > MOST_TYPED:
            raise forms.ValidationError(_("Write fewer numbers."))
        if not all(re.fullmatch(r"10|\d|[-–]", word, re.ASCII) for word in words):
            raise forms.ValidationError(_("Write numbers from 0 to 10, like 8 7 6 5."))
        pains = tuple(int(word) if word.isdecimal() else None for word in words)
        if pains[:1] == (None,):
            raise forms.ValidationError(_("Begin with the pain at the start."))
        return pains

    def clean(self) -> dict[str, Any]:
        """Refuse a night of no length, and an instant from before the start."""
        data = super().clean() or {}
        for name in ("started_at", "clock", "wake", "sleep"):
            data[name] = data.get(name) or getattr(USUAL, name)
        if data["wake"] == data["sleep"]:
            self.add_error("sleep", _("You get up at this time. Choose another."))
        if data.get("after") == 0 and data["clock"] < data["started_at"]:
            self.add_error("clock", _("This is before the start. Choose a later time or day."))
        return data

    def case(self) -> Case:
        """Return the case of a valid form."""
        data = self.cleaned_data
        lists: dict[str, Any] = {
            "conditions": tuple(data["conditions"]),
            "flags": tuple(data["flags"]),
            "also": tuple(map(Event, data["also"])),
            "course": Course(data["course"]),
            "walks": Walks(data["walks"]),
        }
        return Case(**(data | lists))


def _filled(given: QueryDict) -> QueryDict:
    """Return the parameters of an address, with the usual answer in place of each that is not given."""
    filled = QueryDict(mutable=True)
    for name, value in address_of(USUAL, whole=True):
        filled[name] = value
    for name in CaseForm.base_fields:
        if name in given:
            filled.setlist(name, given.getlist(name))
    return filled
