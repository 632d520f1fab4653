"""A phone on which tests of the timer can move the clock and see what the page asks the device for."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

import time_machine
from playwright.sync_api import Locator, Page, Request, expect

from recovery.plan.entries import Entry
from recovery.plan.history.story import Story
from recovery.store import journal
from tests.browser import cast
from tests.browser.cast import Role, at

# Notes what the device is asked for: vibration, sound, speech, a screen that stays on. Speech takes three seconds.
DEVICE = """
    window.noted = [];
    const note = (what) => noted.push(what);
    let speaksUntil = 0;
    navigator.vibrate = () => note("vibrates");
    let tapped = false;
    document.addEventListener("click", () => { tapped = true; }, { capture: true });
    Object.defineProperty(navigator, "userActivation", { get: () => ({ hasBeenActive: tapped }) });
    const { start } = AudioScheduledSourceNode.prototype;
    AudioScheduledSourceNode.prototype.start = function (when) { note("beeps"); start.call(this, when); };
    const speech = {
        speak(words) { speaksUntil = Date.now() + 3000; note(words.text); },
        cancel() { if (speaksUntil > Date.now()) note("(silent)"); speaksUntil = 0; },
        get speaking() { return speaksUntil > Date.now(); },
    };
    Object.defineProperty(window, "speechSynthesis", { value: speech });
    const wakeLock = { async request() { note("stays on"); return { async release() { note("may turn off"); } }; } };
    Object.defineProperty(Navigator.prototype, "wakeLock", { configurable: true, value: wakeLock });
    Object.defineProperty(document, "hidden", { get: () => Boolean(window.away) });
"""
LOOK_AWAY = "away => { window.away = away; document.dispatchEvent(new Event('visibilitychange')); }"


def look_away(page: Page) -> None:
    """Hide the page, as when another app is opened."""
    page.evaluate(LOOK_AWAY, True)


def look_again(page: Page) -> None:
    page.evaluate(LOOK_AWAY, False)


def noted(page: Page) -> list[str]:
    """Return what the device was asked for since the last call."""
    found: list[str] = page.evaluate("noted.splice(0)")
    return found


@contextmanager
def time_passes_to(moment: datetime, *pages: Page) -> Iterator[None]:
    """Let time pass up to a moment, on the server and on each phone, and run the timers that are due there."""
    with time_machine.travel(moment, tick=True):
        for page in pages:
            settle(page)
            passed = moment.timestamp() * 1000 - page.evaluate("Date.now()")
            page.clock.fast_forward(max(0, round(passed)))
            settle(page)
        yield


def settle(page: Page) -> None:
    """Let the page send the requests that are due, and wait for the answers."""
    page.clock.run_for(10)
    expect(page.locator(".htmx-request")).to_have_count(0)


def requests_for_today(page: Page) -> list[str]:
    """Return a list that each later request for Today is added to."""
    found: list[str] = []

    def look(request: Request) -> None:
        if request.url.endswith("/today/"):
            found.append(request.url)

    page.on("request", look)
    return found


def with_timer(role: Role, item: str, since: datetime) -> Role:
    """Start a timer in the journal of a person."""
    cast.log(role.episode, "started", since, item=item)
    return role


def logged[Kind: Entry](role: Role, kind: type[Kind]) -> list[Kind]:
    """Return the entries of one kind that count."""
    return Story(journal.read(role.episode), at(9, "12:00")).of(kind)


def step(page: Page) -> Locator:
    """Return the current step under the ring."""
    return page.locator(".guide li span").filter(visible=True)


def read_it_to_me(page: Page) -> None:
    """Tap the switch that reads the steps aloud."""
    page.locator("label", has_text="Read it to me").click()
