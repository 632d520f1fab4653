"""A running session on every page: what it costs, when it changes, and how a late tap is set right."""

import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from time_machine import TimeMachineFixture

from recovery.models import Episode, Person
from recovery.plan.entries import Started, Withdrawn
from recovery.store import journal
from tests.web.stage import NOW, begin, filled, guest_with, standing, write, written

# allauth's own templates ask for variables that may be absent
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

PUBLIC = ("/help/", "/rules/", "/accounts/password/reset/")
PERSONAL = (
    *("/plan/", "/plan/2026-12-07/", "/log/", "/log/check_in/", "/log/walk/", "/progress/", "/settings/"),
    *("/settings/about/", "/settings/onset/", "/help/", "/rules/"),
)
ACCOUNT = ("/accounts/email/", "/accounts/password/change/", "/accounts/2fa/", "/accounts/logout/")
STRIP = '<strong class="what">Ice is on</strong> off at 10:20'


# --- every page shows it


@pytest.mark.parametrize("path", [*PERSONAL, *ACCOUNT])
def test_every_page_shows_the_running_session_with_its_end(owner_client: Client, episode: Episode, path: str) -> None:
    write(episode, "started", item="cold")
    assert STRIP in owner_client.get(path, follow=True).text


@pytest.mark.parametrize("path", [*PERSONAL, "/keep/", "/accounts/signup/", "/accounts/login/"])
def test_a_guest_sees_it_too(guest: Client, time_machine: TimeMachineFixture, path: str) -> None:
    time_machine.move_to(NOW, tick=False)
    episode = begin()
    write(episode, "started", item="cold")
    assert STRIP in guest_with(guest, episode).get(path, follow=True).text


def test_a_timer_that_is_no_longer_allowed_says_take_it_off_now_and_why(owner_client: Client, episode: Episode) -> None:
    write(episode, "started", item="cold")
    write(episode, "check_in", pain=5, flags=["D7"])
    page = owner_client.get("/today/").text
    assert '<h2 class="hide" id="now-title">Take it off now</h2>' in page
    assert re.search(r'<p role="alert" data-rule="safety.left_out">Left out for you. You said: [^<]+</p>', page)
    assert 'data-stop="D7"' in page
    assert '<strong class="what">Take it off now</strong>' in owner_client.get("/plan/").text


def test_today_shows_the_timer_and_no_strip(owner_client: Client, episode: Episode) -> None:
    write(episode, "started", item="cold")
    page = owner_client.get("/today/").text
    assert 'class="running"' not in page
    assert page.count("data-left=") == 1


@pytest.mark.parametrize("path", [*PERSONAL, *ACCOUNT])
def test_no_page_shows_it_while_an_emergency_stands(owner_client: Client, episode: Episode, path: str) -> None:
    write(episode, "started", item="cold")
    write(episode, "check_in", flags=["E5"], screened=True)
    assert "Ice is on" not in owner_client.get(path, follow=True).text


@pytest.mark.parametrize("runs", [False, True])
@pytest.mark.parametrize("path", PUBLIC)
def test_it_costs_a_page_two_queries_at_most_and_nothing_without_a_plan(
    client: Client, owner_client: Client, stranger_client: Client, episode: Episode, path: str, runs: bool
) -> None:
    if runs:
        write(episode, "started", item="cold")
    costs = []
    for each in (client, stranger_client, owner_client):
        with CaptureQueriesContext(connection) as captured:
            each.get(path, follow=True)
        costs.append([query["sql"] for query in captured if "recovery_e" in query["sql"]])
    nobody, without_plan, owner = costs
    assert nobody == []
    assert len(owner) <= len(without_plan) + 2


