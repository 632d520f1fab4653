"""Letting go, and what to do when it comes back."""

import pytest

from recovery.plan.rules.prevention import WELL_FOR_SURE, WELL_NOW
from tests.plan.cases import card, check_in, days_of, on, plan

WELL = [*days_of([3]), check_in(on(2, "07:05"), 1, limits=False), check_in(on(3, "07:05"), 1)]


def test_prevention_card_opens_on_day_14_or_with_recovery() -> None:
    assert card(plan(on(13, "08:00")), "prevention").because == "later"
    assert card(plan(on(14, "08:00")), "prevention").shown
    assert card(plan(on(2, "08:00"), *WELL), "prevention").because == "later"
    assert card(plan(on(3, "08:00"), *WELL), "prevention").shown


def test_recovered_card_is_shown_and_ends_ice_and_warmth() -> None:
    before, shown = plan(on(2, "08:00"), *WELL), plan(on(3, "08:00"), *WELL)
    assert card(before, "recovered").because == "not_yet"
    assert card(shown, "recovered").shown
    assert shown.phase == "keep_well"
    assert {item.kind for item in shown.day.items} == {"walk", "stretch", "check_in"}
    assert {shown.can_start[kind].because for kind in ("cold", "heat")} == {"recovered"}


@pytest.mark.parametrize(("day", "words"), [(3, WELL_NOW), (11, WELL_FOR_SURE)])
def test_recovered_card_says_how_sure_it_is(day: int, words: str) -> None:
    well = [check_in(on(each, "07:05"), 1, limits=False) for each in range(4, 12)]
    assert str(card(plan(on(day, "08:00"), *WELL, *well), "recovered").lines[0]) == str(words)


def test_relapse_card_is_shown_while_a_relapse_lasts() -> None:
    spasm = check_in(on(5, "10:00"), 6, sudden=True, screened=True)
    assert card(plan(on(5, "09:00"), *WELL), "relapse").because == "no_flare"
    shown = plan(on(5, "10:00"), *WELL, spasm)
    assert card(shown, "relapse").shown
    assert (shown.phase, {item.kind for item in shown.day.items} >= {"cold", "rest", "breathing"}) == ("cold", True)


def test_relapse_card_is_shown_while_a_spasm_waits_for_its_questions() -> None:
    waiting = plan(on(5, "10:00"), *WELL, check_in(on(5, "10:00"), 0, sudden=True))
    assert waiting.phase == "keep_well"
    assert (card(waiting, "relapse").shown, card(waiting, "relapse").because) == (True, None)


def test_relapse_card_is_not_shown_to_somebody_who_was_well_all_along() -> None:
    shown = card(plan(on(5, "10:00"), *WELL), "relapse")
    assert (shown.shown, shown.because) == (False, "no_flare")


def test_the_acute_day_starts_again_with_a_later_spasm() -> None:
    spasm = check_in(on(60, "10:00"), 6, sudden=True, screened=True)
    kinds = {item.kind for item in plan(on(60, "10:00"), *WELL, spasm).day.items}
    assert kinds >= {"cold", "rest", "legs_up", "breathing", "drink"}
