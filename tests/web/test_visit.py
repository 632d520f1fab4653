"""A session that ends in the middle costs nobody their words."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from time_machine import TimeMachineFixture

from recovery.models import Entry, Episode, Person, Session
from recovery.views.typed import TYPED, TYPED_MOST
from tests.conftest import client_of
from tests.web.stage import HTMX_SHEET, NOW, begin, filled, kinds, standing, write

pytestmark = pytest.mark.django_db

LOGIN = {"login": "owner@example.com", "password": "a good long password"}


def log_in(client: Client, place: str) -> Any:
    return client.post(place, LOGIN | {"next": place.partition("next=")[2]})


@pytest.fixture
def client(owner: Person) -> Client:
    """A browser on which the owner was logged in, until the session ended."""
    client = client_of(owner)
    client.get("/today/")
    Session.objects.all().delete()
    return client


def hidden_id(text: str) -> str:
    return str(re.findall(r'name="id" value="([^"]+)"', text)[0])


@pytest.mark.parametrize("headers", [{}, HTMX_SHEET], ids=["page", "htmx"])
def test_what_was_typed_is_there_after_log_in_and_saved_once(
    client: Client, episode: Episode, headers: dict[str, str]
) -> None:
    typed = filled("walk", minutes="7", pain_after="8")
    answer = client.post("/log/walk/", typed, headers=headers)
    place = answer.headers.get("HX-Redirect") or answer.headers["Location"]
    assert place == "/accounts/login/?next=/log/walk/"
    assert log_in(client, place)["Location"] == "/log/walk/"
    page = client.get("/log/walk/").text
    assert 'name="minutes" value="7"' in page
    assert 'name="pain_after" value="8"' in page
    assert hidden_id(page) == typed["id"]
    client.post("/log/walk/", typed)
    client.post("/log/walk/", typed)
    assert kinds(episode) == ["walk"]


@pytest.mark.parametrize("known", [True, False], ids=["typed by the owner", "typed by nobody knows whom"])
def test_nobody_is_shown_what_somebody_else_typed(
    client: Client, episode: Episode, stranger: Person, known: bool
) -> None:
    browser = client if known else Client()
    begin(stranger)
    browser.post("/log/walk/", filled("walk", minutes="7", note="a secret"))
    browser.post("/accounts/login/", LOGIN | {"login": stranger.email})
    assert "a secret" not in browser.get("/log/walk/").text
    browser.post("/accounts/logout/")
    log_in(browser, "/accounts/login/")
    assert "a secret" not in browser.get("/log/walk/").text


def test_it_is_given_back_once_and_only_where_it_was_typed(client: Client, episode: Episode) -> None:
    client.post("/log/walk/", filled("walk", minutes="7"))
    log_in(client, "/accounts/login/")
    assert 'value="7"' not in client.get("/log/cold/").text
    assert 'name="minutes" value="7"' in client.get("/log/walk/").text
    assert 'name="minutes" value="7"' not in client.get("/log/walk/").text
    assert TYPED not in client.session


def test_a_correction_comes_back_too(client: Client, episode: Episode) -> None:
    walk = write(episode, "walk", minutes=3)
    path = f"/log/{walk.id}/"
    typed = filled("walk", minutes="9")
    place = client.post(path, typed)["Location"]
    assert log_in(client, place)["Location"] == path
    page = client.get(path).text
    assert 'name="minutes" value="9"' in page
    client.post(path, typed)
    assert [str(each) for each in standing(episode)] == [typed["id"]]


@pytest.mark.parametrize("path", ["/log/started/", "/log/worse/", "/log/cleared/"])
def test_after_a_lost_tap_today_is_shown(client: Client, episode: Episode, path: str) -> None:
    place = client.post(path, {"id": "x", "item": "cold"})["Location"]
    assert client.get(log_in(client, place)["Location"])["Location"] == "/today/"
    assert kinds(episode) == []


def test_nobody_fills_the_store_from_outside(client: Client) -> None:
    client.post("/log/walk/", {"note": "x" * TYPED_MOST})
    assert TYPED not in client.session
    assert not Entry.objects.exists()


def test_a_session_that_ran_out_is_a_session_that_ended(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOW + timedelta(seconds=settings.SESSION_COOKIE_AGE + 1))
    assert owner_client.get("/today/")["Location"] == "/accounts/login/?next=/today/"
