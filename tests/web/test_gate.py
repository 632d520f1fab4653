"""What stands before the plan: no page gets past an alert, and the way out of it is the same for everybody."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from time_machine import TimeMachineFixture

from recovery.models import Episode, Person
from recovery.plan.build import build_plan
from recovery.plan.enums import GuideId
from recovery.store import journal
from recovery.urls import urlpatterns
from tests.web.stage import HTMX_TODAY, NOW, begin, filled, guest_with, kinds, write, written

pytestmark = pytest.mark.django_db

# For everybody, also without a plan, and for whoever holds a link. Every other URL belongs to a person.
PUBLIC = {
    *("with_", "home", "help", "rules", "start", "start_today", "start_when", "start_about", "keep", "healthz"),
    *("calendar", "manifest", "no_mail", "outbox", "remind", "sw", "privacy", "robots", "security_txt"),
    *("rules_chapter", "rules_booklet", "rules_sources", "rules_try", "rules_try_json"),
    *("add_passkey", "change_password", "prove_by_passkey", "reauthenticate_code"),  # they say nothing of a plan
}
PERSONS = sorted({str(pattern.name) for pattern in urlpatterns} - PUBLIC)
KINDS = ("walk", "cold", "drink", "check_in", "started", "worse")


@pytest.fixture
def alert(episode: Episode) -> Episode:
    """A plan whose person said: numb between the legs."""
    write(episode, "walk", NOW - timedelta(hours=1), minutes=3)
    write(episode, "check_in", flags=["E1"], screened=True)
    return episode


def addresses(name: str, episode: Episode) -> Iterator[str]:
    """Every address of a URL name in this episode."""
    if name == "log_kind":
        yield from (reverse(name, args=[kind]) for kind in KINDS)
    elif name == "entry":
        yield from (reverse(name, args=[entry.id]) for entry in journal.read(episode))
    elif name == "guide":
        yield from (reverse(name, args=[guide]) for guide in GuideId if guide != GuideId.FLOOR_WAIT)
    else:
        yield reverse(name, args={"day": ["2026-12-07"], "item": ["cold"]}.get(name))


def stands_before(response: Any) -> bool:
    """Whether the answer is the alert, or leads to it."""
    place = response.headers.get("HX-Redirect") or response.headers.get("Location")
    return place == "/today/" or "Get medical help now" in str(response.text)


def clear(client: Client, because: str = "professional") -> Any:
    return client.post("/log/cleared/", {"id": str(uuid4()), "because": because}, follow=True)


def screen(client: Client, *ticked: str) -> Any:
    return client.post("/log/check_in/", {"id": str(uuid4()), "screen": ticked or ["none"]}, follow=True)


@pytest.mark.parametrize("name", PERSONS)
@pytest.mark.parametrize("headers", [{}, HTMX_TODAY], ids=["page", "htmx"])
def test_no_page_gets_past_an_alert(owner_client: Client, alert: Episode, name: str, headers: dict[str, str]) -> None:
    before = journal.read(alert)
    for address in addresses(name, alert):
        for response in (
            owner_client.get(address, headers=headers),
            owner_client.post(address, filled("drink", action="withdraw", item="cold"), headers=headers),
        ):
            assert "data-rule" not in response.text
            # A wrong country or year of birth can be corrected: the number to call hangs on it.
            assert name == "about" or response.status_code == 405 or stands_before(response)
    assert journal.read(alert) == before


def test_the_alert_says_what_why_whom_to_call_and_what_to_say(owner_client: Client, alert: Episode) -> None:
    page = owner_client.get("/today/").text
    for told in (
        "You feel numb around your bottom or private parts.",
        "Nerves low in your back may be pressed.",
        'href="tel:999"',
        "“My back went into spasm on Sunday at 21:30. I am numb between my legs.”",
        "Do not drive yourself.",
    ):
        assert told in page
    assert "Take off any ice" not in page
    assert 'class="tabs"' not in page


FEVER, LEG = {"temperature_c": 38.6}, {"leg": "weak"}
FEVER_AND_LEG = "I have a fever, and one leg or foot is newly weak or numb."
FEVER_OR_LEG = "I have a fever, and feel very unwell or have a weak or numb leg."


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ([FEVER | LEG], FEVER_AND_LEG),
        ([LEG, FEVER], FEVER_AND_LEG),
        ([{"flags": ["S1", "S3"]}], FEVER_AND_LEG),
        ([{"flags": ["E10"]}], FEVER_OR_LEG),
    ],
)
def test_a_fever_with_a_weak_leg_is_read_out_as_that(
    owner_client: Client, episode: Episode, told: list[dict[str, Any]], says: str
) -> None:
    for minutes, fields in enumerate(told):
        write(episode, "check_in", NOW - timedelta(minutes=9 - minutes), screened=True, **{"flags": []} | fields)
    page = owner_client.get("/today/").text
    assert f"{says}”" in page
    assert says.replace("I have", "You have") in page


def test_ice_that_may_still_be_on_is_to_be_taken_off(owner_client: Client, alert: Episode) -> None:
    write(alert, "started", NOW - timedelta(minutes=10), item="cold")
    assert "Take off any ice or warmth." in owner_client.get("/today/").text


def test_an_alert_before_the_onset_was_asked_claims_no_onset(
    owner_client: Client, owner: Person, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOW)
    write(begin(owner, pain=None, country=None), "check_in", flags=["E7"], screened=True)
    page = owner_client.get("/today/").text
    assert "“I had a bad accident or fall, or my face, an arm or my speech is not as it was.”" in page
    assert "My back went into spasm" not in page


def test_a_country_without_a_checked_number_gets_the_words(
    owner_client: Client, owner: Person, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOW)
    write(begin(owner, zone="Indian/Maldives", country="MV"), "check_in", flags=["E1"], screened=True)
    page = owner_client.get("/today/").text
    assert "Call your local emergency number now." in page
    assert "tel:" not in page


@pytest.mark.parametrize("because", ["professional", "mistake"])
def test_checked_then_screened_the_plan_goes_on_gently(
    owner_client: Client, alert: Episode, time_machine: TimeMachineFixture, because: str
) -> None:
    page = clear(owner_client, because).text
    assert "A few questions again" in page
    assert "data-rule" not in page
    time_machine.shift(60)
    assert 'value="S9"' in owner_client.get("/log/check_in/").text
    assert 'data-rule="temperature.cold_pack"' in screen(owner_client).text
    time_machine.shift(60)
    walking = build_plan(journal.read(alert), NOW + timedelta(minutes=3)).day.walking
    assert walking is not None
    assert walking.stage in ("W1", "W2")


def test_the_screen_must_be_answered_and_a_new_yes_brings_the_alert_back(
    owner_client: Client, alert: Episode, time_machine: TimeMachineFixture
) -> None:
    clear(owner_client)
    time_machine.shift(60)
    response = owner_client.post("/log/check_in/", {"id": str(uuid4())})
    assert response.status_code == 200
    assert "Tick what you have, or tap “None of these”." in response.text
    assert "Get medical help now" in screen(owner_client, "E2", "none").text


def test_each_tap_on_the_way_out_counts_once(
    owner_client: Client, alert: Episode, time_machine: TimeMachineFixture
) -> None:
    cleared = {"id": str(uuid4()), "because": "mistake"}
    answers = {"id": str(uuid4()), "screen": ["none"]}
    for path, data in (("/log/cleared/", cleared), ("/log/check_in/", answers)):
        for _ in range(2):
            time_machine.shift(5)
            assert owner_client.post(path, data).status_code in (200, 302)
    assert kinds(alert) == ["walk", "check_in", "cleared", "check_in"]


@pytest.mark.parametrize("because", ["", "boredom"])
def test_nothing_else_clears(owner_client: Client, alert: Episode, because: str) -> None:
    assert "Get medical help now" in clear(owner_client, because).text
    assert kinds(alert) == ["walk", "check_in"]


def test_a_clearance_taken_back_brings_the_alert_back(
    owner_client: Client, alert: Episode, time_machine: TimeMachineFixture
) -> None:
    clear(owner_client)
    time_machine.shift(5)
    cleared = next(entry for entry in journal.read(alert) if entry.kind == "cleared")
    response = owner_client.post(f"/log/{cleared.id}/", {"action": "withdraw", "id": str(uuid4())}, follow=True)
    assert "Get medical help now" in response.text


# --- the same day


def test_a_same_day_flag_pauses_what_could_harm_under_a_banner(owner_client: Client, episode: Episode) -> None:
    owner_client.post("/log/check_in/", filled("check_in", screen=["S3"]))
    page = owner_client.get("/today/").text
    assert "Speak to a doctor today." in page
    assert "One leg or foot is newly weak or numb." in page
    assert (
        "This waits until a health professional has checked your answer." in owner_client.get("/plan/2026-12-07/").text
    )
    refused = owner_client.post("/log/started/", {"id": str(uuid4()), "item": "stretch"}, follow=True)
    assert 'class="toast"' in refused.text
    assert kinds(episode) == ["check_in"]


def test_a_same_day_flag_goes_once_it_was_checked_and_every_question_answered_again(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    owner_client.post("/log/check_in/", filled("check_in", screen=["S3"]))
    time_machine.shift(60)
    assert "Answer the questions again" in clear(owner_client).text
    time_machine.shift(60)
    assert 'value="S3"' in owner_client.get("/log/check_in/").text  # although it was asked today
    owner_client.post("/log/check_in/", filled("check_in"))
    assert "Speak to a doctor today." not in owner_client.get("/today/").text


@pytest.mark.parametrize("first", ["answers", "cleared"])
def test_a_same_day_flag_asks_after_days_without_logs_and_can_be_cleared_before_or_after(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture, first: str
) -> None:
    owner_client.post("/log/check_in/", filled("check_in", screen=["S3"]))
    time_machine.shift(timedelta(days=6))
    page = owner_client.get("/today/").text
    assert "Speak to a doctor today." in page
    assert "Answer the questions again" in page
    assert 'value="professional"' in page
    if first == "answers":
        owner_client.post("/log/check_in/", filled("check_in", longest_walk="4"))
        page = owner_client.get("/today/").text
        assert "Answer the questions again" not in page
        assert 'value="professional"' in page
        time_machine.shift(60)
    page = clear(owner_client).text
    assert "Answer the questions again" in page
    assert 'value="professional"' not in page
    time_machine.shift(60)
    owner_client.post("/log/check_in/", filled("check_in", longest_walk="4"))
    assert "Speak to a doctor today." not in owner_client.get("/today/").text


def test_a_flag_for_the_next_days_says_by_when_and_can_be_cleared(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    owner_client.post("/log/check_in/", filled("check_in", week=["D1"]))
    page = owner_client.get("/today/").text
    assert "See a doctor by Wednesday 9 December." in page
    assert 'value="professional"' in page
    time_machine.shift(60)
    assert "See a doctor by" not in clear(owner_client).text


def test_a_page_that_had_not_asked_everything_clears_nothing(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    owner_client.post("/log/check_in/", filled("check_in", screen=["S5"]))
    short = re.findall(r'name="asked" value="([^"]+)"', owner_client.get("/log/check_in/").text)[0]
    assert "S5" not in short
    time_machine.shift(60)
    clear(owner_client)
    page = owner_client.post("/log/check_in/", filled("check_in", asked=short)).text
    assert "There are more questions now." in page
    full = re.findall(r'name="asked" value="([^"]+)"', page)[0]
    time_machine.shift(60)
    owner_client.post("/log/check_in/", filled("check_in", asked=full))
    assert "Speak to a doctor today." not in owner_client.get("/today/").text


# --- not for everybody


@pytest.mark.parametrize(
    ("born", "told"),
    [(2012, "If you are under 16, a doctor must look at your back."), (2009, "This plan is made for people of 18")],
)
def test_the_young_get_a_kind_word_and_can_correct_their_year(
    owner_client: Client, owner: Person, time_machine: TimeMachineFixture, born: int, told: str
) -> None:
    time_machine.move_to(NOW)
    episode = begin(owner, birth_year=born)
    for path in ("/today/", "/plan/", "/log/", "/log/walk/", "/log/check_in/", "/log/cleared/"):
        assert told in owner_client.get(path).text
    assert told in clear(owner_client).text
    assert owner_client.get("/settings/about/").status_code == 200
    assert kinds(episode) == []


def test_a_guest_gets_the_same_alert_for_few_queries(
    guest: Client, time_machine: TimeMachineFixture, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    time_machine.move_to(NOW)
    episode = begin()
    write(episode, "check_in", flags=["E1"], screened=True)
    guest_with(guest, episode)
    with django_assert_max_num_queries(6):
        assert "Get medical help now" in guest.get("/today/").text


def test_in_the_year_of_the_birthday_one_tap_says_that_the_person_is_of_age(
    owner_client: Client, owner: Person, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOW)
    episode = begin(owner, birth_year=2008)
    page = owner_client.get("/today/").text
    assert "I am 18 or older" in page
    entry_id = re.findall(r'name="id" value="([^"]+)"', page)[0]
    for _tap in range(2):
        answer = owner_client.post("/settings/about/", {"id": entry_id, "adult": "yes"})
        assert answer["Location"] == "/today/"
    assert kinds(episode) == ["about"]
    assert "data-rule" in owner_client.get("/today/").text


def test_a_person_too_young_is_not_asked(owner_client: Client, owner: Person, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW)
    begin(owner, birth_year=2009)
    assert "I am 18 or older" not in owner_client.get("/today/").text
    owner_client.post("/settings/about/", {"id": str(uuid4()), "adult": "yes"})
    assert "This plan is made for people of 18" in owner_client.get("/today/").text


# --- a new pain


def feel(client: Client, **answers: Any) -> Any:
    return client.post("/log/check_in/", filled("check_in", **answers))


def test_a_sudden_spasm_without_a_full_screen_asks_first(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    feel(owner_client, pain="5")
    time_machine.shift(timedelta(hours=3))
    feel(owner_client, pain="8", sudden="on")
    page = owner_client.get("/today/").text
    assert "First, a few questions" in page
    assert "Until then: rest, slow breaths and drinks." in page
    assert 'data-rule="walking.short_walks"' not in page
    assert 'value="S9"' in owner_client.get("/log/check_in/").text
    time_machine.shift(60)
    feel(owner_client, pain="8")
    assert "First, a few questions" not in owner_client.get("/today/").text
    assert [getattr(entry, "screened", None) for entry in written(episode)] == [True, None, True]


def test_a_flare_said_to_be_sudden_counts_from_when_its_pain_was_told(
    owner_client: Client, owner: Person, time_machine: TimeMachineFixture
) -> None:
    episode = begin(owner, onset=NOW - timedelta(days=9), pain=3)
    for day in range(1, 9):
        write(episode, "check_in", NOW - timedelta(days=9 - day), pain=1, limits=False, screened=True)
    write(episode, "check_in", NOW - timedelta(hours=3), pain=6)
    time_machine.move_to(NOW)
    assert "First, a few questions" in owner_client.get("/today/").text
    answers = filled("check_in", pain="6", sudden="on")
    response = owner_client.post("/log/check_in/", answers)
    plan = build_plan(journal.read(episode), NOW)
    assert (plan.gate, plan.phase, plan.heat_from) == (None, "cold", NOW + timedelta(hours=69))
    owner_client.post(f"/log/{answers['id']}/", {"action": "undo", "id": str(uuid4())})
    assert response["Location"] == f"/today/?saved={answers['id']}"
    assert build_plan(journal.read(episode), NOW).phase == "heat"


def test_a_fever_that_is_gone_needs_no_doctor(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    write(episode, "check_in", flags=["S1"], screened=True)
    page = owner_client.get("/today/").text
    assert "I have no fever now" in page
    assert "I can walk again" not in page
    time_machine.shift(60)
    clear(owner_client, "gone")
    time_machine.shift(60)
    assert "Speak to a doctor today." in owner_client.get("/today/").text
    assert "Speak to a doctor today." not in screen_again(owner_client)


def screen_again(client: Client) -> str:
    return str(client.post("/log/check_in/", filled("check_in", pain="4"), follow=True).text)
