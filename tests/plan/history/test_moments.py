"""Events found by their instant: what each look-up includes at its ends."""

from datetime import datetime, timedelta
from typing import NamedTuple

import pytest

from recovery.plan.history.days import PlanDay, habits
from recovery.plan.history.moments import Moments
from tests.plan.cases import START, after


class Event(NamedTuple):
    at: datetime
    name: str


EVENTS = Moments([Event(after(1), "a"), Event(after(2), "b"), Event(after(2), "c"), Event(after(4), "d")])


def names(events: object) -> str:
    return "".join(each.name for each in events)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("hours", "name"), [(0.99, None), (1, "a"), (1.99, "a"), (2, "c"), (3, "c"), (4, "d"), (9, "d")]
)
def test_last(hours: float, name: str | None) -> None:
    found = EVENTS.last(after(hours))
    assert (found and found.name) == name


@pytest.mark.parametrize(
    ("hours", "since", "later", "before"),
    [(0, "abcd", "abcd", ""), (1, "abcd", "bcd", ""), (2, "bcd", "d", "a"), (3, "d", "d", "abc"), (5, "", "", "abcd")],
)
def test_since_after_and_before(hours: float, since: str, later: str, before: str) -> None:
    moment = after(hours)
    found = (names(EVENTS.since(moment)), names(EVENTS.after(moment)), names(EVENTS.before(moment)))
    assert found == (since, later, before)


@pytest.mark.parametrize(
    ("first", "last", "within", "between"),
    [(0, 9, "abcd", "abcd"), (1, 2, "abc", "a"), (2, 2, "bc", ""), (2.1, 4, "d", ""), (3, 1, "", "")],
)
def test_within_includes_both_ends_and_between_not_the_second(
    first: float, last: float, within: str, between: str
) -> None:
    assert names(EVENTS.within(after(first), after(last))) == within
    assert names(EVENTS.between(after(first), after(last))) == between


def test_on_a_plan_day() -> None:
    day = PlanDay(1, after(1), after(2), after(1), habits(()))
    assert names(EVENTS.on(day)) == "a"


def test_an_empty_list_holds_nothing() -> None:
    none = Moments[Event]()
    assert none.last(START) is None
    assert [*none.since(START), *none.within(START, START + timedelta(days=1))] == []
