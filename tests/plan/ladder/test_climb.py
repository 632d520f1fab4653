"""The climb day by day, now and in the days to come."""

import pytest

from recovery.plan.enums import Stage
from recovery.plan.ladder.climb import ahead, walking
from tests.plan.cases import START, Raw, after, check_in, days_of, entry, on, walk
from tests.plan.ladder.journals import BASE, CALM, climb

THIRD = days_of([4, 4, 4], [0, 3])


def test_climbed_notes_a_step_for_each_day() -> None:
    found = climb(on(4, "12:00"), *days_of([4, 4, None, 3], [0, 3]))
    lived = [(step.day.number, step.first, step.last, step.pain, step.logged, len(step.walks)) for step in found.steps]
    assert lived == [
        (1, "W1", "W1", 4, True, 0),
        (2, "W2", "W2", 4, True, 3),
        (3, "W2", "W2", None, False, 0),
        (4, "W2", "W2", 3, True, 0),
    ]


def test_climbed_notes_every_decision_with_its_instant() -> None:
    found = climb(on(3, "12:00"), *days_of([4, 4, 4], [0, 3]), walk(on(3, "10:00"), 4, 7))
    turns = [(turn.at, turn.stage, turn.decision, turn.because.code) for turn in found.turns]
    assert turns == [
        (START, "W1", "start", "first_day"),
        (on(2, "07:00"), "W2", "advance", "rest_done"),
        (on(3, "07:00"), "W3a", "advance", "good_day"),
        (on(3, "10:00"), "W3a", "ease", "pain_rose"),
    ]


def test_climbed_keeps_only_flags_that_stop_it() -> None:
    found = climb(on(1, "12:00"), check_in(after(1), 5, flags=["D1", "S2", "E1"]))
    assert [each.level for each in found.flags] == ["E", "S"]


@pytest.mark.parametrize(("journal", "last"), [([], "W2"), (BASE, "W2"), (THIRD, "W3a"), (CALM, "W4")])
def test_ahead_holds_the_stage_when_nothing_new_is_logged(journal: list[Raw], last: str) -> None:
    now = on(8, "12:00") if journal is CALM else on(3, "12:00")
    found = climb(now, *journal)
    steps = list(ahead(found, range(60)))
    assert {step.last for step in steps} == {last}
    assert [step.day.number for step in steps] == list(range(found.story.day.number + 1, 60))


def test_ahead_ends_rest_at_its_limit_and_lifts_what_was_checked() -> None:
    found = climb(after(1), check_in(START, 8))
    assert [step.last for step in ahead(found, range(5))] == [Stage.W1, Stage.W2, Stage.W2]


def test_ahead_counts_quiet_days_on_only_with_logs() -> None:
    found = climb(on(5, "12:00"), *days_of([3, 3, 3, 1, 1], [3, 8, 10, 3]))
    assert {step.recovered for step in ahead(found, range(30))} == {"provisional"}


def test_ahead_gives_only_the_days_asked_for() -> None:
    found = climb(on(3, "12:00"), *BASE)
    assert [step.day.number for step in ahead(found, {2, 3, 4, 7, 84})] == [4, 7, 84]


def test_ahead_leaves_the_climb_as_it_was() -> None:
    found = climb(on(3, "12:00"), *BASE)
    before = (found.rung.stage, found.steps, found.turns, found.rung.morning)
    first, second = list(ahead(found, range(90))), list(ahead(found, range(90)))
    assert first == second
    assert (found.rung.stage, found.steps, found.turns, found.rung.morning) == before


def test_ahead_knows_entries_of_the_next_minutes() -> None:
    """A clock that runs fast can log what lies on the next plan day."""
    now = on(2, "06:58")
    journal = [check_in(START, 4), entry("drink", on(2, "07:01"), ml=200)]
    found = climb(now, journal[0])
    assert next(ahead(found, range(5))).first == Stage.W2


@pytest.mark.parametrize(
    ("now", "journal", "expected"),
    [
        (after(1), [check_in(START, 5)], ("W1", 6, 2, 120, "start", "first_day")),
        (on(2, "10:00"), [check_in(START, 5)], ("W2", 5, 4, 60, "advance", "rest_done")),
        (on(3, "10:00"), THIRD, ("W3a", 15, 4, 60, "advance", "good_day")),
    ],
)
def test_walking_says_what_the_rung_asks_for(now: object, journal: list[Raw], expected: tuple[object, ...]) -> None:
    found = walking(climb(now, *journal))  # type: ignore[arg-type]
    said = (found.stage, found.walks, found.minutes, found.gap_minutes, found.decision, found.because.code)
    assert said == expected
