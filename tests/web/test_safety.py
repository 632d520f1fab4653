"""What is not for somebody, what was put away, which of two pains is right: told on the page, answered by a tap."""

import re
from datetime import timedelta
from itertools import combinations
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils.html import escape
from time_machine import TimeMachineFixture

from recovery.models import Entry, Episode, Person
from recovery.plan.clinical.contra_indications import MATRIX
from recovery.plan.entries import CONDITIONS, FLAGS, About, CheckIn, parse
from recovery.presenters.traits import CONDITIONS as ROWS
from recovery.presenters.traits import TREATMENTS, changes_of
from recovery.store import journal
from tests.web.stage import NOW, ONSET, begin, filled, kinds, standing, tight, write, written

pytestmark = pytest.mark.django_db

# Pages that an alert replaces. The others are the same whatever the flags are.
PLAN_PAGES = (
    *("/today/", "/plan/", "/plan/2026-12-06/", "/plan/2026-12-07/", "/plan/2026-12-10/", "/log/", "/log/check_in/"),
    *("/log/cold/", "/log/medicine/", "/again/", "/progress/", "/settings/", "/settings/onset/"),
    "/report/",
    *("/settings/export/", "/settings/import/", "/settings/delete/", "/settings/sharing/"),
)
OTHER_PAGES = ("/", "/help/", "/keep/", "/start/", "/rules/", "/settings/about/")
EMERGENCIES = [flag for flag in FLAGS if flag.startswith("E")]


def tap(client: Client, kind: str, **fields: Any) -> Any:
    return client.post(f"/log/{kind}/", {"id": str(uuid4())} | fields, follow=True)


# --- no plan behind an alert


def items_on(client: Client, path: str) -> list[str]:
    """What of a plan a page shows: its rules' lines, timers, and buttons that start something."""
    response = client.get(path, follow=True)
    marks = r'data-rule="[a-z_]+\.[a-z_]+"|class="(?:ring|now|rhythm)"|name="item"'
    return re.findall(marks, response.text)


@pytest.mark.pages
@pytest.mark.parametrize("flags", [*([flag] for flag in EMERGENCIES), sorted(FLAGS)], ids="+".join)
def test_no_emergency_alone_or_with_all_other_flags_leaves_a_plan_item_on_any_page(
    owner_client: Client, owner: Person, time_machine: TimeMachineFixture, flags: list[str]
) -> None:
    time_machine.move_to(NOW)
    episode = begin(owner)
    assert items_on(owner_client, "/today/") != []  # the marks do find a plan
    write(episode, "check_in", pain=5, flags=flags, screened=True)
    assert [path for path in (*PLAN_PAGES, *OTHER_PAGES) if items_on(owner_client, path)] == []


@pytest.mark.pages
@pytest.mark.parametrize("flag", EMERGENCIES)
def test_no_emergency_with_one_other_flag_leaves_a_plan_item_on_today(
    owner_client: Client, owner: Person, time_machine: TimeMachineFixture, flag: str
) -> None:
    time_machine.move_to(NOW)
    episode = begin(owner)
    for other in FLAGS:
        alert = write(episode, "check_in", pain=5, flags=sorted({flag, other}), screened=True)
        assert (other, items_on(owner_client, "/today/")) == (other, [])
        Entry.objects.filter(pk=alert.id).delete()


def test_pain_alone_however_bad_is_no_emergency(owner_client: Client, episode: Episode) -> None:
    write(episode, "check_in", pain=10, can_walk="a_few_steps", flags=[], screened=True)
    assert items_on(owner_client, "/today/") != []


