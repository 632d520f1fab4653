"""What is not for this person, dated banners, and answers that contradict each other."""

from uuid import UUID

import pytest

from recovery.plan.advice import Plan
from tests.plan.cases import START, about, after, check_in, entry, items, notice, plan, walk

FIRST, SECOND = UUID(int=1), UUID(int=2)


def left_out(shown: Plan) -> dict[str, tuple[str, bool]]:
    return {each.kind: (each.because, each.ask) for each in shown.left_out}


def test_what_is_left_out_says_because_of_what() -> None:
    told = plan(after(1), conditions=["numb_skin", "kidney_disease"])
    assert left_out(told) == {
        "cold": ("numb_skin", False),
        "heat": ("numb_skin", False),
        "massage": ("numb_skin", True),
        "nsaid": ("kidney_disease", False),
        "fluids": ("kidney_disease", False),
    }
    assert {str(each.why) for each in told.left_out} >= {"Numb skin does not feel an ice burn."}
    assert left_out(plan(after(1))) == {}


def test_ice_is_not_missed_once_its_days_are_over() -> None:
    assert "cold" in left_out(plan(after(71.9), conditions=["raynaud"]))
    assert left_out(plan(after(72), conditions=["raynaud"])) == {}


def test_a_clinicians_yes_brings_a_treatment_back_and_a_new_condition_asks_anew() -> None:
    [asked] = [each for each in plan(after(73), conditions=["pregnant"]).left_out if each.kind == "heat"]
    assert asked.lifts == ("heat:pregnant",)
    yes = about(after(72.5), agreed=list(asked.lifts))
    assert items(plan(after(73), yes, conditions=["pregnant"]), "heat") != []
    more = about(after(72.6), conditions=["pregnant", "angina"])
    told = plan(after(73), yes, more, conditions=["pregnant"])
    assert left_out(told)["heat"] == ("angina", True)
    assert items(told, "heat") == []


def test_no_yes_lifts_a_firm_no() -> None:
    told = plan(after(1), about(START, agreed=["cold:numb_skin"]), conditions=["numb_skin"])
    assert left_out(told)["cold"] == ("numb_skin", False)
    assert not told.can_start["cold"].now


@pytest.mark.parametrize(
    ("hours", "put_away", "hidden"),
    [(2, 1, True), (2, None, False), (48.09, 1, True), (48.1, 1, False), (72, 1, False), (2, 0, False)],
)
def test_a_dated_banner_put_away_comes_back_on_its_date(hours: float, put_away: float | None, hidden: bool) -> None:
    flag = check_in(after(0.1), 5, flags=["D1"])
    read = [] if put_away is None else [entry("dismissed", after(put_away), notices=["D1"])]
    told = notice(plan(after(hours), flag, *read), "D1")
    assert told is not None
    assert told.because["by"] == after(48.1)
    assert told.hidden == hidden


def test_another_banner_and_a_later_reason_are_not_put_away() -> None:
    flags = [check_in(after(0.1), 5, flags=["D1", "D5"]), entry("dismissed", after(1), notices=["D1"])]
    told = plan(after(2), *flags)
    assert [each.code for each in told.notices if each.hidden] == ["D1"]
    cleared = [entry("cleared", after(3), because="mistake"), check_in(after(4), 5, flags=["D1"])]
    assert [each.hidden for each in plan(after(5), *flags, *cleared).notices if each.code == "D1"] == [False]


@pytest.mark.parametrize(("minutes", "pains", "asked"), [(60, (3, 8), True), (61, (3, 8), False), (60, (3, 3), False)])
def test_two_pains_within_an_hour_ask_which_is_right(minutes: int, pains: tuple[int, int], asked: bool) -> None:
    journal = [check_in(START, pains[0], id=FIRST), check_in(after(minutes=minutes), pains[1], id=SECOND)]
    told = notice(plan(after(2), *journal), "which_pain")
    assert (told is not None) == asked
    if told:
        assert told.because == {"pains": [3, 8], "entries": [str(FIRST), str(SECOND)]}


@pytest.mark.parametrize("pains", [(3, 8), (8, 3)])
def test_until_then_the_higher_one_counts(pains: tuple[int, int]) -> None:
    journal = [check_in(START, pains[0], id=FIRST), check_in(after(0.5), pains[1], id=SECOND)]
    assert plan(after(2), *journal).severity == "severe"
    undo = entry("withdrawn", after(1), entry=str(FIRST if pains[0] == 8 else SECOND))
    assert plan(after(2), *journal, undo).severity == "mild"
    assert notice(plan(after(2), *journal, undo), "which_pain") is None


def test_no_walk_today_beside_a_walk_keeps_the_walk_and_asks() -> None:
    journal = [walk(after(1), 3, 3), check_in(after(2), 3, walked=False)]
    assert notice(plan(after(3), *journal), "walk_or_not") is not None
    assert items(plan(after(3), *journal), "walk")[0].state == "done"
    assert notice(plan(after(3), *journal[1:]), "walk_or_not") is None
    assert notice(plan(after(30), *journal), "walk_or_not") is None


def test_something_from_before_the_spasm_asks_whether_the_start_is_right() -> None:
    early = walk(after(-2), 3, 3)
    assert notice(plan(after(1), early), "entry_before_onset") is not None
    assert notice(plan(after(1), entry("medicine", after(-2), name="ibuprofen")), "entry_before_onset") is None
    assert notice(plan(after(1), walk(after(0), 3, 3)), "entry_before_onset") is None
