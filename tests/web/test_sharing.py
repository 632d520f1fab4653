"""The links of a plan: made once, shown once, listed and revoked."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from time_machine import TimeMachineFixture

from recovery.models import Episode, Person, Share
from tests.web.links import SHARING, address, ask, link, send
from tests.web.stage import NOW, begin, guest_with, kinds

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("kind", "days"), [(Share.HELPER, 90), (Share.CLINICIAN, 14)])
def test_a_new_link_is_shown_once_and_only_its_hash_is_kept(
    owner_client: Client, episode: Episode, kind: str, days: int
) -> None:
    response, _ = ask(owner_client, kind, notes="on")
    path = address(response)
    assert response.text.count('<svg viewBox="0 0 ') == 1
    assert "style=" not in response.text
    share = episode.shares.get()
    assert (share.kind, share.label, share.notes, share.expires_at - NOW) == (kind, "Ruth", True, timedelta(days=days))
    secret = path.split("/")[2]
    assert len(secret) == 43
    assert secret not in str(Share.objects.values())
    listed = owner_client.get(SHARING).text
    assert "<strong><bdi>Ruth</bdi></strong>" in listed
    assert secret not in listed
    assert Client().get(path).status_code == 200


def test_the_form_sent_twice_makes_one_link(owner_client: Client, episode: Episode) -> None:
    first, answers = ask(owner_client, Share.HELPER)
    again = owner_client.post(SHARING, answers)
    assert address(first) == address(again)
    assert episode.shares.count() == 1
    owner_client.post(SHARING, {"revoke": episode.shares.get().pk})
    assert "readonly" not in owner_client.post(SHARING, answers).text
    assert Client().get(address(first)).status_code == 404


@pytest.mark.parametrize("days", [1, 7, 14, 30])
def test_the_person_chooses_how_long_a_clinician_can_read(owner_client: Client, episode: Episode, days: int) -> None:
    ask(owner_client, Share.CLINICIAN, days=days)
    assert episode.shares.get().expires_at == NOW + timedelta(days=days)


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"label": ""}, "Write a name."),
        ({"label": "x" * 41}, "Write a shorter name."),
        ({"label": "Self"}, "Write another name."),
        ({"secret": "a" * 43}, "Load this page again, then try again."),
        ({"days": "365"}, "Select a valid choice"),
    ],
)
def test_a_wrong_answer_shows_its_error_and_makes_no_link(
    owner_client: Client, episode: Episode, changed: dict[str, str], told: str
) -> None:
    response, _ = ask(owner_client, Share.CLINICIAN, **changed)
    assert told in response.text
    assert not episode.shares.exists()


def test_a_revoked_link_closes_at_once_and_leaves_the_list(owner_client: Client, episode: Episode) -> None:
    path = link(episode)
    assert Client().get(path).status_code == 200
    assert owner_client.post(SHARING, {"revoke": episode.shares.get().pk})["Location"] == SHARING
    assert Client().get(path).status_code == 404
    assert send(path, kind="walk", minutes="3").status_code == 404
    assert kinds(episode) == []
    assert "Ruth" not in owner_client.get(SHARING).text


def test_a_link_expires_at_its_second(episode: Episode, time_machine: TimeMachineFixture) -> None:
    path = link(episode, days=1)
    for wait, status in ((timedelta(seconds=-1), 200), (timedelta(0), 404)):
        time_machine.move_to(NOW + timedelta(days=1) + wait, tick=False)
        assert Client().get(path).status_code == status


def test_a_link_ends_with_the_episode(episode: Episode) -> None:
    path = link(episode)
    Episode.objects.update(closed_at=NOW)
    assert Client().get(path).status_code == 404


def test_the_list_shows_the_day_of_the_last_use(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    path = link(episode)
    assert "Not used yet." in owner_client.get(SHARING).text
    time_machine.shift(timedelta(days=2))
    Client().get(path)
    assert "Last used on Wednesday 9 December." in owner_client.get(SHARING).text


def test_a_stranger_neither_sees_nor_revokes_a_link(
    stranger_client: Client, stranger: Person, episode: Episode, owner_client: Client
) -> None:
    path = link(episode)
    begin(stranger)
    assert "Ruth" not in stranger_client.get(SHARING).text
    assert stranger_client.post(SHARING, {"revoke": episode.shares.get().pk}).status_code == 404
    assert Client().get(path).status_code == 200
    _, answers = ask(owner_client, Share.HELPER)
    assert "readonly" not in stranger_client.post(SHARING, answers).text  # the secret of another plan


@pytest.mark.parametrize("wrong", ["", "x", "99999999", "-1"])
def test_an_unknown_link_cannot_be_revoked(owner_client: Client, episode: Episode, wrong: str) -> None:
    assert owner_client.post(SHARING, {"revoke": wrong}).status_code == 404


def test_a_visitor_without_a_plan_is_sent_away(client: Client, owner_client: Client) -> None:
    assert client.get(SHARING)["Location"].startswith("/accounts/login/")
    assert owner_client.get(SHARING)["Location"] == "/start/"
    assert owner_client.delete(SHARING).status_code == 405


def test_the_links_of_a_guest_stay_when_the_plan_is_kept(
    guest: Client, owner: Person, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOW, tick=False)
    episode = begin()
    path = address(ask(guest_with(guest, episode), Share.HELPER)[0])
    guest.force_login(owner)
    guest.post("/keep/", {"keep": "device"})
    assert Episode.objects.get().owner == owner
    assert Client().get(path).status_code == 200
    assert "Ruth" in guest.get(SHARING).text


@pytest.mark.parametrize("wrong", [{"kind": "spy"}, {"label": ""}, {"label": "SELF"}, {"expires_at": NOW}])
def test_the_database_refuses_an_impossible_link(episode: Episode, wrong: dict[str, Any]) -> None:
    link(episode)
    with pytest.raises(IntegrityError), transaction.atomic():
        episode.shares.update(**wrong)
