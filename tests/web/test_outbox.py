"""The outbox takes what a phone kept without signal: each entry once, in any order, from its owner alone."""

import json
from collections.abc import Iterator
from datetime import timedelta
from random import Random
from typing import Any
from urllib.parse import urlencode
from uuid import UUID, uuid4, uuid5

import pytest
from django.test import Client

from recovery.models import Entry, Episode, Person
from recovery.plan.build import build_plan
from recovery.plan.entries import CheckIn, Walk
from recovery.store import journal, owners
from tests.store.stage import request_of, together
from tests.web.stage import NOW, begin, guest_with, kinds, standing, write, written

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


def entry(kind: str, minutes_ago: float = 30, **fields: Any) -> dict[str, Any]:
    """An entry as a phone keeps it."""
    return {"id": str(uuid4()), "kind": kind, "at": (NOW - minutes_ago * MINUTE).isoformat()} | fields


def send(client: Client, plan: Episode, *entries: dict[str, Any], **changed: Any) -> Any:
    body = {"episode": str(plan.pk), "now": NOW.isoformat(), "entries": entries} | changed
    return client.post("/outbox/", body, content_type="application/json", headers={"Origin": "http://testserver"})


def results(response: Any) -> list[str]:
    return [each["result"] for each in response.json()["entries"]]


WALK = entry("walk", minutes=4, pain_after=4)


# --- who may send


def test_an_entry_is_written_as_its_owner_told_it(owner_client: Client, episode: Episode) -> None:
    response = send(owner_client, episode, WALK | {"by": "Ruth", "entered_at": "2020-01-01T00:00:00Z"})
    assert response.json()["entries"] == [{"id": WALK["id"], "result": "saved"}]
    [walk] = written(episode)
    assert isinstance(walk, Walk)
    assert (str(walk.id), walk.by, walk.at, walk.entered_at) == (WALK["id"], "self", NOW - 30 * MINUTE, NOW)


def test_a_guest_has_an_outbox_too(guest: Client) -> None:
    episode = begin()
    assert results(send(guest_with(guest, episode), episode, WALK)) == ["saved"]


def test_the_queue_of_a_guest_goes_into_their_new_account(owner: Person, owner_client: Client) -> None:
    episode = begin()
    Episode.objects.update(owner=owner, guest_key=None)
    assert results(send(owner_client, episode, WALK)) == ["saved"]


def test_an_expired_session_asks_to_log_in(guest: Client, episode: Episode) -> None:
    response = send(guest, episode, WALK)
    assert (response.status_code, response.json()) == (401, {"error": "login"})
    assert written(episode) == []


def test_an_entry_from_before_the_plan_is_read_as_of_its_begin(owner_client: Client, episode: Episode) -> None:
    old = {"form": urlencode({"id": str(uuid4()), "when": "0", "ml": "200"})}
    for at in ("2026-12-01T10:00:00+00:00", "1901-01-01T12:00:00+00:00", "1901-01-01T00:00:00+14:00"):
        response = send(owner_client, episode, entry("drink") | old | {"at": at})
        assert response.status_code == 200, at
    assert owner_client.get("/today/").status_code == 200


def test_a_queue_is_never_sent_as_somebody_else(stranger_client: Client, stranger: Person, episode: Episode) -> None:
    theirs = begin(stranger)
    response = send(stranger_client, episode, WALK)
    assert (response.status_code, response.json()) == (403, {"error": "not_yours"})
    assert written(episode) == written(theirs) == []


@pytest.mark.parametrize("origin", [None, "null", "https://testserver", "http://evil.example", "http://testserver:81"])
def test_another_site_cannot_send(owner: Person, episode: Episode, origin: str | None) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(owner)
    body = {"episode": str(episode.pk), "now": NOW.isoformat(), "entries": [WALK]}
    headers = {"Origin": origin} if origin else {}
    response = client.post("/outbox/", body, content_type="application/json", headers=headers)
    assert (response.status_code, response.json()) == (403, {"error": "origin"})
    assert written(episode) == []


def test_an_expired_token_stops_no_queue(owner: Person, episode: Episode) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(owner)
    assert results(send(client, episode, WALK)) == ["saved"]


