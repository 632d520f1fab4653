"""The words that a plan in JSON uses, in their order."""

from enum import StrEnum

import pytest

from recovery.plan.enums import (
    LADDER,
    SEVERITIES,
    Ask,
    Decision,
    GateLevel,
    ItemState,
    NoticeLevel,
    Phase,
    Recovery,
    Severity,
    Stage,
)


@pytest.mark.parametrize(
    ("enum", "words"),
    [
        (Phase, "cold transition heat keep_well"),
        (Severity, "mild moderate severe"),
        (Stage, "W1 W2 W3a W3b W4 W5"),
        (Decision, "start advance hold ease step_back floor"),
        (Recovery, "provisional confirmed"),
        (GateLevel, "emergency not_for_you today ask_first"),
        (Ask, "pain longest_walk screen sudden adult"),
        (NoticeLevel, "soon info"),
        (ItemState, "due open done passed"),
    ],
)
def test_members_hold_the_words_of_the_contract(enum: type[StrEnum], words: str) -> None:
    assert [str(member) for member in enum] == words.split()


def test_ladder_and_severities_rise() -> None:
    assert tuple(Stage) == tuple(sorted(Stage)) == LADDER
    assert tuple(Severity) == SEVERITIES
    assert LADDER.index(Stage.W3B) > LADDER.index(Stage.W3A)
