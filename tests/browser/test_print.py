"""Paper has the words of a page, without controls and navigation."""

import re
from collections.abc import Callable

import pytest
import time_machine
from playwright.sync_api import Page, ViewportSize
from pytest_django.live_server_helper import LiveServer

from recovery.plan.rulebook import CHAPTERS
from tests.browser import cast
from tests.browser.steps import SignIn

pytestmark = [pytest.mark.django_db, pytest.mark.pages]

CONTROLS = "nav, button, input:not([type=hidden]), select, textarea, dialog, summary .i, .btn, .skip, #toast"
SHOWN = "parts => parts.filter((part) => part.checkVisibility()).map((part) => part.outerHTML.slice(0, 90))"
CUT = """(parts, most) => parts.filter((part) => {
    return part.offsetHeight > most || getComputedStyle(part).breakInside !== "avoid";
}).map((part) => `${part.id}: ${part.offsetHeight}`)"""
FOLDED = "parts => parts.filter((part) => !part.getBoundingClientRect().height).map((part) => part.textContent)"
INKS = "parts => [...new Set(parts.map((part) => getComputedStyle(part).color))]"
SHEET: ViewportSize = {"width": 687, "height": 980}  # A4 within its margins, less the name of a chapter
LONGEST = 4_400  # pixels of a report of fourteen full days; the one of six usual days has 2,600
PATHS = ("/today/", "/plan/", "/plan/2026-05-11/", "/plan/2026-05-14/", "/progress/", "/report/", "/rules/walking/")


def test_paper_has_all_words_and_no_control(
    page: Page, live_server: LiveServer, sign_in: SignIn, subtests: pytest.Subtests
) -> None:
    role = cast.today_banner()
    sign_in(role.client)
    page.emulate_media(media="print")
    for path in PATHS:
        with time_machine.travel(role.now, tick=True):
            page.goto(live_server.url + path)
        with subtests.test(path):
            assert page.locator(CONTROLS).evaluate_all(SHOWN) == []
            assert page.locator("details.fold li").evaluate_all(FOLDED) == []
            assert page.get_by_role("heading", level=1).is_visible()


@pytest.mark.parametrize("make", [cast.fortnight, cast.cold, cast.recovered], ids=lambda make: make.__name__)
def test_the_report_is_short_on_a_phone_and_one_sheet_in_black_on_white(
    page: Page, live_server: LiveServer, sign_in: SignIn, make: Callable[[], cast.Role]
) -> None:
    role = make()
    sign_in(role.client)
    page.emulate_media(color_scheme="dark")
    with time_machine.travel(role.now, tick=True):
        page.goto(f"{live_server.url}/report/")
    assert page.evaluate("document.documentElement.scrollHeight") <= LONGEST
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True))) == 1
    page.emulate_media(media="print")
    assert page.locator(".report th, .report p").evaluate_all(INKS) == ["rgb(0, 0, 0)"]
    assert page.get_by_role("heading", name="Notes of the clinician").is_visible()
    assert page.get_by_text("The same as data").is_hidden()


@pytest.mark.parametrize(("path", "chapters"), [("/rules/clock/", 1), ("/rules/booklet/", len(CHAPTERS))])
def test_each_rule_and_chapter_has_lines_to_sign_on_paper_only_and_no_rule_is_cut_in_two(
    page: Page, live_server: LiveServer, path: str, chapters: int
) -> None:
    page.goto(live_server.url + path)
    rules, lines, signatures = page.locator(".rule"), page.locator(".rule .line"), page.get_by_text("Signature")
    assert (lines.count(), signatures.count()) == (rules.count(), chapters)
    assert lines.or_(signatures).evaluate_all(SHOWN) == []
    page.emulate_media(media="print")
    page.set_viewport_size(SHEET)
    assert len(lines.or_(signatures).evaluate_all(SHOWN)) == lines.count() + chapters
    assert rules.evaluate_all(CUT, SHEET["height"]) == []