@pytest.mark.parametrize("method", ["get", "put", "delete"])
def test_other_methods_are_refused(owner_client: Client, method: str) -> None:
    assert getattr(owner_client, method)("/outbox/").status_code == 405


@pytest.mark.parametrize(
    "changed",
    [
        {"episode": "x"}, {"now": "now"}, {"now": "2026-12-07T10:00:00"},
        {"entries": {}}, {"entries": [1]}, {"entries": [WALK] * 51},
    ],
)  # fmt: skip
def test_a_request_that_cannot_be_read_is_refused(
    owner_client: Client, episode: Episode, changed: dict[str, Any]
) -> None:
    response = send(owner_client, episode, **changed)
    assert (response.status_code, response.json()["error"]) == (400, "unreadable")


@pytest.mark.parametrize("body", ["", "[]", "null", "{", '"x"', "[" * 100_000])
def test_no_body_makes_a_server_error(owner_client: Client, body: str) -> None:
    headers = {"Origin": "http://testserver"}
    response = owner_client.post("/outbox/", body, content_type="application/json", headers=headers)
    assert (response.status_code, response.json()["error"]) == (400, "unreadable")


@pytest.mark.parametrize(
    "bad",
    [
        {"minutes": "many"}, {"minutes": None}, {"kind": "nap"}, {"kind": "about"}, {"kind": "onset"}, {"id": "x"},
        {"at": "today"}, {"at": (NOW + 6 * MINUTE).isoformat()}, {"pain_after": 11}, {"colour": "red"}, {"kind": []},
    ],
)  # fmt: skip
def test_an_entry_that_cannot_be_read_stops_no_other(
    owner_client: Client, episode: Episode, bad: dict[str, Any]
) -> None:
    response = send(owner_client, episode, WALK | bad, entry("drink", ml=200))
    assert results(response) == ["bad", "saved"]
    assert response.json()["entries"][0]["says"] == "We could not read this entry. Please log it again."
    assert kinds(episode) == ["drink"]


def test_an_id_of_another_journal_is_bad(owner_client: Client, episode: Episode, stranger: Person) -> None:
    theirs = write(begin(stranger), "walk", minutes=4)
    assert results(send(owner_client, episode, WALK | {"id": str(theirs.id)})) == ["bad"]


# --- each entry once


def queue() -> list[dict[str, Any]]:
    """Fifty entries of a day without signal: walks, drinks, timers with their ends, pains, and what was taken back."""
    made: list[dict[str, Any]] = []
    for hour in range(8):
        ago = 60 * (hour + 1)
        timer = entry("started", ago, item="cold")
        drink = entry("drink", ago, ml=200)
        made += [timer, entry("cold", ago, minutes=15, started=timer["id"]), drink]
        made += [entry("walk", ago - 30, minutes=4), entry("check_in", ago - 10, pain=5)]
        made += [entry("withdrawn", ago - 1, entry=drink["id"])] if hour % 2 else []
    return [*made, *(entry("medicine", 60 * each, name="paracetamol", mg=500) for each in range(1, 7))]


