"""The clock of the server is set back: every page of the plan opens, and nothing that was written is lost."""

from datetime import timedelta

import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from recovery.models import Entry, Episode, Share
from tests.web.links import link
from tests.web.plans import make_plan
from tests.web.stage import NOW, filled, write

pytestmark = pytest.mark.django_db
PAGES = (
    "/today/",
    "/plan/",
    "/log/",
    "/progress/",
    "/report/",
    "/settings/",
    "/help/",
    "/log/walk/",
    "/settings/export/",
)


def test_a_plan_of_a_moment_ago_goes_on_when_the_clock_is_set_back_an_hour(
    guest: Client, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOW, tick=False)
    helper = link(make_plan(guest), Share.HELPER)
    time_machine.move_to(NOW - timedelta(hours=1), tick=False)
    for path in (*PAGES, helper):
        assert guest.get(path).status_code == 200, path
    assert guest.get("/start/")["Location"] == "/today/"
    count = Entry.objects.count()
    assert guest.post("/log/walk/", filled("walk"))["Location"].startswith("/today/?saved=")
    assert Entry.objects.count() == count + 1


def test_an_entry_from_a_clock_that_was_days_ahead_does_not_open_warmth(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOW, tick=False)
    write(episode, "drink", NOW + timedelta(days=4), ml=200)
    assert "Cold phase" in owner_client.get("/today/").text
