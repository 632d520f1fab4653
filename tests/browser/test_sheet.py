"""Logging over Today: one tap, no page load, and nothing typed or tapped is lost or doubled."""

from collections.abc import Callable, Iterator
from re import compile as matching

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from recovery import journal
from recovery.plan.facts import Cold, Drink, Walk
from recovery.plan.story import Story
from tests.browser import cast
from tests.browser.cast import Role
from tests.web.test_accounts import PASSWORD

# allauth's own templates ask for variables that may be absent
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors, pytest.mark.pages]


@pytest.fixture
def role(page: Page, live_server: LiveServer, sign_in: Callable[[Client], None]) -> Iterator[Role]:
    """Somebody in the cold phase who looks at Today."""
    role = cast.cold()
    sign_in(role.client)
    with time_machine.travel(role.now, tick=True):
        page.clock.install(time=role.now)
        page.goto(f"{live_server.url}/today/")
        page.evaluate("window.stayed = true")
        yield role


def stayed(page: Page) -> bool:
    """Whether the page is the one that was loaded first."""
    return bool(page.evaluate("window.stayed === true"))


def walks(role: Role) -> list[tuple[int, int | None]]:
    """Minutes and pain after each walk in the journal."""
    return [(entry.minutes, entry.pain_after) for entry in journal.read(role.episode) if isinstance(entry, Walk)]


def drinks(role: Role) -> int:
    return sum(isinstance(entry, Drink) for entry in journal.read(role.episode))


def opened(page: Page) -> Locator:
    """Open the walk sheet from the counter."""
    page.locator("#walks").get_by_role("link", name="Walk").click()
    sheet = page.get_by_role("dialog")
    expect(sheet.get_by_role("heading", name="Walk")).to_be_focused()
    return sheet


def test_one_tap_saves_and_undo_takes_it_back(page: Page, role: Role) -> None:
    expect(page.locator("#walks .of")).to_have_text("1 of 7")
    opened(page).get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("#toast")).to_contain_text("Walk saved")
    expect(page.locator("#walks .of")).to_have_text("2 of 7")
    assert stayed(page)
    assert walks(role) == [(2, 6), (2, 6)]  # the sheet was filled in from the last walk

    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#toast")).to_contain_text("Taken back")
    expect(page.locator("#walks .of")).to_have_text("1 of 7")


def test_the_plan_answers_a_walk_that_hurts_at_once(page: Page, role: Role) -> None:
    sheet = opened(page)
    sheet.get_by_label("Pain after", exact=True).fill("9")
    sheet.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#why")).to_contain_text("Pain went from 6 to 9 with a walk.")
    assert stayed(page)


def test_errors_stay_in_the_sheet(page: Page, role: Role) -> None:
    sheet = opened(page)
    sheet.get_by_role("spinbutton", name="Minutes").fill("0")
    sheet.get_by_role("button", name="Save", exact=True).click()
    expect(sheet.get_by_role("alert")).to_be_focused()
    expect(sheet.get_by_role("alert")).to_contain_text("Minutes")
    assert walks(role) == [(2, 6)]
    sheet.get_by_role("spinbutton", name="Minutes").fill("3")
    sheet.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#walks .of")).to_have_text("2 of 7")
    assert stayed(page)
    assert walks(role) == [(2, 6), (3, 6)]


def test_a_double_tap_is_one_entry(page: Page, role: Role) -> None:
    opened(page).get_by_role("button", name="Save", exact=True).dblclick()
    expect(page.locator("#walks .of")).to_have_text("2 of 7")
    page.wait_for_load_state("networkidle")
    assert len(walks(role)) == 2


def test_a_glass_is_one_tap_and_the_next_one_too(page: Page, role: Role) -> None:
    button = page.locator("#drinks").get_by_role("button", name="Glass")
    for count in ("2 of 8", "3 of 8"):
        button.focus()
        page.keyboard.press("Enter")
        expect(page.locator("#drinks .of")).to_have_text(count)
        expect(button).to_be_focused()
    assert stayed(page)
    assert drinks(role) == 3


def test_the_timer_tells_the_end_by_the_clock_on_the_wall(page: Page, role: Role) -> None:
    ring = page.locator("#now .ring")
    page.get_by_role("button", name="Start timer").click()
    expect(ring).to_contain_text("off at 10:40")
    page.clock.fast_forward("05:00")
    expect(page.get_by_role("timer")).to_have_text(matching("^(15:00|14:5.)$"))
    assert stayed(page)

    page.reload()
    expect(ring).to_contain_text("off at 10:40")
    page.get_by_role("button", name="Ice is off").click()
    expect(page.get_by_text("How is your skin?")).to_be_visible()
    page.get_by_role("radio", name="White or marked").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", name="Day 1")).to_be_visible()
    expect(ring).to_have_count(0)
    assert [entry.skin for entry in Story(journal.read(role.episode), cast.at(1, "11:00")).of(Cold)] == [
        "fine",
        "marked",
    ]


def test_a_timer_that_ran_out_says_what_to_do(page: Page, role: Role) -> None:
    page.get_by_role("button", name="Start timer").click()
    expect(page.locator("#now")).to_contain_text("Ice is on")
    with time_machine.travel(cast.at(1, "10:41"), tick=True):
        page.clock.fast_forward("20:30")
        expect(page.locator("#now")).to_contain_text("Take it off now")


def test_what_was_typed_outlives_the_session(page: Page, role: Role) -> None:
    cache.clear()  # the limit on guesses counts there
    sheet = opened(page)
    sheet.get_by_role("spinbutton", name="Minutes").fill("4")
    sheet.get_by_label("Pain after", exact=True).fill("7")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    sheet.get_by_role("button", name="Save", exact=True).click()
    page.get_by_label("Email").fill("cold@example.com")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    expect(page.get_by_role("spinbutton", name="Minutes")).to_have_value("4")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#toast")).to_contain_text("Walk saved")
    assert walks(role) == [(2, 6), (4, 7)]
