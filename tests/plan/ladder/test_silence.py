"""Days without a log: a nudge, three questions, and the stage that their answers set."""

from typing import Any

import pytest

from recovery.plan.ladder.silence import QUESTIONS, is_silent, missed_days, note_log
from tests.plan.cases import START, Raw, check_in, days_of, items, notice, on, plan, step
from tests.plan.ladder.journals import QUIET, climb


def back(day: int, **fields: Any) -> Raw:
    """A check-in with all three answers."""
    return check_in(on(day, "09:00"), **{"pain": 4, "longest_walk": 12, "screened": True} | fields)


@pytest.mark.parametrize(("day", "missed"), [(1, 0), (2, 0), (3, 0), (4, 1), (5, 2), (7, 4)])
def test_missed_days_are_the_whole_days_since_the_last_log(day: int, missed: int) -> None:
    found = climb(on(day, "12:00"), *QUIET)
    assert missed_days(found.rung, found.story.day) == missed


@pytest.mark.parametrize(("day", "silent"), [(6, False), (7, True), (9, True)])
def test_is_silent_after_four_missed_days(day: int, silent: bool) -> None:
    found = climb(on(day, "12:00"), *QUIET)
    assert is_silent(found, found.story.day) is silent


def test_is_silent_never_after_a_confirmed_recovery() -> None:
    journal = days_of([3, 3, 3] + [1] * 8, [3, 8, 10, 3])
    found = climb(on(40, "12:00"), *journal)
    assert is_silent(found, found.story.day) is False
    assert plan(on(40, "12:00"), *journal).gate is None


@pytest.mark.parametrize(("number", "asks", "last_log"), [(6, (), 6), (7, QUESTIONS, 7)])
def test_note_log_asks_with_the_first_log_after_a_silence(number: int, asks: tuple[str, ...], last_log: int) -> None:
    found = climb(on(2, "12:00"), *QUIET)
    note_log(found, climb(on(number, "12:00")).story.day)
    assert (found.rung.asks, found.rung.last_log) == (asks, last_log)


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
def test_answer_one_by_one_and_the_last_sets_the_stage(minutes: int, stage: str) -> None:
    answers: list[dict[str, Any]] = [{"pain": 4}, {"longest_walk": minutes}, {"screened": True}]
    said = [check_in(on(7, f"09:0{place}"), **fields) for place, fields in enumerate(answers)]
    left = [found and found.asks for found in (plan(each["at"], *QUIET, *said).gate for each in said)]
    assert left == [("longest_walk", "screen"), ("screen",), None]
    begun = plan(on(7, "09:00"), *QUIET, *said).gate
    assert begun is not None
    assert begun.because.code == "silence"
    shown = plan(on(7, "09:10"), *QUIET, *said)
    assert step(shown) == f"{stage} start after_silence"
    assert shown.day.walking is not None
    assert shown.day.walking.because.inputs == {"minutes": minutes}


def test_answer_all_at_once_and_count_the_days_from_there() -> None:
    assert step(plan(on(7, "09:00"), *QUIET, back(7))) == "W4 start after_silence"
    assert step(plan(on(8, "08:00"), *QUIET, back(7), check_in(on(8, "07:05"), 4))) == "W4 hold too_few_walks"


@pytest.mark.parametrize(("pain", "stage"), [(6, "W4"), (7, "W3a")])
def test_answer_with_a_pain_far_above_the_last_one_is_no_step_back(pain: int, stage: str) -> None:
    assert step(plan(on(7, "09:00"), *QUIET, back(7, pain=pain))) == f"{stage} start after_silence"


@pytest.mark.parametrize(("flag", "expected"), [("S2", "W2"), ("D2", "W4")])
def test_answer_with_an_open_flag_never_leads_up(flag: str, expected: str) -> None:
    shown = plan(on(7, "09:00"), *QUIET, back(7, flags=[flag]))
    assert step(shown) == f"{expected} start after_silence"
    assert (shown.gate and shown.gate.level) == ("today" if flag == "S2" else None)


@pytest.mark.parametrize("day", [7, 8, 12])
def test_an_open_sign_for_today_asks_what_a_silence_asks(day: int) -> None:
    journal = [check_in(on(1, "09:05"), 6, flags=[], screened=True), check_in(on(2, "08:00"), 5, flags=["S9"])]
    before = plan(on(6, "12:00"), *journal).gate
    assert before is not None
    assert before.asks == ()
    shown = plan(on(day, "12:00"), *journal)
    assert shown.gate is not None
    assert (shown.gate.level, shown.gate.flags, shown.gate.asks) == ("today", ("S9",), QUESTIONS)
    assert notice(shown, "off_track_72h") is None
    assert (step(shown), items(shown, "walk")) == ("withheld", [])
    answered = plan(on(day, "12:00"), *journal, back(day)).gate
    assert answered is not None
    assert (answered.level, answered.asks) == ("today", ())


@pytest.mark.parametrize(("minutes", "expected"), [(10, "W5 start after_silence"), (9, "W3a start after_silence")])
def test_answer_of_a_person_who_was_well_keeps_them_well_after_a_long_walk(minutes: int, expected: str) -> None:
    journal = days_of([3, 3, 3, 1, 1], [3, 8, 10, 3])
    shown = plan(on(12, "09:00"), *journal, back(12, pain=1, longest_walk=minutes))
    assert (shown.phase == "keep_well", step(shown)) == (minutes == 10, expected)


def test_recovery_asks_no_questions_about_a_silence_before_it() -> None:
    quiet = [check_in(on(day, "08:00"), 1, limits=False, flags=[], screened=True) for day in (9, 10)]
    assert plan(on(10, "09:00"), check_in(on(1, "09:05"), 5), *quiet).gate is None


def test_a_person_who_comes_late_missed_nothing() -> None:
    found = climb(on(9, "12:00"), check_in(START, 4, entered_at=on(9, "12:00")))
    assert missed_days(found.rung, found.story.day) == 7  # about and onset were written down on the first day
