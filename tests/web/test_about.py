"""What the plan knows about the person: each change is one more entry."""

from datetime import timedelta

import pytest
from django.test import Client

from recovery.models import Entry
from recovery.plan.build import build_plan
from recovery.plan.entries import About
from recovery.store import journal
from tests.clock import NOW
from tests.web.plans import hidden, last, make_plan

pytestmark = pytest.mark.django_db

ABOUT = {"time_zone": "Europe/London", "country": "GB", "wake": "07:00", "sleep": "22:00"}


def test_only_changed_fields_are_written(guest: Client) -> None:
    episode = make_plan(guest)
    guest.post("/settings/about/", hidden(guest.get("/settings/about/").text) | ABOUT | {"wake": "06:00"})
    said = last(episode, About)
    assert {name: said.get(name) for name in ("wake", "sleep", "time_zone", "conditions")} == {
        "wake": "06:00", "sleep": None, "time_zone": None, "conditions": None,
    }  # fmt: skip
    assert guest.get("/settings/about/").text.count('value="06:00"') == 1


def test_an_unchanged_form_writes_nothing(guest: Client) -> None:
    make_plan(guest, skin=["numb_skin"])
    form = hidden(guest.get("/settings/about/").text) | ABOUT | {"skin": ["numb_skin"]}
    assert guest.post("/settings/about/", form)["Location"] == "/settings/"
    assert Entry.objects.count() == 3


def test_a_change_sent_twice_is_one_entry(guest: Client) -> None:
    episode = make_plan(guest, skin=["numb_skin"])
    form = hidden(guest.get("/settings/about/").text) | ABOUT
    guest.post("/settings/about/", form | {"country": "FR", "time_zone": "Europe/Paris"})
    guest.post("/settings/about/", form | {"country": "FR", "time_zone": "Europe/Paris"})
    assert Entry.objects.count() == 4
    said = last(episode, About)
    assert (said["country"], said["time_zone"], said["conditions"]) == ("FR", "Europe/Paris", [])


@pytest.mark.parametrize("wrong", [{"time_zone": "Mars/One"}, {"country": "QQ"}, {"wake": "22:00"}, {"id": "x"}])
def test_a_wrong_detail_shows_an_error_and_writes_nothing(guest: Client, wrong: dict[str, str]) -> None:
    make_plan(guest)
    response = guest.post("/settings/about/", hidden(guest.get("/settings/about/").text) | ABOUT | wrong)
    assert response.status_code == 200
    assert 'role="alert"' in response.text
    assert Entry.objects.count() == 3


def test_an_old_name_of_a_zone_is_kept(guest: Client) -> None:
    make_plan(guest, "Asia/Calcutta")
    assert '<option value="Asia/Calcutta" selected>' in guest.get("/settings/about/").text


def test_a_mistyped_year_of_birth_can_be_corrected_behind_its_gate(guest: Client) -> None:
    episode = make_plan(guest, birth_year=NOW.year - 10)
    page = guest.get("/settings/about/")
    assert page.status_code == 200
    guest.post("/settings/about/", hidden(page.text) | ABOUT | {"birth_year": NOW.year - 40})
    assert build_plan(journal.read(episode), NOW + timedelta(minutes=1)).gate is None


def test_other_answers_in_the_same_form_and_the_same_ones_in_another_browser_count(guest: Client) -> None:
    other = Client()
    plans = [(browser, make_plan(browser)) for browser in (guest, other)]
    form = hidden(guest.get("/settings/about/").text) | ABOUT
    for browser, episode in plans:
        for wake in ("06:00", "05:00", "05:00"):
            browser.post("/settings/about/", form | {"wake": wake})
        assert last(episode, About)["wake"] == "05:00"
        assert episode.entries.count() == 5
