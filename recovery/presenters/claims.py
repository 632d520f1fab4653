"""The rule behind a claim on a page, by its name in the rule book.

Items, notices and cards of a plan name their rule. The functions here find the rule of decisions, gates and refusals.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

from recovery.plan.advice import Gate, Start
from recovery.plan.enums import Decision, GateLevel, NotNow, WalkReason
from recovery.plan.rulebook import ARTICLES
from recovery.plan.situation import START


@dataclass(frozen=True)
class Claim:
    """A sentence with the name of its rule."""

    text: str
    rule: str


# Two rules can share a reason; these decide which of them made the decision.
OF_DECISION = {
    Decision.ADVANCE: "ladder.advance",
    Decision.EASE: "ladder.hard_walks",
    Decision.STEP_BACK: "ladder.step_back",
}
# The first rule that names each code. Codes of two enums can be the same text, so the enum is part of the key.
OF_CODE = {(type(code), code): name for name, article in reversed(ARTICLES.items()) for code in article.codes}


def rule_of_code(code: StrEnum) -> str:
    """The rule of a reason or a notice."""
    return OF_CODE[type(code), code]


def rule_of_decision(decision: Decision, code: WalkReason) -> str:
    """The rule of a decision about walks."""
    decided = OF_DECISION.get(decision)
    return decided if decided and code in ARTICLES[decided].codes else rule_of_code(code)


def rule_of_gate(gate: Gate) -> str:
    """The rule that closes a gate."""
    match gate.level:
        case GateLevel.EMERGENCY:
            return "gate.emergency"
        case GateLevel.TODAY:
            return "gate.today"
        case GateLevel.NOT_FOR_YOU:
            return "gate.too_young"
        case GateLevel.ASK_FIRST:
            return rule_of_code(gate.because.code)
    assert_never(gate.level)


def rule_of_refusal(start: Start) -> str:
    """The rule that refuses a start."""
    if not isinstance(start.because, NotNow):
        return "safety.left_out"
    return START.name if start.because in START.codes else start.rule


def rule_of_flag(flag: str) -> str:
    """The rule of a red flag, by its level."""
    return {"E": "gate.emergency", "S": "gate.today", "D": "safety.see_a_doctor"}[flag[0]]
