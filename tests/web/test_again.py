"""It seized up again: the red flags first, and what is known is carried over."""

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from recovery.models import Episode, Person
from recovery.plan.build import build_plan, situation_at
from recovery.plan.entries import About, CheckIn, Onset
from recovery.store import journal
from tests.web.stage import NOW, begin, kinds, write, written

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def seize(client: Client, **changed: Any) -> Any:
    """Send the page as it is filled in, with the button that says there is no red flag."""
    page = client.get("/again/").text
    pain = re.findall(r'name="pain" value="(\d+)"[^>]*checked', page)
    fields = {"id": str(uuid4()), "when": "0", "pain": pain, "screen": ["none"]}
    return client.post("/again/", fields | changed)


@pytest.fixture
def well(owner: Person, time_machine: TimeMachineFixture) -> Episode:
    """Six weeks after a spasm, without pain since its sixth day."""
    episode = begin(owner, onset=NOW - 42 * DAY, conditions=["raynaud"], birth_year=1980, pain=8)
    write(episode, "walk", NOW - 38 * DAY, minutes=12, pain_before=3, pain_after=3)
    for day in range(1, 36):
        write(episode, "check_in", NOW - (36 - day) * DAY, pain=0, limits=False, screened=True)
    time_machine.move_to(NOW, tick=False)
    return episode


def test_a_spasm_within_the_episode_restarts_its_clock(owner_client: Client, episode: Episode) -> None:
    answer = seize(owner_client, pain="8", when="60")
    assert answer["Location"] == "/today/"
    spasm, told = written(episode)
    assert isinstance(spasm, CheckIn)
    assert isinstance(told, CheckIn)
    assert (spasm.sudden, spasm.pain, spasm.at) == (True, 8, NOW - timedelta(hours=1))
    assert (told.sudden, told.pain, told.screened, told.at) == (None, 8, True, NOW)
    assert build_plan(journal.read(episode), NOW).heat_from == spasm.at + timedelta(hours=72)


def test_a_spasm_after_a_month_without_pain_begins_a_new_plan_with_what_is_known(
    owner_client: Client, well: Episode
) -> None:
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


def test_the_page_shows_what_last_time_was_like(owner_client: Client, well: Episode) -> None:
    page = owner_client.get("/again/").text
    for told in ("Last time warmth came on day 4.", "You walked 10 minutes in one go on day 5.", "A new plan begins."):
        assert told in page


def test_the_form_sent_three_times_is_one_spasm(owner_client: Client, well: Episode) -> None:
    fields = {"id": str(uuid4()), "when": "0", "pain": "8", "screen": ["none"]}
    for _tap in range(3):
        owner_client.post("/again/", fields)
    assert Episode.objects.count() == 2
    [new] = Episode.objects.filter(closed_at=None)
    assert len(journal.read(new)) == 3


def test_the_pain_is_about_now_however_long_ago_the_spasm_started(owner_client: Client, episode: Episode) -> None:
    write(episode, "check_in", NOW - timedelta(hours=3), pain=2, screened=True)
    seize(owner_client, pain="9", when="720")
    plan = build_plan(journal.read(episode), NOW)
    assert plan.severity == "severe"
    assert plan.heat_from == NOW + timedelta(hours=60)


def test_the_last_pills_and_open_flags_are_carried_over_to_the_new_plan(owner_client: Client, well: Episode) -> None:
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


def test_a_pregnancy_that_is_over_is_not_carried_over(owner_client: Client, owner: Person, well: Episode) -> None:
    write(well, "about", NOW - 80 * DAY, conditions=["pregnant"], weeks_pregnant=38)
    write(well, "about", NOW - 10 * DAY, conditions=["raynaud"])
    assert seize(owner_client)["Location"] == "/today/"
    [new] = Episode.objects.filter(closed_at=None)
    told = next(entry for entry in journal.read(new) if isinstance(entry, About))
    assert (told.weeks_pregnant, told.conditions) == (None, ("raynaud",))


