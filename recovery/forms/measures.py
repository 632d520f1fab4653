"""Two weekly measures that a person may fill in: 24 statements, and their own activities.

The statements are those of Roland and Morris (Spine 1983;8:141-144), unmodified; their authors ask for no permission
where the published form is used. They are ticked, never answered by yes or no.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.forms.entry import EntryForm
from recovery.forms.fields import pain_number_field
from recovery.plan.entries import Entry

STATEMENTS = (
    lazy("I stay at home most of the time because of my back."),
    lazy("I change position frequently to try and get my back comfortable."),
    lazy("I walk more slowly than usual because of my back."),
    lazy("Because of my back I am not doing any of the jobs that I usually do around the house."),
    lazy("Because of my back, I use a handrail to get upstairs."),
    lazy("Because of my back, I lie down to rest more often."),
    lazy("Because of my back, I have to hold on to something to get out of an easy chair."),
    lazy("Because of my back, I try to get other people to do things for me."),
    lazy("I get dressed more slowly than usual because of my back."),
    lazy("I only stand for short periods of time because of my back."),
    lazy("Because of my back, I try not to bend or kneel down."),
    lazy("I find it difficult to get out of a chair because of my back."),
    lazy("My back is painful almost all the time."),
    lazy("I find it difficult to turn over in bed because of my back."),
    lazy("My appetite is not very good because of my back pain."),
    lazy("I have trouble putting on my socks (or stockings) because of the pain in my back."),
    lazy("I only walk short distances because of my back."),
    lazy("I sleep less well because of my back."),
    lazy("Because of my back pain, I get dressed with help from someone else."),
    lazy("I sit down for most of the day because of my back."),
    lazy("I avoid heavy jobs around the house because of my back."),
    lazy("Because of my back pain, I am more irritable and bad tempered with people than usual."),
    lazy("Because of my back, I go upstairs more slowly than usual."),
    lazy("I stay in bed most of the time because of my back."),
)
PLACES = (1, 2, 3)


class RolandForm(EntryForm):
    """The 24 statements; a blank one does not describe the person today."""

    template = "recovery/roland.html"

    ticked = forms.MultipleChoiceField(
        label=lazy("Tick what describes you today"),
        choices=[(str(place), statement) for place, statement in enumerate(STATEMENTS, 1)],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def fields_of(self, given: dict[str, Any]) -> dict[str, Any]:
        """Write the ticks as numbers; no tick is an answer too."""
        return given | {"ticked": [int(place) for place in given.get("ticked", ())]}


class ActivitiesForm(EntryForm):
    """Up to three activities in the person's own words, and how hard each is today."""

    template = "recovery/activities.html"

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None, **kwargs: Any) -> None:
        """Start with the activities named before: `initial["scores"]`, each with its name and score."""
        super().__init__(data, initial=_by_place(initial or {}), **kwargs)
        for place in PLACES:
            self.fields[f"name_{place}"] = forms.CharField(
                label=_("Thing %(place)d") % {"place": place},
                max_length=60,
                required=place == 1,
                error_messages={"required": _("Name at least one thing.")},
            )
            self.fields[f"score_{place}"] = pain_number_field(lazy("How hard is it, 0 to 10?"))

    def pairs(self) -> list[tuple[Any, Any]]:
        """Return the two fields of each activity side by side."""
        return [(self[f"name_{place}"], self[f"score_{place}"]) for place in PLACES]

    def clean(self) -> dict[str, Any]:
        """Ask for a number beside each activity that is named."""
        data = super().clean()
        for place in PLACES:
            if data.get(f"name_{place}") and data.get(f"score_{place}") is None and f"score_{place}" not in self.errors:
                self.add_error(f"score_{place}", _("Write a number from 0 to 10."))
        return data

    def fields_of(self, given: dict[str, Any]) -> dict[str, Any]:
        """Write the activities that are named as pairs of name and score."""
        named = [place for place in PLACES if f"name_{place}" in given]
        kept = {name: value for name, value in given.items() if not name.startswith(("name_", "score_"))}
        return kept | {"scores": [{"name": given[f"name_{each}"], "score": given[f"score_{each}"]} for each in named]}

    def answers_of(self, entry: Entry) -> dict[str, Any]:
        """Read the pairs as the answers in their places."""
        return _by_place(super().answers_of(entry))


def _by_place(told: dict[str, Any]) -> dict[str, Any]:
    """Replace `scores` by the answers name_1, score_1, name_2 and so on."""
    answers = {name: value for name, value in told.items() if name != "scores"}
    for place, each in enumerate(told.get("scores", ()), 1):
        answers |= {f"name_{place}": each["name"], f"score_{place}": each["score"]}
    return answers
