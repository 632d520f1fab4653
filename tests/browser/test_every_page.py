"""Every page in every state is accessible, fits narrow phones and big text, and has no control on paper.

axe looks in light and dark, on a phone and on a wide screen. One tour serves all checks, because a tour takes long.
"""

from typing import Literal

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.checks import check_layout, check_paper
from tests.browser.steps import Axe, SignIn
from tests.browser.tour import tour

# allauth's own templates ask for variables that may be absent
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors, pytest.mark.pages]

Light = Literal["light", "dark"]
# Each stop is checked on both widths and in both lights, in turns. The last is a phone, for the tour.
LOOKS: tuple[tuple[tuple[int, Light], ...], ...] = (((1280, "dark"), (390, "light")), ((1280, "light"), (390, "dark")))


def test_every_page_fits_and_axe_finds_no_violation(
    page: Page, live_server: LiveServer, sign_in: SignIn, axe: Axe, subtests: pytest.Subtests
) -> None:
    page.emulate_media(reduced_motion="reduce")
    for count, stop in enumerate(tour(page, live_server.url, sign_in)):
        with subtests.test(stop):
            check_layout(page)
            check_paper(page)
        for width, light in LOOKS[count % 2]:
            page.set_viewport_size({"width": width, "height": 844})
            page.emulate_media(color_scheme=light)
            with subtests.test(stop, width=width, light=light):
                axe(page)
