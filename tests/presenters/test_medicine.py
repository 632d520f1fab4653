"""The medicine ledger in words: a sentence for each reason, and times with their day."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from recovery.plan.advice import Reason
from recovery.plan.clinical.contra_indications import MATRIX
from recovery.plan.enums import DoseReason, Trait
from recovery.presenters.medicine import AGAINST, WAITS, why_against
from recovery.presenters.say import day_clock

NOW = datetime(2026, 12, 7, 10, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _in_utc() -> Iterator[None]:
    with timezone.override(UTC):
        yield


@pytest.mark.parametrize("name", ["ibuprofen", "paracetamol"])
def test_a_condition_that_bars_a_pill_is_named_with_the_reason(name: str) -> None:
    for bar in MATRIX["paracetamol" if name == "paracetamol" else "nsaid"]:
        said = why_against(name, Reason(bar.trait), NOW)
        assert said.startswith("You told us: ")
        assert said.endswith(str(bar.why))


def test_warnings_cover_each_reason_to_wait_and_a_dose_that_is_too_big() -> None:
    assert set(AGAINST) == {*WAITS, "most_at_once"}


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        (
            Reason(DoseReason.GAP, {"at": NOW, "span": timedelta(hours=6)}),
            "You logged paracetamol (acetaminophen) at 10:00 today. Common labels ask for 6 hours between two.",
        ),
        (
            Reason(
                DoseReason.MOST_IN_24_HOURS, {"mg": 4000.5, "since": NOW, "span": timedelta(hours=24), "most": 4000}
            ),
            "This makes 4,000.5 mg in 24 hours, from 10:00 today on. Common labels stop at 4,000 mg.",
        ),
        (Reason(DoseReason.MOST_AT_ONCE, {"most": 1000}), "Common labels stop at 1,000 mg at once."),
        (Reason(DoseReason.TEN_DAYS), "After 10 days of use labels say: ask a doctor."),
    ],
)
def test_why_against_fills_in_the_times_and_the_amounts(reason: Reason[DoseReason | Trait], said: str) -> None:
    assert why_against("paracetamol", reason, NOW) == said


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (0, "10:00 today"),
        (13.99, "23:59 today"),
        (14, "00:00 tomorrow"),
        (38, "Wed 00:00"),
        (-10.01, "23:59 yesterday"),
        (-34.5, "Sat 23:30"),
    ],
)
def test_day_clock_names_the_day(hours: float, said: str) -> None:
    assert day_clock(NOW + timedelta(hours=hours), NOW) == said


def test_day_clock_uses_the_time_zone_of_the_person() -> None:
    with timezone.override(ZoneInfo("Pacific/Auckland")):  # 23:00 there
        assert day_clock(NOW + timedelta(hours=1), NOW) == "00:00 tomorrow"