def test_what_is_logged_beside_ice_does_not_take_it_off(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    write(episode, "started", item="cold")
    time_machine.shift(300)
    owner_client.post("/log/walk/", filled("walk"))
    assert "off at 10:20" in owner_client.get("/today/").text
    refused = owner_client.post("/log/started/", {"id": str(uuid4()), "item": "breathing"}, follow=True)
    assert "Something else is on. It ends at 10:20 today." in refused.text
    assert "off at 10:20" in refused.text


# --- when it changes


def test_without_script_a_page_with_a_timer_comes_again_at_its_end_and_then_each_minute(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    assert "Refresh" not in owner_client.get("/today/").headers
    write(episode, "started", item="cold")
    assert owner_client.get("/today/")["Refresh"] == "1201"
    time_machine.shift(21 * 60)
    assert owner_client.get("/today/")["Refresh"] == "60"
    owner_client.cookies["script"] = "1"
    assert "Refresh" not in owner_client.get("/today/").headers


def utc(day: int, clock: str) -> datetime:
    return datetime.fromisoformat(f"2026-12-{day:02}T{clock}").replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("what", "change"),
    [
        ("an end", utc(7, "10:20")),
        ("a window opens", utc(7, "11:30")),
        ("a window closes", utc(7, "12:30")),
        ("bedtime", utc(7, "22:00")),
        ("the day ends", utc(8, "07:00")),
        ("48 hours", utc(8, "21:30")),
        ("72 hours", utc(9, "21:30")),
        ("the day ends, and nothing else is to come", utc(12, "07:00")),
    ],
)
def test_the_page_names_the_next_change(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture, what: str, change: datetime
) -> None:
    write(episode, "started", item="cold")
    for morning in (utc(day, "07:30") for day in range(8, 12)):
        if morning < change:
            write(episode, "check_in", morning, pain=6, screened=True)
    time_machine.move_to(change - timedelta(seconds=40), tick=False)
    page = owner_client.get("/today/").text
    assert re.findall(r'data-next="(\d+)"', page) == ["41"], what


# --- a late tap


def earlier(client: Client, started: object, minutes: str, entry_id: object = None) -> int:
    """Say that what runs began some minutes earlier."""
    answer = {"action": "earlier", "id": str(entry_id or uuid4()), "minutes": minutes}
    return client.post(f"/log/{started}/", answer).status_code


def starts(episode: Episode) -> list[datetime]:
    """When each session that stands began."""
    return [each.at for each in written(episode) if isinstance(each, Started) and each.id in standing(episode)]


@pytest.mark.parametrize("minutes", [5, 10, 15])
def test_a_late_tap_moves_the_start(owner_client: Client, episode: Episode, minutes: int) -> None:
    started = write(episode, "started", item="cold")
    assert earlier(owner_client, started.id, str(minutes)) == 302
    assert starts(episode) == [NOW - timedelta(minutes=minutes)]
    assert f"off at 10:{20 - minutes:02}" in owner_client.get("/today/").text


@pytest.mark.parametrize("minutes", ["", "0", "-5", "4", "20", "600", "x", "5.0"])
def test_only_the_minutes_that_are_offered_count(owner_client: Client, episode: Episode, minutes: str) -> None:
    started = write(episode, "started", item="cold")
    assert earlier(owner_client, started.id, minutes) == 302
    assert starts(episode) == [NOW]


@pytest.mark.parametrize(("passed", "offered"), [(4, [5, 10, 15]), (5, [5, 10]), (10, [5]), (15, []), (25, [])])
def test_what_would_be_over_by_then_is_not_offered(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture, passed: int, offered: list[int]
) -> None:
    write(episode, "started", item="cold")
    time_machine.shift(passed * 60)
    page = owner_client.get("/today/").text
    assert [int(each) for each in re.findall(r'name="minutes" value="(\d+)"', page)] == offered


def test_the_same_late_tap_twice_counts_once(owner_client: Client, episode: Episode) -> None:
    started, entry_id = write(episode, "started", item="cold"), uuid4()
    for _ in range(2):
        assert earlier(owner_client, started.id, "5", entry_id) == 302
    assert starts(episode) == [NOW - timedelta(minutes=5)]
    assert sum(isinstance(each, Withdrawn) for each in written(episode)) == 1


def test_a_second_late_tap_counts_from_the_first(owner_client: Client, episode: Episode) -> None:
    started, corrected = write(episode, "started", item="cold"), uuid4()
    earlier(owner_client, started.id, "5", corrected)
    earlier(owner_client, corrected, "5")
    assert starts(episode) == [NOW - timedelta(minutes=10)]


def test_only_what_runs_can_begin_earlier(owner_client: Client, episode: Episode) -> None:
    ended = write(episode, "started", NOW - timedelta(hours=2), item="cold")
    write(episode, "cold", NOW - timedelta(hours=2), minutes=20, started=str(ended.id))
    before = journal.read(episode)
    assert earlier(owner_client, ended.id, "5") == 302
    assert journal.read(episode) == before


def test_an_id_that_stands_for_something_else_changes_nothing(owner_client: Client, episode: Episode) -> None:
    started = write(episode, "started", item="cold")
    taken = write(begin(), "drink", ml=200)
    before = journal.read(episode)
    assert earlier(owner_client, started.id, "5", taken.id) == 404
    assert journal.read(episode) == before


def test_a_stranger_finds_nothing(stranger_client: Client, stranger: Person, episode: Episode) -> None:
    begin(stranger)
    started = write(episode, "started", item="cold")
    assert earlier(stranger_client, started.id, "5") == 404
    assert starts(episode) == [NOW]
