"""What is not for this person, dated banners, and answers that contradict each other."""

from uuid import UUID

import pytest

from recovery.plan.advice import Plan
from tests.plan.cases import START, about, after, check_in, entry, items, notice, plan, walk

FIRST, SECOND = UUID(int=1), UUID(int=2)


def left_out(shown: Plan) -> dict[str, tuple[str, bool]]:
    return {each.kind: (each.because, each.ask) for each in shown.left_out}


def test_left_out_names_the_trait_that_is_the_reason() -> None:
    told = plan(after(1), conditions=["numb_skin", "kidney_disease"])
    assert left_out(told) == {
        "cold": ("numb_skin", False),
        "heat": ("numb_skin", False),
        "massage": ("numb_skin", True),
        "nsaid": ("kidney_disease", False),
        "paracetamol": ("kidney_disease", True),
        "fluids": ("kidney_disease", False),
    }
    assert {str(each.why) for each in told.left_out} >= {"Numb skin does not feel an ice burn."}
    assert left_out(plan(after(1))) == {}


def test_left_out_does_not_name_ice_once_its_days_are_over() -> None:
    assert "cold" in left_out(plan(after(71.9), conditions=["raynaud"]))
    assert left_out(plan(after(72), conditions=["raynaud"])) == {}


def test_left_out_ends_with_a_clinicians_yes_and_a_new_condition_asks_again() -> None:
    [asked] = [each for each in plan(after(73), conditions=["pregnant"]).left_out if each.kind == "heat"]
    assert asked.lifts == ("heat:pregnant",)
    yes = about(after(72.5), agreed=list(asked.lifts))
    assert items(plan(after(73), yes, conditions=["pregnant"]), "heat") != []
    more = about(after(72.6), conditions=["pregnant", "angina"])
    told = plan(after(73), yes, more, conditions=["pregnant"])
    assert left_out(told)["heat"] == ("angina", True)
    assert items(told, "heat") == []


def test_left_out_keeps_a_firm_no_after_a_yes() -> None:
    told = plan(after(1), about(START, agreed=["cold:numb_skin"]), conditions=["numb_skin"])
    assert left_out(told)["cold"] == ("numb_skin", False)
    assert [each.lifts for each in told.left_out if each.kind == "cold"] == [()]
    assert not told.can_start["cold"].now


@pytest.mark.parametrize(
    ("hours", "put_away", "hidden"),
    [(2, 1, True), (2, None, False), (48.09, 1, True), (48.1, 1, False), (72, 1, False), (2, 0, False)],
)
def test_see_a_doctor_can_be_put_away_until_its_date(hours: float, put_away: float | None, hidden: bool) -> None:
    flag = check_in(after(0.1), 5, flags=["D1"])
    read = [] if put_away is None else [entry("dismissed", after(put_away), notices=["D1"])]
    told = notice(plan(after(hours), flag, *read), "D1")
    assert told is not None
    assert told.because["by"] == after(48.1)
    assert told.hidden == hidden


def test_see_a_doctor_shows_other_flags_and_later_ones() -> None:
    flags = [check_in(after(0.1), 5, flags=["D1", "D5"]), entry("dismissed", after(1), notices=["D1"])]
    told = plan(after(2), *flags)
    assert [each.code for each in told.notices if each.hidden] == ["D1"]
    cleared = [entry("cleared", after(3), because="mistake"), check_in(after(4), 5, flags=["D1"])]
    assert [each.hidden for each in plan(after(5), *flags, *cleared).notices if each.code == "D1"] == [False]


@pytest.mark.parametrize(("minutes", "pains", "asked"), [(60, (3, 8), True), (61, (3, 8), False), (60, (3, 3), False)])
def test_which_pain_asks_about_two_pains_within_an_hour(minutes: int, pains: tuple[int, int], asked: bool) -> None:
    journal = [check_in(START, pains[0], id=FIRST), check_in(after(minutes=minutes), pains[1], id=SECOND)]
    told = notice(plan(after(2), *journal), "which_pain")
    assert (told is not None) == asked
    if told:
        assert told.because == {"pains": [3, 8], "entries": [str(FIRST), str(SECOND)]}


