"""Eight people whom a wrong plan could harm, each from the front page on, with and without scripts."""

from collections.abc import Callable
from contextlib import suppress
from re import compile as matching

import pytest
from playwright.sync_api import Browser, Error, Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser import cast
from tests.browser.cast import at
from tests.browser.conftest import NewPhone
from tests.browser.steps import (
    Axe,
    Watch,
    about_me,
    answer_signs,
    choose,
    clear_alert,
    expect_heading,
    expect_in_journal,
    expect_toast,
    expect_words,
    give_session,
    how_i_feel,
    open_log,
    say_pain,
    say_when,
    start,
    tap,
    time_is,
)

pytestmark = [pytest.mark.django_db, pytest.mark.pages]

MORNING, FOURTH_DAY = at(1, "09:30"), at(4, "09:30")
DAY_1, DAY_4, DAY_5 = (f"/plan/2026-05-{day}/" for day in (11, 14, 15))


@pytest.fixture
def page(script: bool, new_phone: NewPhone) -> Page:
    """The phone of a guest."""
    return new_phone(java_script_enabled=script, reduced_motion="reduce")


@pytest.fixture
def check_access(script: bool, axe: Axe) -> Axe:
    """Check accessibility. Without scripts it checks nothing, because axe is a script itself."""
    return axe if script else lambda page: None


def expect_only(heading: str, page: Page) -> None:
    """Expect this page instead of the plan, with nothing of the plan on it."""
    expect_heading(page, heading)
    expect(page.locator("[data-rule], .ring, .now, .rhythm, [name=item], nav")).to_have_count(0)


def expect_before_all(heading: str, page: Page) -> None:
    """Expect the same for every address of the plan and the journal."""
    for path in ("/", "/plan/", DAY_1, "/log/", "/log/walk/"):
        page.goto(path)
        expect_only(heading, page)


def answer_again(page: Page, *signs: str) -> None:
    """Answer all questions, which a cleared alert asks for."""
    expect_only("A few questions again", page)
    answer_signs(page, *signs)


def test_an_emergency_while_ice_is_on(page: Page, script: bool, watched: Watch, check_access: Axe) -> None:
    with time_is(MORNING, page):
        page.goto("/")
        start(page, script, pain="6")
        about_me(page)
        tap(page, "Start timer")
        expect(page.locator("#now")).to_contain_text("Ice is on")
        second, third = watched(page.context.new_page()), watched(page.context.new_page())
        for tab in (second, third):
            tab.clock.set_system_time(MORNING)
            tab.goto("/")
            expect(tab.locator("#now")).to_contain_text("Ice is on")
        how_i_feel(second, "6", "Both legs hurt")
        expect_only("Get medical help now", second)
        expect_words(
            second.locator("main"),
            "Both of your legs hurt, tingle or feel weak. Nerves low in your back may be pressed.",
            "“My back went into spasm on Sunday at 23:10. Both of my legs hurt, tingle or feel weak.”",
            "Do not drive yourself. Take off any ice or warmth.",
            "Or call your local emergency number.",
        )
        expect(second.get_by_role("link", name="Call 999")).to_have_attribute("href", "tel:999")
        check_access(second)
        for _page in ("the questions", "Today"):
            second.go_back()
            expect_only("Get medical help now", second)
        third.locator("#tile-drink").get_by_role("button").click()
        expect_only("Get medical help now", third)
        expect_before_all("Get medical help now", third)

    with time_is(at(1, "09:51"), page):
        if not script:  # with scripts the page itself notices the end of the timer
            tap(page, "Ice is off")
        expect_only("Get medical help now", page)

    with time_is(at(2, "10:00"), page):
        clear_alert(page, "A health professional checked this")
        answer_again(page)
        expect_heading(page, "Day 2 Cold phase")
        expect(page.locator("#why")).to_contain_text("Short walks")
        open_log(page)
        for fact in ("Both of your legs hurt", "A health professional checked it"):
            expect_in_journal(page, fact)


# One way is missing: without scripts, back from another site, Chrome shows the page that it keeps for three minutes.
WAYS = [(True, "/help/"), (True, "about:blank"), (False, "/help/"), (False, "/plan/")]


@pytest.mark.parametrize(("script", "way"), WAYS, indirect=["script"])
def test_going_back_shows_no_plan_after_an_emergency_on_another_phone(
    way: str, script: bool, launch_browser: Callable[..., Browser], watched: Watch, live_server: LiveServer
) -> None:
    role = cast.cold()
    # Playwright turns the back-forward cache off; phones have it on.
    browser = launch_browser(ignore_default_args=["--disable-back-forward-cache"])
    page = watched(browser.new_page(java_script_enabled=script, base_url=live_server.url))
    give_session(page.context, role.client, live_server.url)
    with time_is(role.now, page):
        page.goto("/today/")
        page.goto(way)
        cast.log(role.episode, "check_in", role.now, flags=["E5"], screened=True)
        with suppress(Error):  # a page from the cache does not load
            page.go_back(timeout=2000)
        expect_only("Get medical help now", page)
    browser.close()


