"""The check-in: how the person feels, and the red flags that are due."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import uuid5

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.forms.entry import EntryForm
from recovery.forms.fields import (
    WALK_CHOICES,
    NoteField,
    amount_field,
    cannot_walk_field,
    choice_field,
    number_field,
    pain_field,
)
from recovery.forms.screen import FULL_SCREEN, NONE, ScreenedForm, ticked_flags
from recovery.forms.where import PLACES, WHERE_CHOICES
from recovery.plan.build import situation_at
from recovery.plan.entries import CheckIn, Entry, parse
from recovery.plan.history.screening import WITHIN_DAYS, flags_due, just_screened, weekly_flags_due
from recovery.plan.history.story import Story
from recovery.presenters.flag_rows import flag_rows

# Answers that this form does not ask, or not of everybody. A correction keeps them.
KEPT = ("where_now", "alone", "skin")
AMOUNTS = [("none", lazy("None")), ("some", lazy("Some")), ("lots", lazy("A lot"))]


class CheckInForm(ScreenedForm, EntryForm):
    """How the person feels, the red flags of today and, once a week, those that can wait some days."""

    template = "recovery/check_in.html"

    pain = pain_field(lazy("Pain now"))
    spasm = choice_field(lazy("Spasm"), AMOUNTS)
    stiffness = choice_field(lazy("Stiffness"), AMOUNTS)
    leg = choice_field(
        lazy("Legs"),
        [
            ("none", lazy("Nothing")),
            ("same", lazy("Same as before")),
            ("lower", lazy("Further down")),
            ("tingling", lazy("New tingling")),
            ("weak", lazy("One leg weak")),
            ("both", lazy("Both legs")),
        ],
        help_text=lazy("Pain, tingling or numbness?"),
    )
    can_walk = choice_field(lazy("Can you walk?"), WALK_CHOICES)
    not_even = cannot_walk_field()
    place = choice_field(lazy("Where are you now?"), WHERE_CHOICES[:4])
    longest_walk = number_field(
        lazy("Your longest walk yesterday, in minutes"),
        0,
        600,
        unit="min",
        required=False,
        help_text=lazy("0 if you did not walk."),
    )
    sudden = forms.BooleanField(label=lazy("It seized up again suddenly"), required=False)
    no_walk = forms.BooleanField(label=lazy("I did not walk today"), required=False)
    walks = number_field(
        lazy("How many walks today, in all?"), 0, 100, required=False, help_text=lazy("With those you logged.")
    )
    walks_felt = choice_field(
        lazy("How did they go?"),
        [("fine", lazy("Fine")), ("sore", lazy("A bit sore after")), ("bad", lazy("Much worse after"))],
    )
    slept = choice_field(lazy("Last night"), [("well", lazy("Slept well")), ("badly", lazy("Slept badly"))])
    limits = choice_field(
        lazy("Does your back keep you from normal things?"), [("yes", lazy("Yes")), ("no", lazy("No"))]
    )
    fluids_lost = forms.BooleanField(
        label=lazy("I lost much fluid: sweat, throwing up or a runny tummy"), required=False
    )
    temperature_c = amount_field(lazy("Temperature in °C, if you took it"), 30, 45, unit="°C")
    note = NoteField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask the flags that are due and what the plan waits for; a correction asks every flag."""
        super().__init__(*args, **kwargs)
        story, gate = self.situation.story, self.situation.gate
        waits_for = gate.asks if gate and not self.correcting else ()
        full = self.correcting or "screen" in waits_for
        self.ask(FULL_SCREEN if full else flags_due(story), story.conditions)
        self.screened_at = None if full else just_screened(story)
        self.fields["screen"].required = self.screened_at is None
        self._ask_weekly(self._weekly(story))
        self.fields["longest_walk"].required = "longest_walk" in waits_for
        self.asks_longest_walk = "longest_walk" in waits_for or "longest_walk" in self.initial

    def _weekly(self, story: Story) -> Sequence[str]:
        if self.correcting:
            return WITHIN_DAYS
        return () if self.screened_at else weekly_flags_due(story)

    def _ask_weekly(self, flags: Sequence[str]) -> None:
        self.asks_week = bool(flags)
        if flags:
            self.fields["week"] = forms.MultipleChoiceField(
                label=lazy("And this week?"),
                help_text=lazy("Tick what fits. Leave it if nothing does."),
                choices=flag_rows(flags),
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )

    def clean(self) -> dict[str, Any]:
        """Refuse walks on a day without a walk."""
        data = super().clean()
        if data.get("no_walk") and data.get("walks"):
            self.add_error("walks", _("You also say that you did not walk. Which is right?"))
        return data

    def fact(self) -> Entry:
        """Return the entry. Where the pain is new, a screen that did not ask every sign is no answer to its questions.

        A sudden spasm that began earlier is told by an entry of its own, see `beside`.
        """
        told = super().fact()
        assert isinstance(told, CheckIn)  # noqa: S101 - parse returns the class of the kind
        if self._began_earlier(told):
            told = replace(told, sudden=None)
        asked_all = set(FULL_SCREEN) <= set(self.asked.split())
        return told if asked_all else self._without_screen_if_new(told)

    def _without_screen_if_new(self, told: CheckIn) -> CheckIn:
        unscreened = replace(told, screened=None)
        others = [each for each in self.situation.story.everything if each.id != told.id]
        return unscreened if situation_at([*others, *self.beside(), unscreened], self.now).screen_first else told

    def beside(self) -> Sequence[Entry]:
        """Return the report of a sudden spasm that began before this check-in, when a pain was told."""
        told = super().fact()
        if not self._began_earlier(told):
            return ()
        head = {"kind": "check_in", "id": uuid5(told.id, "sudden"), "entered_at": self.now, "by": told.by}
        return (parse(head | {"at": self.situation.sudden_since, "sudden": True}),)

    def _began_earlier(self, told: Entry) -> bool:
        is_new = bool(self.cleaned_data["sudden"]) and not self.correcting
        return is_new and told.at == self.now and self.situation.sudden_since < self.now

    def fields_of(self, given: dict[str, Any]) -> dict[str, Any]:
        """Write the ticked rows as flags, and yes and no as true and false. Without an answer, nothing was screened."""
        answered = given.pop("screen")
        flags = ticked_flags([*answered, *given.pop("week", ())])
        if given.pop("not_even", False) and given.get("can_walk") == "no":
            flags.append("S6")
        if not given.get("fluids_lost"):
            given.pop("fluids_lost", None)
        if given.pop("no_walk", False):
            given["walked"] = False
        if "limits" in given:
            given["limits"] = given["limits"] == "yes"
        if answered:
            given["screened"] = True
        place, walks = given.pop("place", ""), given.get("can_walk") in ("yes", "a_few_steps")
        placed = PLACES[place] if place and not walks else {}
        kept = {name: value for name, value in self._kept().items() if name == "skin" or not (place or walks)}
        return kept | placed | given | ({"flags": flags} if answered or flags else {})

    def _kept(self) -> dict[str, Any]:
        told = {name: getattr(self.correcting, name, None) for name in KEPT}
        return {name: value for name, value in told.items() if value is not None}

    def answers_of(self, entry: Entry) -> dict[str, Any]:
        """Read the flags as ticked rows, and true and false as yes and no."""
        told = super().answers_of(entry)
        assert isinstance(entry, CheckIn)  # noqa: S101 - only a check-in is corrected here
        flags = entry.flags or ()
        return told | {
            "screen": [flag for flag in FULL_SCREEN if flag in flags] or [NONE],
            "week": [flag for flag in WITHIN_DAYS if flag in flags],
            "limits": {True: "yes", False: "no", None: ""}[entry.limits],
            "no_walk": entry.walked is False,
            "place": next((name for name, _words in WHERE_CHOICES[:4] if _says(entry, PLACES[name])), ""),
        }


def _says(entry: CheckIn, place: dict[str, Any]) -> bool:
    return all(getattr(entry, name) == value for name, value in place.items())
