"""axe finds nothing on any page, whatever its state, light and dark, on a phone and on a desk."""

from collections.abc import Callable
from typing import Literal

import pytest
from django.test import Client
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.tour import tour

# allauth's own templates ask for variables that may be absent
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors, pytest.mark.pages]

Light = Literal["light", "dark"]
# Every stop is seen on a phone and on a desk, in both lights; which goes with which takes turns.
LOOKS: tuple[tuple[tuple[int, Light], ...], ...] = (((1280, "dark"), (390, "light")), ((1280, "light"), (390, "dark")))


def test_axe_finds_nothing(
    page: Page,
    live_server: LiveServer,
    sign_in: Callable[[Client], None],
    axe: Callable[[Page], None],
    subtests: pytest.Subtests,
) -> None:
    page.emulate_media(reduced_motion="reduce")
    for count, stop in enumerate(tour(page, live_server.url, sign_in)):
        for width, light in LOOKS[count % 2]:
            page.set_viewport_size({"width": width, "height": 844})
            page.emulate_media(color_scheme=light)
            with subtests.test(stop, width=width, light=light):
                axe(page)
