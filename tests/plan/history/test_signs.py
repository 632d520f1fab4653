"""Signs that no single answer tells: a person who still cannot walk after two days."""

import pytest

from recovery.plan.build import situation_at
from recovery.plan.entries import parse_journal
from tests.plan.cases import START, Raw, about, after, check_in, entry, onset, plan


def signs_at(hours: float, *entries: Raw) -> list[str]:
    """The signs that were raised by then, also those that are over."""
    journal = parse_journal([about(), onset(), *entries], after(hours))
    return [flag for each in situation_at(journal, after(hours)).raised for flag in each.flags]


CANNOT = check_in(after(1), 5, can_walk="no")


@pytest.mark.parametrize(("hours", "signs"), [(47.9, []), (48, ["S6"]), (60, ["S6"])])
def test_cannot_walk_is_a_sign_48_hours_after_the_onset(hours: float, signs: list[str]) -> None:
    assert signs_at(hours, CANNOT) == signs


@pytest.mark.parametrize(("hours", "signs"), [(47.9, []), (48, []), (48.1, ["S6"])])
def test_cannot_walk_is_no_sign_once_another_answer_came_in_time(hours: float, signs: list[str]) -> None:
    assert signs_at(60, CANNOT, check_in(after(hours), can_walk="a_few_steps")) == signs


@pytest.mark.parametrize(("spasm", "signs"), [(47.9, []), (48, []), (48.1, ["S6"])])
def test_cannot_walk_counts_from_a_new_spasm(spasm: float, signs: list[str]) -> None:
    again = check_in(after(spasm), 8, sudden=True, screened=True, flags=[])
    assert signs_at(60, CANNOT, again) == signs
    assert "S6" in signs_at(spasm + 48, CANNOT, again)


def test_a_screen_of_somebody_who_still_cannot_walk_lifts_no_emergency() -> None:
    told = check_in(after(50), 5, flags=["E1"])
    checked = entry("cleared", after(51), because="professional")

    def gate(**answers: str) -> tuple[str, tuple[str, ...]] | None:
        screen = entry("check_in", after(52), screened=True, flags=[], **answers)
        found = plan(after(53), check_in(START, 5), told, checked, screen).gate
        return (found.level, found.flags) if found else None

    assert gate() is None
    assert gate(can_walk="yes") is None
    assert gate(can_walk="no") == ("ask_first", ("E1",))


@pytest.mark.parametrize(
    ("later", "is_open"),
    [
        ([check_in(after(3), 4), check_in(after(16), 3)], True),
        ([check_in(after(3), temperature_c=37.9), check_in(after(14.9), temperature_c=37)], True),
        ([check_in(after(3), temperature_c=37.9), check_in(after(15), temperature_c=37)], False),
        ([check_in(after(3), temperature_c=37), check_in(after(9), flags=["S1"]), check_in(after(16), 3)], True),
        ([check_in(after(3), temperature_c=37), check_in(after(9), 3), check_in(after(15), temperature_c=37)], False),
    ],
)
def test_a_fever_is_gone_by_two_low_temperatures_and_not_by_silence(later: list[Raw], is_open: bool) -> None:
    found = plan(after(20), check_in(after(1), 5, flags=["S1"]), *later).gate
    assert (found is not None and "S1" in found.flags) is is_open
