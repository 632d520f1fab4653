"""Reminders on a phone: offered, turned on, shown by the service worker, and answered with and without signal."""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Worker, expect
from pytest_django.live_server_helper import LiveServer
from time_machine import TimeMachineFixture

from recovery.models import Episode, Person, Reminder, ReminderSettings, Subscription
from recovery.reminders.worker import Worker as Sender
from recovery.store.reminders import wish
from tests import chromium
from tests.browser.conftest import NewPhone
from tests.browser.steps import Axe, Watch, give_session, tap
from tests.clock import clock_of_processes
from tests.conftest import PATIENCE, client_of
from tests.missing import missing
from tests.reminders.conftest import service as service
from tests.reminders.processes import running
from tests.reminders.service import PushService
from tests.reminders.stage import ORIGIN, drain, plan
from tests.web.own_data import confirmed
from tests.web.stage import NOW, begin, kinds, write

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = "/settings/reminders/"
# Chromium subscribes at Google's service, which a test must not ask. The rest of the worker is its own.
SUBSCRIBE = """(given) => {
    Notification.requestPermission = async () => "granted";
    PushManager.prototype.subscribe = async () => ({ toJSON: () => given });
    PushManager.prototype.getSubscription = async () => ({ unsubscribe() {} });
}"""
DENIED = "Object.defineProperty(Notification, 'permission', { get: () => 'denied' })"
# Fires an event in the worker, and waits until it has done all that it does then.
FIRE = """async ([kind, given]) => {
    const event = kind === "push"
        ? new PushEvent(kind, { data: JSON.stringify({ notification: given }) })
        : new NotificationEvent(kind, { notification: (await registration.getNotifications())[0], action: given });
    const done = new Promise((resolve) => { event.waitUntil = resolve; });
    dispatchEvent(event);
    await (await done);
}"""
SHOWN = """async () => (await registration.getNotifications()).map(
    ({ title, body, actions }) => [title, body, actions.map((each) => each.title)])"""
RUNG = [["Your timer is over", "20 minutes are over.", ["Done"]]]


@pytest.fixture
def episode(owner: Person) -> Episode:
    """A plan whose person said how bad it is."""
    episode = begin(owner)
    write(episode, "check_in", NOW - timedelta(minutes=1), pain=5, screened=True)
    return episode


@pytest.fixture(scope="module")
def path(playwright: Playwright) -> Path:
    """A Chromium that can show notifications."""
    return chromium.find(playwright, chromium.WITH_WINDOWS) or missing("Notifications need a whole Chromium")


@pytest.fixture(scope="module")
def browser(playwright: Playwright, path: Path) -> Iterator[Browser]:
    browser = playwright.chromium.launch(executable_path=path, args=chromium.FLAGS)
    yield browser
    browser.close()


@pytest.fixture
def profile(
    playwright: Playwright, path: Path, live_server: LiveServer, owner: Person, tmp_path: Path
) -> Iterator[BrowserContext]:
    """A browser with a profile of its own, because others show no notifications; the owner is signed in."""
    context = playwright.chromium.launch_persistent_context(
        str(tmp_path / "profile"),
        executable_path=path,
        args=chromium.FLAGS,
        base_url=live_server.url,
        permissions=["notifications"],
    )
    give_session(context, client_of(owner), live_server.url)
    yield context
    context.close()


def stubbed(page: Page, service: PushService) -> None:
    """Let this page subscribe at the push service of the test."""
    browser = service.browser()
    given = {"endpoint": service.endpoint(browser), "keys": {"p256dh": browser.p256dh, "auth": browser.auth}}
    page.add_init_script(f"({SUBSCRIBE})({json.dumps(given)})")


def turned_on(page: Page, service: PushService) -> None:
    """Let this page subscribe, and turn reminders on for this phone by a tap."""
    stubbed(page, service)
    page.goto(PAGE)
    with page.expect_navigation():
        page.get_by_role("button", name="On this phone").click()


def worker_of(page: Page) -> Worker:
    """Wait until the service worker is active, and return it."""
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    wait_until(page, lambda: page.context.service_workers)
    return page.context.service_workers[0]


def deliver(worker: Worker, notification: dict[str, Any]) -> list[Any]:
    """Give the worker a message, as the push service of its browser would, and return what the phone shows then.

    Chromium forgets a notification that is asked for before it is on the screen, so this asks once, at the end.
    """
    worker.evaluate(FIRE, ["push", notification])
    found: list[Any] = worker.evaluate(SHOWN)
    return found


