"""Red flags and whom to call: for everybody, at any time."""

import pytest
from django.test import Client
from django.utils.html import escape

from recovery.plan.redflags import ASKS_BESIDE_NUMB_SKIN, EMERGENCY_NUMBERS, RED_FLAGS
from tests.web.plans import make_plan

pytestmark = pytest.mark.django_db


def test_all_questions_stand_there_with_why(client: Client) -> None:
    text = client.get("/help/").text
    assert all(escape(str(flag.asks)) in text and escape(str(flag.why)) in text for flag in RED_FLAGS.values())


def test_who_knows_numb_skin_is_asked_about_what_is_new(guest: Client) -> None:
    make_plan(guest, skin=["numb_skin"])
    text = guest.get("/help/").text
    assert escape(str(ASKS_BESIDE_NUMB_SKIN["E1"])) in text
    assert escape(str(RED_FLAGS["E1"].asks)) not in text


@pytest.mark.parametrize("plan", [False, True], ids=["signed_out", "with_a_plan"])
def test_every_number_is_there(guest: Client, plan: bool) -> None:
    if plan:
        make_plan(guest)
    text = guest.get("/help/").text
    assert all(f'href="tel:{number}"' in text for number in EMERGENCY_NUMBERS.values())
    assert "local emergency number" in text
    assert "Do not drive yourself." in text
    assert "crisis line" in text


@pytest.mark.parametrize(("zone", "number", "line"), [("Europe/London", "999", "111"), ("Asia/Tokyo", "119", None)])
def test_with_a_plan_the_number_of_the_country_comes_first(
    guest: Client, zone: str, number: str, line: str | None
) -> None:
    make_plan(guest, zone)
    text = guest.get("/help/").text
    assert f'class="btn call" href="tel:{number}"' in text
    assert (f'href="tel:{line}">Call {line} for advice</a>' in text) is bool(line)
    assert "local emergency number" in text


def test_a_country_without_a_checked_number_gets_the_words(guest: Client) -> None:
    make_plan(guest, "Africa/Lagos")
    text = guest.get("/help/").text
    assert 'class="btn call"' not in text
    assert "Call your local emergency number now." in text


def test_it_answers_behind_an_alert(guest: Client) -> None:
    guest.post("/start/", {"ticked": ["E5"], "time_zone": "Europe/London"})
    assert 'href="tel:999"' in guest.get("/help/").text


def test_it_only_shows(client: Client) -> None:
    assert client.post("/help/").status_code == 405
