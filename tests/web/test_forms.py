"""What people type becomes a fact, and a fact comes back as what they typed."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from recovery.forms import FORMS, EntryForm, When, both_times, initial_of
from recovery.plan import facts
from tests.web.stage import ANSWERS, NOW

LONDON, LORD_HOWE = ZoneInfo("Europe/London"), ZoneInfo("Australia/Lord_Howe")

MORE: dict[str, Any] = {"medicine": {"against": lambda _dose: None}}


def form(kind: str, zone: ZoneInfo = LONDON, now: datetime = NOW, **changed: Any) -> EntryForm:
    answers = {"id": str(uuid4()), "when": "0"} | ANSWERS[kind] | changed
    return FORMS[kind](answers, zone=zone, now=now, **MORE.get(kind, {}))


def when(zone: ZoneInfo, now: datetime, **answers: str) -> When:
    return When({"when": "pick"} | answers, zone=zone, now=now)


@pytest.mark.parametrize("kind", FORMS)
def test_a_fact_fills_the_form_that_it_came_from(kind: str) -> None:
    asked = form(kind)
    assert asked.is_valid(), asked.errors
    fact = asked.fact()
    again = FORMS[kind](
        {name: value for name, value in _posted(fact).items() if value not in (None, "")} | {"id": fact.id},
        initial=initial_of(fact, LONDON),
        zone=LONDON,
        now=NOW + timedelta(days=1),
        **MORE.get(kind, {}),
    )
    assert again.is_valid(), again.errors
    assert facts.content(again.fact()) == facts.content(fact)


def _posted(fact: facts.Entry) -> dict[str, Any]:
    told = initial_of(fact, LONDON)
    stopped = {"stopped": "on"} if told.pop("stopped") else {}
    return told | {"pick": told["pick"].strftime("%Y-%m-%dT%H:%M")} | stopped


@pytest.mark.parametrize("kind", FORMS)
def test_each_form_writes_only_what_its_kind_knows(kind: str) -> None:
    asked = form(kind)
    assert asked.is_valid()
    assert facts.parse(facts.dump(asked.fact())) == asked.fact()


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
    instants = both_times(datetime.fromisoformat(text), zone)
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
    asked = when(zone, NOW, pick=text)
    assert asked.errors == {"pick": ["The clocks went forward then, so this time did not exist."]}


@pytest.mark.parametrize("zone", ["UTC", "Asia/Kolkata", "America/New_York"])
def test_the_clock_of_the_server_plays_no_part(zone: str) -> None:
    with timezone.override(zone):
        asked = when(LONDON, NOW, pick="2026-10-25T01:30", which="1")
        assert asked.is_valid()
        assert asked.cleaned_data["at"] == datetime(2026, 10, 25, 1, 30, tzinfo=UTC)


def test_which_is_asked_only_where_it_matters() -> None:
    assert not when(LONDON, NOW, pick="2026-12-07T09:00").asks_which
    asked = when(LONDON, NOW, pick="2026-10-25T01:30")
    assert not asked.is_valid()
    assert asked.asks_which
    assert when(LONDON, NOW, pick="2026-10-25T01:30", which="0").asks_which


def test_a_finished_walk_is_no_stopped_one() -> None:
    for stopped, finished in (("on", False), ("", True)):
        asked = form("walk", stopped=stopped)
        assert asked.is_valid()
        assert facts.dump(asked.fact())["finished"] is finished
