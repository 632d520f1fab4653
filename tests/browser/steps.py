"""What people do in more than one journey, and what they see then. Each step reads as a part of a sentence."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from re import compile as matching

import time_machine
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.web.test_accounts import PASSWORD

Watch = Callable[[Page], Page]
Axe = Callable[[Page], None]
SignIn = Callable[[Client], None]

# --- the clock and the session


@contextmanager
def time_is(moment: datetime, *pages: Page) -> Iterator[None]:
    """Set the clocks of the server and of the phones to a moment; both run on."""
    with time_machine.travel(moment, tick=True):
        for page in pages:
            page.clock.set_system_time(moment)
        yield


def give_session(context: BrowserContext, client: Client, url: str) -> None:
    """Sign a browser in as the person of a test client."""
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": url}])


# --- the start pages


def start(page: Page, script: bool, pain: str = "8", place: str = "Up, but only a few steps") -> None:
    """Go from the front page to the questions about oneself: no warning signs, a spasm on Sunday at 23:10."""
    page.get_by_role("link", name="Start now", exact=True).click()
    expect_heading(page, "Before anything else")
    tap(page, "None of these")
    expect_heading(page, "Where are you now?")
    tap(page, place)
    expect_heading(page, "And any of these?")
    tap(page, "None of these")
    say_when(page, script, pain)


def say_when(page: Page, script: bool, pain: str = "8", walks: str = "") -> None:
    """Answer when it started, how bad it is and, where it is asked, whether walking works."""
    choose(page, "Pick a time")
    page.get_by_label("Day and time").fill("2026-05-10T23:10")
    choose(page, pain)
    if not script:
        page.get_by_label("Where are you?").select_option("Europe/London")
    tap(page, walks or "Go on")


def about_me(page: Page, *conditions: str, **typed: str) -> None:
    """Tick conditions, type answers by their label, and get the plan."""
    for condition in conditions:
        page.get_by_role("checkbox", name=condition).check()
    for label, answer in typed.items():
        page.get_by_label(label.replace("_", " ")).fill(answer)
    button = "Make my plan" if conditions else "None of these. Make my plan"
    page.get_by_role("button", name=button, exact=True).last.click()


# --- buttons and answers


def tap(page: Page | Locator, button: str) -> None:
    """Tap the button of exactly this name."""
    page.get_by_role("button", name=button, exact=True).click()


def choose(page: Page, answer: str) -> None:
    """Choose the answer of exactly this name."""
    page.get_by_role("radio", name=answer, exact=True).check()


def log_in(page: Page, email: str) -> None:
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    tap(page, "Log in")


# --- warning signs


def how_i_feel(page: Page, pain: str, *signs: str) -> None:
    """Log a pain, with warning signs or without."""
    page.get_by_role("link", name="How do you feel?").click()
    say_pain(page, pain)
    answer_signs(page, *signs)


def say_pain(page: Page, pain: str) -> None:
    """Choose a pain in the first step of a check-in, and go on to the warning signs, also just after the start."""
    page.wait_for_load_state()  # without the style sheet both ways on are shown
    choose(page, pain)
    page.get_by_role("link", name=matching("^(Same as before|Next: warning signs)$|Something new")).click()


def answer_signs(page: Page, *signs: str) -> None:
    """Tick warning signs and save, or save that there are none."""
    for sign in signs:
        page.get_by_role("checkbox", name=sign).check()
    none = page.get_by_role("button", name=matching("^None of (these|the red ones). Save$"))
    (page.get_by_role("button", name="What to do now") if signs else none).click()


def clear_alert(page: Page, because: str) -> None:
    """Say why a warning sign is cleared; this takes two taps."""
    page.get_by_text("I was seen, or it was a mistake").click()
    page.get_by_role("button", name=because).click()


# --- Today


def open_walk_sheet(page: Page) -> Locator:
    """Open the sheet to log a walk on a day of rest; scripts must run."""
    page.locator("#rhythm-walk").get_by_role("link", name="Log a walk").click()
    sheet = page.get_by_role("dialog")
    expect(sheet.get_by_role("heading", name="Walk")).to_be_focused()
    return sheet


def open_log(page: Page) -> None:
    """Open what can be logged and the journal, by the tab of a phone; while style sheets load, both tabs show."""
    page.locator(".tabs .narrow").get_by_role("link", name="Log").click()


def log_a_walk(page: Page, before: str, after: str) -> None:
    """Log a walk with the pain before and after it, from the page with everything that can be logged."""
    open_log(page)
    page.get_by_role("link", name="Walk", exact=True).click()
    page.get_by_label("Pain before", exact=True).fill(before)
    page.get_by_label("Pain after", exact=True).fill(after)
    tap(page, "Save")
    expect_toast(page, "Walk saved")


def expect_words(part: Locator, *words: str) -> None:
    """Expect each of these pieces of text in a part of the page."""
    for each in words:
        expect(part).to_contain_text(each)


def expect_toast(page: Page, words: str) -> None:
    expect(page.locator("#toast")).to_contain_text(words)


def expect_walks(page: Page, count: int) -> None:
    """Expect the row of walks of a day of rest to count so many."""
    row = page.locator("#rhythm-walk")
    if count:
        expect(row).to_contain_text(f"{count} done.")
    else:
        expect(row).not_to_contain_text("done")


def expect_heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", name=words)).to_be_visible()


def expect_in_journal(page: Page, words: str, times: int = 1) -> None:
    """Expect so many rows with these words on the log page, withdrawn entries not counted."""
    expect(page.locator(".rows li:not(.gone)", has_text=words)).to_have_count(times)
