"""A person and a helper, or two tabs: each thing that was done is one entry, and the second learns who was first."""

from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.http import Http404
from django.test import Client
from time_machine import TimeMachineFixture

from recovery.models import Episode, Person
from recovery.plan.entries import CheckIn, Walk
from recovery.store import journal
from recovery.views import write as writing
from recovery.web.visit import Visit
from tests.conftest import client_of
from tests.store.stage import together
from tests.web.links import link, send
from tests.web.own_data import confirmed, delete
from tests.web.stage import NOW, filled, kinds, standing, write, written

pytestmark = pytest.mark.django_db


def said(response: Any) -> str:
    """The toast of a page."""
    toast: str = response.text.partition('class="toast"')[2].partition("</p>")[0].rpartition("<p>")[2]
    return toast


def post(client: Client, path: str, fields: dict[str, Any]) -> Any:
    return client.post(path, fields, follow=True)


@pytest.fixture
def ruth(episode: Episode) -> str:
    """The page of a helper."""
    return link(episode)


def test_a_pill_that_two_people_tap_is_one_walk(owner_client: Client, episode: Episode, ruth: str) -> None:
    walk = {"id": str(uuid4()), "minutes": "4"}
    assert said(send(ruth, kind="walk", **walk)) == "Walk saved, 4 min"
    assert said(post(owner_client, "/log/walk/", walk | {"when": "0"})) == "Ruth logged this at 10:00."
    assert kinds(episode) == ["walk"]


def test_a_pill_of_an_earlier_time_is_one_walk_too(
    owner_client: Client, episode: Episode, ruth: str, time_machine: TimeMachineFixture
) -> None:
    time_machine.shift(timedelta(minutes=40))
    walk = {"id": str(uuid4()), "minutes": "4"}
    send(ruth, kind="walk", **walk)  # about now, as a helper's taps are
    pill = walk | {"when": "pick", "pick": "2026-12-07T10:00"}
    assert said(post(owner_client, "/log/walk/", pill)) == "Ruth logged this at 10:40."
    assert kinds(episode) == ["walk"]


def test_a_timer_that_two_people_start_is_one_timer(owner_client: Client, episode: Episode, ruth: str) -> None:
    for _ in "ab":
        page = post(owner_client, "/log/started/", {"id": str(uuid4()), "item": "cold"})
    assert said(page) == "You started this at 10:00."
    assert said(send(ruth, kind="started", item="cold")) == "They started this at 10:00."
    assert kinds(episode) == ["started"]


def test_a_timer_that_two_people_end_has_one_end(
    owner_client: Client, episode: Episode, ruth: str, time_machine: TimeMachineFixture
) -> None:
    timer = write(episode, "started", item="cold")
    time_machine.shift(timedelta(minutes=5))
    end = {"started": str(timer.id), "ends": "1"}
    send(ruth, kind="cold", **end)
    assert said(post(owner_client, "/log/cold/", {"id": str(uuid4())} | end)) == "Ruth logged this at 10:05."
    assert sorted(kinds(episode)) == ["cold", "started"]


def test_an_entry_that_two_people_take_back_is_taken_back_once(
    owner_client: Client, episode: Episode, ruth: str
) -> None:
    walk = {"id": str(uuid4()), "minutes": "4"}
    send(ruth, kind="walk", **walk)
    send(ruth, kind="undo", entry=walk["id"])
    undone = post(owner_client, f"/log/{walk['id']}/", {"action": "undo", "id": str(uuid4())})
    assert said(undone) == "Ruth took this back at 10:00."
    assert sorted(kinds(episode)) == ["walk", "withdrawn"]
    assert said(send(ruth, kind="undo", entry=walk["id"])) == "You took this back at 10:00."


def test_two_tabs_that_change_one_walk_make_one_change_and_lose_no_answer(
    owner_client: Client, episode: Episode
) -> None:
    old = write(episode, "walk", minutes=3)
    here, there = filled("walk", minutes="4"), filled("walk", minutes="6")
    post(owner_client, f"/log/{old.id}/", here)
    page = owner_client.post(f"/log/{old.id}/", there).text
    assert "You changed this at 10:00 to: 4 min" in page
    assert 'value="6"' in page
    assert f'action="/log/{here["id"]}/"' in page
    assert standing(episode) == [UUID(here["id"])]
    post(owner_client, f"/log/{here['id']}/", there)
    assert standing(episode) == [UUID(there["id"])]


# --- two walks of the same minutes


@pytest.mark.parametrize(("choice", "left"), [("theirs", [6]), ("mine", [4]), ("both", [6, 4])])
def test_two_walks_of_the_same_minutes_ask_which_is_right(
    owner_client: Client, episode: Episode, choice: str, left: list[int]
) -> None:
    write(episode, "walk", NOW - timedelta(minutes=3), minutes=6, by="Tom")
    mine = filled("walk", minutes="4")
    asked = owner_client.post("/log/walk/", mine).text
    assert "Tom wrote this at 09:57" in asked
    assert len(written(episode)) == 1  # nothing is doubled before the person chooses
    for _ in "ab":  # the answer is sent twice
        post(owner_client, "/log/walk/", mine | {"choice": choice})
    stand = [each for each in written(episode) if each.id in standing(episode)]
    assert [each.minutes for each in stand if isinstance(each, Walk)] == left


