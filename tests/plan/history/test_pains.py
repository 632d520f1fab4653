"""The pain values: known at an instant, on a day, in the morning, and how bad they make the spasm."""

import pytest

from recovery.plan.entries import parse_journal
from recovery.plan.history.pains import Pains
from recovery.plan.history.story import Story
from tests.plan.cases import Raw, about, after, check_in, on, onset, plan, walk


def story(*entries: Raw, hours: float = 100) -> Story:
    now = after(hours)
    return Story(parse_journal([about(), onset(), *entries], now), now)


def pains(*entries: Raw) -> Pains:
    return story(*entries).pains


# --- how bad it is


@pytest.mark.parametrize(
    ("pain", "can_walk", "severity"),
    [
        (None, None, "moderate"),
        (0, None, "mild"),
        (3, None, "mild"),
        (4, None, "moderate"),
        (6, None, "moderate"),
        (7, None, "severe"),
        (10, None, "severe"),
        (2, "yes", "mild"),
        (2, "a_few_steps", "moderate"),
        (2, "no", "severe"),
        (8, "yes", "severe"),
        (None, "no", "severe"),
        (None, "a_few_steps", "moderate"),
    ],
)
def test_severity_at_is_the_worse_of_number_and_words(pain: int | None, can_walk: str | None, severity: str) -> None:
    assert plan(after(1), check_in(after(0.5), pain, can_walk=can_walk)).severity == severity


def test_severity_at_goes_by_words_until_a_newer_pain_is_logged() -> None:
    said = [check_in(after(1), 2, can_walk="no"), check_in(after(5), 3)]
    assert [pains(*said).severity_at(after(hours)) for hours in (0.5, 2, 5)] == ["moderate", "severe", "mild"]
    assert pains(check_in(after(1), 2), check_in(after(2), can_walk="no")).severity_at(after(3)) == "severe"


@pytest.mark.parametrize(
    ("entries", "hours", "pain"),
    [
        ([], 5, None),
        ([check_in(after(1), 4)], 0.99, None),
        ([check_in(after(1), 4)], 1, 4),
        ([check_in(after(1), 4), check_in(after(2), 2)], 5, 4),
        ([check_in(after(1), 4), check_in(after(2, seconds=1), 2)], 5, 2),
        ([check_in(after(1), 4), walk(after(3), 7, 8)], 25, 4),
        ([check_in(after(1), 4), walk(after(3), 7, 8)], 25.01, 7),
        ([walk(after(3), 5, 8)], 4, 5),
        ([walk(after(3), None, 8)], 4, None),
    ],
)
def test_at(entries: list[Raw], hours: float, pain: int | None) -> None:
    assert pains(*entries).at(after(hours)) == pain


# --- pain values


def test_every_pain_is_felt_at_rest_right_after_a_walk_and_an_hour_later() -> None:
    found = story(check_in(after(1), 4), walk(after(2), 3, 5, pain_hour_later=2))
    assert [(pain.at, pain.value, pain.resting) for pain in found.pains.every] == [
        (after(1), 4, True),
        (after(2), 3, True),
        (after(2, 4), 5, False),
        (after(3, 4), 2, False),
    ]
    assert [pain.value for pain in found.pains.at_rest] == [4, 3]
    assert [pain.value for pain in found.pains.checked_in] == [4]


def test_on_a_day_hold_what_was_felt_on_it_after_a_walk_of_the_day_before() -> None:
    late = walk(on(2, "06:30"), None, 5, minutes=40)
    found = story(check_in(after(1), 4), late, hours=30)
    assert [[pain.value for pain in found.pains.on(day)] for day in found.days] == [[4], [5]]


@pytest.mark.parametrize(
    ("entries", "first", "morning"),
    [
        ([check_in(on(2, "07:05"), 4)], 4, 4),
        ([check_in(on(2, "07:05"), 4), check_in(on(2, "08:05"), 6)], 4, 6),
        ([check_in(on(2, "07:05"), 4), check_in(on(2, "08:06"), 6)], 4, 4),
        ([walk(on(2, "07:05"), 4, 4), check_in(on(2, "07:30"), 6)], 4, 4),
        ([check_in(on(2, "06:59"), 9), check_in(on(2, "07:00"), 4)], 4, 4),
    ],
)
def test_first_on_a_day_and_morning(entries: list[Raw], first: int, morning: int) -> None:
    found = story(*entries, hours=30)
    pain = found.pains.first_on(found.day)
    assert pain is not None
    assert (pain.value, found.pains.morning(found.day, pain)) == (first, morning)


def test_first_on_a_day_without_one() -> None:
    found = story(walk(on(2, "08:00"), None, 4), hours=30)
    assert found.pains.first_on(found.day) is None


@pytest.mark.parametrize(("hours", "pain"), [(1, None), (1.01, 4), (2, 4), (2.01, 6)])
def test_before(hours: float, pain: int | None) -> None:
    assert pains(check_in(after(1), 4), walk(after(2), 6, 9)).before(after(hours)) == pain


@pytest.mark.parametrize(("hours", "pain"), [(0, 4), (1, 4), (1.01, None), (1.5, 6), (2.5, 6), (2.51, None)])
def test_checked_in_within_an_hour(hours: float, pain: int | None) -> None:
    felt = [check_in(after(1), 4), check_in(after(2.5), 6), walk(after(3), 5, 5)]
    assert pains(*felt).checked_in_within_an_hour(after(hours)) == pain


@pytest.mark.parametrize(("hours", "pain"), [(0.99, None), (1, 4), (1.99, 4), (2, 7), (3.5, 7), (3.51, 2), (4, 3)])
def test_newest_is_also_a_pain_before_a_walk(hours: float, pain: int | None) -> None:
    felt = [check_in(after(1), 4), walk(after(2), 7, 8), walk(after(2.5), 2, 2), walk(after(3.51), 2, 2)]
    assert pains(*felt, check_in(after(4), 3)).newest(after(hours)) == pain


@pytest.mark.parametrize(
    ("minutes", "second", "conflict"), [(60, 5, True), (61, 5, False), (30, 4, False), (30, None, False)]
)
def test_conflicts_are_check_ins_within_an_hour_with_other_pain(
    minutes: float, second: int | None, conflict: bool
) -> None:
    found = pains(check_in(after(1), 4), check_in(after(1, minutes), second)).conflicts
    assert [(each.at, each.one.pain, each.other.pain) for each in found] == (
        [(after(1, minutes), 4, second)] if conflict else []
    )


@pytest.mark.parametrize(
    ("values", "expected"),
    [([], None), ([1], 0), ([2], None), ([1, 1], 0), ([2, 1, 0], 1), ([1, 2], None), ([1, 2, 1], 2)],
)
def test_quiet_since(values: list[int], expected: int | None) -> None:
    felt = [check_in(after(place), pain) for place, pain in enumerate(values)]
    assert pains(*felt).quiet_since == (None if expected is None else after(expected))
