"""The progress page: the finding first, then the chart, the table, the milestones and earlier episodes."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from time_machine import TimeMachineFixture

from recovery.models import Episode, Person
from recovery.plan.review.milestones import AHEAD, Mark
from recovery.plan.review.trend import Trend
from recovery.presenters.progress import IN_ONE_GO, NEXT, REACHED, TRENDS, say_next, say_reached
from tests.web.stage import NOW, begin, guest_with, tight, write

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
        (None, "Your line starts at 6"),
    ],
)
def test_the_page_begins_with_the_finding(
    owner_client: Client, episode: Episode, pain: int | None, finding: str
) -> None:
    write(episode, "check_in", pain=pain)
    assert f">{finding}</h1>" in owner_client.get("/progress/").text


def test_a_new_plan_shows_the_week_ahead_and_what_to_log(owner_client: Client, episode: Episode) -> None:
    page = tight(owner_client.get("/progress/").text)
    assert 'aria-label="Pain at the start: 6 of 10."' in page
    assert (page.count('class="tip"'), page.count('class="ahead"'), page.count('class="band"')) == (1, 1, 2)
    assert ">Heat</text>" in page
    assert [page.count(f">{day}</text>") for day in ("Mon", "Thu", "Sun")] == [1, 1, 1]
    assert "Tell how you feel again, and the line goes on." in page
    assert 'href="/log/check_in/"' in page
    assert "The numbers" not in page


def test_each_day_has_a_row_and_a_day_without_logs_is_not_zero(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    write(episode, "check_in", pain=5)
    write(episode, "walk", minutes=4)
    time_machine.shift(DAY)
    page = tight(owner_client.get("/progress/").text)
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


def test_the_chart_of_a_plan_without_ice_does_not_name_ice(
    owner: Person, owner_client: Client, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOW)
    begin(owner, conditions=["raynaud"])
    page = owner_client.get("/progress/").text
    assert ">First days</text>" in page
    assert ">Cold</text>" not in page


def test_the_page_shows_the_last_and_the_next_milestone(owner_client: Client, episode: Episode) -> None:
    write(episode, "walk", at=NOW - timedelta(hours=2), minutes=3)
    write(episode, "check_in", at=NOW - timedelta(hours=1), pain=5, slept="well")
    write(episode, "walk", minutes=12)
    page = tight(owner_client.get("/progress/").text)
    assert "First walk" not in page
    assert "Slept well" in page
    assert '10 minutes in one go</span><span class="end-note">Mon 10:00' in page
    assert "Next: walks every hour" in page


def test_a_long_course_is_shown_two_weeks_at_a_time(
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
def test_an_unknown_day_shows_the_latest_two_weeks(owner_client: Client, episode: Episode, until: str) -> None:
    write(episode, "check_in", pain=5)
    page = owner_client.get(f"/progress/?until={until}")
    assert page.status_code == 200
    assert page.text.count('<th scope="row">') == 2


def test_htmx_gets_only_the_chart_of_other_days(owner_client: Client, episode: Episode) -> None:
    fragment = owner_client.get("/progress/?until=2026-12-07", headers=HTMX_CHART).text
    assert fragment.strip().startswith('<div class="stack" id="chart">')
    assert "<h1>" not in fragment


def closed(owner: Person, days: int) -> Episode:
    """An earlier episode that ended well."""
    past = begin(owner, onset=NOW - days * DAY, pain=7)
    for day in range(1, 9):
        write(past, "check_in", at=NOW - (days - day) * DAY, pain=1, limits=False)
        write(past, "walk", at=NOW - (days - day) * DAY, minutes=12)
    past.closed_at = NOW - (days - 9) * DAY
    past.save()
    return past


def test_earlier_episodes_are_compared_with_this_one(
    owner: Person, owner_client: Client, stranger: Person, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOW)
    closed(owner, 100)
    closed(stranger, 50)
    begin(owner)
    page = tight(owner_client.get("/progress/").text)
    assert "6 Dec 2026<small>This time</small></th><td>not so far</td><td>6</td><td>not logged</td>" in page
    assert "29 Aug 2026</th><td>day 3</td><td>7</td><td>12 min</td>" in page
    assert "18 Oct 2026" not in page


def test_nothing_is_compared_without_earlier_episodes(owner_client: Client, episode: Episode) -> None:
    assert "This time" not in owner_client.get("/progress/").text


def test_a_longer_history_needs_no_more_queries(
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


def test_each_trend_has_words() -> None:
    assert {*TRENDS, Trend.TOO_LITTLE} == set(Trend)


def test_each_milestone_has_words() -> None:
    assert {*REACHED, *IN_ONE_GO} == set(Mark)
    assert all(say_reached(mark) for mark in Mark)
    assert [say_next(code) for code in (Mark.TWENTY_MINUTES, None)] == ["Next: 20 minutes in one go", ""]
    assert {*NEXT, *IN_ONE_GO} == set(AHEAD)


def test_a_person_or_guest_with_a_plan_sees_it_and_others_are_sent_away(
    client: Client, guest: Client, stranger_client: Client, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOW)
    assert client.get("/progress/")["Location"] == "/accounts/login/?next=/progress/"
    assert stranger_client.get("/progress/")["Location"] == "/start/"
    assert guest_with(guest, begin()).get("/progress/").status_code == 200
    assert guest.post("/progress/").status_code == 405


def test_an_alert_replaces_the_page(owner_client: Client, episode: Episode) -> None:
    write(episode, "check_in", pain=5, flags=["E1"], screened=True)
    page = owner_client.get("/progress/").text
    assert 'class="chart' not in page
    assert "Pain is" not in page
