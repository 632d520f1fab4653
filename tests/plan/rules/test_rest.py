"""Positions and legs up: short, in turn, and only those that suit."""

from typing import Any

import pytest

from tests.plan.cases import START, after, card, check_in, days_of, entry, items, on, plan, windows


@pytest.mark.parametrize(
    ("conditions", "weeks", "expected"),
    [
        ([], None, ["incline", "recliner", "side", "incline"]),
        (["breathless_lying_flat"], None, ["recliner"] * 4),
        ([], 27, ["incline", "recliner", "side", "incline"]),
        ([], 28, ["side"] * 4),
        (["pregnant"], None, ["side"] * 4),
        (["pregnant", "breathless_lying_flat"], None, ["recliner"] * 4),
    ],
)
def test_rest_positions_take_turns_among_those_that_suit_the_person(
    conditions: list[str], weeks: int | None, expected: list[str]
) -> None:
    shown = plan(START, check_in(START, 5), conditions=conditions, weeks_pregnant=weeks)
    assert [item.picture for item in items(shown, "rest")] == expected
    assert {item.minutes for item in items(shown, "rest")} == {20}


@pytest.mark.parametrize(("pain", "legs", "rests"), [(2, 2, 3), (5, 3, 4), (8, 4, 6)])
def test_rest_positions_and_legs_up_come_more_often_when_it_is_worse(pain: int, legs: int, rests: int) -> None:
    shown = plan(on(2, "07:10"), check_in(on(2, "07:05"), pain))
    assert (len(items(shown, "legs_up")), len(items(shown, "rest"))) == (legs, rests)


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        ({"conditions": ["heart_failure"]}, "heart_failure"),
        ({"conditions": ["breathless_lying_flat"]}, "breathless_lying_flat"),
        ({"conditions": ["poor_circulation"]}, "poor_circulation"),
        ({"weeks_pregnant": 28}, "pregnant_28_weeks"),
        ({"weeks_pregnant": 27}, None),
    ],
)
def test_legs_up_is_left_out_with_a_condition_against_it(told: dict[str, Any], reason: str | None) -> None:
    shown = plan(START, **told)
    assert (items(shown, "legs_up") == []) == (reason is not None)
    assert shown.can_start["legs_up"].because == reason


def test_legs_up_ends_with_a_swollen_calf() -> None:
    shown = plan(after(2), check_in(after(1), 5, flags=["S5"]))
    assert items(shown, "legs_up") == []


def test_legs_up_and_stretches_wait_after_a_new_joint() -> None:
    shown = plan(on(4, "08:00"), *days_of([3, 3, 3, 3]), conditions=["recent_joint_replacement"])
    assert items(shown, "legs_up") == items(shown, "stretch") == []
    assert {each.kind: each.ask for each in shown.left_out} == {"stretch": True, "legs_up": False}


def test_can_start_rest_keeps_an_hour_between_two_times_legs_up() -> None:
    done = entry("legs_up", after(3), minutes=10)
    assert plan(after(3.99), done).can_start["legs_up"].because == "too_soon_after_legs_up"
    assert plan(after(4), done).can_start["legs_up"].now
    assert windows(plan(after(3.5), done), "legs_up", "done") == ["12:00-12:10"]


def test_positions_card_says_more_at_rest_and_in_severe_pain() -> None:
    mild, severe = (card(plan(START, check_in(START, pain)), "positions") for pain in (3, 8))
    assert not any("10 times" in str(line) for line in mild.lines)
    assert [str(line) for line in severe.lines[-2:]] == [
        "Each waking hour, move your feet up and down 10 times.",
        "Breathe slowly for 60 seconds before you get up.",
    ]
    assert str(mild.lines[1]) == "Sit for 30 minutes at most."
