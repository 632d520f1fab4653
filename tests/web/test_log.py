"""The journal: every entry by the person's own day, newest first, what was taken back still readable."""

from datetime import timedelta

import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from recovery.models import Episode, Person
from tests.web.stage import NOW, begin, guest_with, write

pytestmark = pytest.mark.django_db


def test_each_day_lists_its_entries_newest_first(owner_client: Client, episode: Episode) -> None:
    write(episode, "drink", NOW - timedelta(hours=1), ml=200)
    write(episode, "walk", minutes=3, pain_before=5, pain_after=6)
    page = owner_client.get("/log/").text
    told = ["Monday 7 December", "3 min, pain 5 to 6", "200 ml", "Sunday 6 December", "Pain 6 of 10", "Sun 6 Dec 21:30"]
    places = [page.index(text) for text in told]
    assert places == sorted(places)


def test_a_day_is_the_persons_own(owner_client: Client, owner: Person, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW)
    write(begin(owner, zone="Pacific/Auckland"), "drink", NOW + timedelta(hours=-1), ml=200)
    page = owner_client.get("/log/").text
    assert "22:00" in page
    assert "Monday 7 December" in page
    assert "Sunday" not in page  # the spasm, at 21:30 in London, was on Monday there


def test_what_was_taken_back_is_marked_and_its_withdrawal_not_listed(owner_client: Client, episode: Episode) -> None:
    drink = write(episode, "drink", ml=333)
    write(episode, "withdrawn", entry=drink.id)
    page = owner_client.get("/log/").text
    assert page.count("Taken back") == 1
    assert '<li class="gone">' in page


def test_who_wrote_an_entry_is_said_when_it_was_somebody_else(owner_client: Client, episode: Episode) -> None:
    write(episode, "drink", ml=200, by="Helper Kim")
    assert "Helper Kim" in owner_client.get("/log/").text


def test_every_kind_can_be_added_from_here(owner_client: Client, episode: Episode) -> None:
    page = owner_client.get("/log/").text
    for kind in ("check_in", "walk", "cold", "heat", "rest", "legs_up", "breathing", "stretch", "massage", "drink"):
        assert f'href="/log/{kind}/"' in page


def test_who_may_look(
    client: Client, guest: Client, owner_client: Client, stranger_client: Client, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOW)
    assert client.get("/log/")["Location"] == "/accounts/login/?next=/log/"
    assert stranger_client.get("/log/")["Location"] == "/start/"
    assert guest_with(guest, begin()).get("/log/").status_code == 200
    assert guest.post("/log/").status_code == 405


def test_words_are_shown_as_words(owner_client: Client, episode: Episode) -> None:
    write(episode, "drink", ml=200, by="<script>alert(1)</script>")
    assert "<script>alert" not in owner_client.get("/log/").text