def wait_until(page: Page, done: Callable[[], Any]) -> None:
    """Wait for something that neither an element nor a request shows."""
    for _ in range(PATIENCE // 50):
        if done():
            return
        page.wait_for_timeout(50)
    pytest.fail("it did not happen")


def click(worker: Worker, action: str) -> None:
    """Tap a button of the notification, now by the clock of the server."""
    worker.evaluate(f"() => {{ Date.now = () => {NOW.timestamp() * 1000 + 21 * 60_000}; }}")
    worker.evaluate(FIRE, ["notificationclick", action])


def test_the_end_of_a_timer_shows_on_the_phone_and_done_logs_it_once(
    profile: BrowserContext,
    service: PushService,
    episode: Episode,
    watched: Watch,
    time_machine: TimeMachineFixture,
) -> None:
    page = watched(profile.pages[0])
    turned_on(page, service)
    expect(page.get_by_role("button", name="On this phone", pressed=True)).to_be_visible()
    write(episode, "started", item="cold")
    time_machine.move_to(NOW + timedelta(minutes=20, seconds=1))
    drain(Sender())
    notification = service.taken[-1].notification
    worker = worker_of(page)
    time_machine.move_to(NOW + timedelta(minutes=21))
    for _ in range(2):
        assert deliver(worker, notification) == RUNG
        click(worker, "done")
    assert kinds(episode) == ["check_in", "started", "cold"]
    assert Subscription.objects.get().came_at is not None


def test_done_without_signal_is_kept_until_there_is_one(
    profile: BrowserContext,
    service: PushService,
    episode: Episode,
    time_machine: TimeMachineFixture,
) -> None:
    page = profile.pages[0]
    turned_on(page, service)
    write(episode, "started", item="cold")
    time_machine.move_to(NOW + timedelta(minutes=20, seconds=1))
    drain(Sender())
    worker = worker_of(page)
    assert deliver(worker, service.taken[-1].notification) == RUNG
    profile.set_offline(True)
    time_machine.move_to(NOW + timedelta(minutes=21))
    click(worker, "done")
    assert kinds(episode) == ["check_in", "started"]
    profile.set_offline(False)
    time_machine.move_to(NOW + timedelta(minutes=50))
    page.goto("/help/")
    wait_until(page, lambda: len(kinds(episode)) == 3)
    ended = episode.entries.get(kind="cold")
    assert ended.data["minutes"] == 21


def test_ice_from_the_browser_rings_although_every_page_is_closed(
    new_phone: NewPhone, owner_client: Client, service: PushService, episode: Episode
) -> None:
    page = new_phone(owner_client)
    turned_on(page, service)
    page.goto("/today/")
    tap(page, "Start timer")
    expect(page.get_by_role("timer")).to_be_visible()
    page.context.close()
    plan()
    bell = Reminder.objects.get(what="end")
    with running(service, ahead=bell.at - clock_of_processes() - timedelta(seconds=4)):
        assert service.wait_for(1, PATIENCE / 1000)
    assert service.taken[0].notification["tag"] == f"timer {bell.timer}"
    assert service.taken[0].notification["title"] == "Your timer is over"


def test_ring_me_is_offered_while_ice_is_on_and_asked_for_only_on_a_tap(
    new_phone: NewPhone, owner_client: Client, service: PushService, episode: Episode, axe: Axe
) -> None:
    write(episode, "started", item="cold")
    page = new_phone(owner_client)
    stubbed(page, service)
    page.goto("/today/")
    axe(page)
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0
    with page.expect_navigation():
        tap(page, "Ring me")
    expect(page.get_by_role("button", name="Ring me")).to_have_count(0)
    expect(page.get_by_text("This phone rings at the end.")).to_be_visible()
    assert Subscription.objects.count() == 1


def test_not_now_ends_the_offer_also_without_a_script(
    new_phone: NewPhone, owner_client: Client, episode: Episode, script: bool
) -> None:
    write(episode, "started", item="cold")
    page = new_phone(owner_client, java_script_enabled=script)
    page.goto("/today/")
    with page.expect_navigation():
        tap(page, "Not now")
    expect(page.get_by_role("button", name="Ring me")).to_have_count(0)


@pytest.mark.parametrize(
    ("lacks", "told"),
    [
        (DENIED, "This browser blocks reminders."),
        ("delete window.PushManager", "This browser cannot ring."),
        ("delete window.PushManager; navigator.standalone = false", "An iPhone lets BackCare ring only"),
    ],
)
def test_a_phone_that_cannot_ring_is_told_why_and_what_else_there_is(
    new_phone: NewPhone, owner_client: Client, episode: Episode, lacks: str, told: str, axe: Axe
) -> None:
    page = new_phone(owner_client)
    page.add_init_script(lacks)
    page.goto(PAGE)
    expect(page.get_by_text(told)).to_be_visible()
    expect(page.get_by_role("button", name="On this phone")).to_have_count(0)
    expect(page.get_by_role("button", name="In your calendar")).to_be_visible()
    axe(page)


def test_a_phone_that_stopped_it_is_told_to_turn_it_off_and_on(
    new_phone: NewPhone, owner_client: Client, service: PushService, episode: Episode
) -> None:
    page = new_phone(owner_client)
    turned_on(page, service)
    page.add_init_script("PushManager.prototype.getSubscription = async () => null")
    page.goto(PAGE)
    expect(page.get_by_text("The phone stopped it. Turn it off and on again.")).to_be_visible()


def test_the_calendar_and_the_rest_work_without_a_script(
    new_phone: NewPhone, owner_client: Client, episode: Episode, axe: Axe
) -> None:
    page = new_phone(confirmed(owner_client), java_script_enabled=False)
    page.goto(PAGE)
    expect(page.get_by_text("This browser cannot ring. Use your calendar.")).to_be_visible()
    page.get_by_role("button", name="In your calendar").click()
    assert page.get_by_label("The address").input_value().endswith(".ics")
    tap(page, "Pause until tomorrow")
    expect(page.get_by_text("Paused until 07:00.")).to_be_visible()
    page.locator("summary", has_text="Quiet hours").click()
    page.get_by_label("Quiet from").fill("13:00")
    page.get_by_role("button", name="Save").locator("visible=true").click()
    expect(page.get_by_text("Write both times, or none.").first).to_be_visible()
    tap(page, "Turn all off")
    expect(page.get_by_role("button", name="In your calendar", pressed=False)).to_be_visible()
    assert ReminderSettings.objects.get().calendar_hash is None


def test_the_page_has_room_for_a_narrow_phone_and_big_text(
    new_phone: NewPhone, owner_client: Client, episode: Episode, axe: Axe
) -> None:
    wish(episode, ORIGIN, mail=True, mail_bounces=1, calendar_hash="x")
    page = new_phone(owner_client, color_scheme="dark")
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(PAGE)
    for fold in page.locator("summary").all():
        fold.click()
    axe(page)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") == 320
