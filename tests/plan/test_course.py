"""The course so far: what was logged stands in it, the rest is a gap, and every change has its instant and reason."""

from datetime import datetime

import pytest
from hypothesis import given, settings

from recovery.plan.build import situation_at
from recovery.plan.course import Course, DayCourse, Pills, course
from recovery.plan.facts import parse_journal
from tests.plan.cases import START, Raw, about, check_in, days_of, entry, on, onset, walk, walks
from tests.plan.journals import cases, read


def told(now: datetime, *entries: Raw) -> Course:
    journal = [about(), onset(), *(each for each in entries if each["at"] <= now)]
    return course(situation_at(parse_journal(journal, now), now))


def reached(found: Course) -> dict[str, datetime]:
    return {each.code: each.at for each in found.milestones}


def changes(found: Course, *kinds: str) -> list[str]:
    return [
        f"{each.at:%a %H:%M} {each.kind} {each.to} {each.decision} {each.because.code}".replace("  ", " ")
        for each in found.events
        if each.kind in kinds
    ]


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
    day = told(on(2, "21:00"), *logs).days[1]
    assert (day.number, day.logged, day.phases, day.stage) == (2, True, ("cold",), "W2")
    assert (day.walks, day.minutes, day.longest, day.cold, day.heat) == (2, 10, 6, 1, 0)
    assert (day.resting, day.lowest, day.highest) == ((6, 5, 5, 4), 4, 7)
    assert [(pain.at, pain.value) for pain in day.pains][:2] == [(on(2, "07:05"), 6), (on(2, "09:00"), 5)]
    assert day.medicines == (Pills("ibuprofen", 200, 2),)


def test_a_day_without_a_log_is_a_gap() -> None:
    first, second, third = told(on(3, "12:00"), *days_of([5, None, 4])).days
    assert (first.logged, second.logged, third.logged) == (True, False, True)
    assert (second.pains, second.lowest, second.highest) == ((), None, None)


def test_phases_begin_at_their_hour_and_a_day_can_hold_two() -> None:
    found = told(on(5, "12:00"), *days_of([5] * 5))
    assert [day.phases for day in found.days] == [
        ("cold",),
        ("cold",),
        ("cold", "transition"),
        ("transition", "heat"),
        ("heat",),
    ]
    assert changes(found, "phase") == ["Wed 09:00 phase transition hours", "Thu 09:00 phase heat hours"]


def test_no_stage_is_told_while_questions_stand_open() -> None:
    found = told(on(7, "08:00"), *days_of([5]))
    assert [day.stage for day in found.days][-2:] == ["W2", None]
    assert found.ahead is None


# --- changes


def test_walks_change_with_their_instant_and_reason() -> None:
    logs = [*days_of([5, 5], [2]), walk(on(2, "10:00"), 5, 8), walk(on(2, "12:00"), 5, 8)]
    assert changes(told(on(2, "13:00"), *logs), "walking") == [
        "Mon 09:00 walking W1 start first_day",
        "Tue 07:00 walking W2 advance rest_done",
        "Tue 10:00 walking W2 ease pain_rose",
        "Tue 12:00 walking W1 step_back two_walks_hurt",
    ]


def test_a_look_ahead_leaves_no_trace() -> None:
    now = on(3, "12:00")
    s = situation_at(parse_journal([about(), onset(), *days_of([5, 5, 5])], now), now)
    before = course(s)
    assert [step.day.number for step in s.climb.ahead(range(21))] == list(range(4, 21))
    assert course(s) == before


def test_a_new_spasm_starts_the_cold_again() -> None:
    logs = [*days_of([4] * 5), check_in(on(5, "15:00"), 6, sudden=True)]
    found = told(on(5, "16:00"), *logs)
    assert changes(found, "relapse", "phase")[-2:] == [
        "Fri 15:00 relapse W2 step_back sudden_spasm",
        "Fri 15:00 phase cold sudden_spasm",
    ]
    assert found.days[-1].phases == ("heat", "cold")


def test_signs_are_told_when_they_came_and_when_they_went() -> None:
    logs = [
        check_in(on(1, "10:00"), 5, flags=["E1", "E2"], screened=True),
        entry("cleared", on(1, "14:00"), because="professional"),
        check_in(on(1, "14:05"), 5, flags=[], screened=True),
    ]
    assert changes(told(on(1, "15:00"), *logs), "flag_raised", "flag_lifted") == [
        "Mon 10:00 flag_raised E1 red_flag",
        "Mon 10:00 flag_raised E2 red_flag",
        "Mon 14:05 flag_lifted E1 checked",
        "Mon 14:05 flag_lifted E2 checked",
    ]


