"""On paper stands what is to be read: no control and no way through the site."""

import re
from collections.abc import Callable

import pytest
import time_machine
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.browser import cast

pytestmark = [pytest.mark.django_db, pytest.mark.pages]

CONTROLS = "nav, button, input:not([type=hidden]), select, textarea, dialog, summary .i, .btn, .skip, #toast"
SHOWN = "parts => parts.filter((part) => part.checkVisibility()).map((part) => part.outerHTML.slice(0, 90))"
FOLDED = "parts => parts.filter((part) => !part.getBoundingClientRect().height).map((part) => part.textContent)"
INKS = "parts => [...new Set(parts.map((part) => getComputedStyle(part).color))]"
PATHS = ("/today/", "/plan/", "/plan/2026-05-11/", "/plan/2026-05-14/", "/progress/", "/report/", "/rules/")


def test_paper_holds_all_words_and_no_control(
    page: Page, live_server: LiveServer, sign_in: Callable[[Client], None], subtests: pytest.Subtests
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
def test_a_clinician_gets_one_sheet_black_on_white(
    page: Page, live_server: LiveServer, sign_in: Callable[[Client], None], make: Callable[[], cast.Role]
) -> None:
    role = make()
    sign_in(role.client)
    page.emulate_media(color_scheme="dark")
    with time_machine.travel(role.now, tick=True):
        page.goto(f"{live_server.url}/report/")
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True))) == 1
    page.emulate_media(media="print")
    assert page.locator(".report th, .report p").evaluate_all(INKS) == ["rgb(0, 0, 0)"]
    assert page.get_by_role("heading", name="Notes of the clinician").is_visible()
    assert page.get_by_text("The same as data").is_hidden()


def test_a_clinician_can_tick_each_rule_and_sign_on_paper_only(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/rules/")
    box = "part => getComputedStyle(part, '::before').content"
    rules, signature = page.locator(".rulebook article > h3"), page.get_by_text("Signature")
    assert signature.is_hidden()
    page.emulate_media(media="print")
    assert signature.is_visible()
    assert {rule.evaluate(box) for rule in rules.all()} == {'"☐ "'}
