"""A timer that cannot lie: it follows the clock on the wall on every phone, says each step, and ends by one tap."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from re import compile as matching

import pytest
import time_machine
from django.test import Client
from playwright.sync_api import BrowserContext, Locator, Page, Request, expect
from pytest_django.live_server_helper import LiveServer
from pytest_playwright.pytest_playwright import CreateContextCallback

from recovery import journal
from recovery.plan import facts
from recovery.plan.story import Story
from tests.browser import cast
from tests.browser.cast import Role, at
from tests.browser.test_layout import BAD_CONTROLS, TOO_WIDE

pytestmark = [pytest.mark.django_db, pytest.mark.pages]

Watch = Callable[[Page], Page]
Open = Callable[[Role], Page]

# What the phone was asked for: to shake, to sound, to speak, to stay awake. Speech takes three seconds.
NOTED = """
    window.noted = [];
    const note = (what) => noted.push(what);
    let talks = 0, asked = 0;
    navigator.vibrate = () => note("shakes");
    let tapped = false;
    document.addEventListener("click", () => { tapped = true; }, { capture: true });
    Object.defineProperty(navigator, "userActivation", { get: () => ({ hasBeenActive: tapped }) });
    const { start } = AudioScheduledSourceNode.prototype;
    AudioScheduledSourceNode.prototype.start = function (when) { note("sounds"); start.call(this, when); };
    const speech = {
        speak(words) { talks = Date.now() + 3000; note(words.text); },
        cancel() { if (talks > Date.now()) note("(silent)"); talks = 0; },
        get speaking() { return talks > Date.now(); },
    };
    Object.defineProperty(window, "speechSynthesis", { value: speech });
    const wakeLock = { async request() { note("stay awake"); return { async release() { note("sleep"); } }; } };
    Object.defineProperty(Navigator.prototype, "wakeLock", { configurable: true, value: wakeLock });
    Object.defineProperty(document, "hidden", { get: () => Boolean(window.away) });
