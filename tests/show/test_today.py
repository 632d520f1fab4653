"""Today's values: how long ago in words, how far along in bars, and a rhythm that follows the real hours."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from recovery.plan import facts
from recovery.plan.build import build_plan
from recovery.plan.story import Story
from recovery.show.phases import since
from recovery.show.today import show_today

LONDON = ZoneInfo("Europe/London")


def shown(journal: list[dict[str, Any]], now: datetime, zone: str = "Europe/London") -> dict[str, Any]:
    """What Today shows of a short journal whose first line is the onset."""
    begins = journal[0]["at"]
    first = [
        {"kind": "about", "at": begins, "time_zone": zone, "wake": "18:00", "sleep": "10:00"},
        {"kind": "check_in", "at": begins, "pain": 6, "screened": True},
    ]
    head = {"entered_at": begins, "by": "self"}
    entries = [facts.parse(head | {"id": uuid4()} | raw) for raw in [*first, *journal]]
    with timezone.override(ZoneInfo(zone)):
        return show_today(build_plan(entries, now), Story(entries, now))


def onset(at: datetime) -> dict[str, Any]:
    return {"kind": "onset", "at": at, "started_at": at}


@pytest.mark.parametrize(
    ("hours", "told"),
    [
        (0.0, "Less than 1 h since it started"),
        (0.99, "Less than 1 h since it started"),
        (1.0, "1 h since it started"),
        (71.99, "71 h since it started"),
        (72.0, "3 days 0 h since it started"),
        (100.5, "4 days 4 h since it started"),
    ],
)
def test_how_long_ago_in_words(hours: float, told: str) -> None:
    assert since(hours) == told


@pytest.mark.parametrize(
    ("hours", "parts"), [(0, [0, 0, 0]), (12, [50, 0, 0]), (36, [100, 50, 0]), (71, [100, 100, 96])]
)
def test_the_bar_of_the_cold_phase_fills_by_real_hours(hours: int, parts: list[int]) -> None:
    begins = datetime(2026, 3, 28, 12, tzinfo=UTC)  # the clocks go forward on the 29th
    told = shown([onset(begins)], begins + timedelta(hours=hours))
    assert told["bar"]["segments"] == parts


def test_hours_of_a_night_shift_are_labelled_by_the_clock_that_changes_in_it() -> None:
    now = datetime(2026, 10, 25, 3, tzinfo=UTC)
    told = shown([onset(now - timedelta(hours=12))], now)["rhythm"]
    labels = [hour["label"] for hour in told["hours"]]
    assert labels[6:11] == ["00:00", "01:00", "01:00", "02:00", "03:00"]
    assert told["now_slot"] == 2 * labels.index("03:00")


@pytest.mark.parametrize(
    ("condition", "position", "title"),
    [
        ("pregnant", "side", "Rest on your side"),
        ("breathless_lying_flat", "recliner", "Rest in a reclining chair"),
        ("raynaud", "incline", "Rest on your back"),
    ],
)
def test_in_the_first_night_too_the_position_is_one_that_suits(condition: str, position: str, title: str) -> None:
    begins = datetime(2026, 12, 7, 11, tzinfo=UTC)  # an hour into the sleep of this story
    journal = [onset(begins), {"kind": "about", "at": begins, "conditions": [condition]}]
    told = shown(journal, begins + timedelta(hours=1))["now"]
    assert (told["drawing"], told["title"]) == (position, title)
    resting = shown([*journal, {"kind": "started", "at": begins, "item": "rest"}], begins + timedelta(minutes=1))
    assert resting["timer"]["steps"][0]["drawing"] == position


def test_each_lane_holds_one_row_in_a_place() -> None:
    begins = datetime(2026, 12, 7, 19, tzinfo=UTC)
    rhythm = shown([onset(begins)], begins + timedelta(hours=1))["rhythm"]
    places = [(row["lane"], row["slot"]) for row in rhythm["rows"]]
    assert len(places) == len(set(places))


def test_what_was_taken_back_does_not_count() -> None:
    begins, glass = datetime(2026, 12, 7, 19, tzinfo=UTC), uuid4()
    drinks = [{"kind": "drink", "at": begins, "ml": 200, "id": each} for each in (glass, uuid4(), uuid4())]
    journal = [onset(begins), *drinks, {"kind": "withdrawn", "at": begins, "entry": glass}]
    *_, tile = shown(journal, begins + timedelta(hours=1))["counters"]
    assert tile["of"].startswith("2 of ")


def test_a_walk_every_hour_counts_hours_of_the_persons_clock() -> None:
    begins = datetime(2026, 12, 1, 14, tzinfo=UTC)
    later = begins + timedelta(days=6)
    answer = {"kind": "check_in", "at": later, "pain": 3, "screened": True, "longest_walk": 5}
    walk = {"kind": "walk", "at": later, "minutes": 2}
    told = shown([onset(begins), answer, walk], later + timedelta(minutes=5), zone="Asia/Kolkata")["hours"]
    assert [cell["spoken"] for cell in told["cells"]][:3] == [
        "18:00, no walk yet",
        "19:00, walked",
        "20:00, no walk yet",
    ]
    assert told["of"] == "1 of 16"
