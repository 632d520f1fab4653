"""The closed vocabularies of the plan.

Each member holds the text that the contract names, so plans, templates and JSON read the same text.
"""

from enum import StrEnum


class Phase(StrEnum):
    """What the cold and heat clock allows; `keep_well` after recovery."""

    COLD = "cold"
    TRANSITION = "transition"
    HEAT = "heat"
    KEEP_WELL = "keep_well"


class Severity(StrEnum):
    """How bad the spasm is, mildest first."""

    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"


class Stage(StrEnum):
    """A stage of the walking ladder, lowest first. Their texts sort in the same order."""

    W1 = "W1"
    W2 = "W2"
    W3A = "W3a"
    W3B = "W3b"
    W4 = "W4"
    W5 = "W5"


# Both in rising order.
SEVERITIES = tuple(Severity)
LADDER = tuple(Stage)
HOURLY = (Stage.W3A, Stage.W3B)  # the stages whose walks come by the clock


class Decision(StrEnum):
    """What a morning, a walk or a check-in did to the walks."""

    START = "start"
    ADVANCE = "advance"
    HOLD = "hold"
    EASE = "ease"
    STEP_BACK = "step_back"
    FLOOR = "floor"


class Recovery(StrEnum):
    """How sure it is that the person is well again."""

    PROVISIONAL = "provisional"
    CONFIRMED = "confirmed"


class GateLevel(StrEnum):
    """What comes before the plan, gravest first."""

    EMERGENCY = "emergency"
    NOT_FOR_YOU = "not_for_you"
    TODAY = "today"
    ASK_FIRST = "ask_first"


class Ask(StrEnum):
    """A question that must be answered before the plan goes on."""

    PAIN = "pain"
    LONGEST_WALK = "longest_walk"
    SCREEN = "screen"
    SUDDEN = "sudden"
    ADULT = "adult"


class NoticeLevel(StrEnum):
    """How urgent a notice is: `soon` asks the person to see a professional, `info` informs or asks."""

    SOON = "soon"
    INFO = "info"


class ItemState(StrEnum):
    """The state of an item: before, in or after its window, or done."""

    DUE = "due"
    OPEN = "open"
    DONE = "done"
    PASSED = "passed"


class GateReason(StrEnum):
    """Why a gate is closed or asks."""

    RED_FLAG = "red_flag"
    CHECKED = "checked"
    GONE = "gone"
    UNDER_16 = "under_16"
    UNDER_18 = "under_18"
    MAYBE_17 = "maybe_17"
    SUDDEN_SPASM = "sudden_spasm"
    FLARE = "flare"
    SILENCE = "silence"


class WalkReason(StrEnum):
    """Why the walking ladder decided what it did."""

    FIRST_DAY = "first_day"
    REST_FIRST = "rest_first"
    REST_DONE = "rest_done"
    REST_LIMIT = "rest_limit"
    # One stage up, or longer walks
    GOOD_DAY = "good_day"
    LONGER_WALKS = "longer_walks"
    # No stage up this morning
    FLAG_OPEN = "flag_open"
    JUST_MET = "just_met"
    NO_LOG = "no_log"
    LEG_SYMPTOM = "leg_symptom"
    WHICH_PAIN = "which_pain"
    PAIN_ROSE = "pain_rose"
    WALKS_SORE = "walks_sore"
    WALKS_BAD = "walks_bad"
    TOO_FEW_WALKS = "too_few_walks"
    NEW_STAGE = "new_stage"
    NO_MORNING_PAIN = "no_morning_pain"
    MORNING_PAIN = "morning_pain"
    SEVERE_MORNING = "severe_morning"
    # Walks kept short, and given back
    CANNOT_WALK = "cannot_walk"
    SIGN_CHECKED = "sign_checked"
    WALKS_AGAIN = "walks_again"
    PLAN_OVER = "plan_over"
    # Easier walks, or a step back
    WORSE_THAN_MORNING = "worse_than_morning"
    PAIN_AFTER_WALK = "pain_after_walk"
    NOT_WELL = "not_well"
    MADE_IT_WORSE = "made_it_worse"
    TWO_WALKS_HURT = "two_walks_hurt"
    PAIN_STAYED = "pain_stayed"
    TWO_WALKS_UNFINISHED = "two_walks_unfinished"
    LEG_PAIN_LOWER = "leg_pain_lower"
    SUDDEN_SPASM = "sudden_spasm"
    FLARE = "flare"
    AFTER_CHECK = "after_check"
    AFTER_SILENCE = "after_silence"
    # Well again
    RECOVERED = "recovered"
    KEEP_WELL = "keep_well"
    GOOD_WEEK = "good_week"
    QUIET_WEEK = "quiet_week"
    WEEK_HURT = "week_hurt"


class ItemReason(StrEnum):
    """Why an item is in the day."""

    SEVERITY = "severity"
    STAGE = "stage"
    POSITION = "position"
    COLD_PHASE = "cold_phase"
    IF_IT_STILL_HELPS = "if_it_still_helps"
    HEAT_PHASE = "heat_phase"
    AFTER_WARMTH = "after_warmth"
    AFTER_48_HOURS = "after_48_hours"
    DAILY_DRINKS = "daily_drinks"


