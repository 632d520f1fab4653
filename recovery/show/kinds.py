"""The name, icon and drawing of each kind of item and entry."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext_lazy


@dataclass(frozen=True)
class Kind:
    """How one kind is shown; `button` starts it, `running` and `end` go with its timer."""

    name: Any
    icon: str
    drawing: str = ""
    lane: str = "rest"
    button: Any = ""
    running: Any = ""
    end: Any = ""
    many: Any = ""


KINDS: dict[str, Kind] = {
    "cold": Kind(
        lazy("Ice"),
        "cold",
        "back",
        "temperature",
        lazy("Start timer"),
        lazy("Ice is on"),
        lazy("Ice is off"),
        ngettext_lazy("%(count)d ice", "%(count)d ice", "count"),
    ),
    "heat": Kind(
        lazy("Warmth"),
        "heat",
        "heat",
        "temperature",
        lazy("Start timer"),
        lazy("Warmth is on"),
        lazy("Warmth is off"),
        ngettext_lazy("%(count)d warmth", "%(count)d warmth", "count"),
    ),
    "walk": Kind(
        lazy("Walk"),
        "walk",
        "walk",
        "move",
        lazy("Start walk"),
        lazy("You are walking"),
        lazy("I am back"),
        ngettext_lazy("%(count)d walk", "%(count)d walks", "count"),
    ),
    "stretch": Kind(
        lazy("Stretch"),
        "stretch",
        "stretch",
        "move",
        lazy("Start"),
        lazy("Stretching"),
        lazy("Done"),
        ngettext_lazy("%(count)d stretch", "%(count)d stretches", "count"),
    ),
    "rest": Kind(
        lazy("Rest"),
        "rest",
        "incline",
        "rest",
        lazy("Start rest"),
        lazy("Resting"),
        lazy("Done"),
        ngettext_lazy("%(count)d rest", "%(count)d rests", "count"),
    ),
    "legs_up": Kind(
        lazy("Legs up"),
        "armchair",
        "legsup",
        "rest",
        lazy("Start"),
        lazy("Legs are up"),
        lazy("Done"),
        ngettext_lazy("%(count)d legs up", "%(count)d legs up", "count"),
    ),
    "breathing": Kind(
        lazy("Slow breaths"),
        "breathing",
        "breathe",
        "rest",
        lazy("Breathe with me"),
        lazy("Breathe slowly"),
        lazy("Done"),
        ngettext_lazy("%(count)d breathing", "%(count)d breathing", "count"),
    ),
    "massage": Kind(
        lazy("Massage"),
        "massage",
        "massage",
        "rest",
        lazy("Start"),
        lazy("Massage"),
        lazy("Done"),
        ngettext_lazy("%(count)d massage", "%(count)d massages", "count"),
    ),
    "drink": Kind(lazy("Drink"), "glass"),
    "check_in": Kind(lazy("How I feel"), "thermometer", "incline", "rest", lazy("Tell how you feel")),
    "medicine": Kind(lazy("Medicine"), "pill"),
    "about": Kind(lazy("About you"), "user"),
    "onset": Kind(lazy("Start of the spasm"), "clock"),
    "started": Kind(lazy("Started"), "play"),
    "cleared": Kind(lazy("Alert cleared"), "shield"),
    "worse": Kind(lazy("This made it worse"), "down"),
    "roland": Kind(lazy("24 statements"), "pencil"),
    "activities": Kind(lazy("My own activities"), "star"),
    "dismissed": Kind(lazy("Note put away"), "check"),
    "withdrawn": Kind(lazy("Taken back"), "undo"),
}
# What a person can add by hand, in the order of the log page.
ADDABLE = (
    "check_in", "walk", "cold", "heat", "rest", "legs_up", "breathing", "stretch", "massage", "drink", "medicine",
)  # fmt: skip
