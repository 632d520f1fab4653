"""How many taps it takes: with a script, without one, and by keyboard."""

import pytest
import time_machine
from playwright.sync_api import Page, expect

from recovery.models import Episode
from recovery.plan.entries import CheckIn
from recovery.store import journal
from tests.browser import cast
from tests.browser.conftest import NewPhone
from tests.browser.steps import choose, expect_heading, tap
from tests.browser.test_layout import press

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


def pains(episode: Episode) -> list[int | None]:
    return [entry.pain for entry in journal.read(episode) if isinstance(entry, CheckIn)]


def test_two_taps_say_that_it_is_as_before(new_phone: NewPhone, script: bool) -> None:
    role = cast.cold()
    page = new_phone(role.client, java_script_enabled=script)
    with time_machine.travel(role.now, tick=True):
        page.goto("/log/check_in/")
        page.get_by_role("link", name="Same as before").click()
        tap(page, "None of these. Save")
        expect_heading(page, "Day 1 Cold phase")
    assert pains(role.episode) == [6, 6]


def test_the_keyboard_says_a_change(new_phone: NewPhone) -> None:
    role = cast.cold()
    page = new_phone(role.client)
    with time_machine.travel(role.now, tick=True):
        page.goto("/log/check_in/")
        press(page, page.get_by_role("radio", name="6", exact=True), "ArrowRight")
        expect(page.get_by_role("link", name="Same as before")).to_be_hidden()
        press(page, page.get_by_role("link", name="Next: warning signs"))
        expect(page.get_by_role("region", name="Any of these now?")).to_be_focused()
        press(page, page.get_by_role("checkbox", name="Losing weight"), "Space")
        press(page, page.get_by_role("button", name="None of the red ones. Save"))
        expect_heading(page, "Day 1 Cold phase")
    assert pains(role.episode) == [6, 7]


def test_a_sign_makes_the_button_red(new_phone: NewPhone, script: bool) -> None:
    role = cast.cold()
    page = new_phone(role.client, java_script_enabled=script)
    with time_machine.travel(role.now, tick=True):
        page.goto("/log/check_in/#signs")
        page.get_by_role("checkbox", name="Chest pain").check()
        expect(page.get_by_role("button", name="None of these")).to_be_hidden()
        tap(page, "What to do now")
        expect_heading(page, "Get medical help now")


def test_without_a_number_there_is_no_next_step(new_phone: NewPhone) -> None:
    role = cast.person("new", cast.at(1, "10:20"))
    page: Page = new_phone(role.client)
    with time_machine.travel(role.now, tick=True):
        page.goto("/log/check_in/")
        expect(page.get_by_text("First tap the number for your pain.")).to_be_visible()
        expect(page.get_by_role("link", name="Next: warning signs")).to_be_hidden()
        page.get_by_role("radio", name="4", exact=True).check()
        expect(page.get_by_role("link", name="Next: warning signs")).to_be_visible()


class Taps:
    """Counts the taps that lead to a plan."""

    def __init__(self, page: Page) -> None:
        self.page, self.count = page, 0

    def __call__(self, role: str, name: str) -> None:
        self.page.get_by_role(role, name=name, exact=True).first.click()  # type: ignore[arg-type]
        self.count += 1


@pytest.mark.parametrize(
    ("place", "last"),
    [("Up, and I can walk", "Go on"), ("In a chair", "A few steps"), ("In bed", "No")],
)
def test_six_taps_lead_to_a_plan_beside_two_pages_of_questions(
    new_phone: NewPhone, script: bool, place: str, last: str
) -> None:
    page = new_phone(java_script_enabled=script)
    page.goto("/")
    taps = Taps(page)
    taps("link", "Start now")
    taps("button", "None of these")
    taps("button", place)
    expect_heading(page, "And any of these?")
    tap(page, "None of these")  # the second screen of signs is not counted
    taps("radio", "Just now")
    taps("radio", "6")
    if not script:  # only a script can tell the time zone
        page.get_by_label("Where are you?").select_option("Europe/London")
    taps("button", last)
    expect_heading(page, "About you")
    page.get_by_role("button", name="None of these. Make my plan").first.click()  # nor are the questions about you
    expect_heading(page, "Day 1 Cold phase")
    assert taps.count <= 6


def test_yesterday_opens_a_filled_time_and_no_line_is_blank(new_phone: NewPhone) -> None:
    role = cast.person("new", cast.at(1, "10:20"))
    page = new_phone(role.client)
    with time_machine.travel(role.now, tick=True):
        page.goto("/settings/onset/")
        for answer, line in (("Just now", "Monday, about 10:20"), ("Yesterday", "Sunday, about 14:30")):
            choose(page, answer)
            expect(page.locator("#onset-line")).to_contain_text(line)
        page.locator("#onset-line input").check()
        expect(page.get_by_label("Day and time")).to_have_value("2026-05-10T14:30")


def test_a_browser_that_hides_its_place_is_asked_for_it(new_phone: NewPhone) -> None:
    page = new_phone()
    page.add_init_script("Intl.DateTimeFormat.prototype.resolvedOptions = () => ({ timeZone: 'Atlantic/Reykjavik' })")
    page.goto("/start/")
    for button in ("None of these", "Up, and I can walk", "None of these"):
        tap(page, button)
    expect(page.get_by_label("Where are you?")).to_be_visible()


def test_the_enter_key_answers_no_question_for_the_person(new_phone: NewPhone) -> None:
    page = new_phone()
    page.goto("/start/")
    for button in ("None of these", "In bed", "None of these"):
        tap(page, button)
    choose(page, "Pick a time")
    choose(page, "6")
    page.get_by_label("Day and time").fill("2026-12-06T23:10")
    page.get_by_label("Day and time").press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("Can you walk? Choose an answer.")
    page.get_by_role("alert").get_by_role("link", name="Can you walk?").click()
    expect(page.locator("#id_can_walk")).to_be_focused()
