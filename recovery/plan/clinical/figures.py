"""Every number of the plan, once: its value with its unit, its source, and how sure it is (see book.Figure)."""

from datetime import time, timedelta
from types import MappingProxyType

from recovery.plan.book import by_severity, figure, minutes
from recovery.plan.words import gettext_noop as _

RULES_VERSION = "2026.12"

# The clock
COLD_PHASE = figure("COLD_PHASE", timedelta(hours=48), _("hours since onset"), "seed", "seed")
HEAT_LOCK = figure("HEAT_LOCK", timedelta(hours=72), _("hours since onset"), "seed", "hard")
DAY_ZERO_BELOW = figure("DAY_ZERO_BELOW", timedelta(hours=6), _("waking hours left"), "proposed")
SHORTEST_NIGHT = figure("SHORTEST_NIGHT", timedelta(hours=4), _("hours of sleep that end a plan day"), "proposed")
SHORTEST_DAY = figure("SHORTEST_DAY", timedelta(hours=12), _("hours after which a new date is a new day"), "proposed")
SHORTEST_WAKING = figure("SHORTEST_WAKING", timedelta(hours=4), _("waking hours that make a plan day"), "proposed")
WAKE = figure("WAKE", time(7), _("local time, when not told"), "proposed")
SLEEP = figure("SLEEP", time(22), _("local time, when not told"), "proposed")
REMINDER_GAP = figure("REMINDER_GAP", minutes(60), _("minutes from one reminder to the next"), "proposed", "hard")
REMINDERS_A_DAY = figure("REMINDERS_A_DAY", 12, _("reminders a day at most"), "proposed")
REMIND_AFTER_WAKING = figure(
    "REMIND_AFTER_WAKING", minutes(15), _("minutes from waking to the first reminder"), "proposed"
)
PUT_OFF = figure("PUT_OFF", minutes(15), _("minutes to a reminder you put off"), "proposed")
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
COLD_PAUSE = figure("COLD_PAUSE", minutes(40), _("minutes, end to start"), "seed,15,16", "hard")
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
HEAT_MOST_C = figure("HEAT_MOST_C", 44, _("degrees Celsius at most"), "14,121", "hard")
SHOWER_MOST_C = figure("SHOWER_MOST_C", 41, _("degrees Celsius of a shower at most"), "121", "sourced")
BATH_MOST_C = figure("BATH_MOST_C", 43, _("degrees Celsius of a bath at most"), "121", "sourced")
HEAT_LONGEST = figure("HEAT_LONGEST", 20, _("minutes at most"), "6,18", "hard")
HEAT_OLDER_AGE = figure("HEAT_OLDER_AGE", 65, _("years from which warmth is shorter"), "20")
HEAT_GAP = figure("HEAT_GAP", minutes(120), _("minutes, start to start"), "6")
HEAT_WINDOW = figure("HEAT_WINDOW", minutes(60), _("minutes a window stays open"), "proposed")
HEAT_A_DAY = figure("HEAT_A_DAY", by_severity(2, 3, 4), _("a day"), "14")
HEAT_MOST_A_DAY = figure("HEAT_MOST_A_DAY", 4, _("a day"), "proposed")
HEAT_AFTER_COLD = figure("HEAT_AFTER_COLD", minutes(60), _("minutes after cold's end"), "proposed")
SHOWER_LEAST = figure("SHOWER_LEAST", 5, _("minutes of a warm shower at least"), "proposed")
SHOWER_LONGEST = figure("SHOWER_LONGEST", 15, _("minutes of a warm shower at most"), "proposed")

