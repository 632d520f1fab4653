"""Progress: the finding first, then the days as drawing and numbers; days without logs are gaps, never zeros."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from time_machine import TimeMachineFixture

from recovery.models import Episode, Person
from recovery.plan.course import AHEAD
from recovery.show.progress import IN_ONE_GO, NEXT, REACHED, say_next, say_reached
from tests.web.stage import NOW, begin, guest_with, write

pytestmark = pytest.mark.django_db
HTMX_CHART = {"HX-Request": "true", "HX-Target": "div#chart"}
DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("pain", "finding"),
    [
        (3, "Pain is down from 6 to 3"),
        (8, "Pain is up from 6 to 8"),
        (5, "Pain is about the same: first 6, now 5"),
        (6, "Pain is at 6, as at the start"),
        (None, "One more check-in, and you see how it goes"),
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
    time_machine.shift(DAY)
    page = owner_client.get("/progress/").text
    assert page.count('<th scope="row">') == 3
    assert page.count("not logged") == 2  # neither pain nor walk today
    assert "<td>6</td><td>0 min</td>" in page  # Day 0
    assert "<td>5</td><td>4 min</td>" in page
    assert page.count('class="walked part"') == 0


def test_the_drawing_shows_pain_walks_and_phase(owner_client: Client, episode: Episode) -> None:
    write(episode, "check_in", pain=4)
    write(episode, "walk", minutes=4)
    page = owner_client.get("/progress/").text
    assert page.count('class="tip"') == 2
    assert '<polyline class="line"' in page
    assert '<rect class="walked part"' in page
    assert ">Cold</text>" in page
    assert "style=" not in page


def test_who_may_not_use_ice_reads_of_no_ice(
    owner: Person, owner_client: Client, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOW)
    begin(owner, conditions=["raynaud"])
    page = owner_client.get("/progress/").text
    assert ">First days</text>" in page
    assert ">Cold</text>" not in page


def test_what_was_reached_last_and_what_comes_next(owner_client: Client, episode: Episode) -> None:
    write(episode, "walk", at=NOW - timedelta(hours=2), minutes=3)
    write(episode, "check_in", at=NOW - timedelta(hours=1), pain=5, slept="well")
    write(episode, "walk", minutes=12)
    page = owner_client.get("/progress/").text
    assert "First walk" not in page
    assert "Slept well" in page
    assert '10 minutes in one go</span><span class="end-note">Mon 10:00' in page
    assert "Next: walks every hour" in page


def test_a_long_course_is_read_a_fortnight_at_a_time(
    owner: Person, owner_client: Client, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOW + 19 * DAY)
    begin(owner)
    page = owner_client.get("/progress/").text
    assert page.count('<th scope="row">') == 14
    assert 'href="?until=2026-12-12"' in page
    assert "Later days" not in page
    page = owner_client.get("/progress/?until=2026-12-12").text
    assert page.count('<th scope="row">') == 7  # Day 0 to Day 6
    assert 'href="?until=2026-12-26"' in page
    assert "Earlier days" not in page


@pytest.mark.parametrize("until", ["1999-01-01", "2999-01-01", "tomorrow", ""])
def test_a_day_that_is_not_there_is_no_mistake(owner_client: Client, episode: Episode, until: str) -> None:
    page = owner_client.get(f"/progress/?until={until}")
    assert page.status_code == 200
    assert page.text.count('<th scope="row">') == 2


def test_other_days_are_swapped_in_alone(owner_client: Client, episode: Episode) -> None:
    fragment = owner_client.get("/progress/?until=2026-12-07", headers=HTMX_CHART).text
    assert fragment.strip().startswith('<div class="stack" id="chart">')
    assert "<h1>" not in fragment


def closed(owner: Person, days: int) -> Episode:
    """An episode of some time ago that got well."""
    past = begin(owner, onset=NOW - days * DAY, pain=7)
    for day in range(1, 9):
        write(past, "check_in", at=NOW - (days - day) * DAY, pain=1, limits=False)
        write(past, "walk", at=NOW - (days - day) * DAY, minutes=12)
    past.closed_at = NOW - (days - 9) * DAY
    past.save()
    return past


def test_earlier_times_stand_beside_this_one(
    owner: Person, owner_client: Client, stranger: Person, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOW)
    closed(owner, 100)
    closed(stranger, 50)
    begin(owner)
    page = owner_client.get("/progress/").text
    assert "6 Dec 2026 <small>This time</small></th><td>not so far</td><td>6</td><td>not logged</td>" in page
    assert "29 Aug 2026</th><td>day 3</td><td>7</td><td>12 min</td>" in page
    assert "18 Oct 2026" not in page


def test_without_earlier_times_nothing_is_compared(owner_client: Client, episode: Episode) -> None:
    assert "This time" not in owner_client.get("/progress/").text


def test_a_longer_history_asks_no_more_of_the_database(
    owner: Person,
    owner_client: Client,
    time_machine: TimeMachineFixture,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    time_machine.move_to(NOW)
    for days in range(100, 180, 10):
        closed(owner, days)
    begin(owner)
    with django_assert_max_num_queries(7):
        page = owner_client.get("/progress/").text
    assert page.count("day 3") == 5


def test_every_milestone_has_its_words() -> None:
    assert all(say_reached(code) for code in (*REACHED, *IN_ONE_GO))
    assert [say_next(code) for code in ("twenty_minutes", None)] == ["Next: 20 minutes in one go", ""]
    assert {*NEXT, *IN_ONE_GO} == set(AHEAD) <= {*REACHED, *IN_ONE_GO}


def test_who_may_look(client: Client, guest: Client, stranger_client: Client, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW)
    assert client.get("/progress/")["Location"] == "/accounts/login/?next=/progress/"
    assert stranger_client.get("/progress/")["Location"] == "/start/"
    assert guest_with(guest, begin()).get("/progress/").status_code == 200
    assert guest.post("/progress/").status_code == 405


def test_an_emergency_leaves_nothing_of_it(owner_client: Client, episode: Episode) -> None:
    write(episode, "check_in", pain=5, flags=["E1"], screened=True)
    page = owner_client.get("/progress/").text
    assert 'class="chart' not in page
    assert "Pain is" not in page
