"""The course so far: each day as it was, and every change of the plan."""

from datetime import datetime

from hypothesis import given, settings

from recovery.plan.build import situation_at
from recovery.plan.entries import parse_journal
from recovery.plan.ladder.climb import ahead
from recovery.plan.review.course import DayCourse, Pills, course
from tests.plan.cases import START, Raw, about, check_in, days_of, entry, on, onset, walk
from tests.plan.journals import cases, read
from tests.plan.review.courses import changes, course_at

# --- days


def test_a_day_holds_what_was_logged_on_it() -> None:
    logs = [
        check_in(on(2, "07:05"), 6),
        entry("cold", on(2, "08:00"), minutes=20),
        walk(on(2, "09:00"), 5, 7, minutes=4),
        walk(on(2, "10:00"), 5, 5, minutes=6),
        *(entry("medicine", on(2, clock), name="ibuprofen", mg=200) for clock in ("11:00", "16:00")),
        check_in(on(2, "20:00"), 4),
    ]
    day = course_at(on(2, "21:00"), *logs).days[1]
    assert (day.number, day.logged, day.phases, day.stage) == (2, True, ("cold",), "W2")
    assert (day.walks, day.minutes, day.longest, day.cold, day.heat) == (2, 10, 6, 1, 0)
    assert (day.resting, day.lowest, day.highest) == ((6, 5, 5, 4), 4, 7)
    assert [(pain.at, pain.value) for pain in day.pains][:2] == [(on(2, "07:05"), 6), (on(2, "09:00"), 5)]
    assert day.medicines == (Pills("ibuprofen", 200, 2),)


def test_a_day_without_a_log_is_a_gap() -> None:
    first, second, third = course_at(on(3, "12:00"), *days_of([5, None, 4])).days
    assert (first.logged, second.logged, third.logged) == (True, False, True)
    assert (second.pains, second.lowest, second.highest) == ((), None, None)


def test_a_day_has_no_stage_while_questions_are_open() -> None:
    found = course_at(on(7, "08:00"), *days_of([5]))
    assert [day.stage for day in found.days][-2:] == ["W2", None]
    assert found.ahead is None


# --- changes


def test_walks_change_with_their_instant_and_reason() -> None:
    logs = [*days_of([5, 5], [2]), walk(on(2, "10:00"), 5, 8), walk(on(2, "12:00"), 5, 8)]
    assert changes(course_at(on(2, "13:00"), *logs), "walking") == [
        "Mon 09:00 walking W1 start first_day",
        "Tue 07:00 walking W2 advance rest_done",
        "Tue 10:00 walking W2 ease pain_rose",
        "Tue 12:00 walking W1 step_back two_walks_hurt",
    ]


def test_looking_ahead_changes_nothing() -> None:
    now = on(3, "12:00")
    s = situation_at(parse_journal([about(), onset(), *days_of([5, 5, 5])], now), now)
    before = course(s)
    assert [step.day.number for step in ahead(s.climb, range(21))] == list(range(4, 21))
    assert course(s) == before


def test_flags_are_events_when_raised_and_when_lifted() -> None:
    logs = [
        check_in(on(1, "10:00"), 5, flags=["E1", "E2"], screened=True),
        entry("cleared", on(1, "14:00"), because="professional"),
        check_in(on(1, "14:05"), 5, flags=[], screened=True),
    ]
    assert changes(course_at(on(1, "15:00"), *logs), "flag_raised", "flag_lifted") == [
        "Mon 10:00 flag_raised E1 red_flag",
        "Mon 10:00 flag_raised E2 red_flag",
        "Mon 14:05 flag_lifted E1 checked",
        "Mon 14:05 flag_lifted E2 checked",
    ]


def test_no_decision_is_dated_before_the_person_joined() -> None:
    late = [about(on(3, "08:00")), onset(START, at=on(3, "08:00")), check_in(on(3, "08:01"), 5)]
    found = course(situation_at(parse_journal(late, on(3, "09:00")), on(3, "09:00")))
    assert min(event.at for event in found.events if event.kind == "walking") >= on(3, "07:00")


# --- any journal


def logged_things(day: DayCourse) -> int:
    return len(day.pains) + day.walks + day.cold + day.heat + len(day.medicines)


@settings(deadline=None)
@given(cases())
def test_a_course_ends_with_the_state_of_the_plan(case: tuple[list[Raw], datetime]) -> None:
    s = situation_at(*read(case))
    found = course(s)
    assert found.spells[-1].phase == s.phase
    assert found.days[-1].stage in (None, s.climb.rung.walked)
    assert s.climb.turns[-1].stage == s.climb.rung.walked
    assert all(day.logged for day in found.days if logged_things(day))
    assert all(event.at <= s.now for event in found.events)