@pytest.mark.pages
@pytest.mark.parametrize("flags", [*combinations(["S2", "S3", "S4", "S6", "S9"], 2)], ids="+".join)
def test_same_day_flags_pause_what_could_harm_on_every_page(
    owner_client: Client, owner: Person, time_machine: TimeMachineFixture, flags: tuple[str, ...]
) -> None:
    time_machine.move_to(ONSET + timedelta(hours=85))
    write(begin(owner), "check_in", ONSET + timedelta(hours=84), pain=3, flags=flags, screened=True)
    for path in ("/today/", "/plan/2026-12-10/"):
        page = owner_client.get(path).text
        assert not re.search(
            r'data-rule="(easing\.gentle_stretch|easing\.light_massage|temperature\.moist_heat)"', page
        )
    assert "Speak to a doctor today." in owner_client.get("/today/").text


# --- left out


@pytest.mark.pages
@pytest.mark.parametrize("condition", CONDITIONS)
def test_each_condition_says_what_it_changes_and_the_plan_says_what_it_leaves_out(
    owner_client: Client, owner: Person, time_machine: TimeMachineFixture, condition: str
) -> None:
    time_machine.move_to(NOW)
    begin(owner, conditions=[condition])
    about, today = tight(owner_client.get("/settings/about/").text), tight(owner_client.get("/today/").text)
    assert f"<small>{escape(changes_of(condition))}</small>" in about
    for treatment, row in MATRIX.items():
        told = f"<strong>{TREATMENTS[treatment].name}</strong><small>"
        assert (told in today) == (told in about) == any(
            bar.trait == condition for bar in row
        ) or "pregnant" in condition


def test_who_can_use_neither_ice_nor_warmth_still_has_a_full_day(
    owner_client: Client, owner: Person, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOW)
    begin(owner, conditions=["numb_skin", "kidney_disease"])
    day = owner_client.get("/plan/2026-12-07/").text
    rules = set(re.findall(r'data-rule="([a-z_.]+)"', day))
    assert rules >= {"rest.rest_positions", "rest.legs_up", "walking.short_walks", "easing.slow_breathing"}
    assert not rules & {"temperature.cold_pack", "temperature.moist_heat", "easing.light_massage"}
    assert "Numb skin does not feel an ice burn." in day
    assert "They carry your plan." in day
    assert "Left out for you. You said: Numb or tingly skin on the back, or nerve damage." in day


def test_a_clinicians_yes_is_an_entry_and_can_be_taken_back(
    owner_client: Client, owner: Person, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOW)
    episode = begin(owner, conditions=["angina"])
    assert "Start timer" not in owner_client.get("/today/").text
    yes = {"id": str(uuid4()), "treatment": "cold", "agreed": "yes"}
    taps = {owner_client.post("/settings/about/", yes)["Location"] for _tap in range(2)}
    assert taps == {f"/settings/?saved={entry.id}" for entry in written(episode)}
    assert [entry.agreed for entry in written(episode) if isinstance(entry, About)] == [("cold:angina",)]
    assert "Start timer" in owner_client.get("/today/").text
    time_machine.shift(60)
    owner_client.post("/settings/about/", {"id": str(uuid4()), "treatment": "cold", "agreed": "no"})
    assert "Start timer" not in owner_client.get("/today/").text


def test_what_waits_for_a_fall_to_be_checked_is_no_question_for_a_pharmacist(
    owner_client: Client, owner: Person, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOW)
    episode = begin(owner)
    write(episode, "check_in", pain=5, flags=["S4"], screened=True)
    assert "A doctor or pharmacist said yes" not in owner_client.get("/settings/about/").text
    answer = owner_client.post("/settings/about/", {"id": str(uuid4()), "treatment": "cold", "agreed": "yes"})
    assert answer.status_code == 302
    assert "Start timer" not in owner_client.get("/today/").text


@pytest.mark.parametrize("wrong", [{"treatment": "walk"}, {"agreed": "maybe"}, {"id": "x"}, {"treatment": ""}])
def test_only_a_question_of_the_plan_can_be_agreed_to(
    owner_client: Client, owner: Person, time_machine: TimeMachineFixture, wrong: dict[str, str]
) -> None:
    time_machine.move_to(NOW)
    episode = begin(owner, conditions=["angina"])
    owner_client.post("/settings/about/", {"id": str(uuid4()), "treatment": "cold", "agreed": "yes"} | wrong)
    assert written(episode) == []


