"""Dates and times are those of the reader's own zone."""

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from recovery.presenters.say import day_clock, long_day, weekday_clock

MOMENT = datetime(2026, 5, 12, 22, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "texts"),
    [
        ("Europe/London", ("Tuesday 12 May", "Tue 23:30", "23:30 today")),
        ("Europe/Berlin", ("Wednesday 13 May", "Wed 00:30", "00:30 today")),
        ("America/New_York", ("Tuesday 12 May", "Tue 18:30", "18:30 today")),
    ],
)
def test_the_same_instant_has_another_date_in_another_zone(zone: str, texts: tuple[str, str, str]) -> None:
    with timezone.override(zone):
        assert (long_day(MOMENT), weekday_clock(MOMENT), day_clock(MOMENT, MOMENT)) == texts
