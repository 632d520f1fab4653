"""Links for others: each opens what it is for and nothing else, until its date or until it is revoked."""

import logging
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils.html import escape
from time_machine import TimeMachineFixture

from recovery.models import Episode, Person, Share
from recovery.plan import facts
from recovery.sharing import MOST_MISSES, make, new_secret, read_secret
from tests.web.stage import HTMX_TODAY, NOW, begin, filled, guest_with, kinds, standing, write, written

pytestmark = pytest.mark.django_db

SHARING = "/settings/sharing/"
NOTE = "it began in the garden"
# What can be sent to the page behind a link: a name, its fields, and what it writes where it is allowed.
SENT: dict[str, tuple[dict[str, Any], str | None]] = {
    "start a timer": ({"kind": "started", "item": "cold"}, "started"),
    "log a walk": ({"kind": "walk", "minutes": "3"}, "walk"),
    "log a drink": ({"kind": "drink", "ml": "200"}, "drink"),
    "log a rest": ({"kind": "rest", "minutes": "20"}, "rest"),
    "tell how one feels": ({"kind": "check_in"} | filled("check_in"), None),
    "take a pill": ({"kind": "medicine"} | filled("medicine"), None),
    "log ice without a timer": ({"kind": "cold"} | filled("cold"), None),
    "clear an alert": ({"kind": "cleared", "because": "mistake"}, None),
    "say it got worse": ({"kind": "worse", "item": "walk"}, None),
    "put a note away": ({"kind": "dismissed", "notices": "D1"}, None),
    "change who one is": ({"kind": "about", "birth_year": "1990"}, None),
    "correct the start": ({"kind": "onset"}, None),
    "nothing": ({}, None),
}
Open = Callable[..., str]


@pytest.fixture(autouse=True)
def no_guesses_yet(db: None) -> None:
    cache.clear()


@pytest.fixture
def noted(episode: Episode) -> Episode:
    """A plan with a note in its journal."""
    write(episode, "check_in", NOW - timedelta(minutes=30), pain=5, screened=True, note=NOTE)
    return episode


def link(episode: Episode, kind: str = Share.HELPER, label: str = "Ruth", days: int = 14, notes: bool = False) -> str:
    """Make a link as its owner would, and give its address."""
    secret = read_secret(new_secret())
    assert make(episode, secret, kind=kind, label=label, days=days, notes=notes, now=NOW)
    return f"/with/{secret}/"


def send(path: str, **fields: Any) -> Any:
    """Send something to the page, from a phone without any cookie of ours."""
    return Client(enforce_csrf_checks=True).post(path, {"id": str(uuid4())} | fields, follow=True)


def ask(client: Client, kind: str, **changed: Any) -> tuple[Any, dict[str, Any]]:
    """Fill in the form of the page for a new link, and send it."""
    page = client.get(SHARING).text
    form = next(each for each in page.split("<form")[1:] if f'name="kind" value="{kind}"' in each)
    hidden = dict(re.findall(r'name="(kind|secret)" value="([^"]+)"', form))
    answers = hidden | {"label": "Ruth"} | ({"days": "14"} if kind == Share.CLINICIAN else {}) | changed
    return client.post(SHARING, answers), answers


def address(response: Any) -> str:
    """The path of the link that was just made."""
    found = re.search(r'value="http://testserver(/with/[^"]+/)" readonly', response.text)
    assert found, response.text
    return found[1]


# --- making, listing, revoking


