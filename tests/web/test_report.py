"""The report for a clinician: the page, the JSON file and the FHIR file."""

import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils.html import escape
from fhir.resources.R4B.bundle import Bundle
from pytest_django import DjangoAssertNumQueries
from time_machine import TimeMachineFixture

from recovery.models import Episode, Person
from recovery.plan.clinical.figures import RULES_VERSION
from tests.web.stage import NOW, begin, guest_with, kinds, write

pytestmark = pytest.mark.django_db
PATHS = ("/report/", "/report.json", "/report.fhir.json")


def test_the_page_shows_the_start_the_present_the_answers_the_days_and_the_medicines(
    owner_client: Client, episode: Episode
) -> None:
    write(episode, "check_in", pain=4, leg="tingling", slept="badly", screened=True, note="Can I <lift> a child?")
    write(episode, "walk", minutes=4)
    write(episode, "medicine", name="ibuprofen", mg=400)
    page = owner_client.get("/report/").text
    for words in (
        *("Sun 6 Dec 21:30", "Pain 6 of 10", "Pain 4 of 10", "New tingling in a leg: Mon 7 Dec", "Slept well 0 of 1"),
        *("Safety: a warning sign is open.", "from other answers, Mon 7 Dec 10:00. Not cleared yet."),
        "Ibuprofen 400",
        *("Signs of an emergency: asked 2 ×, last Mon 7 Dec 10:00.", "You start here: Mainly rest."),
        *("Can I &lt;lift&gt; a child?", "* until 10:00.", "Logged by the patient. Not a diagnosis."),
    ):
        assert words in page
    assert "owner@example.com" not in page


@pytest.mark.parametrize(
    ("flags", "finding"),
    [([], "Safety questions: all “no”."), (["D1"], "Safety: a warning sign is open.")],
)
def test_the_safety_answers_come_before_the_figures(
    owner_client: Client, episode: Episode, flags: list[str], finding: str
) -> None:
    write(episode, "check_in", pain=5, flags=flags, screened=True)
    page = owner_client.get("/report/").text
    assert finding in page
    assert page.index(finding) < page.index('<svg class="chart')


def test_only_questions_that_each_screen_asks_are_said_to_be_answered(owner_client: Client, episode: Episode) -> None:
    write(episode, "about", conditions=["cancer"])
    write(episode, "check_in", pain=5, flags=[], screened=True)
    page = owner_client.get("/report/").text
    assert "Among them: numb bottom, pee and poo, weak legs, accident, chest pain, fever." in page
    assert "cancer" not in page.split("Among them:")[1].split("</p>")[0]