"""
AWAY = "away => { window.away = away; document.dispatchEvent(new Event('visibilitychange')); }"
ARC = "() => document.getAnimations().map((arc) => [arc.effect.getTiming().duration, arc.currentTime / 1000 % 10])"


@pytest.fixture
def phone(new_context: CreateContextCallback, live_server: LiveServer, watched: Watch) -> Open:
    """Open Today of somebody on a phone of its own, at their instant: `phone(cast.cold())`."""

    def look(role: Role) -> Page:
        page = watched(new_context(base_url=live_server.url).new_page())
        sign_in(page.context, role.client, live_server.url)
        page.add_init_script(NOTED)
        page.clock.install(time=role.now)
        with time_machine.travel(role.now, tick=True):
            page.goto("/today/")
        return page

    return look


def sign_in(context: BrowserContext, client: Client, url: str) -> None:
    context.add_cookies([{"name": name, "value": each.value, "url": url} for name, each in client.cookies.items()])


@contextmanager
def time_at(moment: datetime, *phones: Page) -> Iterator[None]:
    """Let time pass up to a moment, on the server and on each phone, with what falls due there."""
    with time_machine.travel(moment, tick=True):
        for page in phones:
            settle(page)
            passed = moment.timestamp() * 1000 - page.evaluate("Date.now()")
            page.clock.fast_forward(max(0, round(passed)))
            settle(page)
        yield


def settle(page: Page) -> None:
    """Let the page ask for what is due, and wait for the answer."""
    page.clock.run_for(10)
    expect(page.locator(".htmx-request")).to_have_count(0)


def runs(role: Role, item: str, since: datetime) -> Role:
    """Somebody who tapped Start at a moment."""
    cast.tell(role.episode, "started", since, item=item)
    return role


def tap(page: Page, button: str) -> None:
    page.get_by_role("button", name=button, exact=True).click()


def noted(page: Page) -> list[str]:
    """What the phone was asked for since the last look."""
    found: list[str] = page.evaluate("noted.splice(0)")
    return found


def step(page: Page) -> Locator:
    """What to do now, as it stands under the ring."""
    return page.locator(".guide li span").filter(visible=True)


def asks(page: Page) -> list[str]:
    """Every request for Today from here on."""
    found: list[str] = []

    def look(request: Request) -> None:
        if request.url.endswith("/today/"):
            found.append(request.url)

    page.on("request", look)
    return found


def told[Kind: facts.Entry](role: Role, kind: type[Kind]) -> list[Kind]:
    """What stands in the journal of one kind."""
    return Story(journal.read(role.episode), at(9, "12:00")).of(kind)


# --- one session on every phone


def test_another_phone_knows_the_end_and_a_reload_changes_nothing(phone: Open) -> None:
    role = cast.cold()
    first, second = phone(role), phone(role)
    with time_at(role.now, first):
        tap(first, "Start timer")
        expect(first.locator(".until")).to_have_text("off at 10:40")
    started = told(role, facts.Started)[0].at
    for minutes, left in ((1, "^(19:00|18:5.)$"), (13, "^(7:00|6:5.)$"), (30, r"^\+10:0.$")):
        with time_at(started + timedelta(minutes=minutes), first):
            first.reload()
            expect(first.locator(".until")).to_have_text("off at 10:40")
            expect(first.get_by_role("timer")).to_have_text(matching(left))
    with time_at(started + timedelta(minutes=20, seconds=1), second):
        second.reload()
        expect(second.locator("#now")).to_contain_text("Take it off now")
        expect(second.get_by_role("timer")).to_have_text(matching(r"^\+0:0"))
    assert len(told(role, facts.Started)) == 1


def test_the_same_start_twice_is_one_session(phone: Open) -> None:
    role = cast.cold()
    first, second = phone(role), phone(role)
    with time_at(role.now, first, second):
        first.get_by_role("button", name="Start timer").dblclick()
        expect(first.locator(".ring")).to_contain_text("Ice is on")
        tap(second, "Start timer")
        expect(second.locator("#toast")).to_contain_text("You can start again at Mon 11:20.")
        expect(second.locator(".until")).to_have_text("off at 10:40")
    assert len(told(role, facts.Started)) == 1


def test_a_start_inside_the_gap_answers_with_the_time_it_opens(phone: Open) -> None:
    role = cast.cold()
    first, second = phone(role), phone(role)
    with time_at(role.now, first):
        tap(first, "Start timer")
        tap(first, "Ice is off")
        expect(first.get_by_text("How is your skin?")).to_be_visible()
    with time_at(at(1, "10:45")):  # the second phone has slept since, and still offers it
        tap(second, "Start timer")
        expect(second.locator("#toast")).to_contain_text("You can start again at Mon 11:20.")
        expect(second.locator(".ring")).to_have_count(0)
    assert len(told(role, facts.Started)) == 1


def test_a_late_tap_is_set_right(phone: Open) -> None:
    role = runs(cast.cold(), "cold", at(1, "10:14"))
    page = phone(role)
    with time_at(role.now, page):
        page.get_by_text("Started earlier, or by mistake?").click()
        expect(page.get_by_role("button", name="15 min ago")).to_have_count(0)  # it would be over
        tap(page, "5 min ago")
        expect(page.locator(".until")).to_have_text("off at 10:29")
        expect(page.get_by_role("timer")).to_have_text(matching("^(9:00|8:5.)$"))
        page.get_by_text("Started earlier, or by mistake?").click()
        tap(page, "Started by mistake")
        expect(page.locator("#toast")).to_contain_text("Taken back")
        expect(page.locator(".ring")).to_have_count(0)
    assert told(role, facts.Started) == []


# --- the end


def test_the_end_is_heard_felt_and_seen(phone: Open) -> None:
    role = cast.cold()
    page = phone(role)
    with time_at(role.now, page):
        tap(page, "Start timer")
        expect(page.locator(".ring")).to_contain_text("Ice is on")
        page.wait_for_function("audio.state === 'running'")
        assert noted(page) == []
    with time_at(at(1, "10:41"), page):
        expect(step(page)).to_have_text("Take it off now.")
        assert noted(page) == ["shakes", "sounds", "sounds", "sounds"]
        assert step(page).evaluate("part => parseFloat(getComputedStyle(part).fontSize)") >= 24
    with time_at(at(1, "10:46"), page):
        expect(step(page)).to_have_text("5 minutes over. Take it off now.")
        expect(page.get_by_role("timer")).to_have_text(matching(r"^\+(5:5|6:0)"))
        assert noted(page) == []  # once is enough
        tap(page, "Ice is off")
        expect(page.get_by_text("How is your skin?")).to_be_visible()


def test_a_page_that_nobody_tapped_stays_silent(phone: Open) -> None:
    page = phone(runs(cast.cold(), "cold", at(1, "10:01")))
    with time_at(at(1, "10:22"), page):
        expect(step(page)).to_have_text("Take it off now.")
        assert noted(page) == []


def test_a_phone_looked_at_again_paints_at_once_and_asks_once(phone: Open) -> None:
    page = phone(runs(cast.cold(), "cold", at(1, "10:19")))
    requests = asks(page)
    page.evaluate(AWAY, True)
    with time_at(at(1, "10:41")):
        page.clock.set_system_time(at(1, "10:41"))  # the phone slept: not one tick came
        assert page.evaluate(f"({AWAY})(false), document.querySelector('.left').textContent").startswith("+2:0")
        settle(page)
        expect(page.get_by_text("You can turn the screen off.")).to_have_count(0)
        assert len(requests) == 1


def test_an_end_in_a_short_look_away_is_asked_for_too(phone: Open) -> None:
    role = runs(cast.cold(), "cold", at(1, "10:01"))
    page = phone(role)
    with time_at(at(1, "10:20").replace(second=57), page):
        page.evaluate(AWAY, True)
    requests = asks(page)
    with time_at(at(1, "10:21").replace(second=1), page):
        assert requests == []
        page.evaluate(AWAY, False)
        settle(page)
        expect(page.get_by_text("You can turn the screen off.")).to_have_count(0)
        assert len(requests) == 1


# --- step by step, also with closed eyes


def test_each_look_at_the_skin_comes_at_its_time_and_is_read_aloud_once(phone: Open) -> None:
    page = phone(runs(cast.cold(), "cold", at(1, "10:19")))
    page.locator("label", has_text="Read it to me").click()
    assert noted(page) == [step(page).inner_text()]
    for clock, words in (
        ("10:24", "Look at your skin. Stop if it is white, blotchy or numb."),
        ("10:29", "Look at your skin once more. Stop if it is white, blotchy or numb."),
        ("10:38", "1 minute left."),
        ("10:39", "Take it off now."),
        ("10:44", "5 minutes over. Take it off now."),
    ):
        with time_at(at(1, clock), page):
            page.clock.run_for(30_000)  # and half a minute more, tick by tick
            expect(step(page)).to_have_text(words)
            assert [each for each in noted(page) if each not in ("shakes", "sounds")] == [words]
    page.locator("label", has_text="Read it to me").click()
    with time_at(at(1, "10:50"), page):
        assert noted(page) == []


def test_reading_stops_in_the_middle_when_it_is_switched_off_or_the_session_ends(phone: Open) -> None:
    role = runs(cast.cold(), "breathing", at(1, "10:18"))
    page = phone(role)
    switch = page.locator("label", has_text="Read it to me")
    switch.click()
    switch.click()
    assert noted(page)[1:] == ["(silent)"]
    switch.click()
    page.get_by_text("Started earlier, or by mistake?").click()
    with time_at(role.now):
        tap(page, "Started by mistake")
        expect(page.locator(".ring")).to_have_count(0)
    assert noted(page)[-1] == "(silent)"


def test_breathing_says_in_and_out_every_five_seconds_and_its_steps_too(phone: Open) -> None:
    page = phone(runs(cast.cold(), "breathing", at(1, "10:19").replace(second=12)))
    page.locator("label", has_text="Read it to me").click()
    page.clock.run_for(4000)
    noted(page)
    page.clock.run_for(20_000)
    heard = noted(page)
    assert {"Breathe in", "Breathe out", "Dizzy or tingling? Breathe as you like."} == {*heard}
    assert heard.index("Dizzy or tingling? Breathe as you like.") < len(heard) - 1  # the words go on after it
    assert all(one != other for one, other in pairwise(heard))


def test_a_breath_is_five_seconds_in_and_five_out(phone: Open) -> None:
    page = phone(runs(cast.cold(), "breathing", at(1, "10:19")))
    assert (
        page.evaluate("Array.from({ length: 20 }, (_, second) => breath(second, 5))") == (["in"] * 5 + ["out"] * 5) * 2
    )


def test_the_arc_goes_with_the_words_also_when_the_page_is_renewed(phone: Open) -> None:
    role = runs(cast.cold(), "breathing", at(1, "10:19"))
    page = phone(role)
    for seconds in (3, 8, 14, 20):
        with time_at(role.now + timedelta(seconds=seconds), page):
            page.evaluate("refresh()")
            settle(page)
            [(lasts, since)] = page.evaluate(ARC)
            said = page.locator(".ring .what").inner_text()
        assert lasts == 10_000
        assert said == ("Breathe in" if since < 5 else "Breathe out")


def test_with_reduced_motion_nothing_moves_and_the_words_still_change(phone: Open) -> None:
    page = phone(runs(cast.cold(), "breathing", at(1, "10:19")))
    page.emulate_media(reduced_motion="reduce")
    said = []
    for _ in range(4):
        page.clock.run_for(5000)
        said.append(page.locator(".ring .what").inner_text())
        assert page.evaluate(ARC) == []
    assert said in (["Breathe in", "Breathe out"] * 2, ["Breathe out", "Breathe in"] * 2)


# --- a page that renews itself


def seconds_to_change(page: Page) -> int:
    """In how many seconds something on Today changes by itself, as the server says."""
    found = re.search(r'data-next="(\d+)"', page.request.get("/today/").text())
    assert found
    return int(found[1])


def test_today_renews_itself_once_when_the_server_said_that_something_changes(phone: Open) -> None:
    role = cast.cold()
    page = phone(role)
    page.get_by_text("Positions that ease the pain").click()
    with time_at(role.now, page):
        change = role.now + timedelta(seconds=seconds_to_change(page))
    requests = asks(page)
    with time_at(change - timedelta(seconds=10), page):
        page.clock.run_for(2000)
    assert requests == []
    with time_at(change + timedelta(seconds=1), page):
        expect(page.locator("#today")).not_to_have_attribute("data-next", matching("."))
        settle(page)
    assert len(requests) == 1
    expect(page.locator("details[open] > summary")).to_have_text(matching("Positions that ease the pain"))


def test_a_short_look_away_asks_for_nothing_and_a_long_one_once(phone: Open) -> None:
    role = cast.cold()
    page = phone(role)
    requests = asks(page)
    for seconds, asked in ((3, 0), (60, 1)):
        page.evaluate(AWAY, True)
        page.clock.fast_forward(seconds * 1000)
        with time_at(role.now + timedelta(seconds=seconds)):
            page.evaluate(AWAY, False)
            settle(page)
        assert len(requests) == asked


def test_an_open_sheet_is_left_alone_and_its_undo_stays(phone: Open) -> None:
    role = cast.cold()
    page = phone(role)
    with time_at(role.now, page):
        change = role.now + timedelta(seconds=seconds_to_change(page) + 1)
        page.locator("#walks").get_by_role("link", name="Walk").click()
        expect(page.get_by_role("dialog").get_by_role("heading", name="Walk")).to_be_focused()
    requests = asks(page)
    with time_at(change, page):
        assert requests == []
        page.get_by_role("dialog").get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_role("dialog")).to_have_count(0)
        settle(page)
        expect(page.get_by_role("button", name="Undo")).to_be_visible()
    assert len(requests) == 1


# --- the screen


def test_the_screen_stays_on_while_somebody_wants_it(phone: Open) -> None:
    role = runs(cast.cold(), "cold", at(1, "10:19"))
    page = phone(role)
    switch = page.locator("label", has_text="Keep the screen on")
    switch.click()
    assert noted(page) == ["stay awake"]
    page.evaluate(AWAY, True)
    page.evaluate(AWAY, False)
    assert noted(page) == ["sleep", "stay awake"]  # the browser had taken it back
    switch.click()
    assert noted(page) == ["sleep"]
    switch.click()
    page.get_by_text("Started earlier, or by mistake?").click()
    with time_at(role.now):
        tap(page, "Started by mistake")
        expect(page.locator(".ring")).to_have_count(0)
    assert noted(page) == ["stay awake", "sleep"]


def test_no_switch_is_there_for_what_a_browser_cannot_do(phone: Open) -> None:
    page = phone(runs(cast.cold(), "cold", at(1, "10:19")))
    expect(page.locator(".switch").filter(visible=True)).to_have_count(2)
    page.add_init_script("delete Navigator.prototype.wakeLock; delete window.speechSynthesis")
    with time_at(at(1, "10:21")):
        page.reload()
    expect(page.get_by_role("timer")).to_be_visible()
    expect(page.locator(".switch").filter(visible=True)).to_have_count(0)


# --- without script


def test_without_script_the_page_comes_again_at_the_end(
    new_context: CreateContextCallback, live_server: LiveServer, watched: Watch
) -> None:
    role = cast.cold()
    page = watched(new_context(base_url=live_server.url, java_script_enabled=False).new_page())
    sign_in(page.context, role.client, live_server.url)
    with time_machine.travel(role.now, tick=True):
        page.goto("/today/")
        with page.expect_navigation() as moved:
            tap(page, "Start timer")
        assert moved.value.headers["refresh"] in ("1201", "1200")
        expect(page.locator(".until")).to_have_text("off at 10:40")
        expect(page.locator(".guide li")).to_have_text(
            [matching(f"^10:{minute} ") for minute in (20, 25, 30, 39, 40, 45)]
        )
        for line in page.locator(".guide li").all():
            expect(line).to_be_visible()
        expect(page.locator(".switch").filter(visible=True)).to_have_count(0)
    with time_machine.travel(at(1, "10:39").replace(second=58), tick=True):
        page.reload()
        expect(page.locator("#now-title")).to_have_text("Take it off now")  # nobody touched it
        tap(page, "Ice is off")
        page.get_by_role("radio", name="Normal").check()
        tap(page, "Save")
        expect(page.locator("#toast")).to_contain_text("Ice saved")
    assert [(each.minutes, each.skin) for each in told(role, facts.Cold)][1:] == [(20, "fine")]


def test_with_script_no_page_reloads_itself(phone: Open) -> None:
    role = runs(cast.cold(), "cold", at(1, "10:19"))
    page = phone(role)
    with time_at(role.now, page):
        answer = page.reload()
    assert answer
    assert "refresh" not in answer.headers


# --- with the phone lying on the floor


def walker() -> Role:
    """The cold phase with the morning's second ice behind: a walk is due."""
    role = replace(cast.cold(), now=at(1, "11:00"))
    cast.tell(role.episode, "cold", at(1, "10:20"), minutes=20, skin="fine")
    return role


