"""Recovery, flares and new spasms."""

from typing import Any

import pytest

from tests.plan.cases import START, Raw, after, check_in, days_of, entry, items, on, plan, step, walk
from tests.plan.ladder.journals import CALM, climb, walking, well

# --- well again

STEADY = days_of([3, 3, 3, 1] + [1] * 8, [3, 8, 10, 3])


def test_heal_after_a_calm_day_on_the_top_stages() -> None:
    found = [plan(on(day, "07:10"), *STEADY) for day in (4, 5, 10, 11)]
    assert [shown.phase for shown in found] == ["transition", "keep_well", "keep_well", "keep_well"]


@pytest.mark.parametrize(
    ("felt", "expected"),
    [
        # two low pains, eight waking hours apart (22:00 to 07:00 is sleep)
        ([("08:00", 1)], False),
        ([("08:00", 1), ("15:59", 1)], False),
        ([("08:00", 1), ("16:00", 1)], True),
        ([("08:00", 0), ("12:00", 1), ("16:00", 0)], True),
        ([("08:00", 1), ("12:00", 2), ("16:00", 1)], False),
        ([("08:00", 2), ("16:00", 1)], False),
        ([("08:00", 1), ("16:00", 2)], False),
        ([("21:00", 1)], False),
        ([], False),
    ],
)
def test_heal_wants_two_low_pains_eight_waking_hours_apart(felt: list[tuple[str, int]], expected: bool) -> None:
    calm = [each for each in CALM if each["at"] < on(8, "00:00")]
    told = [check_in(on(8, clock), pain) for clock, pain in felt]
    assert (plan(on(8, "21:30"), *calm, *told).phase == "keep_well") is expected


@pytest.mark.parametrize(("clock", "expected"), [("14:59", False), ("15:00", True)])
def test_heal_counts_no_hour_of_sleep(clock: str, expected: bool) -> None:
    calm = [each for each in CALM if each["at"] < on(8, "00:00")]
    told = [check_in(on(8, "22:00"), 1), check_in(on(9, clock), 1)]
    assert (plan(on(9, "15:30"), *calm, *told).phase == "keep_well") is expected


@pytest.mark.parametrize(
    ("fields", "more", "expected"),
    [
        ({"limits": False}, [], "W5 advance recovered"),
        ({"limits": True}, [], "W2 hold too_few_walks"),
        ({}, [], "W2 hold too_few_walks"),
        ({"limits": False}, [check_in(on(2, "20:00"), 1, limits=True)], "W2 hold too_few_walks"),
        ({"limits": True}, [check_in(on(2, "20:00"), limits=False)], "W5 advance recovered"),
        ({"limits": False}, [check_in(on(2, "20:00"), can_walk="a_few_steps")], "W2 hold too_few_walks"),
        ({"limits": False, "can_walk": "yes"}, [], "W5 advance recovered"),
        ({"limits": False, "can_walk": "no"}, [check_in(on(2, "20:00"), can_walk="yes")], "W5 advance recovered"),
        ({"limits": False}, [check_in(on(2, "20:00"), flags=["S2"])], "W2 hold flag_open"),
        ({"limits": False}, [check_in(on(2, "20:00"), flags=["D5"])], "W5 advance recovered"),
    ],
)
def test_heal_on_any_stage_with_normal_activities_and_nothing_against_it(
    fields: dict[str, Any], more: list[Raw], expected: str
) -> None:
    journal = [check_in(START, 3), check_in(on(2, "07:05"), 1, **fields), check_in(on(3, "07:05"), 1), *more]
    assert step(plan(on(3, "07:10"), *journal)) == expected


@pytest.mark.parametrize(("answers", "phase"), [([None], "keep_well"), ([True], "heat"), ([True, False], "keep_well")])
def test_heal_on_the_top_stages_unless_it_still_limits(answers: list[bool | None], phase: str) -> None:
    calm = [each for each in CALM if each["at"] < on(8, "00:00")]
    told = [check_in(on(8, f"{8 + place:02}:00"), 1, limits=each) for place, each in enumerate(answers)]
    assert plan(on(8, "21:30"), *calm, *told, check_in(on(8, "18:00"), 1)).phase == phase


