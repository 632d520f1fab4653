"""Today: now, next and why, at every hour and in every phase, for the price of a few queries."""

import gc
import json
import re
from datetime import UTC, datetime, timedelta
from html import unescape
from uuid import uuid4

import brotli
import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from time_machine import TimeMachineFixture

from backcare.static import prepared
from recovery.models import Entry, Episode, Person
from recovery.plan.history.story import Story
from tests.web.stage import (
    HTMX_SHEET,
    HTMX_TODAY,
    NOW,
    ONSET,
    begin,
    filled,
    guest_with,
    kinds,
    standing,
    write,
    written,
)

pytestmark = pytest.mark.django_db

OWN = re.compile(r'name="(?:id|csrfmiddlewaretoken)" value="([^"]+)"')  # what differs between two looks


def test_it_says_what_now_what_next_and_why(owner_client: Client, episode: Episode) -> None:
    page = owner_client.get("/today/").text
    assert 'data-rule="temperature.cold_pack"' in page
    assert "Ice, 20 minutes" in page
    assert 'id="next"' in page
    assert "Mainly rest for now." in page
    assert "Walks come next." in page
    assert 'body data-phase="cold"' in page


def test_every_look_gets_ids_of_its_own_so_two_phones_log_two_drinks(owner_client: Client, episode: Episode) -> None:
    pages = [owner_client.get("/today/").text for _ in range(2)]
    for page in pages:
        found = re.search(r'name="id" value="([^"]+)"', page[page.index('id="tile-drink"') :])
        assert found
        owner_client.post("/log/drink/", filled("drink", id=found[1]))
    assert kinds(episode) == ["drink", "drink"]


def drunk(client: Client) -> str:
    """Return how many drinks the tile counts."""
    tile = client.get("/today/").text.partition('id="tile-drink"')[2].partition("</li>")[0]
    return "".join(re.findall(r"</svg>(\d+)</span>", tile))


def test_a_row_that_another_process_inserts_is_on_the_next_page(owner_client: Client, episode: Episode) -> None:
    assert drunk(owner_client) == ""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO recovery_entry (id, episode_id, kind, at, entered_at, by, data)"
            " SELECT %s, episode_id, 'drink', %s, entered_at, by, '{\"ml\": 200}' FROM recovery_entry"
            " WHERE kind = 'onset'",
            [uuid4().hex, NOW],
        )
    assert drunk(owner_client) == "1"


def test_an_emergency_logged_elsewhere_closes_today_and_every_form_at_once(
    owner_client: Client, episode: Episode
) -> None:
    owner_client.get("/today/")
    write(episode, "check_in", pain=6, flags=["E1"], screened=True)
    assert "Get medical help now" in owner_client.get("/today/").text
    assert owner_client.get("/today/", headers=HTMX_TODAY)["HX-Redirect"] == "/today/"
    assert "Get medical help now" in owner_client.post("/log/walk/", filled("walk")).text
    assert kinds(episode) == ["check_in"]


def test_a_move_to_another_zone_counts_for_the_next_form(owner_client: Client, episode: Episode) -> None:
    owner_client.get("/today/")
    write(episode, "about", time_zone="America/New_York")
    owner_client.post("/log/walk/", filled("walk", when="pick", pick="2026-12-07T04:30"))
    assert Entry.objects.get(episode=episode, kind="walk").at == NOW - timedelta(minutes=30)


