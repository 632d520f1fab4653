"""The name, icon and drawing of each kind of item and entry."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as lazy


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
        lazy("ice"),
    ),
    "heat": Kind(
        lazy("Warmth"),
        "heat",
        "heat",
        "temperature",
        lazy("Start timer"),
        lazy("Warmth is on"),
        lazy("Warmth is off"),
        lazy("warmth"),
    ),
    "walk": Kind(
        lazy("Walk"),
        "walk",
        "walk",
        "move",
        lazy("Start walk"),
        lazy("You are walking"),
        lazy("I am back"),
        lazy("walks"),
    ),
    "stretch": Kind(
        lazy("Stretch"),
        "stretch",
        "stretch",
        "move",
        lazy("Start"),
        lazy("Stretching"),
        lazy("Done"),
        lazy("stretches"),
    ),
    "rest": Kind(
        lazy("Rest"), "rest", "incline", "rest", lazy("Start rest"), lazy("Resting"), lazy("Done"), lazy("rests")
    ),
    "legs_up": Kind(
        lazy("Legs up"), "armchair", "legsup", "rest", lazy("Start"), lazy("Legs are up"), lazy("Done"), lazy("legs up")
    ),
    "breathing": Kind(
        lazy("Slow breaths"),
        "breathing",
        "breathe",
        "rest",
        lazy("Breathe with me"),
        lazy("Breathe slowly"),
        lazy("Done"),
        lazy("breathing"),
    ),
    "massage": Kind(
        lazy("Massage"), "massage", "massage", "rest", lazy("Start"), lazy("Massage"), lazy("Done"), lazy("massage")
    ),
    "drink": Kind(lazy("Drink"), "glass"),
    "check_in": Kind(lazy("How I feel"), "thermometer", "incline", "rest", lazy("Tell how you feel")),
    "medicine": Kind(lazy("Medicine"), "pill"),
    "about": Kind(lazy("About you"), "user"),
    "onset": Kind(lazy("Start of the spasm"), "clock"),
    "started": Kind(lazy("Started"), "play"),
    "cleared": Kind(lazy("Alert cleared"), "shield"),
    "worse": Kind(lazy("This made it worse"), "down"),
    "withdrawn": Kind(lazy("Taken back"), "undo"),
}
# What a person can add by hand, in the order of the log page.
ADDABLE = (
    "check_in", "walk", "cold", "heat", "rest", "legs_up", "breathing", "stretch", "massage", "drink", "medicine",
)  # fmt: skip
