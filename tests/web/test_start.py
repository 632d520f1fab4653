"""The five pages before there is a plan: in order, once, and never past a red flag."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from recovery.models import Entry, Episode
from recovery.plan.build import build_plan
from recovery.plan.entries import Onset, dump, parse
from recovery.store import journal
from tests.web.start_pages import NONE, NOW, STEPS, WHEN, begin, go_to

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(request: pytest.FixtureRequest) -> Any:
    if "live_server" in request.fixturenames:  # a browser has its own clock
        yield
        return
    with time_machine.travel(NOW, tick=False):
        yield


def test_a_guest_has_a_plan_after_five_pages(guest: Client) -> None:
    go_to(guest, 4)
    response = guest.post("/start/about/", {"answer": "none", "wake": "07:00", "sleep": "22:00"})
    assert response["Location"] == "/today/"
    plan = build_plan(journal.read(Episode.objects.get()), NOW)
    assert (plan.severity, plan.elapsed_hours, str(plan.now.tzinfo)) == ("severe", 1, "Europe/London")


def test_the_journal_holds_the_answers_of_all_five_pages(guest: Client) -> None:
    go_to(guest, 2)
    guest.post("/start/today/", {"answer": "ticked", "ticked": ["S1", "S5"]})
    guest.post("/start/when/", WHEN | {"time_zone": "Asia/Calcutta"})
    told = {"skin": ["numb_skin"], "more": ["pregnant"], "weeks_pregnant": "21", "birth_year": "1990", "sex": "f"}
    guest.post("/start/about/", told | {"wake": "06:30", "sleep": "23:00"})
    about, check_in, onset = sorted(journal.read(Episode.objects.get()), key=lambda entry: entry.kind)
    said = dump(about)
    assert (said["time_zone"], said["country"]) == ("Asia/Calcutta", "IN")
    assert (said["wake"], said["sleep"]) == ("06:30", "23:00")
    assert (said["conditions"], said["weeks_pregnant"], said["sex"]) == (["numb_skin", "pregnant"], 21, "f")
    assert dump(check_in) | {"pain": 8, "can_walk": "a_few_steps", "screened": True} == dump(check_in)
    assert dump(check_in)["flags"] == ["S1", "S5"]
    assert isinstance(onset, Onset)
    assert onset.started_at == NOW - timedelta(hours=1)


@pytest.mark.parametrize("step", [1, 2, 3, 4])
def test_a_page_leads_back_to_the_first_unanswered_one(guest: Client, step: int) -> None:
    assert guest.get(STEPS[step])["Location"] == "/start/"
    go_to(guest, step - 1)
    assert guest.post(STEPS[step], NONE)["Location"] == STEPS[step - 1]
    assert not Episode.objects.exists()


@pytest.mark.parametrize("step", [0, 1, 2, 3, 4])
def test_earlier_pages_can_be_opened_again_and_other_methods_are_refused(guest: Client, step: int) -> None:
    go_to(guest, 4)
    assert guest.get(STEPS[step]).status_code == 200
    assert guest.delete(STEPS[step]).status_code == 405


def test_an_earlier_page_shows_its_answers(guest: Client) -> None:
    go_to(guest, 4)
    assert re.search(r'value="8"[^>]* checked', guest.get("/start/when/").text)


def test_answers_to_the_screen_expire_after_three_hours(guest: Client) -> None:
    go_to(guest, 4)
    with time_machine.travel(NOW + timedelta(hours=4)):
        assert guest.get("/start/about/")["Location"] == "/start/"


def test_the_last_page_sent_twice_makes_one_plan(guest: Client) -> None:
    go_to(guest, 4)
    key, session = guest.cookies["sessionid"].value, dict(guest.session)
    guest.post("/start/about/", NONE)
    store = guest.session  # the second tap read the session before the first had changed it
    store.update(session)
    store.save()
    with time_machine.travel(NOW + timedelta(seconds=1)):
        assert guest.post("/start/about/", NONE)["Location"] == "/today/"
    assert guest.cookies["sessionid"].value == key
    assert (Episode.objects.count(), Entry.objects.count()) == (1, 3)


def test_a_person_with_a_plan_is_led_to_it(guest: Client) -> None:
    begin(guest)
    assert {guest.get(path)["Location"] for path in STEPS if path != "/move/where/"} == {"/today/"}


# --- red flags


@pytest.mark.parametrize(
    ("zone", "written"),
    [("Europe/London", "Europe/London"), ("", "UTC"), ("Mars/One", "UTC"), ("Atlantic/Reykjavik", "UTC")],
)
def test_an_emergency_is_written_at_once(guest: Client, zone: str, written: str) -> None:
    answer = {"answer": "none", "ticked": ["E1", "E4"], "time_zone": zone, "id": "6b5d9c9e-6d2a-4d0f-9a43-0d6a2f1f7c55"}
    assert guest.post("/start/", answer)["Location"] == "/today/"
    plan = build_plan(journal.read(Episode.objects.get()), NOW)
    assert plan.gate
    assert (plan.gate.level, plan.gate.flags) == ("emergency", ("E1", "E4"))
    assert str(plan.now.tzinfo) == written
    with time_machine.travel(NOW + timedelta(seconds=1)):
        guest.post("/start/", answer)  # a double tap
    assert Entry.objects.count() == 3
    guest.post("/start/", answer | {"ticked": ["E8"]})  # another flag in the same form is another entry
    assert Entry.objects.count() == 4


def test_an_open_alert_leads_every_page_to_today(guest: Client) -> None:
    go_to(guest, 4)
    guest.post("/start/", {"ticked": ["E5"], "id": "6b5d9c9e-6d2a-4d0f-9a43-0d6a2f1f7c55"})
    assert {guest.get(path)["Location"] for path in STEPS if path != "/move/where/"} == {"/today/"}
    assert "Get medical help now" in guest.get("/move/where/").text


def test_an_emergency_counts_for_a_person_with_a_plan_too(guest: Client) -> None:
    begin(guest)
    guest.post("/start/", {"ticked": ["E8"], "id": "6b5d9c9e-6d2a-4d0f-9a43-0d6a2f1f7c55"})
    plan = build_plan(journal.read(Episode.objects.get()), NOW)
    assert plan.gate
    assert plan.gate.flags == ("E8",)


def test_a_cleared_alert_asks_only_the_remaining_pages(guest: Client) -> None:
    guest.post("/start/", {"ticked": ["E5"], "id": "6b5d9c9e-6d2a-4d0f-9a43-0d6a2f1f7c55"})
    episode = Episode.objects.get()
    way_back: list[dict[str, Any]] = [{"kind": "cleared", "because": "mistake"}, {"kind": "check_in", "screened": True}]
    for number, raw in enumerate(way_back, start=1):
        head: dict[str, Any] = {"id": f"00000000-0000-4000-8000-00000000000{number}", "by": "self"}
        moment = NOW + timedelta(minutes=number)
        journal.append(episode, parse(head | {"at": moment, "entered_at": moment} | raw))
    with time_machine.travel(NOW + timedelta(minutes=5)):
        assert guest.get("/start/")["Location"] == "/start/when/"
        assert guest.get("/start/about/")["Location"] == "/start/when/"
        guest.post("/start/when/", WHEN | {"when": "pick", "pick": "2026-12-06T23:10"})
        assert guest.post("/start/about/", NONE)["Location"] == "/today/"
    plan = build_plan(journal.read(episode), NOW + timedelta(minutes=6))
    assert plan.gate is None
    assert plan.heat_from == datetime(2026, 12, 9, 23, 10, tzinfo=UTC)


@pytest.mark.parametrize("path", STEPS[:3])
@pytest.mark.parametrize("answer", [{}, {"answer": "ticked"}, {"answer": "none", "ticked": "E99"}])
def test_an_empty_or_unknown_answer_is_refused(guest: Client, path: str, answer: dict[str, str]) -> None:
    go_to(guest, 2)
    response = guest.post(path, answer | {"x": "1"})
    assert response.status_code == 200
    assert 'role="alert"' in response.text
    assert not Episode.objects.exists()


def test_a_person_with_an_account_gets_a_plan_too(owner_client: Client, stranger_client: Client) -> None:
    begin(owner_client)
    assert Episode.objects.get().owner
    assert stranger_client.get("/start/").status_code == 200


# --- in a browser


@pytest.mark.pages
def test_few_taps_make_a_plan_in_a_browser(page: Page, live_server: LiveServer, axe: Callable[[Page], None]) -> None:
    page.goto(f"{live_server.url}/start/")
    axe(page)
    expect(page.get_by_role("button")).to_have_text(["None of these"])
    page.get_by_label("Both legs hurt").check()
    expect(page.get_by_role("button")).to_have_text(["What to do now"])
    page.get_by_label("Both legs hurt").uncheck()
    page.get_by_role("button", name="None of these").click()
    axe(page)
    page.get_by_role("button", name="Up, and I can walk").click()
    axe(page)
    page.get_by_role("button", name="None of these").click()
    page.get_by_label("Yesterday").check()
    expect(page.locator("#onset-line")).to_contain_text("about 14:30")
    page.locator("#onset-line").click()
    expect(page.get_by_label("Day and time")).to_be_visible()
    page.get_by_label("Yesterday").check()
    page.get_by_label("5", exact=True).check()
    axe(page)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_label("Weeks pregnant")).to_be_hidden()
    page.get_by_role("checkbox", name="Pregnant").check()
    expect(page.get_by_label("Weeks pregnant")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Make my plan").click()
    page.wait_for_url("**/today/")


@pytest.mark.pages
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_pages_fit_the_screen(
    page: Page, live_server: LiveServer, axe: Callable[[Page], None], scheme: Any, width: int
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    for path in ("/", "/help/", "/start/"):
        page.goto(f"{live_server.url}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        axe(page)


def test_the_form_of_another_browser_never_drops_a_ticked_emergency() -> None:
    sent = {"id": str(uuid4()), "ticked": ["E1"], "time_zone": "Europe/London"}
    for _ in range(2):
        phone = Client()
        for _tap in range(2):
            assert phone.post("/start/", sent)["Location"] == "/today/"
        assert "Get medical help now" in phone.get("/today/").text
    assert [each.entries.filter(kind="check_in").count() for each in Episode.objects.all()] == [1, 1]
