"""When a request fails, or something else answers it: the page, its timer and what was typed stay; it tries again."""

from collections.abc import Callable

import pytest
import time_machine
from playwright.sync_api import Dialog, Page, Route, expect
from pytest_django.live_server_helper import LiveServer
from pytest_playwright.pytest_playwright import CreateContextCallback

from recovery.plan.entries import Cold, Walk
from tests.browser import cast
from tests.browser.cast import Role, at
from tests.browser.steps import expect_toast, give_session, open_walk_sheet, tap
from tests.browser.timers import DEVICE, logged, noted, with_timer
from tests.conftest import PATIENCE

pytestmark = [pytest.mark.django_db, pytest.mark.pages]

Failure = Callable[[Route], None]
FAILURES: dict[str, tuple[Failure, str]] = {
    "no signal": (lambda route: route.abort("internetdisconnected"), "No connection."),
    "a proxy": (lambda route: route.fulfill(status=502, body="<h1>Bad Gateway</h1>"), "Something went wrong."),
    "too often": (lambda route: route.fulfill(status=429, body="<h1>Slow down</h1>"), "Something went wrong."),
    "forbidden": (lambda route: route.fulfill(status=403, body="<h1>No</h1>"), "Something went wrong."),
    "a hotel": (lambda route: route.fulfill(body="<h1>Welcome! Your room?</h1>"), "Something went wrong."),
}


@pytest.fixture
def today(new_context: CreateContextCallback, live_server: LiveServer) -> Callable[[Role], Page]:
    """Open Today on a phone without a worker. It is not watched: its console notes failed requests."""

    def open_today(role: Role) -> Page:
        context = new_context(base_url=live_server.url, service_workers="block")
        give_session(context, role.client, live_server.url)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        page.add_init_script(DEVICE)
        page.clock.install(time=role.now)
        page.goto("/today/")
        page.evaluate("window.stayed = true")
        return page

    return open_today


@pytest.mark.parametrize("failure", FAILURES)
def test_an_entry_is_sent_again_and_written_once(today: Callable[[Role], Page], failure: str) -> None:
    fails, why = FAILURES[failure]
    role = cast.cold()
    with time_machine.travel(role.now, tick=True):
        page = today(role)
        sheet = open_walk_sheet(page)
        sheet.get_by_role("textbox", name="Minutes").fill("7")
        page.route("**/log/walk/", fails)
        tap(sheet, "Save")
        expect(sheet.get_by_role("alert")).to_have_text(f"Not saved. {why} Trying again.")
        expect(sheet.get_by_role("textbox", name="Minutes")).to_have_value("7")
        page.unroute("**/log/walk/")
        page.clock.fast_forward(11_000)
        expect_toast(page, "Walk")
        expect(sheet).to_have_count(0)
        expect(page.locator(".unsent")).to_have_count(0)
        assert page.evaluate("stayed")
    assert [each.minutes for each in logged(role, Walk)] == [2, 7]


def test_a_lost_answer_doubles_nothing(today: Callable[[Role], Page]) -> None:
    role = cast.cold()
    with time_machine.travel(role.now, tick=True):
        page = today(role)
        tap_count = page.locator("#tile-drink .count")
        page.route("**/log/drink/", lambda route: (route.fetch(max_redirects=0), route.abort()))
        page.locator("#tile-drink").get_by_role("button").click()
        expect_toast(page, "Not saved. No connection. Trying again.")
        page.unroute("**/log/drink/")
        page.clock.fast_forward(11_000)
        expect(tap_count).to_have_text("2")
        expect_toast(page, "saved")


def test_a_running_timer_and_its_alarm_survive(today: Callable[[Role], Page]) -> None:
    role = with_timer(cast.cold(), "cold", at(1, "10:02"))
    with time_machine.travel(role.now, tick=True):
        page = today(role)
        page.locator("#now summary").first.click()  # sound needs a tap
        page.route("**/today/", FAILURES["a hotel"][0])
        page.route("**/log/cold/", FAILURES["no signal"][0])
    with time_machine.travel(at(1, "10:22").replace(second=5), tick=True):
        page.clock.fast_forward(125_000)
        expect_toast(page, "This page may be old. Something went wrong. Trying again.")
        expect(page.locator("#now")).to_have_class("now timing over")
        assert "vibrates" in noted(page)
        tap(page, "Ice is off")
        expect_toast(page, "Not saved. No connection. Trying again.")
    with time_machine.travel(at(1, "10:40"), tick=True):
        page.unroute_all()
        page.clock.fast_forward(11_000)
        expect(page.get_by_text("How is your skin?")).to_be_visible()
    assert [each.minutes for each in logged(role, Cold)][-1] == 20  # as it was tapped, not as it arrived


def test_a_start_is_not_repeated_behind_the_back_of_the_person(today: Callable[[Role], Page]) -> None:
    role = cast.cold()
    with time_machine.travel(role.now, tick=True):
        page = today(role)
        page.route("**/log/*/", FAILURES["no signal"][0])
        tap(page, "Start timer")
        expect(page.locator("#toast")).to_have_text("Not saved. No connection.")


def test_a_press_that_began_inside_never_closes_the_sheet(today: Callable[[Role], Page]) -> None:
    role = cast.cold()
    with time_machine.travel(role.now, tick=True):
        page = today(role)
        sheet = open_walk_sheet(page)
        page.mouse.move(200, 700)
        page.mouse.down()
        page.mouse.move(200, 10)
        page.mouse.up()
        expect(sheet).to_be_visible()
        page.mouse.click(200, 10)
        expect(sheet).to_have_count(0)


def test_typed_words_are_not_lost_without_a_question(today: Callable[[Role], Page]) -> None:
    role = cast.cold()
    with time_machine.travel(role.now, tick=True):
        page = today(role)
        answers = iter([False, False, False, True])
        asked: list[str] = []

        def answer(dialog: Dialog) -> None:
            asked.append(dialog.message)
            dialog.accept() if next(answers) else dialog.dismiss()

        page.on("dialog", answer)
        sheet = open_walk_sheet(page)
        minutes = sheet.get_by_role("textbox", name="Minutes")
        minutes.select_text()
        page.keyboard.type("12")
        page.keyboard.press("Escape")
        sheet.get_by_role("link", name="Close").click()
        page.mouse.click(200, 5)
        expect(minutes).to_have_value("12")
        sheet.get_by_role("link", name="Close").click()
        expect(sheet).to_have_count(0)
    assert asked == ["Close, and lose what you typed?"] * 4


def test_a_sheet_in_which_nothing_was_typed_closes_at_once(today: Callable[[Role], Page]) -> None:
    role = cast.cold()
    with time_machine.travel(role.now, tick=True):
        page = today(role)
        sheet = open_walk_sheet(page)
        sheet.get_by_role("button", name="Minutes: more").click()
        page.on("dialog", lambda dialog: pytest.fail(dialog.message))
        page.keyboard.press("Escape")
        expect(sheet).to_have_count(0)
