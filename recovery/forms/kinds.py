"""How each kind of entry gets written. One row per kind; a test names each kind that has no row.

The rows hold the only link from a kind to its form: no form knows its kind, and no other table here is keyed by kind.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from recovery.forms import taps
from recovery.forms.check_in import CheckInForm
from recovery.forms.drink import DrinkForm
from recovery.forms.entry import EntryForm
from recovery.forms.measures import ActivitiesForm, RolandForm
from recovery.forms.medicine import MedicineForm
from recovery.forms.taps import ClearedForm, DismissedForm, StartedForm, TapForm, WorseForm
from recovery.forms.timed import MinutesForm, RestForm, SkinForm, StretchForm, WalkForm


@dataclass(frozen=True)
class Typed:
    """The person fills in a form at /log/<kind>/, and can correct the entry with the same form.

    `tap` is for a button that gives one of its answers alone.
    """

    form: type[EntryForm]
    tap: type[TapForm] | None = None


@dataclass(frozen=True)
class Tapped:
    """The person taps a button, whose form is posted to /log/<kind>/."""

    form: type[TapForm]


@dataclass(frozen=True)
class OnPage:
    """A page of the settings writes it, named by its URL; such an entry can be corrected there, but not taken back."""

    url_name: str


@dataclass(frozen=True)
class NotByHand:
    """The site writes it when another entry is taken back or corrected."""


type Way = Typed | Tapped | OnPage | NotByHand

WRITTEN: Mapping[str, Way] = {
    "about": OnPage("about"),
    "onset": OnPage("onset"),
    "check_in": Typed(CheckInForm, tap=taps.SkinForm),
    "walk": Typed(WalkForm),
    "cold": Typed(SkinForm),
    "heat": Typed(SkinForm),
    "rest": Typed(RestForm),
    "legs_up": Typed(MinutesForm),
    "breathing": Typed(MinutesForm),
    "massage": Typed(MinutesForm),
    "stretch": Typed(StretchForm),
    "drink": Typed(DrinkForm),
    "medicine": Typed(MedicineForm),
    "roland": Typed(RolandForm),
    "activities": Typed(ActivitiesForm),
    "started": Tapped(StartedForm),
    "worse": Tapped(WorseForm),
    "cleared": Tapped(ClearedForm),
    "dismissed": Tapped(DismissedForm),
    "withdrawn": NotByHand(),
}
