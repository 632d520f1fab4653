"""The whole main journey: from a spasm in the night to warmth three days later.

It runs without scripts, and with all of them: the service worker passes on each page and each form.
"""

import pytest
from django.core.mail import EmailMessage
from playwright.sync_api import Page, expect

from tests.browser.cast import at
from tests.browser.conftest import NewPhone
from tests.browser.offline import CONTROLLED, until
from tests.browser.steps import (
    about_me,
    expect_heading,
    expect_walks,
    log_a_walk,
    log_in,
    open_log,
    start,
    tap,
    time_is,
)
from tests.web.mails import code_in
from tests.web.test_accounts import PASSWORD

# allauth's own templates ask for variables that may be absent
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]


def test_from_a_spasm_to_warmth(script: bool, new_phone: NewPhone, mailoutbox: list[EmailMessage]) -> None:
    options = {"service_workers": "allow"} if script else {"java_script_enabled": False}
    page = new_phone(**options)
    with time_is(at(1, "03:04"), page):
        get_a_plan_in_the_night(page, script)
        if script:
            until(page, CONTROLLED)
    with time_is(at(1, "09:30"), page):
        page.reload()
        log_a_walk_that_hurts(page)
        keep_the_plan(page, mailoutbox)

    other = new_phone(**options)
    with time_is(at(2, "09:00"), other):
        find_the_plan_on_another_phone(other)
    for moment, offered in ((at(3, "23:09"), False), (at(3, "23:10"), True)):
        with time_is(moment, other):
            other.goto("/today/")
            expect(other.get_by_text("Warmth for a short while")).to_have_count(int(offered))
    with time_is(at(4, "07:30"), other):
        other.reload()
        use_warmth(other)


def get_a_plan_in_the_night(page: Page, script: bool) -> None:
    page.goto("/")
    start(page, script)
    about_me(page)
    expect_heading(page, "Day 0 Night")
    expect(page.locator(".phases")).to_contain_text("Heat from Wed 23:10")
    expect(page.locator("#now")).to_contain_text("Rest on your back")
    expect(page.locator("#now").get_by_role("button")).to_have_text("Breathe with me")
    expect(page.locator("#next")).to_contain_text("Too sore to sleep? Ice for 20 minutes.")


def log_a_walk_that_hurts(page: Page) -> None:
    expect_heading(page, "Day 1 Cold phase")
    log_a_walk(page, before="5", after="8")
    expect_walks(page, 1)
    expect(page.locator("#why")).to_contain_text("Pain went from 5 to 8 with a walk.")
    tap(page, "Undo")
    expect_walks(page, 0)
    log_a_walk(page, before="5", after="8")
    expect_walks(page, 1)


def keep_the_plan(page: Page, mailoutbox: list[EmailMessage]) -> None:
    page.get_by_role("link", name="Keep this plan").click()
    page.get_by_label("E-mail address").fill("new@example.com")
    page.get_by_label("Password").fill(PASSWORD)
    tap(page, "Keep my plan")
    page.get_by_label("Code").fill(code_in(mailoutbox[0]))
    tap(page, "Confirm")
    expect_heading(page, "Day 1 Cold phase")
    expect(page.get_by_role("link", name="Keep this plan")).to_have_count(0)


def find_the_plan_on_another_phone(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name="Log in").click()
    log_in(page, "new@example.com")
    expect_heading(page, "Day 2 Cold phase")
    expect(page.locator(".phases")).to_contain_text("Heat from 23:10 tomorrow")
    open_log(page)
    expect(page.locator(".rows li:not(.gone)", has_text="pain 5 to 8")).to_have_count(1)
    expect(page.locator(".rows li.gone", has_text="pain 5 to 8")).to_have_count(1)


def use_warmth(page: Page) -> None:
    expect_heading(page, "Day 4 Heat phase")
    expect(page.locator("#now")).to_contain_text("Warm wet towel, 15 minutes")
    tap(page, "Start timer")
    expect(page.locator("#now")).to_contain_text("off at 07:45")
