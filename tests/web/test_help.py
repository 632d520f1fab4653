"""Red flags and whom to call: for everybody, at any time."""

import re

import pytest
from django.test import Client
from django.utils.html import escape

from recovery.models import Person
from recovery.plan.clinical.countries import COUNTRIES
from recovery.plan.clinical.red_flags import ASKS_BESIDE_NUMB_SKIN, RED_FLAGS
from recovery.presenters.say import unbroken, whole_degrees
from tests.web.plans import make_plan
from tests.web.stage import begin, tight

pytestmark = pytest.mark.django_db


def test_each_question_is_shown_with_its_reason(client: Client) -> None:
    text = client.get("/help/").text
    said = [whole_degrees(str(words)) for flag in RED_FLAGS.values() for words in (flag.asks, flag.why)]
    assert [words for words in said if escape(words) not in text] == []


def test_a_person_with_numb_skin_is_asked_about_new_numbness(guest: Client) -> None:
    make_plan(guest, skin=["numb_skin"])
    text = guest.get("/help/").text
    assert escape(str(ASKS_BESIDE_NUMB_SKIN["E1"])) in text
    assert escape(str(RED_FLAGS["E1"].asks)) not in text


@pytest.mark.parametrize("plan", [False, True], ids=["signed_out", "with_a_plan"])
def test_each_emergency_number_is_shown(guest: Client, plan: bool) -> None:
    if plan:
        make_plan(guest)
    text = guest.get("/help/").text
    numbers = {number for country in COUNTRIES.values() for number in country.emergency}
    assert all(f'href="tel:{number}"' in text for number in numbers)
    assert "local emergency number" in text
    assert "Do not drive yourself." in text
    assert "crisis line" in text


@pytest.mark.parametrize(
    ("zone", "number", "advice", "crisis"),
    [
        ("Europe/London", "999", 'tel:111">Call&nbsp;NHS\N{NO-BREAK SPACE}111', None),
        ("Pacific/Auckland", "111", 'tel:0800611116">Call&nbsp;Healthline', None),
        ("America/Toronto", "911", 'tel:811">Call&nbsp;811', "988"),
        ("America/New_York", "911", None, "988"),
        ("Asia/Tokyo", "119", None, None),
    ],
)
def test_with_a_plan_the_lines_of_the_country_are_links(
    guest: Client, zone: str, number: str, advice: str | None, crisis: str | None
) -> None:
    make_plan(guest, zone)
    text = tight(guest.get("/help/").text)
    assert f'class="btn call" href="tel:{number}"' in text
    assert f'href="{advice}</a>' in text if advice else "For advice:" not in text
    own_line = f'The crisis line:<a class="tap" href="tel:{crisis}">Call&nbsp;{crisis}</a>'
    assert own_line in text if crisis else "crisis line:" not in text
    assert ("NHS\N{NO-BREAK SPACE}111" in text) is ("In Northern Ireland" in text) is (zone == "Europe/London")
    assert "local emergency number" in text


def test_without_a_country_the_lines_for_advice_are_words(client: Client) -> None:
    text = tight(client.get("/help/").text)
    assert "<li>United Kingdom: NHS 111</li>" in text
    assert "<li>New Zealand: Healthline, 0800611116</li>" in text
    assert "For advice:" not in text
    for country in COUNTRIES.values():
        digits = {country.advice.number if country.advice else "", country.crisis or ""}
        emergencies = {number for each in COUNTRIES.values() for number in each.emergency}
        assert not any(f"tel:{number}" in text for number in digits - emergencies - {""})


def test_a_person_without_a_country_gets_the_number_of_their_time_zone(owner: Person, owner_client: Client) -> None:
    begin(owner, zone="Asia/Tokyo", country=None)
    assert 'class="btn call" href="tel:119"' in owner_client.get("/help/").text


def test_a_country_without_a_checked_number_shows_words_instead(guest: Client) -> None:
    make_plan(guest, "Africa/Lagos")
    text = guest.get("/help/").text
    assert 'class="btn call"' not in text
    assert "Call your local emergency number now." in text


def test_the_page_opens_behind_an_alert(guest: Client) -> None:
    guest.post("/start/", {"ticked": ["E5"], "time_zone": "Europe/London"})
    assert 'href="tel:999"' in guest.get("/help/").text


def test_post_is_refused(client: Client) -> None:
    assert client.post("/help/").status_code == 405


@pytest.mark.parametrize(
    ("cookie", "chosen", "number", "name"),
    [
        ("Europe/London", "", "999", "United Kingdom"),
        ("Europe/London", "?country=NZ", "111", "New Zealand"),
        ("", "?country=DE", "112", "Germany"),
        ("Mars/One", "?country=XX", None, None),
        ("Africa/Lagos", "", None, None),
    ],
)
def test_signed_out_the_country_is_guessed_from_the_zone_and_can_be_changed(
    client: Client, cookie: str, chosen: str, number: str | None, name: str | None
) -> None:
    client.cookies["zone"] = cookie
    text = tight(client.get(f"/help/{chosen}").text)
    assert ('class="btn call"' in text) is bool(number)
    if number:
        assert f'class="btn call" href="tel:{number}"' in text
        assert f"Your country: {name}." in text
        advice = COUNTRIES[chosen[-2:] or "GB"].advice
        assert not advice or f'href="tel:{advice.number}">Call&nbsp;{unbroken(advice.name)}</a>' in text


def test_with_a_plan_the_country_can_be_changed_for_a_look(guest: Client) -> None:
    make_plan(guest)
    assert 'class="btn call" href="tel:911"' in guest.get("/help/?country=US").text
    assert 'class="btn call" href="tel:999"' in guest.get("/help/").text


def test_the_countries_are_listed_by_name(client: Client) -> None:
    text = tight(client.get("/help/").text)
    names = re.findall(r'href="\?country=\w\w">([^<]+)<', text)
    assert len(names) == len(COUNTRIES)
    assert names == sorted(names)
    assert text.count("tel:111") == 1  # the row of New Zealand
