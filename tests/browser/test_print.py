"""On paper stands what is to be read: no control and no way through the site."""

from collections.abc import Callable

import pytest
import time_machine
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.browser import cast

pytestmark = pytest.mark.django_db

CONTROLS = "nav, button, input:not([type=hidden]), select, textarea, dialog, summary .i, .btn, .skip, #toast"
SHOWN = "parts => parts.filter((part) => part.checkVisibility()).map((part) => part.outerHTML.slice(0, 90))"
FOLDED = "parts => parts.filter((part) => !part.getBoundingClientRect().height).map((part) => part.textContent)"
PATHS = ("/today/", "/plan/", "/plan/2026-05-11/", "/plan/2026-05-14/", "/progress/", "/rules/")


@pytest.mark.parametrize("path", PATHS)
def test_paper_holds_all_words_and_no_control(
    page: Page, live_server: LiveServer, sign_in: Callable[[Client], None], path: str
) -> None:
    role = cast.today_banner()
    sign_in(role.client)
    with time_machine.travel(role.now, tick=True):
        page.goto(live_server.url + path)
    page.emulate_media(media="print")
    assert page.locator(CONTROLS).evaluate_all(SHOWN) == []
    assert page.locator("details.fold li").evaluate_all(FOLDED) == []
    assert page.get_by_role("heading", level=1).is_visible()


def test_a_clinician_can_tick_each_rule_and_sign_on_paper_only(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/rules/")
    box = "part => getComputedStyle(part, '::before').content"
    rules, signature = page.locator(".rulebook article > h3"), page.get_by_text("Signature")
    assert signature.is_hidden()
    page.emulate_media(media="print")
    assert signature.is_visible()
    assert {rule.evaluate(box) for rule in rules.all()} == {'"☐ "'}
