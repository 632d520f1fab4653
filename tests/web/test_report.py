"""For a clinician: the fortnight in words, the same as data, and nothing of it behind an alert."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from fhir.resources.R4B.bundle import Bundle
from pytest_django import DjangoAssertNumQueries
from time_machine import TimeMachineFixture

from recovery.models import Episode, Person
from recovery.plan.figures import RULES_VERSION
from tests.web.stage import NOW, begin, guest_with, write

pytestmark = pytest.mark.django_db
PATHS = ("/report/", "/report.json", "/report.fhir.json")


def test_the_page_tells_then_and_now_what_was_asked_done_and_taken(owner_client: Client, episode: Episode) -> None:
    write(episode, "check_in", pain=4, leg="tingling", slept="badly", screened=True, note="Can I <lift> a child?")
    write(episode, "walk", minutes=4)
    write(episode, "medicine", name="ibuprofen", mg=400)
    page = owner_client.get("/report/").text
    for words in (
        *("Sun 6 Dec 21:30", "Pain 6 of 10", "Pain 4 of 10", "New tingling in a leg: Mon 7 Dec", "Slept well 0 of 1"),
        *("Safety questions: a “yes” stands.", "yes on Mon 7 Dec 10:00. Not cleared yet.", "Ibuprofen 400"),
        *("Signs of an emergency: asked 2 ×, last Mon 7 Dec 10:00.", "You start here: Mainly rest."),
        *("Can I &lt;lift&gt; a child?", "* until 10:00.", "Logged by the patient. Not a diagnosis."),
    ):
        assert words in page
    assert "owner@example.com" not in page


@pytest.mark.parametrize(
    ("flags", "finding"),
    [([], "Safety questions: all “no”."), (["D1"], "Safety questions: a “yes” stands.")],
)
def test_the_answers_come_before_all_figures(
    owner_client: Client, episode: Episode, flags: list[str], finding: str
) -> None:
    write(episode, "check_in", pain=5, flags=flags, screened=True)
    page = owner_client.get("/report/").text
    assert finding in page
    assert page.index(finding) < page.index('<svg class="chart')


def test_a_yes_that_was_cleared_tells_when_and_by_whom(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    write(episode, "check_in", pain=5, flags=["S3"], screened=True)
    write(episode, "cleared", NOW + timedelta(minutes=10), because="professional")
    write(episode, "check_in", NOW + timedelta(minutes=20), pain=5, flags=[], screened=True)
    time_machine.shift(timedelta(minutes=30))
    page = owner_client.get("/report/").text
    assert "Safety questions: each “yes” was cleared." in page
    assert "yes on Mon 7 Dec 10:00. A health professional cleared it: Mon 7 Dec 10:20." in page


def test_a_change_that_comes_again_is_one_row(owner_client: Client, episode: Episode) -> None:
    for minutes in (60, 40, 20):
        write(episode, "worse", NOW - timedelta(minutes=minutes), item="walk")
    page = owner_client.get("/report/").text
    assert page.count("You said a walk made it worse.") == 2
    assert "Mon 7 Dec, 2 ×" in page


def test_a_day_without_a_log_is_a_gap(owner_client: Client, episode: Episode, time_machine: TimeMachineFixture) -> None:
    time_machine.shift(timedelta(days=1))
    page = owner_client.get("/report/").text
    assert page.count("Nothing logged") == 2


def test_the_json_is_the_same_each_time_and_names_its_rules(owner_client: Client, episode: Episode) -> None:
    write(episode, "walk", minutes=4)
    one, other = (owner_client.get("/report.json") for _ in range(2))
    assert one.content == other.content
    data: dict[str, Any] = json.loads(one.content)
    assert data["rules"] == RULES_VERSION
    assert data["now"] == "2026-12-07T10:00:00+00:00"
    assert data["days"][-1]["minutes"] == 4


def test_the_fhir_bundle_stands_before_the_validator(owner_client: Client, episode: Episode) -> None:
    write(episode, "walk", minutes=4)
    response = owner_client.get("/report.fhir.json")
    assert response["Content-Type"] == "application/fhir+json"
    assert Bundle.model_validate_json(response.content).type == "collection"
    kinds = [entry["resource"]["resourceType"] for entry in json.loads(response.content)["entry"]]
    assert kinds == ["Patient", "Observation", "Observation"]


@pytest.mark.parametrize("path", PATHS)
def test_it_is_private_and_everybody_sees_their_own(
    client: Client, guest: Client, stranger: Person, stranger_client: Client, episode: Episode, path: str
) -> None:
    write(episode, "check_in", pain=9, note="mine alone")
    assert client.get(path)["Location"] == f"/accounts/login/?next={path}"
    assert stranger_client.get(path)["Location"] == "/start/"
    begin(stranger, pain=2)
    for other in (stranger_client, guest_with(guest, begin(pain=3))):
        answer = other.get(path)
        assert answer.status_code == 200
        assert answer["Cache-Control"] == "private, no-store"
        assert "mine alone" not in answer.text
        assert other.post(path).status_code == 405


@pytest.mark.parametrize("path", PATHS)
def test_behind_an_alert_there_is_no_report(owner_client: Client, episode: Episode, path: str) -> None:
    write(episode, "check_in", flags=["E1"], pain=9, screened=True)
    answer = owner_client.get(path, follow=True)
    assert "Get medical help now" in answer.text
    assert "Day by day" not in answer.text


def test_more_logs_ask_for_no_more_queries(
    owner_client: Client, episode: Episode, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for minutes in range(30):
        write(episode, "drink", NOW - timedelta(minutes=minutes), ml=200)
    with django_assert_max_num_queries(5):
        owner_client.get("/report/")


@pytest.mark.parametrize("path", ["/settings/", "/progress/"])
def test_the_way_to_it_is_short(owner_client: Client, episode: Episode, path: str) -> None:
    assert 'href="/report/"' in owner_client.get(path).text
