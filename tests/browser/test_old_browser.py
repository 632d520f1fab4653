"""A browser of 2023 knows neither nesting nor light-dark(): the colours are there, and the main journey works."""

from collections.abc import Iterator

import pytest
from django.core.mail import EmailMessage
from playwright.sync_api import Browser, Playwright, expect

from tests import chromium
from tests.browser import test_journey
from tests.browser.conftest import NewPhone
from tests.missing import missing

pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors, pytest.mark.pages]


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """Chromium 119."""
    if not chromium.OF_2023.exists():
        missing("These tests need a Chromium of 2023")
    browser = playwright.chromium.launch(executable_path=chromium.OF_2023, args=chromium.FLAGS)
    yield browser
    browser.close()


def test_from_a_spasm_to_warmth(new_phone: NewPhone, mailoutbox: list[EmailMessage]) -> None:
    test_journey.test_from_a_spasm_to_warmth(True, new_phone, mailoutbox)


@pytest.mark.parametrize(
    ("mode", "red", "box", "chosen"),
    [
        ("light", "rgb(183, 22, 45)", "rgb(97, 136, 144)", "rgb(0, 103, 119)"),
        ("dark", "rgb(188, 37, 52)", "rgb(101, 135, 143)", "rgb(0, 112, 129)"),
    ],
)
def test_what_can_be_tapped_can_be_seen(new_phone: NewPhone, mode: str, red: str, box: str, chosen: str) -> None:
    page = new_phone(color_scheme=mode)
    page.goto("/")  # it learns the zone of the phone, and so the number to call
    page.goto("/help/")
    expect(page.locator(".btn.call")).to_have_css("background-color", red)
    page.goto("/start/")
    border = "part => getComputedStyle(part, '::before').borderTopColor"
    assert page.locator(".check").first.evaluate(border) == box
    for answer in ("None of these", "Up, and I can walk", "None of these"):
        page.get_by_role("button", name=answer, exact=True).click()
    page.get_by_role("radio", name="8", exact=True).check()
    expect(page.locator(".pain .chip", has=page.locator(":checked"))).to_have_css("background-color", chosen)
