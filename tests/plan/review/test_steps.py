"""The steps of a timer, from its start to the call after its end."""

from datetime import timedelta

import pytest

from recovery.plan.advice import Timer
from recovery.plan.clinical import figures
from recovery.plan.enums import Stage
from recovery.plan.kinds import TIMED
from recovery.plan.review.steps import Step, steps
from tests.plan.cases import START, after, entry, plan

MINUTE = timedelta(minutes=1)


def guide(kind: str, minutes: int, stage: Stage | None = Stage.W2, position: str = "incline") -> tuple[Step, ...]:
    return steps(Timer("1", kind, START, START + minutes * MINUTE, 0), stage, position)


def marks(kind: str, minutes: int, stage: Stage | None = Stage.W2) -> list[float]:
    return [step.after / MINUTE for step in guide(kind, minutes, stage)]


@pytest.mark.parametrize(
    ("kind", "minutes", "stage", "expected"),
    [
        ("cold", 20, Stage.W2, [0, 5, 10, 19, 20, 25]),
        ("heat", 15, Stage.W2, [0, 5, 14, 15, 20]),
        ("heat", 10, Stage.W2, [0, 5, 9, 10, 15]),
        ("walk", 2, Stage.W1, [0, 2]),
        ("walk", 10, Stage.W4, [0, 5, 10]),
        ("rest", 20, Stage.W1, [0, 1, 2, 10, 20, 30]),
        ("rest", 20, Stage.W3A, [0, 10, 20, 30]),
        ("rest", 20, None, [0, 10, 20, 30]),
        ("legs_up", 10, Stage.W2, [0, 5, 10]),
        ("breathing", 5, Stage.W2, [0, 1, 4, 5]),
        ("stretch", 5, Stage.W2, [0, 0.25, 1.25, 1.75, 2.75, 3.25, 4.25, 5]),
        ("massage", 5, Stage.W2, [0, 2.5, 5]),
    ],
)
def test_each_step_comes_at_its_time(kind: str, minutes: int, stage: Stage | None, expected: list[float]) -> None:
    assert marks(kind, minutes, stage) == expected


@pytest.mark.parametrize("kind", TIMED)
def test_every_timer_has_a_step_at_its_start_and_at_its_end(kind: str) -> None:
    told = guide(kind, 20)
    assert told[0].after == timedelta(0)
    assert told[0].picture
    assert 20 * MINUTE in [step.after for step in told]
    assert all(str(step.words).endswith((".", "?")) for step in told)


@pytest.mark.parametrize(
    ("kind", "position", "pictures"),
    [
        ("cold", "incline", ["back"]),
        ("heat", "incline", ["heat"]),
        ("walk", "incline", ["walkwide"]),
        ("legs_up", "incline", ["legsup"]),
        ("breathing", "incline", ["breathe"]),
        ("breathing", "side", ["side"]),
        ("massage", "incline", ["massage"]),
    ],
)
def test_the_picture_of_a_step_shows_the_person_as_they_are(kind: str, position: str, pictures: list[str]) -> None:
    assert [step.picture for step in guide(kind, 20, position=position) if step.picture] == pictures


@pytest.mark.parametrize(("minutes", "expected"), [(4, [0, 2, 4]), (3, [0, 3])])
def test_a_walk_turns_back_from_four_minutes_on(minutes: int, expected: list[float]) -> None:
    assert marks("walk", minutes) == expected


def test_no_look_at_the_skin_falls_into_the_last_minute() -> None:
    assert marks("cold", 6) == [0, 5, 6, 11]


def test_a_kind_without_steps_is_named() -> None:
    with pytest.raises(ValueError, match="drink: has no steps"):
        guide("drink", 20)


def test_a_rest_shows_the_position_that_suits_the_person() -> None:
    assert [step.picture for step in guide("rest", 20, Stage.W1, "side") if step.picture] == [
        "side", "ankle_pumps", "side", "stand", "stand",
    ]  # fmt: skip


def test_a_stretch_set_ends_within_its_time_with_a_pause_after_each_move() -> None:
    told = guide("stretch", figures.STRETCH_MINUTES)
    assert [step.picture for step in told[1:7]] == [
        "knee_rolls",
        "breathe",
        "stretch",
        "breathe",
        "pelvic_tilt",
        "breathe",
    ]
    assert told[-1].after == figures.STRETCH_MINUTES * MINUTE


@pytest.mark.parametrize("position", ["side", "recliner"])
def test_a_person_who_must_not_lie_on_the_back_stretches_where_they_rest(position: str) -> None:
    told = guide("stretch", figures.STRETCH_MINUTES, position=position)
    assert {step.picture for step in told if step.picture} == {position}
    assert not [step for step in told if "on your back" in str(step.words)]


@pytest.mark.parametrize(("seconds", "over"), [(899, 0), (900, 0), (900.1, 1), (901, 1), (961.5, 62)])
def test_a_timer_is_over_from_the_first_moment_after_its_end(seconds: float, over: int) -> None:
    shown = plan(after(73, seconds=seconds), entry("started", after(73), item="heat"))
    assert shown.timer is not None
    assert shown.timer.over_by_seconds == over


def test_breaths_are_about_six_a_minute() -> None:
    assert 60 / (2 * figures.BREATH_SECONDS) == 6
