"""What notifications bring back: each answer counts once, on whatever device and however late."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from recovery.models import Episode, Reminder, ReminderSettings, Subscription
from recovery.plan.entries import Cold, Walk
from recovery.reminders.tokens import Note, sign
from recovery.store.reminders import subscribe, wish
from tests.reminders.stage import plan, waiting
from tests.web.stage import NOW, kinds, write, written

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def browser(episode: Episode) -> Subscription:
    return subscribe(wish(episode, "https://back.example"), "https://fcm.googleapis.com/a", "p", "a", NOW)


def note(browser: Subscription, **fields: Any) -> str:
    """The token of a notification about a walk."""
    values: dict[str, Any] = {"kinds": ("walk",), "one": "walk", "minutes": 4} | fields
    return sign(Note(browser.settings_id, browser.pk, "plan 10:00", **values))


def answer(token: str, action: str, at: Any = "") -> int:
    """Answer as a service worker does: without a cookie. Returns the status."""
    return Client(enforce_csrf_checks=True).post("/remind/", {"token": token, "action": action, "at": at}).status_code


def ms(moment: Any) -> str:
    return str(round(moment.timestamp() * 1000))


def test_done_logs_the_walk_once_on_all_devices(episode: Episode, browser: Subscription) -> None:
    tablet = subscribe(browser.settings, "https://fcm.googleapis.com/b", "p", "a", NOW)
    for each in (browser, browser, tablet):
        assert answer(note(each), "done") == 204
    [walk] = written(episode)
    assert isinstance(walk, Walk)
    assert (walk.minutes, walk.at, walk.by) == (4, NOW - 4 * MINUTE, "self")


def test_a_browser_that_rings_no_more_logs_nothing(episode: Episode, browser: Subscription) -> None:
    token = note(browser)
    browser.delete()
    assert [answer(token, action) for action in ("done", "later", "came")] == [410] * 3
    assert written(episode) == []


def test_done_without_signal_counts_from_when_it_was_tapped(
    episode: Episode, browser: Subscription, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(NOW + 60 * MINUTE, tick=False)
    assert answer(note(browser), "done", ms(NOW)) == 204
    assert written(episode)[0].at == NOW - 4 * MINUTE


@pytest.mark.parametrize("at", ["", "x", "-5", "9" * 13, "9" * 40])
def test_a_clock_that_cannot_be_right_is_not_believed(episode: Episode, browser: Subscription, at: str) -> None:
    assert answer(note(browser), "done", at) == 204
    assert written(episode)[0].at == NOW - 4 * MINUTE


def test_done_ends_the_timer_after_its_real_minutes(
    episode: Episode, browser: Subscription, time_machine: TimeMachineFixture
) -> None:
    timer = write(episode, "started", item="cold")
    plan()
    time_machine.move_to(NOW + 22 * MINUTE, tick=False)
    token = note(browser, kinds=("cold",), one="cold", minutes=0, timer=str(timer.id))
    assert answer(token, "done", ms(NOW + 21 * MINUTE)) == 204
    ended = written(episode)[-1]
    assert isinstance(ended, Cold)
    assert (ended.minutes, ended.started) == (21, timer.id)
    assert answer(token, "done") == 204
    assert kinds(episode) == ["started", "cold"] or len(written(episode)) == 2
    assert waiting(episode, "end", "still") == []


def test_a_timer_that_was_ended_on_the_page_is_not_ended_again(episode: Episode, browser: Subscription) -> None:
    timer = write(episode, "started", item="cold")
    write(episode, "cold", minutes=1, started=timer.id)
    assert answer(note(browser, kinds=("cold",), one="cold", timer=str(timer.id)), "done") == 409
    assert len(written(episode)) == 2


def test_later_puts_it_off_once_from_when_it_was_tapped(episode: Episode, browser: Subscription) -> None:
    for minutes in (2, 1):
        assert answer(note(browser), "later", ms(NOW - minutes * MINUTE)) == 204
    again = Reminder.objects.get(what="again")
    assert (again.at, again.kinds, again.subscription) == (NOW + 13 * MINUTE, ["walk"], browser)
    assert written(episode) == []


def test_came_says_when_a_browser_showed_it(browser: Subscription) -> None:
    assert answer(note(browser), "came") == 204
    assert Subscription.objects.get().came_at == NOW


def test_an_emergency_takes_nothing(episode: Episode, browser: Subscription) -> None:
    write(episode, "check_in", flags=["E1"], screened=True)
    assert answer(note(browser), "done") == 409
    assert len(written(episode)) == 1


def test_what_names_several_things_cannot_be_done_by_one_tap(episode: Episode, browser: Subscription) -> None:
    assert answer(note(browser, kinds=("walk", "cold"), one=None), "done") == 409
    assert written(episode) == []


def test_a_token_that_is_not_ours_or_old_or_whose_reminders_are_gone_is_gone(
    browser: Subscription, time_machine: TimeMachineFixture
) -> None:
    token = note(browser)
    assert answer(token[:-1], "done") == 410
    assert answer("", "done") == 410
    assert answer(token, "dance") == 400
    time_machine.move_to(NOW + timedelta(days=3, minutes=1), tick=False)
    assert answer(token, "done") == 410
    time_machine.move_to(NOW, tick=False)
    ReminderSettings.objects.all().delete()
    assert answer(token, "done") == 410


def test_it_is_only_posted() -> None:
    assert Client().get("/remind/").status_code == 405
