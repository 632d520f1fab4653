"""What is against one stage up in the morning: the first objection is the one that is shown."""

from typing import Any

import pytest

from tests.plan.cases import START, Raw, check_in, days_of, entry, on, plan, step, walk, walks
from tests.plan.ladder.journals import BASE, MORNING, walking

GOOD = days_of([4, 4, 4], [0, 3])
EVENING = on(2, "20:00")


def evening(count: int | None, felt: str | None) -> Raw:
    return check_in(EVENING, walks=count, walks_felt=felt)


def hour_of(clock: str, before: int | None, after: int | None) -> Raw:
    return walk(on(2, clock), before, after)


ROWS: list[tuple[list[Raw], str]] = [
    (GOOD, "W3a advance good_day"),
    (days_of([4, 4, 3], [0, 3]), "W3a advance good_day"),
    ([*days_of([4, None, 4]), *walks(2, 3, 4)], "W3a advance good_day"),
    # flags
    ([*GOOD, check_in(EVENING, flags=["S2"])], "W2 hold flag_open"),
    ([*GOOD, check_in(EVENING, flags=["D1"])], "W3a advance good_day"),
    # logs
    (days_of([4, None, 4]), "W2 hold no_log"),
    # legs
    ([*GOOD, check_in(EVENING, leg="tingling")], "W2 hold leg_symptom"),
    ([*GOOD, check_in(EVENING, leg="same")], "W3a advance good_day"),
    ([*GOOD, check_in(EVENING, leg="none")], "W3a advance good_day"),
    # pain values that conflict, until a later resting pain is told
    ([*GOOD, check_in(on(3, "07:06"), 3)], "W2 hold which_pain"),
    ([*days_of([4, 4], [0, 3]), check_in(on(2, "21:00"), 3), check_in(on(2, "21:30"), 5)], "W2 hold which_pain"),
    ([*GOOD, check_in(EVENING, 3), check_in(on(2, "20:30"), 5)], "W3a advance good_day"),
    ([*GOOD, check_in(EVENING, 3), check_in(on(2, "21:00"), 5)], "W3a advance good_day"),
    ([*GOOD, check_in(EVENING, 3), check_in(on(2, "21:01"), 5)], "W3a advance good_day"),
    # walks that hurt
    ([*days_of([4, 4, 4]), hour_of("10:00", 4, 6), *walks(2, 3)], "W2 hold pain_rose"),
    ([*days_of([4, 4, 4]), hour_of("08:00", 3, 4), *walks(2, 3)], "W3a advance good_day"),
    ([*days_of([4, 4, 4]), hour_of("08:00", 3, 5), *walks(2, 3)], "W2 hold pain_rose"),
    ([*days_of([4, 4, 4]), hour_of("08:00", 2, 4), *walks(2, 3)], "W2 hold pain_rose"),
    ([*days_of([4, 4, 4]), hour_of("08:00", 4, 5), *walks(2, 3)], "W3a advance good_day"),
    ([*days_of([4, 4, 4]), hour_of("08:00", 6, 7), *walks(2, 3)], "W3a advance good_day"),
    ([*days_of([4, 4, 4]), hour_of("08:00", 5, 7), *walks(2, 3)], "W2 hold pain_rose"),
    # an end at 3 or less is fine, whatever the rise
    ([*days_of([4, 4, 4]), hour_of("08:00", 1, 3), *walks(2, 3)], "W3a advance good_day"),
    ([*days_of([4, 4, 4]), hour_of("08:00", 0, 3), *walks(2, 3)], "W3a advance good_day"),
    ([*days_of([4, 4, 4]), hour_of("08:00", 0, 4), *walks(2, 9)], "W2 hold pain_rose"),
    # one rated walk in five may be sore, but none may hurt
    ([*days_of([4, 4, 4]), hour_of("08:00", 4, 6), *walks(2, 3, 4)], "W2 hold pain_rose"),
    ([*days_of([4, 4, 4]), hour_of("08:00", 4, 6), *walks(2, 4, 4)], "W3a advance good_day"),
    (
        [*days_of([4, 4, 4]), *[hour_of(clock, 4, 6) for clock in ("08:00", "08:30")], *walks(2, 7, 4)],
        "W2 hold pain_rose",
    ),
    (
        [*days_of([4, 4, 4]), *[hour_of(clock, 4, 6) for clock in ("08:00", "08:30")], *walks(2, 8, 4)],
        "W3a advance good_day",
    ),
    ([*days_of([4, 4, 4]), hour_of("08:00", 4, 7), *walks(2, 9, 4)], "W2 hold pain_rose"),
    # enough rated walks: two in a day, or one a day
    (days_of([4, 4, 4], [0, 2]), "W3a advance good_day"),
    (days_of([4, 4, 4], [0, 1]), "W2 hold too_few_walks"),
    (days_of([4, 4, 4], [1, 1]), "W3a advance good_day"),
    ([*days_of([4, 4, 4], [0, 1]), walk(on(1, "12:00"), 4, None)], "W2 hold too_few_walks"),
    ([*days_of([4, 4, 4], [1]), hour_of("10:00", 4, None)], "W2 hold too_few_walks"),
    # an answer in the evening about all walks of the day
    ([*days_of([4, 4, 4]), evening(2, "fine")], "W3a advance good_day"),
    ([*days_of([4, 4, 4]), evening(1, "fine")], "W2 hold too_few_walks"),
    ([*days_of([4, 4, 4], [1]), evening(1, "fine")], "W3a advance good_day"),
    ([*days_of([4, 4, 4]), evening(2, None)], "W2 hold too_few_walks"),
    ([*days_of([4, 4, 4]), evening(None, "fine")], "W2 hold too_few_walks"),
    ([*GOOD, evening(3, "sore")], "W2 hold walks_sore"),
    ([*GOOD, evening(3, "bad")], "W2 hold walks_bad"),
    ([*GOOD, evening(None, "bad")], "W2 hold walks_bad"),
    ([*GOOD, evening(0, "bad")], "W3a advance good_day"),
    ([*GOOD, evening(3, "sore"), check_in(on(2, "20:30"), walks=4, walks_felt="fine")], "W3a advance good_day"),
    ([*GOOD, hour_of("08:00", 4, 6), evening(5, "fine")], "W3a advance good_day"),
    ([*GOOD, hour_of("08:00", 4, 7), evening(5, "fine")], "W2 hold pain_rose"),
    # too few rated walks
    ([*days_of([4, 4, 4]), *[hour_of(f"{hour}:00", None, 3) for hour in (10, 11, 12)]], "W3a advance good_day"),
    ([*days_of([4, 4, 4]), *[hour_of(f"{hour}:00", 4, None) for hour in (10, 11, 12)]], "W2 hold too_few_walks"),
    # the morning
    (days_of([4, 4, 5], [0, 3]), "W2 hold morning_pain"),
]