@pytest.mark.parametrize(
    ("denial", "expected"),
    [
        ({"pain": 1}, "W5"),
        ({"pain": 2}, "W4 step_back not_well"),
        ({"pain": 3}, "W4 step_back not_well"),
        ({"pain": 3, "leg": "lower"}, "W4 step_back not_well"),
        ({"can_walk": "yes"}, "W5"),
        ({"can_walk": "a_few_steps"}, "W4 step_back not_well"),
        ({"flags": ["S2"]}, "W2 ease flag_open"),
        ({"flags": ["D5"]}, "W5"),
    ],
)
def test_take_back_a_recovery_that_is_not_sure(denial: dict[str, Any], expected: str) -> None:
    shown = plan(on(5, "12:00"), *STEADY, check_in(on(5, "11:00"), **denial))
    assert step(shown).startswith(expected)
    assert (shown.phase == "keep_well") is (expected == "W5")
    assert next(card.shown for card in shown.cards if card.kind == "recovered") is (expected == "W5")


def test_take_back_by_the_pain_before_a_walk() -> None:
    assert step(plan(on(5, "12:00"), *STEADY, walk(on(5, "11:00"), 2, 2))) == "W4 step_back not_well"


@pytest.mark.parametrize(
    ("denial", "phase"), [({"pain": 2}, "keep_well"), ({"pain": 3}, "keep_well"), ({"flags": ["S5"]}, "heat")]
)
def test_a_sure_recovery_is_taken_back_by_an_open_sign_only(denial: dict[str, Any], phase: str) -> None:
    shown = plan(on(12, "12:00"), *(each for each in STEADY), check_in(on(12, "07:05"), **denial))
    assert shown.phase == phase
    assert shown.day.walking is not None
    assert shown.day.walking.stage == ("W5" if phase == "keep_well" else "W1")


# Well on the evening of Day 3, straight from short walks.
WELL_ON_W2 = [
    check_in(on(1, "09:05"), 6, screened=True),
    check_in(on(3, "08:00"), 1, limits=False),
    check_in(on(3, "17:00"), 1, limits=False),
]


@pytest.mark.parametrize(
    ("denial", "expected"),
    [
        ([check_in(on(3, "19:00"), 2)], "W2 step_back not_well"),
        ([check_in(on(3, "19:00"), 4, screened=True, sudden=False)], "W2 step_back flare"),
        ([check_in(on(3, "19:00"), 7, screened=True, sudden=False)], "W2 step_back flare"),
        ([check_in(on(4, "08:00"), 3)], "W2 step_back not_well"),
        ([check_in(on(4, "08:00"), 7, screened=True, sudden=False)], "W2 step_back flare"),
        ([check_in(on(3, "19:00"), can_walk="a_few_steps")], "W2 step_back not_well"),
        ([check_in(on(3, "19:00"), flags=["S2"])], "W2 step_back not_well"),
        ([check_in(on(3, "19:00"), 1, leg="lower")], "W2 step_back leg_pain_lower"),
        ([walk(on(3, "19:00"), 3, 3)], "W2 step_back not_well"),
        ([walk(on(3, "19:00"), 1, 5), walk(on(3, "19:30"), 1, 5)], "W2 step_back two_walks_hurt"),
    ],
)
def test_a_recovery_that_is_not_sure_falls_to_the_stage_before_it(denial: list[Raw], expected: str) -> None:
    assert step(plan(on(3, "18:00"), *WELL_ON_W2)) == "W5 advance recovered"
    assert step(plan(denial[-1]["at"], *WELL_ON_W2, *denial)) == expected


@pytest.mark.parametrize(
    ("denial", "expected"),
    [
        (check_in(on(1, "19:00"), 3), "W1 step_back not_well"),
        (check_in(on(1, "19:00"), 5, sudden=True, screened=True), "W1 step_back sudden_spasm"),
        (check_in(on(3, "08:59"), 3), "W1 step_back not_well"),
        (check_in(on(3, "09:00"), 3), "W2 step_back not_well"),
        (check_in(on(4, "09:00"), 5, sudden=True, screened=True), "W2 step_back sudden_spasm"),
    ],
)
def test_a_recovery_from_rest_falls_to_rest_until_its_limit_only(denial: Raw, expected: str) -> None:
    well = [check_in(on(1, clock), pain, limits=False) for clock, pain in (("09:05", 6), ("10:00", 1), ("18:00", 1))]
    assert step(plan(denial["at"], *well, denial)) == expected


