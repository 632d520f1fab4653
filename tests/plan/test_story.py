"""The story as the rules read it: pain and severity, things done and running, episodes, moves."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from recovery.plan.facts import parse_journal
from recovery.plan.story import Story
from tests.plan.cases import START, Raw, about, after, check_in, entry, items, on, onset, plan, plan_of, walk, windows

BEGUN = UUID(int=7)


def story(*entries: Raw, hours: float = 100) -> Story:
    now = after(hours)
    return Story(parse_journal([about(), onset(), *entries], now), now)


# --- pain and severity


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
def test_severity_is_the_worse_of_number_and_words(pain: int | None, can_walk: str | None, severity: str) -> None:
    assert plan(after(1), check_in(after(0.5), pain, can_walk=can_walk)).severity == severity


def test_words_count_until_a_newer_pain_is_told() -> None:
    told = [check_in(after(1), 2, can_walk="no"), check_in(after(5), 3)]
    assert [story(*told).severity_at(after(hours)) for hours in (0.5, 2, 5)] == ["moderate", "severe", "mild"]
    assert story(check_in(after(1), 2), check_in(after(2), can_walk="no")).severity_at(after(3)) == "severe"


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
def test_the_pain_that_is_known(entries: list[Raw], hours: float, pain: int | None) -> None:
    assert story(*entries).pain_at(after(hours)) == pain


# --- what was done


def started(hours: float, item: str, name: UUID = BEGUN) -> Raw:
    return entry("started", after(hours), item=item, id=name)


@pytest.mark.parametrize(
    ("end", "expected"),
    [
        (None, [("cold", 60, 80, False)]),
        (entry("cold", after(1), minutes=12, started=str(BEGUN)), [("cold", 60, 72, True)]),
        (entry("cold", after(1.5), minutes=12, started=str(BEGUN)), [("cold", 60, 72, True)]),
        (entry("cold", after(1.5), minutes=12), [("cold", 60, 80, False), ("cold", 90, 102, True)]),
        (
            entry("cold", after(1.5), minutes=12, started=str(UUID(int=8))),
            [("cold", 60, 80, False), ("cold", 90, 102, True)],
        ),
        (entry("walk", after(1.5), minutes=5, started=str(BEGUN)), [("cold", 60, 80, False), ("walk", 90, 95, True)]),
    ],
)
def test_a_session_ends_with_its_own_entry_or_after_its_longest_time(
    end: Raw | None, expected: list[tuple[str, int, int, bool]]
) -> None:
    done = story(started(1, "cold"), *([end] if end else [])).sessions.since(START)
    minute = timedelta(minutes=1)
    assert [(d.kind, (d.at - START) // minute, (d.ends - START) // minute, d.ended) for d in done] == expected


SESSIONS: list[tuple[list[Raw], float, tuple[str, int] | None]] = [
    ([started(1, "cold")], 1, ("cold", 0)),
    ([started(1, "cold")], 1 + 20 / 60, ("cold", 0)),
    ([started(1, "cold")], 1 + 25 / 60, ("cold", 300)),
    ([started(1, "cold")], 1 + 80 / 60, ("cold", 3600)),
    ([started(1, "cold")], 1 + 81 / 60, None),
    ([started(1, "cold"), entry("cold", after(1), minutes=9, started=str(BEGUN))], 1.2, None),
    ([started(1, "cold"), entry("withdrawn", after(1.1), entry=str(BEGUN))], 1.2, None),
    ([started(1, "cold"), entry("rest", after(1.1), minutes=5)], 1.2, ("cold", 0)),
    ([started(1, "cold"), entry("walk", after(1.3), minutes=5)], 1.35, ("cold", 60)),
    ([started(1, "cold"), entry("walk", after(1.4), minutes=5)], 1.45, None),
    ([started(1, "cold"), entry("cold", after(1.1), minutes=5)], 1.2, None),
    ([started(1, "rest"), entry("walk", after(1.1), minutes=5)], 1.2, None),
    ([started(1, "cold"), started(1.1, "walk", UUID(int=8))], 1.11, ("walk", 0)),
    ([started(80, "heat")], 80.2, ("heat", 0)),
    ([started(1, "legs_up")], 1 + 11 / 60, ("legs_up", 60)),
]


@pytest.mark.parametrize(("journal", "hours", "expected"), SESSIONS)
def test_what_runs_now_and_by_how_much_it_is_over(
    journal: list[Raw], hours: float, expected: tuple[str, int] | None
) -> None:
    now = after(seconds=round(hours * 3600))
    session = plan(now, *journal).session
    assert (session and (session.kind, session.over_by_seconds)) == expected


def test_nothing_else_starts_while_a_session_runs() -> None:
    begun = started(1, "rest")
    shown = plan(after(1.1), check_in(START, 3), begun)
    assert shown.can_start["walk"].because == shown.can_start["legs_up"].because == "session_running"
    assert shown.can_start["walk"].opens == after(1, 20)
    assert shown.can_start["breathing"].now
    assert plan(after(1, 21), check_in(START, 3), begun).can_start["walk"].now


@pytest.mark.parametrize(("kind", "hours"), [("cold", 1), ("heat", 80), ("breathing", 1)])
def test_the_end_of_ice_or_warmth_stays_in_sight(kind: str, hours: float) -> None:
    shown = plan(after(hours + 0.05), check_in(after(hours - 1), 3), started(hours, kind))
    assert shown.can_start["breathing"].because == "session_running"


# --- moves


def test_a_move_keeps_elapsed_time_and_gaps_and_moves_the_night() -> None:
    moved = about(on(2, "14:00"), time_zone="Asia/Kolkata")
    cold = entry("cold", on(2, "13:30"), minutes=20)
    shown = plan(on(2, "14:10"), check_in(START, 8), cold, moved)
    assert f"{shown.now:%H:%M%z}" == "19:40+0530"
    assert (shown.elapsed_hours, shown.heat_from) == (29.1667, after(72))
    assert windows(shown, "cold", "due") == ["20:00-21:00"]
    assert shown.can_start["cold"].opens == on(2, "14:30")
    assert max(item.closes for item in shown.day.items) <= on(2, "16:30")


@pytest.mark.parametrize(
    ("began", "fields"),
    [
        (datetime(2026, 12, 7, 22, tzinfo=UTC), {"wake": "17:00", "sleep": "09:00"}),
        (datetime(2026, 12, 7, 9, tzinfo=UTC), {"wake": "09:00", "sleep": "01:00"}),
    ],
)
def test_a_shift_worker_has_a_day_of_waking_hours(began: datetime, fields: dict[str, Any]) -> None:
    journal = [about(began, **fields), onset(began), check_in(began, 5)]
    shown = plan_of(journal, began)
    assert shown.day.number == 1
    assert f"{shown.day.bedtime:%H:%M}" == fields["sleep"]
    assert f"{shown.day.ends:%H:%M}" == fields["wake"]
    assert items(shown, "cold")
    assert max(item.closes for item in shown.day.items) <= shown.day.bedtime


# --- entries that lie


def test_an_onset_a_little_ahead_of_now_is_now() -> None:
    shown = plan_of([onset(after(minutes=5), at=START)], START)
    assert (shown.elapsed_hours, shown.phase, shown.heat_from) == (0, "cold", after(72, 5))


def test_the_onset_written_down_last_counts() -> None:
    journal = [onset(START, at=after(5)), onset(after(-3), at=after(2), entered_at=after(9))]
    assert plan_of(journal, after(10)).elapsed_hours == 13
