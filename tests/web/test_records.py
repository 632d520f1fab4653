"""The record of a day keeps the plan as it was first shown, whatever is logged or corrected later."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from time_machine import TimeMachineFixture

from recovery.models import DayRecord, Episode, Person
from recovery.plan.advice import Plan
from recovery.plan.clinical.figures import RULES_VERSION
from recovery.views import today
from tests.web.stage import NOW, write

pytestmark = pytest.mark.django_db

TODAY = "/plan/2026-12-07/"


def test_a_page_that_a_worker_keeps_is_no_look_and_writes_no_session(owner_client: Client, episode: Episode) -> None:
    before = dict(owner_client.session)
    owner_client.get("/today/", headers={"Sec-Fetch-Dest": "empty"})
    assert not DayRecord.objects.exists()
    assert dict(owner_client.session) == before
    owner_client.get("/today/", headers={"Sec-Fetch-Dest": "empty", "HX-Request": "true"})
    assert DayRecord.objects.count() == 1


@pytest.mark.parametrize("path", ["/today/", TODAY])
def test_the_first_look_records_the_day_and_later_ones_change_nothing(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture, path: str
) -> None:
    owner_client.get(path)
    first = DayRecord.objects.get()
    assert (first.date, first.rules, first.shown_at) == (date(2026, 12, 7), RULES_VERSION, NOW)
    write(episode, "walk", NOW, minutes=4, pain_before=3, pain_after=9)
    time_machine.shift(timedelta(hours=3))
    owner_client.get(path)
    assert DayRecord.objects.get().shown == first.shown
    assert next(item["title"] for item in first.shown["items"] if item["kind"] == "cold") == "Ice, 20 minutes"


def test_a_past_day_shows_what_the_plan_said_beside_what_was_done(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    owner_client.get("/today/")
    DayRecord.objects.update(rules="2020.01", shown={"why": "As it was.", "items": [ITEM]})
    write(episode, "cold", NOW, minutes=20)
    time_machine.shift(timedelta(days=2))
    page = owner_client.get(TODAY).text
    for told in ("What the plan said that day", "rules 2020.01", "As it was.", "An old ice pack", "10:00 to 10:20"):
        assert told in page


ITEM = {
    "kind": "cold",
    "opens": "2026-12-07T09:00:00+00:00",
    "closes": "2026-12-07T10:00:00+00:00",
    "title": "An old ice pack",
    "do": "Long ago.",
    "rule": "temperature.cold_pack",
}


def test_a_day_without_a_record_says_so(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    time_machine.shift(timedelta(days=2))
    owner_client.get("/today/")
    page = owner_client.get(TODAY).text
    assert "You did not open the plan on this day." in page
    assert "What the plan said" not in page


def test_the_second_look_costs_no_more_queries(
    owner_client: Client, episode: Episode, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    owner_client.get("/today/")
    with django_assert_max_num_queries(6):
        owner_client.get("/today/")


def test_behind_an_alert_nothing_is_recorded(owner_client: Client, episode: Episode) -> None:
    write(episode, "check_in", flags=["E1"], screened=True)
    owner_client.get("/today/")
    owner_client.get(TODAY)
    assert not DayRecord.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_plan_that_is_deleted_during_the_request_is_shown_and_not_recorded(
    owner: Person, owner_client: Client, episode: Episode, monkeypatch: pytest.MonkeyPatch
) -> None:
    def deleted_on_another_phone(plan: Plan) -> dict[str, Any]:
        owner.delete()
        return {}

    monkeypatch.setattr(today, "show_record", deleted_on_another_phone)
    assert owner_client.get("/today/").status_code == 200
    assert not DayRecord.objects.exists()
    assert owner_client.get("/today/").status_code == 302
