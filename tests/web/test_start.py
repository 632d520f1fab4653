"""From a spasm to a plan without an account: in order, once, and never past a red flag."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from recovery import journal
from recovery.models import Entry, Episode
from recovery.plan import facts
from recovery.plan.build import build_plan
from recovery.show.traits import CONDITIONS as GROUPS
from recovery.start_forms import AboutForm

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 12, 7, 15, 4, tzinfo=UTC)  # a Monday; London is on UTC, Kolkata at 20:34
NONE = {"answer": "none"}
WHEN = {"when": "60", "pain": "8", "can_walk": "a_few_steps", "time_zone": "Europe/London"}
STEPS = ["/start/", "/start/today/", "/start/when/", "/start/about/"]


@pytest.fixture(autouse=True)
def _now(request: pytest.FixtureRequest) -> Any:
    if "live_server" in request.fixturenames:  # a browser lives in its own time
        yield
        return
    with time_machine.travel(NOW, tick=False):
        yield


def go_to(client: Client, step: int, zone: str = "Europe/London") -> None:
    """Answer all pages before this one."""
    answers: list[dict[str, Any]] = [NONE | {"time_zone": zone}, NONE, WHEN | {"time_zone": zone}]
    for path, answer in zip(STEPS[:step], answers, strict=False):
        assert client.post(path, answer).status_code == 302


def begin(client: Client, **when: Any) -> tuple[facts.Entry, ...]:
    go_to(client, 2)
    client.post("/start/when/", WHEN | when)
    client.post("/start/about/", {"answer": "none", "wake": "07:00", "sleep": "22:00"})
    return journal.read(Episode.objects.get())


def onset_of(client: Client, **when: Any) -> facts.Onset:
    [onset] = [entry for entry in begin(client, **when) if isinstance(entry, facts.Onset)]
    return onset


def test_a_guest_has_a_plan_after_four_pages(guest: Client) -> None:
    go_to(guest, 3)
    response = guest.post("/start/about/", {"answer": "none", "wake": "07:00", "sleep": "22:00"})
    assert response["Location"] == "/today/"
    plan = build_plan(journal.read(Episode.objects.get()), NOW)
    assert (plan.severity, plan.elapsed_hours, str(plan.now.tzinfo)) == ("severe", 1, "Europe/London")


def test_what_was_answered_stands_in_the_journal(guest: Client) -> None:
    go_to(guest, 1)
    guest.post("/start/today/", {"answer": "ticked", "ticked": ["S1", "S5"]})
    guest.post("/start/when/", WHEN | {"time_zone": "Asia/Calcutta"})
    told = {"skin": ["numb_skin"], "more": ["pregnant"], "weeks_pregnant": "21", "birth_year": "1990", "sex": "f"}
    guest.post("/start/about/", told | {"wake": "06:30", "sleep": "23:00"})
    about, check_in, onset = sorted(journal.read(Episode.objects.get()), key=lambda entry: entry.kind)
    said = facts.dump(about)
    assert (said["time_zone"], said["country"]) == ("Asia/Calcutta", "IN")
    assert (said["wake"], said["sleep"]) == ("06:30", "23:00")
    assert (said["conditions"], said["weeks_pregnant"], said["sex"]) == (["numb_skin", "pregnant"], 21, "f")
    assert facts.dump(check_in) | {"pain": 8, "can_walk": "a_few_steps", "screened": True} == facts.dump(check_in)
    assert facts.dump(check_in)["flags"] == ["S1", "S5"]
    assert isinstance(onset, facts.Onset)
    assert onset.started_at == NOW - timedelta(hours=1)


@pytest.mark.parametrize("step", [1, 2, 3])
def test_pages_come_in_order(guest: Client, step: int) -> None:
    assert guest.get(STEPS[step])["Location"] == "/start/"
    go_to(guest, step - 1)
    assert guest.post(STEPS[step], NONE)["Location"] == STEPS[step - 1]
    assert not Episode.objects.exists()


@pytest.mark.parametrize("step", [0, 1, 2, 3])
def test_back_works_and_other_methods_do_not(guest: Client, step: int) -> None:
    go_to(guest, 3)
    assert guest.get(STEPS[step]).status_code == 200
    assert guest.delete(STEPS[step]).status_code == 405


def test_back_shows_what_was_answered(guest: Client) -> None:
    go_to(guest, 3)
    assert re.search(r'value="8"[^>]* checked', guest.get("/start/when/").text)


def test_answers_to_the_screen_are_about_now(guest: Client) -> None:
    go_to(guest, 3)
    with time_machine.travel(NOW + timedelta(hours=4)):
        assert guest.get("/start/about/")["Location"] == "/start/"


def test_saving_twice_makes_one_plan(guest: Client) -> None:
    go_to(guest, 3)
    key, session = guest.cookies["sessionid"].value, dict(guest.session)
    guest.post("/start/about/", NONE)
    store = guest.session  # the second tap read the session before the first had changed it
    store.update(session)
    store.save()
    with time_machine.travel(NOW + timedelta(seconds=1)):
        assert guest.post("/start/about/", NONE)["Location"] == "/today/"
    assert guest.cookies["sessionid"].value == key
    assert (Episode.objects.count(), Entry.objects.count()) == (1, 3)


def test_with_a_plan_all_pages_lead_to_it(guest: Client) -> None:
    begin(guest)
    assert {guest.get(path)["Location"] for path in STEPS} == {"/today/"}


# --- red flags


@pytest.mark.parametrize(("zone", "written"), [("Europe/London", "Europe/London"), ("", "UTC"), ("Mars/One", "UTC")])
def test_an_emergency_stands_at_once(guest: Client, zone: str, written: str) -> None:
    answer = {"answer": "none", "ticked": ["E1", "E4"], "time_zone": zone, "id": "6b5d9c9e-6d2a-4d0f-9a43-0d6a2f1f7c55"}
    assert guest.post("/start/", answer)["Location"] == "/today/"
    plan = build_plan(journal.read(Episode.objects.get()), NOW)
    assert plan.gate
    assert (plan.gate.level, plan.gate.flags) == ("emergency", ("E1", "E4"))
    assert str(plan.now.tzinfo) == written
    with time_machine.travel(NOW + timedelta(seconds=1)):
        guest.post("/start/", answer)  # a double tap
    assert Entry.objects.count() == 3
    guest.post("/start/", answer | {"ticked": ["E8"]})  # one more sign counts
    assert Entry.objects.count() == 4


def test_behind_an_alert_no_page_leads_on(guest: Client) -> None:
    go_to(guest, 3)
    guest.post("/start/", {"ticked": ["E5"], "id": "6b5d9c9e-6d2a-4d0f-9a43-0d6a2f1f7c55"})
    assert {guest.get(path)["Location"] for path in STEPS} == {"/today/"}


def test_an_emergency_counts_also_for_somebody_with_a_plan(guest: Client) -> None:
    begin(guest)
    guest.post("/start/", {"ticked": ["E8"], "id": "6b5d9c9e-6d2a-4d0f-9a43-0d6a2f1f7c55"})
    plan = build_plan(journal.read(Episode.objects.get()), NOW)
    assert plan.gate
    assert plan.gate.flags == ("E8",)


def test_after_a_cleared_alert_the_rest_is_asked(guest: Client) -> None:
    guest.post("/start/", {"ticked": ["E5"], "id": "6b5d9c9e-6d2a-4d0f-9a43-0d6a2f1f7c55"})
    episode = Episode.objects.get()
    way_back: list[dict[str, Any]] = [{"kind": "cleared", "because": "mistake"}, {"kind": "check_in", "screened": True}]
    for number, raw in enumerate(way_back, start=1):
        head: dict[str, Any] = {"id": f"00000000-0000-4000-8000-00000000000{number}", "by": "self"}
        moment = NOW + timedelta(minutes=number)
        journal.append(episode, facts.parse(head | {"at": moment, "entered_at": moment} | raw))
    with time_machine.travel(NOW + timedelta(minutes=5)):
        assert guest.get("/start/")["Location"] == "/start/when/"
        assert guest.get("/start/about/")["Location"] == "/start/when/"
        guest.post("/start/when/", WHEN | {"when": "pick", "pick": "2026-12-06T23:10"})
        assert guest.post("/start/about/", NONE)["Location"] == "/today/"
    plan = build_plan(journal.read(episode), NOW + timedelta(minutes=6))
    assert plan.gate is None
    assert plan.heat_from == datetime(2026, 12, 9, 23, 10, tzinfo=UTC)


@pytest.mark.parametrize("path", STEPS[:2])
@pytest.mark.parametrize("answer", [{}, {"answer": "ticked"}, {"answer": "none", "ticked": "E99"}])
def test_no_answer_is_no_answer(guest: Client, path: str, answer: dict[str, str]) -> None:
    go_to(guest, 1)
    response = guest.post(path, answer | {"x": "1"})
    assert response.status_code == 200
    assert 'role="alert"' in response.text
    assert not Episode.objects.exists()


# --- when


@pytest.mark.parametrize(
    ("when", "started", "latest"),
    [
        ({"when": "0"}, "2026-12-07T15:04", None),
        ({"when": "0", "unsure": "on"}, "2026-12-07T15:04", "2026-12-07T15:04"),
        ({"when": "today"}, "2026-12-07T11:00", "2026-12-07T15:04"),
        ({"when": "yesterday"}, "2026-12-06T14:30", "2026-12-07T00:00"),
        ({"when": "pick", "pick": "2026-12-06T23:10"}, "2026-12-06T23:10", None),
        ({"when": "pick", "pick": "2026-12-05T23:10", "unsure": "on"}, "2026-12-05T23:10", "2026-12-06T00:00"),
    ],
)
def test_when_it_started(guest: Client, when: dict[str, str], started: str, latest: str | None) -> None:
    onset = onset_of(guest, **when)
    assert onset.started_at == datetime.fromisoformat(f"{started}+00:00")
    assert onset.latest_at == (datetime.fromisoformat(f"{latest}+00:00") if latest else None)


@pytest.mark.parametrize("hour", ["00:00", "00:01", "03:04", "06:59", "07:00", "07:01", "23:59"])
def test_a_guess_lies_on_its_day_and_never_ahead(guest: Client, hour: str) -> None:
    now = datetime.fromisoformat(f"2026-12-07T{hour}+00:00")
    with time_machine.travel(now, tick=False):
        onset = onset_of(guest, when="today")
    assert now.date() == onset.started_at.date()
    assert onset.latest_at
    assert onset.started_at <= onset.latest_at <= now


@pytest.mark.parametrize(
    "wrong",
    [
        {"when": ""},
        {"when": "never"},
        {"when": "pick"},
        {"when": "pick", "pick": "2026-12-07T16:00"},
        {"when": "pick", "pick": "0001-01-01T00:00"},
        {"when": "pick", "pick": "9999-12-31T23:59"},
        {"when": "pick", "pick": "yesterday"},
        {"pain": "11"},
        {"pain": ""},
        {"can_walk": "run"},
        {"time_zone": "Mars/One"},
        {"time_zone_by_hand": "Mars/One"},
    ],
)
def test_a_wrong_answer_is_told_beside_it(guest: Client, wrong: dict[str, str]) -> None:
    go_to(guest, 2)
    response = guest.post("/start/when/", WHEN | wrong)
    assert response.status_code == 200
    assert 'role="alert"' in response.text
    assert 'class="err"' in response.text
    assert guest.get("/start/about/")["Location"] == "/start/when/"


def test_without_script_the_zone_is_chosen_by_hand(guest: Client) -> None:
    guest.post("/start/", NONE)
    guest.post("/start/today/", NONE)
    response = guest.post("/start/when/", WHEN | {"time_zone": ""})
    assert "Choose where you are." in response.text
    pick = {"when": "pick", "pick": "2026-12-07T20:04", "time_zone": "", "time_zone_by_hand": "Asia/Kolkata"}
    guest.post("/start/when/", WHEN | pick)
    guest.post("/start/about/", NONE)
    plan = build_plan(journal.read(Episode.objects.get()), NOW)
    assert (str(plan.now.tzinfo), plan.elapsed_hours) == ("Asia/Kolkata", 0.5)


@pytest.mark.parametrize(("which", "utc"), [("0", "00:30"), ("1", "01:30")])
def test_the_double_hour_of_an_autumn_night_is_asked(guest: Client, which: str, utc: str) -> None:
    with time_machine.travel(datetime(2026, 10, 25, 12, tzinfo=UTC), tick=False):
        go_to(guest, 2)
        pick = WHEN | {"when": "pick", "pick": "2026-10-25T01:30"}
        assert "The clocks went back that night." in guest.post("/start/when/", pick).text
        guest.post("/start/when/", pick | {"which": which})
        guest.post("/start/about/", NONE)
    [onset] = [entry for entry in journal.read(Episode.objects.get()) if isinstance(entry, facts.Onset)]
    assert f"{onset.started_at:%H:%M}" == utc


def test_the_skipped_hour_of_a_spring_night_is_refused(guest: Client) -> None:
    with time_machine.travel(datetime(2026, 3, 29, 12, tzinfo=UTC), tick=False):
        go_to(guest, 2)
        response = guest.post("/start/when/", WHEN | {"when": "pick", "pick": "2026-03-29T01:30"})
    assert "did not exist" in response.text


# --- about


def test_every_condition_is_asked_once() -> None:
    fields: Any = AboutForm.base_fields
    asked = [value for group in GROUPS for value, _ in fields[group].choices]
    assert sorted(asked) == sorted(facts.CONDITIONS)


@pytest.mark.parametrize(
    "wrong",
    [
        {"birth_year": "2027"},
        {"birth_year": "90"},
        {"weeks_pregnant": "50"},
        {"wake": "07:00", "sleep": "07:00"},
        {"wake": "25:00"},
        {"sex": "x"},
        {"skin": ["asthma"]},
    ],
)
def test_a_wrong_detail_is_told_beside_it(guest: Client, wrong: dict[str, Any]) -> None:
    go_to(guest, 3)
    response = guest.post("/start/about/", NONE | wrong)
    assert response.status_code == 200
    assert 'class="err"' in response.text
    assert not Episode.objects.exists()


def test_somebody_with_an_account_gets_a_plan_too(owner_client: Client, stranger_client: Client) -> None:
    begin(owner_client)
    assert Episode.objects.get().owner
    assert stranger_client.get("/start/").status_code == 200


# --- in a browser


@pytest.mark.pages
def test_one_tap_a_page_makes_a_plan(page: Page, live_server: LiveServer, axe: Callable[[Page], None]) -> None:
    page.goto(f"{live_server.url}/start/")
    axe(page)
    expect(page.get_by_role("button")).to_have_text(["None of these"])
    page.get_by_label("Both legs hurt").check()
    expect(page.get_by_role("button")).to_have_text(["What to do now"])
    page.get_by_label("Both legs hurt").uncheck()
    page.get_by_role("button", name="None of these").click()
    axe(page)
    page.get_by_role("button", name="None of these").click()
    page.get_by_label("Yesterday").check()
    expect(page.locator("#onset-line")).to_contain_text("about 14:30")
    page.locator("#onset-line").click()
    expect(page.get_by_label("Day and time")).to_be_visible()
    page.get_by_label("Yesterday").check()
    page.get_by_label("5", exact=True).check()
    page.get_by_label("Yes", exact=True).check()
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
def test_pages_fit(page: Page, live_server: LiveServer, axe: Callable[[Page], None], scheme: Any, width: int) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 800})
    for path in ("/", "/help/", "/start/"):
        page.goto(f"{live_server.url}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        axe(page)


def test_who_cannot_even_get_to_the_toilet_is_told_to_call_today(guest: Client) -> None:
    none = {"answer": "none"}
    guest.post("/start/", none | {"time_zone": "Europe/London"})
    guest.post("/start/today/", none)
    cannot = {"when": "60", "pain": "5", "can_walk": "no", "not_even": "on", "time_zone": "Europe/London"}
    guest.post("/start/when/", cannot)
    guest.post("/start/about/", none | {"wake": "07:00", "sleep": "22:00"})
    plan = guest.get("/today/").context["plan"]
    assert (plan.gate.level, plan.gate.flags) == ("today", ("S6",))