# Walking
REST_LIMIT = figure("REST_LIMIT", timedelta(hours=48), _("hours of mainly rest at most"), "7,8,12", "hard")
REST_LIMIT_AGAIN = figure(
    "REST_LIMIT_AGAIN", timedelta(hours=24), _("hours after a new severe spasm"), "proposed", "hard"
)
REST_AGAIN_AFTER = figure(
    "REST_AGAIN_AFTER", timedelta(days=7), _("days between two rests after new spasms"), "proposed", "hard"
)
PLAN_AGAIN = figure("PLAN_AGAIN", timedelta(days=14), _("days of the daily plan after a new spasm"), "proposed")
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
WALKS_TO_ADVANCE = figure("WALKS_TO_ADVANCE", 2, _("walks with a pain number before a step up"), "proposed")
WALKS_PER_SORE = figure("WALKS_PER_SORE", 5, _("walks with a pain number, of which one may hurt a bit"), "proposed")
EASED_BY = figure("EASED_BY", 2, _("times shorter walks, and times their gap, on an easier day"), "proposed")
HARD_WALKS = figure("HARD_WALKS", 2, _("hard or unfinished walks in a row are too many"), "proposed")
STEP_BACKS = figure("STEP_BACKS", 2, _("step-backs that are too many"), "proposed")
STEP_BACK_DAYS = figure("STEP_BACK_DAYS", 4, _("plan days in which step-backs count"), "proposed")
NUDGE_AFTER = figure("NUDGE_AFTER", 2, _("plan days without a log"), "proposed")
NUDGES_END = figure("NUDGES_END", 7, _("plan days without a log, then no reminder"), "proposed")
ASK_AFTER = figure("ASK_AFTER", 4, _("plan days without a log"), "proposed")
RETURN_W4_FROM = figure("RETURN_W4_FROM", 10, _("minutes walked lead back to longer walks"), "proposed")
RETURN_W3_FROM = figure("RETURN_W3_FROM", 3, _("minutes walked lead back to a walk every hour"), "proposed")

# Measures, once a week on wish
ROLAND_CHANGE = figure("ROLAND_CHANGE", 5, _("of 24 statements less or more"), "51")
ROLAND_RECOVERED = figure("ROLAND_RECOVERED", 2, _("of 24 statements at most: well again"), "53")
ACTIVITIES_CHANGE = figure("ACTIVITIES_CHANGE", 2, _("points of 10, mean of all"), "73")
ACTIVITY_CHANGE = figure("ACTIVITY_CHANGE", 3, _("points of 10, one alone"), "73")

# Recovery and flare
CANNOT_WALK_LASTS = figure(
    "CANNOT_WALK_LASTS", timedelta(hours=24), _("hours for which an answer that you cannot walk holds"), "proposed"
)
RECOVERED_APART = figure(
    "RECOVERED_APART", timedelta(hours=8), _("waking hours between two low pains when well"), "proposed"
)
RECOVERED_PAIN = figure("RECOVERED_PAIN", 1, _("pain of 10 at most when well"), "52")
CONFIRMED_DAYS = figure("CONFIRMED_DAYS", 7, _("days in a row to be sure"), "52")
FLARE_PAIN = figure("FLARE_PAIN", 4, _("pain of 10 from which it counts as back again"), "54")
SPASM_RISE = figure("SPASM_RISE", 2, _("points more pain make a sudden spasm a new one"), "51")
SPASM_PAIN = figure("SPASM_PAIN", 4, _("pain of 10 from which a sudden spasm is a new one"), "54")
FLARE_STEPS = figure("FLARE_STEPS", 2, _("steps back when the pain of a flare is severe"), "proposed")
SPASMS = figure("SPASMS", 2, _("new spasms that are too many"), "proposed")
SPASMS_WITHIN = figure("SPASMS_WITHIN", timedelta(days=7), _("days in which new spasms count"), "proposed")
PAIN_FREE = figure("PAIN_FREE", timedelta(days=30), _("days without pain before a new episode"), "55")