class NotNow(StrEnum):
    """Why a kind cannot start now; a trait of the person is the other possible reason."""

    # It waits for an instant
    TIMER_RUNNING = "session_running"
    TOO_SOON_AFTER_COLD = "too_soon_after_cold"
    TOO_SOON_AFTER_HEAT = "too_soon_after_heat"
    TOO_SOON_AFTER_LEGS_UP = "too_soon_after_legs_up"
    REST_BETWEEN_SETS = "rest_between_sets"
    STIFF_AFTER_COLD = "stiff_after_cold"
    BEFORE_72_HOURS = "before_72_hours"
    BEFORE_48_HOURS = "before_48_hours"
    ENOUGH_TODAY = "enough_today"
    ONCE_A_NIGHT = "once_a_night"
    # It waits for something else
    AFTER_72_HOURS = "after_72_hours"
    RECOVERED = "recovered"
    PLAN_OVER = "plan_over"
    SKIN_NOT_NORMAL = "skin_not_normal"
    RED_FLAG = "red_flag"
    MADE_IT_WORSE = "made_it_worse"
    LEG_SYMPTOM = "leg_symptom"
    REST_FIRST = "rest_first"
    FIRST_NIGHT = "first_night"
    TOO_MUCH_PAIN = "too_much_pain"
    QUESTIONS_FIRST = "questions_first"


class NoticeCode(StrEnum):
    """What a notice is about; a D flag (Flag) is the other possibility."""

    WHICH_PAIN = "which_pain"
    WALK_OR_NOT = "walk_or_not"
    ENTRY_BEFORE_ONSET = "entry_before_onset"
    WITHOUT_COLD = "without_cold"
    WITHOUT_HEAT = "without_heat"
    SKIN_NOT_NORMAL = "skin_not_normal"
    COLD_TOO_LONG = "cold_too_long"
    FLUIDS_CARE_TEAM = "fluids_care_team"
    FLUIDS_LOST = "fluids_lost"
    MISSED_DAYS = "missed_days"
    # Medicines
    TOO_MUCH_MEDICINE = "too_much_medicine"
    TWO_NSAIDS = "two_nsaids"
    PILL_NOT_FOR_YOU = "pill_not_for_you"
    MEDICINE_8_DAYS = "medicine_8_days"
    MEDICINE_10_DAYS = "medicine_10_days"
    # Not better in time
    OFF_TRACK_72H = "off_track_72h"
    OFF_TRACK_14D = "off_track_14d"
    OFF_TRACK_28D = "off_track_28d"
    OFF_TRACK_42D = "off_track_42d"
    OFF_TRACK_84D = "off_track_84d"
    OFF_TRACK_WORSE = "off_track_worse"
    OFF_TRACK_STEP_BACKS = "off_track_step_backs"
    KEEPS_SEIZING = "keeps_seizing"


class CardReason(StrEnum):
    """Why a card is hidden; a trait of the person is the other possible reason."""

    RECOVERED = "recovered"
    TEN_DAYS = "ten_days"
    NOT_SEVERE = "not_severe"
    LATER = "later"
    NOT_YET = "not_yet"
    NO_FLARE = "no_flare"


class DoseReason(StrEnum):
    """What a label says against one more dose; a trait of the person is the other possible reason."""

    GAP = "gap"
    MOST_AT_ONCE = "most_at_once"
    MOST_IN_24_HOURS = "most_in_24_hours"
    TWO_IN_12_HOURS = "two_in_12_hours"
    SECOND_NSAID = "second_nsaid"
    TEN_DAYS = "ten_days"


class Where(StrEnum):
    """Where the person is now."""

    FLOOR = "floor"
    BED = "bed"
    CHAIR = "chair"
    UP = "up"


class GuideId(StrEnum):
    """A guide to one way of moving."""

    # From the floor, and back to it
    FLOOR_UP_CHAIR = "floor_up_chair"
    FLOOR_UP_ALONE = "floor_up_alone"
    FLOOR_WAIT = "floor_wait"
    FLOOR_HELPER = "floor_helper"
    FLOOR_DOWN = "floor_down"
    # Bed and night
    ROLL = "roll"
    OUT_OF_BED = "out_of_bed"
    INTO_BED = "into_bed"
    SLEEP = "sleep"
    NIGHT = "night"
    # At home
    SIT_STAND = "sit_stand"
    TOILET = "toilet"
    BOWELS = "bowels"
    WASH = "wash"
    DRESS = "dress"
    COUGH = "cough"
    # Further
    CAR = "car"
    STAIRS = "stairs"
    PICK_UP = "pick_up"
    LIFT = "lift"


class GuideReason(StrEnum):
    """Why a guide is shown now."""

    FLOOR_WITH_HELP = "floor_with_help"
    FLOOR_ALONE = "floor_alone"
    FLOOR_STAY = "floor_stay"
    IN_BED = "in_bed"
    IN_A_CHAIR = "in_a_chair"
    A_FEW_STEPS = "a_few_steps"
    STAGE = "stage"
    NIGHT = "night"
    SLEPT_BADLY = "slept_badly"
    STRONG_PILLS = "strong_pills"
    COUGH_HURTS = "cough_hurts"


