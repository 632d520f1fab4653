"""The steps of a timer, on the screen and read aloud, for a person with closed eyes too."""

from datetime import timedelta
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from tests.browser import cast
from tests.browser.cast import at
from tests.browser.conftest import Phone
from tests.browser.steps import tap
from tests.browser.timers import (
    look_again,
    look_away,
    noted,
    read_it_to_me,
    settle,
    step,
    time_passes_to,
    with_timer,
)

pytestmark = [pytest.mark.django_db, pytest.mark.pages]

# The length of each animation on the page, and how far it is: milliseconds, and seconds of a breath.
ARC = "() => document.getAnimations().map((arc) => [arc.effect.getTiming().duration, arc.currentTime / 1000 % 10])"


def test_each_step_appears_on_time_and_is_read_aloud_once(phone: Phone) -> None:
    page = phone(with_timer(cast.cold(), "cold", at(1, "10:19")))
    read_it_to_me(page)
    assert noted(page) == [step(page).inner_text()]
    for clock, words in (
        ("10:24", "Look at your skin. Stop if it is white, blotchy or numb."),
        ("10:29", "Look at your skin once more. Stop if it is white, blotchy or numb."),
        ("10:38", "1 minute left."),
        ("10:39", "Take it off now."),
        ("10:44", "5 minutes over. Take it off now."),
    ):
        with time_passes_to(at(1, clock), page):
            page.clock.run_for(5000)
            settle(page)  # an answer of the server counts from the moment it arrives
            page.clock.run_for(25_000)
            expect(step(page)).to_have_text(words)
            assert [each for each in noted(page) if each not in ("vibrates", "beeps")] == [words]
    read_it_to_me(page)
    with time_passes_to(at(1, "10:50"), page):
        assert noted(page) == []


def test_reading_stops_at_once_when_it_is_turned_off_or_the_timer_ends(phone: Phone) -> None:
    role = with_timer(cast.cold(), "breathing", at(1, "10:18"))
    page = phone(role)
    switch = page.locator("label", has_text="Read it to me")
    switch.click()
    switch.click()
    assert noted(page)[1:] == ["(silent)"]
    switch.click()
    page.get_by_text("Started earlier, or by mistake?").click()
    with time_passes_to(role.now):
        tap(page, "Started by mistake")
        expect(page.locator(".ring")).to_have_count(0)
    assert noted(page)[-1] == "(silent)"


def test_breathing_reads_in_and_out_every_five_seconds_and_its_steps(phone: Phone) -> None:
    page = phone(with_timer(cast.cold(), "breathing", at(1, "10:19").replace(second=12)))
    read_it_to_me(page)
    page.clock.run_for(4000)
    noted(page)
    page.clock.run_for(20_000)
    heard = noted(page)
    assert {"Breathe in", "Breathe out", "Dizzy or tingling? Breathe as you like."} == {*heard}
    assert heard.index("Dizzy or tingling? Breathe as you like.") < len(heard) - 1  # the words go on after it
    assert all(one != other for one, other in pairwise(heard))


def test_a_breath_is_five_seconds_in_and_five_out(phone: Phone) -> None:
    page = phone(with_timer(cast.cold(), "breathing", at(1, "10:19")))
    assert (
        page.evaluate("Array.from({ length: 20 }, (_, second) => breath(second, 5))") == (["in"] * 5 + ["out"] * 5) * 2
    )


def test_the_ring_moves_with_the_words_and_goes_on_after_a_refresh(phone: Phone) -> None:
    role = with_timer(cast.cold(), "breathing", at(1, "10:19"))
    page = phone(role)
    for seconds in (3, 8, 14, 20):
        with time_passes_to(role.now + timedelta(seconds=seconds), page):
            page.evaluate("refresh()")
            settle(page)
            [(lasts, since)] = page.evaluate(ARC)
            said = page.locator(".ring .what").inner_text()
        assert lasts == 10_000
        assert said == ("Breathe in" if since < 5 else "Breathe out")


def test_with_reduced_motion_nothing_moves_and_the_words_change(phone: Phone) -> None:
    page = phone(with_timer(cast.cold(), "breathing", at(1, "10:19")))
    page.emulate_media(reduced_motion="reduce")
    said = []
    for _ in range(4):
        page.clock.run_for(5000)
        said.append(page.locator(".ring .what").inner_text())
        assert page.evaluate(ARC) == []
    assert said in (["Breathe in", "Breathe out"] * 2, ["Breathe out", "Breathe in"] * 2)


def test_the_screen_stays_on_while_the_switch_is_on(phone: Phone) -> None:
    role = with_timer(cast.cold(), "cold", at(1, "10:19"))
    page = phone(role)
    switch = page.locator("label", has_text="Keep the screen on")
    switch.click()
    assert noted(page) == ["stays on"]
    look_away(page)
    look_again(page)
    assert noted(page) == ["may turn off", "stays on"]  # the browser had released it
    switch.click()
    assert noted(page) == ["may turn off"]
    switch.click()
    page.get_by_text("Started earlier, or by mistake?").click()
    with time_passes_to(role.now):
        tap(page, "Started by mistake")
        expect(page.locator(".ring")).to_have_count(0)
    assert noted(page) == ["stays on", "may turn off"]


def test_a_switch_is_hidden_if_the_browser_lacks_the_feature(phone: Phone) -> None:
    page = phone(with_timer(cast.cold(), "cold", at(1, "10:19")))
    expect(page.locator(".switch").filter(visible=True)).to_have_count(2)
    page.add_init_script("delete Navigator.prototype.wakeLock; delete window.speechSynthesis")
    with time_passes_to(at(1, "10:21")):
        page.reload()
    expect(page.get_by_role("timer")).to_be_visible()
    expect(page.locator(".switch").filter(visible=True)).to_have_count(0)
