"""The red flags: every question with its words and source, and the flags that other answers mean."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from recovery.plan.clinical.red_flags import ASKS_BESIDE_NUMB_SKIN, RED_FLAGS, asks_of, flags_of, within
from recovery.plan.clinical.sources import SOURCES
from recovery.plan.entries import FLAGS, CheckIn
from recovery.plan.enums import Flag
from tests.plan.cases import START

HOUR = timedelta(hours=1)


def answer(**fields: Any) -> CheckIn:
    return CheckIn(id=UUID(int=1), at=START, entered_at=START, by="self", **fields)


def test_the_table_holds_every_flag_once_in_the_order_of_the_contract() -> None:
    assert tuple(RED_FLAGS) == FLAGS == tuple(Flag)


@pytest.mark.parametrize("flag", RED_FLAGS)
def test_a_flag_has_a_question_an_answer_a_reason_and_a_source(flag: str) -> None:
    found = RED_FLAGS[flag]
    assert found.level == flag[0]
    assert str(found.asks).endswith("?")
    assert str(found.tells).endswith(".")
    assert str(found.why).endswith(".")
    assert set(found.source.split(",")) <= set(SOURCES)


@pytest.mark.parametrize(
    ("flag", "words"),
    [
        ("S1", "38 °C (100.4 °F)"),
        ("S4", "over 70"),
        ("D6", "for 3 months or more"),
        ("D9", "55 or older"),
    ],
)
def test_a_question_says_its_figure(flag: str, words: str) -> None:
    assert words in str(RED_FLAGS[flag].asks)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, set()),
        ({"flags": ("E1", "D2")}, {"E1", "D2"}),
        ({"leg": "both"}, {"E5"}),
        ({"leg": "weak"}, {"S3"}),
        ({"leg": "lower"}, {"D5"}),
        ({"leg": "tingling"}, {"D5"}),
        ({"leg": "same"}, set()),
        ({"temperature_c": 37.9}, set()),
        ({"temperature_c": 38}, {"S1"}),
        ({"temperature_c": 38, "leg": "weak"}, {"E10", "S1", "S3"}),
        ({"flags": ("S1", "S3")}, {"E10", "S1", "S3"}),
        ({"can_walk": "no"}, set()),
    ],
)
def test_flags_are_those_ticked_and_those_that_other_answers_mean(fields: dict[str, Any], expected: set[str]) -> None:
    assert flags_of(answer(**fields)) == expected


@pytest.mark.parametrize("flag", [flag for flag in Flag if flag.startswith("D")])
def test_d1_to_d4_and_d8_are_seen_within_48_hours_and_the_others_within_a_week(flag: Flag) -> None:
    assert within(flag) / HOUR == (48 if flag in ("D1", "D2", "D3", "D4", "D8") else 168)


def test_a_person_with_numb_skin_is_asked_about_new_numbness_only() -> None:
    flag = RED_FLAGS["E1"]
    assert asks_of(flag, frozenset({"numb_skin"})) == ASKS_BESIDE_NUMB_SKIN["E1"]
    assert asks_of(flag, frozenset({"diabetes"})) == flag.asks
    assert asks_of(RED_FLAGS["E2"], frozenset({"numb_skin"})) == RED_FLAGS["E2"].asks
