"""Progress in a browser: the numbers are read out though they are folded, and other days come without a new page."""

from collections.abc import Callable

import pytest
import time_machine
from django.test import Client
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser import cast

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
SignIn = Callable[[Client], None]


@pytest.fixture
def progress(page: Page, live_server: LiveServer, sign_in: SignIn) -> Page:
    """The page of somebody who is well again on day 16."""
    role = cast.recovered()
    sign_in(role.client)
    with time_machine.travel(role.now, tick=True):
        page.goto(f"{live_server.url}/progress/")
    return page


def test_folded_numbers_are_read_out(progress: Page) -> None:
    table = progress.get_by_role("table", name="Pain and walks, day by day")
    assert table.get_by_role("row").count() == 15
    assert progress.locator(".read-out > div").evaluate("part => part.getBoundingClientRect().height") == 1
    progress.get_by_text("The numbers").click()
    assert progress.locator(".read-out > div").evaluate("part => part.getBoundingClientRect().height") > 400


def test_earlier_days_come_without_a_new_page(progress: Page, axe: Callable[[Page], None]) -> None:
    chart = progress.get_by_role("img", name="Pain as a line")
    expect(chart.get_by_text("Recovered")).to_be_attached()
    progress.evaluate("window.same = true")
    with time_machine.travel(cast.at(16, "10:11"), tick=True):
        progress.get_by_role("link", name="Earlier days").click()
        expect(progress.get_by_role("link", name="Later days")).to_be_visible()
    expect(chart.get_by_text("Recovered")).not_to_be_attached()
    assert progress.evaluate("window.same")
    axe(progress)


def test_the_last_day_is_in_sight_on_a_narrow_phone(progress: Page) -> None:
    progress.set_viewport_size({"width": 320, "height": 700})
    last = progress.locator(".chart text", has_text="Tue").last
    assert last.evaluate("part => part.getBoundingClientRect().right") <= 310
    assert progress.evaluate("document.documentElement.scrollWidth") == 320
