"""Every page fits, also a narrow phone and double text; every control is big, free and within reach of the keyboard."""

from collections.abc import Callable

import pytest
import time_machine
from django.test import Client
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from recovery import journal
from recovery.plan.facts import Walk
from tests.browser import cast
from tests.browser.tour import tour

# allauth's own templates ask for variables that may be absent
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors, pytest.mark.pages]

# What makes the page, or the open sheet, wider than its window: the words and parts that stick out.
TOO_WIDE = """() => [document.documentElement, ...document.querySelectorAll("dialog[open]")]
    .filter((frame) => frame.scrollWidth > frame.clientWidth)
    .flatMap((frame) => {
        const edge = frame.getBoundingClientRect().right + 1, out = [`${frame.scrollWidth} px`];
        const walker = document.createTreeWalker(frame, NodeFilter.SHOW_TEXT), range = document.createRange();
        while (walker.nextNode()) {
            range.selectNode(walker.currentNode);
            if (range.getBoundingClientRect().right > edge) out.push(walker.currentNode.textContent.trim());
        }
        const sticksOut = (part) => !part.childElementCount && part.getBoundingClientRect().right > edge;
        const leaves = [...frame.querySelectorAll("body *")].filter(sticksOut);
        return [...out, ...leaves.map((part) => part.outerHTML.slice(0, 90))];
    })"""

# Controls drawn smaller than 44 px a side, and controls that have no ring or lie under something else when they have
# the focus. A link in a sentence may be small; a number's ring is drawn around its stepper; behind a sheet all is well.
BAD_CONTROLS = """() => {
    const root = document.querySelector("dialog[open]") ?? document;
    const inSentence = (link) => link.matches("a") && getComputedStyle(link).display === "inline"
        && [...link.parentNode.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
    const told = (part, what) => `${what}: ${part.outerHTML.slice(0, 90)}`;
    const bad = [];
    for (const part of root.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")) {
        if (!part.checkVisibility({ visibilityProperty: true }) || part.disabled) continue;
        part.focus();
        const ringed = part.closest(".stepper:not(:has(button:focus))") ?? part;
        if (getComputedStyle(ringed).outlineStyle === "none") bad.push(told(part, "no ring"));
        const { x, y, width, height } = part.getBoundingClientRect();
        if (!inSentence(part) && (width < 44 || height < 44)) bad.push(told(part, `${width} x ${height}`));
        for (const dy of height < innerHeight / 2 ? [4, height / 2, height - 4] : []) {
            const there = document.elementFromPoint(x + width / 2, y + dy);
            if (there?.closest(".toast")) break;  // it goes away by itself
            if (!there || !(part.contains(there) || there.contains(part))) {
                bad.push(told(part, `covered by ${there && there.outerHTML.slice(0, 60)}`));
                break;
            }
        }
    }
    document.activeElement.blur();
    return bad;
}"""


def test_every_page_fits(
    page: Page, live_server: LiveServer, sign_in: Callable[[Client], None], subtests: pytest.Subtests
) -> None:
    page.emulate_media(reduced_motion="reduce")
    for stop in tour(page, live_server.url, sign_in):
        with subtests.test(stop):
            page.keyboard.press("Shift")  # so that the focus is shown
            assert page.evaluate(BAD_CONTROLS) == []
            page.set_viewport_size({"width": 320, "height": 844})
            assert page.evaluate(TOO_WIDE) == [], "at 320 px"
            page.set_viewport_size({"width": 390, "height": 844})
            page.evaluate("document.documentElement.style.fontSize = '200%'")
            assert page.evaluate(TOO_WIDE) == [], "at double text size"
        page.set_viewport_size({"width": 390, "height": 844})
        page.evaluate("document.documentElement.style.fontSize = ''")


def tab_to(page: Page, goal: Locator) -> None:
    """Press Tab until the goal has the focus."""
    for _ in range(60):
        if goal.evaluate("part => part === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {goal}")


def press(page: Page, goal: Locator, key: str = "Enter") -> None:
    tab_to(page, goal)
    page.keyboard.press(key)


def test_the_keyboard_alone_leads_from_the_start_to_a_plan(page: Page, live_server: LiveServer) -> None:
    page.goto(live_server.url)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the main part")).to_be_focused()
    expect(page.get_by_role("link", name="Skip to the main part")).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Start now", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(2):
        press(page, page.get_by_role("button", name="None of these"))
    press(page, page.get_by_role("radio", name="Just now"), "Space")
    press(page, page.get_by_role("radio", name="0 none"), "ArrowRight")
    press(page, page.get_by_role("radio", name="Yes", exact=True), "Space")
    press(page, page.get_by_role("button", name="Go on"))
    press(page, page.get_by_role("button", name="None of these. Make my plan").first)
    expect(page.get_by_role("heading", name="Day 0")).to_be_visible()


def test_the_keyboard_alone_logs_a_walk(page: Page, live_server: LiveServer, sign_in: Callable[[Client], None]) -> None:
    role = cast.cold()
    sign_in(role.client)
    opener = page.locator("#walks").get_by_role("link", name="Walk")
    sheet = page.get_by_role("dialog")
    with time_machine.travel(role.now, tick=True):
        page.goto(f"{live_server.url}/today/")
        press(page, opener)
        expect(sheet.get_by_role("heading")).to_be_focused()
        page.keyboard.press("Escape")
        expect(sheet).to_have_count(0)
        expect(opener).to_be_focused()

        page.keyboard.press("Enter")
        press(page, sheet.get_by_role("button", name="Minutes: more"))
        press(page, sheet.get_by_role("button", name="Save", exact=True))
        expect(sheet).to_have_count(0)
        expect(opener).to_be_focused()
    walks = [entry.minutes for entry in journal.read(role.episode) if isinstance(entry, Walk)]
    assert walks == [2, 3]
