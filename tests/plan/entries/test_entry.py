"""What all entries share: the register of classes, their fields and their order."""

from dataclasses import MISSING, fields
from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

import pytest

from recovery.plan.entries import CLASSES, Cold, Drink, Entry, Log, Offered, OnSkin, Timed, Withdrawn
from recovery.plan.entries.entry import kind_of, maybe, needed
from tests.plan.cases import START, after

HEAD: dict[str, Any] = {"id": UUID(int=1), "at": START, "entered_at": START, "by": "self"}


def drink(**values: Any) -> Drink:
    return Drink(**HEAD | values, ml=200)


def test_classes_registers_each_class_under_its_kind() -> None:
    assert all(entry.kind == kind for kind, entry in CLASSES.items())
    assert list(CLASSES)[:3] == ["about", "onset", "check_in"]


def test_a_second_class_of_one_kind_is_refused_by_name() -> None:
    with pytest.raises(TypeError, match="two classes of entries have the kind cold"):

        class Colder(Entry):
            kind: ClassVar[str] = "cold"

    assert CLASSES["cold"] is Cold


def test_each_base_class_is_narrower_than_the_one_before() -> None:
    bases = (Log, Offered, Timed, OnSkin)
    kinds = [{kind for kind, each in CLASSES.items() if issubclass(each, base)} for base in bases]
    logs, offered, timed, on_skin = kinds
    assert logs - offered == {"started", "medicine", "worse"}
    assert offered - timed == {"check_in", "drink"}
    assert timed > on_skin == {"cold", "heat"}


def test_kind_of_reads_the_kinds_of_a_base() -> None:
    read = kind_of(OnSkin)
    assert read("cold") == "cold"
    for value in ("walk", "nap", 3, ["cold"]):
        with pytest.raises(ValueError, match="must be one of cold, heat"):
            read(value)


def test_needed_has_no_default_and_maybe_is_none() -> None:
    assert needed(str).default is MISSING
    assert maybe(str).default is None
    assert [each.name for each in fields(Withdrawn) if each.default is MISSING] == [
        "id",
        "at",
        "entered_at",
        "by",
        "entry",
    ]


@pytest.mark.parametrize("name", ["at", "entered_at"])
def test_code_cannot_make_a_naive_entry(name: str) -> None:
    with pytest.raises(ValueError, match=f"{name} must be aware"):
        drink(**{name: datetime(2026, 12, 7)})  # noqa: DTZ001


def test_order_is_by_when_it_happened_then_by_when_it_was_written_down_then_by_id() -> None:
    one = drink()
    assert one.order < drink(at=after(1), entered_at=after(-1), id=UUID(int=0)).order
    assert one.order < drink(entered_at=after(1), id=UUID(int=0)).order
    assert one.order < drink(id=UUID(int=2)).order
