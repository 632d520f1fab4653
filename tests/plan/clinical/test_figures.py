"""Every figure compared with a table of its own, so that a slip in either shows."""

import re
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from recovery.plan import rules
from recovery.plan.book import BOOK
from recovery.plan.clinical.sources import SOURCES

# Mild, moderate and severe are written side by side; "proposed" still needs a clinician's review.
TABLE = {
    "COLD_PHASE": "48 h seed",
    "HEAT_LOCK": "72 h hard",
    "DAY_ZERO_BELOW": "6 h proposed",
    "SHORTEST_NIGHT": "4 h proposed",
    "SHORTEST_DAY": "12 h proposed",
    "SHORTEST_WAKING": "4 h proposed",
    "WAKE": "07:00:00 proposed",
    "SLEEP": "22:00:00 proposed",
    "REMINDER_GAP": "60 min hard",
    "REMINDERS_A_DAY": "12 proposed",
    "REMIND_AFTER_WAKING": "15 min proposed",
    "PUT_OFF": "15 min proposed",
    "BEFORE_SLEEP": "30 min proposed",
    "ADULT_AGE": "18 hard",
    "CHILD_AGE": "16 sourced",
    "MODERATE_FROM": "4 proposed",
    "SEVERE_FROM": "7 proposed",
    "PAIN_FRESH": "24 h proposed",
    "CONFLICT_WITHIN": "60 min proposed",
    "COLD_MINUTES": "20 hard",
    "COLD_HARD_GAP": "60 min hard",
    "COLD_PAUSE": "40 min hard",
    "COLD_GAP": "120 min/90 min/60 min proposed",
    "COLD_WINDOW": "60 min proposed",
    "COLD_A_DAY": "4/6/8 proposed",
    "TRANSITION_GAP": "120 min proposed",
    "TRANSITION_A_DAY": "4 proposed",
    "COLD_BEFORE_MOVING": "10 min proposed",
    "HEAT_MINUTES": "15 proposed",
    "HEAT_MINUTES_OLDER": "10 proposed",
    "HEAT_WARM_C": "40 proposed",
    "HEAT_MOST_C": "44 hard",
    "SHOWER_MOST_C": "41 sourced",
    "BATH_MOST_C": "43 sourced",
    "HEAT_LONGEST": "20 hard",
    "HEAT_OLDER_AGE": "65 proposed",
    "HEAT_GAP": "120 min proposed",
    "HEAT_WINDOW": "60 min proposed",
    "HEAT_A_DAY": "2/3/4 proposed",
    "HEAT_MOST_A_DAY": "4 proposed",
    "HEAT_AFTER_COLD": "60 min proposed",
    "SHOWER_LEAST": "5 proposed",
    "SHOWER_LONGEST": "15 proposed",
    "REST_LIMIT": "48 h hard",
    "REST_LIMIT_AGAIN": "24 h hard",
    "REST_AGAIN_AFTER": "7 d hard",
    "PLAN_AGAIN": "14 d proposed",
    "REST_DAYS": "0/1/2 proposed",
    "W1_EVERY": "120 min proposed",
    "W1_MINUTES": "3/2/1 proposed",
    "W2_WALKS": "6/5/4 proposed",
    "W2_MINUTES": "5/4/2 proposed",
    "W2_EVERY": "60 min proposed",
    "W3A_EVERY": "60 min seed",
    "W3A_MINUTES": "5/4/3 proposed",
    "W3B_EVERY": "30 min seed",
    "W3B_MINUTES": "3 proposed",
    "W3B_MOST": "60 proposed",
    "W4_WALKS": "3 proposed",
    "W4_MINUTES": "10 proposed",
    "W4_STEP": "3 proposed",
    "W4_LONGEST": "30 proposed",
    "HALFWAY_MINUTES": "20 proposed",
    "W4_EVERY": "120 min proposed",
    "W5_WALKS": "1 proposed",
    "W5_MINUTES": "10 proposed",
    "W5_STEP": "2 proposed",
    "W5_DAYS": "5 proposed",
    "W5_ENOUGH_DAYS": "4 proposed",
    "W5_STRETCHES": "1 proposed",
    "W5_LONGEST": "30 proposed",
    "WALK_WINDOW": "60 min/60 min/45 min/15 min/120 min/4 h proposed",
    "MEANINGFUL_RISE": "2 proposed",
    "BIG_RISE": "3 proposed",
    "SETTLE_WITHIN": "60 min proposed",
    "FINE_PAIN": "3 proposed",
    "TOLERABLE_PAIN": "5 proposed",
    "WALKS_TO_ADVANCE": "2 proposed",
    "WALKS_PER_SORE": "5 proposed",
    "EASED_BY": "2 proposed",
    "HARD_WALKS": "2 proposed",
    "STEP_BACKS": "2 proposed",
    "STEP_BACK_DAYS": "4 proposed",
    "NUDGE_AFTER": "2 proposed",
    "NUDGES_END": "7 proposed",
    "ASK_AFTER": "4 proposed",
    "RETURN_W4_FROM": "10 proposed",
    "RETURN_W3_FROM": "3 proposed",
    "ROLAND_CHANGE": "5 proposed",
    "ROLAND_RECOVERED": "2 proposed",
    "ACTIVITIES_CHANGE": "2 proposed",
    "ACTIVITY_CHANGE": "3 proposed",
    "CANNOT_WALK_LASTS": "24 h proposed",
    "RECOVERED_APART": "8 h proposed",
    "RECOVERED_PAIN": "1 proposed",
    "CONFIRMED_DAYS": "7 proposed",
    "FLARE_PAIN": "4 proposed",
    "SPASM_RISE": "2 proposed",
    "SPASM_PAIN": "4 proposed",
    "FLARE_STEPS": "2 proposed",
    "SPASMS": "2 proposed",
    "SPASMS_WITHIN": "7 d proposed",
    "PAIN_FREE": "30 d proposed",
    "REST_MINUTES": "20 proposed",
    "REST_LONGEST": "30 proposed",
    "REST_A_DAY": "3/4/6 proposed",
    "SIT_LONGEST": "30 min proposed",
    "STAND_LEAST": "1 proposed",
    "STAND_LONGEST": "2 proposed",
    "BREATHE_FIRST": "1 min proposed",
    "LEGS_UP_MINUTES": "10 proposed",
    "LEGS_UP_LONGEST": "15 proposed",
    "LEGS_UP_EVERY": "60 min proposed",
    "LEGS_UP_A_DAY": "2/3/4 proposed",
    "BREATHING_MINUTES": "5 proposed",
    "BREATHING_A_DAY": "2/3/3 proposed",
    "STRETCH_MINUTES": "5 proposed",
    "STRETCH_A_DAY": "3/2/2 proposed",
    "STRETCH_EVERY": "15 min proposed",
    "STRETCH_PAIN": "5 proposed",
    "STRETCH_TIMES_LEAST": "3 proposed",
    "STRETCH_TIMES_MOST": "5 proposed",
    "STRETCH_REST": "10 min proposed",
    "MASSAGE_FROM": "48 h proposed",
    "MASSAGE_MINUTES": "5 proposed",
    "MASSAGE_LONGEST": "10 proposed",
    "MASSAGE_A_DAY": "1 proposed",
    "MASSAGE_SORE": "3 proposed",
    "ITEM_WINDOW": "60 min proposed",
    "SIDE_FROM_WEEKS": "28 proposed",
    "LONGEST_PREGNANCY": "45 proposed",
    "SESSION_SHOWN": "60 min proposed",
    "FIRST_LOOK": "5 min proposed",
    "SECOND_LOOK": "10 min proposed",
    "LAST_MINUTE": "1 min proposed",
    "OVERDUE": "5 min proposed",
    "TURN_BACK_FROM": "4 min proposed",
    "FOOT_PUMPS": "10 proposed",
    "BREATH_SECONDS": "5 proposed",
    "STRETCH_READY": "0.25 min proposed",
    "STRETCH_MOVE": "1 min proposed",
    "STRETCH_PAUSE": "0.5 min proposed",
    "CHECK_INS_A_DAY": "1/2/3 proposed",
    "CHECK_IN_WINDOW": "120 min proposed",
    "SAME_AS_BEFORE": "18 h proposed",
    "FIRST_SCREEN_FRESH": "30 min proposed",
    "DRINK_GAP": "60 min proposed",
    "DRINKS_A_DAY": "8 proposed",
    "DRINKS_ML_F": "1600 proposed",
    "DRINKS_ML_M": "2000 proposed",
    "DRINKS_ML_BREAST_FEEDING": "700 proposed",
    "JOINT_WEEKS": "6 sourced",
    "DRINKS_ML_PREGNANT": "300 proposed",
    "FEVER_C": "38.0 hard",
    "FEVER_F": "100.4 hard",
    "FEVER_GONE_APART": "12 h proposed",
    "SELF_CARE_FROM": "48 h proposed",
    "FALL_AGE": "70 sourced",
    "STEROID_MONTHS": "3 sourced",
    "FIRST_PAIN_AGE": "55 proposed",
    "OFF_TRACK_FIRST": "72 h proposed",
    "OFF_TRACK_PAIN": "5 proposed",
    "OFF_TRACK_14": "14 d proposed",
    "OFF_TRACK_28": "28 d proposed",
    "OFF_TRACK_42": "42 d proposed",
    "OFF_TRACK_84": "84 d proposed",
    "FLARE_LASTS": "24 h proposed",
    "MEANINGFUL_SHARE": "0.3 proposed",
    "WORSE_DAYS": "3 proposed",
    "SOON_WITHIN": "48 h proposed",
    "WEEK_WITHIN": "7 d proposed",
    "PREVENTION_DAY": "14 proposed",
    "LABEL_DAY": "24 h hard",
    "MOST_MG": "1200/660/3900/4000 hard",
    "US_PARACETAMOL_MG": "3000 hard",
    "NHS_IBUPROFEN_TIMES": "3 sourced",
    "NHS_IBUPROFEN_GAP": "6 h sourced",
    "LIGHT_KG": "50 sourced",
    "UNIT_MG": "200/220/325/500 sourced",
    "MOST_AT_ONCE_MG": "400/440/650/1000 sourced",
    "LABEL_GAP": "4 h/8 h/4 h/6 h hard",
    "NAPROXEN_TWO_WITHIN": "12 h hard",
    "MEDICINE_WARN_DAY": "8 proposed",
    "MEDICINE_STOP_DAY": "10 hard",
    "HEART_ASPIRIN_MG": "162 proposed",
    "HEAVY_ALCOHOL": "3 sourced",
    "NSAID_AGE": "60 sourced",
    "NSAID_NOT_FROM_WEEKS": "20 hard",
    "FIRST_BREATHS": "3 proposed",
    "STAND_COUNT": "10 proposed",
    "SIT_FIRST": "1 min proposed",
    "SIT_DIZZY": "2 min proposed",
    "SIT_AFTER_FLOOR": "5 min proposed",
    "MOVE_SETTLES": "5 min proposed",
    "STOP_REST": "10 proposed",
    "TRY_AGAIN": "15 proposed",
    "TRIES": "3 proposed",
    "TRIES_WITHIN": "30 min proposed",
    "FLOOR_LONGEST": "60 min proposed",
    "FLOOR_SHIFT": "30 min proposed",
    "PILL_WORKS": "30 min sourced",
    "WHERE_FRESH": "24 h proposed",
    "GUIDES_SHOWN": "3 proposed",
    "GUIDE_NIGHT": "90 min proposed",
    "GUIDE_EVENING": "5 h proposed",
    "WASH_MINUTES": "5 min proposed",
    "NO_POO_DAYS": "3 proposed",
    "NIGHT_WALK": "2 min proposed",
    "CARDS_A_DAY": "2 proposed",
    "SIT_A_DAY": "6 sourced",
    "SICK_DAYS_GB": "7 sourced",
    "SICK_DAYS_DE": "3 sourced",
    "DRIVE_LEAST": "30 proposed",
    "DRIVE_MOST": "45 proposed",
    "LIFT_FIRST_KG": "2 proposed",
    "LIFT_HOURLY_KG": "5 proposed",
    "LIFT_LONGER_KG": "10 proposed",
    "LIFT_STEP_LEAST": "2 proposed",
    "LIFT_STEP_MOST": "5 proposed",
    "TRAVEL_LONG": "3 proposed",
    "SERIOUS_OF": "1172 sourced",
    "HOME_PEOPLE": "366 sourced",
    "HOME_DAYS": "5 sourced",
    "CLINIC_SOON": "36 sourced",
    "CLINIC_LATE": "70 sourced",
    "FLARES_LEAST": "3 sourced",
    "FLARES_MOST": "4 sourced",
    "FLARE_HOURS": "4 sourced",
    "DISCS_YOUNG_AGE": "20 sourced",
    "DISCS_YOUNG": "37 sourced",
    "DISCS_OLD_AGE": "80 sourced",
    "DISCS_OLD": "96 sourced",
}


