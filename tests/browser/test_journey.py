"""The main job, whole: from a spasm in the night to warmth three days later, with and without script."""

from collections.abc import Callable
from re import compile as matching

import pytest
from django.core.cache import cache
from django.core.mail import EmailMessage
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from pytest_playwright.pytest_playwright import CreateContextCallback

from tests.browser.cast import at
from tests.browser.steps import about_me, start, time_is
from tests.web.test_accounts import PASSWORD, code_in

# allauth's own templates ask for variables that may be absent
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


def log_a_walk(page: Page, before: str, after: str) -> None:
    page.locator("#walks").get_by_role("link", name="Walk").click()
    page.get_by_label("Pain before", exact=True).fill(before)
    page.get_by_label("Pain after", exact=True).fill(after)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#toast")).to_contain_text("Walk saved")


@pytest.mark.parametrize("script", [True, False], ids=["with_script", "without_script"])
def test_from_a_spasm_to_warmth(
    script: bool,
    live_server: LiveServer,
    new_context: CreateContextCallback,
    watched: Callable[[Page], Page],
    mailoutbox: list[EmailMessage],
) -> None:
    cache.clear()  # the limit on codes for one address counts there
    page = watched(new_context(java_script_enabled=script).new_page())
    walks = page.locator("#walks .of")

    with time_is(at(1, "03:04"), page):
        page.goto(live_server.url)
        start(page, script)
        about_me(page)
        expect(page.get_by_role("heading", name="Day 0 Night")).to_be_visible()
        expect(page.locator(".phases")).to_contain_text("Heat from Wed 23:10")
        expect(page.locator("#now")).to_contain_text("Rest on your back")
        expect(page.locator("#now").get_by_role("button")).to_have_text("Breathe with me")
        expect(page.locator("#next")).to_contain_text("Too sore to sleep? Ice for 20 minutes.")

    with time_is(at(1, "09:30"), page):
        page.reload()
        expect(page.get_by_role("heading", name="Day 1 Cold phase")).to_be_visible()
        log_a_walk(page, "5", "8")
        expect(walks).to_have_text(matching("^1 of"))
        expect(page.locator("#why")).to_contain_text("Pain went from 5 to 8 with a walk.")
        page.get_by_role("button", name="Undo").click()
        expect(walks).to_have_text(matching("^0 of"))
        log_a_walk(page, "5", "8")
        expect(walks).to_have_text(matching("^1 of"))

        page.get_by_role("link", name="Keep this plan").click()
        page.get_by_label("Email").fill("new@example.com")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Keep my plan").click()
        page.get_by_label("Code").fill(code_in(mailoutbox[0]))
        page.get_by_role("button", name="Confirm").click()
        expect(page.get_by_role("heading", name="Day 1 Cold phase")).to_be_visible()
        expect(page.get_by_role("link", name="Keep this plan")).to_have_count(0)

    other = watched(new_context(java_script_enabled=script).new_page())
    with time_is(at(2, "09:00"), other):
        other.goto(live_server.url)
        other.get_by_role("link", name="Log in").click()
        other.get_by_label("Email").fill("new@example.com")
        other.get_by_label("Password").fill(PASSWORD)
        other.get_by_role("button", name="Log in", exact=True).click()
        expect(other.get_by_role("heading", name="Day 2 Cold phase")).to_be_visible()
        expect(other.locator(".phases")).to_contain_text("Heat from Wed 23:10")
        other.get_by_role("link", name="Log", exact=True).click()
        expect(other.locator(".rows li:not(.gone)", has_text="pain 5 to 8")).to_have_count(1)
        expect(other.locator(".rows li.gone", has_text="pain 5 to 8")).to_have_count(1)

    for moment, offered in ((at(3, "23:09"), False), (at(3, "23:10"), True)):
        with time_is(moment, other):
            other.goto(f"{live_server.url}/today/")
            expect(other.get_by_text("Warmth for a short while")).to_have_count(int(offered))

    with time_is(at(4, "07:30"), other):
        other.reload()
        expect(other.get_by_role("heading", name="Day 4 Heat phase")).to_be_visible()
        expect(other.locator("#now")).to_contain_text("Warm wet towel, 15 minutes")
        other.get_by_role("button", name="Start timer").click()
        expect(other.locator("#now")).to_contain_text("off at 07:45")
