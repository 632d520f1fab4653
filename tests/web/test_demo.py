"""The sample person of `manage.py demo`."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django import Settings
from time_machine import TimeMachineFixture

from recovery.management.commands.demo import ADDRESS, PASSWORD
from recovery.models import Entry, Person
from recovery.plan.build import build_plan
from recovery.samples.demo import journal_until

pytestmark = pytest.mark.django_db


@pytest.fixture
def development(settings: Settings) -> None:
    settings.DEBUG = True


@pytest.mark.usefixtures("development")
def test_a_newcomer_can_log_in_and_sees_a_busy_page(client: Client, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(datetime(2026, 12, 7, 14, 20, tzinfo=UTC))
    call_command("demo")
    assert client.post("/accounts/login/", {"login": ADDRESS, "password": PASSWORD})["Location"] == "/"
    page = client.get("/today/").text
    assert "Day 3" in page
    for path in ("/plan/", "/log/", "/progress/", "/plan/2026-12-05/"):
        assert client.get(path).status_code == 200


@pytest.mark.usefixtures("development")
def test_the_person_is_made_anew_each_time(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("demo")
    entries = Entry.objects.count()
    call_command("demo")
    assert Person.objects.filter(email=ADDRESS).count() == 1
    assert abs(Entry.objects.count() - entries) <= 1  # the clock moved on in between
    assert PASSWORD in capsys.readouterr().out


def test_the_command_refuses_to_run_in_production() -> None:
    with pytest.raises(CommandError, match="development only"):
        call_command("demo")
    assert not Person.objects.exists()


@pytest.mark.parametrize("hour", range(24))
@pytest.mark.parametrize("on", [datetime(2026, 12, 7, tzinfo=UTC), datetime(2026, 3, 30, tzinfo=UTC)])
def test_at_every_hour_it_is_day_three_and_no_entry_is_in_the_future(on: datetime, hour: int) -> None:
    now = on + timedelta(hours=hour)
    journal = list(journal_until(now))
    assert build_plan(journal, now).day.number == 3
    assert all(entry.at <= now for entry in journal)