def written(value: Any) -> str:
    if isinstance(value, Mapping):
        return "/".join(written(each) for each in value.values())
    if isinstance(value, timedelta):
        hours = value.total_seconds() / 3600
        return f"{hours / 24:g} d" if hours >= 120 else (f"{hours:g} h" if hours >= 3 else f"{hours * 60:g} min")
    return str(value)


@pytest.mark.parametrize("name", TABLE)
def test_a_figure_is_the_one_on_the_fact_sheet(name: str) -> None:
    assert f"{written(BOOK[name].value)} {BOOK[name].sure}" == TABLE[name]


def test_every_figure_is_in_the_table_and_none_is_reviewed() -> None:
    assert list(TABLE) == list(BOOK)
    assert not any(figure.review for figure in BOOK.values())


def test_every_figure_has_a_source_and_a_unit() -> None:
    for name, figure in BOOK.items():
        assert set(figure.source.split(",")) <= set(SOURCES), name
        assert figure.unit, name
        assert figure.sure in ("hard", "seed", "sourced", "proposed"), name


def test_a_figure_with_keys_has_all_severities_medicines_or_stages() -> None:
    keys = {tuple(figure.value) for figure in BOOK.values() if isinstance(figure.value, Mapping)}
    medicines = ("ibuprofen", "naproxen", "aspirin", "paracetamol")
    assert keys == {("mild", "moderate", "severe"), medicines, ("W1", "W2", "W3a", "W3b", "W4", "W5")}


def test_every_source_has_an_address_or_a_title() -> None:
    assert all(len(text) > 15 for text in SOURCES.values())


def test_no_rule_writes_a_length_of_time_of_its_own() -> None:
    files = list(Path(rules.__file__).parent.glob("*.py"))
    own = re.compile(r"timedelta\((minutes|hours|days|weeks)=\d+\)")
    found = {f"{path.name}: {match[0]}" for path in files for match in own.finditer(path.read_text(encoding="utf-8"))}
    assert files
    assert found == set()
