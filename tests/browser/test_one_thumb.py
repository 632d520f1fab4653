"""On the smallest phone each of the five core tasks takes at most two taps, all within reach of one thumb."""

from collections.abc import Iterator

import pytest
import time_machine
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from recovery.models import Episode
from recovery.plan.entries import CheckIn, Entry, Walk
from recovery.store import journal
from tests.browser import cast
from tests.browser.steps import SignIn, expect_toast

pytestmark = [pytest.mark.django_db, pytest.mark.pages]

# Where a control is after the least scrolling that shows it, and whether a tap on its middle meets it.
REACH = """control => {
    control.scrollIntoView({ block: "nearest" });
    const { x, y, width, height } = control.getBoundingClientRect();
    const there = document.elementFromPoint(x + width / 2, y + height / 2);
    return { width, height, middle: (y + height / 2) / innerHeight, free: control.contains(there) };
}"""


class Thumb:
    """Taps controls, and refuses those that a thumb cannot reach."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0

    def tap(self, control: Locator) -> None:
        box = control.evaluate(REACH)
        assert box["width"] >= 48, box
        assert box["height"] >= 48, box
        assert 0.4 <= box["middle"] <= 1, box
        assert box["free"], box
        control.click()
        self.taps += 1

    def tap_button(self, name: str) -> None:
        self.tap(self.page.get_by_role("button", name=name, exact=True))


@pytest.fixture
def thumb(page: Page, live_server: LiveServer, sign_in: SignIn) -> Iterator[Thumb]:
    """A thumb over Today, of a person who has logged a walk and a check-in before."""
    role = cast.cold()
    sign_in(role.client)
    page.set_viewport_size({"width": 360, "height": 640})
    page.emulate_media(reduced_motion="reduce")  # a sheet that still moves is measured where it is not
    with time_machine.travel(role.now, tick=True):
        page.goto(f"{live_server.url}/today/")
        thumb = Thumb(page)
        yield thumb
    assert thumb.taps <= 2


def entries() -> tuple[Entry, ...]:
    return journal.read(Episode.objects.get())


def test_what_to_do_now_is_in_view_without_a_tap(page: Page, thumb: Thumb) -> None:
    expect(page.locator("#now-title")).to_have_text("Ice, 20 minutes")
    expect(page.locator("#now-title")).to_be_in_viewport(ratio=1)


def test_one_tap_starts_cold_and_one_ends_it(page: Page, thumb: Thumb) -> None:
    thumb.tap_button("Start timer")
    expect(page.locator(".ring")).to_contain_text("Ice is on")
    thumb.tap_button("Ice is off")
    expect(page.get_by_text("Saved. How is your skin?")).to_be_visible()


def test_two_taps_log_a_walk(page: Page, thumb: Thumb) -> None:
    thumb.tap(page.locator("#rhythm-walk").get_by_role("link", name="Log a walk"))
    thumb.tap(page.get_by_role("dialog").get_by_role("button", name="Save", exact=True))
    expect_toast(page, "Walk saved")
    assert sum(isinstance(entry, Walk) for entry in entries()) == 2


def test_two_taps_say_that_it_is_as_before(page: Page, thumb: Thumb) -> None:
    with page.expect_navigation():
        page.get_by_role("link", name="How do you feel?").click()
    thumb.tap(page.get_by_role("link", name="Same as before", exact=True))
    thumb.tap_button("None of these. Save")
    expect_toast(page, "Saved, pain 6 of 10")
    assert [entry.pain for entry in entries() if isinstance(entry, CheckIn)] == [6, 6]
