"""What changed since yesterday: each change with what brought it about, and silence where nothing changed."""

from datetime import datetime
from typing import Any

import pytest

from recovery.plan.advice import Change
from recovery.plan.build import situation_at
from recovery.plan.entries import parse_journal
from recovery.plan.review.changes import since_yesterday
from tests.plan.cases import START, Raw, about, after, check_in, days_of, entry, on, onset, walk


def changes(now: datetime, *entries: Raw, **told: Any) -> tuple[Change, ...]:
    journal = [about(**told), onset(), *(each for each in entries if each["at"] <= now)]
    return since_yesterday(situation_at(parse_journal(journal, now), now))


def codes(now: datetime, *entries: Raw, **told: Any) -> list[str]:
    return [change.code for change in changes(now, *entries, **told)]


def test_the_first_day_has_no_changes() -> None:
    assert codes(on(1, "20:00"), check_in(START, 5)) == []


def test_a_day_like_the_one_before_changes_nothing() -> None:
    assert codes(on(9, "07:10"), *days_of([6] * 9)) == []


def test_the_end_of_rest_opens_walks_and_a_stretch() -> None:
    told = changes(on(2, "07:10"), *days_of([5, 5]))
    assert [change.code for change in told] == ["stage_up", "stretch_opens"]
    assert told[0].inputs["stage"] == "W2"
    assert told[0].because is not None
    assert told[0].because.code == "rest_done"


@pytest.mark.parametrize(
    ("now", "code"),
    [
        (on(3, "08:59"), "no"),
        (on(3, "09:00"), "phase_transition"),
        (on(4, "08:59"), "no"),
        (on(4, "09:00"), "phase_heat"),
    ],
)
def test_a_phase_changes_when_its_hours_are_over(now: datetime, code: str) -> None:
    told = codes(now, *days_of([5, 5, 5, 5]))
    assert (code in told) == (code != "no")
    assert ("massage_opens" in told) == (code == "phase_transition")


@pytest.mark.parametrize(
    ("conditions", "told"),
    [
        ([], "phase_heat"),
        (["raynaud"], "warmth_begins"),
        (["pregnant"], "ice_ends"),
        (["numb_skin"], "first_days_over"),
    ],
)
def test_the_end_of_72_hours_is_a_change_if_it_brings_anything(conditions: list[str], told: str) -> None:
    assert told in codes(on(4, "09:00"), *days_of([5, 5, 5, 5]), conditions=conditions)
    quiet = codes(on(3, "09:00"), *days_of([5, 5, 5]), conditions=conditions)
    assert ("phase_transition" in quiet) == (conditions in ([], ["pregnant"]))


def test_pain_decides_how_often_ice_comes() -> None:
    assert codes(on(2, "12:00"), check_in(START, 5), check_in(on(2, "11:00"), 7))[0] == "worse_cold"
    assert "milder_cold" in codes(on(2, "12:00"), check_in(START, 7), check_in(on(2, "11:00"), 3))
    assert "milder" in codes(on(2, "12:00"), check_in(START, 7), check_in(on(2, "11:00"), 3), conditions=["raynaud"])


def test_a_step_back_has_its_reason() -> None:
    down = changes(on(3, "07:10"), *days_of([3, 3, 6], [8, 8]))
    assert [(change.code, change.because and change.because.code) for change in down][:2] == [
        ("worse_cold", None),
        ("stage_down", "morning_pain"),
    ]


def test_a_walk_that_hurt_eases_todays_walks_and_does_not_explain_the_step_up() -> None:
    told = changes(on(3, "10:30"), *days_of([3, 3, 3], [8, 8]), walk(on(3, "10:00"), 3, 6))
    assert [
        (change.code, change.because and change.because.code) for change in told if change.code != "massage_opens"
    ] == [
        ("phase_transition", None),
        ("stage_up", None),
        ("walks_eased", "pain_rose"),
    ]


def test_a_new_condition_leaves_a_treatment_out_and_a_yes_brings_it_back() -> None:
    ill = about(on(2, "10:00"), conditions=["angina"])
    yes = about(on(3, "10:00"), agreed=["cold:angina"])
    told = [change for change in changes(on(2, "11:00"), check_in(START, 5), ill) if change.code == "left_out"]
    assert [change.inputs["kind"] for change in told] == ["cold", "heat", "nsaid"]
    assert "left_out" not in codes(on(3, "09:00"), check_in(START, 5), ill)
    back = [change for change in changes(on(3, "11:00"), check_in(START, 5), ill, yes) if change.code == "back_in"]
    assert [change.inputs["kind"] for change in back] == ["cold"]