class LifeCardId(StrEnum):
    """A card that answers a question about life with a sore back."""

    SPASM = "spasm"
    BROKEN = "broken"
    USUAL_COURSE = "usual_course"
    DRIVING = "driving"
    WORRY = "worry"
    WORK = "work"
    SITTING = "sitting"
    LIFTING = "lifting"
    BABY = "baby"
    UPS_AND_DOWNS = "ups_and_downs"
    SEX = "sex"
    SCANS = "scans"
    TRAVEL = "travel"
    SPORT = "sport"
    COMES_BACK = "comes_back"
    STRONG_PILLS = "strong_pills"


class ChangeCode(StrEnum):
    """What is different from yesterday."""

    FLAG_RAISED = "flag_raised"
    FLAG_LIFTED = "flag_lifted"
    # A new phase
    PHASE_COLD = "phase_cold"
    PHASE_TRANSITION = "phase_transition"
    PHASE_HEAT = "phase_heat"
    PHASE_KEEP_WELL = "phase_keep_well"
    ICE_ENDS = "ice_ends"
    WARMTH_BEGINS = "warmth_begins"
    FIRST_DAYS_OVER = "first_days_over"
    # How bad it is, and what that does to ice or warmth
    WORSE = "worse"
    WORSE_COLD = "worse_cold"
    WORSE_HEAT = "worse_heat"
    MILDER = "milder"
    MILDER_COLD = "milder_cold"
    MILDER_HEAT = "milder_heat"
    # Walks
    STAGE_UP = "stage_up"
    STAGE_DOWN = "stage_down"
    WALKS_EASED = "walks_eased"
    WALKS_LONGER = "walks_longer"
    WALKS_SHORTER = "walks_shorter"
    # What is offered
    STRETCH_OPENS = "stretch_opens"
    MASSAGE_OPENS = "massage_opens"
    LEFT_OUT = "left_out"
    BACK_IN = "back_in"


class Condition(StrEnum):
    """A condition that an `about` entry can hold."""

    BREAST_FEEDING = "breast_feeding"
    RECENT_JOINT_REPLACEMENT = "recent_joint_replacement"
    NUMB_SKIN = "numb_skin"
    DIABETES = "diabetes"
    RAYNAUD = "raynaud"
    POOR_CIRCULATION = "poor_circulation"
    HEART_DISEASE = "heart_disease"
    ANGINA = "angina"
    HEART_FAILURE = "heart_failure"
    HIGH_BLOOD_PRESSURE = "high_blood_pressure"
    PAST_STROKE = "past_stroke"
    SKIN_WOUND = "skin_wound"
    CANCER = "cancer"
    PREGNANT = "pregnant"
    KIDNEY_DISEASE = "kidney_disease"
    LIVER_DISEASE = "liver_disease"
    ULCER_OR_BLEED = "ulcer_or_bleed"
    BLOOD_THINNER = "blood_thinner"
    STEROIDS = "steroids"
    ASPIRIN_FOR_HEART = "aspirin_for_heart"
    ASTHMA = "asthma"
    PAINKILLER_ALLERGY = "painkiller_allergy"
    THIN_BONES = "thin_bones"
    HEAVY_ALCOHOL = "heavy_alcohol"
    SEDATIVES = "sedatives"
    RECENT_BACK_SURGERY = "recent_back_surgery"
    BREATHLESS_LYING_FLAT = "breathless_lying_flat"
    DIURETIC = "diuretic"


class Added(StrEnum):
    """What age, pregnancy, open flags and a bad reaction add to the conditions of a person."""

    PREGNANT_20_WEEKS = "pregnant_20_weeks"
    PREGNANT_28_WEEKS = "pregnant_28_weeks"
    AGE_60 = "age_60"
    AGE_65 = "age_65"
    FEVER = "fever"
    E12 = "E12"
    S4 = "S4"
    S5 = "S5"
    D7 = "D7"


# What can be against a treatment.
type Trait = Condition | Added


class Flag(StrEnum):
    """A red flag: E calls for an emergency, S for a doctor today, D for a doctor within days."""

    E1 = "E1"
    E2 = "E2"
    E3 = "E3"
    E4 = "E4"
    E5 = "E5"
    E6 = "E6"
    E7 = "E7"
    E8 = "E8"
    E9 = "E9"
    E10 = "E10"
    E11 = "E11"
    E12 = "E12"
    S1 = "S1"
    S2 = "S2"
    S3 = "S3"
    S4 = "S4"
    S5 = "S5"
    S6 = "S6"
    S7 = "S7"
    S8 = "S8"
    S9 = "S9"
    D1 = "D1"
    D2 = "D2"
    D3 = "D3"
    D4 = "D4"
    D5 = "D5"
    D6 = "D6"
    D7 = "D7"
    D8 = "D8"
    D9 = "D9"
    D10 = "D10"
    D11 = "D11"
