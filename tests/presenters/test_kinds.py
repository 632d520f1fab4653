"""Each kind of entry and item has a complete row of words."""

import pytest
from django.contrib.staticfiles import finders

from recovery.plan import kinds
from recovery.plan.kinds import ITEMS, TIMED
from recovery.presenters.kinds import KINDS


def test_there_is_a_row_for_each_kind_and_no_other() -> None:
    assert set(kinds.KINDS) - set(KINDS) == set(), "these kinds have no row in recovery/presenters/kinds.py"
    assert set(KINDS) - set(kinds.KINDS) == set(), "these rows of recovery/presenters/kinds.py belong to no kind"


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_has_a_name_an_icon_and_a_toast(kind: str) -> None:
    words = KINDS[kind]
    assert str(words.name)
    assert str(words.saved)
    assert f'id="{words.icon}"' in icons()


@pytest.mark.parametrize("kind", TIMED)
def test_each_timed_kind_has_the_words_of_its_timer(kind: str) -> None:
    words = KINDS[kind]
    assert words.timer, f"{kind} needs TimerWords in its row"
    assert str(words.timer.running)
    assert str(words.timer.end)
    assert str(words.button), f"{kind} needs a button that starts it"
    assert words.many % {"count": 2} != words.many % {"count": 3}, f"{kind} needs words that count it"
    assert finders.find(f"drawings/{words.drawing}.svg"), f"{kind} needs a drawing"


@pytest.mark.parametrize("kind", sorted({*kinds.KINDS} - {*TIMED}))
def test_other_kinds_have_no_timer_words(kind: str) -> None:
    assert KINDS[kind].timer is None


def test_only_kinds_that_a_helper_may_log_have_minutes_for_a_helper() -> None:
    assert all(kinds.KINDS[kind].by_helper for kind, words in KINDS.items() if words.helper_minutes)


def test_a_person_can_add_each_item_of_a_plan_and_medicine() -> None:
    assert {kind for kind, words in KINDS.items() if words.addable} == {*ITEMS, "medicine"}


def icons() -> str:
    path = finders.find("icons.svg")
    assert isinstance(path, str)
    with open(path) as file:
        return file.read()