# Ease and rest
REST_MINUTES = figure("REST_MINUTES", 20, _("minutes"), "7")
REST_LONGEST = figure("REST_LONGEST", 30, _("minutes at most"), "7")
REST_A_DAY = figure("REST_A_DAY", by_severity(3, 4, 6), _("a day"), "proposed")
SIT_LONGEST = figure("SIT_LONGEST", minutes(30), _("minutes to sit at a time at most"), "7")
STAND_LEAST = figure("STAND_LEAST", 1, _("minute to stand after a rest at least"), "proposed")
STAND_LONGEST = figure("STAND_LONGEST", 2, _("minutes to stand after a rest at most"), "proposed")
BREATHE_FIRST = figure(
    "BREATHE_FIRST", timedelta(seconds=60), _("seconds of slow breaths before getting up"), "proposed"
)
LEGS_UP_MINUTES = figure("LEGS_UP_MINUTES", 10, _("minutes"), "proposed")
LEGS_UP_LONGEST = figure("LEGS_UP_LONGEST", 15, _("minutes at most"), "proposed")
LEGS_UP_EVERY = figure("LEGS_UP_EVERY", minutes(60), _("minutes apart"), "proposed")
LEGS_UP_A_DAY = figure("LEGS_UP_A_DAY", by_severity(2, 3, 4), _("a day"), "proposed")
BREATHING_MINUTES = figure("BREATHING_MINUTES", 5, _("minutes"), "22")
BREATHING_A_DAY = figure("BREATHING_A_DAY", by_severity(2, 3, 3), _("a day"), "22")
STRETCH_MINUTES = figure("STRETCH_MINUTES", 5, _("minutes"), "23")
STRETCH_A_DAY = figure("STRETCH_A_DAY", by_severity(3, 2, 2), _("a day"), "23")
STRETCH_EVERY = figure("STRETCH_EVERY", minutes(15), _("minutes, start to start"), "proposed")
STRETCH_PAIN = figure("STRETCH_PAIN", 5, _("resting pain of 10 at most"), "23,proposed")
STRETCH_TIMES_LEAST = figure("STRETCH_TIMES_LEAST", 3, _("times for each move at least"), "23,24")
STRETCH_TIMES_MOST = figure("STRETCH_TIMES_MOST", 5, _("times for each move at most"), "23,24")
STRETCH_REST = figure("STRETCH_REST", minutes(10), _("minutes of rest after a stretch"), "proposed")
MASSAGE_FROM = figure("MASSAGE_FROM", timedelta(hours=48), _("hours since onset"), "16")
MASSAGE_MINUTES = figure("MASSAGE_MINUTES", 5, _("minutes"), "proposed")
MASSAGE_LONGEST = figure("MASSAGE_LONGEST", 10, _("minutes at most"), "proposed")
MASSAGE_A_DAY = figure("MASSAGE_A_DAY", 1, _("a day"), "proposed")
MASSAGE_SORE = figure("MASSAGE_SORE", 3, _("pain of 10 above which a massage stops"), "proposed")
ITEM_WINDOW = figure("ITEM_WINDOW", minutes(60), _("minutes a window stays open"), "proposed")
SIDE_FROM_WEEKS = figure("SIDE_FROM_WEEKS", 28, _("weeks pregnant and more: on the side"), "21")
LONGEST_PREGNANCY = figure("LONGEST_PREGNANCY", 45, _("weeks a pregnancy lasts at most"), "proposed")
SESSION_SHOWN = figure("SESSION_SHOWN", minutes(60), _("minutes a timer stays shown after its end"), "proposed")

# While a session runs
FIRST_LOOK = figure("FIRST_LOOK", minutes(5), _("minutes after the start, look at the skin"), "15,18")
SECOND_LOOK = figure("SECOND_LOOK", minutes(10), _("minutes after the start, look again under ice"), "15")
LAST_MINUTE = figure("LAST_MINUTE", minutes(1), _("minute before an end, and after a start: a mark"), "proposed")
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
SAME_AS_BEFORE = figure(
    "SAME_AS_BEFORE", timedelta(hours=18), _("hours the last answers can be said again"), "proposed"
)
FIRST_SCREEN_FRESH = figure(
    "FIRST_SCREEN_FRESH", minutes(30), _("minutes after the first questions, then signs are asked again"), "proposed"
)
DRINK_GAP = figure("DRINK_GAP", minutes(60), _("minutes between drinks at least"), "proposed")
DRINKS_A_DAY = figure("DRINKS_A_DAY", 8, _("portions at most"), "proposed")
DRINKS_ML_F = figure("DRINKS_ML_F", 1600, _("ml of drinks a day"), "27")
DRINKS_ML_M = figure("DRINKS_ML_M", 2000, _("ml of drinks a day"), "27")
DRINKS_ML_BREAST_FEEDING = figure("DRINKS_ML_BREAST_FEEDING", 700, _("ml of drinks a day more"), "27")
JOINT_WEEKS = figure("JOINT_WEEKS", 6, _("weeks after which a new hip or knee is no longer recent"), "103", "sourced")
DRINKS_ML_PREGNANT = figure("DRINKS_ML_PREGNANT", 300, _("ml of drinks a day more"), "27")