SESSIONS = [
    (cast.cold, "Start timer", "Ice is off", "Normal", facts.Cold, {"minutes": 20, "skin": "fine"}),
    (walker, "Start walk", "I am back", "7", facts.Walk, {"minutes": 2, "pain_before": 6, "pain_after": 7}),
    (cast.night, "Breathe with me", "Done", None, facts.Breathing, {"minutes": 5}),
]


@pytest.mark.parametrize(("make", "start", "end", "answer", "kind", "says"), SESSIONS)
def test_a_session_takes_one_tap_and_then_none_until_its_end(
    phone: Open,
    make: Callable[[], Role],
    start: str,
    end: str,
    answer: str | None,
    kind: type[facts.Timed],
    says: dict[str, object],
) -> None:
    role = make()
    page = phone(role)
    with time_at(role.now, page):
        tap(page, start)
        expect(page.get_by_role("timer")).to_be_visible()
    with time_at(role.now + timedelta(minutes=int(str(says["minutes"])), seconds=10), page):
        expect(page.locator("#now")).to_have_class(matching("over"))
        assert "shakes" in noted(page)
        tap(page, end)
        if answer:
            page.get_by_role("radio", name=answer, exact=True).last.check()
            tap(page, "Save")
        expect(page.locator("#toast")).to_contain_text("saved")
    done = told(role, kind)[-1]
    assert {name: getattr(done, name) for name in says} == says


