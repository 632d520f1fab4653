"""In Firefox the main journey works, and so do the check-in, a timer, and numbers as people type them."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from django.core.mail import EmailMessage
from playwright.sync_api import Browser, Playwright, expect

from recovery.plan.entries import CheckIn
from recovery.store import journal
from tests import firefox
from tests.browser import cast, test_journey
from tests.browser.conftest import NewPhone
from tests.browser.steps import answer_signs, choose, expect_heading, say_pain, tap
from tests.missing import missing

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors, pytest.mark.pages]


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """The system's Firefox."""
    if not firefox.find():
        missing("These tests need Firefox")
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])  # of the script's own Python
    browser = playwright.firefox.launch(
        channel="moz-firefox",
        executable_path=firefox.__file__,
        env={**os.environ, "PATH": path},
        firefox_user_prefs={"network.http.keep-alive.timeout": 1},  # seconds: the server waits for each connection
    )
    yield browser
    browser.close()


def test_from_a_spasm_to_warmth(new_phone: NewPhone, mailoutbox: list[EmailMessage]) -> None:
    test_journey.test_from_a_spasm_to_warmth(True, new_phone, mailoutbox)


def test_a_timer_and_a_fever_with_a_comma(new_phone: NewPhone) -> None:
    role = cast.cold()
    page = new_phone(role.client)
    with time_machine.travel(role.now, tick=True):
        page.goto("/today/")
        tap(page, "Start timer")
        expect(page.locator("#now .ring")).to_contain_text("off at 10:40")
        tap(page, "Ice is off")
        choose(page, "White or marked")
        tap(page, "Save")
        expect_heading(page, "Day 1 Cold phase")
        page.get_by_role("link", name="How do you feel?").click()
        page.get_by_text("Sleep, note, another time").click()
        page.get_by_label("Temperature in °C").fill("38,5")
        say_pain(page, "7")
        answer_signs(page)
        page.wait_for_url("**/today/**")
    last = [entry for entry in journal.read(role.episode) if isinstance(entry, CheckIn)][-1]
    assert (last.pain, last.temperature_c) == (7, 38.5)