def test_the_question_keeps_all_answers_and_opens_in_the_sheet(owner_client: Client, episode: Episode) -> None:
    write(episode, "walk", minutes=6, by="Tom")
    mine = filled("walk", minutes="4")
    asked = owner_client.post("/log/walk/", mine, headers={"HX-Request": "true", "HX-Target": "main#today"})
    assert (asked["HX-Retarget"], asked["HX-Reswap"]) == ("#sheet", "innerHTML")
    assert [name for name, value in mine.items() if f'name="{name}" value="{value}"' not in asked.text] == []
    assert "<html" not in asked.text


def test_a_helper_is_asked_too(episode: Episode, ruth: str) -> None:
    write(episode, "walk", minutes=6)
    mine = {"kind": "walk", "id": str(uuid4()), "minutes": "4"}
    asked = send(ruth, **mine).text
    assert "They wrote this at 10:00" in asked
    assert 'action="./"' in asked
    assert said(send(ruth, **mine, choice="theirs")) == "They logged this at 10:00."
    assert kinds(episode) == ["walk"]


# --- at the same moment, over the whole way of a request


@pytest.mark.django_db(transaction=True)
def test_two_people_and_a_second_tab_tap_a_pill_at_once(owner: Person, owner_client: Client, episode: Episode) -> None:
    path, walk = link(episode), {"id": str(uuid4()), "minutes": "4"}
    pages = together(
        lambda: post(owner_client, "/log/walk/", walk | {"when": "0"}),
        lambda: post(client_of(owner), "/log/walk/", walk | {"when": "0"}),
        lambda: send(path, kind="walk", **walk),
    )
    assert kinds(episode) == ["walk"]
    words = {said(page) for page in pages}
    assert words <= {"Walk saved, 4 min", "Ruth logged this at 10:00.", "They logged this at 10:00."}
    assert "Walk saved, 4 min" in words


@pytest.mark.django_db(transaction=True)
def test_both_tap_done_at_once(owner_client: Client, episode: Episode, time_machine: TimeMachineFixture) -> None:
    path, timer = link(episode), write(episode, "started", item="cold")
    time_machine.shift(timedelta(minutes=5))
    end = {"started": str(timer.id), "ends": "1"}
    together(
        lambda: owner_client.post("/log/cold/", {"id": str(uuid4())} | end),
        lambda: send(path, kind="cold", **end),
    )
    assert sorted(each.kind for each in journal.read(episode)[3:]) == ["cold", "started"]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("choice", ["theirs", "mine", "both"])
def test_a_question_answered_three_times_at_once_is_answered_once(owner: Person, episode: Episode, choice: str) -> None:
    write(episode, "walk", minutes=6, by="Tom")
    answer = filled("walk", minutes="4") | {"choice": choice}
    results = together(*[lambda: client_of(owner).post("/log/walk/", answer)] * 3)
    assert [getattr(each, "status_code", each) for each in results] == [302] * 3
    stand = [each for each in written(episode) if each.id in standing(episode)]
    left = {"theirs": [6], "mine": [4], "both": [4, 6]}[choice]
    assert sorted(each.minutes for each in stand if isinstance(each, Walk)) == left


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("choice", ["theirs", "mine", "both"])
def test_a_phone_that_sends_a_choice_three_times_at_once_chooses_once(
    owner: Person, episode: Episode, choice: str
) -> None:
    write(episode, "walk", minutes=6, by="Tom")
    sent = {"id": str(uuid4()), "kind": "walk", "minutes": 4, "at": NOW.isoformat(), "choice": choice}
    body = {"episode": str(episode.pk), "now": NOW.isoformat(), "entries": [sent]}
    heads = {"Origin": "http://testserver"}
    results = together(*[lambda: client_of(owner).post("/outbox/", body, "application/json", headers=heads)] * 3)
    assert [getattr(each, "status_code", each) for each in results] == [200] * 3
    stand = [each for each in written(episode) if each.id in standing(episode)]
    left = {"theirs": [6], "mine": [4], "both": [4, 6]}[choice]
    assert sorted(each.minutes for each in stand if isinstance(each, Walk)) == left


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/log/walk/", filled("walk")),
        ("/log/check_in/", filled("check_in", screen=["E1"])),
        ("/accounts/reauthenticate/", {"password": "wrong"}),
    ],
)
def test_everything_is_deleted_while_something_is_written(
    owner: Person, episode: Episode, path: str, fields: dict[str, Any]
) -> None:
    phone, others = confirmed(client_of(owner)), [client_of(owner) for _ in range(3)]
    results: list[Any] = together(lambda: delete(phone), *[partial(each.post, path, fields) for each in others])
    assert [each for each in results if getattr(each, "status_code", 500) >= 500] == []
    gone = not Episode.objects.exists()
    assert gone == (results[0].status_code == 302)
    assert gone or ' class="alert"' in results[0].text  # of a warning sign that was saved first


def test_a_warning_sign_for_a_plan_that_was_just_deleted_is_not_found(episode: Episode) -> None:
    sign = CheckIn(id=uuid4(), at=NOW, entered_at=NOW, by="self", flags=("E1",), screened=True)
    found = Visit(episode, journal.read(episode), NOW)
    Episode.objects.all().delete()
    with pytest.raises(Http404):
        writing.written(found, sign)