def test_a_mistaken_tap_costs_nothing(page: Page, script: bool, check_access: Axe) -> None:
    with time_is(at(1, "03:04"), page):
        page.goto("/")
        page.get_by_role("link", name="Start now", exact=True).click()
        page.get_by_role("checkbox", name="Chest pain").check()
        tap(page, "What to do now")
        expect_only("Get medical help now", page)
        clear_alert(page, "I ticked it by mistake")
        answer_again(page, "Newly hard to pee")
        expect_only("Get medical help now", page)
        expect(page.locator("main")).to_contain_text("You have new trouble with peeing.")
        clear_alert(page, "I ticked it by mistake")
        check_access(page)
        answer_again(page)
        say_when(page, script, walks="A few steps")
        about_me(page)
        expect_heading(page, "Day 0 Night")
        open_log(page)
        for fact, count in (("chest pain", 1), ("trouble with peeing", 1), ("Ticked by mistake", 2)):
            expect_in_journal(page, fact, times=count)


def test_a_fever_pauses_what_could_harm(page: Page, script: bool, check_access: Axe) -> None:
    harmful = page.locator("[data-rule*=moist_heat], [data-rule*=gentle_stretch], [data-rule*=light_massage]")
    helpful = page.locator("[data-rule*=rest_positions]")
    with time_is(FOURTH_DAY, page):
        page.goto("/")
        start(page, script, pain="4", place="Up, and I can walk")
        about_me(page)
        page.goto(DAY_4)
        for rule in ("moist_heat", "gentle_stretch", "light_massage"):
            expect(page.locator(f"[data-rule*={rule}]").first).to_be_visible()

    with time_is(at(5, "09:30"), page):
        page.goto("/")
        how_i_feel(page, "4", "Fever of 38")
        banner = page.locator(".banner.safety")
        expect_words(
            banner, "Speak to a doctor today.", "You have a fever.", "pauses stretching, massage, warmth and longer"
        )
        check_access(page)
        expect(harmful).to_have_count(0)
        page.goto(DAY_5)
        expect(harmful).to_have_count(0)
        expect(helpful.first).to_be_visible()
        page.get_by_role("link", name="Today").click()
        page.get_by_role("link", name="Who to call").click()
        expect(page.get_by_role("link", name="Call NHS 111")).to_have_attribute("href", "tel:111")
        page.get_by_role("link", name="Today").click()

    with time_is(at(5, "15:00"), page):
        clear_alert(page, "A health professional checked this")
        page.get_by_role("link", name="Answer the questions again").click()
        say_pain(page, "4")
        answer_signs(page)
        expect(banner).to_have_count(0)
        page.goto(DAY_5)
        expect(page.locator("[data-rule*=moist_heat]").first).to_be_visible()


def test_thirty_weeks_pregnant(page: Page, script: bool, check_access: Axe) -> None:
    with time_is(at(1, "03:04"), page):
        page.goto("/")
        start(page, script, pain="6")
        page.get_by_role("checkbox", name="Pregnant").check()
        row = page.locator("label.check", has_text="Pregnant").locator("small")
        expect(row).to_be_visible()
        expect_words(
            row, "Ask before warmth", "Ask before massage", "Ask before paracetamol", "on your side", "no legs up"
        )
        about_me(page, "Pregnant", Weeks_pregnant="30")
        expect(page.locator("#now")).to_contain_text("Rest on your side")

    with time_is(MORNING, page):
        page.goto("/")
        expect(page.locator("[data-rule*=legs_up]:not(#left-out *)")).to_have_count(0)
        page.get_by_text("Pills, positions and more").click()
        expect_words(
            page.locator("#left-out"),
            "Warmth Ask first",
            "Massage Ask first",
            "Legs up on a chair Not for you",
            "Pain pills such as ibuprofen Not for you",
        )
        expect(page.locator("#left-out")).not_to_contain_text("Paracetamol")  # fine in Great Britain
        page.goto(DAY_1)
        expect(page.get_by_text("Rest on your side").first).to_be_visible()
        expect(page.get_by_text("Rest on your back")).to_have_count(0)
        expect(page.locator("[data-rule*=drinks]").first).to_contain_text("240 to 290 ml")

    warmth = page.locator("[data-rule='temperature.moist_heat']")
    with time_is(FOURTH_DAY, page):
        page.goto("/")
        expect(warmth).to_have_count(0)
        for folded in page.locator(".notes > summary, .banner > details > summary").all():
            folded.click()
        page.get_by_role("link", name="They said yes?").click()
        check_access(page)
        page.get_by_role("button", name=matching("said yes.*Warmth")).click()
        page.goto(DAY_4)
        expect(warmth.first).to_be_visible()
        assert set(page.get_by_text("hot tub").all_text_contents()) == {"No hot tub and no sauna."}
        page.goto("/settings/about/")
        page.get_by_role("button", name=matching("Not any more.*Warmth")).click()
        page.get_by_role("link", name="Today").click()
        expect(warmth).to_have_count(0)


