"""The sentences of the changes since yesterday."""

from hypothesis import HealthCheck, given, settings

from recovery.plan.advice import Change, Reason
from recovery.plan.build import situation_at
from recovery.plan.enums import ChangeCode, WalkReason
from recovery.plan.review.changes import since_yesterday
from recovery.presenters.changes import CHANGES, show_changes
from recovery.presenters.claims import Claim
from tests.plan.journals import cases, read
from tests.plan.test_properties import Case


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(cases())
def test_the_changes_of_any_journal_are_whole_sentences(case: Case) -> None:
    lines = [change.text for change in show_changes(since_yesterday(situation_at(*read(case))))]
    assert all(line.endswith(".") and "%" not in line for line in lines)
    assert len(set(lines)) == len(lines)


def test_there_is_a_sentence_for_each_code_and_no_other() -> None:
    assert set(CHANGES) == set(ChangeCode)


def test_a_change_is_followed_by_its_reason() -> None:
    down = Change(ChangeCode.STAGE_DOWN, {"stage": "W2"}, Reason(WalkReason.PAIN_STAYED))
    assert show_changes((down,)) == [
        Claim("Walks: back to “Short walks”. Pain was still up an hour after a walk.", "ladder.steps")
    ]
    out = Change(ChangeCode.LEFT_OUT, {"kind": "cold", "trait": "raynaud"})
    assert show_changes((out,)) == [
        Claim("Left out from now on: Ice. Your body reacts too strongly to cold.", "safety.left_out")
    ]
