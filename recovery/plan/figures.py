"""Every number of the plan, once: its value with unit, its source, how sure it is, and who has reviewed it.

A figure's value is the plain Python value used in arithmetic; BOOK keeps what the rule book shows about it.
`sure` is "hard" (a safety limit no log may override), "seed" (given by the plan this product was built from),
"sourced" (read in a source) or "proposed" (our careful choice).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time, timedelta
from types import MappingProxyType
from typing import Any

from recovery.plan.words import gettext_noop

_ = gettext_noop
RULES_VERSION = "2026.11"


@dataclass(frozen=True)
class Figure:
    """One number of the rule book; `source` is a key of sources.SOURCES, or several joined by commas."""

    value: Any
    unit: str
    source: str
    sure: str
    reviewed: bool = False


BOOK: dict[str, Figure] = {}


def figure[Value](name: str, value: Value, unit: str, source: str, sure: str = "proposed") -> Value:
    """Enter a number into the book and return its value."""
    BOOK[name] = Figure(value, unit, source, sure)
    return value


def minutes(count: float) -> timedelta:
    """A length of so many minutes."""
    return timedelta(minutes=count)


def by_severity[Value](mild: Value, moderate: Value, severe: Value) -> Mapping[str, Value]:
    """One value for each severity."""
    return MappingProxyType({"mild": mild, "moderate": moderate, "severe": severe})


# The clock
COLD_PHASE = figure("COLD_PHASE", timedelta(hours=48), _("hours since onset"), "seed", "seed")
HEAT_LOCK = figure("HEAT_LOCK", timedelta(hours=72), _("hours since onset"), "seed", "hard")
DAY_ZERO_BELOW = figure("DAY_ZERO_BELOW", timedelta(hours=6), _("waking hours left"), "proposed")
SHORTEST_DAY = figure("SHORTEST_DAY", timedelta(hours=12), _("hours a plan day has at least"), "proposed")
WAKE = figure("WAKE", time(7), _("local time, when not told"), "proposed")
SLEEP = figure("SLEEP", time(22), _("local time, when not told"), "proposed")
BEFORE_SLEEP = figure("BEFORE_SLEEP", minutes(30), _("minutes free before sleep"), "proposed")
ADULT_AGE = figure("ADULT_AGE", 18, _("years from which this plan is for you"), "proposed", "hard")
CHILD_AGE = figure("CHILD_AGE", 16, _("years, below it a child's doctor"), "1,2", "sourced")

# How bad
MODERATE_FROM = figure("MODERATE_FROM", 4, _("pain of 10 and more is moderate"), "3")
SEVERE_FROM = figure("SEVERE_FROM", 7, _("pain of 10 and more is severe"), "3")
PAIN_FRESH = figure("PAIN_FRESH", timedelta(hours=24), _("hours a check-in outweighs what walks say"), "proposed")
CONFLICT_WITHIN = figure("CONFLICT_WITHIN", minutes(60), _("minutes between two pains that do not agree"), "proposed")

# Cold
COLD_MINUTES = figure("COLD_MINUTES", 20, _("minutes at most"), "seed", "hard")
COLD_HARD_GAP = figure("COLD_HARD_GAP", minutes(60), _("minutes, start to start"), "seed,15,16", "hard")
COLD_GAP = figure("COLD_GAP", by_severity(minutes(120), minutes(90), minutes(60)), _("minutes, start to start"), "seed")
COLD_WINDOW = figure("COLD_WINDOW", minutes(60), _("minutes a window stays open"), "seed")
COLD_A_DAY = figure("COLD_A_DAY", by_severity(4, 6, 8), _("a day"), "proposed")
TRANSITION_GAP = figure("TRANSITION_GAP", minutes(120), _("minutes, start to start"), "proposed")
TRANSITION_A_DAY = figure("TRANSITION_A_DAY", 4, _("a day"), "proposed")
COLD_BEFORE_MOVING = figure("COLD_BEFORE_MOVING", minutes(10), _("minutes from cold's end to a walk or stretch"), "17")

# Moist heat
HEAT_MINUTES = figure("HEAT_MINUTES", 15, _("minutes"), "6,14")
HEAT_MINUTES_OLDER = figure("HEAT_MINUTES_OLDER", 10, _("minutes"), "20")
HEAT_WARM_C = figure("HEAT_WARM_C", 40, _("degrees Celsius, about"), "13,14")
HEAT_MOST_C = figure("HEAT_MOST_C", 45, _("degrees Celsius at most"), "14", "hard")
HEAT_LONGEST = figure("HEAT_LONGEST", 20, _("minutes at most"), "6,18", "hard")
HEAT_OLDER_AGE = figure("HEAT_OLDER_AGE", 65, _("years from which warmth is shorter"), "20")
HEAT_GAP = figure("HEAT_GAP", minutes(120), _("minutes, start to start"), "6")
HEAT_WINDOW = figure("HEAT_WINDOW", minutes(60), _("minutes a window stays open"), "proposed")
HEAT_A_DAY = figure("HEAT_A_DAY", by_severity(2, 3, 4), _("a day"), "14")
HEAT_MOST_A_DAY = figure("HEAT_MOST_A_DAY", 4, _("a day"), "proposed")
HEAT_AFTER_COLD = figure("HEAT_AFTER_COLD", minutes(60), _("minutes after cold's end"), "proposed")

# Walking
LADDER = ("W1", "W2", "W3a", "W3b", "W4", "W5")
REST_LIMIT = figure("REST_LIMIT", timedelta(hours=48), _("hours of mainly rest at most"), "7,8,12", "hard")
REST_LIMIT_AGAIN = figure(
    "REST_LIMIT_AGAIN", timedelta(hours=24), _("hours after a new severe spasm"), "proposed", "hard"
)
REST_DAYS = figure("REST_DAYS", by_severity(0, 1, 2), _("plan days on W1"), "seed")
W1_EVERY = figure("W1_EVERY", minutes(120), _("waking minutes"), "proposed")
W1_MINUTES = figure("W1_MINUTES", by_severity(3, 2, 1), _("minutes on the feet"), "proposed")
W2_WALKS = figure("W2_WALKS", by_severity(6, 5, 4), _("walks a day"), "6,8")
W2_MINUTES = figure("W2_MINUTES", by_severity(5, 4, 2), _("minutes"), "8")
W2_EVERY = figure("W2_EVERY", minutes(60), _("minutes apart"), "seed")
W3A_EVERY = figure("W3A_EVERY", minutes(60), _("waking minutes"), "seed", "seed")
W3A_MINUTES = figure("W3A_MINUTES", by_severity(5, 4, 3), _("minutes"), "proposed")
W3B_EVERY = figure("W3B_EVERY", minutes(30), _("waking minutes"), "seed", "seed")
W3B_MINUTES = figure("W3B_MINUTES", 3, _("minutes"), "proposed")
W3B_MOST = figure("W3B_MOST", 60, _("minutes a day in all"), "proposed")
W4_WALKS = figure("W4_WALKS", 3, _("walks a day"), "6")
W4_MINUTES = figure("W4_MINUTES", 10, _("minutes"), "6")
W4_STEP = figure("W4_STEP", 3, _("minutes more after a good day"), "proposed")
W4_LONGEST = figure("W4_LONGEST", 30, _("minutes at most"), "proposed")
HALFWAY_MINUTES = figure("HALFWAY_MINUTES", 20, _("minutes in one go, a mark on the way"), "proposed")
W4_EVERY = figure("W4_EVERY", minutes(120), _("minutes apart"), "6")
W5_WALKS = figure("W5_WALKS", 1, _("walk a day"), "28")
W5_MINUTES = figure("W5_MINUTES", 10, _("minutes"), "28")
W5_STEP = figure("W5_STEP", 2, _("minutes more, or less, a week"), "29")
W5_DAYS = figure("W5_DAYS", 5, _("days a week with a walk"), "29")
W5_ENOUGH_DAYS = figure("W5_ENOUGH_DAYS", 4, _("days a week are enough for more minutes"), "28")
W5_STRETCHES = figure("W5_STRETCHES", 1, _("a day, once well"), "proposed")
W5_LONGEST = figure("W5_LONGEST", 30, _("minutes at most"), "29")
WALK_WINDOW = figure(
    "WALK_WINDOW",
    MappingProxyType(
        {
            "W1": minutes(60),
            "W2": minutes(60),
            "W3a": minutes(45),
            "W3b": minutes(15),
            "W4": minutes(120),
            "W5": minutes(240),
        }
    ),
    _("minutes a window stays open"),
    "proposed",
)

# How walks change the plan
MEANINGFUL_RISE = figure("MEANINGFUL_RISE", 2, _("points of 10 that mean something"), "51")
BIG_RISE = figure("BIG_RISE", 3, _("points of 10 that are too much for a walk"), "49,50")
SETTLE_WITHIN = figure("SETTLE_WITHIN", minutes(60), _("minutes for a pain to settle after a walk"), "49")
FINE_PAIN = figure("FINE_PAIN", 3, _("pain of 10 that is fine after a walk"), "49,50")
TOLERABLE_PAIN = figure("TOLERABLE_PAIN", 5, _("pain of 10 that is too much above"), "49,50")
WALKS_TO_ADVANCE = figure("WALKS_TO_ADVANCE", 2, _("walks at least before a step up"), "proposed")
STEP_BACKS = figure("STEP_BACKS", 2, _("step-backs that are too many"), "proposed")
STEP_BACK_DAYS = figure("STEP_BACK_DAYS", 4, _("plan days in which step-backs count"), "proposed")
NUDGE_AFTER = figure("NUDGE_AFTER", 2, _("plan days without a log"), "proposed")
ASK_AFTER = figure("ASK_AFTER", 4, _("plan days without a log"), "proposed")
RETURN_W4_FROM = figure("RETURN_W4_FROM", 10, _("minutes walked lead back to longer walks"), "proposed")
RETURN_W3_FROM = figure("RETURN_W3_FROM", 3, _("minutes walked lead back to a walk every hour"), "proposed")

# Measures, once a week on wish
ROLAND_CHANGE = figure("ROLAND_CHANGE", 5, _("of 24 statements less or more"), "51")
ROLAND_RECOVERED = figure("ROLAND_RECOVERED", 2, _("of 24 statements at most: well again"), "53")
ACTIVITIES_CHANGE = figure("ACTIVITIES_CHANGE", 2, _("points of 10, mean of all"), "73")
ACTIVITY_CHANGE = figure("ACTIVITY_CHANGE", 3, _("points of 10, one alone"), "73")

# Recovery and flare
RECOVERED_PAIN = figure("RECOVERED_PAIN", 1, _("pain of 10 at most when well"), "52")
CONFIRMED_DAYS = figure("CONFIRMED_DAYS", 7, _("days in a row to be sure"), "52")
FLARE_PAIN = figure("FLARE_PAIN", 4, _("pain of 10 from which it counts as back again"), "54")
PAIN_FREE = figure("PAIN_FREE", timedelta(days=30), _("days without pain before a new episode"), "55")

# Ease and rest
REST_MINUTES = figure("REST_MINUTES", 20, _("minutes"), "7")
REST_LONGEST = figure("REST_LONGEST", 30, _("minutes at most"), "7")
REST_A_DAY = figure("REST_A_DAY", by_severity(3, 4, 6), _("a day"), "proposed")
LEGS_UP_MINUTES = figure("LEGS_UP_MINUTES", 10, _("minutes"), "proposed")
LEGS_UP_LONGEST = figure("LEGS_UP_LONGEST", 15, _("minutes at most"), "proposed")
LEGS_UP_EVERY = figure("LEGS_UP_EVERY", minutes(60), _("minutes apart"), "proposed")
LEGS_UP_A_DAY = figure("LEGS_UP_A_DAY", by_severity(2, 3, 4), _("a day"), "proposed")
BREATHING_MINUTES = figure("BREATHING_MINUTES", 5, _("minutes"), "22")
BREATHING_A_DAY = figure("BREATHING_A_DAY", by_severity(2, 3, 3), _("a day"), "22")
STRETCH_MINUTES = figure("STRETCH_MINUTES", 5, _("minutes"), "23")
STRETCH_A_DAY = figure("STRETCH_A_DAY", by_severity(3, 2, 2), _("a day"), "23")
STRETCH_EVERY = figure("STRETCH_EVERY", minutes(15), _("minutes, start to start"), "proposed")
STRETCH_PAIN = figure("STRETCH_PAIN", 6, _("resting pain of 10 at most, when severe"), "proposed")
MASSAGE_FROM = figure("MASSAGE_FROM", timedelta(hours=48), _("hours since onset"), "16")
MASSAGE_MINUTES = figure("MASSAGE_MINUTES", 5, _("minutes"), "proposed")
MASSAGE_LONGEST = figure("MASSAGE_LONGEST", 10, _("minutes at most"), "proposed")
MASSAGE_A_DAY = figure("MASSAGE_A_DAY", 1, _("a day"), "proposed")
ITEM_WINDOW = figure("ITEM_WINDOW", minutes(60), _("minutes a window stays open"), "proposed")
SIDE_FROM_WEEKS = figure("SIDE_FROM_WEEKS", 28, _("weeks pregnant and more: on the side"), "21")
LONGEST_PREGNANCY = figure("LONGEST_PREGNANCY", 45, _("weeks a pregnancy lasts at most"), "proposed")
SESSION_SHOWN = figure("SESSION_SHOWN", minutes(60), _("minutes a timer stays shown after its end"), "proposed")

# While a session runs
FIRST_LOOK = figure("FIRST_LOOK", minutes(5), _("minutes after the start, look at the skin"), "15,18")
SECOND_LOOK = figure("SECOND_LOOK", minutes(10), _("minutes after the start, look again under ice"), "15")
LAST_MINUTE = figure("LAST_MINUTE", minutes(1), _("minutes before an end, and after a start: a mark"), "proposed")
OVERDUE = figure("OVERDUE", minutes(5), _("minutes over, then remind once more"), "proposed")
TURN_BACK_FROM = figure("TURN_BACK_FROM", minutes(4), _("minutes of a walk with a mark at half time"), "proposed")
FOOT_PUMPS = figure("FOOT_PUMPS", 10, _("times feet up and down in each waking hour of rest"), "proposed")
BREATH_SECONDS = figure("BREATH_SECONDS", 5, _("seconds in, and as many out"), "22")
STRETCH_READY = figure("STRETCH_READY", timedelta(seconds=15), _("seconds to lie down"), "proposed")
STRETCH_MOVE = figure("STRETCH_MOVE", minutes(1), _("minutes for one move"), "23,24")
STRETCH_PAUSE = figure("STRETCH_PAUSE", timedelta(seconds=30), _("seconds of rest after each move"), "proposed")

# Check-ins and drinks
CHECK_INS_A_DAY = figure("CHECK_INS_A_DAY", by_severity(1, 2, 3), _("a day"), "proposed")
CHECK_IN_WINDOW = figure("CHECK_IN_WINDOW", minutes(120), _("minutes a window stays open"), "proposed")
DRINKS_A_DAY = figure("DRINKS_A_DAY", 8, _("portions at most"), "proposed")
DRINKS_ML_F = figure("DRINKS_ML_F", 1600, _("ml of drinks a day"), "27")
DRINKS_ML_M = figure("DRINKS_ML_M", 2000, _("ml of drinks a day"), "27")
DRINKS_ML_PREGNANT = figure("DRINKS_ML_PREGNANT", 300, _("ml of drinks a day more"), "27")

# Off track
FEVER_C = figure("FEVER_C", 38.0, _("degrees Celsius and more is a fever"), "1,43", "hard")
SELF_CARE_FROM = figure("SELF_CARE_FROM", timedelta(hours=48), _("hours after which not walking is a sign"), "proposed")
OFF_TRACK_FIRST = figure("OFF_TRACK_FIRST", timedelta(hours=72), _("hours since onset"), "45")
OFF_TRACK_14 = figure("OFF_TRACK_14", timedelta(days=14), _("days"), "23,24")
OFF_TRACK_28 = figure("OFF_TRACK_28", timedelta(days=28), _("days"), "39")
OFF_TRACK_42 = figure("OFF_TRACK_42", timedelta(days=42), _("days"), "24,10")
OFF_TRACK_84 = figure("OFF_TRACK_84", timedelta(days=84), _("days"), "56")
MEANINGFUL_SHARE = figure("MEANINGFUL_SHARE", 0.3, _("of the first pain"), "51")
WORSE_DAYS = figure("WORSE_DAYS", 3, _("plan days running of more pain"), "2")
SOON_WITHIN = figure("SOON_WITHIN", timedelta(hours=48), _("hours, for D1 to D4"), "3")
WEEK_WITHIN = figure("WEEK_WITHIN", timedelta(days=7), _("days, for the other D"), "proposed")
PREVENTION_DAY = figure("PREVENTION_DAY", 14, _("is the plan day on which it opens"), "proposed")

# Medicines: what common labels say (adults); the person's own pack wins
LABEL_DAY = figure("LABEL_DAY", timedelta(hours=24), _("rolling real hours"), "32", "hard")
MOST_MG = figure(
    "MOST_MG",
    MappingProxyType({"ibuprofen": 1200, "naproxen": 660, "aspirin": 3900, "paracetamol": 4000}),
    _("mg in 24 hours"),
    "32,66",
    "hard",
)
UNIT_MG = figure(
    "UNIT_MG",
    MappingProxyType({"ibuprofen": 200, "naproxen": 220, "aspirin": 325, "paracetamol": 500}),
    _("mg in one pill"),
    "32",
    "sourced",
)
MOST_AT_ONCE_MG = figure(
    "MOST_AT_ONCE_MG",
    MappingProxyType({"ibuprofen": 400, "naproxen": 440, "aspirin": 650, "paracetamol": 1000}),
    _("mg at once; stands in for a dose logged without mg"),
    "32",
    "sourced",
)
LABEL_GAP = figure(
    "LABEL_GAP",
    MappingProxyType(
        {
            "ibuprofen": timedelta(hours=4),
            "naproxen": timedelta(hours=8),
            "aspirin": timedelta(hours=4),
            "paracetamol": timedelta(hours=6),
        }
    ),
    _("hours between doses"),
    "32",
    "hard",
)
NAPROXEN_TWO_WITHIN = figure(
    "NAPROXEN_TWO_WITHIN", timedelta(hours=12), _("hours in which two pills are the most"), "32", "hard"
)
MEDICINE_WARN_DAY = figure("MEDICINE_WARN_DAY", 8, _("days of use, then a word of warning"), "proposed")
MEDICINE_STOP_DAY = figure("MEDICINE_STOP_DAY", 10, _("days of use, then stop and ask"), "32", "hard")
NSAID_AGE = figure("NSAID_AGE", 60, _("years from which to ask first"), "32", "sourced")
NSAID_NOT_FROM_WEEKS = figure("NSAID_NOT_FROM_WEEKS", 20, _("weeks pregnant and more: never"), "33", "hard")
