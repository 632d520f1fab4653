"""The worker sends what is due and still true: once, in time, and again only if it could not."""

from datetime import timedelta
from unittest.mock import Mock
from uuid import uuid4

import pytest
from django.db import DataError, InternalError, OperationalError
from time_machine import TimeMachineFixture

from recovery.models import Episode, Reminder, Subscription
from recovery.reminders.worker import Worker
from recovery.store import journal, sending
from recovery.store.reminders import again, renew
from tests.reminders.service import PushService
from tests.reminders.stage import MINUTE, drain, outcomes, rings_on, waiting, wishes, write
from tests.web.stage import NOW
from tests.web.stage import write as log

pytestmark = pytest.mark.django_db


def titles(service: PushService) -> list[str]:
    return [each.notification["title"] for each in service.taken]


def test_a_due_reminder_reaches_the_phone_signed_and_encrypted(
    ringing: Episode, service: PushService, worker: Worker, time_machine: TimeMachineFixture
) -> None:
    [(_, first), *_rest] = waiting(ringing)
    time_machine.move_to(first, tick=False)
    drain(worker)
    [taken] = service.taken
    assert taken.notification["title"] == "Your next steps are ready"
    assert taken.notification["navigate"] == "https://back.example/today/"
    assert taken.claims["aud"] == f"https://{service.host}"
    assert taken.claims["sub"] == "mailto:backcare@localhost"
    assert 0 < taken.claims["exp"] - first.timestamp() <= 24 * 60 * 60
    assert (taken.headers["TTL"], taken.headers["Urgency"]) == ("600", "normal")
    assert outcomes(ringing) == [("plan", "sent")]
    drain(worker)
    assert len(service.taken) == 1
    assert Subscription.objects.get().sent_at == first


# --- words and bells


def test_a_timer_rings_at_its_end_and_once_more_until_it_is_ended(
    ringing: Episode, service: PushService, worker: Worker, time_machine: TimeMachineFixture
) -> None:
    timer = write(ringing, "started", item="cold")
    for minutes in (20, 25):
        time_machine.move_to(NOW + minutes * MINUTE, tick=False)
        drain(worker)
    first, second = (each.notification for each in service.taken)
    assert (first["title"], first["body"]) == ("Your timer is over", "20 minutes are over.")
    assert (second["title"], second["body"]) == ("End your timer now", "It is 5 minutes over.")
    assert first["tag"] == second["tag"] == f"timer {timer.id}"
    assert [each["action"] for each in first["actions"]] == ["done"]
    assert service.taken[0].headers["Urgency"] == "high"
    assert service.taken[0].headers["TTL"] == "180"


def test_plain_words_say_the_act_first(
    ringing: Episode, service: PushService, worker: Worker, time_machine: TimeMachineFixture
) -> None:
    rings_on(ringing, service, plain=True, skin_looks=True)
    write(ringing, "started", item="cold")
    for minutes in (5, 20):
        time_machine.move_to(NOW + minutes * MINUTE, tick=False)
        drain(worker)
    look, end = (each.notification for each in service.taken)
    assert (look["title"], look["actions"]) == ("Look at your skin", [])
    assert (end["title"], end["body"]) == ("Take the ice off now", "Time is up. Look at your skin.")
    assert end["actions"] == [{"action": "done", "title": "Ice is off"}]


@pytest.mark.parametrize(
    ("plain", "title", "body", "done"),
    [
        (False, "End your timer now", "Your plan has changed.", "Done"),
        (True, "Take the ice off now", "Wait until your skin looks and feels normal.", "Ice is off"),
    ],
)
def test_ice_that_is_no_longer_allowed_comes_off_at_once(
    ringing: Episode, service: PushService, worker: Worker, plain: bool, title: str, body: str, done: str
) -> None:
    rings_on(ringing, service, plain=plain)
    timer = write(ringing, "started", item="cold")
    log(ringing, "check_in", NOW + MINUTE, skin="numb", screened=True)
    worker.work()
    [taken] = service.taken
    assert (taken.notification["title"], taken.notification["body"]) == (title, body)
    assert taken.notification["actions"] == [{"action": "done", "title": done}]
    assert (taken.notification["tag"], taken.headers["Urgency"]) == (f"timer {timer.id}", "high")
    drain(worker)
    assert len(service.taken) == 1


def test_a_reminder_of_one_thing_can_be_done_or_put_off(
    ringing: Episode, service: PushService, worker: Worker, time_machine: TimeMachineFixture
) -> None:
    walks = rings_on(ringing, service, plain=True, muted=["cold", "heat", "check_in"]).settings
    first = Reminder.objects.filter(settings=walks).order_by("at")[0].at
    time_machine.move_to(first, tick=False)
    drain(worker)
    [taken] = service.taken
    assert taken.notification["title"] == "On your feet, 2 min or more"
    assert [each["title"] for each in taken.notification["actions"]] == ["Walked", "In 15 min"]