# Off track
FEVER_C = figure("FEVER_C", 38.0, _("degrees Celsius and more is a fever"), "1,43", "hard")
FEVER_F = figure("FEVER_F", FEVER_C * 9 / 5 + 32, _("the same in degrees Fahrenheit"), "1,43", "hard")
FEVER_GONE_APART = figure("FEVER_GONE_APART", timedelta(hours=12), _("hours between two low temperatures"), "proposed")
SELF_CARE_FROM = figure("SELF_CARE_FROM", timedelta(hours=48), _("hours after which not walking is a sign"), "proposed")
FALL_AGE = figure("FALL_AGE", 70, _("years above which a fall can break a bone"), "34,46", "sourced")
STEROID_MONTHS = figure("STEROID_MONTHS", 3, _("months of steroid tablets that can thin bones"), "34", "sourced")
FIRST_PAIN_AGE = figure("FIRST_PAIN_AGE", 55, _("years from which a first back pain is told to a doctor"), "38")
OFF_TRACK_FIRST = figure("OFF_TRACK_FIRST", timedelta(hours=72), _("hours since onset"), "45")
OFF_TRACK_PAIN = figure("OFF_TRACK_PAIN", 5, _("pain of 10 from which little ease by then is told"), "proposed")
OFF_TRACK_14 = figure("OFF_TRACK_14", timedelta(days=14), _("days"), "23,24")
OFF_TRACK_28 = figure("OFF_TRACK_28", timedelta(days=28), _("days"), "39")
OFF_TRACK_42 = figure("OFF_TRACK_42", timedelta(days=42), _("days"), "24,10")
OFF_TRACK_84 = figure("OFF_TRACK_84", timedelta(days=84), _("days"), "56")
FLARE_LASTS = figure("FLARE_LASTS", timedelta(hours=24), _("hours; most flares are shorter"), "135")
MEANINGFUL_SHARE = figure("MEANINGFUL_SHARE", 0.3, _("of the first pain"), "51")
WORSE_DAYS = figure("WORSE_DAYS", 3, _("plan days running of more pain"), "2")
SOON_WITHIN = figure("SOON_WITHIN", timedelta(hours=48), _("hours, for D1 to D4 and D8"), "3")
WEEK_WITHIN = figure("WEEK_WITHIN", timedelta(days=7), _("days, for the other D; D9 has no date"), "proposed")
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
US_PARACETAMOL_MG = figure("US_PARACETAMOL_MG", 3000, _("mg of paracetamol in 24 hours, on US packs"), "148", "hard")
NHS_IBUPROFEN_TIMES = figure("NHS_IBUPROFEN_TIMES", 3, _("times of ibuprofen a day, says the NHS"), "65", "sourced")
NHS_IBUPROFEN_GAP = figure("NHS_IBUPROFEN_GAP", timedelta(hours=6), _("hours between, says the NHS"), "65", "sourced")
LIGHT_KG = figure("LIGHT_KG", 50, _("kg of weight; below it, ask before paracetamol"), "145", "sourced")
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
MEDICINE_STOP_DAY = figure("MEDICINE_STOP_DAY", 10, _("days of use, then ask before the next one"), "32", "hard")
HEART_ASPIRIN_MG = figure("HEART_ASPIRIN_MG", 162, _("mg of aspirin a day at most, taken for the heart"), "proposed")
HEAVY_ALCOHOL = figure("HEAVY_ALCOHOL", 3, _("alcoholic drinks a day are many"), "32", "sourced")
NSAID_AGE = figure("NSAID_AGE", 60, _("years from which to ask first"), "32", "sourced")
NSAID_NOT_FROM_WEEKS = figure("NSAID_NOT_FROM_WEEKS", 20, _("weeks pregnant and more: never"), "33", "hard")

# Getting about
FIRST_BREATHS = figure("FIRST_BREATHS", 3, _("slow breaths before the first move"), "proposed")
STAND_COUNT = figure("STAND_COUNT", 10, _("to count to before the first step"), "proposed")
SIT_FIRST = figure("SIT_FIRST", minutes(1), _("minute to sit before standing up"), "proposed")
SIT_DIZZY = figure("SIT_DIZZY", minutes(2), _("minutes to sit before standing up, when it may make dizzy"), "proposed")
SIT_AFTER_FLOOR = figure("SIT_AFTER_FLOOR", minutes(5), _("minutes to sit after getting up from the floor"), "proposed")
MOVE_SETTLES = figure("MOVE_SETTLES", minutes(5), _("minutes of rest in which a pain settles after a move"), "proposed")
STOP_REST = figure("STOP_REST", 10, _("minutes to rest after a try at least"), "proposed")
TRY_AGAIN = figure("TRY_AGAIN", 15, _("minutes until the next try"), "proposed")
TRIES = figure("TRIES", 3, _("tries to get up are enough"), "proposed")
TRIES_WITHIN = figure("TRIES_WITHIN", minutes(30), _("minutes in which these tries are"), "proposed")
FLOOR_LONGEST = figure("FLOOR_LONGEST", minutes(60), _("minutes on the floor, then call"), "105,proposed")
FLOOR_SHIFT = figure("FLOOR_SHIFT", minutes(30), _("minutes in one place on the floor at most"), "104")
PILL_WORKS = figure("PILL_WORKS", minutes(30), _("minutes until a pill such as ibuprofen works"), "145,156", "sourced")
WHERE_FRESH = figure(
    "WHERE_FRESH", timedelta(hours=24), _("hours for which an answer counts: where you are, if you walk"), "proposed"
)
GUIDES_SHOWN = figure("GUIDES_SHOWN", 3, _("guides shown on Today at most"), "proposed")
GUIDE_NIGHT = figure(
    "GUIDE_NIGHT", minutes(90), _("minutes before bedtime from which the guides are those for the night"), "proposed"
)
GUIDE_EVENING = figure(
    "GUIDE_EVENING", timedelta(hours=5), _("hours before bedtime from which a bad night is thought of"), "proposed"
)
WASH_MINUTES = figure("WASH_MINUTES", minutes(5), _("minutes of a wash or shower"), "proposed")
NO_POO_DAYS = figure("NO_POO_DAYS", 3, _("days without a poo, then ask"), "proposed")
NIGHT_WALK = figure("NIGHT_WALK", minutes(2), _("minutes on the feet when awake long"), "proposed")

