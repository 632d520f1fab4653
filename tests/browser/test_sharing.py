"""A helper at home: from the link to a walk in the person's journal, until the person ends the link."""

from re import compile as matching

import pytest
from playwright.sync_api import Page, Request, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser import cast
from tests.browser.conftest import NewPhone
from tests.browser.steps import SignIn, expect_in_journal, expect_toast, expect_walks, tap, time_is
from tests.web.own_data import confirmed

pytestmark = pytest.mark.django_db


def share(page: Page, url: str) -> str:
    """Make a link for the helper Anna, starting at the settings."""
    page.goto(f"{url}/settings/")
    page.get_by_role("link", name="Share with somebody").click()
    page.get_by_label("Who helps you?").fill("Anna")
    tap(page, "Make a link to help")
    return page.get_by_label("The link", exact=True).input_value()


def help_out(helper: Page) -> None:
    """Log a walk, and put ice on and off."""
    expect_walks(helper, 1)
    helper.get_by_text("The whole day").click()
    tap(helper, "Log a walk of 2 min")
    expect_toast(helper, "Walk saved")
    expect_walks(helper, 2)
    tap(helper, "Ice is on: start timer")
    expect(helper.locator("#now")).to_contain_text("off at 10:40")
    tap(helper, "Ice is off")
    expect_toast(helper, "Ice saved")


def test_a_helper_logs_into_the_journal_until_the_link_ends(
    page: Page, script: bool, new_phone: NewPhone, sign_in: SignIn, live_server: LiveServer
) -> None:
    role = cast.cold()
    helper = new_phone(java_script_enabled=script)
    sent: list[Request] = []
    helper.on("request", lambda request: sent.append(request))
    with time_is(role.now, page, helper):
        sign_in(confirmed(role.client))
        link = share(page, live_server.url)
        helper.goto(link)
        helper.get_by_role("link", name="Open the plan").click()
        help_out(helper)
        assert [request.url for request in sent if "referer" in request.all_headers()] == []
        page.goto(f"{live_server.url}/log/")
        expect_in_journal(page, "Anna", times=2)
        page.goto(f"{live_server.url}/settings/sharing/")
        page.get_by_role("button", name=matching("End it.*Anna")).click()
        expect(page.get_by_role("button", name="End it")).to_have_count(0)
        assert helper.request.get(link).status == 404


# What a phone offers, so that a test sees what the page asks for.
OFFERS = """
    window.asked = [];
    navigator.share = async (what) => asked.push(["share", what.url]);
    Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => asked.push(["copy", text]) } });
    window.print = () => asked.push(["print"]);
"""


def test_a_new_link_is_shared_or_copied_and_the_report_printed_by_one_tap(
    page: Page, sign_in: SignIn, live_server: LiveServer
) -> None:
    role = cast.cold()
    page.add_init_script(OFFERS)
    with time_is(role.now, page):
        sign_in(confirmed(role.client))
        link = share(page, live_server.url)
        for button in ("Share", "Copy"):
            tap(page, button)
        expect(page.get_by_role("button", name="Copied")).to_be_visible()
        assert page.evaluate("asked") == [["share", link], ["copy", link]]
        page.goto(f"{live_server.url}/report/")
        tap(page, "Print it")
        assert page.evaluate("asked") == [["print"]]


def test_a_button_that_needs_a_script_is_not_there_without_one(new_phone: NewPhone, live_server: LiveServer) -> None:
    role = cast.cold()
    page = new_phone(role.client, java_script_enabled=False)
    with time_is(role.now):
        page.goto(f"{live_server.url}/report/")
        expect(page.get_by_role("link", name="Share by a link")).to_be_visible()
        expect(page.get_by_role("button", name="Print it")).to_be_hidden()
