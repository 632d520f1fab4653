"""The rows to tick stand for flags; "none" never outweighs a tick."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from recovery.plan import facts
from recovery.plan.facts import FLAGS
from recovery.plan.redflags import RED_FLAGS
from recovery.plan.story import Story
from recovery.screen import DAYS_ROWS, FULL_SCREEN, flags_in, rows_due, rows_for, ticked_rows, week_rows_due
from tests.web.stage import NOW, ONSET

ALL_ROWS = (*FULL_SCREEN, *DAYS_ROWS)
ROWS = [row for row, _ in ALL_ROWS]


def story(*screens: datetime, now: datetime = NOW, pain: int | None = 5) -> Story:
    def entry(kind: str, at: datetime, **fields: Any) -> facts.Entry:
        head = {"kind": kind, "id": uuid4(), "at": at, "entered_at": at, "by": "self"}
        return facts.parse(head | fields)

    begun = [entry("about", ONSET, time_zone="Europe/London"), entry("onset", ONSET, started_at=ONSET)]
    return Story([*begun, *(entry("check_in", at, screened=True, pain=pain) for at in screens)], now)


def test_every_flag_has_one_row_but_the_one_that_time_alone_can_tell() -> None:
    assert sorted(flag for row in ROWS for flag in row.split()) == sorted({*FLAGS} - {"D11"})
    assert set(RED_FLAGS) == set(FLAGS)


def test_the_full_screen_asks_every_emergency_and_same_day_flag() -> None:
    asked = {flag for row, _ in FULL_SCREEN for flag in row.split()}
    assert asked == {flag for flag in FLAGS if flag[0] in "ES"}


@pytest.mark.parametrize(
    ("ticked", "flags"),
    [
        (["none"], []),
        (["E1", "E4"], ["E1", "E4"]),
        (["E1", "none"], ["E1"]),
        (["S1", "D2"], ["S1", "D2"]),
    ],
)
def test_ticks_mean_flags(ticked: list[str], flags: list[str]) -> None:
    assert flags_in(ticked) == flags


@pytest.mark.parametrize("row", ROWS)
def test_a_row_finds_its_way_back(row: str) -> None:
    assert ticked_rows(ALL_ROWS, flags_in([row])) == [row]


def test_no_flag_is_the_row_that_says_so() -> None:
    assert ticked_rows(ALL_ROWS, []) == ["none"]


@pytest.mark.parametrize(
    ("screens", "levels"),
    [
        ([], "DES"),
        ([ONSET], "DES"),
        ([ONSET, NOW - timedelta(hours=1)], "ES"),
        ([ONSET, NOW - timedelta(hours=5)], "ES"),
    ],
)
def test_rows_come_as_often_as_they_must(screens: list[datetime], levels: str) -> None:
    told = story(*screens)
    asked = {row[0] for row, _ in (*rows_due(told), *week_rows_due(told))}
    assert asked == set(levels)


def test_the_screen_after_an_alert_does_not_stand_for_the_weekly_rows() -> None:
    told = story(ONSET, NOW - timedelta(hours=1), pain=None)
    assert week_rows_due(told) == DAYS_ROWS
    assert {row for row, _ in rows_due(told) if row[0] == "S"} == {"S1"}


def test_who_has_numb_skin_is_asked_about_what_is_new() -> None:
    plain, numb = (dict(rows_for(FULL_SCREEN, frozenset(told))) for told in ((), ("numb_skin",)))
    assert [row for row in plain if plain[row] != numb[row]] == ["E1"]
    assert str(numb["E1"]).startswith("New numbness")
