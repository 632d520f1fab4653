"""Getting about: from the landing page to the first step on the floor, with a thumb, keys, ears, and no script."""

from re import compile as matching

import brotli
import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Locator, Page, expect

from backcare.static import prepared
from recovery.plan.clinical.guides import GUIDES
from recovery.plan.enums import GuideId
from tests.browser import cast
from tests.browser.cast import at
from tests.browser.conftest import NewPhone
from tests.browser.steps import expect_heading, time_is
from tests.browser.test_layout import press
from tests.browser.timers import DEVICE, noted

pytestmark = [pytest.mark.django_db, pytest.mark.pages]

FIRST_STEP = "Lie still. Breathe out slowly 3 times."


class Taps:
    """Taps links and buttons by name, and counts."""

    def __init__(self, page: Page, keys: bool = False) -> None:
        self.page, self.keys, self.count = page, keys, 0

    def __call__(self, *names: str) -> None:
        for name in names:
            self.page.wait_for_load_state()  # before its style sheet is loaded, a page shows all steps
            shown = self.page.locator("a, button, label.check").filter(visible=True)
            control = shown.filter(has_text=matching(rf"\b{name}\b")).first
            press(self.page, control) if self.keys else control.click()
            self.count += 1


def current(page: Page) -> Locator:
    """The words of the step that is shown, the only one."""
    expect(page.locator(".moves li").filter(visible=True)).to_have_count(1)
    return page.locator('.moves [aria-current="step"] .do')


@pytest.mark.parametrize("keys", [False, True], ids=["thumb", "keys"])
def test_on_the_floor_alone_at_three_in_the_morning(script: bool, new_phone: NewPhone, keys: bool) -> None:
    page = new_phone(java_script_enabled=script)
    with time_is(at(1, "03:00"), page):
        page.goto("/")
        taps = Taps(page, keys)
        taps("Start now", "None of these", "On the floor, alone", "No")
        expect(current(page)).to_have_text(FIRST_STEP)
        assert taps.count <= 5
        expect(page.get_by_role("link", name="Warning signs")).to_be_in_viewport(ratio=1)
        expect(page.get_by_text("Stop if a leg fails")).to_be_in_viewport(ratio=1)
        taps(*["Next step"] * 6)
        expect(current(page)).to_have_text("Push with arms and leg. Turn and sit.")
        taps("Done")
        expect_heading(page, "Where are you now?")
        taps("In a chair")
        expect_heading(page, "And any of these?")


def test_who_fell_and_hit_the_head_is_sent_to_call_in_six_taps(script: bool, new_phone: NewPhone) -> None:
    page = new_phone(java_script_enabled=script)
    with time_is(at(1, "03:00"), page):
        page.goto("/")
        taps = Taps(page)
        taps("Start now", "None of these", "On the floor, alone", *["Yes, or not sure"] * 2)
        expect_heading(page, "Get medical help now")
        assert taps.count <= 6
        taps("How to lie until help comes")
        expect(current(page)).to_have_text("Stop trying. Call or shout for help.")


def test_a_tick_at_once_leads_to_the_call_in_three_taps(script: bool, new_phone: NewPhone) -> None:
    page = new_phone(java_script_enabled=script)
    page.goto("/")
    taps = Taps(page)
    taps("Start now", "a hit head", "What to do now")
    expect_heading(page, "Get medical help now")
    assert taps.count == 3


def test_steps_turn_without_loading_and_are_read_aloud(new_phone: NewPhone) -> None:
    page = new_phone()
    page.add_init_script(DEVICE)
    page.goto("/move/floor_up_chair/")
    page.locator("label", has_text="Read it to me").click()
    assert noted(page) == [FIRST_STEP]
    loads: list[str] = []
    page.on("framenavigated", lambda frame: loads.append(frame.url))
    page.context.set_offline(True)
    page.get_by_role("link", name="Next step").click()
    expect(current(page)).to_have_text("Bend both knees, feet flat.")
    expect(page.locator("#step-2")).to_be_focused()
    assert noted(page)[-1] == "Bend both knees, feet flat."
    page.get_by_role("link", name="Back", exact=True).click()
    expect(current(page)).to_have_text(FIRST_STEP)
    assert page.url.endswith("?step=1")


def test_today_shows_the_guides_to_who_is_on_the_floor(new_phone: NewPhone) -> None:
    role = cast.cold()
    cast.log(role.episode, "check_in", role.now, pain=8, where_now="floor", alone=True, can_walk="no")
    page = new_phone(role.client)
    with time_is(role.now, page):
        page.goto("/today/")
        page.get_by_role("link", name="Up from the floor, with a chair or bed").click()
        expect(current(page)).to_have_text(FIRST_STEP)


@pytest.mark.parametrize("guide", GuideId)
def test_the_first_view_of_a_guide_fits_in_one_round_trip(client: Client, guide: GuideId) -> None:
    page = client.get(f"/move/{guide}/").content
    style = b"".join(prepared(settings.BASE_DIR / "static" / name) for name in ("app.css", "guide.css"))
    assert GUIDES[guide].steps
    assert len(brotli.compress(page, quality=4)) + len(brotli.compress(style)) <= 14_000
