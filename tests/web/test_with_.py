"""The page behind a secret link: it opens what the link is for, and nothing else."""

import logging
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils.formats import date_format
from django.utils.html import escape
from time_machine import TimeMachineFixture

from recovery.models import Episode, Person, Share
from recovery.plan.entries import Cold, Walk
from recovery.store.shares import RATE
from recovery.views.with_ import MOST_AN_HOUR
from tests.store.stage import together
from tests.web.links import SHARING, link, send
from tests.web.stage import HTMX_TODAY, NOW, begin, filled, kinds, standing, write, written

pytestmark = pytest.mark.django_db

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


@pytest.fixture
def noted(episode: Episode) -> Episode:
    """A plan with a note in its journal."""
    write(episode, "check_in", NOW - timedelta(minutes=30), pain=5, screened=True, note=NOTE)
    return episode


@pytest.mark.parametrize("sent", SENT)
@pytest.mark.parametrize("kind", [Share.HELPER, Share.CLINICIAN])
def test_a_link_opens_its_own_page_and_refuses_other_posts(episode: Episode, kind: str, sent: str) -> None:
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
def test_other_methods_are_refused(episode: Episode, kind: str, method: str) -> None:
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
        (Share.CLINICIAN, ["Low-back spasm, day", "Pain 5 of 10", "Logged by the patient."], ["<button", "<form"]),
    ],
)
@pytest.mark.parametrize("notes", [True, False])
def test_each_kind_of_link_shows_its_own_content(
    noted: Episode, kind: str, sees: list[str], not_seen: list[str], notes: bool
) -> None:
    page = Client().get(link(noted, kind, notes=notes)).text
    assert [told for told in sees if told not in page] == []
    assert [told for told in not_seen if told in page] == []
    assert (NOTE in page) == notes
    assert "owner@example.com" not in page


def test_a_helper_cannot_log_a_pain_or_another_time_with_a_walk(episode: Episode) -> None:
    send(link(episode), kind="walk", minutes="3", pain_after="9", when="60", stopped="on", by="self")
    [walk] = written(episode)
    assert isinstance(walk, Walk)
    assert (walk.pain_after, walk.finished, walk.at, walk.by) == (None, True, NOW, "Ruth")


@pytest.mark.parametrize("wrong", [{"minutes": "0"}, {"minutes": ""}, {"minutes": "x"}, {"minutes": "3", "id": "x"}])
def test_a_missing_answer_writes_nothing(episode: Episode, wrong: dict[str, str]) -> None:
    assert send(link(episode), kind="walk", **wrong).status_code == 200
    assert written(episode) == []


# --- helping


def test_the_page_tells_a_helper_whom_they_help_what_to_bring_and_whom_to_call(episode: Episode) -> None:
    write(episode, "walk", NOW - timedelta(minutes=5), minutes=3)
    page = Client().get(link(episode)).text
    told = [
        "Your taps are logged as <bdi>Ruth</bdi>.",
        "Bring the ice",
        "Ice is on: start timer",
        f"Open until {date_format(NOW + timedelta(days=14), 'j F')}, or until they end it.",
    ]
    assert [words for words in told if words not in page] == []
    assert re.search(r'<a class="signs-link" href="/help/"', page)
    assert re.search(r'href="/move/floor_helper/"', page)
    assert re.search(r'Walk\s*<span class="count">.*?1</span>', page)


def test_what_comes_next_is_told_to_a_helper(episode: Episode, time_machine: TimeMachineFixture) -> None:
    write(episode, "cold", NOW - timedelta(minutes=25), minutes=20)
    page = Client().get(link(episode)).text
    following = page.split('id="next"')[1].split("</div>")[0]
    assert "<a" not in following
    assert "Walk beside them" in following


