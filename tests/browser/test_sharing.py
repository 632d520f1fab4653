"""Somebody at home helps: from the link to the walk in the person's log, until the link is ended."""

from collections.abc import Callable
from re import compile as matching

import pytest
from django.core.cache import cache
from django.test import Client
from playwright.sync_api import Page, Request, expect
from pytest_django.live_server_helper import LiveServer
from pytest_playwright.pytest_playwright import CreateContextCallback

from tests.browser import cast
from tests.browser.steps import time_is

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[True, False], ids=["with_script", "without_script"])
def helper(request: pytest.FixtureRequest, new_context: CreateContextCallback, watched: Callable[[Page], Page]) -> Page:
    """The phone of somebody without an account."""
    cache.clear()  # the limit on guesses counts there
    return watched(new_context(java_script_enabled=request.param).new_page())


def share(page: Page, url: str) -> str:
    """Make a link for Anna, from the settings on."""
    page.goto(f"{url}/settings/")
    page.get_by_role("link", name="Share with somebody").click()
    page.get_by_label("Who helps you?").fill("Anna")
    page.get_by_role("button", name="Make a link to help").click()
    return page.get_by_label("The link", exact=True).input_value()


def help_out(helper: Page) -> None:
    """Log a walk, and put ice on and off."""
    expect(helper.locator("#walks .of")).to_have_text(matching("^1 of"))
    helper.get_by_role("button", name="Walk, 2 min").click()
    expect(helper.locator(".toast")).to_contain_text("Walk saved")
    expect(helper.locator("#walks .of")).to_have_text(matching("^2 of"))
    helper.get_by_role("button", name="Start timer").click()
    expect(helper.locator("#now")).to_contain_text("off at 10:40")
    helper.get_by_role("button", name="Ice is off").click()
    expect(helper.locator(".toast")).to_contain_text("Ice saved")


def test_a_helper_logs_what_the_person_sees_until_the_link_is_ended(
    page: Page, helper: Page, sign_in: Callable[[Client], None], live_server: LiveServer
) -> None:
    role = cast.cold()
    sign_in(role.client)
    sent: list[Request] = []
    helper.on("request", lambda request: sent.append(request))
    with time_is(role.now, page, helper):
        link = share(page, live_server.url)
        helper.goto(link)
        help_out(helper)
        assert [request.url for request in sent if "referer" in request.all_headers()] == []
        page.goto(f"{live_server.url}/log/")
        expect(page.locator(".rows li", has_text="Anna")).to_have_count(2)
        page.goto(f"{live_server.url}/settings/sharing/")
        page.get_by_role("button", name=matching("End it.*Anna")).click()
        expect(page.get_by_role("button", name="End it")).to_have_count(0)
        assert helper.request.get(link).status == 404
