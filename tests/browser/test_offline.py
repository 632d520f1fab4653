"""Without signal: a phone shows the plan as it was kept, and nothing that is logged is lost or doubled."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import psutil
import pytest
from playwright.sync_api import BrowserContext, Error, Page, Playwright, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer
from pytest_playwright.pytest_playwright import CreateContextCallback
from time_machine import TimeMachineFixture

from recovery.models import Entry
from recovery.views import sw
from recovery.views.offline import pages
from tests.browser import cast
from tests.browser.conftest import Phone
from tests.browser.offline import CONTROLLED, KEPT, OfflinePhone, log_a_walk, until, update, walks
from tests.browser.relay import Relay
from tests.browser.steps import Axe, answer_signs, expect_heading, give_session, say_pain, tap, time_is
from tests.web.links import link

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.pages]

CAN_INSTALL = """() => dispatchEvent(
  Object.assign(new Event("beforeinstallprompt"), { prompt: () => (document.title = "asked") }))"""
GONE = "async () => !(await navigator.serviceWorker.getRegistration())"
ONE_CACHE = "async () => (await caches.keys()).length === 1"
# Whether no page with this text is kept.
GONE_FOR = """async (text) => {
  const pages = await Promise.all(["/today/", "/log/"].map((path) => caches.match(path)));
  const words = await Promise.all(pages.map((page) => page?.text() ?? ""));
  return !words.join().includes(text) && !words[1].includes("2 min");
}"""
# The words of the main part of each page.
READ = """(paths) => Promise.all(paths.map(async (path) => {
  const page = new DOMParser().parseFromString(await (await fetch(path)).text(), "text/html");
  return page.querySelector("main").textContent;
}))"""
NAMES = "() => caches.keys()"
WORDS = """async () => {
  const words = [];
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const page of await cache.keys()) words.push(await (await cache.match(page)).text());
  }
  return words;
}"""
# Pages of the contract that need signal.
START = ["/start/", "/keep/", "/accounts/login/", "/again/", "/privacy/", "/rules/"]
PLAN = ["/plan/2026-05-11/", "/progress/", "/report/", "/report.json", "/report.fhir.json"]
SETTINGS = [f"/settings/{name}" for name in ("", "about/", "onset/", "sharing/", "reminders/", "security/", "export/")]
SECRET = ["/settings/import/", "/settings/delete/", "/with/secret/", "/calendar/secret.ics", "/healthz"]
ONLINE = START + PLAN + SETTINGS + SECRET

# --- reading


def test_a_page_that_the_worker_does_not_control_is_controlled_soon(offline: OfflinePhone) -> None:
    phone = offline(cast.cold())
    page = phone.page
    until(page, CONTROLLED)
    with page.expect_navigation(wait_until="commit"):
        phone.context.new_cdp_session(page).send("Page.reload", {"ignoreCache": True})  # past the worker
    assert not page.evaluate(CONTROLLED)
    until(page, CONTROLLED)


def test_every_page_opens_with_the_same_words_or_says_that_it_needs_signal(offline: OfflinePhone) -> None:
    phone = offline(cast.cold())
    paths = [path for path in pages() if path != "/today/"]
    page = phone.page
    until(page, KEPT, ["/offline/", *pages()])
    with_signal = page.evaluate(READ, paths)
    phone.relay.shut()
    for path, words in zip(paths, with_signal, strict=True):
        page.goto(path)
        expect(page.locator("#strip")).to_contain_text("As of 10:2")
        assert page.locator("main").text_content() == words, path
    for path in ("/today/", "/"):
        page.goto(path)
        expect(page.locator("#now")).to_contain_text("Ice, 20 minutes")
    for path in ONLINE:
        page.goto(path)
        expect(page.get_by_role("heading", level=1), path).to_have_text("No signal")
    page.get_by_role("link", name="Who to call").first.click()
    expect_heading(page, "Who to call")


def test_the_plan_goes_on_by_the_clock_of_the_phone(offline: OfflinePhone, axe: Axe) -> None:
    phone = offline(cast.cold())
    page = phone.keep("/log/cold/")
    page.goto("/today/")
    expect(page.locator("#now")).to_contain_text("Ice, 20 minutes")
    expect(page.locator("#now")).to_contain_text("Thin towel between ice and skin.")
    axe(page)
    tap(page, "Start timer")
    expect(page.locator("#strip")).to_contain_text("1 waiting, safe")
    expect(page.locator("#now.timing")).to_contain_text("Ice")
    expect(page.locator("#now.timing")).to_contain_text("Thin towel between ice and skin.")
    tap(page, "Done")
    expect(page.locator("#strip")).to_contain_text("2 waiting, safe")
    # Ice has a pause of at least an hour, and warmth never comes before its time.
    for minutes in (30, 50, 58):
        page.clock.set_system_time(phone.role.now + timedelta(minutes=minutes))
        page.goto("/today/")
        expect(page.locator("#kept-today")).to_be_visible()
        expect(page.locator("#now")).not_to_contain_text("Ice")
        expect(page.get_by_role("button", name="Start Ice")).to_have_count(0)
        expect(page.locator("#kept-today li", has_text="Ice")).to_contain_text("next 11:50")
    page.clock.set_system_time(phone.role.now + timedelta(minutes=62))
    page.goto("/today/")
    expect(page.get_by_role("button", name="Start Ice")).to_be_visible()
    page.clock.set_system_time(phone.role.now + timedelta(hours=25))
    page.goto("/today/")
    expect(page.locator("#kept-today")).to_contain_text("too old to follow")
    expect(page.locator("#now")).to_have_count(0)


# --- logging


def test_what_is_logged_without_signal_is_sent_once_even_if_the_answer_is_cut(offline: OfflinePhone, axe: Axe) -> None:
    phone = offline(cast.cold())
    page = phone.keep("/log/walk/")
    for minutes in (6, 7, 8):
        log_a_walk(page, minutes)
        expect(page.locator("#strip")).to_contain_text("waiting, safe")
    page.locator("#strip a").click()
    expect_heading(page, "3 waiting, safe")
    axe(page)
    page.get_by_role("button", name="Take back Walk, 7 min").click()
    expect_heading(page, "2 waiting, safe")
    phone.relay.cut_answers = True
    phone.relay.open()
    tap(page, "Try now")
    expect_heading(page, "2 waiting, safe")
    phone.relay.cut_answers = False
    phone.kill()
    phone.open()  # a second tab
    page.goto("/today/")
    expect(page.locator("#strip")).to_contain_text("One needs you")
    page.locator("#strip a").click()
    expect(page.get_by_role("button", name="8 min")).to_be_visible()
    axe(page)
    page.get_by_role("button", name="Both are right").click()
    page.goto("/today/")
    expect(page.locator("#now")).to_be_visible()
    expect(page.locator("#strip")).to_have_count(0)
    assert sorted(walk.data["minutes"] for walk in Entry.objects.filter(kind="walk")) == [2, 6, 8]


def test_a_sign_told_without_signal_shows_the_alert_at_once_and_no_plan(offline: OfflinePhone, axe: Axe) -> None:
    phone = offline(cast.cold())
    page = phone.keep("/log/check_in/", "/log/walk/", "/help/")
    log_a_walk(page, 6)
    page.goto("/log/check_in/")
    say_pain(page, "6")
    answer_signs(page, "Numb around your bottom")
    expect_heading(page, "Get medical help now")
    expect(page.get_by_role("link", name="Call 999")).to_be_visible()
    axe(page)
    page.goto("/today/")
    expect_heading(page, "Get medical help now")
    tap(page, "Tapped by mistake")
    expect(page.get_by_text("The alert stays until there is signal")).to_be_visible()
    page.goto("/help/")
    expect_heading(page, "Who to call")
    phone.relay.open()
    page.goto("/today/")
    expect_heading(page, "Get medical help now")
    expect(page.get_by_text("I was seen, or it was a mistake")).to_be_visible()  # the page of the server
    assert {"withdrawn", "walk"} <= set(Entry.objects.values_list("kind", flat=True))
    assert Entry.objects.filter(kind="check_in", data__flags=["E1"]).exists()


def test_the_browser_sends_what_waits_while_no_page_is_open(offline: OfflinePhone) -> None:
    phone = offline(cast.cold())
    page = phone.keep("/log/walk/")
    log_a_walk(page, 6)
    expect(page.locator("#strip")).to_contain_text("1 waiting, safe")
    session = phone.context.new_cdp_session(page)
    found: list[Any] = []
    session.on("ServiceWorker.workerRegistrationUpdated", lambda event: found.extend(event["registrations"]))
    session.send("ServiceWorker.enable")
    page.goto("about:blank")
    phone.relay.open()
    event = {"origin": phone.relay.url, "registrationId": found[0]["registrationId"], "tag": "outbox"}
    session.send("ServiceWorker.dispatchSyncEvent", event | {"lastChance": False})
    for _ in range(600):
        if walks() == 2:
            break
        page.wait_for_timeout(50)
    page.goto("/today/")
    expect(page.get_by_text("1 sent. Nothing is lost.")).to_be_visible()


def test_what_waits_survives_a_browser_that_is_killed(
    playwright: Playwright, browser_type_launch_args: dict[str, Any], relay: Relay, tmp_path: Path
) -> None:
    role = cast.cold()
    options = {name: value for name, value in browser_type_launch_args.items() if name in ("executable_path", "args")}
    options |= {"user_data_dir": str(tmp_path / "profile"), "base_url": relay.url}

    def start() -> BrowserContext:
        context = playwright.chromium.launch_persistent_context(**options)
        give_session(context, role.client, relay.url)
        return context

    before = start()
    page = before.pages[0]
    page.goto("/today/")
    until(page, KEPT, ["/offline/", "/today/", "/log/walk/"])
    relay.shut()
    log_a_walk(page, 6)
    expect(page.locator("#strip")).to_contain_text("1 waiting, safe")
    for process in psutil.process_iter(["cmdline"]):
        if options["user_data_dir"] in " ".join(process.info["cmdline"] or []):
            process.kill()
    after = start()
    page = after.pages[0]
    page.goto("/today/")
    expect(page.locator("#strip")).to_contain_text("1 waiting, safe")
    relay.open()
    page.goto("/today/")
    expect(page.locator("#strip")).to_have_count(0)
    assert walks() == 2
    after.close()


# --- leaving


def test_log_out_asks_while_entries_wait_and_leaves_nothing(offline: OfflinePhone) -> None:
    phone = offline(cast.cold())
    page, logged_in = phone.keep("/log/walk/"), phone.context.new_page()
    phone.relay.open()
    logged_in.goto("/accounts/logout/")
    deletes = phone.context.new_page()
    deletes.goto("/settings/delete/")
    phone.relay.shut()
    log_a_walk(page, 6)
    expect(page.locator("#strip")).to_contain_text("1 waiting, safe")
    logged_in.get_by_role("main").get_by_role("button", name="Log out").click()
    expect_heading(logged_in, "1 not sent yet")
    logged_in.get_by_role("link", name="Not now").click()
    expect(logged_in.locator("#strip")).to_contain_text("1 waiting, safe")
    deletes.get_by_role("textbox").fill("delete")
    tap(deletes, "Delete everything")
    expect_heading(deletes, "1 not sent yet")
    tap(deletes, "Go on and lose them")
    expect(deletes.get_by_text("That needs signal. Nothing was saved.")).to_be_visible()
    phone.relay.open()
    logged_in.goto("/accounts/logout/")
    logged_in.get_by_role("main").get_by_role("button", name="Log out").click()
    expect(logged_in.get_by_role("link", name="Start now").first).to_be_visible()
    assert walks() == 2
    phone.relay.shut()
    assert logged_in.evaluate("async () => Boolean(await caches.match('/today/'))") is False


def test_nothing_is_sent_as_somebody_else(offline: OfflinePhone) -> None:
    phone, other = offline(cast.cold()), cast.person("other", cast.at(1, "10:20"))
    cast.log(other.episode, "check_in", cast.at(1, "07:30"), pain=5, **cast.SCREENED)
    page = phone.keep("/log/walk/", "/log/")
    log_a_walk(page, 6)
    expect(page.locator("#strip")).to_contain_text("1 waiting, safe")
    phone.relay.open()
    give_session(phone.context, other.client, phone.relay.url)
    page.goto("/today/")
    expect(page.locator("#now")).to_be_visible()
    page.goto("/offline/")
    expect(page.get_by_text("Walk, 6 min")).to_have_count(0)
    assert walks() == 1
    until(page, GONE_FOR, str(phone.role.episode.pk))
    give_session(phone.context, phone.role.client, phone.relay.url)
    page.goto("/today/")
    expect(page.locator("#now")).to_be_visible()
    page.goto("/log/")
    expect(page.get_by_text("6 min").first).to_be_visible()
    assert Entry.objects.get(kind="walk", data__minutes=6).episode == phone.role.episode


# --- the home screen


def test_chromium_finds_nothing_against_the_home_screen(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/help/")
    session = page.context.new_cdp_session(page)
    found = session.send("Page.getInstallabilityErrors")["installabilityErrors"]
    # A window of a test is private, and from there nothing can be added.
    assert [each["errorId"] for each in found if each["errorId"] != "in-incognito"] == []
    assert session.send("Page.getAppManifest")["errors"] == []


def test_the_offer_opens_the_dialog_of_the_browser_and_goes_away_for_good(phone: Phone) -> None:
    role = cast.heat()
    page = phone(role)
    page.context.add_cookies([{"name": "visits", "value": "3", "url": page.url.removesuffix("today/")}])
    with time_is(role.now, page):
        page.reload()
        expect(page.locator("#home")).to_be_attached()
        expect(page.locator("#home")).to_be_hidden()
        page.evaluate(CAN_INSTALL)
        page.locator("#home").get_by_role("link", name="Add it").click()
        expect(page).to_have_title("asked")
        expect(page.locator("#home")).to_have_count(0)
        page.reload()
        expect(page.locator("#now")).to_be_visible()
        expect(page.locator("#home")).to_have_count(0)


# --- networks


def test_the_page_of_a_hotel_is_neither_shown_nor_kept(offline: OfflinePhone) -> None:
    phone = offline(cast.cold())
    page = phone.keep("/log/walk/")
    phone.relay.portal = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n<title>Free wifi</title><body class=a>Pay"
    phone.relay.open()
    page.goto("/today/")
    expect(page.locator("#strip")).to_contain_text("no signal")
    log_a_walk(page, 6)
    expect(page.locator("#strip")).to_contain_text("1 waiting, safe")
    assert not [text for text in page.evaluate(WORDS) if "Free wifi" in text]
    phone.relay.portal = b""
    page.goto("/today/")
    expect(page.locator("#strip")).to_have_count(0)
    assert walks() == 2
    page.goto("/log/walk/")
    page.get_by_role("textbox", name="Minutes").fill("many")
    tap(page, "Save")
    expect(page.get_by_role("textbox", name="Minutes")).to_have_attribute("aria-invalid", "true")
    page.goto("/today/")
    expect(page.locator("#now")).to_be_visible()
    expect(page.locator("#strip")).to_have_count(0)


def test_a_helper_reads_that_nothing_was_saved_and_keeps_the_page(
    new_context: CreateContextCallback, relay: Relay, time_machine: TimeMachineFixture
) -> None:
    role = cast.cold()
    time_machine.move_to(role.now)
    page = new_context(base_url=relay.url, service_workers="allow").new_page()
    page.goto(link(role.episode))
    expect(page.locator("#now")).to_be_visible()
    until(page, CONTROLLED)
    relay.shut()
    page.locator("#now").get_by_role("button").click()
    expect(page.locator(".unsent")).to_contain_text("Not saved. No connection.")
    expect(page.locator("#now").get_by_role("button")).to_be_visible()
    page.reload()
    expect_heading(page, "No signal")
    assert not Entry.objects.exclude(by="self").exists()


# --- releases


def next_release(script: bytes) -> bytes:
    return script.replace(b"RELEASE = '", b"RELEASE = '2")


def test_pages_of_the_last_release_open_until_those_of_the_next_are_kept(
    offline: OfflinePhone, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = offline(cast.cold())
    page, script = phone.page, sw._script
    until(page, KEPT, ["/offline/", *pages()])
    log_a_walk(page, 6)
    expect(page.get_by_role("status")).to_contain_text("Walk")
    phone.kill()  # the next worker takes over when this one has nothing more to do
    monkeypatch.setattr(sw, "_script", lambda: next_release(script()))
    update(page)
    phone.relay.shut()
    assert len(page.evaluate(NAMES)) == 2
    for path in ("/log/walk/", "/help/", "/today/"):
        page.goto(path)
        expect(page.locator("#strip")).to_contain_text("As of 10:2")
    phone.relay.open()
    page.goto("/help/")
    until(page, ONE_CACHE)
    phone.relay.shut()
    page.goto("/log/walk/")
    expect(page.get_by_role("textbox", name="Minutes")).to_be_visible()


def test_a_bad_worker_a_new_one_and_the_kill_switch(
    offline: OfflinePhone, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    phone = offline(cast.cold())
    page = phone.page
    until(page, KEPT, ["/offline/", "/today/"])
    script = sw._script
    bad = (
        b'addEventListener("fetch", (e) => e.respondWith(new Response("bad", {headers: {"X-BackCare": "1"}})));'
        + script()
    )
    monkeypatch.setattr(sw, "_script", lambda: bad)
    update(page)
    page.goto("/today/")
    expect(page.locator("body")).to_have_text("bad")
    monkeypatch.setattr(sw, "_script", lambda: next_release(script()))
    page.goto("/help/")
    update(page)
    page.goto("/today/")
    expect(page.locator("#now")).to_be_visible()
    monkeypatch.setattr(sw, "_script", script)
    settings.SERVICE_WORKER = False
    page.evaluate("navigator.serviceWorker.getRegistration().then((found) => found.update())")
    until(page, GONE)
    page.goto("/help/")
    phone.relay.shut()
    with pytest.raises(Error, match="ERR_"):
        page.goto("/today/")
