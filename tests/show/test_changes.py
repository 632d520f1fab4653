"""Every change since yesterday has its sentence, whatever the journal."""

import ast
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from recovery.plan.advice import Change, Reason
from recovery.plan.build import situation_at
from recovery.plan.changes import since_yesterday
from recovery.show.changes import SAYS, show_changes
from tests.plan.journals import cases, read
from tests.plan.test_properties import Case

SOURCE = Path("recovery/plan/changes.py").read_text()


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases())
def test_any_journal_tells_its_changes_in_whole_sentences(case: Case) -> None:
    told = show_changes(since_yesterday(situation_at(*read(case))))
    assert all(line.endswith(".") and "%" not in line for line in told)
    assert len(set(told)) == len(told)


def test_every_code_has_a_sentence_and_every_sentence_a_code() -> None:
    calls = [node for node in ast.walk(ast.parse(SOURCE)) if isinstance(node, ast.Call)]
    args = [call.args[0] for call in calls if isinstance(call.func, ast.Name) and call.func.id == "Change"]
    texts = {each.value for arg in args for each in ast.walk(arg) if isinstance(each, ast.Constant)}
    made = {f"phase_{phase}" for phase in ("cold", "transition", "heat", "keep_well")}
    made |= {f"{code}_{kind}" for code in ("worse", "milder") for kind in ("cold", "heat")} | {"worse", "milder"}
    assert set(SAYS) == {text for text in texts if isinstance(text, str) and text not in ("phase_", "_")} | made


def test_a_reason_stands_beside_its_change() -> None:
    down = Change("stage_down", {"stage": "W2"}, Reason("pain_stayed"))
    assert show_changes((down,)) == ["Walks: a step back to “Short walks”. Pain was still up an hour after a walk."]
    out = Change("left_out", {"kind": "cold", "trait": "raynaud"})
    assert show_changes((out,)) == ["Left out from now on: Ice. Your body reacts too strongly to cold."]