@pytest.mark.parametrize(("kind", "days"), [(Share.HELPER, 90), (Share.CLINICIAN, 14)])
def test_a_link_is_made_shown_once_and_kept_only_as_a_hash(
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
    assert "<strong>Ruth</strong>" in listed
    assert secret not in listed
    assert Client().get(path).status_code == 200


def test_sent_twice_it_is_one_link_and_the_same(owner_client: Client, episode: Episode) -> None:
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
def test_what_makes_no_link_is_told(owner_client: Client, episode: Episode, changed: dict[str, str], told: str) -> None:
    response, _ = ask(owner_client, Share.CLINICIAN, **changed)
    assert told in response.text
    assert not episode.shares.exists()


def test_a_revoked_link_is_closed_at_once_and_gone_from_the_list(owner_client: Client, episode: Episode) -> None:
    path = link(episode)
    assert Client().get(path).status_code == 200
    assert owner_client.post(SHARING, {"revoke": episode.shares.get().pk})["Location"] == SHARING
    assert Client().get(path).status_code == 404
    assert send(path, kind="walk", minutes="3").status_code == 404
    assert kinds(episode) == []
    assert "Ruth" not in owner_client.get(SHARING).text


def test_a_link_lasts_to_the_second(episode: Episode, time_machine: TimeMachineFixture) -> None:
    path = link(episode, days=1)
    for wait, status in ((timedelta(seconds=-1), 200), (timedelta(0), 404)):
        time_machine.move_to(NOW + timedelta(days=1) + wait, tick=False)
        assert Client().get(path).status_code == status


def test_a_link_ends_with_the_episode(episode: Episode) -> None:
    path = link(episode)
    Episode.objects.update(closed_at=NOW)
    assert Client().get(path).status_code == 404


def test_the_list_says_on_which_day_a_link_was_last_used(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    path = link(episode)
    assert "Not used yet." in owner_client.get(SHARING).text
    time_machine.shift(timedelta(days=2))
    Client().get(path)
    assert "Last used on Wednesday 9 December." in owner_client.get(SHARING).text


def test_a_stranger_lists_and_revokes_nothing(
    stranger_client: Client, stranger: Person, episode: Episode, owner_client: Client
) -> None:
    path = link(episode)
    begin(stranger)
    assert "Ruth" not in stranger_client.get(SHARING).text
    assert stranger_client.post(SHARING, {"revoke": episode.shares.get().pk}).status_code == 404
    assert Client().get(path).status_code == 200
    _, answers = ask(owner_client, Share.HELPER)
    assert "readonly" not in stranger_client.post(SHARING, answers).text  # a secret that was seen elsewhere


@pytest.mark.parametrize("wrong", ["", "x", "99999999", "-1"])
def test_what_is_no_link_cannot_be_revoked(owner_client: Client, episode: Episode, wrong: str) -> None:
    assert owner_client.post(SHARING, {"revoke": wrong}).status_code == 404


def test_the_list_is_for_whoever_has_a_plan(client: Client, owner_client: Client) -> None:
    assert client.get(SHARING)["Location"].startswith("/accounts/login/")
    assert owner_client.get(SHARING)["Location"] == "/start/"
    assert owner_client.delete(SHARING).status_code == 405


def test_a_guest_shares_too_and_the_links_stay_when_the_plan_is_kept(
    guest: Client, owner: Person, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOW, tick=False)
    episode = begin()
    path = address(ask(guest_with(guest, episode), Share.HELPER)[0])
    guest.force_login(owner)
    assert Episode.objects.get().owner == owner
    assert Client().get(path).status_code == 200
    assert "Ruth" in guest.get(SHARING).text


@pytest.mark.parametrize("wrong", [{"kind": "spy"}, {"label": ""}, {"label": "SELF"}, {"expires_at": NOW}])
def test_the_database_refuses_what_no_link_can_be(episode: Episode, wrong: dict[str, Any]) -> None:
    link(episode)
    with pytest.raises(IntegrityError), transaction.atomic():
        episode.shares.update(**wrong)


# --- the scope of each link


@pytest.mark.parametrize("sent", SENT)
@pytest.mark.parametrize("kind", [Share.HELPER, Share.CLINICIAN])
def test_a_link_opens_what_it_is_for_and_nothing_else(episode: Episode, kind: str, sent: str) -> None:
    path, (fields, writes) = link(episode, kind), SENT[sent]
    response = send(path, **fields)
    if kind == Share.CLINICIAN:
        assert (response.status_code, written(episode)) == (405, [])
    elif writes is None:
        assert (response.status_code, written(episode)) == (404, [])
    else:
        assert response.status_code == 200
        assert [(entry.kind, entry.by, entry.at) for entry in written(episode)] == [(writes, "Ruth", NOW)]


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
@pytest.mark.parametrize("kind", [Share.HELPER, Share.CLINICIAN])
def test_there_is_no_other_way_to_ask(episode: Episode, kind: str, method: str) -> None:
    assert getattr(Client(), method)(link(episode, kind)).status_code == 405


@pytest.mark.parametrize("kind", [Share.HELPER, Share.CLINICIAN])
@pytest.mark.parametrize("page", ["/today/", "/log/", "/report/", "/report.json", SHARING, "/settings/"])
def test_a_link_opens_no_page_of_the_person(episode: Episode, kind: str, page: str) -> None:
    client = Client()
    client.get(link(episode, kind))
    assert client.get(page)["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize(
    ("kind", "sees", "not_seen"),
    [
        (Share.HELPER, ["Ice, 20 minutes", "Start a timer", 'name="minutes" value="15"'], ["Pain", "How I feel"]),
        (Share.CLINICIAN, ["notes for the clinician", "Pain 5 of 10", "Logged by the patient."], ["<button", "<form"]),
    ],
)
@pytest.mark.parametrize("notes", [True, False])
def test_what_each_sees(noted: Episode, kind: str, sees: list[str], not_seen: list[str], notes: bool) -> None:
    page = Client().get(link(noted, kind, notes=notes)).text
    assert [told for told in sees if told not in page] == []
    assert [told for told in not_seen if told in page] == []
    assert (NOTE in page) == notes
    assert "owner@example.com" not in page


def test_a_helper_cannot_tell_a_pain_or_another_time_with_a_walk(episode: Episode) -> None:
    send(link(episode), kind="walk", minutes="3", pain_after="9", when="60", stopped="on", by="self")
    [walk] = written(episode)
    assert isinstance(walk, facts.Walk)
    assert (walk.pain_after, walk.finished, walk.at, walk.by) == (None, True, NOW, "Ruth")


@pytest.mark.parametrize("wrong", [{"minutes": "0"}, {"minutes": ""}, {"minutes": "x"}, {"minutes": "3", "id": "x"}])
def test_what_is_not_filled_in_writes_nothing(episode: Episode, wrong: dict[str, str]) -> None:
    assert send(link(episode), kind="walk", **wrong).status_code == 200
    assert written(episode) == []


# --- helping


def test_a_helper_starts_and_ends_a_timer_once_however_often_it_is_tapped(
    episode: Episode, time_machine: TimeMachineFixture
) -> None:
    path, entry_id = link(episode), str(uuid4())
    for _tap in range(2):
        page = send(path, kind="started", item="cold", id=entry_id).text
    assert "Ice is on" in page
    assert "it makes it worse" not in page
    assert "Take the ice off now." in page  # when to stop
    time_machine.shift(timedelta(minutes=12))
    ends = {"kind": "cold", "ends": "1", "started": entry_id, "id": str(uuid4())}
    for _tap in range(2):
        send(path, **ends)
    assert "That timer has ended already." in send(path, **ends | {"id": str(uuid4())}).text
    started, cold = sorted(written(episode), key=lambda entry: entry.entered_at)
    assert isinstance(cold, facts.Cold)
    assert (started.by, cold.by, cold.minutes, str(cold.started)) == ("Ruth", "Ruth", 12, entry_id)


def test_what_may_not_start_yet_is_told_with_its_reason(episode: Episode) -> None:
    page = send(link(episode), kind="started", item="heat").text
    assert "Wed 21:30" in page.split('class="toast"')[1]
    assert written(episode) == []


def test_a_second_tap_makes_no_second_walk_and_a_used_id_says_so(episode: Episode) -> None:
    path, walk = link(episode), {"kind": "walk", "id": str(uuid4())}
    for _tap in range(2):
        assert "Walk saved" in send(path, minutes="3", **walk).text
    assert "saved already" in send(path, minutes="10", **walk).text
    assert len(written(episode)) == 1


def test_an_id_of_somebody_else_is_not_found(episode: Episode, stranger: Person) -> None:
    walk = write(begin(stranger), "walk", minutes=3)
    assert send(link(episode), kind="walk", minutes="3", id=str(walk.id)).status_code == 404
    assert written(episode) == []


def test_a_helper_takes_back_their_own_tap_and_no_other(episode: Episode) -> None:
    own, theirs = write(episode, "drink", ml=100), link(episode)
    page = send(theirs, kind="walk", minutes="3").text
    undo = page.split('class="toast"')[1]
    assert 'action="./"' in undo
    fields: dict[str, Any] = dict(re.findall(r'name="(\w+)" value="([^"]+)"', undo))
    assert "Taken back" in send(theirs, **fields).text
    assert sorted(entry.by for entry in written(episode)) == ["Ruth", "Ruth", "self"]
    assert send(theirs, kind="undo", entry=str(own.id)).status_code == 404
    assert standing(episode) == [own.id]


def test_the_person_sees_who_logged_it(owner_client: Client, episode: Episode) -> None:
    send(link(episode, label="Ruth <3"), kind="walk", minutes="3")
    assert escape("Ruth <3") in owner_client.get("/log/").text
    assert "Walk saved" not in owner_client.get("/today/").text


def test_htmx_gets_the_fragment_it_asks_for_and_a_whole_page_where_none_is(episode: Episode) -> None:
    path = link(episode)
    page = Client().get(path, headers=HTMX_TODAY)
    assert page.text.strip().startswith('<div class="today-page" id="today"')
    saved = Client().post(path, {"kind": "walk", "minutes": "3", "id": str(uuid4())}, headers=HTMX_TODAY, follow=True)
    assert "Walk saved" in saved.text
    Share.objects.update(revoked_at=NOW)
    gone = Client().get(path, headers=HTMX_TODAY)
    assert (gone.status_code, gone["HX-Refresh"]) == (404, "true")


def test_a_timer_renews_the_page_of_a_helper_without_script(episode: Episode) -> None:
    path = link(episode)
    send(path, kind="started", item="cold")
    assert Client().get(path)["Refresh"] == str(20 * 60 + 1)


def test_a_helper_on_a_phone_with_its_own_plan_sees_only_the_shared_one(
    episode: Episode, stranger: Person, stranger_client: Client
) -> None:
    own = begin(stranger)
    write(own, "started", item="cold")
    assert "Ice is on" not in stranger_client.get(link(episode)).text
    stranger_client.post(link(episode), {"kind": "drink", "ml": "200", "id": str(uuid4())})
    assert (kinds(own), kinds(episode)) == (["started"], ["drink"])


# --- an emergency outranks


@pytest.mark.parametrize("kind", [Share.HELPER, Share.CLINICIAN])
@pytest.mark.parametrize("headers", [{}, HTMX_TODAY], ids=["page", "htmx"])
def test_behind_an_alert_both_see_the_alert_and_nothing_of_the_plan(
    episode: Episode, kind: str, headers: dict[str, str]
) -> None:
    path = link(episode, kind)
    write(episode, "check_in", flags=["E1"], screened=True)
    walk = {"kind": "walk", "minutes": "3", "id": str(uuid4())}
    for response in (Client().get(path, headers=headers), Client().post(path, walk, headers=headers)):
        assert "Now I am numb between my legs." in response.text
        assert 'href="tel:999"' in response.text
        assert not re.search(r'data-rule|class="(ring|now|rhythm|report)"|<form', response.text)
        assert response.headers.get("HX-Refresh", "") == ("true" if headers else "")
    assert kinds(episode) == ["check_in"]


@pytest.mark.parametrize("kind", [Share.HELPER, Share.CLINICIAN])
@pytest.mark.parametrize("cleared", [True, False], ids=["ask_first", "not_for_you"])
def test_any_other_closed_gate_says_whom_to_ask(
    owner: Person, time_machine: TimeMachineFixture, kind: str, cleared: bool
) -> None:
    time_machine.move_to(NOW, tick=False)
    episode = begin(owner, birth_year=None if cleared else 2012)
    if cleared:
        write(episode, "check_in", NOW - timedelta(hours=1), flags=["E1"], screened=True)
        write(episode, "cleared", NOW - timedelta(minutes=50), because="professional")
    page = Client().get(link(episode, kind)).text
    assert "The plan waits" in page
    assert not re.search(r"data-rule|<form", page)


def test_a_same_day_flag_is_told_without_its_buttons(episode: Episode) -> None:
    write(episode, "check_in", pain=5, flags=["S3"], screened=True)
    page = Client().get(link(episode)).text
    assert "Speak to a doctor today." in page
    assert "I was seen" not in page


# --- the secret


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Callable[[], str]:
    """All that was logged so far."""
    caplog.set_level(logging.DEBUG)
    return lambda: caplog.text


def test_every_miss_looks_the_same(episode: Episode, time_machine: TimeMachineFixture) -> None:
    revoked, old = link(episode), link(episode, days=1)
    episode.shares.filter(expires_at=NOW + timedelta(days=14)).update(revoked_at=NOW)
    time_machine.shift(timedelta(days=2))
    pages = [Client().get(path) for path in (revoked, old, "/with/unknown/", "/with/%FF%00/")]
    assert {page.status_code for page in pages} == {404}
    assert len({re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.text) for page in pages}) == 1
    assert {page["Referrer-Policy"] for page in pages} == {"no-referrer"}


@pytest.mark.parametrize("kind", [Share.HELPER, Share.CLINICIAN])
def test_the_secret_stands_in_no_title_no_link_and_no_log_line(
    episode: Episode, kind: str, lines: Callable[[], str]
) -> None:
    path = link(episode, kind)
    secret = path.split("/")[2]
    pages = [Client().get(path), send(path, kind="walk", minutes="3"), Client().get(f"{path}more/")]
    Share.objects.update(revoked_at=NOW)
    for response in (*pages, Client().get(path), Client().put(path)):
        assert secret not in response.text
    assert "/with/…" in lines()
    assert secret not in lines()


@pytest.mark.parametrize("name", ["django.request", "gunicorn.error", "of.anybody"])
def test_no_logger_tells_the_secret(lines: Callable[[], str], name: str) -> None:
    logging.getLogger(name).warning('"%s" %s', "GET /with/secret/?saved=1 HTTP/1.1", 404)
    logging.getLogger(name).warning("Not Found: %s", "/today/")
    assert '"GET /with/… HTTP/1.1" 404' in lines()
    assert "Not Found: /today/" in lines()


@pytest.mark.parametrize("kind", [Share.HELPER, Share.CLINICIAN])
def test_the_page_is_not_indexed_not_stored_and_tells_no_referrer(episode: Episode, kind: str) -> None:
    for response in (Client().get(link(episode, kind)), Client().get("/with/unknown/"), Client().put("/with/x/")):
        assert response["Referrer-Policy"] == "no-referrer"
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert response["Cache-Control"] == "private, no-store"
    assert Client().get("/help/")["Referrer-Policy"] == "same-origin"


def test_guesses_are_limited_and_hits_do_not_count(episode: Episode, time_machine: TimeMachineFixture) -> None:
    path = link(episode)
    for guess in range(MOST_MISSES):
        assert Client().get(path).status_code == 200
        assert Client().get(f"/with/guess{guess}/").status_code == 404
    for tried in ("/with/guess/", path):
        assert Client().get(tried).status_code == 429
    assert Client(REMOTE_ADDR="192.0.2.7").get(path).status_code == 200
    time_machine.shift(timedelta(hours=1))
    assert Client().get(path).status_code == 200