def test_raynaud(page: Page, script: bool, check_access: Axe) -> None:
    with time_is(MORNING, page):
        page.goto("/")
        start(page, script, pain="6")
        about_me(page, "Raynaud")
        expect_heading(page, "Day 1 First days")
        expect(page.locator(".banner", has_text="Ice is not for you")).to_contain_text("reacts too strongly to cold")
        expect(page.locator("[data-rule='temperature.cold_pack']")).to_have_count(0)
        check_access(page)
        page.goto(DAY_1)
        on_demand = page.get_by_role("region", name="Start something now")
        expect(on_demand).to_contain_text("Left out for you. You said: Raynaud")
        expect(on_demand).to_contain_text("Warmth opens after 72 hours: Wed 23:10")
        expect(on_demand.get_by_role("button", name=matching("Ice|Warmth"))).to_have_count(0)
        expect(page.locator("[data-rule*=cold_pack], [data-rule*=moist_heat]")).to_have_count(0)

    for moment, offered in ((at(3, "23:09"), False), (at(3, "23:10"), True)):
        with time_is(moment, page):
            page.goto("/today/")
            expect(page.get_by_text("Warmth for a short while")).to_have_count(int(offered))
            expect(page.get_by_text("Ice for 20 minutes")).to_have_count(0)


def test_kidney_disease_and_numb_skin(page: Page, script: bool, check_access: Axe) -> None:
    with time_is(MORNING, page):
        page.goto("/")
        start(page, script, pain="6")
        about_me(page, "Numb or tingly skin", "Kidney disease")
        page.get_by_text("more notes").click()
        expect(page.get_by_text("Drink the amount your care team set.")).to_be_visible()
        expect(page.locator("#tile-drink .count")).to_have_count(0)
        expect(page.locator("[data-rule*=nsaid_card]")).to_have_count(0)
        check_access(page)
        page.get_by_role("link", name="How do you feel?").click()
        page.get_by_role("link", name="Something new?").click()
        expect(page.get_by_role("checkbox", name="New numbness around your bottom")).to_be_visible()
        page.goto("/help/")
        expect(page.get_by_text("Leave out the numb skin you know.")).to_be_visible()
        page.goto(DAY_1)
        for rule in ("rest.rest_positions", "walking.short_walks", "easing.slow_breathing"):
            expect(page.locator(f"[data-rule='{rule}']").first).to_be_visible()
        check_access(page)
    with time_is(FOURTH_DAY, page):
        for path in ("/today/", DAY_4):
            page.goto(path)
            expect(page.locator("[data-rule='temperature.moist_heat'], [data-rule*=cold_pack]")).to_have_count(0)
        expect(page.get_by_role("button", name=matching("Start (Ice|Warmth)"))).to_have_count(0)


def test_warfarin(page: Page, script: bool, check_access: Axe) -> None:
    with time_is(FOURTH_DAY, page):
        page.goto("/")
        start(page, script, pain="4", place="Up, and I can walk")
        about_me(page, "Blood thinners such as warfarin")
        expect(page.locator("[data-rule*=light_massage], [data-rule*=nsaid_card]")).to_have_count(0)
        page.get_by_text("Pills, positions and more").click()
        expect_words(
            page.locator("#left-out"),
            "Massage Not for you",
            "Pain pills such as ibuprofen Not for you",
            "Paracetamol Ask first",
        )
        page.goto("/log/medicine/")
        choose(page, "Ibuprofen")
        tap(page, "Save")
        expect(page.get_by_role("alert")).to_contain_text("With a blood thinner they can make you bleed.")
        check_access(page)
        page.get_by_role("checkbox", name="I have taken it already").check()
        tap(page, "Save")
        expect_toast(page, "Medicine saved")
        banner = page.locator(".banner", has_text="may not be safe for you")
        expect_words(banner, "Ask a pharmacist before the next one.", "With a blood thinner they can make you bleed.")
        expect(banner.get_by_role("link", name="When to call at once")).to_be_visible()


def test_fifteen_years_old(page: Page, script: bool, check_access: Axe) -> None:
    with time_is(MORNING, page):
        page.goto("/")
        start(page, script, pain="6")
        about_me(page, Year_of_birth="2011")
        expect_only("See a doctor first", page)
        expect_words(
            page.locator("main"),
            "a doctor must look at your back",
            "“My back went into spasm on Sunday at 23:10. The pain is 6 of 10.”",
            "Until then",
        )
        check_access(page)
        expect_before_all("See a doctor first", page)
        page.get_by_role("link", name="My year of birth is wrong").click()
        page.get_by_label("Year of birth").fill("1980")
        tap(page, "Save")
        page.get_by_role("link", name="Today").click()
        expect_heading(page, "Day 1 Cold phase")
        expect(page.locator("[data-rule='temperature.cold_pack']").first).to_be_visible()
