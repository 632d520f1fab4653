"""It seized up again: two taps, the signs first, and what is known already stays known."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from recovery import journal
from recovery.models import Episode, Person
from recovery.plan.build import build_plan
from recovery.plan.facts import About, CheckIn, Onset
from tests.web.stage import NOW, begin, kinds, write, written

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def seize(client: Client, **changed: Any) -> Any:
    """Send the page as it stands: the button that says there is no sign."""
    page = client.get("/again/").text
    pain = re.findall(r'name="pain" value="(\d+)"[^>]*checked', page)
    fields = {"id": str(uuid4()), "when": "0", "pain": pain, "screen": ["none"]}
    return client.post("/again/", fields | changed)


@pytest.fixture
def well(owner: Person, time_machine: TimeMachineFixture) -> Episode:
    """Six weeks after a spasm; without pain since its sixth day."""
    episode = begin(owner, onset=NOW - 42 * DAY, conditions=["raynaud"], birth_year=1980, pain=8)
    write(episode, "walk", NOW - 38 * DAY, minutes=12, pain_before=3, pain_after=3)
    for day in range(1, 36):
        write(episode, "check_in", NOW - (36 - day) * DAY, pain=0, limits=False, screened=True)
    time_machine.move_to(NOW, tick=False)
    return episode


def test_a_spasm_within_the_episode_starts_its_clock_anew(owner_client: Client, episode: Episode) -> None:
    answer = seize(owner_client, pain="7", when="60")
    assert answer["Location"] == "/today/"
    spasm, told = written(episode)
    assert isinstance(spasm, CheckIn)
    assert isinstance(told, CheckIn)
    assert (spasm.sudden, spasm.pain, spasm.at) == (True, 7, NOW - timedelta(hours=1))
    assert (told.sudden, told.pain, told.screened, told.at) == (None, 7, True, NOW)
    assert build_plan(journal.read(episode), NOW).heat_from == spasm.at + timedelta(hours=72)


def test_after_a_month_without_pain_a_new_plan_begins_with_what_is_known(owner_client: Client, well: Episode) -> None:
    seize(owner_client)
    well.refresh_from_db()
    assert well.closed_at == NOW
    [new] = Episode.objects.filter(closed_at=None)
    about, told, onset = sorted(journal.read(new), key=lambda entry: entry.kind)
    assert isinstance(about, About)
    assert (about.conditions, about.birth_year, about.time_zone) == (("raynaud",), 1980, "Europe/London")
    assert isinstance(onset, Onset)
    assert isinstance(told, CheckIn)
    assert (onset.started_at, told.pain, told.sudden) == (NOW, 8, None)
    page = owner_client.get("/today/").text
    assert "Day 1" in page
    assert "Raynaud" in page


def test_the_page_tells_of_last_time(owner_client: Client, well: Episode) -> None:
    page = owner_client.get("/again/").text
    for told in ("Last time warmth came on day 4.", "You walked 10 minutes in one go on day 5.", "A new plan begins."):
        assert told in page


def test_sent_twice_it_is_one_spasm(owner_client: Client, well: Episode) -> None:
    fields = {"id": str(uuid4()), "when": "0", "pain": "8", "screen": ["none"]}
    for _tap in range(3):
        owner_client.post("/again/", fields)
    assert Episode.objects.count() == 2
    [new] = Episode.objects.filter(closed_at=None)
    assert len(journal.read(new)) == 3


def test_how_bad_it_is_is_told_of_now_however_long_ago_it_began(owner_client: Client, episode: Episode) -> None:
    write(episode, "check_in", NOW - timedelta(hours=3), pain=2, screened=True)
    seize(owner_client, pain="9", when="720")
    plan = build_plan(journal.read(episode), NOW)
    assert plan.severity == "severe"
    assert plan.heat_from == NOW + timedelta(hours=60)


def test_the_last_pills_and_open_signs_go_along_into_the_new_plan(owner_client: Client, well: Episode) -> None:
    write(well, "medicine", NOW - timedelta(hours=2), name="naproxen", mg=440)
    write(well, "medicine", NOW - timedelta(hours=30), name="aspirin", mg=650)
    write(well, "check_in", NOW - timedelta(hours=1), pain=0, flags=["S5", "D1"], screened=True)
    seize(owner_client)
    plan = build_plan(journal.read(Episode.objects.get(closed_at=None)), NOW)
    assert plan.gate is not None
    assert (plan.gate.level, plan.gate.flags) == ("today", ("S5",))
    assert plan.medicine.next["ibuprofen"].because == "second_nsaid"
    assert "D1" in [each.code for each in plan.notices]
    assert plan.medicine.day_count == 1


def test_a_pregnancy_that_is_over_does_not_come_back(owner_client: Client, owner: Person, well: Episode) -> None:
    write(well, "about", NOW - 80 * DAY, conditions=["pregnant"], weeks_pregnant=38)
    write(well, "about", NOW - 10 * DAY, conditions=["raynaud"])
    assert seize(owner_client)["Location"] == "/today/"
    [new] = Episode.objects.filter(closed_at=None)
    told = next(entry for entry in journal.read(new) if isinstance(entry, About))
    assert (told.weeks_pregnant, told.conditions) == (None, ("raynaud",))


def test_two_taps_at_once_are_one_spasm(owner_client: Client, well: Episode, monkeypatch: pytest.MonkeyPatch) -> None:
    def taken(*_: Any) -> None:
        raise journal.Refused

    monkeypatch.setattr(journal, "append", taken)
    assert seize(owner_client)["Location"] == "/today/"
    monkeypatch.undo()
    well.refresh_from_db()
    assert well.closed_at is None


@pytest.mark.parametrize("wrong", [{"pain": ""}, {"screen": []}, {"when": "5"}, {"id": "x"}, {"screen": ["D1"]}])
def test_what_is_left_out_is_asked_for_and_nothing_is_written(
    owner_client: Client, episode: Episode, wrong: dict[str, Any]
) -> None:
    answer = seize(owner_client, **wrong)
    assert answer.status_code == 200
    assert kinds(episode) == []


def test_a_warning_sign_opens_the_alert_also_at_the_start_of_a_new_plan(owner_client: Client, well: Episode) -> None:
    seize(owner_client, screen=["E5"])
    assert "Get medical help now" in owner_client.get("/today/").text


def test_a_guest_can_do_it_too_and_a_stranger_has_their_own(guest: Client, stranger_client: Client) -> None:
    assert guest.get("/again/")["Location"].startswith("/accounts/login/")
    assert stranger_client.get("/again/")["Location"] == "/start/"
