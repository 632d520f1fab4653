"""A timer follows the clock on every phone, says each step, and takes one tap."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from re import compile as matching
from typing import Any

import pytest
import time_machine
from playwright.sync_api import Page, expect

from recovery.plan.entries import Breathing, Cold, Started, Timed, Walk
from tests.browser import cast
from tests.browser.cast import Role, at
from tests.browser.checks import check_layout
from tests.browser.conftest import NewPhone, Phone
from tests.browser.steps import Axe, choose, expect_toast, tap
from tests.browser.timers import logged, noted, read_it_to_me, step, time_passes_to, with_timer

pytestmark = [pytest.mark.django_db, pytest.mark.pages]


def test_the_end_is_the_same_on_another_phone_and_after_a_reload(phone: Phone) -> None:
    role = cast.cold()
    first, second = phone(role), phone(role)
    with time_passes_to(role.now, first):
        tap(first, "Start timer")
        expect(first.locator(".until")).to_have_text("off at 10:40")
    started = logged(role, Started)[0].at
    for minutes, left in ((1, "^(19:00|18:5.)$"), (13, "^(7:00|6:5.)$"), (30, r"^\+10:0.$")):
        with time_passes_to(started + timedelta(minutes=minutes), first):
            first.reload()
            expect(first.locator(".until")).to_have_text("off at 10:40")
            expect(first.get_by_role("timer")).to_have_text(matching(left))
    with time_passes_to(started + timedelta(minutes=20, seconds=1), second):
        second.reload()
        expect(second.locator("#now")).to_contain_text("Take it off now")
        expect(second.get_by_role("timer")).to_have_text(matching(r"^\+0:0"))
    assert len(logged(role, Started)) == 1


def test_starting_twice_makes_one_timer(phone: Phone) -> None:
    role = cast.cold()
    first, second = phone(role), phone(role)
    with time_passes_to(role.now, first, second):
        first.get_by_role("button", name="Start timer").dblclick()
        expect(first.locator(".ring")).to_contain_text("Ice is on")
        tap(second, "Start timer")
        expect_toast(second, "You started this at 10:20.")
        expect(second.locator(".until")).to_have_text("off at 10:40")
    assert len(logged(role, Started)) == 1


def test_a_start_within_the_gap_says_when_the_next_one_may_start(phone: Phone) -> None:
    role = cast.cold()
    first, second = phone(role), phone(role)
    with time_passes_to(role.now, first):
        tap(first, "Start timer")
        tap(first, "Ice is off")
        expect(first.get_by_text("How is your skin?")).to_be_visible()
    with time_passes_to(at(1, "10:45")):  # the second phone was asleep and still offers it
        tap(second, "Start timer")
        expect_toast(second, "You can start again at 11:20 today.")
        expect(second.locator(".ring")).to_have_count(0)
    assert len(logged(role, Started)) == 1


def test_the_start_can_be_corrected_and_withdrawn(phone: Phone) -> None:
    role = with_timer(cast.cold(), "cold", at(1, "10:14"))
    page = phone(role)
    with time_passes_to(role.now, page):
        page.get_by_text("Started earlier, or by mistake?").click()
        expect(page.get_by_role("button", name="15 min ago")).to_have_count(0)  # it would be over
        tap(page, "5 min ago")
        expect(page.locator(".until")).to_have_text("off at 10:29")
        expect(page.get_by_role("timer")).to_have_text(matching("^(9:00|8:5.)$"))
        page.get_by_text("Started earlier, or by mistake?").click()
        tap(page, "Started by mistake")
        expect_toast(page, "Taken back")
        expect(page.locator(".ring")).to_have_count(0)
    assert logged(role, Started) == []


def test_the_end_beeps_vibrates_and_shows(phone: Phone) -> None:
    role = cast.cold()
    page = phone(role)
    with time_passes_to(role.now, page):
        tap(page, "Start timer")
        expect(page.locator(".ring")).to_contain_text("Ice is on")
        page.wait_for_function("audio.state === 'running'")
        assert noted(page) == []
    with time_passes_to(at(1, "10:41"), page):
        expect(step(page)).to_have_text("Take it off now.")
        assert noted(page) == ["vibrates", "beeps", "beeps", "beeps"]
        assert step(page).evaluate("part => parseFloat(getComputedStyle(part).fontSize)") >= 24
    with time_passes_to(at(1, "10:46"), page):
        expect(step(page)).to_have_text("5 minutes over. Take it off now.")
        expect(page.get_by_role("timer")).to_have_text(matching(r"^\+(5:5|6:0)"))
        assert noted(page) == []  # once is enough
        tap(page, "Ice is off")
        expect(page.get_by_text("How is your skin?")).to_be_visible()


def test_a_page_without_a_tap_stays_silent(phone: Phone) -> None:
    page = phone(with_timer(cast.cold(), "cold", at(1, "10:01")))
    with time_passes_to(at(1, "10:22"), page):
        expect(step(page)).to_have_text("Take it off now.")
        assert noted(page) == []


def test_without_scripts_the_page_reloads_at_the_end(new_phone: NewPhone) -> None:
    role = cast.cold()
    page = new_phone(role.client, java_script_enabled=False)
    with time_machine.travel(role.now, tick=True):
        page.goto("/today/")
        with page.expect_navigation() as moved:
            tap(page, "Start timer")
        assert moved.value.headers["refresh"] in ("1201", "1200")
        expect(page.locator(".until")).to_have_text("off at 10:40")
        expect(page.locator(".guide li")).to_have_text(
            [matching(rf"^\s*10:{minute} ") for minute in (20, 25, 30, 39, 40, 45)]
        )
        for line in page.locator(".guide li").all():
            expect(line).to_be_visible()
        expect(page.locator(".switch").filter(visible=True)).to_have_count(0)
    with time_machine.travel(at(1, "10:39").replace(second=58), tick=True):
        page.reload()
        expect(page.locator("#now-title")).to_have_text("Take it off now")  # without a tap
        tap(page, "Ice is off")
        choose(page, "Normal")
        tap(page, "Save")
        expect_toast(page, "Ice saved")
    assert [(each.minutes, each.skin) for each in logged(role, Cold)][1:] == [(20, "fine")]


def test_with_scripts_no_page_reloads_itself(phone: Phone) -> None:
    role = with_timer(cast.cold(), "cold", at(1, "10:19"))
    page = phone(role)
    with time_passes_to(role.now, page):
        answer = page.reload()
    assert answer
    assert "refresh" not in answer.headers


def walker() -> Role:
    """The first morning after the second ice: a walk is due."""
    role = replace(cast.cold(), now=at(1, "11:10"))
    cast.log(role.episode, "cold", at(1, "10:20"), minutes=20, skin="fine")
    return role


TIMERS = [
    (cast.cold, "Start timer", "Ice is off", "Normal", Cold, {"minutes": 20, "skin": "fine"}),
    (walker, "Start walk", "I am back", "7", Walk, {"minutes": 2, "pain_before": 6, "pain_after": 7}),
    (cast.night, "Breathe with me", "Done", None, Breathing, {"minutes": 5}),
]


@pytest.mark.parametrize(("make", "start", "end", "answer", "kind", "fields"), TIMERS)
def test_a_timer_takes_one_tap_and_none_until_its_end(
    phone: Phone,
    make: Callable[[], Role],
    start: str,
    end: str,
    answer: str | None,
    kind: type[Timed],
    fields: dict[str, Any],
) -> None:
    role = make()
    page = phone(role)
    with time_passes_to(role.now, page):
        tap(page, start)
        expect(page.get_by_role("timer")).to_be_visible()
    with time_passes_to(role.now + timedelta(minutes=fields["minutes"], seconds=10), page):
        expect(page.locator("#now")).to_have_class(matching("over"))
        assert "vibrates" in noted(page)
        tap(page, end)
        if answer:
            page.get_by_role("radio", name=answer, exact=True).last.check()
            tap(page, "Save")
        expect_toast(page, "saved")
    done = logged(role, kind)[-1]
    assert {name: getattr(done, name) for name in fields} == fields


def test_a_walk_without_a_change_of_pain_is_saved_by_one_tap(phone: Phone) -> None:
    role = walker()
    page = phone(role)
    with time_passes_to(role.now, page):
        tap(page, "Start walk")
        tap(page, "I am back")
        tap(page, "Save")
        expect_toast(page, "Walk saved")
    walk = logged(role, Walk)[-1]
    assert (walk.minutes, walk.pain_before, walk.pain_after) == (1, 6, 6)


LOOKS = (
    ("10:33", "cold", "10:50", "light"),
    ("10:51", "breathing", "10:53", "dark"),
    ("10:54", "cold", "11:20", "dark"),
    ("11:21", "walk", "11:22", "light"),
)


def test_every_kind_of_timer_fits_and_is_accessible(phone: Phone, axe: Axe) -> None:
    role = walker()
    page = phone(replace(role, now=at(1, "10:49")))
    page.emulate_media(reduced_motion="reduce")
    for since, item, now, light in LOOKS:
        with_timer(role, item, at(1, since))
        page.emulate_media(color_scheme=light)  # type: ignore[arg-type]
        with time_passes_to(at(1, now), page):
            page.goto("/today/")
            page.locator("#now summary").click()
            read_it_to_me(page)
            check_look(page, axe)
    with time_passes_to(at(1, "11:23"), page):
        tap(page, "I am back")
        expect(page.get_by_text("How was it?")).to_be_visible()
        check_look(page, axe)


def check_look(page: Page, axe: Axe) -> None:
    """Check the layout and the accessibility of the page as it is now."""
    page.wait_for_load_state()  # the words are there before the style sheet
    check_layout(page)
    axe(page)
