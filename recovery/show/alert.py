"""The page that stands before the plan: an alert, a question, or a kind word to somebody it is not for."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.plan.advice import Gate
from recovery.plan.redflags import RED_FLAGS
from recovery.plan.story import Story
from recovery.say import clock, say

ON_SKIN = timedelta(hours=1)  # ice or warmth begun since may still be on

SAYS = {
    "E1": lazy("Now I am numb between my legs."),
    "E2": lazy("Now I have trouble with peeing."),
    "E3": lazy("Now I cannot control my poo."),
    "E4": lazy("Sex feels numb now."),
    "E5": lazy("Now both of my legs hurt, tingle or feel weak."),
    "E6": lazy("Now a leg is getting weaker."),
    "E7": lazy("It came after a bad accident."),
    "E8": lazy("Now I have chest pain or trouble breathing."),
    "E9": lazy("A very bad pain came all at once."),
    "E10": lazy("I have a fever and feel very unwell."),
    "E11": lazy("I am pregnant and bleed, leak or have pains."),
    "E12": lazy("I feel very unwell after a pain pill."),
}


def show_gate(gate: Gate, story: Story) -> dict[str, Any]:
    """The context of the gate page for a gate that closes everything."""
    return {
        "gate": gate,
        "alert": _alert(gate, story) if gate.level == "emergency" else None,
        "young": gate.because.code if gate.level == "not_for_you" else None,
        "tells": [*_started(story), *_pain(story)],
        "cleared_id": uuid4(),
        "tab": None,
        "form": None,
    }


def _alert(gate: Gate, story: Story) -> dict[str, Any]:
    flags = [RED_FLAGS[flag] for flag in gate.flags]
    on_skin = [*story.done_of("cold"), *story.done_of("heat")]
    return {
        "tells": [say(flag.tells) for flag in flags],
        "whys": list(dict.fromkeys(say(flag.why) for flag in flags)),
        "call": gate.call,
        "read_out": [*_started(story), *(SAYS[flag.id] for flag in flags)],
        "take_off": any(story.now - each.at < ON_SKIN for each in on_skin),
    }


def _pain(story: Story) -> list[str]:
    pain = story.pain_at(story.now)
    return [] if pain is None else [_("The pain is %(pain)d of 10.") % {"pain": pain}]


def _started(story: Story) -> list[str]:
    """When it started, unless an alert came before that was asked."""
    if not story.pains:
        return []
    day = date_format(timezone.localtime(story.onset), "l")
    return [_("My back went into spasm on %(day)s at %(time)s.") % {"day": day, "time": clock(story.onset)}]
