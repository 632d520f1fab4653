"""The keyboard goes where the eye goes and reaches all that the main journeys need; long words fit a narrow phone."""

from uuid import uuid4

import pytest
import time_machine
from playwright.sync_api import Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from recovery.models import Person
from recovery.plan.entries import Walk
from recovery.store import journal
from tests.browser import cast
from tests.browser.checks import TOO_WIDE
from tests.browser.steps import SignIn, expect_heading
from tests.web.links import link

# allauth's own templates ask for variables that may be absent
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors, pytest.mark.pages]


def test_the_way_in_is_on_the_first_screen_at_double_text_size(page: Page, live_server: LiveServer) -> None:
    page.goto(live_server.url)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    expect(page.get_by_role("link", name="Start now", exact=True)).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("width", [390, 1280])
def test_the_keyboard_follows_the_eye_through_the_tabs(
    page: Page, live_server: LiveServer, sign_in: SignIn, width: int
) -> None:
    role = cast.cold()
    sign_in(role.client)
    page.set_viewport_size({"width": width, "height": 844})
    with time_machine.travel(role.now, tick=True):
        page.goto(f"{live_server.url}/plan/")
    shown = "links => links.filter((link) => link.checkVisibility()).map((link) => link.getBoundingClientRect().x)"
    places = page.locator(".tabs a").evaluate_all(shown)
    assert len(places) == (6 if width > 1000 else 5)
    assert places == sorted(places)


def tab_to(page: Page, goal: Locator) -> None:
    """Press Tab until the goal has the focus."""
    for _ in range(60):
        if goal.evaluate("part => part === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {goal}")


def press(page: Page, goal: Locator, key: str = "Enter") -> None:
    """Reach the goal with Tab and press a key on it."""
    tab_to(page, goal)
    page.keyboard.press(key)


def test_the_keyboard_alone_leads_from_the_start_to_a_plan(page: Page, live_server: LiveServer) -> None:
    skip = page.get_by_role("link", name="Skip to the main part")
    page.goto(live_server.url)
    page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Start now", exact=True)).to_be_focused()
    page.keyboard.press("Enter")
    press(page, page.get_by_role("button", name="None of these"))
    press(page, page.get_by_role("button", name="Up, and I can walk"))
    press(page, page.get_by_role("button", name="None of these"))
    press(page, page.get_by_role("radio", name="Just now"), "Space")
    press(page, page.get_by_role("radio", name="0 none"), "ArrowRight")
    press(page, page.get_by_role("button", name="Go on"))
    press(page, page.get_by_role("button", name="None of these. Make my plan").first)
    expect_heading(page, "Day 1 Cold phase")


def test_the_keyboard_alone_logs_a_walk(page: Page, live_server: LiveServer, sign_in: SignIn) -> None:
    role = cast.cold()
    sign_in(role.client)
    opener = page.locator("#rhythm-walk").get_by_role("link", name="Log a walk")
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


def test_a_long_word_that_was_typed_fits_a_narrow_phone(
    page: Page, live_server: LiveServer, sign_in: SignIn, subtests: pytest.Subtests
) -> None:
    word, name = "w" * 110, "n" * 40
    role = cast.today_banner()
    Person.objects.update(email=f"{'m' * 60}@{'d' * 40}.example")
    cast.log(role.episode, "check_in", cast.at(1, "10:15"), pain=6, note=word, flags=["S1"], screened=True)
    pill = cast.log(role.episode, "medicine", cast.at(1, "08:20"), name="other", note=word)
    scores = [{"name": "a" * 60, "score": 4}, {"name": word[:60], "score": 5}]
    cast.log(role.episode, "activities", cast.at(1, "08:30"), scores=scores)
    sign_in(role.client)
    shared = [link(role.episode, kind, name, notes=True) for kind in ("helper", "clinician")]
    page.set_viewport_size({"width": 320, "height": 844})
    with time_machine.travel(role.now, tick=True):
        role.client.post(f"{shared[0]}log/walk/", {"minutes": "3", "when": "0", "id": str(uuid4())})
        for path in (
            *("/today/", "/today/hours/", "/log/", f"/log/{pill.id}/", "/log/medicine/", "/log/activities/"),
            *("/plan/2026-05-11/", "/progress/", "/report/", "/settings/", "/settings/sharing/", "/settings/export/"),
            *("/settings/delete/", "/accounts/email/", "/keep/", "/help/", *shared),
        ):
            page.goto(live_server.url + path)
            with subtests.test(path):
                assert page.evaluate(TOO_WIDE) == []
