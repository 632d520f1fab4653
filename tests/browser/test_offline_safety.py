"""Without signal a phone is never less careful than the plan: warmth, ice, warning signs."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser import cast
from tests.browser.offline import OfflinePhone, send
from tests.browser.steps import expect_heading

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.pages]


def test_warmth_may_begin_at_its_minute_and_not_before(offline: OfflinePhone) -> None:
    role = cast.person("warm", cast.at(3, "11:50"))
    cast.log(role.episode, "onset", cast.at(1, "00:00"), started_at=cast.at(0, "12:10"))
    cast.log(role.episode, "check_in", cast.at(3, "07:30"), pain=5, can_walk="yes", **cast.SCREENED)
    page = offline(role).keep()
    warmth = page.locator("#kept-today li", has_text="Warmth")
    page.clock.set_system_time(cast.at(3, "12:09"))
    page.goto("/today/")
    expect(warmth).to_contain_text("12:10")
    expect(page.get_by_role("button", name="Start Warmth")).to_have_count(0)
    expect(page.locator("#now")).not_to_contain_text("Warmth")
    page.clock.set_system_time(cast.at(3, "12:10"))
    page.goto("/today/")
    expect(page.get_by_role("button", name="Start Warmth")).to_be_visible()


def take_back(page: Page) -> None:
    page.goto("/offline/")
    page.get_by_role("button", name="Take back").click()


def test_what_is_told_leaves_only_rest_breathing_and_drinks(offline: OfflinePhone) -> None:
    page = offline(cast.cold()).keep()
    told = [{"sudden": "on"}, {"can_walk": "no"}, {"skin": "marked"}, {"skin": "numb"}, {"pain": "9"}, {"week": "S5"}]
    for answers in told:
        send(page, "/log/check_in/", **answers)
        expect(page.get_by_text("Only rest, slow breaths and drinks for now.")).to_be_visible()
        starts = page.get_by_role("button", name="Start")
        expect(starts).to_have_text(["Start Rest", "Start Slow breaths"])
        expect(page.locator("#now")).not_to_contain_text("Ice")
        take_back(page)
        expect(page.get_by_role("button", name="Start Ice")).to_be_visible()


def test_signs_add_up_across_entries_that_wait(offline: OfflinePhone) -> None:
    page = offline(cast.cold()).keep()
    send(page, "/log/check_in/", temperature_c="38,5")
    expect(page.locator("#kept-today")).to_be_visible()
    send(page, "/log/check_in/", leg="weak")
    expect_heading(page, "Get medical help now")
    page.goto("/today/")
    expect_heading(page, "Get medical help now")
    expect(page.get_by_role("button", name="Tapped by mistake")).to_be_visible()


def test_a_drink_holds_up_nothing(offline: OfflinePhone) -> None:
    page = offline(cast.cold()).keep()
    send(page, "/log/drink/", ml="200")
    expect(page.locator("#kept-today li", has_text="Drink")).to_contain_text("next 1")
    expect(page.get_by_role("button", name="Start Ice")).to_be_visible()
