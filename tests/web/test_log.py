"""The journal by day, newest first, with withdrawn entries still readable."""

from datetime import timedelta

import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from recovery.models import Episode, Person
from recovery.presenters.journal import ENOUGH
from tests.web.stage import NOW, begin, filled, guest_with, standing, write, written

pytestmark = pytest.mark.django_db


def test_each_day_lists_its_entries_newest_first(owner_client: Client, episode: Episode) -> None:
    write(episode, "drink", NOW - timedelta(hours=1), ml=200)
    write(episode, "walk", minutes=3, pain_before=5, pain_after=6)
    page = owner_client.get("/log/").text
    told = ["Monday 7 December", "3 min, pain 5 to 6", "200 ml", "Sunday 6 December", "Pain 6 of 10", "Sun 6 Dec 21:30"]
    places = [page.index(text) for text in told]
    assert places == sorted(places)


def test_days_follow_the_time_zone_of_the_person(
    owner_client: Client, owner: Person, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOW)
    write(begin(owner, zone="Pacific/Auckland"), "drink", NOW + timedelta(hours=-1), ml=200)
    page = owner_client.get("/log/").text
    assert "22:00" in page
    assert "Monday 7 December" in page
    assert "Sunday" not in page  # 21:30 in London is on Monday in Auckland


def test_an_entry_that_was_corrected_is_not_listed(owner_client: Client, episode: Episode) -> None:
    drink = write(episode, "drink", ml=333)
    for ml in ("150", "250"):
        owner_client.post(f"/log/{drink.id}/", filled("drink", ml=ml))
        drink = next(entry for entry in written(episode) if entry.id in standing(episode))
    page = owner_client.get("/log/").text
    assert "250 ml" in page
    assert "333 ml" not in page
    assert "150 ml" not in page
    assert '<li class="gone">' not in page


def test_a_withdrawn_entry_is_marked_and_its_withdrawal_is_not_listed(owner_client: Client, episode: Episode) -> None:
    drink = write(episode, "drink", ml=333)
    write(episode, "withdrawn", entry=drink.id)
    page = owner_client.get("/log/").text
    assert page.count("Taken back") == 1
    assert '<li class="gone">' in page


def test_a_long_journal_is_listed_by_whole_days_with_links_to_earlier_days_and_back(
    owner_client: Client, episode: Episode
) -> None:
    for day in range(3):
        for place in range(ENOUGH):
            write(episode, "drink", NOW - timedelta(days=day, minutes=place), ml=500 + day)
    newest = owner_client.get("/log/").text
    assert newest.count("500 ml") == ENOUGH
    assert "501 ml" not in newest
    assert 'href="?until=2026-12-06"' in newest
    assert 'id="newest"' not in newest
    older = owner_client.get("/log/?until=2026-12-06").text
    assert "500 ml" not in older
    assert older.count("501 ml") == ENOUGH
    assert 'href="?until=2026-12-05"' in older
    assert '<a class="btn line small" id="newest" href="/log/">' in older


def test_the_oldest_days_have_no_link_to_earlier_ones(owner_client: Client, episode: Episode) -> None:
    for place in range(ENOUGH):
        write(episode, "drink", NOW - timedelta(minutes=place), ml=200)
    oldest = owner_client.get("/log/?until=2026-12-06").text
    assert "Pain 6 of 10" in oldest
    assert 'id="earlier"' not in oldest


def test_a_date_that_cannot_be_read_shows_the_newest_days(owner_client: Client, episode: Episode) -> None:
    write(episode, "drink", ml=333)
    assert "333 ml" in owner_client.get("/log/?until=soon").text


def test_an_entry_of_a_helper_shows_the_label_of_the_helper(owner_client: Client, episode: Episode) -> None:
    write(episode, "drink", ml=200, by="Helper Kim")
    assert "Helper Kim" in owner_client.get("/log/").text


def test_the_page_links_to_the_form_of_each_kind(owner_client: Client, episode: Episode) -> None:
    page = owner_client.get("/log/").text
    for kind in ("check_in", "walk", "cold", "heat", "rest", "legs_up", "breathing", "stretch", "massage", "drink"):
        assert f'href="/log/{kind}/"' in page


def test_a_person_or_guest_with_a_plan_sees_it_and_others_are_sent_away(
    client: Client, guest: Client, owner_client: Client, stranger_client: Client, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOW)
    assert client.get("/log/")["Location"] == "/accounts/login/?next=/log/"
    assert stranger_client.get("/log/")["Location"] == "/start/"
    assert guest_with(guest, begin()).get("/log/").status_code == 200
    assert guest.post("/log/").status_code == 405


def test_markup_in_an_entry_is_escaped(owner_client: Client, episode: Episode) -> None:
    write(episode, "drink", ml=200, by="<script>alert(1)</script>")
    assert "<script>alert" not in owner_client.get("/log/").text