@pytest.mark.parametrize(("journal", "expected"), ROWS)
def test_against_advance_allows_one_stage_up_after_a_good_day_and_only_then(journal: list[Raw], expected: str) -> None:
    assert step(plan(MORNING, *journal)) == expected


@pytest.mark.parametrize(
    ("journal", "code", "inputs"),
    [
        (days_of([4, 4, 4], [0, 1]), "too_few_walks", {"walks": 1}),
        ([*GOOD, check_in(EVENING, walks=3, walks_felt="sore")], "walks_sore", {}),
        ([*GOOD, check_in(EVENING, walks=3, walks_felt="bad")], "walks_bad", {}),
        ([*BASE, walk(EVENING, 4, 6), walk(on(2, "20:30"), 4, 7)], "pain_rose", {"rise": 3, "before": 4, "after": 7}),
        (days_of([4, 4, 5], [0, 3]), "morning_pain", {"pain": 5, "before": 4}),
        ([*BASE, check_in(EVENING, leg="tingling"), check_in(MORNING, 4)], "leg_symptom", {"leg": "tingling"}),
        ([*BASE, walk(EVENING, 4, 6), check_in(MORNING, 4)], "pain_rose", {"rise": 2, "before": 4, "after": 6}),
        ([*BASE, check_in(EVENING, flags=["S2"]), check_in(MORNING, 4)], "flag_open", {}),
        ([check_in(START, 3)], "no_log", {}),
    ],
)
def test_against_advance_carries_what_caused_it(journal: list[Raw], code: str, inputs: dict[str, Any]) -> None:
    found = walking(MORNING, *journal)
    assert (found.because.code, found.because.inputs) == (code, inputs)


