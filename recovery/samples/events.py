"""What else can happen in a case: each event as the entries that a person would log for it."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

type Ago = Callable[[float], datetime]  # the instant so many minutes before the plan is looked at, at most the start
DAY = 24 * 60
WORST = 10


class Event(StrEnum):
    """Something that happened just before the plan is looked at."""

    SUDDEN = "sudden"
    SUDDEN_SCREENED = "sudden_screened"
    SUDDEN_TWICE = "sudden_twice"
    FLARE = "flare"
    LEG_TINGLES = "leg_tingles"
    LEG_LOWER = "leg_lower"
    FEVER = "fever"
    FEVER_GONE = "fever_gone"
    FEVER_WEAK_LEG = "fever_weak_leg"
    CANNOT_WALK = "cannot_walk"
    A_FEW_STEPS = "a_few_steps"
    FLOOR_ALONE = "floor_alone"
    FLOOR_HELPED = "floor_helped"
    IN_BED = "in_bed"
    EMERGENCY_CHECKED = "emergency_checked"
    SIGN_CHECKED = "sign_checked"
    SLEPT_BADLY = "slept_badly"
    TWO_PAINS = "two_pains"
    NO_WALK = "no_walk"
    BEFORE_START = "before_start"
    START_UNSURE = "start_unsure"
    ICE_DONE = "ice_done"
    ICE_TOO_LONG = "ice_too_long"
    ICE_MARKED = "ice_marked"
    ICE_RUNS = "ice_runs"
    WARMTH_DONE = "warmth_done"
    LEGS_UP_DONE = "legs_up_done"
    STRETCH_DONE = "stretch_done"
    REST_WORSE = "rest_worse"
    WALK_WORSE = "walk_worse"
    IBUPROFEN = "ibuprofen"
    TWO_KINDS = "two_kinds"
    TOO_MUCH = "too_much"
    EIGHT_DAYS = "eight_days"
    HEART_ASPIRIN = "heart_aspirin"
    STRONG_PILL = "strong_pill"
    FLUIDS_LOST = "fluids_lost"
    STATEMENTS = "statements"


# Fields of one check-in half an hour ago.
TOLD: dict[Event, dict[str, Any]] = {
    Event.LEG_TINGLES: {"leg": "tingling"},
    Event.LEG_LOWER: {"leg": "lower"},
    Event.FEVER: {"temperature_c": 38.5},
    Event.CANNOT_WALK: {"can_walk": "no"},
    Event.A_FEW_STEPS: {"can_walk": "a_few_steps"},
    Event.FLOOR_ALONE: {"where_now": "floor", "alone": True, "can_walk": "no"},
    Event.FLOOR_HELPED: {"where_now": "floor", "alone": False, "can_walk": "no"},
    Event.IN_BED: {"where_now": "bed", "can_walk": "no"},
    Event.SLEPT_BADLY: {"slept": "badly"},
    Event.NO_WALK: {"walked": False},
    Event.FLUIDS_LOST: {"fluids_lost": True},
}
# Whole entries, each with the minutes since it began.
LOGGED: dict[Event, tuple[tuple[float, dict[str, Any]], ...]] = {
    Event.ICE_DONE: ((25, {"kind": "cold", "minutes": 20}),),
    Event.ICE_TOO_LONG: ((60, {"kind": "cold", "minutes": 30}),),
    Event.ICE_MARKED: ((120, {"kind": "cold", "minutes": 20, "skin": "marked"}),),
    Event.ICE_RUNS: ((5, {"kind": "started", "item": "cold"}),),
    Event.WARMTH_DONE: ((60, {"kind": "heat", "minutes": 15}),),
    Event.LEGS_UP_DONE: ((30, {"kind": "legs_up", "minutes": 10}),),
    Event.STRETCH_DONE: ((8, {"kind": "stretch", "minutes": 5}),),
    Event.REST_WORSE: ((30, {"kind": "worse", "item": "rest"}),),
    Event.WALK_WORSE: ((30, {"kind": "worse", "item": "walk"}),),
    Event.IBUPROFEN: ((60, {"kind": "medicine", "name": "ibuprofen", "mg": 400}),),
    Event.TWO_KINDS: (
        (120, {"kind": "medicine", "name": "ibuprofen", "mg": 400}),
        (60, {"kind": "medicine", "name": "naproxen", "mg": 250}),
    ),
    Event.TOO_MUCH: ((60, {"kind": "medicine", "name": "ibuprofen", "mg": 2000}),),
    Event.EIGHT_DAYS: tuple(
        (60 + DAY * day, {"kind": "medicine", "name": "ibuprofen", "mg": 200}) for day in reversed(range(8))
    ),
    Event.HEART_ASPIRIN: ((60, {"kind": "medicine", "name": "aspirin", "mg": 75}),),
    Event.STRONG_PILL: ((60, {"kind": "medicine", "name": "other", "note": "Co-codamol"}),),
    Event.EMERGENCY_CHECKED: ((120, {"kind": "cleared", "because": "professional"}),),
    Event.SIGN_CHECKED: ((120, {"kind": "cleared", "because": "professional"}),),
    Event.STATEMENTS: (
        (DAY * 7, {"kind": "roland", "ticked": [*range(1, 19)]}),
        (30, {"kind": "roland", "ticked": [*range(1, 10)]}),
    ),
}


def happened(event: Event, ago: Ago, pain: int) -> Iterator[dict[str, Any]]:
    """Yield the entries of an event; `pain` is that of the last morning."""
    if event is Event.BEFORE_START:
        yield {"kind": "walk", "at": ago(DAY * 1000) - timedelta(hours=1), "minutes": 4}
    if event is Event.START_UNSURE:
        start = ago(DAY * 1000)
        moments = {"started_at": start.isoformat(), "latest_at": (start + timedelta(hours=5)).isoformat()}
        yield {"kind": "onset", "at": ago(60), **moments}
    if event in TOLD:
        yield {"kind": "check_in", "at": ago(30), **TOLD[event]}
    yield from ({"at": ago(minutes), **entry} for minutes, entry in LOGGED.get(event, ()))
    yield from ({"kind": "check_in", "at": ago(minutes), **told} for minutes, told in _check_ins(event, pain))


def _check_ins(event: Event, pain: int) -> Iterator[tuple[float, dict[str, Any]]]:
    """Yield check-ins with the minutes since each, and what else one event needs."""
    seized = {"pain": min(WORST, pain + 3), "sudden": True}
    clean = {"flags": [], "screened": True}
    match event:
        case Event.SUDDEN:
            yield 30, seized
        case Event.SUDDEN_SCREENED:
            yield 30, seized | clean
        case Event.SUDDEN_TWICE:
            yield DAY, seized | clean
            yield DAY / 2, {"pain": max(0, pain - 2)} | clean
            yield 30, seized | clean
        case Event.FLARE:
            yield 30, {"pain": min(WORST, pain + 4), "sudden": False} | clean
        case Event.FEVER_GONE:
            yield DAY, {"temperature_c": 38.5}
            yield 13 * 60, {"temperature_c": 37.2}
            yield 30, {"temperature_c": 36.9}
        case Event.FEVER_WEAK_LEG:
            yield 60, {"temperature_c": 38.5}
            yield 30, {"flags": ["S3"], "screened": True}
        case Event.TWO_PAINS:
            yield 40, {"pain": max(0, pain - 3)}
            yield 10, {"pain": min(WORST, pain + 1)}
        case Event.EMERGENCY_CHECKED:
            yield 180, {"flags": ["E1"], "screened": True}
            yield 60, clean
        case Event.SIGN_CHECKED:
            yield 180, {"flags": ["S2"], "screened": True}
            yield 60, clean
