"""Progress: the finding first, then every day; days without logs are gaps, never zeros."""

from datetime import timedelta

import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from recovery.models import Episode
from tests.web.stage import NOW, begin, guest_with, write

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("pain", "finding"),
    [
        (3, "Pain is down from 6 to 3"),
        (8, "Pain is up from 6 to 8"),
        (6, "Pain is at 6, as at the start"),
        (None, "Tell how you feel, and you see it here"),
    ],
)
def test_the_finding_comes_first(owner_client: Client, episode: Episode, pain: int | None, finding: str) -> None:
    write(episode, "check_in", pain=pain)
    assert f"<h1>{finding}</h1>" in owner_client.get("/progress/").text


def test_each_day_has_its_row_and_silence_is_no_zero(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    write(episode, "check_in", pain=5)
    write(episode, "walk", minutes=4)
    time_machine.shift(timedelta(days=1))
    page = owner_client.get("/progress/").text
    assert page.count('<th scope="row">') == 3
    assert page.count("not logged") == 3  # no pain and no walk today, no walk on Day 0
    assert "5 to 5" in page
    assert "4 min" in page


def test_who_may_look(client: Client, guest: Client, stranger_client: Client, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW)
    assert client.get("/progress/")["Location"] == "/accounts/login/?next=/progress/"
    assert stranger_client.get("/progress/")["Location"] == "/start/"
    assert guest_with(guest, begin()).get("/progress/").status_code == 200
    assert guest.post("/progress/").status_code == 405
