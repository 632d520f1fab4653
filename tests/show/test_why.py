"""Every reason that the plan can give has its sentence: the codes are read from the plan's own source."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from recovery.plan import facts, figures
from recovery.plan.advice import Reason, Walking
from recovery.plan.matrix import MATRIX
from recovery.show.kinds import ADDABLE, KINDS
from recovery.show.phases import NEXT_STEP, PHASES, STEPS, THEMES
from recovery.show.why import ICONS, NOT_NOW, REASONS, STAGES, VERDICTS, verdict

PLAN = Path("recovery/plan")
# What a rung's reason may say; a code that asks for more must fail here, not on somebody's phone.
INPUTS: dict[str, Any] = {
    "rise": 3, "before": 5, "after": 8, "days": 2, "walks": 3, "planned": 5, "leg": "lower", "pain": 6, "minutes": 4,
}  # fmt: skip
TRAITS = {bar.trait for row in MATRIX.values() for bar in row}


def calls(path: Path) -> Iterator[tuple[str, list[ast.expr]]]:
    """Every call in a file: the last part of its name, and its arguments by place."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            yield name, [*node.args, *(keyword.value for keyword in node.keywords)]


def texts(node: ast.expr) -> set[str]:
    """The texts that an expression can be; what is only compared with, or looked up, is none of them."""
    if isinstance(node, ast.IfExp):
        return texts(node.body) | texts(node.orelse)
    return {node.value} if isinstance(node, ast.Constant) and isinstance(node.value, str) else set()


def codes(path: Path, **places: int) -> set[str]:
    """The texts that stand at a place of the calls named."""
    found = (texts(args[places[name]]) for name, args in calls(path) if name in places and len(args) > places[name])
    return set().union(*found)


def returned(path: Path, function: str) -> set[str]:
    """The texts that a function returns."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef) and node.name == function:
            results = (each.value for each in ast.walk(node) if isinstance(each, ast.Return) and each.value)
            return {text for value in results for text in _all_texts(value)}
    raise AssertionError(f"{path} has no {function} any more")


def _all_texts(node: ast.expr) -> set[str]:
    return {each.value for each in ast.walk(node) if isinstance(each, ast.Constant) and isinstance(each.value, str)}


REASON_CODES = sorted(codes(PLAN / "ladder.py", Reason=0, _move=3, _step_back=1))
RULES = sorted((PLAN / "rules").glob("*.py"))


def start_codes() -> set[str]:
    """What `Start.because` can be beside a condition, from every rule and from the situation."""
    found = returned(PLAN / "situation.py", "against") - {"heat"}
    found |= returned(PLAN / "situation.py", "not_yet_stretch") - {"W1", "mild", "severe"}
    for path in (*RULES, PLAN / "situation.py"):
        found |= codes(path, Start=2, start=2) | paired(path)
    return {code for code in found if code.isidentifier()}


def paired(path: Path) -> set[str]:
    """The texts that come second in a pair: an instant, and what waits for it."""
    pairs = [node.elts for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Tuple)]
    seconds = (elts[1] for elts in pairs if len(elts) == 2 and not isinstance(elts[0], ast.Constant))
    return set().union(*map(texts, seconds))


def test_the_codes_are_found_in_the_source() -> None:
    assert {"pain_rose", "good_day", "after_silence", "rest_limit", "made_it_worse", "flare"} <= set(REASON_CODES)
    assert {"before_72_hours", "too_soon_after_cold", "session_running", "red_flag", "first_night"} <= start_codes()


@pytest.mark.parametrize("code", REASON_CODES)
def test_each_reason_has_a_sentence_with_its_numbers(code: str) -> None:
    sentence = str(REASONS[code] % INPUTS)
    assert sentence.endswith(".")
    assert "None" not in sentence


def test_no_sentence_is_left_over() -> None:
    assert set(REASONS) == set(REASON_CODES)


@pytest.mark.parametrize("code", sorted(start_codes()))
def test_each_refusal_to_start_has_a_sentence(code: str) -> None:
    assert code in NOT_NOW
    assert str(NOT_NOW[code] % {"at": "Wed 21:30"}).endswith(".")


def test_no_refusal_is_left_over_and_none_hides_a_condition() -> None:
    assert set(NOT_NOW) == start_codes()
    assert not set(NOT_NOW) & TRAITS


def test_every_stage_decision_phase_and_kind_is_shown() -> None:
    assert set(STAGES) == set(STEPS) == set(NEXT_STEP) == set(figures.LADDER)
    assert set(VERDICTS) == set(ICONS) == {"start", "advance", "hold", "ease", "step_back", "floor"}
    assert set(THEMES) == set(PHASES) == {"cold", "transition", "heat", "keep_well"}
    assert set(KINDS) == {*facts.KINDS, *facts.ITEM_KINDS}
    assert {*ADDABLE} == {*facts.ITEM_KINDS, "medicine"}


def test_a_verdict_names_the_stage() -> None:
    walking = Walking("W2", 5, 4, 60, "hold", Reason("no_log"))
    assert verdict(walking) == "Held at: Short walks."
