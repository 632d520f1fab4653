"""Today: the time since the start, the phase bar, the lanes of a wide screen, and the place to rest in."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from recovery.plan.build import build_plan
from recovery.plan.entries import parse
from recovery.plan.history.story import Story
from recovery.presenters.phases import since
from recovery.presenters.timeline import LaneHour
from recovery.presenters.today import TodayPage, show_today

LONDON = ZoneInfo("Europe/London")


def shown(journal: list[dict[str, Any]], now: datetime, zone: str = "Europe/London") -> TodayPage:
    """The page of a short journal; its first entry is the onset."""
    begins = journal[0]["at"]
    first = [
        {"kind": "about", "at": begins, "time_zone": zone, "wake": "18:00", "sleep": "10:00"},
        {"kind": "check_in", "at": begins, "pain": 6, "screened": True},
    ]
    head = {"entered_at": begins, "by": "self"}
    entries = [parse(head | {"id": uuid4()} | raw) for raw in [*first, *journal]]
    with timezone.override(ZoneInfo(zone)):
        return show_today(build_plan(entries, now), Story(entries, now), wide=True)


def lanes(journal: list[dict[str, Any]], now: datetime) -> Sequence[LaneHour]:
    """The lanes of a short journal, hour by hour."""
    timeline = shown(journal, now).timeline
    assert timeline is not None
    return timeline.hours


def onset(at: datetime) -> dict[str, Any]:
    return {"kind": "onset", "at": at, "started_at": at}


@pytest.mark.parametrize(
    ("hours", "words"),
    [
        (0.0, "Less than 1 h since it started"),
        (0.99, "Less than 1 h since it started"),
        (1.0, "1 h since it started"),
        (71.99, "71 h since it started"),
        (72.0, "3 days 0 h since it started"),
        (100.5, "4 days 4 h since it started"),
    ],
)
def test_since_says_how_long_ago_it_started(hours: float, words: str) -> None:
    assert since(hours) == words


@pytest.mark.parametrize(
    ("hours", "parts"), [(0, [0, 0, 0]), (12, [50, 0, 0]), (36, [100, 50, 0]), (71, [100, 100, 96])]
)
def test_the_bar_of_the_cold_phase_counts_real_hours_over_a_clock_change(hours: int, parts: list[int]) -> None:
    begins = datetime(2026, 3, 28, 12, tzinfo=UTC)  # the clocks go forward on the 29th
    bar = shown([onset(begins)], begins + timedelta(hours=hours)).bar
    assert bar is not None
    assert bar.segments == parts


@pytest.mark.parametrize(
    ("raw", "note"),
    [
        ({}, ""),
        ({"latest_at": timedelta(hours=5)}, "Counted from the latest time it can have started."),
    ],
)
def test_the_bar_says_why_the_hours_end_later(raw: dict[str, timedelta], note: str) -> None:
    begins = datetime(2026, 12, 7, 7, tzinfo=UTC)
    unsure = onset(begins) | {name: begins + later for name, later in raw.items()}
    bar = shown([unsure], begins + timedelta(hours=8)).bar
    assert bar is not None
    assert bar.note == note


@pytest.mark.parametrize(
    ("hours", "theme", "next_", "note"),
    [
        (71, "cold", "Heat from 07:00 today", ""),
        (72, "heat", "Next: every hour", "72 hours are over: warmth now."),
        (96, "heat", "Next: every hour", ""),
    ],
)
def test_at_72_hours_the_colour_and_one_sentence_change(hours: int, theme: str, next_: str, note: str) -> None:
    begins = datetime(2026, 12, 7, 7, tzinfo=UTC)
    now = begins + timedelta(hours=hours)
    told = {"kind": "check_in", "at": begins + timedelta(hours=70), "pain": 5, "screened": True}
    page = shown([onset(begins), told], now)
    assert page.bar is not None
    assert (page.theme, str(page.bar.next), page.bar.note) == (theme, next_, note)


def test_hours_have_local_labels_over_a_clock_change() -> None:
    now = datetime(2026, 10, 25, 3, tzinfo=UTC)
    hours = lanes([onset(now - timedelta(hours=12))], now)
    labels = [hour.label for hour in hours]
    assert labels[6:11] == ["00:00", "01:00", "01:00", "02:00", "03:00"]
    assert [bool(hour.now) for hour in hours].index(True) == labels.index("03:00")


@pytest.mark.parametrize(
    ("condition", "position", "title"),
    [
        ("pregnant", "side", "Rest on your side"),
        ("breathless_lying_flat", "recliner", "Rest in a reclining chair"),
        ("raynaud", "incline", "Rest on your back"),
    ],
)
def test_the_resting_position_suits_the_person_at_night_too(condition: str, position: str, title: str) -> None:
    begins = datetime(2026, 12, 7, 11, tzinfo=UTC)  # an hour into the sleep of this story
    journal = [onset(begins), {"kind": "about", "at": begins, "conditions": [condition]}]
    card = shown(journal, begins + timedelta(hours=1)).now
    assert card is not None
    assert (card.drawing, card.title) == (position, title)
    resting = shown([*journal, {"kind": "started", "at": begins, "item": "rest"}], begins + timedelta(minutes=1))
    assert resting.timer is not None
    assert resting.timer.steps[0].drawing == position


def test_no_two_blocks_of_a_lane_share_a_place() -> None:
    begins = datetime(2026, 12, 7, 19, tzinfo=UTC)
    blocks = [block for hour in lanes([onset(begins)], begins + timedelta(hours=1)) for block in hour.blocks]
    assert len(blocks) == len({(block.lane, block.slot) for block in blocks}) > 20


def test_a_block_and_the_time_of_day_are_in_their_hour_of_the_lanes() -> None:
    begins = datetime(2026, 12, 7, 7, tzinfo=UTC)
    hours = lanes([onset(begins)], begins + timedelta(hours=2, minutes=45))
    assert [(hour.label, hour.now, hour.half) for hour in hours if hour.now] == [("09:00", "09:45", True)]
    hours = lanes([onset(begins)], begins + timedelta(hours=13))
    windows = [(hour.label, block) for hour in hours for block in hour.blocks if block.lane == "temperature"]
    assert windows
    for label, block in windows:
        opens = block.words.removeprefix("Now, until ")[:5]
        assert block.current or (opens[:2], opens[3:] >= "30") == (label[:2], block.half)


def test_a_phone_has_no_lanes() -> None:
    begins = datetime(2026, 12, 7, 7, tzinfo=UTC)
    entries = [parse({"id": uuid4(), "entered_at": begins, "by": "self"} | onset(begins))]
    about = parse(
        {"kind": "about", "id": uuid4(), "at": begins, "entered_at": begins, "by": "self", "time_zone": "UTC"}
    )
    assert show_today(build_plan([about, *entries], begins), Story([about, *entries], begins)).timeline is None