@pytest.mark.parametrize("pains", [(3, 8), (8, 3)])
def test_which_pain_goes_by_the_higher_one_until_then(pains: tuple[int, int]) -> None:
    journal = [check_in(START, pains[0], id=FIRST), check_in(after(0.5), pains[1], id=SECOND)]
    assert plan(after(2), *journal).severity == "severe"
    undo = entry("withdrawn", after(1), entry=str(FIRST if pains[0] == 8 else SECOND))
    assert plan(after(2), *journal, undo).severity == "mild"
    assert notice(plan(after(2), *journal, undo), "which_pain") is None


def test_walk_or_not_keeps_the_walk_and_asks() -> None:
    journal = [walk(after(1), 3, 3, id=FIRST), check_in(after(2), 3, walked=False, id=SECOND)]
    asked = notice(plan(after(3), *journal), "walk_or_not")
    assert asked is not None
    assert asked.because == {"entries": [str(SECOND), str(FIRST)]}
    assert items(plan(after(3), *journal), "walk")[0].state == "done"
    assert notice(plan(after(3), *journal[1:]), "walk_or_not") is None
    assert notice(plan(after(30), *journal), "walk_or_not") is None


def test_before_onset_asks_whether_the_start_is_right() -> None:
    asked = notice(plan(after(1), walk(after(-2), 3, 3, id=FIRST)), "entry_before_onset")
    assert asked is not None
    assert asked.because == {"entries": [str(FIRST)]}
    assert notice(plan(after(1), entry("medicine", after(-2), name="ibuprofen")), "entry_before_onset") is None
    assert notice(plan(after(1), walk(after(0), 3, 3)), "entry_before_onset") is None


@pytest.mark.parametrize(("hours", "kinds"), [(2, {"cold", "heat", "massage"}), (75, {"heat", "massage"})])
def test_left_out_for_a_new_rash_until_it_is_checked(hours: float, kinds: set[str]) -> None:
    rash = check_in(after(hours - 1), 4, flags=["D7"], screened=True)
    shown = plan(after(hours), rash)
    assert {kind for kind, start in shown.can_start.items() if start.because == "D7"} == kinds
    assert {item.kind for item in shown.day.items} & kinds == set()
    assert notice(shown, "without_cold" if hours == 2 else "without_heat") is not None
    assert "massage" in left_out(shown)
    checked = plan(after(hours), rash, entry("cleared", after(hours - 0.5), because="professional"))
    assert "D7" not in {start.because for start in checked.can_start.values()}
    assert {item.kind for item in checked.day.items} & kinds


def test_left_out_after_a_reaction_can_be_agreed_to() -> None:
    reaction = [check_in(after(1), 5, flags=["E12"]), entry("cleared", after(2), because="professional")]
    told = plan(after(4), *reaction, check_in(after(3), 5, screened=True)).left_out
    assert [(each.kind, each.because, each.lifts) for each in told] == [("nsaid", "E12", ("nsaid:E12",))]


def test_see_a_doctor_tells_of_a_first_back_pain_without_a_date() -> None:
    told = notice(plan(after(2), check_in(after(1), 5, flags=["D9"])), "D9")
    assert told is not None
    assert (told.level, told.because, told.hidden) == ("info", {"flag": "D9"}, False)
    put_away = entry("dismissed", after(2), notices=["D9"])
    told = notice(plan(after(3), check_in(after(1), 5, flags=["D9"]), put_away), "D9")
    assert told is not None
    assert not told.hidden
    checked = entry("cleared", after(2), because="professional")
    assert notice(plan(after(3), check_in(after(1), 5, flags=["D9"]), checked), "D9") is None


@pytest.mark.parametrize(("country", "call"), [("US", "988"), ("CA", "988"), ("GB", None), ("NG", None)])
def test_see_a_doctor_names_the_crisis_line_of_the_country(country: str, call: str | None) -> None:
    told = notice(plan(after(2), check_in(after(1), 5, flags=["D10"]), country=country), "D10")
    assert told is not None
    assert told.because["call"] == call