def test_a_flag_and_its_end_are_changes() -> None:
    flag, checked = check_in(on(2, "10:00"), 5, flags=["D1"]), entry("cleared", on(3, "10:00"), because="professional")
    assert "flag_raised" in codes(on(2, "11:00"), check_in(START, 5), flag)
    assert "flag_lifted" in codes(on(3, "11:00"), check_in(START, 5), flag, checked)


def test_there_are_no_changes_behind_an_emergency() -> None:
    assert codes(on(2, "11:00"), check_in(START, 5), check_in(after(25), 5, flags=["E1"])) == []


def test_the_first_answer_of_today_does_not_count_for_yesterday() -> None:
    told = codes(on(2, "07:10"), check_in(START, 5), check_in(on(2, "07:01"), 8))
    assert told[0] == "worse_cold"


def test_an_onset_logged_only_today_has_no_changes() -> None:
    journal = [about(), check_in(after(1), 5), onset(at=on(2, "08:00")), check_in(on(2, "08:00"), 5)]
    now = on(2, "09:00")
    assert since_yesterday(situation_at(parse_journal(journal, now), now)) == ()


HEALED = [check_in(on(2, clock), 1, limits=False) for clock in ("07:05", "20:00")]


@pytest.mark.parametrize(
    ("now", "journal", "told"),
    [
        (
            on(6, "12:00"),
            [*days_of([4] * 5), check_in(on(6, "10:00"), 4, flags=["D1"])],
            {"flag_raised": {"flag": "D1"}},
        ),
        (
            on(2, "21:00"),
            [check_in(START, 5), *HEALED],
            {"phase_keep_well": {}, "stage_up": {"stage": "W5", "minutes": 10, "before": 2}, "stretch_opens": {}},
        ),
        (
            on(6, "12:00"),
            [check_in(START, 5), *HEALED, check_in(on(6, "11:00"), 5, screened=True, flags=[])],
            {"worse_heat": {"pain": 5, "before": 1}, "stage_down": {"stage": "W2", "minutes": 4, "before": 10}},
        ),
        (
            on(6, "12:00"),
            [*days_of([3] * 5, [8] * 5), check_in(on(6, "11:00"), 8, sudden=True, screened=True)],
            {
                "phase_cold": {},
                "worse_cold": {"pain": 8, "before": 3},
                "stage_down": {"stage": "W1", "minutes": 1, "before": 13},
            },
        ),
        (
            on(6, "12:00"),
            [*days_of([4] * 5), check_in(on(6, "11:00"), 8)],
            {
                "worse_heat": {"pain": 8, "before": 4},
                "walks_shorter": {"stage": "W2", "minutes": 1, "before": 4},
            },
        ),
        (
            on(6, "12:00"),
            [*days_of([7] * 5), check_in(on(6, "11:00"), 3)],
            {
                "milder_heat": {"pain": 3, "before": 7},
                "walks_longer": {"stage": "W2", "minutes": 5, "before": 2},
                "stretch_opens": {},
            },
        ),
        (
            on(5, "12:00"),
            days_of([3] * 5, [8] * 5),
            {"walks_longer": {"stage": "W4", "minutes": 13, "before": 10}},
        ),
    ],
)
def test_each_change_says_what_it_is_about(now: datetime, journal: list[Raw], told: dict[str, object]) -> None:
    assert {change.code: dict(change.inputs) for change in changes(now, *journal)} == told


def test_what_is_left_out_names_the_trait() -> None:
    told = changes(on(6, "12:00"), *days_of([4] * 5), about(on(6, "09:00"), conditions=["raynaud"]))
    assert [dict(change.inputs) for change in told] == [{"kind": "cold", "trait": "raynaud"}]


def test_a_person_who_joins_today_has_no_changes() -> None:
    late = on(3, "10:00")
    journal = [about(late), onset(at=late), check_in(late, 5)]
    assert since_yesterday(situation_at(parse_journal(journal, late), late)) == ()
