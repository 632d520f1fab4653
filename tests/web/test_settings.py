"""Settings: every change is one more entry, and the person sees what a new onset does before it counts."""

import re
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from recovery import journal
from recovery.models import Entry
from recovery.plan import facts
from recovery.plan.build import build_plan
from tests.web.plans import last, make_plan

pytestmark = pytest.mark.django_db

PAGES = ["/settings/", "/settings/about/", "/settings/onset/"]
ABOUT = {"time_zone": "Europe/London", "country": "GB", "wake": "07:00", "sleep": "22:00"}


def hidden(text: str) -> dict[str, str]:
    """The hidden answers of a page's form."""
    return dict(re.findall(r'<input type="hidden" name="(id|started_at|latest_at)" value="([^"]*)"', text))


@pytest.mark.parametrize("path", PAGES)
def test_who_may_see_them(guest: Client, owner_client: Client, client: Client, path: str) -> None:
    make_plan(guest)
    assert guest.get(path).status_code == 200
    assert guest.delete(path).status_code == 405
    assert owner_client.get(path)["Location"] == "/start/"
    assert Client().get(path)["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize("path", [PAGES[0], PAGES[2]])
def test_behind_an_alert_they_give_way(guest: Client, path: str) -> None:
    guest.post("/start/", {"ticked": ["E5"], "time_zone": "Europe/London"})
    assert 'href="tel:999"' in guest.get(path).text


def test_a_guest_can_keep_the_plan_and_a_person_can_leave(guest: Client, owner_client: Client) -> None:
    make_plan(guest)
    make_plan(owner_client)
    assert 'href="/keep/"' in guest.get("/settings/").text
    assert 'action="/accounts/logout/"' in owner_client.get("/settings/").text


# --- light


@pytest.mark.parametrize("mode", ["light", "dark", "auto"])
def test_the_light_is_kept_on_this_device(guest: Client, mode: str) -> None:
    make_plan(guest)
    assert guest.post("/settings/", {"mode": mode})["Location"] == "/settings/"
    assert f'data-mode="{mode}"' in guest.get("/settings/").text


def test_another_light_is_refused(guest: Client) -> None:
    make_plan(guest)
    assert guest.post("/settings/", {"mode": "pink"}).status_code == 200
    assert "mode" not in guest.cookies


# --- about


def test_only_what_changed_is_written_down(guest: Client) -> None:
    episode = make_plan(guest)
    guest.post("/settings/about/", hidden(guest.get("/settings/about/").text) | ABOUT | {"wake": "06:00"})
    said = last(episode, facts.About)
    assert {name: said.get(name) for name in ("wake", "sleep", "time_zone", "conditions")} == {
        "wake": "06:00", "sleep": None, "time_zone": None, "conditions": None,
    }  # fmt: skip
    assert guest.get("/settings/about/").text.count('value="06:00"') == 1


def test_no_change_writes_nothing(guest: Client) -> None:
    make_plan(guest, skin=["numb_skin"])
    form = hidden(guest.get("/settings/about/").text) | ABOUT | {"skin": ["numb_skin"]}
    assert guest.post("/settings/about/", form)["Location"] == "/settings/"
    assert Entry.objects.count() == 3


def test_a_change_saved_twice_is_one(guest: Client) -> None:
    episode = make_plan(guest, skin=["numb_skin"])
    form = hidden(guest.get("/settings/about/").text) | ABOUT
    guest.post("/settings/about/", form | {"country": "FR", "time_zone": "Europe/Paris"})
    guest.post("/settings/about/", form | {"country": "FR", "time_zone": "Europe/Paris"})
    assert Entry.objects.count() == 4
    said = last(episode, facts.About)
    assert (said["country"], said["time_zone"], said["conditions"]) == ("FR", "Europe/Paris", [])


@pytest.mark.parametrize("wrong", [{"time_zone": "Mars/One"}, {"country": "QQ"}, {"wake": "22:00"}, {"id": "x"}])
def test_a_wrong_detail_is_told(guest: Client, wrong: dict[str, str]) -> None:
    make_plan(guest)
    response = guest.post("/settings/about/", hidden(guest.get("/settings/about/").text) | ABOUT | wrong)
    assert response.status_code == 200
    assert 'role="alert"' in response.text
    assert Entry.objects.count() == 3


def test_an_old_name_of_a_zone_can_stay(guest: Client) -> None:
    make_plan(guest, "Asia/Calcutta")
    assert '<option value="Asia/Calcutta" selected>' in guest.get("/settings/about/").text


def test_a_mistyped_year_of_birth_can_be_mended(guest: Client) -> None:
    year = timezone.now().year
    episode = make_plan(guest, birth_year=year - 10)
    page = guest.get("/settings/about/")
    assert page.status_code == 200
    guest.post("/settings/about/", hidden(page.text) | ABOUT | {"birth_year": year - 40})
    assert build_plan(journal.read(episode), timezone.now()).gate is None


# --- onset


def correct(client: Client, hours: int, **more: Any) -> str:
    local = timezone.now().astimezone(ZoneInfo("Europe/London")) - timedelta(hours=hours)
    pick = {"when": "pick", "pick": f"{local:%Y-%m-%dT%H:%M}"}
    return client.post("/settings/onset/", pick | more).text


def test_a_new_onset_is_shown_before_it_counts(guest: Client) -> None:
    episode = make_plan(guest)
    text = correct(guest, 20)
    assert "Warmth moves from" in text
    assert Entry.objects.count() == 3
    sure = hidden(text)
    for _ in range(2):  # a double tap
        assert guest.post("/settings/onset/", sure)["Location"].startswith("/settings/?saved=")
    assert Entry.objects.count() == 4
    assert last(episode, facts.Onset)["started_at"] == sure["started_at"]


def test_an_onset_long_ago_says_that_warmth_may_start(guest: Client) -> None:
    make_plan(guest)
    assert "It may start now." in correct(guest, 80)


def test_an_unsure_onset_says_what_warmth_counts_from(guest: Client) -> None:
    make_plan(guest)
    assert "warmth counts from" in correct(guest, 30, unsure="on")


@pytest.mark.parametrize(
    "wrong",
    [
        {"when": "pick"},
        {"when": ""},
        {"started_at": "yesterday", "id": "6b5d9c9e-6d2a-4d0f-9a43-0d6a2f1f7c55"},
        {"started_at": "2199-01-01T00:00+00:00", "id": "6b5d9c9e-6d2a-4d0f-9a43-0d6a2f1f7c55"},
        {"started_at": "2026-01-01T00:00+00:00"},
    ],
)
def test_a_wrong_onset_changes_nothing(guest: Client, wrong: dict[str, str]) -> None:
    make_plan(guest)
    assert guest.post("/settings/onset/", wrong).status_code == 200
    assert Entry.objects.count() == 3


def test_what_was_saved_is_said(guest: Client) -> None:
    make_plan(guest)
    path = guest.post("/settings/onset/", hidden(correct(guest, 20)))["Location"]
    assert 'class="toast"' in guest.get(path).text
