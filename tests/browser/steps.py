"""What people do in more than one journey: tell the time, answer the start pages, tell how they feel."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from re import compile as matching

import time_machine
from playwright.sync_api import Page, expect


@contextmanager
def time_is(moment: datetime, *pages: Page) -> Iterator[None]:
    """Set the server's clock and the phone's, and let both run on."""
    with time_machine.travel(moment, tick=True):
        for page in pages:
            page.clock.set_system_time(moment)
        yield


def start(page: Page, script: bool, pain: str = "8", walks: str = "A few steps") -> None:
    """From the front page to the questions about oneself: no warning signs, a spasm on Sunday at 23:10."""
    page.get_by_role("link", name="Start now", exact=True).click()
    for heading in ("Before anything else", "And any of these?"):
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
        page.get_by_role("button", name="None of these").click()
    tell_when(page, script, pain, walks)


def tell_when(page: Page, script: bool, pain: str = "8", walks: str = "A few steps") -> None:
    """When it started, how bad it is and whether walking works."""
    page.get_by_role("radio", name="Pick a time").check()
    page.get_by_label("Day and time").fill("2026-05-10T23:10")
    page.get_by_role("radio", name=pain, exact=True).check()
    page.get_by_role("radio", name=walks, exact=True).check()
    if not script:
        page.get_by_label("Where are you?").select_option("Europe/London")
    page.get_by_role("button", name="Go on").click()


def about_me(page: Page, *conditions: str, **typed: str) -> None:
    """Tick what is true, type the rest, and get the plan."""
    for condition in conditions:
        page.get_by_role("checkbox", name=condition).check()
    for label, answer in typed.items():
        page.get_by_label(label.replace("_", " ")).fill(answer)
    button = "Make my plan" if conditions else "None of these. Make my plan"
    page.get_by_role("button", name=button, exact=True).last.click()


def how_i_feel(page: Page, pain: str, *signs: str) -> None:
    """Tell a pain, and the warning signs if there are any."""
    page.get_by_role("link", name="How I feel").click()
    page.get_by_role("radio", name=pain, exact=True).check()
    tick(page, *signs)


def tick(page: Page, *signs: str) -> None:
    """Tick warning signs and save, or save that there are none."""
    for sign in signs:
        page.get_by_role("checkbox", name=sign).check()
    none = page.get_by_role("button", name=matching("^None of (these|the red ones). Save$"))
    (page.get_by_role("button", name="Save", exact=True) if signs else none).click()


def get_cleared(page: Page, because: str) -> None:
    """Say how a warning sign was cleared; it takes two taps."""
    page.get_by_text("I was seen, or it was a mistake").click()
    page.get_by_role("button", name=because).click()
