"""What was reached on the way, and what is next."""

from datetime import datetime

import pytest

from recovery.plan.review.course import Course
from tests.plan.cases import START, Raw, check_in, days_of, on, walk, walks
from tests.plan.review.courses import course_at


def reached(found: Course) -> dict[str, datetime]:
    return {each.code: each.at for each in found.milestones}


def test_milestones_are_reached_once_and_at_their_first_time() -> None:
    first, longer = walk(on(1, "10:00")), walk(on(2, "10:00"), minutes=12, where="outside")
    found = course_at(on(2, "20:00"), check_in(START, 5), first, longer, check_in(on(2, "11:00"), 4, slept="well"))
    assert reached(found) == {
        "first_walk": on(1, "10:00"),
        "first_walk_outside": on(2, "10:00"),
        "ten_minutes": on(2, "10:00"),
        "slept_well": on(2, "11:00"),
    }
    assert found.ahead == "walks_every_hour"


def test_a_walk_before_the_onset_is_no_mark_on_the_way() -> None:
    found = course_at(on(1, "12:00"), walk(on(1, "08:00"), minutes=35, where="outside"), check_in(START, 5))
    assert reached(found) == {}
    assert found.ahead == "first_walk"


def test_a_mild_day_is_a_whole_one() -> None:
    logs = [*days_of([5, 3]), walk(on(2, "10:00"), 3, 3)]
    assert "mild_day" not in reached(course_at(on(2, "21:00"), *logs))
    assert reached(course_at(on(3, "08:00"), *logs))["mild_day"] == on(2, "22:00")
    assert "mild_day" not in reached(course_at(on(3, "08:00"), *logs, walk(on(2, "12:00"), 3, 4)))


def test_normal_things_are_lost_and_found_again() -> None:
    said = [check_in(on(day, "09:05"), 2, limits=limits) for day, limits in enumerate([False, True, False, False], 1)]
    assert reached(course_at(on(2, "10:00"), *said)).get("normal_things") is None
    assert reached(course_at(on(4, "10:00"), *said))["normal_things"] == on(3, "09:05")


def test_recovery_is_reached_sure_after_a_week_and_lost_with_a_flare() -> None:
    well = [check_in(on(day, "09:05"), 1, limits=False) for day in range(1, 10)]
    found = reached(course_at(on(9, "10:00"), *well))
    assert (found["recovered"], found["confirmed"]) == (on(2, "09:05"), on(8, "07:00"))
    assert "recovered" not in reached(course_at(on(9, "12:00"), *well, check_in(on(9, "11:00"), 6)))


def test_milestones_below_the_stage_are_not_next() -> None:
    logs = [*days_of([4, 3, 3, 3, 3]), *walks(1, 3), *walks(2, 8), *walks(3, 10, minutes=10)]
    found = course_at(on(4, "12:00"), *logs)
    assert found.days[-1].stage == "W4"
    assert "walks_every_half_hour" not in reached(found)
    assert found.ahead == "twenty_minutes"


# Walks of 10 minutes on Day 3 lead to the longer walks of Day 4; on Day 5 it seizes up again.
AGAIN = [
    *days_of([4, 3, 3, 3, 3]),
    *walks(1, 3),
    *walks(2, 8),
    *walks(3, 10, minutes=10),
    check_in(on(5, "12:00"), 7, sudden=True, screened=True),
]


@pytest.mark.parametrize(
    ("now", "more", "stage", "expected"),
    [
        (on(5, "11:00"), [], "W4", "twenty_minutes"),
        (on(5, "12:30"), [], "W1", "walks_every_hour"),
        (on(6, "13:00"), [], "W2", "walks_every_hour"),
        (on(5, "11:00"), [walk(on(5, clock), 3, 7, minutes=10) for clock in ("09:00", "10:00")], "W3b", "ten_minutes"),
    ],
)
def test_what_is_above_the_stage_is_next_again_after_a_step_back(
    now: datetime, more: list[Raw], stage: str, expected: str
) -> None:
    found = course_at(now, *AGAIN, *more)
    assert (found.days[-1].stage, found.ahead) == (stage, expected)
    assert "ten_minutes" in reached(found)