def test_nothing_was_decided_before_the_person_came() -> None:
    late = [about(on(3, "08:00")), onset(START, at=on(3, "08:00")), check_in(on(3, "08:01"), 5)]
    found = course(situation_at(parse_journal(late, on(3, "09:00")), on(3, "09:00")))
    assert min(event.at for event in found.events if event.kind == "walking") >= on(3, "07:00")


# --- the finding


@pytest.mark.parametrize(
    ("pains", "code"),
    [
        ([8, 6], "down"),
        ([8, 7], "same"),
        ([3, 2], "down"),  # a third less
        ([1, 0], "down"),
        ([0, 0], "same"),
        ([4, 5], "same"),
        ([4, 6], "up"),
        ([8, None], "too_little"),
    ],
)
def test_a_change_counts_from_two_points_or_a_third(pains: list[int | None], code: str) -> None:
    assert told(on(2, "12:00"), *days_of(pains)).finding.code == code


def test_pain_after_a_walk_and_the_lower_of_two_that_contradict_are_no_finding() -> None:
    logs = [check_in(on(1, "09:05"), 7), walk(on(1, "12:00"), 5, 8)]
    last = told(on(1, "13:00"), *logs).finding.last
    assert last is not None
    assert last.value == 5
    torn = [*logs, check_in(on(1, "18:00"), 6), check_in(on(1, "18:30"), 2)]
    last = told(on(1, "19:00"), *torn).finding.last
    assert last is not None
    assert (last.value, last.at) == (6, on(1, "18:00"))


def test_a_new_episode_is_held_against_its_own_start() -> None:
    quiet = [check_in(on(day, "09:05"), 0) for day in range(2, 41)]
    found = told(
        on(42, "10:00"), check_in(START, 8), *quiet, check_in(on(41, "09:00"), 5), check_in(on(42, "09:00"), 3)
    )
    assert found.finding.first is not None
    assert (found.finding.code, found.finding.first.value) == ("down", 5)


# --- milestones


def test_milestones_are_reached_once_and_at_their_first_time() -> None:
    first, longer = walk(on(1, "10:00")), walk(on(2, "10:00"), minutes=12, where="outside")
    found = told(on(2, "20:00"), check_in(START, 5), first, longer, check_in(on(2, "11:00"), 4, slept="well"))
    assert reached(found) == {
        "first_walk": on(1, "10:00"),
        "first_walk_outside": on(2, "10:00"),
        "ten_minutes": on(2, "10:00"),
        "slept_well": on(2, "11:00"),
    }
    assert found.ahead == "walks_every_hour"


def test_a_mild_day_is_a_whole_one() -> None:
    logs = [*days_of([5, 3]), walk(on(2, "10:00"), 3, 3)]
    assert "mild_day" not in reached(told(on(2, "21:00"), *logs))
    assert reached(told(on(3, "08:00"), *logs))["mild_day"] == on(2, "22:00")
    assert "mild_day" not in reached(told(on(3, "08:00"), *logs, walk(on(2, "12:00"), 3, 4)))


def test_normal_things_are_lost_and_found_again() -> None:
    said = [check_in(on(day, "09:05"), 2, limits=limits) for day, limits in enumerate([False, True, False, False], 1)]
    assert reached(told(on(2, "10:00"), *said)).get("normal_things") is None
    assert reached(told(on(4, "10:00"), *said))["normal_things"] == on(3, "09:05")


def test_recovery_is_reached_sure_after_a_week_and_lost_with_a_flare() -> None:
    well = [check_in(on(day, "09:05"), 1, limits=False) for day in range(1, 10)]
    found = reached(told(on(9, "10:00"), *well))
    assert (found["recovered"], found["confirmed"]) == (on(2, "07:00"), on(8, "07:00"))
    assert "recovered" not in reached(told(on(9, "12:00"), *well, check_in(on(9, "11:00"), 6)))


def test_what_stands_below_is_not_aimed_at() -> None:
    logs = [*days_of([4, 3, 3, 3, 3]), *walks(1, 3), *walks(2, 8), *walks(3, 10, minutes=10)]
    found = told(on(4, "12:00"), *logs)
    assert found.days[-1].stage == "W4"
    assert "walks_every_half_hour" not in reached(found)
    assert found.ahead == "twenty_minutes"


# --- whatever is logged


def logged_things(day: DayCourse) -> int:
    return len(day.pains) + day.walks + day.cold + day.heat + len(day.medicines)


@settings(deadline=None)
@given(cases())
def test_a_course_ends_where_the_plan_stands(case: tuple[list[Raw], datetime]) -> None:
    s = situation_at(*read(case))
    found = course(s)
    assert found.spells[-1].phase == s.phase
    assert found.days[-1].stage in (None, s.climb.rung.stage)
    assert s.climb.turns[-1].stage == s.climb.rung.stage
    assert all(day.logged for day in found.days if logged_things(day))
    assert all(event.at <= s.now for event in found.events)
