"""Which guides to getting about fit: the table row by row, its overrides, and whom a guide is not for."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from recovery.plan.advice import Plan
from recovery.plan.build import build_plan, situation_at
from recovery.plan.clinical.guides import GUIDES
from recovery.plan.enums import Condition, Flag, GuideId
from recovery.plan.rules.moving import fits, floor_row
from tests.plan.cases import START, Raw, after, check_in, days_of, entry, on, plan, walk
from tests.plan.journals import cases, read

MINUTE = timedelta(minutes=1)
WELL = [*days_of([3]), *(check_in(on(day, "07:05"), 1, limits=False) for day in range(2, 12))]


def guides(plan: Plan) -> str:
    return " ".join(each.guide for each in plan.day.guides)


def reasons(plan: Plan) -> dict[str, str]:
    return {each.guide: each.because for each in plan.day.guides}


FLOOR = {"where_now": "floor", "can_walk": "no"}
IN_THE_MORNING = [
    # the answers of the last check-in, and the guides, first to last
    (FLOOR | {"alone": False}, "floor_helper floor_up_chair floor_wait"),
    (FLOOR | {"alone": True}, "floor_up_chair floor_wait floor_up_alone"),
    (FLOOR, "floor_up_chair floor_wait floor_up_alone"),
    (FLOOR | {"alone": True, "flags": ["S4"]}, "floor_wait"),
    (FLOOR | {"alone": True, "flags": ["S8"]}, "floor_wait"),
    (FLOOR | {"alone": True, "flags": ["S6"]}, "floor_wait"),
    (FLOOR | {"alone": True, "flags": ["S1"]}, "floor_wait"),
    (FLOOR | {"alone": False, "flags": ["S4"]}, "floor_helper floor_wait"),
    ({"where_now": "bed", "can_walk": "no"}, "roll out_of_bed toilet"),
    ({"where_now": "chair", "can_walk": "no"}, "sit_stand toilet into_bed"),
    ({"can_walk": "no"}, "sit_stand toilet into_bed"),
    ({"where_now": "bed", "can_walk": "a_few_steps"}, "out_of_bed sit_stand toilet"),
    ({"where_now": "up", "can_walk": "yes"}, "out_of_bed toilet cough"),
    ({}, "out_of_bed toilet cough"),
    ({"flags": ["D8"]}, "out_of_bed cough toilet"),
]


@pytest.mark.parametrize(("told", "expected"), IN_THE_MORNING)
def test_which_guides_follow_where_the_person_is_and_how_they_walk(told: dict[str, Any], expected: str) -> None:
    assert guides(plan(after(1), check_in(START, 8, **told))) == expected


@pytest.mark.parametrize(
    ("moment", "entries", "expected"),
    [
        (on(2, "10:00"), days_of([2, 2]), "sit_stand dress wash"),
        (on(3, "10:00"), days_of([3, 3, 2], [4, 4]), "car stairs pick_up"),
        (on(8, "12:00"), days_of([3, 3, 2, 2, 2, 2, 2, 2], [4, 8, 12, 12, 12, 12, 12]), "lift pick_up"),
        (on(11, "12:00"), WELL, ""),
        (on(11, "23:00"), WELL, ""),
    ],
)
def test_which_guides_follow_the_stage(moment: datetime, entries: list[Raw], expected: str) -> None:
    assert guides(plan(moment, *entries)) == expected


@pytest.mark.parametrize(
    ("clock", "expected"),
    [
        ("20:29", "out_of_bed toilet cough"),
        ("20:30", "night sleep roll"),
        ("23:59", "night sleep roll"),
    ],
)
def test_which_guides_are_those_of_the_night_from_90_minutes_before_bedtime(clock: str, expected: str) -> None:
    assert guides(plan(on(1, clock), check_in(START, 8))) == expected


def test_which_guides_at_night_leave_those_on_the_floor_alone() -> None:
    assert guides(plan(on(1, "23:00"), check_in(on(1, "22:50"), 8, **FLOOR))).startswith("floor_up_chair")


@pytest.mark.parametrize(
    ("clock", "expected"), [("16:59", "out_of_bed toilet cough"), ("17:00", "out_of_bed sleep toilet")]
)
def test_which_guides_after_a_bad_night_think_of_the_next_in_the_evening(clock: str, expected: str) -> None:
    answer = check_in(after(0.1), 8, slept="badly")
    assert guides(plan(on(1, clock), answer)) == expected


@pytest.mark.parametrize(
    ("hours", "note", "found"),
    [(1, "Co-codamol", True), (71.9, "CODEINE", True), (72.1, "codeine", False), (1, "a hug", False), (1, None, False)],
)
def test_which_guides_after_a_strong_pill_hold_the_one_for_the_bowels(
    hours: float, note: str | None, found: bool
) -> None:
    pill = entry("medicine", START, name="other", note=note)
    shown = plan(after(hours), check_in(START, 8, can_walk="a_few_steps"), pill)
    assert (reasons(shown).get("bowels") == "strong_pills") is found


@pytest.mark.parametrize(
    ("later", "on_floor"),
    [
        ([], True),
        ([check_in(after(1), 7, can_walk="no")], True),
        ([check_in(after(1), 7, can_walk="yes")], False),
        ([check_in(after(1), 7, where_now="bed")], False),
        ([walk(after(1))], False),
    ],
)
def test_which_guides_change_when_the_person_is_somewhere_else(later: list[Raw], on_floor: bool) -> None:
    shown = guides(plan(after(2), check_in(START, 8, **FLOOR), *later))
    assert ("floor_up_chair" in shown) is on_floor


@pytest.mark.parametrize(("hours", "on_floor"), [(24, True), (24.1, False)])
def test_which_guides_forget_an_answer_of_yesterday(hours: float, on_floor: bool) -> None:
    shown = guides(plan(after(hours), check_in(START, 8, where_now="floor")))
    assert ("floor_up_chair" in shown) is on_floor


# --- whom a guide is not for

ALL = set(GuideId)
BARRED = {
    "S4": "floor_up_chair floor_up_alone floor_down pick_up lift",
    "S8": "floor_up_chair floor_up_alone floor_down pick_up lift",
    "recent_back_surgery": "floor_up_chair floor_up_alone pick_up lift",
    "recent_joint_replacement": "floor_up_chair floor_up_alone floor_down pick_up lift",
    "sedatives": "floor_up_chair floor_up_alone floor_down",
    "heavy_alcohol": "floor_up_chair floor_up_alone floor_down",
    "fever": "floor_up_chair floor_up_alone floor_down",
    "age_65": "floor_up_alone floor_down",
}
WITH_HELP = {
    "sedatives": "floor_up_alone floor_down",
    "heavy_alcohol": "floor_up_alone floor_down",
    "fever": "floor_up_alone floor_down",
    "age_65": "floor_up_alone",
}


def barred_for(trait: str, alone: bool) -> set[str]:
    return {name for name, guide in GUIDES.items() if guide.bar({trait}, alone)}


@pytest.mark.parametrize("trait", [*Condition, *Flag, "fever", "age_60", "age_65", "pregnant_28_weeks"])
def test_a_guide_is_barred_for_these_people_and_no_others(trait: str) -> None:
    assert barred_for(trait, alone=True) == set(BARRED.get(trait, "").split())
    assert barred_for(trait, alone=False) == set(WITH_HELP.get(trait, BARRED.get(trait, "")).split())


def test_who_may_not_use_a_guide_may_use_the_one_named_instead() -> None:
    for guide in GUIDES.values():
        for bar in guide.bars:
            assert bar.instead is None or not GUIDES[bar.instead].bar({bar.trait}, alone=True)


STEPS_LEFT_OUT = {
    ("recent_joint_replacement", "bowels"): 2,
    ("recent_joint_replacement", "dress"): 2,
    ("age_65", "pick_up"): 1,
    ("pregnant_28_weeks", "into_bed"): 1,
    ("pregnant_28_weeks", "sleep"): 2,
    ("breathless_lying_flat", "into_bed"): 1,
    ("breathless_lying_flat", "sleep"): 2,
}


def test_steps_are_left_out_for_these_people_and_no_others() -> None:
    traits = [*Condition, "fever", "age_60", "age_65", "pregnant_20_weeks", "pregnant_28_weeks"]
    left_out = {(t, n): len(g.steps) - len(g.steps_for({t})) for n, g in GUIDES.items() for t in traits}
    assert {pair: count for pair, count in left_out.items() if count} == STEPS_LEFT_OUT


def test_whoever_misses_a_step_is_told_what_to_do() -> None:
    assert all(GUIDES[GuideId(guide)].care_for({trait}) for trait, guide in STEPS_LEFT_OUT)


@pytest.mark.parametrize("guide", GuideId)
def test_each_guide_is_short_and_drawn(guide: GuideId) -> None:
    steps = GUIDES[guide].steps
    assert 5 <= len(steps) <= 7
    assert all(len(str(step.words).split()) <= 9 for step in steps)
    assert all(step.drawing for step in steps)
    assert GUIDES[guide].source
    assert not GUIDES[guide].review


# --- properties

some = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@some
@given(cases())
def test_nobody_is_shown_a_guide_that_is_not_for_them(case: tuple[list[Raw], datetime]) -> None:
    s, shown = situation_at(*read(case)), build_plan(*read(case)).day.guides
    assert len({each.guide for each in shown}) == len(shown) <= 3
    for each in shown:
        assert not GUIDES[each.guide].bar(s.traits | s.flags, s.place.alone is not False)
    if s.gate and s.gate.closed:
        assert not shown
    elif s.place.on_floor:
        assert GuideId.FLOOR_WAIT in {each.guide for each in shown}


@some
@given(cases())
def test_no_guide_is_a_task_or_a_reminder(case: tuple[list[Raw], datetime]) -> None:
    plan = build_plan(*read(case))
    kinds = {each.kind for each in plan.day.items} | {kind for each in plan.reminders for kind in each.kinds}
    assert not kinds & ALL


@pytest.mark.parametrize("at_risk", [set(), {"S4"}, {"S8"}, {"recent_joint_replacement"}, {"sedatives"}])
def test_on_the_floor_the_way_to_wait_for_help_is_always_there(at_risk: set[str]) -> None:
    for alone in (True, False, None):
        assert GuideId.FLOOR_WAIT in floor_row(alone, at_risk)[1]


def test_who_did_not_say_that_somebody_is_there_counts_as_alone() -> None:
    barred = [guide for guide in GUIDES if not fits(guide, {"age_65"}, True)]
    assert barred
    assert [guide for guide in GUIDES if not fits(guide, {"age_65"}, None)] == barred
    assert [guide for guide in GUIDES if not fits(guide, {"age_65"}, False)] != barred