def test_who_feels_the_same_after_a_walk_saves_it_by_one_tap(phone: Open) -> None:
    role = walker()
    page = phone(role)
    with time_at(role.now, page):
        tap(page, "Start walk")
        tap(page, "I am back")
        tap(page, "Save")
        expect(page.locator("#toast")).to_contain_text("Walk saved")
    walk = told(role, facts.Walk)[-1]
    assert (walk.minutes, walk.pain_before, walk.pain_after) == (1, 6, 6)


# --- everybody can use it


FACES = (
    ("10:49", "cold", "10:50", "light"),
    ("10:51", "breathing", "10:53", "dark"),
    ("10:54", "cold", "11:20", "dark"),
    ("11:21", "walk", "11:22", "light"),
)


def test_every_face_of_a_timer_fits_and_is_for_everybody(phone: Open, axe: Callable[[Page], None]) -> None:
    role = walker()
    page = phone(replace(role, now=at(1, "10:49")))
    page.emulate_media(reduced_motion="reduce")
    for since, item, now, light in FACES:
        runs(role, item, at(1, since))
        page.emulate_media(color_scheme=light)  # type: ignore[arg-type]
        with time_at(at(1, now), page):
            page.goto("/today/")
            page.locator("#now summary").click()
            page.locator("label", has_text="Read it to me").click()
            looks_right(page, axe)
    with time_at(at(1, "11:23"), page):
        tap(page, "I am back")
        expect(page.get_by_text("How was it?")).to_be_visible()
        looks_right(page, axe)


def looks_right(page: Page, axe: Callable[[Page], None]) -> None:
    """Nothing sticks out or is covered, and axe finds nothing."""
    page.wait_for_load_state()  # words are there before their style
    page.keyboard.press("Shift")  # so that the focus is shown
    assert page.evaluate(BAD_CONTROLS) == []
    axe(page)
    page.set_viewport_size({"width": 320, "height": 844})
    assert page.evaluate(TOO_WIDE) == []
    page.set_viewport_size({"width": 390, "height": 844})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(TOO_WIDE) == []
    page.evaluate("document.documentElement.style.fontSize = ''")
