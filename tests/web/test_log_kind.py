"""Adding an entry by a form or by one tap: once, also when it is sent again, and only to the own journal."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from recovery.models import Entry, Episode, Person
from recovery.plan.entries import Cold, Drink, Walk, dump
from recovery.store import journal, owners
from tests.web.stage import ANSWERS, HTMX_SHEET, HTMX_TODAY, NOW, begin, filled, kinds, standing, write, written

pytestmark = pytest.mark.django_db

FORMS = list(ANSWERS)
TAPS: dict[str, dict[str, str]] = {
    "started": {"item": "cold"},
    "worse": {"item": "walk"},
    "cleared": {"because": "professional"},
}


def tap(kind: str) -> dict[str, str]:
    return {"id": str(uuid4())} | TAPS[kind]


@pytest.mark.parametrize("kind", FORMS)
def test_each_kind_has_a_form(owner_client: Client, episode: Episode, kind: str) -> None:
    page = owner_client.get(f"/log/{kind}/").text
    assert f'method="post" action="/log/{kind}/"' in page
    assert page.count('type="submit"') <= 2
    assert kinds(episode) == []


@pytest.mark.parametrize("kind", FORMS)
def test_a_form_writes_one_entry_about_now(owner_client: Client, episode: Episode, kind: str) -> None:
    answers = filled(kind)
    response = owner_client.post(f"/log/{kind}/", answers)
    assert response["Location"] == f"/today/?saved={answers['id']}"
    [entry] = written(episode)
    assert (entry.kind, str(entry.id), entry.at, entry.entered_at, entry.by) == (kind, answers["id"], NOW, NOW, "self")


def test_each_answer_of_a_check_in_is_written(owner_client: Client, episode: Episode) -> None:
    answers = {"spasm": "lots", "stiffness": "some", "leg": "same", "can_walk": "a_few_steps", "slept": "badly"}
    more = {
        "limits": "yes",
        "no_walk": "on",
        "fluids_lost": "on",
        "sudden": "on",
        "temperature_c": "36.8",
        "note": "ow",
        "longest_walk": "4",
    }
    owner_client.post("/log/check_in/", filled("check_in", **answers | more, week=["D1", "D5"]))
    [entry] = written(episode)
    told = {name: value for name, value in dump(entry).items() if name not in ("id", "at", "entered_at")}
    assert told == {"kind": "check_in", "by": "self", "pain": 5, "flags": ["D1", "D5"], "screened": True} | answers | {
        "limits": True, "walked": False, "fluids_lost": True, "sudden": True, "temperature_c": 36.8, "note": "ow",
        "longest_walk": 4,
    }  # fmt: skip


def test_a_walk_that_had_to_stop_is_not_finished(owner_client: Client, episode: Episode) -> None:
    owner_client.post("/log/walk/", filled("walk", stopped="on", pain_hour_later="7"))
    [walk] = written(episode)
    assert isinstance(walk, Walk)
    assert (walk.finished, walk.pain_hour_later) == (False, 7)


@pytest.mark.parametrize("kind", FORMS)
def test_a_form_sent_again_seconds_later_writes_no_second_entry(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture, kind: str
) -> None:
    answers = filled(kind)
    first = owner_client.post(f"/log/{kind}/", answers)
    time_machine.shift(7)
    assert owner_client.post(f"/log/{kind}/", answers)["Location"] == first["Location"]
    assert len(written(episode)) == 1


@pytest.mark.parametrize("kind", TAPS)
def test_a_button_tapped_again_seconds_later_writes_no_second_entry(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture, kind: str
) -> None:
    answers = tap(kind)
    for _ in range(2):
        assert owner_client.post(f"/log/{kind}/", answers)["Location"] == f"/today/?saved={answers['id']}"
        time_machine.shift(3)
    assert kinds(episode) == [kind]


def test_two_taps_at_once_write_one_entry(
    owner_client: Client, episode: Episode, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers, read = tap("started"), owners.open_journal
    before = (episode, journal.read(episode))
    owner_client.post("/log/started/", answers)
    looks = iter([before])  # what the page read before the other tap was written
    monkeypatch.setattr(owners, "open_journal", lambda request: next(looks, None) or read(request))
    assert owner_client.post("/log/started/", answers)["Location"] == f"/today/?saved={answers['id']}"
    assert next(looks, None) is None
    assert kinds(episode) == ["started"]


def test_other_answers_under_the_same_id_are_refused(owner_client: Client, episode: Episode) -> None:
    answers = filled("drink")
    owner_client.post("/log/drink/", answers)
    page = owner_client.post("/log/drink/", answers | {"ml": "330"})
    assert "This was saved already. To change it, open it in your log." in page.text
    assert owner_client.post("/log/walk/", filled("walk", id=answers["id"])).status_code == 200
    [drink] = written(episode)
    assert isinstance(drink, Drink)
    assert drink.ml == 200


def test_another_tap_under_the_same_id_is_refused(owner_client: Client, episode: Episode) -> None:
    answers = tap("worse")
    owner_client.post("/log/worse/", answers)
    response = owner_client.post("/log/worse/", answers | {"item": "cold"}, follow=True)
    assert "This was saved already." in response.text
    assert kinds(episode) == ["worse"]


@pytest.mark.parametrize("kind", [*FORMS, *TAPS])
def test_an_id_from_another_journal_is_not_found(
    stranger_client: Client, stranger: Person, episode: Episode, kind: str
) -> None:
    mine, theirs = begin(stranger), write(episode, "drink", ml=200)
    answers = (filled(kind) if kind in FORMS else tap(kind)) | {"id": str(theirs.id)}
    assert stranger_client.post(f"/log/{kind}/", answers).status_code == 404
    assert kinds(mine) == []
    assert written(episode) == [theirs]


@pytest.mark.parametrize("kind", [*FORMS, *TAPS])
def test_only_get_and_post_are_allowed(owner_client: Client, episode: Episode, kind: str) -> None:
    assert owner_client.put(f"/log/{kind}/").status_code == 405
    assert owner_client.delete(f"/log/{kind}/").status_code == 405


@pytest.mark.parametrize("kind", ["about", "onset", "withdrawn", "nothing"])
def test_kinds_that_are_written_elsewhere_have_no_page(owner_client: Client, episode: Episode, kind: str) -> None:
    assert owner_client.get(f"/log/{kind}/").status_code == 404
    assert owner_client.post(f"/log/{kind}/", tap("started")).status_code == 404


@pytest.mark.parametrize("kind", [*FORMS, *TAPS])
def test_a_signed_out_visitor_logs_in_and_a_person_without_a_plan_starts(
    client: Client, owner_client: Client, kind: str
) -> None:
    assert client.get(f"/log/{kind}/")["Location"] == f"/accounts/login/?next=/log/{kind}/"
    assert client.post(f"/log/{kind}/", {})["Location"] == f"/accounts/login/?next=/log/{kind}/"
    assert owner_client.get(f"/log/{kind}/")["Location"] == "/start/"
    assert not Entry.objects.exists()


WRONG = [
    ("walk", "minutes", "", "Write a number."),
    ("walk", "minutes", "0", "Write 1 or more."),
    ("walk", "minutes", "601", "Write 600 or less."),
    ("walk", "minutes", "-3", "Write 1 or more."),
    ("walk", "minutes", "2.5", "Write a whole number."),
    ("walk", "minutes", "nan", "Write a whole number."),
    ("walk", "where", "moon", "Select a valid choice."),
    ("walk", "pain_before", "11", "Write 10 or less."),
    ("walk", "pain_after", "-1", "Write 0 or more."),
    ("walk", "pain_hour_later", "x", "Write a whole number."),
    ("cold", "skin", "blue", "Select a valid choice."),
    ("heat", "minutes", "x", "Write a whole number."),
    ("rest", "position", "upside down", "Select a valid choice."),
    ("legs_up", "minutes", "", "Write a number."),
    ("breathing", "minutes", "", "Write a number."),
    ("massage", "minutes", "", "Write a number."),
    ("stretch", "pain_before", "11", "Write 10 or less."),
    ("stretch", "pain_after", "11", "Write 10 or less."),
    ("drink", "ml", "0", "Write 1 or more."),
    ("drink", "ml", "5001", "Write 5000 or less."),
    ("medicine", "name", "", "Choose one."),
    ("medicine", "name", "opium", "Select a valid choice."),
    ("medicine", "mg", "20001", "Write 20000 or less."),
    ("medicine", "mg", "nan", "Write a number."),
    ("medicine", "note", "x" * 2001, "Ensure this value has at most 2000 characters"),
    ("check_in", "pain", "", "Choose a number."),
    ("check_in", "pain", "11", "Select a valid choice."),
    ("check_in", "spasm", "some day", "Select a valid choice."),
    ("check_in", "stiffness", "very", "Select a valid choice."),
    ("check_in", "leg", "third", "Select a valid choice."),
    ("check_in", "screen", [], "Tick what you have, or tap “None of these”."),
    ("check_in", "screen", ["E99"], "Select a valid choice."),
    ("check_in", "can_walk", "maybe", "Select a valid choice."),
    ("check_in", "slept", "long", "Select a valid choice."),
    ("check_in", "limits", "maybe", "Select a valid choice."),
    ("check_in", "temperature_c", "29", "Write 30 or more."),
    ("check_in", "temperature_c", "inf", "Write a number."),
    ("check_in", "note", "x" * 2001, "Ensure this value has at most 2000 characters"),
    ("drink", "when", "", "This field is required."),
    ("drink", "when", "-15", "Select a valid choice."),
]


@pytest.mark.parametrize(("kind", "field", "value", "sentence"), WRONG)
def test_a_wrong_answer_shows_its_error_and_writes_nothing(
    owner_client: Client, episode: Episode, kind: str, field: str, value: Any, sentence: str
) -> None:
    response = owner_client.post(f"/log/{kind}/", filled(kind) | {field: value})
    assert response.status_code == 200
    beside = response.text.split(f'id="id_{field}_error"')[1].split("</p>")[0]
    assert sentence in beside
    assert 'role="alert"' in response.text
    assert kinds(episode) == []


@pytest.mark.parametrize("bad", ["", "x", "1"])
def test_a_form_without_a_valid_id_writes_nothing(owner_client: Client, episode: Episode, bad: str) -> None:
    assert owner_client.post("/log/drink/", filled("drink", id=bad)).status_code == 200
    for kind in TAPS:
        assert owner_client.post(f"/log/{kind}/", tap(kind) | {"id": bad})["Location"] == "/today/"
    assert kinds(episode) == []


# --- when it happened


def pick(text: str, **more: str) -> dict[str, Any]:
    return filled("drink", when="pick", pick=text, **more)


@pytest.mark.parametrize(("ago", "minutes"), [("0", 0), ("15", 15), ("30", 30), ("60", 60)])
def test_some_minutes_ago_is_counted_from_now(owner_client: Client, episode: Episode, ago: str, minutes: int) -> None:
    owner_client.post("/log/drink/", filled("drink", when=ago))
    assert written(episode)[0].at == NOW - timedelta(minutes=minutes)


def test_a_picked_time_is_read_in_the_time_zone_of_the_person(
    owner_client: Client, owner: Person, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOW)
    episode = begin(owner, zone="Asia/Kolkata")
    owner_client.post("/log/drink/", pick("2026-12-07T14:45"))
    assert written(episode)[0].at == datetime(2026, 12, 7, 9, 15, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Pick a day and a time."),
        ("soon", "Enter a valid date/time."),
        ("2026-12-07T10:06", "This time has not come yet."),
        ("2027-12-07T10:00", "This time has not come yet."),
        ("0001-01-01T00:00", "Check the year."),
        ("9999-12-31T23:59", "Check the year."),
        ("2026-03-29T01:30", "The clocks went forward then, so this time did not exist."),
    ],
)
def test_an_impossible_time_is_refused(owner_client: Client, episode: Episode, text: str, sentence: str) -> None:
    response = owner_client.post("/log/drink/", pick(text))
    assert response.status_code == 200
    assert sentence in response.text.split('id="id_pick_error"')[1].split("</p>")[0]
    assert kinds(episode) == []


def test_a_phone_clock_may_be_five_minutes_fast(owner_client: Client, episode: Episode) -> None:
    owner_client.post("/log/drink/", pick("2026-12-07T10:05"))
    assert kinds(episode) == ["drink"]


@pytest.mark.parametrize(("which", "hour"), [("0", 0), ("1", 1)])
def test_both_hours_of_a_clock_change_can_be_picked(
    owner_client: Client, owner: Person, time_machine: TimeMachineFixture, which: str, hour: int
) -> None:
    time_machine.move_to(datetime(2026, 10, 25, 9, tzinfo=UTC))
    episode = begin(owner, onset=datetime(2026, 10, 24, 20, tzinfo=UTC))
    answers = pick("2026-10-25T01:30")
    asked = owner_client.post("/log/drink/", answers).text
    assert "This time came twice. Choose the first or the second." in asked
    assert 'name="which"' in asked
    owner_client.post("/log/drink/", answers | {"which": which})
    assert written(episode)[0].at == datetime(2026, 10, 25, hour, 30, tzinfo=UTC)


# --- by htmx


def test_htmx_gets_only_the_form_and_its_errors(owner_client: Client, episode: Episode) -> None:
    opened = owner_client.get("/log/walk/", headers=HTMX_SHEET).text
    wrong = owner_client.post("/log/walk/", filled("walk", minutes=""), headers=HTMX_SHEET)
    for text in (opened, wrong.text):
        assert text.strip().startswith('<section class="sheet"')
        assert "<html" not in text
    assert wrong.status_code == 200
    assert "Write a number." in wrong.text


def test_htmx_gets_today_with_a_toast_after_saving(owner_client: Client, episode: Episode) -> None:
    response = owner_client.post("/log/walk/", filled("walk"), headers=HTMX_SHEET, follow=True)
    assert 'hx-swap-oob="outerMorph"' in response.text
    assert "Walk saved" in response.text
    assert "<html" not in response.text


def test_a_drink_is_logged_by_one_tap_on_today(owner_client: Client, episode: Episode) -> None:
    response = owner_client.post("/log/drink/", filled("drink"), headers=HTMX_TODAY, follow=True)
    assert "Drink saved" in response.text
    assert 'name="action" value="undo"' in response.text
    assert kinds(episode) == ["drink"]


# --- sessions


def test_ice_within_its_gap_is_refused_with_the_time_it_opens(owner_client: Client, episode: Episode) -> None:
    write(episode, "cold", NOW - timedelta(minutes=30), minutes=20)
    response = owner_client.post("/log/started/", tap("started"), follow=True)
    assert "Your skin needs a pause. You can start again at 10:30 today." in response.text
    assert kinds(episode) == ["cold"]


def test_warmth_before_72_hours_is_refused(owner_client: Client, episode: Episode) -> None:
    response = owner_client.post("/log/started/", tap("started") | {"item": "heat"}, headers=HTMX_TODAY, follow=True)
    assert "Warmth opens after 72 hours: Wed 21:30." in response.text
    assert kinds(episode) == []


@pytest.mark.parametrize(("seconds", "minutes"), [(20, 1), (12 * 60 + 29, 12), (20 * 60, 20), (33 * 60, 33)])
def test_the_end_of_a_timer_writes_the_minutes_that_passed(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture, seconds: int, minutes: int
) -> None:
    started = tap("started")
    owner_client.post("/log/started/", started)
    time_machine.shift(seconds)
    end = {"id": str(uuid4()), "started": started["id"], "ends": "1"}
    for _ in range(2):
        assert owner_client.post("/log/cold/", end)["Location"] == f"/log/{end['id']}/?after=1"
        time_machine.shift(2)
    [cold] = [entry for entry in written(episode) if isinstance(entry, Cold)]
    assert (cold.at, cold.minutes, str(cold.started)) == (NOW, minutes, started["id"])


@pytest.mark.parametrize("kind", ["cold", "rest"])
def test_each_of_two_timers_can_be_ended(owner_client: Client, episode: Episode, kind: str) -> None:
    """Two phones began them, one of them without signal."""
    began = {"cold": NOW - timedelta(minutes=2), "rest": NOW - timedelta(minutes=1)}
    begun = {item: write(episode, "started", at, item=item) for item, at in began.items()}
    owner_client.post(f"/log/{kind}/", {"id": str(uuid4()), "started": str(begun[kind].id), "ends": "1"})
    assert sorted(kinds(episode)) == sorted(["started", "started", kind])


def test_the_end_of_ice_asks_about_the_skin(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    started = tap("started")
    owner_client.post("/log/started/", started)
    time_machine.shift(20 * 60)
    end = {"id": str(uuid4()), "started": started["id"], "ends": "1"}
    page = owner_client.post("/log/cold/", end, follow=True)
    assert "How is your skin?" in page.text
    answer = filled("cold", skin="numb", started=started["id"])
    assert owner_client.post(page.context["action"], answer)["Location"] == f"/today/?saved={answer['id']}"
    cold = [entry for entry in written(episode) if isinstance(entry, Cold) and entry.id in standing(episode)]
    assert [entry.skin for entry in cold] == ["numb"]


def test_a_year_before_1902_is_refused(owner_client: Client, episode: Episode) -> None:
    page = owner_client.post("/log/drink/", filled("drink", when="pick", pick="1901-01-01T00:00")).text
    assert "Check the year." in page
    assert kinds(episode) == []


@pytest.mark.parametrize("item", ["cold", "walk", "rest", "legs_up", "breathing"])
def test_one_tap_ends_a_timer_and_notes_that_it_made_it_worse(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture, item: str
) -> None:
    started = write(episode, "started", item=item)
    time_machine.shift(timedelta(minutes=3))
    stop = {"id": str(uuid4()), "started": str(started.id), "ends": "1", "worse": "1"}
    for _tap in range(2):
        owner_client.post(f"/log/{item}/", stop)
        time_machine.shift(2)
    assert kinds(episode) == ["started", item, "worse"]
    day = owner_client.get("/plan/2026-12-07/").text
    assert ("You said this made it worse" in day) == (item != "walk")  # walks get easier instead


def test_undo_also_withdraws_that_it_made_it_worse(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    started = write(episode, "started", item="rest")
    time_machine.shift(timedelta(minutes=3))
    stop = {"id": str(uuid4()), "started": str(started.id), "ends": "1", "worse": "1"}
    owner_client.post("/log/rest/", stop)
    owner_client.post(f"/log/{stop['id']}/", {"action": "undo", "id": str(uuid4())})
    assert standing(episode) == [started.id]


def test_the_page_after_ice_can_note_that_it_made_it_worse(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    ice = write(episode, "cold", NOW - timedelta(minutes=20), minutes=20)
    assert "Save: it made it worse" in owner_client.get(f"/log/{ice.id}/?after=1").text
    owner_client.post(f"/log/{ice.id}/?after=1", filled("cold", skin="marked", worse="1"))
    assert kinds(episode).count("worse") == 1
    assert "Wait until your skin looks and feels normal." in owner_client.get("/plan/2026-12-07/").text


def test_a_timer_ended_in_one_window_is_not_ended_again_in_another(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    started = tap("started")
    owner_client.post("/log/started/", started)
    time_machine.shift(600)
    first, second = ({"id": str(uuid4()), "started": started["id"], "ends": "1"} for _ in range(2))
    assert owner_client.post("/log/cold/", first)["Location"] == f"/log/{first['id']}/?after=1"
    refused = (
        owner_client.post("/log/cold/", second, follow=True).text.partition('class="toast"')[2].partition("</p>")[0]
    )
    assert "You logged this at 10:10." in refused
    assert "#check" not in refused  # nothing was saved
    assert sorted(kinds(episode)) == ["cold", "started"]


@pytest.mark.parametrize("started", ["", "x", str(uuid4())])
def test_a_timer_that_does_not_run_cannot_be_ended(owner_client: Client, episode: Episode, started: str) -> None:
    end = {"id": str(uuid4()), "started": started, "ends": "1"}
    assert "That timer has ended already." in owner_client.post("/log/cold/", end, follow=True).text
    assert kinds(episode) == []


@pytest.mark.parametrize(
    ("tapped", "minutes"),
    [(20 * 60, 20), (-60, 1), (31 * 60, 30), ("", 30), ("10:20", 30), ("2026-12-07T10:20:00", 30)],
)
def test_a_timer_ended_during_an_outage_ended_at_the_tap(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture, tapped: int | str, minutes: int
) -> None:
    started = write(episode, "started", item="cold")
    time_machine.shift(30 * 60)
    told = (NOW + timedelta(seconds=tapped)).isoformat() if isinstance(tapped, int) else tapped
    end = {"id": str(uuid4()), "started": str(started.id), "ends": "1", "tapped": told}
    owner_client.post("/log/cold/", end)
    assert [entry.minutes for entry in written(episode) if isinstance(entry, Cold)] == [minutes]


# --- which questions are asked


@pytest.fixture
def rows(owner_client: Client) -> Callable[[], set[str]]:
    """Return the levels of the red flags that the check-in asks now."""

    def asked() -> set[str]:
        page = owner_client.get("/log/check_in/").text
        return {level for level in "ESD" if f'value="{level}2"' in page}

    return asked


def test_a_check_in_asks_emergencies_always_same_day_signs_daily_and_others_weekly(
    owner_client: Client, episode: Episode, rows: Callable[[], set[str]], time_machine: TimeMachineFixture
) -> None:
    assert rows() == {"E", "S", "D"}
    owner_client.post("/log/check_in/", filled("check_in"))
    assert rows() == {"E"}
    time_machine.shift(timedelta(days=1))
    assert rows() == {"E", "S"}
    time_machine.shift(timedelta(days=2))
    owner_client.post("/log/check_in/", filled("check_in", screen=["none"]))
    time_machine.shift(timedelta(days=4))  # Day 8
    assert rows() == {"E", "S", "D"}


def test_the_longest_walk_is_required_after_days_without_logs(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    time_machine.shift(timedelta(days=6))
    page = owner_client.post("/log/check_in/", filled("check_in")).text
    assert "Write a number." in page.split('id="id_longest_walk_error"')[1].split("</p>")[0]
    owner_client.post("/log/check_in/", filled("check_in", longest_walk="4"))
    assert kinds(episode) == ["check_in"]
    assert "Your longest walk was 4 min." in owner_client.get("/today/").text