def test_a_sure_recovery_steps_back_from_its_own_stage() -> None:
    quiet = [check_in(on(day, "08:00"), 1) for day in range(4, 12)]
    flare = check_in(on(12, "08:00"), 4, screened=True, sudden=False)
    assert step(plan(on(12, "08:00"), *WELL_ON_W2, *quiet, flare)) == "W4 step_back flare"


def test_count_quiet_days_confirms_recovery_after_seven() -> None:
    found = [climb(on(day, "07:10"), *STEADY).rung.recovered for day in (4, 5, 10, 11)]
    assert found == [None, "provisional", "provisional", "confirmed"]
    words = [
        str(card.lines[0])
        for day in (4, 5, 10, 11)
        for card in plan(on(day, "07:10"), *STEADY).cards
        if card.kind == "recovered" and card.shown
    ]
    assert words[0] == words[1] == "Pain was 1 or less, with longer walks or your normal things."
    assert words[2] == "Pain was 1 or less for 7 days in a row. You need no plan now."


def test_count_quiet_days_starts_again_after_a_day_without_a_log() -> None:
    journal = days_of([3, 3, 3, 1, 1, 1, None, 1, 1, 1, 1, 1, 1, 1], [3, 8, 10, 3])
    found = [climb(on(day, "07:10"), *journal).rung.quiet_days for day in (5, 6, 7, 8, 9)]
    assert found == [1, 2, 3, 0, 1]


def test_recovery_keeps_one_stretch_a_day() -> None:
    shown = plan(on(8, "07:10"), *well(9, []))
    assert len(items(shown, "stretch")) == 1
    assert {item.kind for item in shown.day.items} == {"stretch", "walk", "check_in"}
    assert shown.reminders == ()


# --- flares


@pytest.mark.parametrize(("pain", "expected"), [(3, "W4 hold morning_pain"), (4, "withheld"), (7, "withheld")])
def test_is_flare_on_the_top_stages_asks_for_a_full_screen_first(pain: int, expected: str) -> None:
    journal = [each for each in CALM if each["at"] < on(8, "00:00")]
    shown = plan(on(8, "07:10"), *journal, check_in(on(8, "07:05"), pain))
    assert step(shown) == expected
    assert (shown.gate and shown.gate.asks) == (None if pain == 3 else ("screen", "sudden"))


def test_is_flare_below_the_top_stages_never() -> None:
    journal = [*days_of([2, 2, 2], [3, 8]), check_in(on(3, "12:00"), 8)]
    assert plan(on(3, "12:10"), *journal).gate is None


def test_is_flare_after_recovery_from_four_on_however_slowly_it_came() -> None:
    journal = days_of([3, 3, 3, *[1] * 8, 2, 3], [3, 8, 10, 3, 3])
    assert step(plan(on(13, "08:00"), *journal)).startswith("W5")
    shown = plan(on(13, "20:10"), *journal, check_in(on(13, "20:00"), 4))
    assert shown.gate is not None
    assert (shown.gate.because.code, shown.phase) == ("flare", "heat")


@pytest.mark.parametrize(("pain", "stage"), [(4, "W3b"), (6, "W3b"), (7, "W3a")])
def test_flare_steps_back_one_or_two_stages_and_keeps_the_warmth(pain: int, stage: str) -> None:
    flare = check_in(on(8, "20:00"), pain, screened=True, sudden=False)
    shown = plan(on(8, "20:10"), *CALM, flare)
    assert (shown.gate, step(shown)) == (None, f"{stage} step_back flare")
    assert (shown.phase, shown.heat_from) == ("heat", after(72))


