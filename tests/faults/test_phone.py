"""On the phone, a tap or a form can be sent again after an outage."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.faults.databases import Database
from tests.faults.server import Server

pytestmark = pytest.mark.pages


def test_a_tap_is_kept_in_a_sheet_over_today(browsing: Callable[..., Page], database: Database, server: Server) -> None:
    page = browsing("owner")
    page.goto(f"{server.address}/today/")
    page.evaluate("window.stayed = true")
    before = len(database.ids("drink"))
    sheet = page.get_by_role("dialog")
    with database.away(server):
        page.locator("#tile-drink").get_by_role("button").click()
        expect(sheet.get_by_role("heading", name="Not saved yet")).to_be_focused()
        expect(page.locator("#tile-drink")).to_be_attached()
        with page.expect_response("**/log/drink/"):
            sheet.get_by_role("button", name="Send it again").click()
        expect(sheet.get_by_role("heading", name="Not saved yet")).to_be_focused()
    sheet.get_by_role("button", name="Send it again").click()
    expect(page.locator("#toast")).to_contain_text("saved")
    expect(sheet).to_have_count(0)
    assert page.evaluate("window.stayed === true")
    assert len(database.ids("drink")) == before + 1


def test_a_form_in_a_sheet_is_kept(browsing: Callable[..., Page], database: Database, server: Server) -> None:
    page = browsing("owner")
    page.goto(f"{server.address}/today/")
    page.locator("#rhythm-cold").get_by_role("link").last.click()
    sheet = page.get_by_role("dialog")
    sheet.get_by_role("link", name="Log it").click()
    sheet.get_by_role("textbox", name="Minutes").fill("9")
    with database.away(server):
        sheet.get_by_role("button", name="Save", exact=True).click()
        expect(sheet.get_by_role("heading", name="Not saved yet")).to_be_focused()
    sheet.get_by_role("button", name="Send it again").click()
    expect(page.locator("#toast")).to_contain_text("Ice saved")
    minutes = database.ask("SELECT CAST(data ->> 'minutes' AS integer) FROM recovery_entry WHERE kind = 'cold'")
    assert minutes == [(9,)]


def test_without_script_the_outage_page_sends_the_form_again(
    browsing: Callable[..., Page], database: Database, server: Server
) -> None:
    page = browsing("guest", java_script_enabled=False)
    page.goto(f"{server.address}/log/walk/")
    page.get_by_role("textbox", name="Minutes").fill("7")
    before = len(database.ids("walk"))
    with database.away(server):
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_role("heading", name="Not saved yet")).to_be_visible()
    page.get_by_role("button", name="Send it again").click()
    expect(page.locator("#toast")).to_contain_text("Walk saved")
    assert len(database.ids("walk")) == before + 1


def test_a_helper_can_send_a_walk_again(
    browsing: Callable[..., Page], database: Database, server: Server, keys: dict[str, str]
) -> None:
    page = browsing("nobody")
    page.goto(f"{server.address}/with/{keys['helper']}/?open=1")
    before = len(database.ids("walk"))
    sheet = page.get_by_role("dialog")
    with database.away(server):
        page.locator(".longer summary", has_text="Walk").click()
        page.get_by_role("group", name="Log what was done: Walk").get_by_role("button").first.click()
        expect(sheet.get_by_role("heading", name="Not saved yet")).to_be_focused()
    sheet.get_by_role("button", name="Send it again").click()
    expect(sheet).to_have_count(0)
    expect(page.locator("#toast")).to_contain_text("saved")
    assert len(database.ids("walk")) == before + 1


def test_today_stays_while_it_cannot_refresh(browsing: Callable[..., Page], database: Database, server: Server) -> None:
    page = browsing("owner")
    page.goto(f"{server.address}/today/")
    with database.away(server):
        page.evaluate("refresh()")
        expect(page.locator("#toast")).to_contain_text("cannot renew itself")
        expect(page.locator("#now")).to_be_visible()


@pytest.mark.parametrize("light", ["light", "dark"])
@pytest.mark.parametrize("path", ["/today/", "/help/", "/"])
def test_the_outage_page_is_accessible_and_fits_a_small_phone(
    browsing: Callable[..., Page],
    database: Database,
    server: Server,
    axe: Callable[[Page], None],
    path: str,
    light: str,
) -> None:
    page = browsing("owner", color_scheme=light)
    page.set_viewport_size({"width": 320, "height": 568})
    with database.away(server):
        page.goto(f"{server.address}{path}")
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        axe(page)


@pytest.mark.parametrize("light", ["light", "dark"])
def test_the_alarm_is_accessible_and_its_button_is_in_sight(
    browsing: Callable[..., Page], database: Database, server: Server, axe: Callable[[Page], None], light: str
) -> None:
    page = browsing("nobody", color_scheme=light)
    page.set_viewport_size({"width": 320, "height": 568})
    page.goto(f"{server.address}/start/")
    page.get_by_role("checkbox").first.check()
    with database.away(server):
        page.get_by_role("button").last.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Get medical help now")
        expect(page.get_by_role("link", name="Find the number")).to_be_in_viewport()
        page.wait_for_load_state()  # text can be visible before its style sheet is loaded
        assert page.evaluate("document.documentElement.scrollWidth") == 320
        axe(page)
        page.get_by_role("link", name="Find the number").click()
        expect(page.get_by_role("heading", name="Emergency numbers")).to_be_in_viewport()
