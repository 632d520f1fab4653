"""Logging in the sheet over Today: one tap, no page load, and no input is lost or doubled."""

from collections.abc import Iterator
from re import compile as matching

import pytest
import time_machine
from django.conf import settings
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from recovery.plan.entries import Cold, Drink, Walk
from recovery.plan.history.story import Story
from recovery.store import journal
from tests.browser import cast
from tests.browser.cast import Role
from tests.browser.steps import SignIn, choose, expect_heading, expect_toast, expect_walks, log_in, open_walk_sheet, tap

# allauth's own templates ask for variables that may be absent
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors, pytest.mark.pages]


@pytest.fixture
def role(page: Page, live_server: LiveServer, sign_in: SignIn) -> Iterator[Role]:
    """A person in the cold phase, who looks at Today."""
    role = cast.cold()
    sign_in(role.client)
    with time_machine.travel(role.now, tick=True):
        page.clock.install(time=role.now)
        page.goto(f"{live_server.url}/today/")
        page.evaluate("window.stayed = true")
        yield role


def expect_no_page_load(page: Page) -> None:
    """Expect the page to be the one that was loaded first."""
    assert page.evaluate("window.stayed === true")


def walks(role: Role) -> list[tuple[int, int | None]]:
    """Return the minutes of each walk in the journal and the pain after it."""
    return [(entry.minutes, entry.pain_after) for entry in journal.read(role.episode) if isinstance(entry, Walk)]


def drinks(role: Role) -> int:
    return sum(isinstance(entry, Drink) for entry in journal.read(role.episode))


def test_one_tap_saves_and_undo_withdraws(page: Page, role: Role) -> None:
    expect_walks(page, 1)
    tap(open_walk_sheet(page), "Save")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect_toast(page, "Walk saved")
    expect_walks(page, 2)
    expect_no_page_load(page)
    assert walks(role) == [(2, 6), (2, 6)]  # the sheet was filled in from the last walk

    tap(page, "Undo")
    expect_toast(page, "Taken back")
    expect_walks(page, 1)


def test_the_plan_answers_a_walk_that_hurts_at_once(page: Page, role: Role) -> None:
    sheet = open_walk_sheet(page)
    sheet.get_by_label("Pain after", exact=True).fill("9")
    tap(sheet, "Save")
    expect(page.locator("#why")).to_contain_text("Pain went from 6 to 9 with a walk.")
    expect_no_page_load(page)


def test_errors_stay_in_the_sheet(page: Page, role: Role) -> None:
    sheet = open_walk_sheet(page)
    sheet.get_by_role("textbox", name="Minutes").fill("0")
    tap(sheet, "Save")
    expect(sheet.get_by_role("alert")).to_be_focused()
    expect(sheet.get_by_role("alert")).to_contain_text("Minutes")
    assert walks(role) == [(2, 6)]
    sheet.get_by_role("textbox", name="Minutes").fill("3")
    tap(sheet, "Save")
    expect_walks(page, 2)
    expect_no_page_load(page)
    assert walks(role) == [(2, 6), (3, 6)]


def test_a_double_tap_is_one_entry(page: Page, role: Role) -> None:
    open_walk_sheet(page).get_by_role("button", name="Save", exact=True).dblclick()
    expect_walks(page, 2)
    page.wait_for_load_state("networkidle")
    assert len(walks(role)) == 2


def test_one_tap_logs_a_glass_and_the_next_tap_another(page: Page, role: Role) -> None:
    tile = page.locator("#tile-drink")
    button = tile.get_by_role("button")
    for count in ("2", "3"):
        button.focus()
        page.keyboard.press("Enter")
        expect(tile.locator(".count")).to_have_text(count)
        expect(button).to_be_focused()
    expect_no_page_load(page)
    assert drinks(role) == 3


def test_the_timer_shows_the_time_of_its_end(page: Page, role: Role) -> None:
    ring = page.locator("#now .ring")
    tap(page, "Start timer")
    expect(ring).to_contain_text("off at 10:40")
    page.clock.fast_forward("05:00")
    expect(page.get_by_role("timer")).to_have_text(matching("^(15:00|14:5.)$"))
    expect_no_page_load(page)

    page.reload()
    expect(ring).to_contain_text("off at 10:40")
    tap(page, "Ice is off")
    expect(page.get_by_text("How is your skin?")).to_be_visible()
    choose(page, "White or marked")
    tap(page, "Save")
    expect_heading(page, "Day 1")
    expect(ring).to_have_count(0)
    story = Story(journal.read(role.episode), cast.at(1, "11:00"))
    assert [entry.skin for entry in story.of(Cold)] == ["fine", "marked"]


def test_a_timer_that_is_over_says_what_to_do(page: Page, role: Role) -> None:
    tap(page, "Start timer")
    expect(page.locator("#now")).to_contain_text("Ice is on")
    with time_machine.travel(cast.at(1, "10:41"), tick=True):
        page.clock.fast_forward("20:30")
        expect(page.locator("#now")).to_contain_text("Take it off now")


def test_typed_answers_survive_the_end_of_the_session(page: Page, role: Role) -> None:
    sheet = open_walk_sheet(page)
    sheet.get_by_role("textbox", name="Minutes").fill("4")
    sheet.get_by_label("Pain after", exact=True).fill("7")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    tap(sheet, "Save")
    log_in(page, "cold@example.com")
    expect(page.get_by_role("textbox", name="Minutes")).to_have_value("4")
    tap(page, "Save")
    expect_toast(page, "Walk saved")
    assert walks(role) == [(2, 6), (4, 7)]
