"""The plan as data for a phone without signal: small, complete, and never early."""

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import brotli
import pytest

from recovery.plan.build import plan_of, situation_at
from recovery.plan.clinical.red_flags import flags_of
from recovery.plan.entries import parse
from recovery.plan.enums import Flag
from recovery.plan.offline import kept
from recovery.presenters.kept import show_kept
from tests.plan.cases import Raw, after, check_in, entry
from tests.plan.cast import case
from tests.plan.journals import read

EPISODE = UUID(int=7)


def data_of(hours: float, *entries: Raw) -> Any:
    s = situation_at(*read(case(after(hours), *entries)))
    return json.loads(show_kept(plan_of(s), kept(s, plan_of(s)), EPISODE, "999"))


def seconds(moment: datetime) -> float:
    return moment.timestamp()


def test_the_data_says_what_the_contract_says() -> None:
    data = data_of(24, check_in(after(23), 5), entry("started", after(23, 55), item="cold"))
    assert data["episode"] == str(EPISODE)
    assert (data["made"], data["until"]) == (seconds(after(24)), seconds(after(48)))
    kinds = [kind for kind, *_ in data["items"]]
    assert kinds[0] == "cold"
    assert kinds.index("walk") == kinds.count("cold")
    assert data["starts"]["walk"] == [seconds(after(24, 25)), data["until"], 4]
    timer = {"name": "cold", "began": seconds(after(23, 55)), "ends": seconds(after(24, 15)), "runs": True}
    assert data["timer"].items() >= timer.items()
    assert data["always"] == ["rest", "breathing", "drink"]
    assert set(data["rhythms"]) == {"cold", "walk", "drink"}
    assert {each[0] for each in data["items"]} <= set(data["titles"]) & set(data["says"])


def test_no_beginning_is_rounded_to_an_earlier_second() -> None:
    began = after(0) + timedelta(microseconds=1)
    journal = [entry("onset", after(1), started_at=began), check_in(after(60), 5)]
    assert data_of(70, *journal)["starts"]["heat"][0] == seconds(after(72, seconds=1))


def test_what_may_begin_now_may_begin_when_the_copy_is_made() -> None:
    # A phone whose clock is slow counts from `made`.
    data = data_of(24 + 0.5 / 3600, check_in(after(23), 5))
    assert data["made"] == seconds(after(24, seconds=1))
    assert {kind for kind, (opens, *_) in data["starts"].items() if opens <= data["made"]} >= {"cold", "rest"}


@pytest.mark.parametrize(
    "told", [{"leg": "both"}, {"leg": "weak"}, {"leg": "weak", "temperature_c": 38.0}, {"leg": "same"}]
)
def test_the_signs_of_answers_are_those_of_the_plan(told: dict[str, Any]) -> None:
    data = data_of(24, check_in(after(23), 5))
    raised = {data["signs"].get(f"leg={told['leg']}")}
    raised |= {"S1"} if told.get("temperature_c", 0) >= data["fever"] else set()
    raised |= {graver for one, other, graver in data["together"] if {one, other} <= raised}
    head = {"kind": "check_in", "id": EPISODE, "at": after(1), "entered_at": after(1), "by": "self"}
    assert {Flag(each) for each in raised if each} == flags_of(parse(head | told))  # type: ignore[arg-type]


def test_a_whole_day_of_data_is_small() -> None:
    data = json.dumps(data_of(22, check_in(after(21), 5)))
    assert len(brotli.compress(data.encode(), quality=4)) < 1_000
