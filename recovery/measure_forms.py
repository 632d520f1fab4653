"""Once a week, on wish: what the back keeps somebody from. A form only asks and reads.

The statements are those of Roland and Morris (Spine 1983;8:141-144), unmodified; their authors ask for no permission
where the published form is used. They are ticked, never answered by yes or no.
"""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.forms import EntryForm, number_field

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
    """The 24 statements; what is left blank does not describe the person today."""

    kind = "roland"
    ticked = forms.MultipleChoiceField(
        label=lazy("Tick what describes you today"),
        choices=[(str(place), statement) for place, statement in enumerate(STATEMENTS, 1)],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def more(self, given: dict[str, Any]) -> dict[str, Any]:
        """Write the ticks as numbers; none ticked is an answer too."""
        return given | {"ticked": [int(place) for place in given.get("ticked", ())]}


class ActivitiesForm(EntryForm):
    """Up to three things, in the person's own words, and how hard each is today."""

    kind = "activities"
    TAKEN: ClassVar = ("name", "score")

    def __init__(self, *args: Any, initial: dict[str, Any], **kwargs: Any) -> None:
        """Start with the things that were told before; `initial["scores"]` holds them."""
        told = initial.pop("scores", ())
        for place, each in enumerate(told, 1):
            initial |= {f"name_{place}": each["name"], f"score_{place}": each["score"]}
        super().__init__(*args, initial=initial, **kwargs)
        for place in PLACES:
            self.fields[f"name_{place}"] = forms.CharField(
                label=_("Thing %(place)d") % {"place": place},
                max_length=60,
                required=place == 1,
                error_messages={"required": _("Name at least one thing.")},
            )
            self.fields[f"score_{place}"] = number_field(lazy("How hard is it, 0 to 10?"), 0, 10, required=False)

    def pairs(self) -> list[tuple[Any, Any]]:
        """The fields of each thing side by side."""
        return [(self[f"name_{place}"], self[f"score_{place}"]) for place in PLACES]

    def clean(self) -> dict[str, Any]:
        """Ask for a number beside each thing that is named."""
        data = super().clean()
        for place in PLACES:
            if data.get(f"name_{place}") and data.get(f"score_{place}") is None and f"score_{place}" not in self.errors:
                self.add_error(f"score_{place}", _("Write a number from 0 to 10."))
        return data

    def more(self, given: dict[str, Any]) -> dict[str, Any]:
        """Write the things that are named as pairs of name and number."""
        data = self.cleaned_data
        named = [place for place in PLACES if data.get(f"name_{place}")]
        kept = {name: value for name, value in given.items() if not name.startswith(self.TAKEN)}
        return kept | {"scores": [{"name": data[f"name_{each}"], "score": data[f"score_{each}"]} for each in named]}
