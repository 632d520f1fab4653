"""When it started and how bad it is: each answer gives a start, also near a clock change."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client
from time_machine import TimeMachineFixture

from recovery.models import Episode
from recovery.plan.build import build_plan
from recovery.plan.entries import Onset
from recovery.store import journal
from tests.web.start_pages import CHAIR, NONE, NOW, WHEN, go_to, onset_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW, tick=False)


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
def test_each_answer_gives_a_start_and_a_latest_start(
    guest: Client, when: dict[str, str], started: str, latest: str | None
) -> None:
    onset = onset_of(guest, **when)
    assert onset.started_at == datetime.fromisoformat(f"{started}+00:00")
    assert onset.latest_at == (datetime.fromisoformat(f"{latest}+00:00") if latest else None)


@pytest.mark.parametrize("hour", ["00:00", "00:01", "03:04", "06:59", "07:00", "07:01", "23:59"])
def test_a_guessed_start_is_on_its_day_and_never_in_the_future(guest: Client, hour: str) -> None:
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
def test_a_wrong_answer_shows_an_error_beside_its_field(guest: Client, wrong: dict[str, str]) -> None:
    go_to(guest, 3)
    response = guest.post("/start/when/", WHEN | wrong)
    assert response.status_code == 200
    assert 'role="alert"' in response.text
    assert 'class="err"' in response.text
    assert guest.get("/start/about/")["Location"] == "/start/when/"


def test_a_browser_without_script_offers_a_list_of_zones(guest: Client) -> None:
    guest.post("/start/", NONE)
    guest.post("/move/where/", CHAIR)
    guest.post("/start/today/", NONE)
    response = guest.post("/start/when/", WHEN | {"time_zone": ""})
    assert "Choose where you are." in response.text
    pick = {"when": "pick", "pick": "2026-12-07T20:04", "time_zone": "", "time_zone_by_hand": "Asia/Kolkata"}
    guest.post("/start/when/", WHEN | pick)
    guest.post("/start/about/", NONE)
    plan = build_plan(journal.read(Episode.objects.get()), NOW)
    assert (str(plan.now.tzinfo), plan.elapsed_hours) == ("Asia/Kolkata", 0.5)


@pytest.mark.parametrize("zone", ["UTC", "Atlantic/Reykjavik"])
def test_a_zone_in_which_few_people_live_is_asked_about(guest: Client, zone: str) -> None:
    go_to(guest, 3, zone)
    page = guest.get("/start/when/").text
    assert "<noscript>" not in page
    assert "where you are? If not" not in page
    assert guest.post("/start/when/", WHEN | {"time_zone": zone}).status_code == 200
    there = WHEN | {"time_zone": zone, "time_zone_by_hand": "Atlantic/Reykjavik"}
    assert guest.post("/start/when/", there)["Location"] == "/start/about/"


def test_the_clock_is_shown_to_see_if_the_zone_is_right(guest: Client) -> None:
    go_to(guest, 3, "Asia/Kolkata")
    assert "Is it 20:34 where you are? If not, tap here." in guest.get("/start/when/").text


@pytest.mark.parametrize(("which", "utc"), [("0", "00:30"), ("1", "01:30")])
def test_an_hour_that_comes_twice_asks_which_one(guest: Client, which: str, utc: str) -> None:
    with time_machine.travel(datetime(2026, 10, 25, 12, tzinfo=UTC), tick=False):
        go_to(guest, 3)
        pick = WHEN | {"when": "pick", "pick": "2026-10-25T01:30"}
        assert "The clocks went back that night." in guest.post("/start/when/", pick).text
        guest.post("/start/when/", pick | {"which": which})
        guest.post("/start/about/", NONE)
    [onset] = [entry for entry in journal.read(Episode.objects.get()) if isinstance(entry, Onset)]
    assert f"{onset.started_at:%H:%M}" == utc


def test_an_hour_that_the_clocks_skip_is_refused(guest: Client) -> None:
    with time_machine.travel(datetime(2026, 3, 29, 12, tzinfo=UTC), tick=False):
        go_to(guest, 3)
        response = guest.post("/start/when/", WHEN | {"when": "pick", "pick": "2026-03-29T01:30"})
    assert "did not exist" in response.text


def test_not_even_to_the_toilet_raises_a_same_day_sign(guest: Client) -> None:
    none = {"answer": "none"}
    guest.post("/start/", none | {"time_zone": "Europe/London"})
    guest.post("/move/where/", CHAIR)
    guest.post("/start/today/", none)
    cannot = {"when": "60", "pain": "5", "can_walk": "not_even", "time_zone": "Europe/London"}
    guest.post("/start/when/", cannot)
    guest.post("/start/about/", none | {"wake": "07:00", "sleep": "22:00"})
    plan = build_plan(journal.read(Episode.objects.get()), NOW)
    assert plan.gate
    assert (plan.gate.level, plan.gate.flags) == ("today", ("S6",))
