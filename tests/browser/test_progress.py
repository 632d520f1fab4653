"""Progress in a browser: a screen reader reads the folded numbers, and other days appear without a page load."""

import pytest
import time_machine
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser import cast
from tests.browser.steps import Axe, SignIn

pytestmark = [pytest.mark.django_db, pytest.mark.pages]

HEIGHT = "part => part.getBoundingClientRect().height"


@pytest.fixture
def progress(page: Page, live_server: LiveServer, sign_in: SignIn) -> Page:
    """Progress of a person who is well again on day 16."""
    role = cast.recovered()
    sign_in(role.client)
    with time_machine.travel(role.now, tick=True):
        page.goto(f"{live_server.url}/progress/")
    return page


def test_a_screen_reader_reads_the_folded_numbers(progress: Page) -> None:
    table = progress.get_by_role("table", name="Pain and walks, day by day")
    assert table.get_by_role("row").count() == 15
    assert progress.locator(".read-out > div").evaluate(HEIGHT) == 1
    progress.get_by_text("The numbers").click()
    assert progress.locator(".read-out > div").evaluate(HEIGHT) > 400


def test_earlier_days_appear_without_a_page_load(progress: Page, axe: Axe) -> None:
    chart = progress.get_by_role("img", name="Pain as a line")
    expect(chart.get_by_text("Recovered")).to_be_attached()
    progress.evaluate("window.same = true")
    with time_machine.travel(cast.at(16, "10:11"), tick=True):
        progress.get_by_role("link", name="Earlier days").click()
        expect(progress.get_by_role("link", name="Later days")).to_be_visible()
    expect(chart.get_by_text("Recovered")).not_to_be_attached()
    assert progress.evaluate("window.same")
    axe(progress)


def test_the_last_day_is_in_view_on_a_narrow_phone(progress: Page) -> None:
    progress.set_viewport_size({"width": 320, "height": 700})
    last = progress.locator(".chart text", has_text="Tue").last
    assert last.evaluate("part => part.getBoundingClientRect().right") <= 310
    assert progress.evaluate("document.documentElement.scrollWidth") == 320


def test_the_days_of_the_report_do_not_scroll_sideways(progress: Page, live_server: LiveServer) -> None:
    with time_machine.travel(cast.at(16, "10:11"), tick=True):
        progress.goto(f"{live_server.url}/report/")
    days = progress.get_by_role("group", name="Day by day")
    for width in (320, 390, 740, 768, 900, 1280):
        progress.set_viewport_size({"width": width, "height": 900})
        assert days.evaluate("part => part.scrollWidth - part.clientWidth") == 0, width
