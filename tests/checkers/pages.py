"""The checkers of others find nothing on any page of the tour: `make checkers`, some minutes.

The name of this file keeps it out of `make test`. The pages stay in .cache/checkers: `sent` by the server, and `drawn`
as the browser holds them in each state.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

import pytest
from django.conf import settings
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.browser.steps import SignIn
from tests.browser.tour import tour
from tests.checkers.checkers import Checkers

# allauth's own templates ask for variables that may be absent
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

KEPT = settings.BASE_DIR / ".cache" / "checkers"
LINKED = "a[href], link[href], script[src], img[src], use"
ADDRESSES = "parts => parts.map((part) => new URL(part.href?.baseVal ?? part.href ?? part.src, location).href)"


@pytest.fixture(scope="session")
def checkers() -> Checkers:
    return Checkers()


def test_no_checker_finds_a_fault_on_a_page(
    page: Page, live_server: LiveServer, sign_in: SignIn, subtests: pytest.Subtests, checkers: Checkers
) -> None:
    page.emulate_media(reduced_motion="reduce")
    seen: set[str] = set()
    for folder in ("sent", "drawn"):
        shutil.rmtree(KEPT / folder, ignore_errors=True)
        (KEPT / folder).mkdir(parents=True)
    for count, stop in enumerate(tour(page, live_server.url, sign_in)):
        _keep(page, f"{count:03}-{re.sub(r'[^a-z0-9]+', '-', stop.lower())}.html")
        found = [*checkers.ibm(page), *checkers.html_codesniffer(page), *_broken_links(page, seen)]
        with subtests.test(stop):
            assert not found, "\n".join(found)
    for folder in ("sent", "drawn"):
        paths = sorted((KEPT / folder).iterdir())
        found = [*checkers.html_validate(paths, f"{folder}.json"), *checkers.nu(paths)]
        with subtests.test(folder):
            assert not found, "\n".join(found)


def _keep(page: Page, name: str) -> None:
    """Keep the page as it is, and as its address sends it."""
    (KEPT / "drawn" / name).write_text(page.content())
    answer = page.request.get(page.url)
    if answer.ok:
        (KEPT / "sent" / name).write_text(answer.text())


def _broken_links(page: Page, seen: set[str]) -> Iterator[str]:
    """Follow the links within the site that were not seen before, to the place on the page too."""
    here = urlsplit(page.url).netloc
    for link in sorted({*page.locator(LINKED).evaluate_all(ADDRESSES)} - seen):
        seen.add(link)
        if urlsplit(link).netloc != here:
            continue
        address, place = urldefrag(link)
        if address == urldefrag(page.url)[0] and page.locator(f'[id="{place}"]').count():
            continue  # also a place in an open sheet
        answer = page.request.get(address)
        if not answer.ok:
            yield f"{link}: {answer.status}"
        elif place and f'id="{place}"' not in answer.text():
            yield f"{link}: no such place"


def test_no_checker_finds_a_fault_in_the_style_sheets(checkers: Checkers, tmp_path: Path) -> None:
    found = [*checkers.stylelint(), *checkers.nu_of_styles(tmp_path)]
    assert not found, "\n".join(found)
