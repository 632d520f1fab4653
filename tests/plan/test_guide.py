"""The steps of a session: what to do when, from its start to whoever did not stop."""

from datetime import timedelta

import pytest

from recovery.plan import figures
from recovery.plan.advice import Session
from recovery.plan.facts import TIMED
from recovery.plan.guide import Step, steps
from tests.plan.cases import START, about, after, check_in, entry, plan

MINUTE = timedelta(minutes=1)


def guide(kind: str, minutes: int, stage: str | None = "W2", position: str = "incline") -> tuple[Step, ...]:
    return steps(Session("1", kind, START, START + minutes * MINUTE, 0), stage, position)


def marks(kind: str, minutes: int, stage: str | None = "W2") -> list[float]:
    return [step.after / MINUTE for step in guide(kind, minutes, stage)]


@pytest.mark.parametrize(
    ("kind", "minutes", "stage", "expected"),
    [
        ("cold", 20, "W2", [0, 5, 10, 19, 20, 25]),
        ("heat", 15, "W2", [0, 5, 14, 15, 20]),
        ("heat", 10, "W2", [0, 5, 9, 10, 15]),
        ("walk", 2, "W1", [0, 2]),
        ("walk", 10, "W4", [0, 5, 10]),
        ("rest", 20, "W1", [0, 1, 2, 10, 20, 30]),
        ("rest", 20, "W3a", [0, 10, 20, 30]),
        ("rest", 20, None, [0, 10, 20, 30]),
        ("legs_up", 10, "W2", [0, 5, 10]),
        ("breathing", 5, "W2", [0, 1, 4, 5]),
        ("stretch", 5, "W2", [0, 0.25, 1.25, 1.75, 2.75, 3.25, 4.25, 5]),
        ("massage", 5, "W2", [0, 2.5, 5]),
    ],
)
def test_each_step_comes_at_its_time(kind: str, minutes: int, stage: str | None, expected: list[float]) -> None:
    assert marks(kind, minutes, stage) == expected


@pytest.mark.parametrize("kind", TIMED)
def test_every_session_begins_at_once_and_says_its_end(kind: str) -> None:
    told = guide(kind, 20)
    assert told[0].after == timedelta(0)
    assert told[0].picture
    assert 20 * MINUTE in [step.after for step in told]
    assert all(str(step.words).endswith((".", "?")) for step in told)


def test_a_rest_shows_the_position_that_suits_the_person() -> None:
    assert [step.picture for step in guide("rest", 20, "W1", "side") if step.picture] == [
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
def test_who_must_not_lie_on_the_back_moves_where_they_rest(position: str) -> None:
    told = guide("stretch", figures.STRETCH_MINUTES, position=position)
    assert {step.picture for step in told if step.picture} == {position}
    assert not [step for step in told if "on your back" in str(step.words)]


@pytest.mark.parametrize(("seconds", "over"), [(899, 0), (900, 0), (900.1, 1), (901, 1), (961.5, 62)])
def test_what_is_over_is_over_from_its_first_moment(seconds: float, over: int) -> None:
    shown = plan(after(73, seconds=seconds), entry("started", after(73), item="heat"))
    assert shown.session is not None
    assert shown.session.over_by_seconds == over


def test_a_sign_or_a_condition_told_meanwhile_ends_what_it_pauses() -> None:
    on = entry("started", after(73), item="heat")
    assert plan(after(73.1), on).session is not None
    assert plan(after(73.1), on, check_in(after(73.05), 5, flags=["S1"])).session is None
    assert plan(after(73.1), on, about(after(73.05), conditions=["numb_skin"])).session is None
    walking = entry("started", after(73), item="walk")
    assert plan(after(73.02), walking, check_in(after(73.01), 5, flags=["S2"])).session is not None


def test_breaths_are_about_six_a_minute() -> None:
    assert 60 / (2 * figures.BREATH_SECONDS) == 6
