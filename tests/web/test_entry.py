"""One entry: shown, corrected by a withdrawal and a new entry, withdrawn and brought back."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from recovery.models import Entry, Episode, Person
from recovery.plan import entries as facts
from recovery.plan.entries import content
from recovery.store import journal
from tests.web.stage import HTMX_TODAY, NOW, begin, filled, kinds, standing, write, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def walk(episode: Episode) -> facts.Entry:
    at = NOW - timedelta(minutes=59, seconds=27)
    return write(episode, "walk", at, minutes=3, pain_before=5, pain_after=8, finished=False, where="outside")


def address(entry: facts.Entry) -> str:
    return f"/log/{entry.id}/"


def withdraw(client: Client, entry: facts.Entry | str, **more: str) -> Any:
    path = entry if isinstance(entry, str) else address(entry)
    return client.post(path, {"action": "withdraw", "id": str(uuid4())} | more)


def test_the_form_is_filled_in_with_the_entry(owner_client: Client, walk: facts.Entry) -> None:
    page = owner_client.get(address(walk)).text
    assert 'name="minutes" value="3"' in page
    assert 'value="2026-12-07T09:00"' in page
    assert 'name="stopped" id="id_stopped" checked' in page.replace(' class="box"', "")
    assert "Take it back" in page


def test_a_correction_withdraws_the_old_entry_and_keeps_its_instant(
    owner_client: Client, episode: Episode, walk: facts.Entry
) -> None:
    answers = filled("walk", when="pick", pick="2026-12-07T09:00", pain_after="6", stopped="on", where="outside")
    assert owner_client.post(address(walk), answers)["Location"] == f"/log/?saved={answers['id']}"
    assert [str(each) for each in standing(episode)] == [answers["id"]]
    better = next(each for each in written(episode) if str(each.id) == answers["id"])
    old = {name: value for name, value in content(walk).items() if name != "id"}
    assert {name: value for name, value in content(better).items() if name != "id"} == old | {"pain_after": 6}


@pytest.mark.parametrize("when", [{"when": "pick", "pick": "2026-12-07T09:00"}, {"when": "0"}])
def test_a_correction_sent_twice_is_one_correction(
    owner_client: Client, episode: Episode, walk: facts.Entry, time_machine: TimeMachineFixture, when: dict[str, str]
) -> None:
    answers = filled("walk", pain_after="6") | when
    for _ in range(2):
        assert owner_client.post(address(walk), answers)["Location"] == f"/log/?saved={answers['id']}"
        time_machine.shift(4)
    assert sorted(kinds(episode)) == ["walk", "walk", "withdrawn"]


def test_a_correction_that_fails_halfway_changes_nothing(
    owner_client: Client, episode: Episode, walk: facts.Entry, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any) -> None:
        raise RuntimeError("the database is gone")

    monkeypatch.setattr(journal, "withdraw", fail)
    with pytest.raises(RuntimeError):
        owner_client.post(address(walk), filled("walk"))
    assert written(episode) == [walk]


def test_an_entry_taken_back_in_another_window_is_not_corrected(
    owner_client: Client, episode: Episode, walk: facts.Entry
) -> None:
    owner_client.post(address(walk), {"action": "withdraw", "id": str(uuid4())})
    page = owner_client.post(address(walk), filled("walk", pain_after="7")).text
    assert "This was taken back." in page
    assert standing(episode) == []


def test_a_correction_under_a_taken_id_is_refused(owner_client: Client, episode: Episode, walk: facts.Entry) -> None:
    drink = write(episode, "drink", ml=200)
    for taken in (drink, walk):
        page = owner_client.post(address(walk), filled("walk", id=str(taken.id))).text
        assert "This was saved already." in page
    same = filled("walk", id=str(walk.id), when="pick", pick="2026-12-07T09:00", pain_after="8", stopped="on")
    assert "This was saved already." in owner_client.post(address(walk), same | {"where": "outside"}).text
    assert standing(episode) == [walk.id, drink.id]


def test_a_refused_correction_does_not_note_that_it_made_it_worse(owner_client: Client, episode: Episode) -> None:
    ice, drink = write(episode, "cold", minutes=20), write(episode, "drink", ml=200)
    answers = filled("cold", id=str(drink.id), worse="1")
    assert "This was saved already." in owner_client.post(f"{address(ice)}?after=1", answers).text
    assert sorted(kinds(episode)) == ["cold", "drink"]


@pytest.mark.parametrize("action", ["withdraw", "undo", "wrong_pain"])
@pytest.mark.parametrize("bad", ["", "x"])
def test_a_button_without_a_valid_id_changes_nothing(
    owner_client: Client, episode: Episode, action: str, bad: str
) -> None:
    check_in = write(episode, "check_in", pain=5, screened=True)
    assert owner_client.post(address(check_in), {"action": action, "id": bad}).status_code == 302
    assert written(episode) == [check_in]


def test_a_wrong_answer_in_a_correction_changes_nothing(
    owner_client: Client, episode: Episode, walk: facts.Entry
) -> None:
    response = owner_client.post(address(walk), filled("walk", minutes="0"))
    assert response.status_code == 200
    assert "Write 1 or more." in response.text
    assert "Take it back" in response.text
    assert written(episode) == [walk]


def test_a_corrected_check_in_keeps_its_flags_and_other_answers(owner_client: Client, episode: Episode) -> None:
    told: dict[str, Any] = {
        "pain": 6,
        "flags": ["D1"],
        "screened": True,
        "limits": False,
        "walked": False,
        "fluids_lost": True,
        "longest_walk": 4,
        "where_now": "chair",
        "alone": False,
    }
    check_in = write(episode, "check_in", sudden=False, **told)
    page = owner_client.get(address(check_in)).text
    for ticked in ('name="week" value="D1"', 'name="no_walk"', 'name="fluids_lost"', 'name="limits" value="no"'):
        assert "checked" in page.split(ticked)[1].split(">")[0]
    assert 'name="longest_walk" value="4"' in page
    answers = filled("check_in", week=["D1"], limits="no", no_walk="on", fluids_lost="on", longest_walk="4")
    answers |= {"when": "0", "pain": "3"}
    owner_client.post(address(check_in), answers)
    better = next(each for each in written(episode) if str(each.id) == answers["id"])
    assert {name: getattr(better, name) for name in told} == told | {"pain": 3, "flags": ("D1",)}


@pytest.mark.parametrize(("hour", "which"), [(0, "0"), (1, "1")])
def test_an_entry_in_an_hour_that_comes_twice_keeps_which_one(
    owner_client: Client, owner: Person, time_machine: TimeMachineFixture, hour: int, which: str
) -> None:
    time_machine.move_to(datetime(2026, 10, 25, 9, tzinfo=UTC))
    episode = begin(owner, onset=datetime(2026, 10, 24, 20, tzinfo=UTC))
    drink = write(episode, "drink", datetime(2026, 10, 25, hour, 30, 12, tzinfo=UTC), ml=200)
    page = owner_client.get(address(drink)).text
    assert "checked" in page.split(f'name="which" value="{which}"')[1].split(">")[0]
    owner_client.post(address(drink), filled("drink", when="pick", pick="2026-10-25T01:30", which=which, ml="330"))
    [better] = [each for each in written(episode) if each.id in standing(episode)]
    assert better.at == drink.at


def test_an_entry_can_be_withdrawn_brought_back_and_withdrawn_again(
    owner_client: Client, episode: Episode, walk: facts.Entry
) -> None:
    gone = withdraw(owner_client, walk)
    assert standing(episode) == []
    assert "Taken back" in owner_client.get(gone["Location"]).text
    withdrawal = gone["Location"].split("saved=")[1]
    back = withdraw(owner_client, f"/log/{withdrawal}/")
    assert standing(episode) == [walk.id]
    assert "Brought back" in owner_client.get(back["Location"]).text
    withdraw(owner_client, walk)
    assert standing(episode) == []
    assert "Bring it back" in owner_client.get(address(walk)).text


def test_two_withdrawals_of_one_entry_are_one(owner_client: Client, episode: Episode, walk: facts.Entry) -> None:
    answers = {"action": "withdraw", "id": str(uuid4()), "from": "log"}
    for _ in range(2):
        assert owner_client.post(address(walk), answers)["Location"] == f"/log/?saved={answers['id']}"
    assert withdraw(owner_client, walk)["Location"] == f"/today/?saved={answers['id']}"
    assert kinds(episode) == ["walk", "withdrawn"]


def test_a_withdrawal_under_a_taken_id_is_refused(
    owner_client: Client, stranger: Person, episode: Episode, walk: facts.Entry
) -> None:
    foreign = write(begin(stranger), "drink", ml=200)
    assert withdraw(owner_client, walk, id=str(foreign.id)).status_code == 404
    assert "saved already" in owner_client.get(withdraw(owner_client, walk, id=str(walk.id))["Location"]).text
    for bad in ("", "x"):
        assert withdraw(owner_client, walk, id=bad)["Location"] == address(walk)
    assert written(episode) == [walk]


def test_the_toast_withdraws_the_entry_and_htmx_gets_today(
    owner_client: Client, episode: Episode, walk: facts.Entry
) -> None:
    answers = {"action": "withdraw", "id": str(uuid4())}
    response = owner_client.post(address(walk), answers, headers=HTMX_TODAY, follow=True)
    assert response.text.strip().startswith('<div class="today-page" id="today" ')
    assert "Taken back" in response.text
    assert standing(episode) == []


@pytest.mark.parametrize("kind", ["about", "onset"])
def test_the_onset_and_the_about_are_corrected_in_the_settings_and_never_withdrawn(
    owner_client: Client, episode: Episode, kind: str
) -> None:
    entry = next(each for each in journal.read(episode) if each.kind == kind)
    assert f'href="/settings/{kind}/"' in owner_client.get(address(entry)).text
    assert withdraw(owner_client, entry)["Location"] == address(entry)
    assert kinds(episode) == []


@pytest.mark.parametrize("method", ["get", "post"])
def test_an_entry_of_a_stranger_and_an_unknown_id_are_not_found(
    stranger_client: Client, stranger: Person, walk: facts.Entry, method: str
) -> None:
    begin(stranger)
    before = Entry.objects.count()
    for entry_id in (walk.id, uuid4()):
        for answers in (filled("walk"), {"action": "withdraw", "id": str(uuid4())}):
            assert getattr(stranger_client, method)(f"/log/{entry_id}/", answers).status_code == 404
    assert Entry.objects.count() == before


def test_a_signed_out_visitor_logs_in_and_other_methods_are_refused(
    client: Client, owner_client: Client, walk: facts.Entry
) -> None:
    assert client.get(address(walk))["Location"] == f"/accounts/login/?next={address(walk)}"
    assert withdraw(client, walk)["Location"] == f"/accounts/login/?next={address(walk)}"
    assert owner_client.put(address(walk)).status_code == 405


def test_each_kind_of_entry_can_be_shown(owner_client: Client, episode: Episode) -> None:
    write(episode, "started", item="cold")
    write(episode, "worse", item="walk")
    write(episode, "cleared", because="mistake")
    write(episode, "medicine", name="other", mg=12.5)
    write(episode, "withdrawn", entry=write(episode, "drink", ml=200).id)
    for entry in journal.read(episode):
        assert owner_client.get(address(entry)).status_code == 200
