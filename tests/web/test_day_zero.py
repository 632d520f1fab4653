"""Day 0 has one name on every page, and what is logged on it stands on it."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from recovery.models import Person
from tests.web.stage import begin, write

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
LATE = datetime(2026, 12, 6, 23, 10, tzinfo=UTC)


def row_of(page: str, head: str) -> str:
    return page.partition(head)[2].partition("</tr>")[0]


def test_day_zero_has_one_name_and_keeps_its_logs(
    owner_client: Client, owner: Person, time_machine: TimeMachineFixture
) -> None:
    episode = begin(owner, onset=LATE, pain=8)
    write(episode, "walk", LATE + timedelta(hours=3), minutes=4)  # after midnight, and before the first wake
    write(episode, "check_in", LATE + timedelta(hours=9), pain=6)
    time_machine.move_to(LATE + timedelta(hours=11))
    pages = {path: owner_client.get(path).text for path in ("/plan/", "/plan/2026-12-06/", "/progress/", "/report/")}
    assert 'aria-label="Sun, day 0, Cold phase, past"' in pages["/plan/"]
    assert "4 min walked" in pages["/plan/"].partition("day-no")[2].partition("</a>")[0]
    assert "<h1>Day 0 " in pages["/plan/2026-12-06/"]
    assert "4 min" in row_of(pages["/progress/"], '<th scope="row">0 <small>Sun 6 Dec')
    assert '">4</td>' in row_of(pages["/report/"], '0 Sun <span class="date">6 Dec')
    assert ">Sun</text>" in pages["/progress/"]
