"""Today refreshes itself when something changes, and when the phone is looked at again; never more than once."""

import re
from datetime import timedelta
from re import compile as matching

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser import cast
from tests.browser.cast import at
from tests.browser.conftest import Phone
from tests.browser.steps import open_walk_sheet, tap
from tests.browser.timers import (
    LOOK_AWAY,
    look_again,
    look_away,
    requests_for_today,
    settle,
    time_passes_to,
    with_timer,
)

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


def seconds_to_change(page: Page) -> int:
    """Return after how many seconds Today changes by itself, as the server says."""
    found = re.search(r'data-next="(\d+)"', page.request.get("/today/").text())
    assert found
    return int(found[1])


def test_today_refreshes_once_when_something_changes(phone: Phone) -> None:
    role = cast.cold()
    page = phone(role)
    page.get_by_text("Pills, positions and more").click()
    with time_passes_to(role.now, page):
        change = role.now + timedelta(seconds=seconds_to_change(page))
    requests = requests_for_today(page)
    with time_passes_to(change - timedelta(seconds=10), page):
        page.clock.run_for(2000)
    assert requests == []
    with time_passes_to(change + timedelta(seconds=30), page):  # the page counts from when it came
        expect(page.locator("#today")).not_to_have_attribute("data-next", matching("."))
        settle(page)
    assert len(requests) == 1
    expect(page.locator("details[open] > summary")).to_have_text(matching("Pills, positions and more"))


def test_a_short_look_away_makes_no_request_and_a_long_one_makes_one(phone: Phone) -> None:
    role = cast.cold()
    page = phone(role)
    requests = requests_for_today(page)
    for seconds, asked in ((3, 0), (60, 1)):
        look_away(page)
        page.clock.fast_forward(seconds * 1000)
        with time_passes_to(role.now + timedelta(seconds=seconds)):
            look_again(page)
            settle(page)
        assert len(requests) == asked


def test_an_open_sheet_is_not_refreshed_and_its_undo_stays(phone: Phone) -> None:
    role = cast.cold()
    page = phone(role)
    with time_passes_to(role.now, page):
        change = role.now + timedelta(seconds=seconds_to_change(page) + 1)
        sheet = open_walk_sheet(page)
    requests = requests_for_today(page)
    with time_passes_to(change, page):
        assert requests == []
        tap(sheet, "Save")
        expect(page.get_by_role("dialog")).to_have_count(0)
        settle(page)
        expect(page.get_by_role("button", name="Undo")).to_be_visible()
    assert len(requests) == 1


def test_a_page_that_is_looked_at_again_is_right_at_once_and_makes_one_request(phone: Phone) -> None:
    page = phone(with_timer(cast.cold(), "cold", at(1, "10:19")))
    requests = requests_for_today(page)
    look_away(page)
    with time_passes_to(at(1, "10:41")):
        page.clock.set_system_time(at(1, "10:41"))  # the phone was asleep: no timer of the page ran
        over = page.evaluate(f"({LOOK_AWAY})(false), document.querySelector('.left').textContent")
        assert re.match(r"\+(1:5|2:0)", over)  # the page counts from when it came
        settle(page)
        expect(page.get_by_text("You can turn the screen off.")).to_have_count(0)
        assert len(requests) == 1


def test_an_end_during_a_short_look_away_makes_a_request(phone: Phone) -> None:
    role = with_timer(cast.cold(), "cold", at(1, "10:01"))
    page = phone(role)
    with time_passes_to(at(1, "10:20").replace(second=57), page):
        look_away(page)
    requests = requests_for_today(page)
    with time_passes_to(at(1, "10:21").replace(second=1), page):
        assert requests == []
        look_again(page)
        settle(page)
        expect(page.get_by_text("You can turn the screen off.")).to_have_count(0)
        assert len(requests) == 1


def test_the_page_of_help_does_not_ask_for_today(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/help/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.evaluate("refresh()")
    page.wait_for_load_state("networkidle")
    assert [each for each in asked if each.endswith("undefined")] == []