def test_a_helper_starts_and_ends_a_timer_once_with_several_taps(
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
    assert "You logged this at 10:12." in send(path, **ends | {"id": str(uuid4())}).text
    started, cold = sorted(written(episode), key=lambda entry: entry.entered_at)
    assert isinstance(cold, Cold)
    assert (started.by, cold.by, cold.minutes, str(cold.started)) == ("Ruth", "Ruth", 12, entry_id)


def test_a_timer_that_may_not_start_yet_shows_the_reason(episode: Episode) -> None:
    page = send(link(episode), kind="started", item="heat").text
    assert "Wed 21:30" in page.split('class="toast"')[1]
    assert written(episode) == []


def test_a_second_tap_writes_no_second_walk_and_a_used_id_is_refused(episode: Episode) -> None:
    path, walk = link(episode), {"kind": "walk", "id": str(uuid4())}
    for _tap in range(2):
        assert "Walk saved" in send(path, minutes="3", **walk).text
    assert "saved already" in send(path, minutes="10", **walk).text
    assert len(written(episode)) == 1


def test_an_id_from_another_journal_is_not_found(episode: Episode, stranger: Person) -> None:
    walk = write(begin(stranger), "walk", minutes=3)
    assert send(link(episode), kind="walk", minutes="3", id=str(walk.id)).status_code == 404
    assert written(episode) == []


def test_a_helper_can_undo_only_their_own_entries(episode: Episode) -> None:
    own, theirs = write(episode, "drink", ml=100), link(episode)
    page = send(theirs, kind="walk", minutes="3").text
    undo = page.split('class="toast"')[1]
    assert 'action="./"' in undo
    fields: dict[str, Any] = dict(re.findall(r'name="(\w+)" value="([^"]+)"', undo))
    assert "Taken back" in send(theirs, **fields).text
    assert sorted(entry.by for entry in written(episode)) == ["Ruth", "Ruth", "self"]
    assert send(theirs, kind="undo", entry=str(own.id)).status_code == 404
    assert standing(episode) == [own.id]


def test_the_person_sees_the_label_of_the_helper(owner_client: Client, episode: Episode) -> None:
    send(link(episode, label="Ruth <3"), kind="walk", minutes="3")
    assert escape("Ruth <3") in owner_client.get("/log/").text
    assert "Walk saved" not in owner_client.get("/today/").text


def test_htmx_gets_the_fragment_it_asks_for_or_else_the_whole_page(episode: Episode) -> None:
    path = link(episode)
    page = Client().get(path, headers=HTMX_TODAY)
    assert page.text.strip().startswith('<div class="today-page" id="today"')
    saved = Client().post(path, {"kind": "walk", "minutes": "3", "id": str(uuid4())}, headers=HTMX_TODAY, follow=True)
    assert "Walk saved" in saved.text
    Share.objects.update(revoked_at=NOW)
    gone = Client().get(path, headers=HTMX_TODAY)
    assert (gone.status_code, gone["HX-Refresh"]) == (404, "true")


def test_a_timer_refreshes_the_page_of_a_helper_without_script(episode: Episode) -> None:
    path = link(episode)
    send(path, kind="started", item="cold")
    assert Client().get(path)["Refresh"] == str(20 * 60 + 1)


def test_a_helper_with_an_own_plan_sees_only_the_shared_one(
    episode: Episode, stranger: Person, stranger_client: Client
) -> None:
    own = begin(stranger)
    write(own, "started", item="cold")
    assert 'role="timer"' not in stranger_client.get(link(episode)).text
    stranger_client.post(link(episode), {"kind": "drink", "ml": "200", "id": str(uuid4())})
    assert (kinds(own), kinds(episode)) == (["started"], ["drink"])


# --- an emergency outranks


@pytest.mark.parametrize("kind", [Share.HELPER, Share.CLINICIAN])
@pytest.mark.parametrize("headers", [{}, HTMX_TODAY], ids=["page", "htmx"])
def test_an_alert_replaces_the_page_of_both_kinds_of_link(episode: Episode, kind: str, headers: dict[str, str]) -> None:
    path = link(episode, kind)
    write(episode, "check_in", flags=["E1"], screened=True)
    walk = {"kind": "walk", "minutes": "3", "id": str(uuid4())}
    for response in (Client().get(path, headers=headers), Client().post(path, walk, headers=headers)):
        assert "I am numb between my legs." in response.text
        assert 'href="tel:999"' in response.text
        assert not re.search(r'data-rule|class="(ring|now|rhythm|report)"|<form', response.text)
        assert response.headers.get("HX-Refresh", "") == ("true" if headers else "")
    assert kinds(episode) == ["check_in"]


@pytest.mark.parametrize("kind", [Share.HELPER, Share.CLINICIAN])
@pytest.mark.parametrize("cleared", [True, False], ids=["ask_first", "not_for_you"])
def test_another_closed_gate_says_whom_to_ask(
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


def test_a_same_day_flag_is_shown_without_its_buttons(episode: Episode) -> None:
    write(episode, "check_in", pain=5, flags=["S3"], screened=True)
    page = Client().get(link(episode)).text
    assert "Speak to a doctor today." in page
    assert "I was seen" not in page


# --- the secret


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Callable[[], str]:
    """Return all log lines so far."""
    caplog.set_level(logging.DEBUG)
    return lambda: caplog.text


def test_an_unknown_an_expired_and_a_revoked_link_look_the_same(
    episode: Episode, time_machine: TimeMachineFixture
) -> None:
    revoked, old = link(episode), link(episode, days=1)
    episode.shares.filter(expires_at=NOW + timedelta(days=14)).update(revoked_at=NOW)
    time_machine.shift(timedelta(days=2))
    pages = [Client().get(path) for path in (revoked, old, "/with/unknown/", "/with/%FF%00/")]
    assert {page.status_code for page in pages} == {404}
    assert len({re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.text) for page in pages}) == 1
    assert {page["Referrer-Policy"] for page in pages} == {"no-referrer"}


@pytest.mark.parametrize("kind", [Share.HELPER, Share.CLINICIAN])
def test_the_secret_is_in_no_title_no_link_and_no_log_line(
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
def test_no_logger_writes_the_secret(lines: Callable[[], str], name: str) -> None:
    logging.getLogger(name).warning('"%s" %s', "GET /with/secret/?saved=1 HTTP/1.1", 404)
    logging.getLogger(name).warning("Not Found: %s", "/today/")
    assert '"GET /with/… HTTP/1.1" 404' in lines()
    assert "Not Found: /today/" in lines()


@pytest.mark.parametrize("kind", [Share.HELPER, Share.CLINICIAN])
def test_the_page_is_not_indexed_not_stored_and_sends_no_referrer(episode: Episode, kind: str) -> None:
    for response in (Client().get(link(episode, kind)), Client().get("/with/unknown/"), Client().put("/with/x/")):
        assert response["Referrer-Policy"] == "no-referrer"
        assert response["X-Robots-Tag"] == "noindex, nofollow"
        assert response["Cache-Control"] == "private, no-store"
    assert Client().get("/help/")["Referrer-Policy"] == "same-origin"


def test_wrong_secrets_are_limited_and_right_ones_are_not_counted(
    episode: Episode, time_machine: TimeMachineFixture
) -> None:
    path = link(episode)
    for guess in range(RATE.amount):
        assert Client().get(path).status_code == 200
        assert Client().get(f"/with/guess{guess}/").status_code == 404
    for tried in ("/with/guess/", path):
        assert Client().get(tried).status_code == 429
    assert Client(REMOTE_ADDR="192.0.2.7").get(path).status_code == 200
    time_machine.shift(timedelta(hours=1))
    assert Client().get(path).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_of_200_guesses_at_once_30_are_looked_at(episode: Episode) -> None:
    def guess() -> list[int]:
        return [Client().get(f"/with/{uuid4()}/").status_code for _ in range(10)]

    found = [status for each in together(*[guess] * 20) if isinstance(each, list) for status in each]
    assert len(found) == 200
    assert set(found) == {404, 429}
    assert found.count(404) <= RATE.amount


# --- before the tap


def test_a_link_opens_a_bare_page_that_shows_nothing_until_it_is_tapped(episode: Episode) -> None:
    for kind in (Share.HELPER, Share.CLINICIAN):
        opened = link(episode, kind, label="Ruth")
        bare = opened.removesuffix("?open=1")
        text = Client().get(bare).text
        assert 'href="./?open=1"' in text
        assert "data-rule" not in text
        assert "Ruth" not in text
        assert Share.objects.filter(last_used_on=None).count() == 1
        assert Client().get(opened).text != text
        assert not Share.objects.filter(last_used_on=None).exists()


def test_a_preview_and_a_head_neither_show_nor_count(episode: Episode) -> None:
    opened = link(episode)
    assert Client().head(opened).status_code == 200
    for ahead in ({"Sec-Purpose": "prefetch;prerender"}, {"Purpose": "prefetch"}):
        assert "data-rule" not in Client().get(opened, headers=ahead).text
    assert Share.objects.get().last_used_on is None


def test_the_full_stop_of_a_sentence_behind_the_address_does_no_harm(episode: Episode) -> None:
    opened = link(episode)
    for end in (".", ",", ").", "!"):
        path = opened.replace("/?open", f"{end}/?open")
        assert Client().get(path).status_code == 200, end
        assert Client().get(path.replace("/?", "?"), follow=True).status_code == 200, end


# --- how much a helper can write


def test_a_helper_writes_as_much_as_a_busy_hour_holds_and_no_more(episode: Episode) -> None:
    path = link(episode)
    for _ in range(MOST_AN_HOUR):
        write(episode, "drink", ml=200, by="Ruth")
    assert send(path, kind="drink", ml="200").status_code == 429
    assert len(written(episode)) == MOST_AN_HOUR
    assert "data-rule" in Client().get(path).text


def test_a_helper_logs_no_walk_that_is_longer_than_any_of_the_plan(episode: Episode) -> None:
    path = link(episode)
    for minutes in ("600", "121"):
        send(path, kind="walk", minutes=minutes)
    assert kinds(episode) == []
