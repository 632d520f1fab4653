"""The short words of the red flags."""

import pytest

from recovery.plan.book import NUMBERS
from recovery.plan.history.screening import EMERGENCY, SAME_DAY, WITHIN_DAYS
from recovery.presenters.flag_rows import ROWS, flag_rows


def test_each_flag_has_words_except_the_one_that_dates_alone_raise() -> None:
    assert tuple(ROWS) == (*EMERGENCY, *SAME_DAY, *WITHIN_DAYS)


def test_a_person_with_numb_skin_is_asked_about_new_numbness() -> None:
    plain, numb = (dict(flag_rows(ROWS, frozenset(conditions))) for conditions in ((), ("numb_skin",)))
    assert [flag for flag in ROWS if plain[flag] != numb[flag]] == ["E1"]
    assert str(numb["E1"]).startswith("New numbness")


def test_the_words_take_their_numbers_from_the_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    changed = {"FEVER_C": "39.5", "FEVER_F": "103.1", "FALL_AGE": "81", "STEROID_MONTHS": "5", "FIRST_PAIN_AGE": "59"}
    for name, number in changed.items():
        monkeypatch.setitem(NUMBERS, name, number)
    assert str(ROWS["S1"]).startswith("Fever of 39.5\N{NO-BREAK SPACE}°C (103.1\N{NO-BREAK SPACE}°F)")
    assert all(number in " ".join(map(str, ROWS.values())) for number in changed.values())
