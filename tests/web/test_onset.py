"""When it started: a correction is shown with its effect before it is written."""

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from recovery.models import Entry
from recovery.plan.entries import Onset
from tests.clock import NOW
from tests.web.plans import hidden, last, make_plan

pytestmark = pytest.mark.django_db


def correct(client: Client, hours: int, **more: Any) -> str:
    local = NOW.astimezone(ZoneInfo("Europe/London")) - timedelta(hours=hours)
    pick = {"when": "pick", "pick": f"{local:%Y-%m-%dT%H:%M}"}
    return client.post("/settings/onset/", pick | more).text


def test_a_new_onset_is_shown_before_it_is_written(guest: Client) -> None:
    episode = make_plan(guest)
    text = correct(guest, 20)
    assert "Warmth moves from" in text
    assert Entry.objects.count() == 3
    sure = hidden(text)
    for _ in range(2):  # a double tap
        assert guest.post("/settings/onset/", sure)["Location"].startswith("/settings/?saved=")
    assert Entry.objects.count() == 4
    assert last(episode, Onset)["started_at"] == sure["started_at"]


def test_an_onset_long_ago_opens_warmth_at_once(guest: Client) -> None:
    make_plan(guest)
    assert "It may start now." in correct(guest, 80)


def test_an_unsure_onset_shows_the_latest_start(guest: Client) -> None:
    make_plan(guest)
    assert "warmth counts from" in correct(guest, 30, unsure="on")


@pytest.mark.parametrize(
    "wrong",
    [
        {"when": "pick"},
        {"when": ""},
        {"started_at": "yesterday", "id": "6b5d9c9e-6d2a-4d0f-9a43-0d6a2f1f7c55"},
        {"started_at": "2199-01-01T00:00+00:00", "id": "6b5d9c9e-6d2a-4d0f-9a43-0d6a2f1f7c55"},
        {"started_at": "2026-01-01T00:00+00:00"},
        {"started_at": "1950-01-01T00:00+00:00", "id": "6b5d9c9e-6d2a-4d0f-9a43-0d6a2f1f7c55"},
        {"started_at": "1901-01-01T00:00:00+14:00", "id": "6b5d9c9e-6d2a-4d0f-9a43-0d6a2f1f7c55"},
        {"started_at": "9999-12-31T23:00:00-12:00", "id": "6b5d9c9e-6d2a-4d0f-9a43-0d6a2f1f7c55"},
    ],
)
def test_a_wrong_onset_writes_nothing(guest: Client, wrong: dict[str, str]) -> None:
    make_plan(guest)
    assert guest.post("/settings/onset/", wrong).status_code == 200
    assert Entry.objects.count() == 3


def test_a_saved_onset_shows_a_toast(guest: Client) -> None:
    make_plan(guest)
    path = guest.post("/settings/onset/", hidden(correct(guest, 20)))["Location"]
    assert 'class="toast"' in guest.get(path).text
