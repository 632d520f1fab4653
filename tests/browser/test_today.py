"""Today fits two screens of a phone, and a tap on a time logs that walk."""

from collections.abc import Callable

import pytest
import time_machine
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from recovery.plan.entries import Walk
from recovery.store import journal
from tests.browser import cast
from tests.browser.cast import Role
from tests.browser.steps import SignIn, expect_toast, tap
from tests.presenters.pages import left_out, pills, since_noon, sudden

pytestmark = [pytest.mark.django_db, pytest.mark.pages]

TWO_SCREENS = 2 * 844


def many_walks() -> Role:
    """A walk every half hour, warmth and all that can be done when one likes."""
    role = cast.person("many_walks", cast.at(4, "12:22"))
    for day in range(1, 5):
        cast.log(role.episode, "check_in", cast.at(day, "07:30"), pain=6 - day // 2, leg="none", **cast.SCREENED)
        for hour in range(8, 20):
            moment = cast.at(day, f"{hour:02}:20")
            if moment < cast.at(4, "11:00"):
                cast.log(role.episode, "walk", moment, minutes=4, pain_before=4, pain_after=4, finished=True)
    return role


def severe() -> Role:
    """The first morning of a person who walks a few steps."""
    role = cast.person("severe", cast.at(1, "09:20"))
    cast.log(role.episode, "check_in", cast.at(1, "07:30"), pain=8, can_walk="a_few_steps", **cast.SCREENED)
    return role


PEOPLE: tuple[Callable[[], Role], ...] = (
    *(cast.cold, severe, cast.night, cast.timer, cast.heat, many_walks, cast.recovered, cast.today_banner),
    *(cast.fortnight, left_out, pills, sudden, since_noon("after_72_hours", 4)),
)


def test_any_day_fits_two_screens(
    page: Page, live_server: LiveServer, sign_in: SignIn, subtests: pytest.Subtests
) -> None:
    for make in PEOPLE:
        role = make()
        sign_in(role.client)
        with subtests.test(make.__name__), time_machine.travel(role.now, tick=True):
            page.goto(f"{live_server.url}/today/")
            assert page.evaluate("document.documentElement.scrollHeight") <= TWO_SCREENS
            expect(page.locator("#now .btn").first).to_be_in_viewport()


def test_a_tap_on_a_time_logs_that_walk_and_undo_takes_it_back(
    page: Page, live_server: LiveServer, sign_in: SignIn
) -> None:
    role = many_walks()
    sign_in(role.client)
    with time_machine.travel(role.now, tick=True):
        page.goto(f"{live_server.url}/today/")
        pill = page.locator("#rhythm-walk .pills").get_by_role("button")
        time = pill.inner_text()
        pill.click()
        expect_toast(page, "Walk")
        logged = [entry.at for entry in journal.read(role.episode) if isinstance(entry, Walk)][-1]
        assert f"{logged.astimezone(cast.LONDON):%H:%M}" == time
        tap(page, "Undo")
        expect(pill).to_have_text(time)
