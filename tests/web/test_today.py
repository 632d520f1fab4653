"""Today: now, next and why, at every hour and in every phase, for the price of a few queries."""

from datetime import UTC, datetime, timedelta

import brotli
import pytest
from django.conf import settings
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from time_machine import TimeMachineFixture

from backcare.static import prepared
from recovery.models import Entry, Episode, Person
from tests.web.stage import HTMX_SHEET, HTMX_TODAY, NOW, ONSET, begin, guest_with, write

pytestmark = pytest.mark.django_db


def test_it_says_what_now_what_next_and_why(owner_client: Client, episode: Episode) -> None:
    page = owner_client.get("/today/").text
    assert 'data-rule="temperature.cold_pack"' in page
    assert "Ice, 20 minutes" in page
    assert 'id="next"' in page
    assert "Held at: Mainly rest." in page
    assert "Rest a little longer. Walks come next." in page
    assert 'body data-phase="cold"' in page


def test_only_looking_is_allowed(owner_client: Client, episode: Episode) -> None:
    assert owner_client.post("/today/").status_code == 405


def test_signed_out_leads_to_log_in_and_back(client: Client, owner_client: Client) -> None:
    assert client.get("/today/?a=1")["Location"] == "/accounts/login/?next=/today/%3Fa%3D1"
    assert client.get("/today/", headers=HTMX_TODAY)["HX-Redirect"] == "/accounts/login/?next=/today/"
    assert owner_client.get("/today/")["Location"] == "/start/"


def test_who_never_said_how_bad_it_is_says_so_first(
    owner_client: Client, owner: Person, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOW)
    begin(owner, pain=None)
    assert owner_client.get("/today/")["Location"] == "/start/when/"
    assert owner_client.get("/today/", headers=HTMX_TODAY)["HX-Redirect"] == "/start/when/"


def test_htmx_gets_the_part_it_swaps(owner_client: Client, episode: Episode) -> None:
    today = owner_client.get("/today/", headers=HTMX_TODAY).text
    sheet = owner_client.get("/today/", headers=HTMX_SHEET).text
    assert today.strip().startswith('<div class="today-page" id="today" ')
    assert sheet.strip().startswith('<div class="today-page" id="today" ')
    assert "<html" not in today + sheet


def test_the_first_view_fits_in_one_round_trip(owner_client: Client, episode: Episode) -> None:
    """HTML and style sheet, compressed as the server sends them, within what a new connection carries at once."""
    page = owner_client.get("/today/").content
    style = prepared("app.css", (settings.BASE_DIR / "static/app.css").read_bytes())
    assert len(brotli.compress(page, quality=4)) + len(brotli.compress(style)) <= 13_500  # what the page says varies


@pytest.mark.parametrize("entries", [10, 2000])
def test_it_costs_at_most_six_queries_however_long_the_journal(
    owner_client: Client, episode: Episode, django_assert_max_num_queries: DjangoAssertNumQueries, entries: int
) -> None:
    drinks = [
        Entry(id=f"{number:032x}", episode=episode, kind="drink", at=at, entered_at=at, by="self", data={"ml": 200})
        for number in range(1, entries)
        if (at := NOW - timedelta(seconds=number * 20))
    ]
    Entry.objects.bulk_create(drinks)
    owner_client.get("/today/")  # the first look of a day is recorded
    with django_assert_max_num_queries(6):
        assert owner_client.get("/today/").status_code == 200


def test_a_guest_is_told_how_to_keep_the_plan(guest: Client, owner_client: Client, episode: Episode) -> None:
    page = guest_with(guest, begin()).get("/today/").text
    assert "Only this phone can open this plan." in page
    assert 'href="/keep/"' in page
    assert "Only this phone can open this plan." not in owner_client.get("/today/").text


def test_who_has_another_plan_on_this_phone_is_asked_which_to_keep(owner_client: Client, episode: Episode) -> None:
    assert "You made another plan on this phone." in guest_with(owner_client, begin()).get("/today/").text