def test_a_yes_to_what_is_never_right_changes_nothing(
    owner_client: Client, owner: Person, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOW)
    begin(owner, conditions=["raynaud"])
    page = owner_client.get("/settings/about/").text
    assert "A doctor or pharmacist said yes" not in page
    owner_client.post("/settings/about/", {"id": str(uuid4()), "treatment": "cold", "agreed": "yes"})
    assert "Start timer" not in owner_client.get("/today/").text


def test_every_condition_has_its_row() -> None:
    assert sorted(condition for rows in ROWS.values() for condition, _ in rows) == sorted(CONDITIONS)


# --- banners with a date


def test_a_dated_banner_is_put_away_comes_back_on_its_date_and_can_be_brought_back_at_once(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    owner_client.post("/log/check_in/", filled("check_in", week=["D1"]))
    page = owner_client.get("/today/").text
    assert "Hide until Wednesday 9 December" in page
    time_machine.shift(60)
    page = tap(owner_client, "dismissed", notices="D1").text
    assert "See a doctor by" not in page
    assert "It comes back on its date" in page
    time_machine.move_to(NOW + timedelta(hours=48))
    page = owner_client.get("/today/").text
    assert "See a doctor now. The day for it was Wednesday 9 December." in page
    assert "Hide until" not in page
    time_machine.move_to(NOW + timedelta(hours=2))
    away = written(episode)[-1]
    owner_client.post(f"/log/{away.id}/", {"action": "undo", "id": str(uuid4())})
    assert "See a doctor by Wednesday 9 December." in owner_client.get("/today/").text


def test_all_that_a_doctor_is_to_hear_stands_in_one_banner_and_each_comes_back_on_its_own_date(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    owner_client.post("/log/check_in/", filled("check_in", week=["D1", "D5", "D10"]))
    page = owner_client.get("/today/").text
    assert page.count("See a doctor by") == page.count("I was seen, or it was a mistake") == 1
    time_machine.shift(60)
    tap(owner_client, "dismissed", notices=["D1", "D5", "D10"])
    time_machine.move_to(NOW + timedelta(hours=48))
    page = owner_client.get("/today/").text
    assert "You have had cancer." in page
    assert "It is hard to cope." not in page
    time_machine.move_to(NOW + timedelta(days=7))
    assert "It is hard to cope." in owner_client.get("/today/").text


def test_who_finds_it_hard_to_cope_reads_at_once_whom_to_call(owner_client: Client, episode: Episode) -> None:
    owner_client.post("/log/check_in/", filled("check_in", week=["D10"]))
    page = owner_client.get("/today/").text
    assert "You do not have to carry this alone." in page
    assert "Call a crisis line" in page


@pytest.mark.parametrize("code", ["S1", "E1", "which_pain", "D99", ""])
def test_nothing_else_can_be_put_away(owner_client: Client, episode: Episode, code: str) -> None:
    tap(owner_client, "dismissed", notices=code)
    assert kinds(episode) == []


# --- which pain is right?


@pytest.fixture
def conflict(episode: Episode) -> tuple[CheckIn, CheckIn]:
    """Pain 3, and half an hour later 8 with a sign to have checked."""
    told = [{"pain": 3, "spasm": "some"}, {"pain": 8, "flags": ["S3"], "note": "a bad half hour"}]
    entries = [
        parse({"kind": "check_in", "id": uuid4(), "at": at, "entered_at": at, "by": "self"} | fields)
        for fields, at in zip(told, (NOW - timedelta(minutes=40), NOW - timedelta(minutes=10)), strict=True)
    ]
    for entry in entries:
        journal.append(episode, entry)
    one, other = entries
    assert isinstance(one, CheckIn)
    assert isinstance(other, CheckIn)
    return one, other


def answer(client: Client, right: str) -> Any:
    """Tap the button that names the right pain, as the page offers it."""
    page = client.get("/today/").text
    form = next(form for form in page.split("<form")[1:] if f">{right} is right<" in form)
    fields = dict(re.findall(r'name="(action|id)" value="([^"]+)"', form))
    return client.post(re.findall(r'action="([^"]+)"', form)[0], fields, follow=True)


@pytest.mark.parametrize(("right", "severity"), [("3", "mild"), ("8", "severe")])
def test_one_tap_says_which_pain_is_right_and_keeps_all_else(
    owner_client: Client, episode: Episode, conflict: tuple[CheckIn, CheckIn], right: str, severity: str
) -> None:
    assert "You logged pain 3 and then 8. Which is right?" in owner_client.get("/today/").text
    page = answer(owner_client, right).text
    assert "Which is right?" not in page
    assert "Speak to a doctor today." in page  # the flag stands, whichever pain was wrong
    told = [entry for entry in written(episode) if isinstance(entry, CheckIn) and entry.id in standing(episode)]
    assert sorted(entry.pain or 0 for entry in told) == [0, int(right)]
    assert {entry.note for entry in told} == {None, "a bad half hour"}


def test_an_emergency_that_was_cleared_stays_cleared_when_its_pain_was_wrong(
    owner_client: Client, episode: Episode
) -> None:
    alarm = write(episode, "check_in", NOW - timedelta(minutes=50), pain=6, flags=["E8"], screened=True)
    write(episode, "cleared", NOW - timedelta(minutes=40), because="mistake")
    write(episode, "check_in", NOW - timedelta(minutes=30), flags=[], screened=True)
    write(episode, "check_in", NOW - timedelta(minutes=10), pain=3, flags=[], screened=True)
    page = answer(owner_client, "3").text
    assert "Get medical help now" not in page
    told = {entry.at: entry for entry in written(episode) if isinstance(entry, CheckIn) and entry.id != alarm.id}
    assert told[alarm.at].flags == ("E8",)
    assert told[alarm.at].pain is None


def test_undo_asks_again(owner_client: Client, episode: Episode, conflict: tuple[CheckIn, CheckIn]) -> None:
    page = answer(owner_client, "3").text
    toast = page.split('class="toast"')[1]
    fields = dict(re.findall(r'name="(action|id)" value="([^"]+)"', toast))
    owner_client.post(re.findall(r'action="([^"]+)"', toast)[0], fields)
    assert "Which is right?" in owner_client.get("/today/").text
    assert {entry.id for entry in conflict} <= set(standing(episode))


def test_a_stranger_answers_nothing(
    stranger_client: Client, stranger: Person, episode: Episode, conflict: tuple[CheckIn, CheckIn]
) -> None:
    begin(stranger)
    fields = {"action": "wrong_pain", "id": str(uuid4())}
    assert stranger_client.post(f"/log/{conflict[0].id}/", fields).status_code == 404
    assert len(written(episode)) == 2


def test_one_tap_says_that_the_skin_is_normal_again(owner_client: Client, episode: Episode) -> None:
    write(episode, "cold", minutes=20, skin="marked")
    page = owner_client.get("/today/").text
    assert "Your skin had marks after the last pack." in page
    form = page.split("My skin is normal again")[0].rsplit("<form", 1)[1]
    sent = dict(re.findall(r'name="([^"]+)" value="([^"]+)"', form)) | {"csrfmiddlewaretoken": ""}
    assert owner_client.post("/log/check_in/", sent).status_code == 302
    [told] = [entry for entry in written(episode) if isinstance(entry, CheckIn)]
    assert told.skin == "fine"
    assert "Your skin had marks" not in owner_client.get("/today/").text
    assert owner_client.post("/log/check_in/", sent | {"skin": "green"}).status_code == 302
    assert sorted(kinds(episode)) == ["check_in", "cold"]