def test_flare_logged_with_a_walk_asks_as_well() -> None:
    hurt = walk(on(8, "20:00"), 5, 5)
    shown = plan(on(8, "20:10"), *CALM, hurt)
    assert shown.gate is not None
    assert (shown.gate.because.code, shown.gate.since) == ("flare", on(8, "20:00"))
    answered = check_in(on(8, "20:05"), screened=True, sudden=False)
    assert step(plan(on(8, "20:10"), *CALM, hurt, answered)) == "W3b step_back flare"


def test_flare_notes_its_pain_and_forgets_recovery() -> None:
    journal = days_of([3, 3, 3, *[1] * 9], [3, 8, 10, 3])
    flare = check_in(on(13, "08:00"), 5, screened=True, sudden=False)
    calm = [check_in(on(day, "07:05"), 1) for day in range(14, 21)]
    found = walking(on(13, "08:05"), *journal, flare)
    assert (found.stage, found.because.inputs, found.minutes) == ("W4", {"pain": 5}, 10)
    cards = [card for day in (15, 20, 21) for card in plan(on(day, "08:00"), *journal, flare, *calm).cards]
    assert [str(card.lines[0]) for card in cards if card.kind == "recovered" and card.shown] == [
        "Pain was 1 or less, with longer walks or your normal things.",
        "Pain was 1 or less, with longer walks or your normal things.",
        "Pain was 1 or less for 7 days in a row. You need no plan now.",
    ]


# --- new sudden spasms


MADE_WORSE = entry("worse", on(3, "19:10"), item="walk")


@pytest.mark.parametrize(
    ("journal", "worse", "expected"),
    [
        (days_of([3, 3, 3]), check_in(on(3, "20:00"), 6, sudden=True, screened=True), "W2 step_back sudden_spasm"),
        (
            [*WELL_ON_W2, check_in(on(3, "19:00"), 1, leg="lower")],
            check_in(on(3, "20:00"), can_walk="a_few_steps"),
            "W2 step_back not_well",
        ),
        (
            [*days_of([3, 3, 3], [3, 3]), check_in(on(3, "19:00"), flags=["S4"])],
            check_in(on(3, "20:00"), leg="lower"),
            "W1 ease flag_open",
        ),
    ],
)
def test_a_worse_report_keeps_the_walks_of_today_easier_that_were_made_easier(
    journal: list[Raw], worse: Raw, expected: str
) -> None:
    eased, then = walking(on(3, "19:20"), *journal, MADE_WORSE), walking(on(3, "20:10"), *journal, MADE_WORSE, worse)
    assert step(plan(on(3, "20:10"), *journal, MADE_WORSE, worse)) == expected
    assert (then.stage, then.gap_minutes) == (eased.stage, eased.gap_minutes)
    assert then.minutes <= eased.minutes


def test_relapse_when_severe_goes_back_to_rest_for_a_day_at_most() -> None:
    spasm = check_in(on(8, "10:00"), 8, sudden=True, screened=True)
    assert step(plan(on(8, "10:00"), *CALM, spasm)) == "W1 step_back sudden_spasm"
    assert step(plan(on(9, "09:59"), *CALM, spasm)) == "W1 hold rest_first"
    assert step(plan(on(9, "10:00"), *CALM, spasm)) == "W2 floor rest_limit"


@pytest.mark.parametrize(("clock", "expected"), [("10:40", "W1"), ("11:00", "W1"), ("11:50", "W1")])
def test_relapse_without_a_pain_waits_for_how_bad_it_is(clock: str, expected: str) -> None:
    spasm = check_in(on(8, "10:00"), sudden=True, screened=True)
    assert step(plan(on(8, "10:05"), *CALM, spasm)) == "W2 step_back sudden_spasm"
    later = plan(on(8, "12:00"), *CALM, spasm, check_in(on(8, clock), 8))
    assert step(later) == f"{expected} step_back sudden_spasm"


def test_relapse_is_never_a_step_up() -> None:
    spasm = check_in(after(5), 7, sudden=True, screened=True)
    assert step(plan(after(5), check_in(START, 5), spasm)) == "W1 step_back sudden_spasm"
    assert plan(after(5), check_in(START, 5), spasm).heat_from == after(77)
