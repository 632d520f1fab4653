"""Run the app with other figures than its own, to prove that no sentence keeps an old number.

`CHANGED` holds an unusual value for every figure that a sentence names. `run_with_changed_figures("module:function")`
runs a function that returns texts in a new interpreter in which these values hold; `pytest -p tests.changed_figures`
does the same for whole tests. `strange_numbers` finds the texts with a number that no changed figure explains.

To check more texts, write a function that returns them (see `tests/plan/texts.py`), and add a value here for each
figure that they name.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
TABLE = "recovery.plan.clinical.figures"


def by_severity(mild: int, moderate: int, severe: int) -> Mapping[str, int]:
    return {"mild": mild, "moderate": moderate, "severe": severe}


def seconds(count: float) -> timedelta:
    return timedelta(seconds=count)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


def days(count: float) -> timedelta:
    return timedelta(days=count)


# No number here is one that a sentence says today, so an old number gives itself away; all are values that a plan can
# be made with.
CHANGED: Mapping[str, Any] = {
    "HEAT_LOCK": hours(71),
    "COLD_PHASE": hours(45.5),
    "ADULT_AGE": 19,
    "CHILD_AGE": 16.5,
    "REMINDER_GAP": minutes(62),
    "REMINDERS_A_DAY": 12.6,
    "PUT_OFF": 17,
    "COLD_MINUTES": 17,
    "COLD_HARD_GAP": minutes(67),
    "HEAT_MINUTES": 19,
    "BEFORE_SLEEP": minutes(33),
    "HEAT_MINUTES_OLDER": 11,
    "HEAT_WARM_C": 39,
    "HEAT_MOST_C": 43.5,
    "SHOWER_MOST_C": 40.5,
    "BATH_MOST_C": 42.5,
    "SHOWER_LEAST": 9,
    "SHOWER_LONGEST": 16,
    "REST_LIMIT": hours(44.5),
    "REST_LIMIT_AGAIN": hours(21.5),
    "REST_AGAIN_AFTER": days(6.5),
    "W1_MINUTES": by_severity(22, 23, 25),
    "W2_MINUTES": by_severity(26, 27, 29),
    "W3A_MINUTES": by_severity(31, 32, 34),
    "W3B_MINUTES": 53,
    "W3A_EVERY": minutes(64),
    "W3B_EVERY": minutes(39),
    "W4_MINUTES": 21,
    "W5_MINUTES": 21,
    "HALFWAY_MINUTES": 26.5,
    "W5_LONGEST": 49,
    "W5_DAYS": 4.6,
    "MEANINGFUL_RISE": 2.2,
    "BIG_RISE": 3.2,
    "TOLERABLE_PAIN": 5.1,
    "WALKS_TO_ADVANCE": 9,
    "HARD_WALKS": 8,
    "STEP_BACKS": 27,
    "STEP_BACK_DAYS": 33,
    "NUDGE_AFTER": 1.8,
    "NUDGES_END": 6.7,
    "RECOVERED_PAIN": 1.1,
    "CANNOT_WALK_LASTS": hours(22.5),
    "CONFIRMED_DAYS": 5.8,
    "FLARE_STEPS": 9,
    "SPASM_RISE": 1.9,
    "SPASM_PAIN": 4.3,
    "SAME_AS_BEFORE": hours(18.5),
    "FIRST_SCREEN_FRESH": minutes(30.5),
    "PAIN_FREE": days(29.5),
    "REST_LONGEST": 35,
    "SIT_LONGEST": minutes(52),
    "STAND_LEAST": 1.5,
    "STAND_LONGEST": 2.5,
    "BREATHE_FIRST": seconds(75),
    "LEGS_UP_MINUTES": 13.5,
    "BREATHING_MINUTES": 6.5,
    "STRETCH_MINUTES": 7.5,
    "STRETCH_TIMES_LEAST": 3.5,
    "STRETCH_TIMES_MOST": 5.5,
    "STRETCH_REST": minutes(14.5),
    "STRETCH_PAIN": 5.2,
    "SIDE_FROM_WEEKS": 28.4,
    "MASSAGE_FROM": hours(47.5),
    "MASSAGE_MINUTES": 8.25,
    "MASSAGE_SORE": 3.3,
    "FIRST_LOOK": minutes(4.5),
    "SECOND_LOOK": minutes(9.5),
    "LAST_MINUTE": minutes(1.1),
    "OVERDUE": minutes(4.4),
    "FOOT_PUMPS": 19,
    "BREATH_SECONDS": 4.2,
    "STRETCH_PAUSE": seconds(33.5),
    "DRINKS_ML_F": 1840,
    "DRINKS_ML_M": 2160,
    "FEVER_C": 37.9,
    "FEVER_GONE_APART": hours(11.5),
    "SELF_CARE_FROM": hours(46),
    "FALL_AGE": 71,
    "STEROID_MONTHS": 3.2,
    "FIRST_PAIN_AGE": 56,
    "OFF_TRACK_FIRST": hours(71.5),
    "OFF_TRACK_14": days(8 * 7),
    "OFF_TRACK_28": days(9 * 7),
    "SPASMS": 1.7,
    "SPASMS_WITHIN": days(6.5),
    "PLAN_AGAIN": days(13.5),
    "OFF_TRACK_42": days(11 * 7),
    "OFF_TRACK_84": days(13 * 7),
    "SOON_WITHIN": hours(46),
    "WEEK_WITHIN": days(6.5),
    "LABEL_DAY": hours(23.5),
    "MOST_MG": {"ibuprofen": 1210, "naproxen": 670, "aspirin": 3910, "paracetamol": 4010},
    "US_PARACETAMOL_MG": 3010,
    "NHS_IBUPROFEN_TIMES": 3.4,
    "NHS_IBUPROFEN_GAP": hours(5.5),
    "LIGHT_KG": 51,
    "JOINT_WEEKS": 6.6,
    "HEAT_OLDER_AGE": 66,
    "HEART_ASPIRIN_MG": 163,
    "HEAVY_ALCOHOL": 3.7,
    "MEDICINE_STOP_DAY": 9.2,
    "NSAID_AGE": 61,
    "NSAID_NOT_FROM_WEEKS": 19.5,
    "FIRST_BREATHS": 2.75,
    "STAND_COUNT": 34,
    "SIT_FIRST": minutes(1.25),
    "SIT_DIZZY": minutes(2.75),
    "SIT_AFTER_FLOOR": minutes(5.25),
    "MOVE_SETTLES": minutes(6.25),
    "STOP_REST": 10.5,
    "TRY_AGAIN": 15.5,
    "TRIES": 3.75,
    "TRIES_WITHIN": minutes(30.5),
    "FLOOR_LONGEST": minutes(61),
    "FLOOR_SHIFT": minutes(30.25),
    "PILL_WORKS": minutes(32.5),
    "WASH_MINUTES": minutes(4.75),
    "NO_POO_DAYS": 3.25,
    "NIGHT_WALK": minutes(2.25),
    "CARDS_A_DAY": 47,
    "SIT_A_DAY": 6.75,
    "SICK_DAYS_GB": 7.25,
    "SICK_DAYS_DE": 3.6,
    "DRIVE_LEAST": 30.75,
    "DRIVE_MOST": 46.5,
    "LIFT_FIRST_KG": 2.125,
    "LIFT_HOURLY_KG": 5.625,
    "LIFT_LONGER_KG": 10.25,
    "LIFT_STEP_LEAST": 2.375,
    "LIFT_STEP_MOST": 5.375,
    "TRAVEL_LONG": 3.125,
    "SERIOUS_OF": 1173,
    "HOME_PEOPLE": 367,
    "HOME_DAYS": 5.125,
    "CLINIC_SOON": 36.25,
    "CLINIC_LATE": 70.5,
    "FLARES_LEAST": 3.4375,
    "FLARES_MOST": 4.125,
    "FLARE_HOURS": 4.875,
    "DISCS_YOUNG_AGE": 20.5,
    "DISCS_YOUNG": 37.5,
    "DISCS_OLD_AGE": 81,
    "DISCS_OLD": 95.5,
}
# What is worked out from changed figures: degrees Fahrenheit, weeks, and portions of drinks.
DERIVED = {"100.22", "8", "9", "11", "13", "230", "270", "310", "320", "360"}
# The scale of pain, the statements of Roland and Morris, and shares of 100 people.
SCALES = re.compile(r"\bof 10\b|\b24 statements\b|\bof 100\b")
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def change() -> None:
    """Make every figure in CHANGED take its other value; call it before anything imports the figures."""
    assert TABLE not in sys.modules, "the figures are imported already"
    from recovery.plan import book

    enter = book.figure

    def figure(name: str, value: Any, *rest: Any, **more: Any) -> Any:
        return enter(name, CHANGED.get(name, value), *rest, **more)

    book.figure = figure


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests() -> None:
    """Change the figures for a whole run of `pytest -p tests.changed_figures`."""
    change()


def run_with_changed_figures(where: str) -> Any:
    """Return what the function `where` ("package.module:function") returns in an app with changed figures."""
    module, _, function = where.partition(":")
    code = (
        "import json; from tests.changed_figures import change; change(); "
        f"from {module} import {function}; print(json.dumps({function}()))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def new_numbers() -> dict[str, str]:
    """Return the numbers of the changed figures as people read them, by name, in the interpreter it is called in."""
    from recovery.plan.book import NUMBERS

    import_module(TABLE)
    return {name: shown for name, shown in NUMBERS.items() if name.partition(".")[0] in CHANGED}


def numbers_in(texts: Iterable[str]) -> set[str]:
    """Return every number in these texts but those of a scale."""
    return {number for text in texts for number in NUMBER.findall(SCALES.sub("", text))}


def strange_numbers(texts: Iterable[str], new: Mapping[str, str]) -> list[str]:
    """Return each text with a number that is none of the new ones."""
    known = {*new.values(), *DERIVED}
    return [text for text in texts if numbers_in([text]) - known]