def test_two_persons_never_see_each_others_entries(
    owner_client: Client, stranger_client: Client, stranger: Person, episode: Episode
) -> None:
    write(episode, "walk", minutes=7, pain_before=5, pain_after=8)
    begin(stranger, pain=3)
    assert "7 min, pain 5 to 8" in owner_client.get("/log/").text
    assert "7 min, pain 5 to 8" not in stranger_client.get("/log/").text
    assert "Pain went from" not in stranger_client.get("/today/").text
    assert "Pain went from" in owner_client.get("/today/").text


def test_no_toast_speaks_of_an_entry_that_is_not_mine(
    stranger_client: Client, stranger: Person, episode: Episode
) -> None:
    theirs = write(episode, "walk", minutes=7)
    begin(stranger)
    for address in (f"/today/?saved={theirs.id}", "/today/?saved=x", "/today/?not_yet=x", "/log/?saved=x"):
        assert 'class="toast"' not in stranger_client.get(address).text


def test_a_timer_runs_and_says_when_it_is_over(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    started = write(episode, "started", item="cold")
    page = owner_client.get("/today/").text
    assert 'data-left="1200"' in page
    assert "off at 10:20" in page
    assert f'value="{started.id}"' in page
    assert "Do not fall asleep with ice on." in page
    time_machine.shift(22 * 60)
    page = owner_client.get("/today/").text
    assert "Take it off now" in page
    assert ">+2:00<" in page


def test_at_night_nothing_is_due(owner_client: Client, episode: Episode, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(datetime(2026, 12, 8, 3, 4, tzinfo=UTC))
    page = owner_client.get("/today/").text
    assert "No ice while you sleep." in page
    assert "The plan goes on at 07:00." in page
    assert "Too sore to sleep?" in page
    assert 'id="next-title"' not in page
    assert "nowline" not in page


def test_after_72_hours_warmth_replaces_ice(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(ONSET + timedelta(hours=84))
    write(episode, "check_in", ONSET + timedelta(hours=83), pain=4, screened=True)
    page = owner_client.get("/today/").text
    assert 'body data-phase="heat"' in page
    assert 'data-rule="temperature.moist_heat"' in page
    assert "cold_pack" not in page
    assert "Five walking steps" in page


def test_a_person_who_is_well_is_let_go(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    for day in range(1, 7):
        write(episode, "check_in", ONSET + timedelta(days=day, hours=11), pain=1 if day > 3 else 4, limits=day < 4)
    time_machine.move_to(ONSET + timedelta(days=6, hours=13))
    page = owner_client.get("/today/").text
    assert 'body data-phase="recovered"' in page
    assert "You are well again" in page
    assert "Move as you like" in page
    assert "temperature." not in page


def test_a_walk_every_hour_is_shown_hour_by_hour(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    later = NOW + timedelta(days=6)
    write(episode, "check_in", later, pain=3, screened=True, longest_walk=5)
    time_machine.move_to(later)
    page = owner_client.get("/today/").text
    assert 'id="hours"' in page
    assert "10:00, no walk yet" in page


def test_after_silence_questions_come_before_any_stage(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    time_machine.shift(timedelta(days=6))
    page = owner_client.get("/today/").text
    assert "First, a few questions" in page
    assert 'href="/log/check_in/"' in page
    assert 'data-rule="walking.short_walks"' not in page


def test_a_flare_asks_for_the_full_screen(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    for day in range(1, 7):
        write(episode, "check_in", ONSET + timedelta(days=day, hours=11), pain=1 if day > 3 else 4, limits=day < 4)
    flare = ONSET + timedelta(days=6, hours=13)
    write(episode, "check_in", flare, pain=6)
    time_machine.move_to(flare)
    assert "First, a few questions" in owner_client.get("/today/").text
    page = owner_client.get("/log/check_in/").text
    assert 'value="E1"' in page
    assert 'value="S9"' in page
