"""The values that a plan is made of: they are frozen, and two helpers change a copy or a new one."""

from dataclasses import FrozenInstanceError, fields, is_dataclass
from typing import Any

import pytest

from recovery.plan import advice
from recovery.plan.advice import CanStart, Item, Reason, Start, moved, sign
from recovery.plan.enums import ItemReason, ItemState, WalkReason
from recovery.plan.words import Words
from tests.plan.cases import START, after

ITEM = Item("rest", START, after(1), 20, Words("t"), Words("d"), Words("b"), Reason(ItemReason.POSITION), "seed")
VALUES = [each for each in vars(advice).values() if is_dataclass(each) and each.__module__ == advice.__name__]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value.__name__)
def test_every_value_is_frozen(value: Any) -> None:
    assert value.__dataclass_params__.frozen
    with pytest.raises(FrozenInstanceError):
        setattr(object.__new__(value), fields(value)[0].name, None)


def test_reason_has_no_inputs_when_none_are_given() -> None:
    assert Reason(WalkReason.NO_LOG) == Reason(WalkReason.NO_LOG, {})
    assert Reason(WalkReason.NO_LOG).inputs is not Reason(WalkReason.NO_LOG).inputs


@pytest.mark.parametrize(
    ("opens", "state"), [(after(0.5), ItemState.DUE), (START, ItemState.OPEN), (START, ItemState.PASSED)]
)
def test_moved_copies_an_item_with_another_opening_and_state(opens: Any, state: ItemState) -> None:
    copy = moved(ITEM, opens, state)
    assert (copy.opens, copy.state) == (opens, state)
    others = [each.name for each in fields(Item) if each.name not in ("opens", "state")]
    assert [getattr(copy, name) for name in others] == [getattr(ITEM, name) for name in others]
    assert (ITEM.opens, ITEM.state) == (START, ItemState.DUE)


def test_sign_writes_the_name_of_the_rule_on_the_value_itself() -> None:
    said = CanStart("rest", Start(True, None, None))
    assert sign(said, "rest.can_start_rest") is said
    assert said.rule == "rest.can_start_rest"