def test_a_question_leads_to_the_question(
    ringing: Episode, service: PushService, worker: Worker, time_machine: TimeMachineFixture
) -> None:
    rings_on(ringing, service, muted=["cold", "heat", "walk"])
    time_machine.move_to(waiting(ringing)[0][1], tick=False)
    drain(worker)
    [taken] = service.taken
    assert taken.notification["title"] == "A question for you"
    assert taken.notification["data"]["page"] == "/log/check_in/"
    assert [each["action"] for each in taken.notification["actions"]] == ["later"]


# --- in time, and true


@pytest.mark.parametrize(("after", "outcome"), [(10, "sent"), (11, "late")])
def test_a_plan_reminder_older_than_ten_minutes_is_dropped(
    ringing: Episode, service: PushService, worker: Worker, time_machine: TimeMachineFixture, after: int, outcome: str
) -> None:
    time_machine.move_to(waiting(ringing)[0][1] + after * MINUTE, tick=False)
    drain(worker)
    assert outcomes(ringing) == [("plan", outcome)]
    assert len(service.taken) == (outcome == "sent")


@pytest.mark.parametrize(("after", "outcome"), [(3, "sent"), (4, "late")])
def test_the_end_of_a_timer_older_than_three_minutes_is_dropped(
    ringing: Episode, worker: Worker, time_machine: TimeMachineFixture, after: int, outcome: str
) -> None:
    Reminder.objects.all().delete()
    write(ringing, "started", item="rest")
    time_machine.move_to(NOW + (20 + after) * MINUTE, tick=False)
    drain(worker)
    assert [each for each in outcomes(ringing) if each[0] == "end"] == [("end", outcome)]


def test_what_is_no_longer_true_is_not_sent(
    ringing: Episode, service: PushService, worker: Worker, time_machine: TimeMachineFixture
) -> None:
    [(_, first), *_rest] = waiting(ringing)
    time_machine.move_to(first, tick=False)
    for kind, fields in (("cold", {"minutes": 20}), ("walk", {"minutes": 4})):
        write(ringing, kind, first - 20 * MINUTE, **fields)
    write(ringing, "check_in", first - MINUTE, pain=5)
    drain(worker)
    assert ("plan", "sent") not in outcomes(ringing)
    assert service.taken == []


