"""Entries as JSON-ready data."""

from datetime import time
from typing import Any
from uuid import UUID

import pytest

from recovery.plan.entries import About, Activities, Activity, CheckIn, Entry, Withdrawn, content, dump
from tests.plan.cases import START, after

HEAD: dict[str, Any] = {"id": UUID(int=1), "at": START, "entered_at": after(1), "by": "self"}
PLAIN = {
    "id": "00000000-0000-0000-0000-000000000001",
    "at": "2026-12-07T09:00:00+00:00",
    "entered_at": "2026-12-07T10:00:00+00:00",
    "by": "self",
}


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (CheckIn(**HEAD), {"kind": "check_in"}),
        (
            CheckIn(**HEAD, pain=0, sudden=False, flags=()),
            {"kind": "check_in", "pain": 0, "sudden": False, "flags": []},
        ),
        (
            About(**HEAD, wake=time(7), conditions=("asthma",)),
            {"kind": "about", "wake": "07:00", "conditions": ["asthma"]},
        ),
        (Withdrawn(**HEAD, entry=UUID(int=2)), {"kind": "withdrawn", "entry": "00000000-0000-0000-0000-000000000002"}),
        (
            Activities(**HEAD, scores=(Activity("Walk", 3),)),
            {"kind": "activities", "scores": [{"name": "Walk", "score": 3}]},
        ),
    ],
)
def test_dump_writes_only_what_was_given(entry: Entry, expected: dict[str, Any]) -> None:
    assert dump(entry) == PLAIN | expected


def test_content_leaves_out_when_it_was_written_down() -> None:
    entry = CheckIn(**HEAD, pain=4)
    assert content(entry) == {name: value for name, value in dump(entry).items() if name != "entered_at"}
    assert content(entry) == content(CheckIn(**HEAD | {"entered_at": after(9)}, pain=4))
    assert content(entry) != content(CheckIn(**HEAD, pain=5))