def test_the_page_names_the_second_after_which_it_changes_by_itself(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    found = re.search(r'data-next="(\d+)"', owner_client.get("/today/").text)
    assert found
    change = NOW + timedelta(seconds=int(found[1]))
    time_machine.move_to(change - timedelta(minutes=1), tick=False)
    before = OWN.sub("", owner_client.get("/today/").text)
    time_machine.move_to(change, tick=False)
    assert OWN.sub("", owner_client.get("/today/").text) != before


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


@pytest.mark.parametrize("path", ["/today/", "/plan/"])
def test_a_phone_with_script_gets_the_plan_as_data(owner_client: Client, episode: Episode, path: str) -> None:
    assert "kept" not in owner_client.get(path).text
    owner_client.cookies["script"] = "1"
    page = owner_client.get(path)
    kept = page.text.partition('<template id="kept">')[2].partition("</template>")[0]
    assert json.loads(unescape(kept))["episode"] == str(episode.pk)
    assert len(brotli.compress(page.content, quality=4)) <= 6_000  # a repeat view


def test_each_part_that_htmx_swaps_renews_the_data(owner_client: Client, episode: Episode) -> None:
    owner_client.cookies["script"] = "1"
    for headers in (HTMX_TODAY, HTMX_SHEET):
        assert owner_client.get("/today/", headers=headers).text.count('<template id="kept">') == 1


def test_the_first_view_fits_in_one_round_trip(owner_client: Client, episode: Episode) -> None:
    """HTML and style sheet, compressed as the server sends them, within what a new connection carries at once."""
    page = owner_client.get("/today/").content
    style = prepared(settings.BASE_DIR / "static" / "app.css")
    assert len(brotli.compress(page, quality=4)) + len(brotli.compress(style)) <= 14_000


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


def test_a_tap_on_a_pill_logs_that_walk_once_and_its_undo_brings_the_pill_back(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOW + timedelta(days=6, minutes=25))
    write(episode, "check_in", NOW + timedelta(days=6), pain=3, screened=True, longest_walk=5)
    for _undone in range(2):
        page = owner_client.get("/today/").text.partition('id="rhythm-walk"')[2]
        form = page.partition('action="/log/walk/"')[2].partition("</form>")[0]
        fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', form))
        for _tap in range(2):
            said = owner_client.post("/log/walk/", fields, follow=True).text
        undo = re.search(r'action="(/log/[-0-9a-f]+/)"', said.partition('class="toast"')[2])
        assert undo
        owner_client.post(undo[1], {"action": "undo", "id": str(uuid4())})
    assert kinds(episode).count("walk") == 2
    assert standing(episode) == [each.id for each in written(episode) if each.kind == "check_in"]


def test_a_wide_screen_gets_the_lanes_and_a_phone_does_not(owner_client: Client, episode: Episode) -> None:
    assert 'class="lanes"' not in owner_client.get("/today/").text
    owner_client.cookies["wide"] = "1"
    assert "Today, Monday 7 December" in owner_client.get("/today/").text


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


@pytest.mark.parametrize(
    ("visits", "answered", "hours", "offered"),
    [("3", False, 30, True), ("2", False, 30, False), ("3", True, 30, False), ("3", False, 20, False)],
)
def test_the_home_screen_is_offered_from_the_third_visit_after_the_first_day_until_it_is_answered(
    owner: Person, owner_client: Client, visits: str, answered: bool, hours: int, offered: bool
) -> None:
    begin(owner, NOW - timedelta(hours=hours))
    owner_client.cookies["visits"] = visits
    if answered:
        owner_client.cookies["home"] = "answered"
    assert ('id="home"' in owner_client.get("/today/").text) is offered


def test_the_home_screen_is_not_offered_beside_a_timer(owner_client: Client, owner: Person) -> None:
    episode = begin(owner, NOW - timedelta(hours=30))
    write(episode, "started", item="rest")
    owner_client.cookies["visits"] = "9"
    assert 'id="home"' not in owner_client.get("/today/").text


@pytest.mark.parametrize(
    "path", ["/today/", "/plan/", "/progress/", "/report/", "/log/", "/log/walk/", "/log/check_in/"]
)
def test_a_journal_is_gone_with_its_request_before_garbage_is_collected(
    owner_client: Client, episode: Episode, path: str
) -> None:
    owner_client.get(path)
    gc.collect()
    gc.disable()
    try:
        before = stories()
        owner_client.get(path)
        assert stories() == before
    finally:
        gc.enable()


def stories() -> int:
    """Return how many there are; other tests may have left some."""
    return sum(type(each) is Story for each in gc.get_objects())