def test_against_advance_gives_the_step_back_when_a_flag_is_checked_this_morning() -> None:
    journal = [
        *GOOD,
        check_in(on(3, "07:30"), flags=["S2"]),
        entry("cleared", on(3, "08:00"), because="professional"),
        check_in(on(3, "08:30"), screened=True, flags=[]),
    ]
    moments = [plan(on(3, clock), *journal) for clock in ("07:29", "07:30", "08:29", "08:30")]
    expected = ["W3a advance good_day", "W2 hold flag_open", "W2 hold flag_open", "W3a hold walks_again"]
    assert [step(shown) for shown in moments] == expected


def test_against_advance_waits_until_this_morning_is_told() -> None:
    journal = days_of([4, 3, 3], [0, 3])
    assert step(plan(on(3, "07:04"), *journal)) == "W2 hold no_morning_pain"
    assert step(plan(on(3, "07:05"), *journal)) == "W3a advance good_day"
    assert step(plan(on(3, "07:01"), *days_of([4, 5], [0, 3]))) == "W2 hold no_morning_pain"
    longer = days_of([3] * 5, [3, 8, 10, 3])
    assert step(plan(on(5, "07:04"), *longer)) == "W4 hold no_morning_pain"
    assert step(plan(on(5, "07:05"), *longer)) == "W4 advance longer_walks"
    unknown = plan(on(2, "07:01"), check_in(START, 3), *walks(1, 4))
    assert step(unknown) == "W2 hold no_morning_pain"
    assert unknown.day.walking is not None
    assert unknown.day.walking.because.inputs == {}


@pytest.mark.parametrize(("pain", "expected"), [(6, "W3b advance good_day"), (7, "W3a hold severe_morning")])
def test_against_advance_on_a_severe_morning_goes_no_further_than_hourly_walks(pain: int, expected: str) -> None:
    journal = days_of([pain] * 5, [0, 3, 3, 3])
    hourly = next(day for day in (3, 4) if step(plan(on(day, "07:10"), *journal)).startswith("W3a"))
    assert step(plan(on(hourly + 1, "07:10"), *journal)) == expected


@pytest.mark.parametrize(
    ("minutes", "after", "expected"),
    [(10, 4, "W4 advance good_day"), (10, 6, "W3a hold pain_rose"), (9, 4, "W3a hold too_few_walks")],
)
def test_against_advance_takes_one_long_walk_that_ended_well(minutes: int, after: int, expected: str) -> None:
    journal = [*days_of([4] * 5, [0, 3]), walk(on(4, "12:00"), 4, after, minutes=minutes)]
    assert step(plan(on(5, "07:10"), *journal)) == expected


def test_against_advance_asks_for_a_whole_day_on_a_new_stage() -> None:
    journal = [check_in(on(2, "07:05"), 4), *days_of([4]), *walks(3, 4), check_in(on(3, "07:05"), 4)]
    moved = [walk(on(3, "08:00"), 4, 4, finished=False), walk(on(3, "08:40"), 4, 4, finished=False)]
    shown = plan(on(4, "08:00"), *BASE, *journal, *moved, check_in(on(4, "07:05"), 4))
    assert step(shown) == "W2 hold new_stage"
