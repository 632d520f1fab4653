"""What time alone does: rest runs out, and a checked emergency is lifted."""

from datetime import timedelta

import pytest

from recovery.plan.build import situation_at
from recovery.plan.entries import parse_journal
from tests.plan.cases import START, Raw, about, after, check_in, entry, on, onset, plan, plan_of, step
from tests.plan.ladder.journals import CALM


@pytest.mark.parametrize(
    ("seconds", "expected"), [(48 * 3600 - 1, "W1 hold rest_first"), (48 * 3600, "W2 floor rest_limit")]
)
def test_pass_time_ends_rest_at_48_hours(seconds: int, expected: str) -> None:
    began = on(1, "20:00")
    journal = [about(began), onset(began), check_in(began, 9)]
    assert step(plan_of(journal, began + timedelta(seconds=seconds))) == expected


def test_pass_time_ends_rest_before_a_later_log_of_the_day_counts() -> None:
    journal = [check_in(START, 9), check_in(after(49), 9, leg="lower")]
    assert step(plan(after(50), *journal)) == "W2 floor leg_pain_lower"


def test_pass_time_ends_the_rest_from_before_a_recovery_before_a_sign_takes_it_back() -> None:
    well = [check_in(on(1, clock), pain, limits=False) for clock, pain in (("09:05", 6), ("10:00", 1), ("18:00", 1))]
    journal = [about(), onset(), *well, check_in(on(3, "10:00"), flags=["S2"])]
    assert step(plan_of(journal, on(3, "11:00"))) == "W2 step_back not_well"
    turns = situation_at(parse_journal(journal, on(3, "11:00")), on(3, "11:00")).climb.turns
    assert [turn.at for turn in turns] == sorted(turn.at for turn in turns)


FLAGGED: list[Raw] = [check_in(on(8, "09:00"), flags=["E1"]), entry("cleared", on(8, "11:00"), because="professional")]
SCREEN = check_in(on(8, "12:00"), screened=True, flags=[])


def test_pass_time_starts_again_at_short_walks_after_a_checked_emergency() -> None:
    assert plan(on(8, "11:59"), *CALM, *FLAGGED).day.walking is None
    shown = plan(on(8, "12:00"), *CALM, *FLAGGED, SCREEN)
    assert (shown.gate, step(shown)) == (None, "W2 step_back after_check")


def test_pass_time_after_a_checked_emergency_never_leads_up() -> None:
    early = [check_in(START, 8), check_in(after(1), flags=["E1"])]
    checked = [entry("cleared", after(2), because="mistake"), check_in(after(3), 8, screened=True, flags=[])]
    assert step(plan(after(4), *early, *checked)) == "W1 start first_day"