@pytest.mark.parametrize("brought_back", [True, False])
def test_an_about_withdrawn_and_brought_back_counts_for_plan_help_and_next_episode(
    owner_client: Client, well: Episode, brought_back: bool
) -> None:
    said = write(well, "about", NOW - 9 * DAY, country="FR", conditions=["pregnant"], weeks_pregnant=12)
    withdrawal = write(well, "withdrawn", NOW - 8 * DAY, entry=said.id)
    if brought_back:
        write(well, "withdrawn", NOW - 7 * DAY, entry=withdrawal.id)
    country, number, condition, weeks = ("FR", "15", "pregnant", 13) if brought_back else ("GB", "999", "raynaud", None)

    plan = situation_at(journal.read(well), NOW)
    assert (plan.story.country, plan.weeks_pregnant) == (country, weeks)
    assert plan.story.conditions == {condition}
    assert f'class="btn call" href="tel:{number}"' in owner_client.get("/help/").text
    seize(owner_client)
    [about] = [each for each in journal.read(Episode.objects.get(closed_at=None)) if isinstance(each, About)]
    assert (about.country, about.conditions, about.weeks_pregnant) == (country, (condition,), weeks)


def test_two_taps_at_once_are_one_spasm(owner_client: Client, well: Episode, monkeypatch: pytest.MonkeyPatch) -> None:
    def taken(*_: Any) -> None:
        raise journal.Refused

    monkeypatch.setattr(journal, "append", taken)
    assert seize(owner_client)["Location"] == "/today/"
    monkeypatch.undo()
    well.refresh_from_db()
    assert well.closed_at is None


@pytest.mark.parametrize("wrong", [{"pain": ""}, {"screen": []}, {"when": "5"}, {"id": "x"}, {"screen": ["D1"]}])
def test_a_missing_or_wrong_answer_writes_nothing(
    owner_client: Client, episode: Episode, wrong: dict[str, Any]
) -> None:
    answer = seize(owner_client, **wrong)
    assert answer.status_code == 200
    assert kinds(episode) == []


def test_a_flag_opens_the_alert_of_the_new_plan(owner_client: Client, well: Episode) -> None:
    seize(owner_client, screen=["E5"])
    assert "Get medical help now" in owner_client.get("/today/").text


@pytest.mark.parametrize("days", [0, 42])
def test_the_form_of_another_browser_never_drops_a_ticked_emergency(
    owner_client: Client, stranger: Person, stranger_client: Client, well: Episode, days: int
) -> None:
    begin(stranger, onset=NOW - timedelta(days=days, hours=1))
    sent = {"id": str(uuid4()), "screen": ["E1"]}
    for client in (owner_client, stranger_client):
        for _tap in range(2):
            seize(client, **sent)
        assert "Get medical help now" in client.get("/today/").text


@pytest.mark.parametrize("onset", [0, 42])
def test_an_emergency_that_is_ticked_after_going_back_counts_once(
    owner_client: Client, owner: Person, onset: int, time_machine: TimeMachineFixture
) -> None:
    begin(owner, onset=NOW - onset * DAY - timedelta(hours=1))
    sent = {"id": str(uuid4()), "pain": "7"}
    for ticked in ("none", "E1", "E1"):
        seize(owner_client, **sent, screen=[ticked])
        time_machine.shift(timedelta(minutes=1))
    entries = journal.read(Episode.objects.get(closed_at=None))
    assert [each.flags for each in entries if isinstance(each, CheckIn) and each.flags] == [("E1",)]
    assert sum(bool(each.sudden) for each in entries if isinstance(each, CheckIn)) == 1


def test_a_guest_logs_in_and_a_stranger_starts_their_own_plan(guest: Client, stranger_client: Client) -> None:
    assert guest.get("/again/")["Location"].startswith("/accounts/login/")
    assert stranger_client.get("/again/")["Location"] == "/start/"
