"""A time by a person's clock becomes an instant, also where a clock change repeats or skips an hour."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from recovery.forms.when import WhenForm, instants_of, local_answers
from tests.web.stage import NOW

LONDON, LORD_HOWE = ZoneInfo("Europe/London"), ZoneInfo("Australia/Lord_Howe")


def picked(zone: ZoneInfo, now: datetime = NOW, **answers: str) -> WhenForm:
    return WhenForm({"when": "pick"} | answers, zone=zone, now=now)


@pytest.mark.parametrize(
    ("zone", "text", "first", "second"),
    [
        (LONDON, "2026-07-01T12:00", "11:00", "11:00"),
        (LONDON, "2026-10-25T00:59", "23:59", "23:59"),
        (LONDON, "2026-10-25T01:00", "00:00", "01:00"),
        (LONDON, "2026-10-25T01:59", "00:59", "01:59"),
        (LONDON, "2026-10-25T02:00", "02:00", "02:00"),
        (LORD_HOWE, "2026-04-05T01:45", "14:45", "15:15"),
    ],
)
def test_a_time_that_comes_twice_has_two_instants(zone: ZoneInfo, text: str, first: str, second: str) -> None:
    instants = instants_of(datetime.fromisoformat(text), zone)
    assert [f"{instant:%H:%M}" for instant in instants] == [first, second]


@pytest.mark.parametrize(
    ("zone", "text"),
    [
        (LONDON, "2026-03-29T01:00"),
        (LONDON, "2026-03-29T01:59"),
        (ZoneInfo("America/New_York"), "2026-03-08T02:30"),
        (LORD_HOWE, "2026-10-04T02:15"),
    ],
)
def test_an_hour_that_the_clocks_skip_does_not_exist(zone: ZoneInfo, text: str) -> None:
    assert picked(zone, pick=text).errors == {"pick": ["The clocks went forward then, so this time did not exist."]}


@pytest.mark.parametrize("zone", ["UTC", "Asia/Kolkata", "America/New_York"])
def test_the_time_zone_of_the_server_has_no_effect(zone: str) -> None:
    with timezone.override(zone):
        asked = picked(LONDON, pick="2026-10-25T01:30", which="1")
        assert asked.is_valid()
        assert asked.cleaned_data["at"] == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_which_of_two_hours_is_asked_only_where_it_matters() -> None:
    assert not picked(LONDON, pick="2026-12-07T09:00").asks_which
    asked = picked(LONDON, pick="2026-10-25T01:30")
    assert not asked.is_valid()
    assert asked.asks_which
    assert picked(LONDON, pick="2026-10-25T01:30", which="0").asks_which


@pytest.mark.parametrize("hour", [0, 1])
def test_an_instant_gives_the_answers_that_mean_it(hour: int) -> None:
    moment = datetime(2026, 10, 25, hour, 30, tzinfo=UTC)
    told = local_answers(moment, LONDON)
    asked = picked(LONDON, pick=told["pick"].isoformat(), which=told["which"])
    assert asked.is_valid()
    assert asked.cleaned_data["at"] == moment
