"""The walking ladder: what each walk and each morning does to it, and why."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from recovery.plan import figures
from tests.plan.cases import (
    START,
    Raw,
    about,
    after,
    check_in,
    days_of,
    entry,
    items,
    notice,
    on,
    onset,
    plan,
    plan_of,
    step,
    walk,
    walks,
)

# On W2 since Day 2 (moderate), with an ordinary second day behind: pain 4, three easy walks.
BASE = days_of([4, 4], [0, 3])
MORNING = on(3, "07:10")


def third_day(*more: Raw, pain: int = 4, now: datetime = MORNING) -> str:
    return step(plan(now, *BASE, check_in(on(3, "07:05"), pain), *more))


# --- the first stage


@pytest.mark.parametrize(
    ("pain", "expected"),
    [
        (3, ["W2 start first_day", "W2 hold too_few_walks", "W2 hold no_log", "W2 hold no_log"]),
        (4, ["W1 start first_day", "W2 advance rest_done", "W2 hold no_log", "W2 hold no_log"]),
        (7, ["W1 start first_day", "W1 hold rest_first", "W2 advance rest_done", "W2 hold no_log"]),
        (None, ["W1 start first_day", "W2 advance rest_done", "W2 hold no_log", "W2 hold no_log"]),
    ],
)
def test_rest_ends_by_itself_and_nothing_more_comes_without_logs(pain: int | None, expected: list[str]) -> None:
    journal = [check_in(START, pain)]
    assert [step(plan(on(day, "10:00"), *journal)) for day in (1, 2, 3, 4)] == expected


def test_day_zero_is_rest_even_when_mild_and_does_not_count_as_a_day_of_rest() -> None:
    began = on(1, "20:00")
    journal = [about(began), onset(began), check_in(began, 2)]
    assert step(plan_of(journal, on(1, "20:30"))) == "W1 start first_day"
    assert step(plan_of(journal, on(2, "07:00"))) == "W2 advance rest_done"
    moderate = [about(began), onset(began), check_in(began, 5)]
    assert [step(plan_of(moderate, on(day, "07:00"))) for day in (2, 3)] == [
        "W1 hold rest_first",
        "W2 advance rest_done",
    ]


@pytest.mark.parametrize(
    ("seconds", "expected"), [(48 * 3600 - 1, "W1 hold rest_first"), (48 * 3600, "W2 floor rest_limit")]
)
def test_nobody_rests_mainly_for_longer_than_48_hours(seconds: int, expected: str) -> None:
    began = on(1, "20:00")
    journal = [about(began), onset(began), check_in(began, 9)]
    assert step(plan_of(journal, began + timedelta(seconds=seconds))) == expected


def test_a_good_first_day_ends_rest_early_even_when_severe() -> None:
    journal = [check_in(START, 8), *walks(1, 3, 8), check_in(on(2, "07:05"), 8)]
    walking = plan(on(2, "07:10"), *journal).day.walking
    assert walking is not None
    assert (walking.stage, walking.decision, walking.because.code) == ("W2", "advance", "good_day")
    assert walking.because.inputs == {"walks": 3}
    assert step(plan(on(2, "07:10"), check_in(START, 8), *walks(1, 2, 8), journal[-1])) == "W1 hold rest_first"


def test_a_bad_walk_in_rest_still_leaves_a_minute_on_the_feet() -> None:
    eased = plan(on(1, "12:00"), check_in(START, 8), walk(on(1, "10:00"), 4, 8)).day.walking
    assert eased is not None
    assert (eased.stage, eased.decision, eased.walks, eased.minutes, eased.gap_minutes) == ("W1", "ease", 3, 1, 240)


# --- advance and hold

NO_ADVANCE: list[tuple[list[Raw], str]] = [
    (days_of([4, 4, 4], [0, 3]), "W3a advance good_day"),
    (days_of([4, 4, 3], [0, 3]), "W3a advance good_day"),
    (days_of([4, 4, 4], [0, 2]), "W2 hold too_few_walks"),
    (days_of([4, 4, 5], [0, 3]), "W2 hold morning_pain"),
    ([*days_of([4, None, 4]), *walks(2, 3, 4)], "W3a advance good_day"),
    ([*days_of([4, 4, 4]), walk(on(2, "10:00"), 4, 6), *walks(2, 3)], "W2 hold pain_rose"),
    ([*days_of([4, 4, 4]), walk(on(2, "08:00"), 3, 4), *walks(2, 3)], "W2 hold pain_rose"),
    ([*days_of([4, 4, 4]), walk(on(2, "08:00"), 4, 5), *walks(2, 3)], "W3a advance good_day"),
    ([*days_of([4, 4, 4]), walk(on(2, "08:00"), 6, 7), *walks(2, 3)], "W3a advance good_day"),
    ([*days_of([4, 4, 4]), walk(on(2, "08:00"), 1, 3), *walks(2, 3)], "W2 hold pain_rose"),
    ([*days_of([4, 4, 4]), *[walk(on(2, f"{hour}:00"), None, 3) for hour in (10, 11, 12)]], "W3a advance good_day"),
    ([*days_of([4, 4, 4]), *[walk(on(2, f"{hour}:00"), 4, None) for hour in (10, 11, 12)]], "W2 hold too_few_walks"),
    ([*days_of([4, 4, 4], [0, 3]), check_in(on(2, "20:00"), leg="tingling")], "W2 hold leg_symptom"),
    ([*days_of([4, 4, 4], [0, 3]), check_in(on(2, "20:00"), leg="same")], "W3a advance good_day"),
    ([*days_of([4, 4, 4], [0, 3]), check_in(on(2, "20:00"), flags=["S2"])], "W2 hold flag_open"),
    ([*days_of([4, 4, 4], [0, 3]), check_in(on(2, "20:00"), flags=["D1"])], "W3a advance good_day"),
    ([*days_of([4, 4, 4], [0, 3]), check_in(on(2, "20:00"), 3), check_in(on(2, "20:30"), 5)], "W2 hold which_pain"),
    ([*days_of([4, 4, 4], [0, 3]), check_in(on(2, "20:00"), 3), check_in(on(2, "21:01"), 5)], "W3a advance good_day"),
]


@pytest.mark.parametrize(("journal", "expected"), NO_ADVANCE)
def test_one_stage_up_after_a_good_day_and_only_then(journal: list[Raw], expected: str) -> None:
    assert step(plan(MORNING, *journal)) == expected


def test_a_flag_checked_this_morning_gives_the_advance_back() -> None:
    journal = [
        *days_of([4, 4, 4], [0, 3]),
        check_in(on(3, "07:30"), flags=["S2"]),
        entry("cleared", on(3, "08:00"), because="professional"),
        check_in(on(3, "08:30"), screened=True, flags=[]),
    ]
    moments = [plan(on(3, clock), *journal) for clock in ("07:29", "07:30", "08:29", "08:30")]
    expected = ["W3a advance good_day", "W2 hold flag_open", "W2 hold flag_open", "W3a advance good_day"]
    assert [step(shown) for shown in moments] == expected


def test_before_this_mornings_pain_is_told_the_last_two_mornings_count() -> None:
    journal = days_of([4, 3], [0, 3])
    assert step(plan(on(3, "07:01"), *journal)) == "W3a advance good_day"
    worse = days_of([4, 5], [0, 3])
    assert step(plan(on(3, "07:01"), *worse)) == "W2 hold morning_pain"
    assert step(plan(on(2, "07:01"), check_in(START, 3), *walks(1, 4))) == "W2 hold no_morning_pain"


def test_after_a_step_back_one_full_good_day_comes_before_the_next_advance() -> None:
    hurt = [walk(on(3, "08:00"), 4, 7), walk(on(3, "08:30"), 4, 7)]
    journal = [*days_of([4, 4, 4, 4, 4], [0, 3, 0, 3]), *hurt, *walks(3, 8)]
    assert step(plan(on(3, "21:00"), *journal)) == "W2 step_back two_walks_hurt"
    assert step(plan(on(4, "08:00"), *journal)).startswith("W2 hold")
    assert step(plan(on(5, "08:00"), *journal)) == "W3a advance good_day"


def test_a_new_stage_asks_for_a_whole_day_on_it() -> None:
    journal = [check_in(on(2, "07:05"), 4), *days_of([4]), *walks(3, 4), check_in(on(3, "07:05"), 4)]
    moved = [walk(on(3, "08:00"), 4, 4, finished=False), walk(on(3, "08:40"), 4, 4, finished=False)]
    shown = plan(on(4, "08:00"), *BASE, *journal, *moved, check_in(on(4, "07:05"), 4))
    assert step(shown) == "W2 hold new_stage"


def test_who_walked_ten_minutes_may_leave_out_the_half_hourly_walks() -> None:
    journal = days_of([4, 4, 4, 4], [0, 3, 8])
    assert step(plan(on(4, "07:10"), *journal)) == "W3b advance good_day"
    longer = [*journal, walk(on(3, "20:00"), 4, 4, minutes=10)]
    assert step(plan(on(4, "07:10"), *longer)) == "W4 advance good_day"


def test_longer_walks_grow_by_three_minutes_a_good_day_up_to_thirty() -> None:
    journal = days_of([3] * 14, [3, 8, 10] + [3] * 11)
    minutes = [plan(on(day, "07:10"), *journal).day.walking for day in (4, 5, 6, 12, 13, 14)]
    assert [(each.walks, each.minutes) for each in minutes if each] == [
        (3, 10),
        (3, 13),
        (3, 16),
        (3, 30),
        (3, 30),
        (3, 30),
    ]


# --- ease and step back, at once

AT_ONCE: list[tuple[list[Raw], str]] = [
    ([walk(on(3, "08:00"), 4, 6)], "W3a hold pain_rose"),
    ([walk(on(3, "08:00"), 4, 7)], "W3a ease pain_rose"),
    ([walk(on(3, "08:00"), 5, 8, pain_hour_later=7)], "W3a ease pain_rose"),
    ([walk(on(3, "08:00"), 5, 8, pain_hour_later=8)], "W2 step_back pain_stayed"),
    ([walk(on(3, "08:00"), 5, None, pain_hour_later=8)], "W2 step_back pain_stayed"),
    ([walk(on(3, "08:00"), 5, 8), check_in(on(3, "09:04"), 8)], "W2 step_back pain_stayed"),
    ([walk(on(3, "08:00"), 5, 8), check_in(on(3, "09:03"), 8)], "W3a ease pain_rose"),
    ([walk(on(3, "08:00"), 5, 8), check_in(on(3, "09:04"), 7)], "W3a ease pain_rose"),
    ([walk(on(3, "08:00"), 4, 7), walk(on(3, "09:00"), 4, 7)], "W2 step_back two_walks_hurt"),
    ([walk(on(3, "08:00"), 4, 7), walk(on(3, "09:00"), 4, 4), walk(on(3, "10:00"), 4, 7)], "W3a ease pain_rose"),
    ([walk(on(3, "08:00"), 4, 4, finished=False)], "W3a advance good_day"),
    ([walk(on(3, f"{hour}:00"), 4, 4, finished=False) for hour in (8, 9)], "W2 step_back two_walks_unfinished"),
    ([entry("worse", on(3, "08:10"), item="walk")], "W3a ease made_it_worse"),
    ([entry("worse", on(3, f"08:{minute}"), item="walk") for minute in (10, 20)], "W2 step_back made_it_worse"),
    (
        [entry("worse", on(3, "08:10"), item="rest"), entry("worse", on(3, "08:20"), item="walk")],
        "W3a ease made_it_worse",
    ),
    ([entry("worse", on(3, "08:10"), item="cold")], "W3a advance good_day"),
]


@pytest.mark.parametrize(("more", "expected"), AT_ONCE)
def test_a_bad_walk_is_answered_at_once(more: list[Raw], expected: str) -> None:
    assert third_day(*more, now=on(3, "12:00")) == expected


REASONS: list[tuple[list[Raw], str, str, dict[str, Any]]] = [
    ([check_in(START, 8)], "07:10", "rest_done", {"days": 2}),
    (days_of([4, 4, 4], [0, 3]), "07:10", "good_day", {"walks": 3}),
    (days_of([4, 4, 4], [0, 2]), "07:10", "too_few_walks", {"walks": 2, "planned": 5}),
    (days_of([4, 4, 5], [0, 3]), "07:10", "morning_pain", {"pain": 5, "before": 4}),
    (days_of([4, 4, 6], [0, 3]), "07:10", "morning_pain", {"pain": 6, "before": 4}),
    (
        [*BASE, check_in(on(2, "20:00"), leg="tingling"), check_in(MORNING, 4)],
        "07:10",
        "leg_symptom",
        {"leg": "tingling"},
    ),
    (
        [*BASE, walk(on(2, "20:00"), 4, 6), check_in(MORNING, 4)],
        "07:10",
        "pain_rose",
        {"rise": 2, "before": 4, "after": 6},
    ),
    ([*BASE, walk(on(3, "08:00"), 5, 7)], "12:00", "pain_rose", {"rise": 2, "before": 5, "after": 7}),
    ([*BASE, walk(on(3, "08:00"), 5, 8)], "12:00", "pain_rose", {"rise": 3, "before": 5, "after": 8}),
    (
        [*BASE, walk(on(3, "10:00"), 5, 8, pain_hour_later=8)],
        "12:00",
        "pain_stayed",
        {"rise": 3, "before": 5, "after": 8},
    ),
    (
        [*BASE, walk(on(3, "08:00"), 5, 8), walk(on(3, "10:00"), 4, 8)],
        "12:00",
        "two_walks_hurt",
        {"rise": 4, "before": 4, "after": 8},
    ),
]


@pytest.mark.parametrize(("journal", "clock", "code", "inputs"), REASONS)
def test_each_reason_carries_what_caused_it(journal: list[Raw], clock: str, code: str, inputs: dict[str, Any]) -> None:
    walking = plan(on(3, clock), *journal).day.walking
    assert walking is not None
    assert (walking.because.code, walking.because.inputs) == (code, inputs)


def test_every_reason_without_numbers_says_so() -> None:
    shown = [
        plan(on(2, "07:01"), check_in(START, 8)),
        plan(on(3, "07:01"), check_in(START, 3)),
        plan(on(3, "12:00"), *BASE, entry("worse", on(3, "08:10"), item="walk")),
        plan(on(3, "12:00"), *BASE, *[walk(on(3, f"{hour}:00"), 4, 4, finished=False) for hour in (8, 9)]),
        plan(on(3, "12:00"), *BASE, check_in(on(3, "08:10"), 8, sudden=True)),
        plan(on(2, "07:01"), check_in(START, 3), *walks(1, 4)),
    ]
    assert [(each.day.walking.because.code, each.day.walking.because.inputs) for each in shown if each.day.walking] == [
        ("rest_first", {}),
        ("no_log", {}),
        ("made_it_worse", {}),
        ("two_walks_unfinished", {}),
        ("sudden_spasm", {}),
        ("no_morning_pain", {}),
    ]


def test_a_check_in_and_a_walk_at_one_instant_judge_the_morning_once() -> None:
    later = [*days_of([4, 4, 4], [0, 3]), *walks(3, 8, 4), check_in(on(4, "07:05"), 6), walk(on(4, "07:05"), 6, 6)]
    assert step(plan(on(4, "07:10"), *later)) == "W2 step_back morning_pain"


def test_the_ease_carries_its_numbers_and_its_dose() -> None:
    shown = plan(on(3, "12:00"), *BASE, check_in(on(3, "07:05"), 4), walk(on(3, "08:00"), 5, 8))
    walking = shown.day.walking
    assert walking is not None
    assert walking.because.inputs == {"rise": 3, "before": 5, "after": 8}
    assert (walking.walks, walking.minutes, walking.gap_minutes) == (7, 2, 120)


def test_ease_lasts_for_today() -> None:
    journal = [*BASE, check_in(on(3, "07:05"), 4), walk(on(3, "08:00"), 4, 7), check_in(on(4, "07:05"), 4)]
    assert step(plan(on(4, "08:00"), *journal)) == "W3a hold pain_rose"


def test_pain_further_down_the_leg_steps_back_once_a_day() -> None:
    journal = days_of([4, 4, 4, 4], [0, 3, 8])
    lower = [check_in(on(4, clock), leg="lower") for clock in ("08:10", "12:10")]
    assert step(plan(on(4, "09:00"), *journal, *lower)) == "W2 step_back leg_pain_lower"
    assert step(plan(on(4, "13:00"), *journal, *lower)) == "W2 step_back leg_pain_lower"
    assert notice(plan(on(4, "13:00"), *journal, *lower), "D5") is not None


@pytest.mark.parametrize(
    ("pain", "expected"), [(4, "W3a advance good_day"), (5, "W2 hold morning_pain"), (6, "W1 step_back morning_pain")]
)
def test_a_worse_morning_holds_or_steps_back(pain: int, expected: str) -> None:
    assert third_day(pain=pain) == expected


def test_of_two_morning_values_close_together_the_higher_counts() -> None:
    again = check_in(on(3, "07:30"), 6)
    assert third_day(again, now=on(3, "08:00")) == "W1 step_back morning_pain"
    assert third_day(check_in(on(3, "08:06"), 6), now=on(3, "08:30")) == "W3a advance good_day"


def test_a_worse_morning_told_with_the_first_walk_counts_as_well() -> None:
    assert step(plan(on(3, "08:30"), *BASE, walk(on(3, "08:00"), 6, 6))) == "W1 step_back morning_pain"


# --- floor and ceiling


def test_before_48_hours_a_step_back_may_end_in_rest_and_after_them_not() -> None:
    hurt = [walk(on(2, "10:00"), 4, 7), walk(on(2, "10:30"), 4, 7)]
    assert step(plan(on(2, "12:00"), *days_of([4, 4]), *hurt)) == "W1 step_back two_walks_hurt"
    assert step(plan(after(48), *days_of([4, 4]), *hurt)) == "W2 floor rest_limit"
    later = [walk(on(3, "10:00"), 4, 7), walk(on(3, "10:30"), 4, 7)]
    shown = plan(on(3, "12:00"), *days_of([4, 4, 4]), *later)
    assert step(shown) == "W2 floor two_walks_hurt"
    assert shown.day.walking is not None
    assert shown.day.walking.minutes == 2


def test_the_floor_stands_from_48_hours_on_to_the_second() -> None:
    journal = [*days_of([4, 4]), walk(on(2, "20:00"), 4, 7)]
    at_the_floor = plan(after(48), *journal, walk(after(48), 4, 7))
    assert step(at_the_floor) == "W2 floor two_walks_hurt"
    assert step(plan(after(48), *journal, walk(after(47.99), 4, 7))) == "W2 floor rest_limit"


def test_after_a_step_back_the_next_bad_walk_eases_first() -> None:
    hurt = [walk(on(3, clock), 4, 7) for clock in ("10:00", "10:30", "11:00")]
    journal = days_of([4, 4, 4], [0, 5])
    assert step(plan(on(3, "10:40"), *journal, *hurt)) == "W2 step_back two_walks_hurt"
    assert step(plan(on(3, "11:10"), *journal, *hurt)) == "W2 ease pain_rose"
    strained = [*hurt[:2], walk(on(3, "11:00"), 4, 6)]
    assert step(plan(on(3, "11:10"), *journal, *strained)) == "W2 step_back two_walks_hurt"


def test_two_steps_back_in_four_days_ask_for_a_doctor() -> None:
    hurt = [walk(on(3, clock), 4, 7) for clock in ("10:00", "10:30", "11:00", "11:30")]
    shown = plan(on(3, "12:00"), *days_of([4, 4, 4]), *hurt)
    told = notice(shown, "off_track_step_backs")
    assert told is not None
    assert told.level == "soon"
    assert notice(plan(on(6, "23:00"), *days_of([4, 4, 4]), *hurt), "off_track_step_backs") is not None
    assert notice(plan(on(7, "07:00"), *days_of([4, 4, 4]), *hurt), "off_track_step_backs") is None
    assert notice(plan(on(3, "10:40"), *days_of([4, 4, 4]), *hurt[:2]), "off_track_step_backs") is None


# --- sudden spasm and flare

CALM = days_of([3, 3, 3, 2, 2, 2, 2, 2], [3, 8, 10, 3, 3, 3, 3])  # W4 since Day 4


def test_a_new_severe_spasm_goes_back_to_rest_for_a_day_at_most() -> None:
    spasm = check_in(on(8, "10:00"), 8, sudden=True)
    assert step(plan(on(8, "10:00"), *CALM, spasm)) == "W1 step_back sudden_spasm"
    assert step(plan(on(9, "09:59"), *CALM, spasm)) == "W1 hold rest_first"
    assert step(plan(on(9, "10:00"), *CALM, spasm)) == "W2 floor rest_limit"


def test_how_bad_the_new_spasm_is_may_be_told_soon_after() -> None:
    spasm = check_in(on(8, "10:00"), sudden=True)
    assert step(plan(on(8, "10:05"), *CALM, spasm)) == "W2 step_back sudden_spasm"
    assert step(plan(on(8, "10:50"), *CALM, spasm, check_in(on(8, "10:40"), 8))) == "W1 step_back sudden_spasm"


def test_a_new_spasm_is_never_a_step_up() -> None:
    spasm = check_in(after(5), 5, sudden=True)
    assert step(plan(after(5), check_in(START, 5), spasm)) == "W1 step_back sudden_spasm"
    assert plan(after(5), check_in(START, 5), spasm).heat_from == after(77)


@pytest.mark.parametrize(
    ("pain", "expected"),
    [(3, "W4 hold morning_pain"), (4, "withheld"), (7, "withheld")],
)
def test_a_flare_on_the_top_stages_asks_for_a_full_screen_first(pain: int, expected: str) -> None:
    journal = [each for each in CALM if each["at"] < on(8, "00:00")]
    shown = plan(on(8, "07:10"), *journal, check_in(on(8, "07:05"), pain))
    assert step(shown) == expected
    assert (shown.gate and shown.gate.asks) == (None if pain == 3 else ("screen", "sudden"))


@pytest.mark.parametrize(("pain", "stage"), [(4, "W3b"), (7, "W3a")])
def test_a_gradual_flare_steps_back_one_or_two_stages_and_keeps_the_warmth(pain: int, stage: str) -> None:
    flare = check_in(on(8, "20:00"), pain, screened=True, sudden=False)
    shown = plan(on(8, "20:10"), *CALM, flare)
    assert (shown.gate, step(shown)) == (None, f"{stage} step_back flare")
    assert (shown.phase, shown.heat_from) == ("heat", after(72))


def test_after_recovery_any_pain_from_four_on_is_a_flare_however_slowly_it_came() -> None:
    well = days_of([3, 3, 3, 1, 1, 1, 2, 3], [3, 8, 10, 3, 3])
    assert step(plan(on(8, "08:00"), *well)) == "W5 hold keep_well"
    shown = plan(on(8, "20:10"), *well, check_in(on(8, "20:00"), 4))
    assert shown.gate is not None
    assert (shown.gate.because.code, shown.phase) == ("flare", "heat")


def test_a_flare_told_with_a_walk_asks_as_well() -> None:
    shown = plan(on(8, "20:10"), *CALM, walk(on(8, "20:00"), 5, 5))
    assert shown.gate is not None
    assert (shown.gate.because.code, shown.gate.since) == ("flare", on(8, "20:00"))
    answered = check_in(on(8, "20:05"), screened=True, sudden=False)
    assert step(plan(on(8, "20:10"), *CALM, walk(on(8, "20:00"), 5, 5), answered)) == "W3b step_back flare"


def test_a_flare_carries_its_pain_and_ends_recovery() -> None:
    well = days_of([3, 3, 3, *[1] * 9], [3, 8, 10, 3])
    flare = check_in(on(13, "08:00"), 5, screened=True, sudden=False)
    calm = [check_in(on(day, "07:05"), 1) for day in range(14, 21)]
    shown = plan(on(13, "08:05"), *well, flare)
    assert shown.day.walking is not None
    assert (shown.day.walking.stage, shown.day.walking.because.inputs) == ("W4", {"pain": 5})
    assert shown.day.walking.minutes == 10
    told = [card for day in (15, 20, 21) for card in plan(on(day, "08:00"), *well, flare, *calm).cards]
    assert [str(card.lines[0]) for card in told if card.kind == "recovered" and card.shown] == [
        "Pain 1 or less, and back to normal things.",
        "Pain 1 or less, and back to normal things.",
        "Pain 1 or less for 7 days in a row. You need no plan now.",
    ]


# --- recovery


def test_recovery_is_provisional_after_a_calm_day_and_confirmed_after_seven() -> None:
    journal = days_of([3, 3, 3, 1] + [1] * 8, [3, 8, 10, 3])
    told = [plan(on(day, "07:10"), *journal) for day in (4, 5, 10, 11)]
    assert [shown.phase for shown in told] == ["transition", "keep_well", "keep_well", "keep_well"]
    words = [str(card.lines[0]) for shown in told for card in shown.cards if card.kind == "recovered" and card.shown]
    assert words[0] == words[1] == "Pain 1 or less, and back to normal things."
    assert words[2] == "Pain 1 or less for 7 days in a row. You need no plan now."


def test_normal_activities_and_no_pain_count_as_recovered_on_any_stage() -> None:
    journal = [check_in(START, 3), check_in(on(2, "07:05"), 1, limits=False), check_in(on(3, "07:05"), 1)]
    assert step(plan(on(3, "07:10"), *journal)) == "W5 advance recovered"
    limited = [*journal, check_in(on(2, "20:00"), 1, limits=True)]
    assert step(plan(on(3, "07:10"), *limited)) == "W2 hold too_few_walks"


def well(days: int, walked: Iterable[int], *more: Raw) -> list[Raw]:
    """Well on Day 3, told each morning, with an easy walk of 10 minutes on each of these days."""
    journal = days_of([1] * days, [0])
    journal[1]["limits"] = False
    return [*journal, *(walk(on(day, "10:00"), 1, 1, minutes=10) for day in walked), *more]


def kept(day: int, journal: list[Raw]) -> tuple[int, int, str]:
    walking = plan(on(day, "07:10"), *journal).day.walking
    assert walking is not None
    assert walking.stage == "W5"
    return walking.walks, walking.minutes, walking.because.code


@pytest.mark.parametrize(
    ("walked", "more", "expected"),
    [
        ([3, 4, 5, 6], [], (1, 12, "good_week")),
        ([3, 4, 5], [], (1, 10, "quiet_week")),
        ([], [], (1, 10, "quiet_week")),
        ([3, 4, 5, 6], [walk(on(7, "10:00"), 1, 4)], (1, 10, "week_hurt")),
        ([3, 3, 3, 3], [], (1, 10, "quiet_week")),
    ],
)
def test_once_well_each_week_answers_the_one_before(
    walked: list[int], more: list[Raw], expected: tuple[int, int, str]
) -> None:
    journal = well(16, walked, *more)
    assert kept(3, journal) == (1, 10, "recovered")
    assert kept(4, journal)[1:] == (10, "keep_well")
    assert kept(10, journal) == expected
    assert kept(16, journal)[1] == expected[1]


def test_walks_grow_by_two_minutes_a_week_up_to_thirty_and_a_bad_week_takes_two_back() -> None:
    journal = well(110, range(3, 100))
    assert [kept(day, journal)[1] for day in (10, 17, 73, 80, 101)] == [12, 14, 30, 30, 30]
    assert kept(108, [*journal, walk(on(102, "11:00"), 1, 4)])[1] == 28


def test_five_days_of_walks_in_a_week_are_enough() -> None:
    journal = well(16, [3, 4, 5, 6, 7])
    assert [kept(day, journal)[0] for day in (7, 8, 9, 10)] == [1, 0, 0, 1]
    assert items(plan(on(8, "07:10"), *journal), "walk") == []


def test_a_stretch_a_day_goes_on_once_well() -> None:
    shown = plan(on(8, "07:10"), *well(9, []))
    assert len(items(shown, "stretch")) == figures.W5_STRETCHES
    assert {item.kind for item in shown.day.items} == {"stretch", "walk", "check_in"}
    assert shown.reminders == ()


# --- silence

QUIET = days_of([4, 4], [0, 3])


@pytest.mark.parametrize(
    ("day", "nudged", "asked"),
    [(3, False, False), (4, False, False), (5, True, False), (6, True, False), (7, False, True), (9, False, True)],
)
def test_two_missed_days_nudge_and_four_ask(day: int, nudged: bool, asked: bool) -> None:
    shown = plan(on(day, "12:00"), *QUIET)
    assert (notice(shown, "missed_days") is not None) == nudged
    assert (shown.gate is not None) == asked
    if shown.gate:
        assert (shown.gate.level, shown.gate.asks) == ("ask_first", ("pain", "longest_walk", "screen"))
        assert (shown.gate.because.code, shown.gate.because.inputs, shown.gate.flags) == ("silence", {}, ())
        assert shown.gate.closed is False
        assert (shown.day.walking, [item for item in shown.day.items if item.kind == "walk"]) == (None, [])


@pytest.mark.parametrize(("minutes", "stage"), [(0, "W2"), (2, "W2"), (3, "W3a"), (9, "W3a"), (10, "W4"), (40, "W4")])
def test_after_a_silence_three_answers_set_the_stage(minutes: int, stage: str) -> None:
    answers: list[dict[str, Any]] = [{"pain": 4}, {"longest_walk": minutes}, {"screened": True}]
    told = [check_in(on(7, f"09:0{place}"), **fields) for place, fields in enumerate(answers)]
    left = [found and found.asks for found in (plan(each["at"], *QUIET, *told).gate for each in told)]
    assert left == [("longest_walk", "screen"), ("screen",), None]
    begun = plan(on(7, "09:00"), *QUIET, *told).gate
    assert begun is not None
    assert begun.because.code == "silence"
    shown = plan(on(7, "09:10"), *QUIET, *told)
    assert step(shown) == f"{stage} start after_silence"
    assert shown.day.walking is not None
    assert shown.day.walking.because.inputs == {"minutes": minutes}


def back(day: int, **fields: Any) -> Raw:
    return check_in(on(day, "09:00"), **{"pain": 4, "longest_walk": 12, "screened": True} | fields)


def test_all_answers_may_come_at_once_and_then_days_count_from_there() -> None:
    assert step(plan(on(7, "09:00"), *QUIET, back(7))) == "W4 start after_silence"
    assert step(plan(on(8, "08:00"), *QUIET, back(7), check_in(on(8, "07:05"), 4))) == "W4 hold too_few_walks"
    # a pain far above the last one known is no step back: the answers have just set the stage
    assert step(plan(on(7, "09:00"), *QUIET, back(7, pain=7))) == "W4 start after_silence"


def test_with_an_open_flag_the_answers_never_lead_up() -> None:
    shown = plan(on(7, "09:00"), *QUIET, back(7, flags=["S2"]))
    assert (shown.gate and shown.gate.level, step(shown)) == ("today", "W3a start after_silence")
    assert step(plan(on(7, "09:00"), *QUIET, back(7, flags=["D2"]))) == "W4 start after_silence"


@pytest.mark.parametrize(("minutes", "expected"), [(10, "W5 start after_silence"), (9, "W3a start after_silence")])
def test_who_was_well_before_the_silence_stays_well_if_the_walk_says_so(minutes: int, expected: str) -> None:
    well = days_of([3, 3, 3, 1, 1], [3, 8, 10, 3])
    shown = plan(on(12, "09:00"), *well, back(12, pain=1, longest_walk=minutes))
    assert (shown.phase == "keep_well", step(shown)) == (minutes == 10, expected)


def test_a_confirmed_recovery_is_not_asked_after_silence() -> None:
    journal = days_of([3, 3, 3] + [1] * 8, [3, 8, 10, 3])
    assert plan(on(40, "12:00"), *journal).gate is None


def test_somebody_who_comes_late_is_not_asked_why() -> None:
    late = on(9, "12:00")
    shown = plan_of([about(late), onset(START, at=late), check_in(late, 4)], late)
    assert (shown.gate, step(shown)) == (None, "W2 hold just_met")


# --- after an emergency


def test_after_a_checked_emergency_it_starts_again_at_short_walks_or_lower() -> None:
    flags = check_in(on(8, "09:00"), flags=["E1"])
    checked = entry("cleared", on(8, "11:00"), because="professional")
    screen = check_in(on(8, "12:00"), screened=True, flags=[])
    shown = plan(on(8, "12:00"), *CALM, flags, checked, screen)
    assert (shown.gate, step(shown)) == (None, "W2 step_back after_check")


# --- the doses


@pytest.mark.parametrize(
    ("pain", "journal", "day", "dose"),
    [
        (5, [], 1, (6, 2, 120)),
        (8, [], 2, (7, 1, 120)),
        (2, [], 1, (6, 5, 60)),
        (5, [], 2, (5, 4, 60)),
    ],
)
def test_how_often_and_how_long(pain: int, journal: list[Raw], day: int, dose: tuple[int, int, int]) -> None:
    walking = plan(on(day, "10:00"), check_in(START, pain), *journal).day.walking
    assert walking is not None
    assert (walking.walks, walking.minutes, walking.gap_minutes) == dose


def test_a_night_without_waking_hours_left_asks_for_no_more_than_one() -> None:
    began = datetime(2026, 12, 7, 23, 10, tzinfo=UTC)
    walking = plan_of([about(began), onset(began)], began).day.walking
    assert walking is not None
    assert walking.walks == 1


def test_easing_lengthens_the_gaps_and_still_leaves_walks_for_the_day() -> None:
    eased = plan(on(2, "09:00"), *days_of([5, 5]), walk(on(2, "08:30"), 4, 7)).day.walking
    assert eased
    assert (eased.walks, eased.minutes, eased.gap_minutes) == (5, 2, 120)


def test_recovery_asks_no_questions_about_a_silence_before_it() -> None:
    quiet = [check_in(on(day, "08:00"), 1, limits=False, flags=[], screened=True) for day in (9, 10)]
    assert plan(on(10, "09:00"), check_in(on(1, "09:05"), 5), *quiet).gate is None
