"""The words, icon and drawing of each kind of entry and item. This is the only table by kind in the presenters.

The facts of a kind (its class, its minutes, who may log it) are in recovery/plan/kinds.py.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext_lazy

from recovery.presenters import details
from recovery.presenters.say import Text, filled

PAIN_UP = filled(lazy("Pain up by %(MEANINGFUL_RISE)s, or down the leg?"))
SILENT = lazy("No sound then: look at a clock.")
SCREEN_OFF = (lazy("You can turn the screen off."), SILENT)


@dataclass(frozen=True)
class TimerWords:
    """The words around a running timer.

    `stop` is a sign to watch for, and what to do at once. `lines` say what a locked phone does. `drawn` is true if each
    step has a drawing.
    """

    running: Text
    end: Text
    stop: tuple[Text, Text] | None = None
    lines: tuple[Text, ...] = ()
    drawn: bool = False


@dataclass(frozen=True)
class Kind:
    """How one kind is shown.

    `name` is also the heading of its form, `saved` the toast after saving, `detail` writes its line of the journal.
    `button` starts it and `many` counts it. `if_sore` and `at_night` offer it beside the plan. `presets` are amounts
    on its form, `helper_minutes` those that a helper logs by one tap. `addable`: it is on the log page, in the order
    of this table. `undo`: the toast offers to undo it. `lane` is its place on a wide screen, `short` its name there and
    on its tile. `in_table`: the report counts it day by day. `helped` and `helped_button` tell a helper what to do.
    """

    name: Text
    icon: str
    saved: Text
    detail: Callable[[Any], str] = details.nothing
    drawing: str = ""
    button: Text = ""
    many: Text = ""
    timer: TimerWords | None = None
    if_sore: Text = ""
    at_night: Text = ""
    presets: tuple[int, ...] = ()
    helper_minutes: tuple[int, ...] = ()
    addable: bool = False
    undo: bool = True
    lane: str = "rest"
    short: Text = ""
    in_table: bool = False
    helped: Text = ""
    helped_button: Text = ""


def _name_of_item(entry: Any) -> str:
    return str(KINDS[entry.item].name)


KINDS: dict[str, Kind] = {
    "check_in": Kind(
        name=lazy("How I feel"),
        icon="thermometer",
        saved=lazy("Saved"),
        detail=details.check_in,
        drawing="incline",
        button=lazy("Tell how you feel"),
        addable=True,
    ),
    "walk": Kind(
        name=lazy("Walk"),
        icon="walk",
        saved=lazy("Walk saved"),
        detail=details.walk,
        drawing="walk",
        button=lazy("Start walk"),
        many=ngettext_lazy("%(count)d walk", "%(count)d walks", "count"),
        timer=TimerWords(
            running=lazy("You are walking"),
            end=lazy("I am back"),
            stop=(PAIN_UP, lazy("Turn back and rest.")),
        ),
        presets=(1, 2, 3, 5, 10, 15),
        helper_minutes=(1, 2, 3, 5, 10, 15),
        addable=True,
        lane="move",
        short=lazy("Walk, %(minutes)d min"),
        in_table=True,
        helped=lazy("Walk beside them"),
        helped_button=lazy("We walk: start timer"),
    ),
    "cold": Kind(
        name=lazy("Ice"),
        icon="cold",
        saved=lazy("Ice saved"),
        detail=details.minutes,
        drawing="back",
        button=lazy("Start timer"),
        many=ngettext_lazy("%(count)d ice", "%(count)d ice", "count"),
        timer=TimerWords(
            running=lazy("Ice is on"),
            end=lazy("Ice is off"),
            stop=(lazy("Skin burning, white or numb?"), lazy("Take the ice off now.")),
            lines=(*SCREEN_OFF, lazy("Do not fall asleep with ice on.")),
        ),
        if_sore=filled(lazy("Ice for %(COLD_MINUTES)s minutes, if it feels good.")),
        at_night=filled(lazy("Ice for %(COLD_MINUTES)s minutes. Stay awake.")),
        addable=True,
        lane="temperature",
        in_table=True,
        helped=lazy("Bring the ice"),
        helped_button=lazy("Ice is on: start timer"),
    ),
    "heat": Kind(
        name=lazy("Warmth"),
        icon="heat",
        saved=lazy("Warmth saved"),
        detail=details.minutes,
        drawing="heat",
        button=lazy("Start timer"),
        many=ngettext_lazy("%(count)d warmth", "%(count)d warmth", "count"),
        timer=TimerWords(
            running=lazy("Warmth is on"),
            end=lazy("Warmth is off"),
            stop=(lazy("Too hot, blotchy skin or dizzy?"), lazy("Take the warmth off now.")),
            lines=(*SCREEN_OFF, lazy("Do not fall asleep with warmth on.")),
        ),
        if_sore=lazy("Warmth, if it feels good."),
        at_night=lazy("Warmth for a short while. Stay awake."),
        addable=True,
        lane="temperature",
        in_table=True,
        helped=lazy("Bring the warmth"),
        helped_button=lazy("Warmth is on: start timer"),
    ),
    "rest": Kind(
        name=lazy("Rest"),
        icon="rest",
        saved=lazy("Rest saved"),
        detail=details.minutes,
        drawing="incline",
        button=lazy("Start rest"),
        many=ngettext_lazy("%(count)d rest", "%(count)d rests", "count"),
        timer=TimerWords(running=lazy("Resting"), end=lazy("Done"), lines=SCREEN_OFF, drawn=True),
        helper_minutes=(10, 20, 30),
        addable=True,
        helped=lazy("Help them lie down"),
        helped_button=lazy("They rest: start timer"),
    ),
    "legs_up": Kind(
        name=lazy("Legs up"),
        icon="armchair",
        saved=lazy("Legs up saved"),
        detail=details.minutes,
        drawing="legsup",
        button=lazy("Start"),
        many=ngettext_lazy("%(count)d legs up", "%(count)d legs up", "count"),
        timer=TimerWords(
            running=lazy("Legs are up"),
            end=lazy("Done"),
            stop=(lazy("Leg numb or tingling?"), lazy("Put your legs down.")),
            lines=SCREEN_OFF,
            drawn=True,
        ),
        addable=True,
        helped=lazy("Help them put their legs up"),
        helped_button=lazy("Legs are up: start timer"),
    ),
    "breathing": Kind(
        name=lazy("Slow breaths"),
        short=lazy("Breathe"),
        icon="breathing",
        saved=lazy("Breathing saved"),
        detail=details.minutes,
        drawing="breathe",
        button=lazy("Breathe with me"),
        many=ngettext_lazy("%(count)d breathing", "%(count)d breathing", "count"),
        timer=TimerWords(
            running=lazy("Breathe slowly"),
            end=lazy("Done"),
            stop=(lazy("Dizzy or tingling?"), lazy("Breathe as you normally do.")),
            lines=SCREEN_OFF,
            drawn=True,
        ),
        addable=True,
        helped=lazy("Breathe slowly with them"),
        helped_button=lazy("Start"),
    ),
    "stretch": Kind(
        name=lazy("Stretch"),
        icon="stretch",
        saved=lazy("Stretch saved"),
        detail=details.minutes,
        drawing="stretch",
        button=lazy("Start"),
        many=ngettext_lazy("%(count)d stretch", "%(count)d stretches", "count"),
        timer=TimerWords(
            running=lazy("Stretching"),
            end=lazy("Done"),
            stop=(PAIN_UP, lazy("Stop and rest.")),
            drawn=True,
        ),
        addable=True,
        lane="move",
        helped=lazy("Stay with them while they stretch"),
        helped_button=lazy("They stretch: start timer"),
    ),
    "massage": Kind(
        name=lazy("Massage"),
        icon="massage",
        saved=lazy("Massage saved"),
        detail=details.minutes,
        drawing="massage",
        button=lazy("Start"),
        many=ngettext_lazy("%(count)d massage", "%(count)d massages", "count"),
        timer=TimerWords(
            running=lazy("Massage"),
            end=lazy("Done"),
            stop=(lazy("Getting sore?"), lazy("Stop the massage.")),
            drawn=True,
        ),
        addable=True,
        helped=lazy("Massage gently"),
        helped_button=lazy("Start"),
    ),
    "drink": Kind(
        name=lazy("Drink"),
        icon="glass",
        saved=lazy("Drink saved"),
        detail=details.drink,
        presets=(150, 200, 250, 330),
        addable=True,
    ),
    "medicine": Kind(
        name=lazy("Medicine"),
        icon="pill",
        saved=lazy("Medicine saved"),
        detail=details.medicine,
        addable=True,
    ),
    "about": Kind(name=lazy("About you"), icon="user", saved=lazy("Saved"), undo=False),
    "onset": Kind(
        name=lazy("Start of the spasm"),
        icon="clock",
        saved=lazy("Start corrected"),
        detail=details.onset,
        undo=False,
    ),
    "started": Kind(name=lazy("Started"), icon="play", saved=lazy("Started"), detail=_name_of_item),
    "cleared": Kind(
        name=lazy("Alert cleared"),
        icon="shield",
        saved=lazy("Noted"),
        detail=details.cleared,
        undo=False,
    ),
    "worse": Kind(
        name=lazy("This made it worse"),
        icon="down",
        saved=lazy("Noted. The plan goes easy on this today"),
        detail=_name_of_item,
    ),
    "roland": Kind(name=lazy("24 statements"), icon="pencil", saved=lazy("Saved"), detail=details.roland),
    "activities": Kind(name=lazy("My own activities"), icon="star", saved=lazy("Saved"), detail=details.activities),
    "dismissed": Kind(name=lazy("Note put away"), icon="check", saved=lazy("Put away. It comes back on its date")),
    "withdrawn": Kind(name=lazy("Taken back"), icon="undo", saved=lazy("Taken back")),
}
