"""What each morning decides: the first stage, the end of rest, one stage up, longer walks."""

from datetime import datetime, timedelta

import pytest

from tests.plan.cases import START, about, check_in, days_of, on, onset, plan, plan_of, step, walk, walks
from tests.plan.ladder.journals import BASE, MORNING, climb, third_day, walking

# --- the first stage, and the end of rest


@pytest.mark.parametrize(
    ("pain", "expected"),
    [
        (3, ["W2 start first_day", "W2 hold too_few_walks", "W2 hold no_log", "W2 hold no_log"]),
        (4, ["W1 start first_day", "W2 advance rest_done", "W2 hold no_log", "W2 hold no_log"]),
        (7, ["W1 start first_day", "W1 hold rest_first", "W2 advance rest_done", "W2 hold no_log"]),
        (None, ["W1 start first_day", "W2 advance rest_done", "W2 hold no_log", "W2 hold no_log"]),
    ],
)
def test_wake_ends_rest_by_itself_and_advances_no_further_without_logs(pain: int | None, expected: list[str]) -> None:
    journal = [check_in(START, pain)]
    assert [step(plan(on(day, "10:00"), *journal)) for day in (1, 2, 3, 4)] == expected


def test_wake_rests_on_day_zero_even_when_mild_and_counts_it_as_no_day_of_rest() -> None:
    began = on(1, "20:00")
    journal = [about(began), onset(began), check_in(began, 2)]
    assert step(plan_of(journal, on(1, "20:30"))) == "W1 start first_day"
    assert step(plan_of(journal, on(2, "07:00"))) == "W2 start rest_done"
    moderate = [about(began), onset(began), check_in(began, 5)]
    assert [step(plan_of(moderate, on(day, "07:00"))) for day in (2, 3)] == [
        "W1 start rest_first",
        "W2 advance rest_done",
    ]


def test_wake_ends_rest_after_a_good_day_even_when_severe() -> None:
    journal = [check_in(START, 8), *walks(1, 3, 8), check_in(on(2, "07:05"), 8)]
    found = walking(on(2, "07:10"), *journal)
    assert (found.stage, found.decision, found.because.code) == ("W2", "advance", "good_day")
    assert found.because.inputs == {"walks": 3}
    assert step(plan(on(2, "07:10"), check_in(START, 8), *walks(1, 1, 8), journal[-1])) == "W1 hold rest_first"


def test_wake_says_how_many_days_of_rest_are_over() -> None:
    assert walking(MORNING, check_in(START, 8)).because.inputs == {"days": 2}
    assert walking(on(2, "07:10"), check_in(START, 5)).because.inputs == {"days": 1}


def test_wake_counts_rest_anew_after_a_new_spasm() -> None:
    calm, spasm = days_of([4, 4, 4], [0, 3, 8]), check_in(on(3, "20:00"), 8, sudden=True, screened=True)
    assert step(plan(on(4, "07:10"), *calm, spasm)) == "W1 hold rest_first"
    assert step(plan(on(4, "20:00"), *calm, spasm)) == "W2 floor rest_limit"


# --- one stage up


def test_wake_advances_one_stage_after_a_good_day() -> None:
    journal = days_of([4] * 6, [0, 3, 8, 10, 3])
    stages = [step(plan(on(day, "07:10"), *journal)) for day in (3, 4, 5, 6)]
    assert stages == ["W3a advance good_day", "W3b advance good_day", "W4 advance good_day", "W4 advance longer_walks"]
    assert walking(MORNING, *journal).because.inputs == {"walks": 3}


def test_wake_after_a_step_back_wants_one_full_good_day_before_the_next_advance() -> None:
    hurt = [walk(on(3, "08:00"), 4, 7), walk(on(3, "08:30"), 4, 7)]
    journal = [*days_of([4, 4, 4, 4, 4], [0, 3, 0, 3]), *hurt, *walks(3, 8)]
    assert step(plan(on(3, "21:00"), *journal)) == "W2 step_back two_walks_hurt"
    assert step(plan(on(4, "08:00"), *journal)).startswith("W2 hold")
    assert step(plan(on(5, "08:00"), *journal)) == "W3a advance good_day"


@pytest.mark.parametrize(("minutes", "stage"), [(9, "W3b"), (10, "W4"), (30, "W4")])
def test_wake_after_a_walk_of_ten_minutes_leaves_out_the_half_hourly_walks(minutes: int, stage: str) -> None:
    journal = [*days_of([4, 4, 4, 4], [0, 3, 8]), walk(on(3, "20:00"), 4, 4, minutes=minutes)]
    assert step(plan(on(4, "07:10"), *journal)) == f"{stage} advance good_day"


