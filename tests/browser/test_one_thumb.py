"""One thumb, on the smallest phone: each of the five core tasks takes two taps at most, down where the thumb is."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.test import Client
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from recovery import journal
from recovery.models import Episode
from recovery.plan.facts import CheckIn, Entry, Walk
from tests.browser import cast

pytestmark = [pytest.mark.django_db, pytest.mark.pages]

# The box of a control once it is in view by the least scrolling, and whether a thumb on its middle meets it.
REACH = """control => {
    control.scrollIntoView({ block: "nearest" });
    const { x, y, width, height } = control.getBoundingClientRect();
    const there = document.elementFromPoint(x + width / 2, y + height / 2);
    return { width, height, middle: (y + height / 2) / innerHeight, free: control.contains(there) };
}"""


class Thumb:
    """Taps a page, and refuses what a thumb cannot reach."""

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


@pytest.fixture
def thumb(page: Page, live_server: LiveServer, sign_in: Callable[[Client], None]) -> Iterator[Thumb]:
    """Today of somebody in the cold phase who has logged a walk and a check-in before."""
    role = cast.cold()
    sign_in(role.client)
    page.set_viewport_size({"width": 360, "height": 640})
    with time_machine.travel(role.now, tick=True):
        page.goto(f"{live_server.url}/today/")
        thumb = Thumb(page)
        yield thumb
    assert thumb.taps <= 2


def written() -> tuple[Entry, ...]:
    return journal.read(Episode.objects.get())


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def test_what_to_do_now_is_seen_without_a_tap(page: Page, thumb: Thumb) -> None:
    expect(page.locator("#now-title")).to_have_text("Ice, 20 minutes")
    expect(page.locator("#now-title")).to_be_in_viewport(ratio=1)


def test_cold_starts_by_one_tap_and_ends_by_one(page: Page, thumb: Thumb) -> None:
    thumb.tap(button(page, "Start timer"))
    expect(page.locator(".ring")).to_contain_text("Ice is on")
    thumb.tap(button(page, "Ice is off"))
    expect(page.get_by_text("Saved. How is your skin?")).to_be_visible()


def test_a_walk_is_logged_by_two_taps(page: Page, thumb: Thumb) -> None:
    thumb.tap(page.locator("#walks").get_by_role("link", name="Walk"))
    thumb.tap(page.get_by_role("dialog").get_by_role("button", name="Save", exact=True))
    expect(page.locator("#toast")).to_contain_text("Walk saved")
    assert sum(isinstance(entry, Walk) for entry in written()) == 2


def test_how_i_feel_is_told_by_two_taps(page: Page, thumb: Thumb) -> None:
    thumb.tap(page.get_by_role("link", name="How I feel"))
    thumb.tap(page.get_by_role("button", name="None of"))
    expect(page.locator("#toast")).to_contain_text("Saved.")
    assert [entry.pain for entry in written() if isinstance(entry, CheckIn)] == [6, 6]
