"""Getting about: the list and each guide, for everybody; what is barred, and what an alert leaves."""

import re

import pytest
from django.test import Client
from django.utils.html import escape

from recovery.models import Person
from recovery.plan.clinical.guides import GUIDES
from recovery.plan.enums import GuideId
from recovery.presenters.say import unbroken
from tests.web.stage import begin, tight, write

pytestmark = pytest.mark.django_db


def links(text: str) -> set[str]:
    return set(re.findall(r'href="/move/(\w+)/"', text)) & set(GuideId)


def test_the_list_leads_to_every_guide(client: Client) -> None:
    assert links(client.get("/move/").text) == set(GuideId)


def test_every_guide_is_two_taps_from_today_and_from_help(owner: Person, owner_client: Client) -> None:
    begin(owner)
    for page in ("/today/", "/help/"):
        assert 'href="/move/"' in owner_client.get(page).text
    assert links(owner_client.get("/move/").text) == set(GuideId)


@pytest.mark.parametrize("guide", GuideId)
def test_a_guide_shows_each_step_with_a_way_to_the_next(client: Client, guide: GuideId) -> None:
    steps = GUIDES[guide].steps
    for number, step in enumerate(steps, 1):
        text = tight(client.get(f"/move/{guide}/?step={number}").text)
        [current] = re.findall(r'<li id="step-(\d)"[^>]*aria-current="step"', text)
        assert current == str(number)
        assert escape(str(step.words)) in text
        assert ('href="/move/"' in text) is (number >= 1)
    everything = client.get(f"/move/{guide}/?all=1").text
    assert "aria-current" not in everything
    assert all(escape(str(step.words)) in everything for step in steps)
    assert all(f"drawings/{step.drawing}." in everything for step in steps)
    for text in (everything, client.get(f"/move/{guide}/").text):
        assert "Stop if a leg fails" in text
        assert 'href="/help/"' in text


@pytest.mark.parametrize(("step", "shown"), [("0", "1"), ("99", "7"), ("-1", "1"), ("x", "1"), ("9" * 9, "1")])
def test_a_step_that_does_not_exist_is_the_nearest_one(client: Client, step: str, shown: str) -> None:
    text = client.get(f"/move/floor_up_chair/?step={step}").text
    assert re.search(r'id="step-(\d)"[^>]*aria-current', text)[1] == shown  # type: ignore[index]


def test_an_unknown_guide_is_not_found_and_other_methods_are_refused(client: Client) -> None:
    assert client.get("/move/fly/").status_code == 404
    assert client.post("/move/").status_code == 405
    assert client.post("/move/roll/").status_code == 405


def test_a_stranger_reads_whom_a_guide_is_not_for(client: Client) -> None:
    text = client.get("/move/floor_up_alone/").text
    assert "Not for you with one of these" in text
    assert "A new hip or knee" in text
    assert "Age 65 or older" in text


def test_who_is_barred_sees_the_reason_and_what_to_do_instead(owner: Person, owner_client: Client) -> None:
    begin(owner, conditions=["recent_joint_replacement"])
    text = owner_client.get("/move/floor_up_chair/").text
    assert "A new hip or knee must not bend far yet." in text
    assert links(text) == {"floor_wait"}
    assert "Crawl to a firm chair" not in text
    assert "Ask somebody to do it for you." in owner_client.get("/move/lift/").text
    listed = owner_client.get("/move/").text
    assert links(listed) == set(GuideId)
    assert listed.index("Not for you now") < listed.index("/move/floor_up_chair/")


def test_with_somebody_there_a_dizzy_person_gets_up(owner: Person, owner_client: Client) -> None:
    episode = begin(owner, conditions=["sedatives"])
    assert "Do this only with somebody" in owner_client.get("/move/floor_up_chair/").text
    write(episode, "check_in", where_now="floor", alone=False)
    assert "Crawl to a firm chair" in owner_client.get("/move/floor_up_chair/").text


def test_a_person_with_a_trait_sees_only_their_own_lines(owner: Person, owner_client: Client) -> None:
    begin(owner, birth_year=1950)
    text = owner_client.get("/move/out_of_bed/").text
    assert "From age 65: have somebody near." in text
    assert "You may get dizzy" not in text
    assert "Light: slide one leg back" not in owner_client.get("/move/pick_up/?all=1").text


@pytest.mark.parametrize(
    ("zone", "country", "call", "advice"),
    [
        ("Europe/London", "", "999", "NHS 111"),
        ("Pacific/Auckland", "", "111", "Healthline"),
        ("Asia/Tokyo", "", "119", None),
        ("Europe/London", "DE", "112", "116117"),
        ("", "", None, None),
    ],
)
def test_who_cannot_get_up_sees_whom_to_call(
    client: Client, zone: str, country: str, call: str | None, advice: str | None
) -> None:
    client.cookies["zone"] = zone
    text = tight(client.get("/move/floor_wait/", {"country": country} if country else {}).text)
    assert "I am on the floor and cannot get up." in text
    assert (f'href="tel:{call}"' in text) is bool(call)
    assert ("Call your local emergency number now." in text) is not bool(call)
    assert ("For advice:" in text and f"Call&nbsp;{unbroken(advice or '')}</a>" in text) is bool(advice)
    assert text.count('href="tel:') == 2 * bool(call) + bool(advice)


def test_an_alert_leaves_only_the_guide_to_waiting(owner: Person, owner_client: Client) -> None:
    write(begin(owner), "check_in", flags=["E1"], screened=True)
    assert links(owner_client.get("/today/").text) == {"floor_wait"}
    assert "Cover up, legs and feet too." in owner_client.get("/move/floor_wait/").text
    for path in ("/move/", "/move/floor_up_chair/"):
        assert "Get medical help now" in owner_client.get(path).text