# Life in the first days
CARDS_A_DAY = figure("CARDS_A_DAY", 2, _("new cards a day at most"), "proposed")
SIT_A_DAY = figure("SIT_A_DAY", 6, _("hours of sitting a day that went with flare-ups"), "136", "sourced")
SICK_DAYS_GB = figure("SICK_DAYS_GB", 7, _("days ill without a note in Great Britain"), "123", "sourced")
SICK_DAYS_DE = figure("SICK_DAYS_DE", 3, _("days ill without a note in Germany"), "123", "sourced")
DRIVE_LEAST = figure("DRIVE_LEAST", 30, _("minutes of driving between stops at least"), "proposed")
DRIVE_MOST = figure("DRIVE_MOST", 45, _("minutes of driving between stops at most"), "proposed")
LIFT_FIRST_KG = figure("LIFT_FIRST_KG", 2, _("kg to lift at most in the first days"), "proposed")
LIFT_HOURLY_KG = figure("LIFT_HOURLY_KG", 5, _("kg to lift at most with a walk every hour"), "proposed")
LIFT_LONGER_KG = figure("LIFT_LONGER_KG", 10, _("kg to lift at most with longer walks"), "proposed")
LIFT_STEP_LEAST = figure("LIFT_STEP_LEAST", 2, _("kg more every second good day at least"), "proposed")
LIFT_STEP_MOST = figure("LIFT_STEP_MOST", 5, _("kg more every second good day at most"), "proposed")
TRAVEL_LONG = figure("TRAVEL_LONG", 3, _("hours of a trip that is long"), "155,proposed")
SERIOUS_OF = figure("SERIOUS_OF", 1172, _("people with new back pain in a study"), "34", "sourced")
HOME_PEOPLE = figure("HOME_PEOPLE", 366, _("people at home in a study"), "130", "sourced")
HOME_DAYS = figure("HOME_DAYS", 5, _("days until half of them were over it"), "130", "sourced")
CLINIC_SOON = figure("CLINIC_SOON", 36, _("of 100 people of clinics were well by week two"), "57", "sourced")
CLINIC_LATE = figure("CLINIC_LATE", 70, _("of 100 people of clinics were well by week twelve"), "57", "sourced")
FLARES_LEAST = figure("FLARES_LEAST", 3, _("flare-ups in six weeks at least, for most"), "135", "sourced")
FLARES_MOST = figure("FLARES_MOST", 4, _("flare-ups in six weeks at most, for most"), "135", "sourced")
FLARE_HOURS = figure("FLARE_HOURS", 4, _("hours that half of the flare-ups last at most"), "135", "sourced")
DISCS_YOUNG_AGE = figure("DISCS_YOUNG_AGE", 20, _("years of the younger people of a review"), "126", "sourced")
DISCS_YOUNG = figure("DISCS_YOUNG", 37, _("of 100 of them have a worn disc and no pain"), "126", "sourced")
DISCS_OLD_AGE = figure("DISCS_OLD_AGE", 80, _("years of the older people of that review"), "126", "sourced")
DISCS_OLD = figure("DISCS_OLD", 96, _("of 100 of them have a worn disc and no pain"), "126", "sourced")
