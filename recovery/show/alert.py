"""The page that stands before the plan: an alert, a question, or a kind word to somebody it is not for."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from recovery.plan.advice import Gate, Plan
from recovery.plan.facts import Entry, Started
from recovery.plan.redflags import RED_FLAGS
from recovery.say import say

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


def show_gate(gate: Gate, plan: Plan, entries: Sequence[Entry]) -> dict[str, Any]:
    """The context of the gate page for a gate that closes everything."""
    return {
        "gate": gate,
        "alert": _alert(gate, plan, entries) if gate.level == "emergency" else None,
        "young": gate.because.code if gate.level == "not_for_you" else None,
        "cleared_id": uuid4(),
        "tab": None,
        "form": None,
    }


def _alert(gate: Gate, plan: Plan, entries: Sequence[Entry]) -> dict[str, Any]:
    flags = [RED_FLAGS[flag] for flag in gate.flags]
    whys = list(dict.fromkeys(say(flag.why) for flag in flags))
    return {
        "tells": [say(flag.tells) for flag in flags],
        "whys": whys,
        "call": gate.call,
        "read_out": _read_out(plan),
        "says": [SAYS[flag] for flag in gate.flags],
        "take_off": any(isinstance(entry, Started) for entry in entries[-3:]),
    }


def _read_out(plan: Plan) -> str:
    """The first sentence to read to whoever answers the phone."""
    started = timezone.localtime(plan.now) - timedelta(hours=plan.elapsed_hours)
    return _("My back went into spasm on %(day)s at %(time)s.") % {
        "day": date_format(started, "l"),
        "time": date_format(started, "H:i"),
    }