def test_wake_makes_longer_walks_three_minutes_longer_up_to_thirty() -> None:
    journal = days_of([3] * 14, [3, 8, 10] + [3] * 11)
    found = [walking(on(day, "07:10"), *journal) for day in (4, 5, 6, 12, 13, 14)]
    assert [(each.walks, each.minutes) for each in found] == [(3, 10), (3, 13), (3, 16), (3, 30), (3, 30), (3, 30)]
    assert [each.decision for each in found] == ["advance"] * 3 + ["hold"] * 3
    assert {each.because.code for each in found[3:]} == {"good_day"}


@pytest.mark.parametrize(
    ("mornings", "clock", "expected"),
    [
        ([6, 6, 6, 6, 6, 6], "07:05", ("W4", 3, 13, "advance", "longer_walks")),
        ([6, 6, 6, 6, 6, 7], "07:05", ("W3a", 15, 3, "ease", "severe_morning")),
        ([6, 6, 6, 6, 7], "07:05", ("W3a", 15, 3, "ease", "severe_morning")),
        ([6, 6, 6, 7], "07:05", ("W3a", 15, 3, "hold", "severe_morning")),
        # until the next morning is told, the last one counts
        ([6, 6, 6, 6, 7, 6], "07:04", ("W3a", 15, 3, "ease", "severe_morning")),
        ([6, 6, 6, 6, 7, 6], "07:05", ("W4", 3, 10, "advance", "good_day")),
    ],
)
def test_wake_on_a_severe_morning_walks_every_hour_at_most(
    mornings: list[int], clock: str, expected: tuple[object, ...]
) -> None:
    journal = days_of(mornings, [0, 3, 3, 3, 3][: len(mornings) - 1])
    found = walking(on(len(mornings), clock), *journal)
    assert (found.stage, found.walks, found.minutes, found.decision, found.because.code) == expected
    if found.because.code == "severe_morning":
        assert found.because.inputs == {"pain": 7}


def test_wake_on_a_severe_morning_notes_the_stage_that_is_walked() -> None:
    found = climb(on(6, "12:00"), *days_of([6, 6, 6, 6, 7, 6], [0, 3, 3, 3, 3]))
    assert [step.last for step in found.steps] == ["W1", "W2", "W3a", "W3b", "W3a", "W4"]
    assert [turn.stage for turn in found.turns if turn.because.code == "severe_morning"] == ["W3a"]


def test_wake_ends_the_ease_of_yesterday() -> None:
    journal = [*BASE, check_in(on(3, "07:05"), 4), walk(on(3, "08:00"), 4, 7), check_in(on(4, "07:05"), 4)]
    assert step(plan(on(3, "12:00"), *journal)) == "W3a ease pain_rose"
    assert step(plan(on(4, "08:00"), *journal)) == "W3a hold pain_rose"


@pytest.mark.parametrize(
    ("pain", "expected"), [(4, "W3a advance good_day"), (5, "W2 hold morning_pain"), (6, "W1 step_back morning_pain")]
)
def test_wake_and_then_a_worse_morning_pain_holds_or_steps_back(pain: int, expected: str) -> None:
    assert third_day(pain=pain) == expected


@pytest.mark.parametrize(
    ("again", "now", "expected"),
    [
        (on(3, "07:30"), on(3, "08:00"), "W1 step_back morning_pain"),
        (on(3, "08:05"), on(3, "08:30"), "W1 step_back morning_pain"),
        (on(3, "08:06"), on(3, "08:30"), "W3a advance good_day"),
    ],
)
def test_wake_takes_the_higher_of_two_close_values(again: datetime, now: datetime, expected: str) -> None:
    assert third_day(check_in(again, 6), now=now) == expected


def test_wake_on_the_day_a_person_first_comes_holds_nobody() -> None:
    late = on(9, "12:00")
    shown = plan_of([about(late), onset(START, at=late), check_in(late, 4)], late)
    assert (shown.gate, step(shown)) == (None, "W2 start just_met")


@pytest.mark.parametrize(("wake", "sleep"), [("07:00", "22:00"), ("05:30", "21:00"), ("09:00", "01:00")])
def test_wake_comes_at_the_wake_of_the_person(wake: str, sleep: str) -> None:
    second = timedelta(seconds=1)
    moments = [on(2, wake) - second, on(2, wake)]
    found = [step(plan(moment, check_in(START, 4), wake=wake, sleep=sleep)) for moment in moments]
    assert found == ["W1 start first_day", "W2 advance rest_done"]
