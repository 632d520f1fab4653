"""The sentences for the reasons and decisions of the plan."""

from typing import Any

import pytest

from recovery.plan.advice import Reason, Walking
from recovery.plan.enums import Added, Condition, Decision, NotNow, Phase, Stage, WalkReason
from recovery.presenters.phases import PHASES
from recovery.presenters.say import fill
from recovery.presenters.stages import STAGES, stage_bars
from recovery.presenters.traits import TRAITS
from recovery.presenters.why import DECISIONS, NOT_NOW, REASONS, say_decision, say_reason, verdict

# The inputs that the reason of a decision may have; a sentence that needs another one fails here.
INPUTS: dict[str, Any] = {
    "rise": 3, "before": 5, "after": 8, "days": 2, "walks": 3, "planned": 5, "leg": "lower", "pain": 6, "minutes": 4,
}  # fmt: skip


@pytest.mark.parametrize("code", WalkReason)
def test_each_reason_has_a_sentence_with_its_numbers(code: WalkReason) -> None:
    assert code in REASONS, f"{code} has no sentence in recovery/presenters/why.py"
    assert say_reason(Reason(code, INPUTS)).endswith(".")


@pytest.mark.parametrize("code", NotNow)
def test_each_refusal_to_start_has_a_sentence(code: NotNow) -> None:
    assert code in NOT_NOW, f"{code} has no sentence in recovery/presenters/why.py"
    assert fill(NOT_NOW[code], {"at": "Wed 21:30"}).endswith(".")


def test_there_are_no_sentences_for_unknown_codes() -> None:
    assert set(REASONS) == set(WalkReason)
    assert set(NOT_NOW) == set(NotNow)


def test_each_trait_has_words_and_none_is_also_a_refusal() -> None:
    assert set(TRAITS) == {*Condition, *Added}
    assert not set(NOT_NOW) & set(TRAITS)


def test_each_stage_has_words() -> None:
    assert set(STAGES) == set(Stage)
    assert [stage_bars(stage) for stage in (None, *Stage)] == [0, 1, 2, 3, 3, 4, 5]


def test_each_decision_has_words() -> None:
    assert set(DECISIONS) == set(Decision)


def test_each_phase_has_words() -> None:
    assert set(PHASES) == set(Phase)


def test_a_verdict_names_the_stage() -> None:
    walking = Walking(Stage.W2, 5, 4, 60, Decision.HOLD, Reason(WalkReason.NO_LOG))
    assert verdict(walking) == "Held at: Short walks."


@pytest.mark.parametrize(
    ("decision", "stage", "because", "said"),
    [
        (Decision.HOLD, Stage.W1, WalkReason.REST_FIRST, "Mainly rest for now."),
        (Decision.HOLD, Stage.W1, WalkReason.FLAG_OPEN, "Mainly rest for now."),
        (Decision.EASE, Stage.W1, WalkReason.PAIN_ROSE, "Made easier: Mainly rest."),
        (Decision.EASE, Stage.W2, WalkReason.PAIN_ROSE, "Made easier: Short walks."),
        (Decision.STEP_BACK, Stage.W1, WalkReason.SUDDEN_SPASM, "Back to: Mainly rest."),
        (Decision.ADVANCE, Stage.W5, WalkReason.GOOD_WEEK, "Keep it going."),
        (Decision.ADVANCE, Stage.W5, WalkReason.RECOVERED, "On to: Walk as you like."),
    ],
)
def test_a_decision_fits_its_stage(decision: Decision, stage: Stage, because: WalkReason, said: str) -> None:
    assert say_decision(decision, stage, because) == said