def test_a_cleared_flag_shows_when_and_how_it_was_cleared(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    write(episode, "check_in", pain=5, flags=["S3"], screened=True)
    write(episode, "cleared", NOW + timedelta(minutes=10), because="professional")
    write(episode, "check_in", NOW + timedelta(minutes=20), pain=5, flags=[], screened=True)
    time_machine.shift(timedelta(minutes=30))
    page = owner_client.get("/report/").text
    assert "Safety: each warning sign was cleared." in page
    assert "yes on Mon 7 Dec 10:00. A health professional cleared it: Mon 7 Dec 10:20." in page


def test_a_flag_that_nobody_ticked_is_no_yes(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    for day in (0, 1):
        write(episode, "check_in", NOW + timedelta(days=day), pain=6, can_walk="no" if day else "yes", screened=True)
    time_machine.shift(timedelta(days=1, hours=12))
    page = owner_client.get("/report/").text
    assert "even after rest”: from other answers, Tue 8 Dec 21:30. Not cleared yet." in page
    assert "Safety: a warning sign is open." in page


def test_a_flag_that_was_ticked_and_later_followed_from_answers_counts_both_times(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    write(episode, "check_in", NOW - timedelta(hours=2), pain=5, flags=["S1"], screened=True)
    write(episode, "check_in", NOW, pain=5, temperature_c=38.6, flags=[], screened=True)
    time_machine.shift(60)
    assert "from other answers 2 ×, last Mon 7 Dec 10:00." in owner_client.get("/report/").text


def test_advice_to_see_a_doctor_names_the_day(
    owner_client: Client, owner: Person, time_machine: TimeMachineFixture
) -> None:
    episode = begin(owner)
    for day in range(8):
        write(episode, "check_in", NOW + timedelta(days=day), pain=6, screened=True)
    for days, today in (
        (3, "See a doctor by Friday 11 December."),
        (7, "See a doctor now. The day for it was Friday 11 December."),
    ):
        time_machine.move_to(NOW + timedelta(days=days, minutes=1))
        assert today in owner_client.get("/today/").text
        assert "By Fri 11 Dec." in owner_client.get("/report/").text


def test_a_question_is_kept_changed_and_taken_back(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    asked = "Can I sit at a desk on Monday?\nWhich <stretches> come next?"
    for told in (asked, "Another one?", ""):
        time_machine.shift(60)
        fields = {"id": str(uuid4()), "questions": told.replace("\n", "\r\n")}
        for _tap in range(2):
            assert owner_client.post("/report/", fields)["Location"] == "/report/"
        page = owner_client.get("/report/").text.split('<div class="report">')[1]
        assert not told or escape(told) in page
        assert json.loads(owner_client.get("/report.json").content)["questions"] == told
    assert kinds(episode).count("about") == 3
    assert "No question and no note." in page
    assert "Another one?" not in page


def test_a_question_that_is_changed_after_going_back_is_kept(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    fields = {"id": str(uuid4())}
    for told in ("May I swim?", "May I run?", "May I run?"):
        time_machine.shift(60)
        owner_client.post("/report/", fields | {"questions": told})
    assert "May I run?" in owner_client.get("/report/").text
    assert kinds(episode) == ["about", "about"]


def test_a_question_that_is_too_long_says_so_and_stays(owner_client: Client, episode: Episode) -> None:
    page = owner_client.post("/report/", {"id": str(uuid4()), "questions": "x" * 301}).text
    assert "at most 300 characters" in page
    assert "x" * 301 in page
    assert "about" not in kinds(episode)


def test_the_report_names_what_could_not_be_done_what_helped_and_what_was_stopped(
    owner_client: Client, episode: Episode
) -> None:
    write(episode, "about", NOW - timedelta(minutes=50), conditions=["numb_skin"])
    write(episode, "check_in", NOW - timedelta(minutes=40), pain=5, limits=True, can_walk="no")
    write(episode, "walk", NOW - timedelta(minutes=30), minutes=3, pain_before=5, pain_after=4)
    write(episode, "activities", NOW - timedelta(minutes=20), scores=[{"name": "Socks", "score": 8}])
    write(episode, "worse", NOW - timedelta(minutes=10), item="legs_up")
    page = owner_client.get("/report/").text
    for words in (
        *("Normal things: 1 of 1 times asked", "Walk: 1 ×, last Mon 7 Dec 09:20", "Socks: 8 of 10 hard"),
        "Walk, pain right after it: less 1 ×, the same 0 ×, more 0 ×",
        *("Left out or stopped:", "Legs up (made it worse today)"),
    ):
        assert words in page
    data = json.loads(owner_client.get("/report.json").content)
    assert {"kind": "legs_up", "because": "made_it_worse"} in data["stopped"]
    assert "numb_skin" in {each["because"] for each in data["stopped"]}
    assert data["could_not"]["activities"] == [{"name": "Socks", "score": 8}]


def test_a_repeated_change_is_one_row(owner_client: Client, episode: Episode) -> None:
    for minutes in (60, 40, 20):
        write(episode, "worse", NOW - timedelta(minutes=minutes), item="walk")
    page = owner_client.get("/report/").text
    assert page.count("You said a walk made it worse.") == 2
    assert "Mon 7 Dec, 2 ×" in page


def test_a_day_without_a_log_is_a_gap(owner_client: Client, episode: Episode, time_machine: TimeMachineFixture) -> None:
    time_machine.shift(timedelta(days=1))
    page = owner_client.get("/report/").text
    assert page.count("Nothing logged") == 2


def test_the_json_is_the_same_each_time_and_names_its_rules_version(owner_client: Client, episode: Episode) -> None:
    write(episode, "walk", minutes=4)
    one, other = (owner_client.get("/report.json") for _ in range(2))
    assert one.content == other.content
    data: dict[str, Any] = json.loads(one.content)
    assert data["rules"] == RULES_VERSION
    assert data["now"] == "2026-12-07T10:00:00+00:00"
    assert data["days"][-1]["minutes"] == 4


def test_the_fhir_bundle_is_valid(owner_client: Client, episode: Episode) -> None:
    write(episode, "walk", minutes=4)
    response = owner_client.get("/report.fhir.json")
    assert response["Content-Type"] == "application/fhir+json"
    assert Bundle.model_validate_json(response.content).type == "collection"
    found = [entry["resource"]["resourceType"] for entry in json.loads(response.content)["entry"]]
    assert found == ["Patient", "Observation", "Observation"]


@pytest.mark.parametrize("path", PATHS)
def test_the_report_is_private_and_each_person_sees_only_their_own(
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


@pytest.mark.parametrize("path", PATHS)
def test_an_alert_replaces_the_report(owner_client: Client, episode: Episode, path: str) -> None:
    write(episode, "check_in", flags=["E1"], pain=9, screened=True)
    answer = owner_client.get(path, follow=True)
    assert "Get medical help now" in answer.text
    assert "Day by day" not in answer.text


def test_more_logs_need_no_more_queries(
    owner_client: Client, episode: Episode, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for minutes in range(30):
        write(episode, "drink", NOW - timedelta(minutes=minutes), ml=200)
    with django_assert_max_num_queries(5):
        owner_client.get("/report/")


@pytest.mark.parametrize("path", ["/settings/", "/progress/"])
def test_other_pages_link_to_the_report(owner_client: Client, episode: Episode, path: str) -> None:
    write(episode, "walk", minutes=4)
    assert 'href="/report/"' in owner_client.get(path).text


@pytest.mark.parametrize(("path", "ending"), [("/report.json", "json"), ("/report.fhir.json", "fhir.json")])
def test_data_comes_as_a_file(owner_client: Client, episode: Episode, path: str, ending: str) -> None:
    disposition = owner_client.get(path)["Content-Disposition"]
    assert disposition == f'attachment; filename="my-report-{NOW:%Y-%m-%d}.{ending}"'