def test_nothing_rings_after_an_emergency_that_came_between(
    ringing: Episode,
    service: PushService,
    worker: Worker,
    time_machine: TimeMachineFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write(ringing, "started", item="cold")
    time_machine.move_to(NOW + 20 * MINUTE, tick=False)
    log(ringing, "check_in", NOW + 19 * MINUTE, flags=["E1"], screened=True)
    monkeypatch.setattr("recovery.reminders.worker.plan_due_days", lambda _now: 0)  # it was logged after the planning
    drain(worker)
    assert service.taken == []


def test_ice_that_must_come_off_rings_also_when_the_worker_was_away(
    ringing: Episode, service: PushService, worker: Worker, time_machine: TimeMachineFixture
) -> None:
    write(ringing, "started", item="cold")
    time_machine.move_to(NOW + MINUTE, tick=False)
    log(ringing, "check_in", NOW + MINUTE, skin="numb", screened=True)
    time_machine.move_to(NOW + 7 * MINUTE, tick=False)
    drain(worker)
    assert ("stop", "sent") in outcomes(ringing)


# --- once


def test_a_clock_that_jumps_sends_nothing_twice(
    ringing: Episode, service: PushService, worker: Worker, time_machine: TimeMachineFixture
) -> None:
    [(_, first), *_rest] = waiting(ringing)
    for moment in (first, first - 2 * timedelta(hours=1), first, first + timedelta(minutes=9), first):
        time_machine.move_to(moment, tick=False)
        write(ringing, "drink", moment, ml=100)
        drain(worker)
    assert [each for each in outcomes(ringing) if each == ("plan", "sent")] == [("plan", "sent")]
    assert len(service.taken) == 1


def test_a_jump_does_not_end_the_lease_of_another_worker(
    ringing: Episode, worker: Worker, time_machine: TimeMachineFixture
) -> None:
    first = waiting(ringing)[0][1]
    time_machine.move_to(first, tick=False)
    [leased] = sending.lease(first)
    time_machine.move_to(first + 5 * MINUTE, tick=False)
    worker.work()
    leased.refresh_from_db()
    assert leased.ended_at is None


def test_what_a_killed_worker_left_is_sent_by_the_next(
    ringing: Episode, service: PushService, time_machine: TimeMachineFixture
) -> None:
    first = waiting(ringing)[0][1]
    time_machine.move_to(first, tick=False)
    assert len(sending.lease(first)) == 1
    assert sending.lease(first) == []
    time_machine.move_to(first + sending.LEASE, tick=False)
    drain(Worker())
    assert len(service.taken) == 1


def test_a_service_that_is_away_is_tried_again_until_it_is_late(
    ringing: Episode, service: PushService, time_machine: TimeMachineFixture
) -> None:
    first = waiting(ringing)[0][1]
    service.answers["phone"] = 503
    for seconds in (0, 6, 22):
        time_machine.move_to(first + timedelta(seconds=seconds), tick=False)
        drain(Worker())
    assert Subscription.objects.get().failures == 3
    del service.answers["phone"]
    time_machine.move_to(first + timedelta(seconds=70), tick=False)
    drain(Worker())
    assert outcomes(ringing) == [("plan", "sent")]
    assert Subscription.objects.get().failures == 0


@pytest.mark.parametrize("status", [404, 410])
def test_a_browser_that_is_gone_is_forgotten_with_all_that_waits(
    ringing: Episode, service: PushService, worker: Worker, time_machine: TimeMachineFixture, status: int
) -> None:
    service.answers["phone"] = status
    time_machine.move_to(waiting(ringing)[0][1], tick=False)
    drain(worker)
    assert not Subscription.objects.exists()
    assert not Reminder.objects.exists()


@pytest.mark.parametrize("status", [301, 302, 307, 400, 403, 413])
def test_a_refusal_counts_and_no_redirect_is_followed(
    ringing: Episode, service: PushService, worker: Worker, time_machine: TimeMachineFixture, status: int
) -> None:
    service.answers["phone"] = status
    time_machine.move_to(waiting(ringing)[0][1], tick=False)
    drain(worker)
    assert outcomes(ringing) == [("plan", "failed")]
    assert Subscription.objects.get().failures == 1


@pytest.mark.parametrize("problem", [ZeroDivisionError, DataError])
def test_a_journal_that_cannot_be_read_does_not_stop_the_others(
    problem: type[Exception],
    ringing: Episode,
    service: PushService,
    worker: Worker,
    time_machine: TimeMachineFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    time_machine.move_to(waiting(ringing)[0][1], tick=False)
    monkeypatch.setattr("recovery.reminders.worker.situation_at", Mock(side_effect=problem))
    drain(worker)
    assert outcomes(ringing) == [("plan", "over")]
    monkeypatch.setattr("recovery.store.reminders.situation_at", Mock(side_effect=problem))
    time_machine.move_to(NOW + timedelta(days=1), tick=False)
    drain(worker)
    assert wishes(ringing).plan_at == NOW + timedelta(days=1, hours=1)


@pytest.mark.parametrize("problem", [OperationalError, InternalError])
@pytest.mark.parametrize("module", ["recovery.reminders.worker", "recovery.store.reminders"])
def test_a_database_that_is_away_ends_nothing(
    module: str,
    problem: type[Exception],
    ringing: Episode,
    service: PushService,
    worker: Worker,
    time_machine: TimeMachineFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    due = waiting(ringing)[0][1]
    renew(ringing)
    time_machine.move_to(due, tick=False)
    with monkeypatch.context() as away:
        away.setattr(f"{module}.situation_at", Mock(side_effect=problem))
        with pytest.raises(problem):
            worker.work()
    assert outcomes(ringing) == []
    time_machine.move_to(due + sending.LEASE, tick=False)
    drain(Worker())
    assert outcomes(ringing) == [("plan", "sent")]


# --- put off


def test_a_reminder_that_was_put_off_comes_once_and_the_next_waits_an_hour(
    ringing: Episode, service: PushService, worker: Worker, time_machine: TimeMachineFixture
) -> None:
    first, shared = waiting(ringing)[0][1], uuid4()
    time_machine.move_to(first, tick=False)
    drain(worker)
    for _ in range(2):
        again(wishes(ringing), shared, ["walk", "check_in"], first + 15 * MINUTE)
    later = waiting(ringing, "plan")[0][1]
    assert later >= first + 75 * MINUTE
    time_machine.move_to(first + 15 * MINUTE, tick=False)
    drain(worker)
    assert len(service.taken) == 2


def test_what_was_put_off_and_then_done_does_not_come(
    ringing: Episode, service: PushService, worker: Worker, time_machine: TimeMachineFixture
) -> None:
    again(wishes(ringing), uuid4(), ["check_in"], NOW + 15 * MINUTE)
    write(ringing, "check_in", NOW + MINUTE, pain=5)
    Reminder.objects.filter(what="plan").delete()
    time_machine.move_to(NOW + 15 * MINUTE, tick=False)
    drain(worker)
    assert service.taken == []


def test_the_lag_is_that_of_the_oldest_that_waits(ringing: Episode) -> None:
    first = waiting(ringing)[0][1]
    assert sending.lag(first - MINUTE) == 0
    assert sending.lag(first + 2 * MINUTE) == 120
    day = journal.read(ringing) and wishes(ringing).plan_at
    assert day
    Reminder.objects.all().delete()
    assert sending.lag(day + MINUTE) == 60