def cuts(random: Random, entries: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Yield the entries in pieces, in any order."""
    shuffled = random.sample(entries, len(entries))
    while shuffled:
        cut = random.randint(1, 20)
        yield shuffled[:cut]
        shuffled = shuffled[cut:]


@pytest.mark.parametrize("seed", range(3))
def test_a_queue_of_fifty_sent_twice_with_cuts_counts_fifty(
    owner_client: Client, episode: Episode, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    random, entries, append = Random(seed), queue(), journal.append
    owner_client.raise_request_exception = False

    def cut_off(*args: Any, **options: Any) -> Any:
        """Write, and sometimes fail before or after it, as a server does that is killed."""
        if random.random() < 0.05:
            raise RuntimeError("killed before it wrote")
        found = append(*args, **options)
        if random.random() < 0.05:
            raise RuntimeError("killed before it answered")
        return found

    monkeypatch.setattr(journal, "append", cut_off)
    for _ in "ab":
        for piece in cuts(random, entries):
            send(owner_client, episode, *piece)
    monkeypatch.undo()
    assert set(results(send(owner_client, episode, *entries))) == {"saved"}
    assert len(entries) == 50
    assert sorted(str(each.id) for each in written(episode)) == sorted(each["id"] for each in entries)


@pytest.mark.django_db(transaction=True)
def test_a_queue_that_two_tabs_send_at_once_counts_once(owner_client: Client, episode: Episode) -> None:
    entries = queue()[:12]
    answers = together(*[lambda: send(owner_client, episode, *entries)] * 2)
    assert [results(each) for each in answers] == [["saved"] * 12] * 2
    assert len(written(episode)) == 12


def test_a_withdrawal_waits_for_its_entry(owner_client: Client, episode: Episode) -> None:
    back = entry("withdrawn", entry=WALK["id"])
    assert results(send(owner_client, episode, back, WALK, back)) == ["wait", "saved", "saved"]
    assert standing(episode) == []


def test_what_a_page_of_the_settings_wrote_is_not_taken_back(owner_client: Client, episode: Episode) -> None:
    onset = Entry.objects.get(kind="onset")
    assert results(send(owner_client, episode, entry("withdrawn", entry=str(onset.pk)))) == ["bad"]


def test_a_queue_of_an_episode_that_is_over_goes_there(owner: Person, owner_client: Client, episode: Episode) -> None:
    episode.closed_at = NOW
    episode.save()
    new = begin(owner)
    response = send(owner_client, episode, entry("check_in", pain=8, flags=["E1"]))
    assert (results(response), response.json()["gate"]) == (["saved"], "emergency")
    assert [each.flags for each in written(new) if isinstance(each, CheckIn)] == [("E1",)]


# --- emergencies


def test_an_emergency_stays_when_it_is_sent_with_its_withdrawal(owner_client: Client, episode: Episode) -> None:
    sign = entry("check_in", pain=8, flags=["E1"])
    response = send(owner_client, episode, sign, entry("withdrawn", 29, entry=sign["id"]))
    assert (results(response), response.json()["gate"]) == (["saved", "saved"], "emergency")
    assert "Get medical help now" in owner_client.get("/today/").text


def test_signs_add_up_across_entries(owner_client: Client, episode: Episode) -> None:
    write(episode, "check_in", temperature_c=38.5)
    assert send(owner_client, episode, entry("check_in", leg="weak")).json()["gate"] == "emergency"


def test_a_sign_that_was_told_without_signal_is_not_cleared_by_an_earlier_answer(
    owner_client: Client, episode: Episode
) -> None:
    write(episode, "check_in", NOW - 60 * MINUTE, flags=["E1"])
    write(episode, "cleared", NOW - 20 * MINUTE, because="professional")
    write(episode, "check_in", NOW - 10 * MINUTE, screened=True)
    assert send(owner_client, episode, entry("check_in", 40, flags=["E2"])).json()["gate"] == "emergency"


# --- the clock of the phone


@pytest.mark.parametrize(("ahead", "told"), [(5, 0), (6, 6), (12, 12), (-5, 0), (-12, -12), (60 * 24 * 400, 576_000)])
def test_a_wrong_clock_is_corrected_and_told(owner_client: Client, episode: Episode, ahead: int, told: int) -> None:
    now = NOW + ahead * MINUTE
    drink = entry("drink", ml=200) | {"at": (now - 30 * MINUTE).isoformat()}
    response = send(owner_client, episode, drink, now=now.isoformat()).json()
    assert response["clock"] == told
    [saved] = written(episode)
    assert saved.at == NOW - (30 - ahead + told) * MINUTE
    assert bool(response["says"]) == ("says" in response["entries"][0]) == bool(told)


def test_the_words_about_the_clock(owner_client: Client, episode: Episode) -> None:
    now = NOW + 12 * MINUTE
    response = send(owner_client, episode, entry("drink", -12, ml=200), now=now.isoformat()).json()
    assert response["says"] == "The clock of this phone is 12 minutes fast."
    assert response["entries"][0]["says"] == "Drink: 10:12 is now 10:00."


def test_a_resent_entry_is_one_entry_though_its_time_was_corrected(owner_client: Client, episode: Episode) -> None:
    for seconds in (0, 2):
        now = (NOW + 12 * MINUTE + timedelta(seconds=seconds)).isoformat()
        assert results(send(owner_client, episode, entry("drink", -12, ml=200, id=WALK["id"]), now=now)) == ["saved"]
    assert len(written(episode)) == 1


# --- two writers


def test_a_pill_that_a_helper_tapped_first(owner_client: Client, episode: Episode) -> None:
    write(episode, "walk", NOW - 30 * MINUTE, minutes=4, pain_after=4, by="Tom", id=UUID(WALK["id"]))
    [result] = send(owner_client, episode, WALK).json()["entries"]
    assert (result["result"], result["says"]) == ("first", "Tom logged this at 09:30.")


def test_the_second_end_of_a_timer_learns_who_was_first(owner_client: Client, episode: Episode) -> None:
    timer = write(episode, "started", NOW - 30 * MINUTE, item="cold")
    write(episode, "cold", NOW - 30 * MINUTE, minutes=9, started=str(timer.id), by="Tom")
    end = entry("cold", minutes=12, started=str(timer.id))
    assert results(send(owner_client, episode, end)) == ["first"]
    assert sorted(kinds(episode)) == ["cold", "started"]


def other_walk(**fields: Any) -> dict[str, Any]:
    """What the journal says instead of WALK: under its id, or at the same minutes."""
    return {"minutes": 6, "by": "Tom"} | fields


@pytest.mark.parametrize("same_id", [True, False])
@pytest.mark.parametrize(("choice", "left"), [("theirs", [6]), ("mine", [4]), ("both", [6, 4])])
def test_a_walk_that_is_there_twice_asks_which_is_right(
    owner_client: Client, episode: Episode, same_id: bool, choice: str, left: list[int]
) -> None:
    taken = {"id": UUID(WALK["id"])} if same_id else {}
    write(episode, "walk", NOW - 31 * MINUTE, **other_walk(pain_after=5), **taken)
    [result] = send(owner_client, episode, WALK).json()["entries"]
    assert result["result"] == "asks"
    assert [each["source"] for each in result["choices"]] == ["Tom wrote this at 09:29", "From this phone", ""]
    assert result["until"] == "Until you choose, the one in the log counts."
    assert kinds(episode) == ["walk"]
    for _ in "ab":
        assert results(send(owner_client, episode, WALK | {"choice": choice})) == ["saved"]
    stand = [each for each in written(episode) if each.id in standing(episode)]
    assert [each.minutes for each in stand if isinstance(each, Walk)] == left


def test_until_the_person_chooses_the_higher_pain_counts(owner_client: Client, episode: Episode) -> None:
    write(episode, "walk", NOW - 31 * MINUTE, **other_walk(pain_after=2))
    for _ in "ab":
        [result] = send(owner_client, episode, WALK | {"pain_after": 9}).json()["entries"]
    assert result["until"] == "Until you choose, the higher pain and the graver sign count."
    [meanwhile] = [each for each in written(episode) if isinstance(each, CheckIn)]
    assert meanwhile.pain == 9
    send(owner_client, episode, WALK | {"pain_after": 9, "choice": "theirs"})
    assert meanwhile.id not in standing(episode)


def test_a_sign_in_an_entry_that_waits_for_a_choice_opens_the_alert(owner_client: Client, episode: Episode) -> None:
    told = entry("check_in", pain=5, leg="both", sudden=True, can_walk="no")
    write(episode, "check_in", NOW - 30 * MINUTE, pain=5, screened=True, id=UUID(told["id"]))
    response = send(owner_client, episode, told).json()
    assert (response["entries"][0]["result"], response["gate"]) == ("asks", "emergency")
    meanwhile = next(each for each in written(episode) if each.id == uuid5(UUID(told["id"]), "until chosen"))
    assert isinstance(meanwhile, CheckIn)
    assert (meanwhile.flags, meanwhile.sudden, meanwhile.can_walk, meanwhile.pain) == (("E5",), True, "no", None)


def test_numb_skin_in_an_entry_that_waits_for_a_choice_stops_the_next_ice(
    owner_client: Client, episode: Episode
) -> None:
    write(episode, "cold", NOW - 40 * MINUTE, minutes=20, skin="fine", by="Tom")
    assert results(send(owner_client, episode, entry("cold", 35, minutes=20, skin="numb"))) == ["asks"]
    plan = build_plan(journal.read(episode), NOW + 60 * MINUTE)
    assert plan.can_start["cold"].because == "skin_not_normal"


def test_the_answer_is_small(owner_client: Client, episode: Episode) -> None:
    answer = send(owner_client, episode, *queue()).content
    assert len(answer) < 4_000
    assert set(json.loads(answer)) == {"clock", "says", "gate", "entries"}


def test_a_request_of_a_deleted_plan_is_not_anybodys(owner: Person, owner_client: Client, episode: Episode) -> None:
    owners.delete_all(request_of(owner))
    assert send(owner_client, episode, WALK).status_code == 403


# --- forms, as the pages post them


def form(kind: str, minutes_ago: float = 30, **answers: Any) -> dict[str, Any]:
    """A form as a phone keeps it."""
    kept = entry(kind, minutes_ago)
    return kept | {"form": urlencode({"id": kept["id"], **answers}, doseq=True)}


def test_a_form_says_what_its_page_would_have_written(owner_client: Client, episode: Episode) -> None:
    walk = form("walk", minutes="4", pain_after="4", when="15", stopped="on")
    assert results(send(owner_client, episode, walk)) == ["saved"]
    [saved] = written(episode)
    assert isinstance(saved, Walk)
    assert (saved.minutes, saved.pain_after, saved.finished) == (4, 4, False)
    assert (saved.at, saved.entered_at) == (NOW - 45 * MINUTE, NOW)


def test_a_form_sent_by_the_page_and_the_outbox_is_one_entry(owner_client: Client, episode: Episode) -> None:
    drink = form("drink", 0, ml="200", when="0")
    owner_client.post("/log/drink/", {"id": drink["id"], "ml": "200", "when": "0"})
    assert results(send(owner_client, episode, drink, drink)) == ["saved", "saved"]
    assert len(written(episode)) == 1


def test_a_timer_begun_and_ended_without_signal_keeps_its_real_minutes(owner_client: Client, episode: Episode) -> None:
    started = form("started", 40, item="walk")
    ended = form("walk", 33, ends="1", started=started["id"], worse="1")
    queue = (started, ended)
    assert results(send(owner_client, episode, *queue)) == ["saved", "saved"]
    assert results(send(owner_client, episode, *queue)) == ["saved", "saved"]
    [walk] = [each for each in written(episode) if isinstance(each, Walk)]
    assert (walk.minutes, walk.at, str(walk.started)) == (7, NOW - 40 * MINUTE, started["id"])
    assert sorted(each.kind for each in written(episode)) == ["started", "walk", "worse"]


def test_a_second_end_of_a_timer_says_who_was_first(owner_client: Client, episode: Episode) -> None:
    started = form("started", 40, item="walk")
    ends = [form("walk", ago, ends="1", started=started["id"]) for ago in (33, 30)]
    assert results(send(owner_client, episode, started, *ends)) == ["saved", "saved", "first"]


def test_a_sign_counts_also_where_the_rest_of_its_form_cannot_be_read(owner_client: Client, episode: Episode) -> None:
    response = send(owner_client, episode, form("check_in", pain="6", temperature_c="hot", screen=["E1"], when="0"))
    assert (results(response), response.json()["gate"]) == (["saved"], "emergency")
    [told] = written(episode)
    assert isinstance(told, CheckIn)
    assert (told.pain, told.flags, told.screened) == (6, ("E1",), None)


def test_an_old_page_with_fewer_questions_is_no_full_screen(owner_client: Client, episode: Episode) -> None:
    assert results(send(owner_client, episode, form("check_in", pain="4", screen=["none"], asked="E1", when="0"))) == [
        "saved"
    ]
    [told] = written(episode)
    assert isinstance(told, CheckIn)
    assert (told.pain, told.screened) == (4, None)


@pytest.mark.parametrize("bad", [form("walk", minutes="many"), form("about"), form("walk", ends="1"), form("nothing")])
def test_a_form_that_says_nothing_is_kept_on_the_phone(
    owner_client: Client, episode: Episode, bad: dict[str, Any]
) -> None:
    assert results(send(owner_client, episode, bad)) == ["bad"]
    assert written(episode) == []


def test_a_choice_under_an_id_that_says_something_else_is_bad(owner_client: Client, episode: Episode) -> None:
    send(owner_client, episode, WALK)
    sent = [WALK | {"minutes": minutes, "choice": choice} for choice in ("both", "mine") for minutes in (5, 6)]
    assert [results(send(owner_client, episode, each)) for each in sent] == [["saved"], ["bad"], ["saved"], ["bad"]]
