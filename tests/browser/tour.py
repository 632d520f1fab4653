"""A tour through every page in every state, for checks that look at all of them."""

from collections.abc import Iterator
from datetime import timedelta

import time_machine
from playwright.sync_api import Page, expect

from recovery.plan.entries import Walk, Withdrawn
from recovery.store import journal
from recovery.store.reminders import wish
from tests.browser import cast
from tests.browser.steps import SignIn, expect_toast, open_walk_sheet, tap
from tests.web.own_data import confirmed
from tests.web.stage import begin, guest_with

SIGNED_OUT = (
    *("/", "/help/", "/rules/", "/rules/?q=ice", "/rules/walking/", "/rules/asked/", "/rules/bars/", "/rules/sources/"),
    *("/rules/try/", "/rules/try/?after=3&flags=E1", "/rules/try/?pain=99"),
    *("/accounts/signup/", "/accounts/signup/passkey/", "/accounts/login/code/"),
    "/accounts/password/reset/",
    *("/move/", "/move/floor_up_alone/?step=3", "/move/floor_wait/", "/move/toilet/?all=1", "/good-to-know/"),
)
SIGNED_IN = (
    *("/today/", "/plan/", "/plan/2026-05-10/", "/plan/2026-05-11/", "/plan/2026-05-14/", "/log/", "/progress/"),
    "/report/",
    *(
        "/log/check_in/",
        "/log/walk/",
        "/log/cold/",
        "/log/rest/",
        "/log/stretch/",
        "/log/drink/",
        "/log/medicine/",
        "/again/",
        "/log/roland/",
        "/log/activities/",
    ),
    *("/help/", "/settings/", "/settings/about/", "/settings/onset/", "/accounts/email/", "/accounts/password/change/"),
    *("/settings/export/", "/settings/import/", "/settings/delete/", "/accounts/2fa/", "/accounts/logout/"),
    *("/accounts/2fa/webauthn/", "/accounts/reauthenticate/", "/accounts/reauthenticate/code/", "/settings/security/"),
)


def tour(page: Page, url: str, sign_in: SignIn) -> Iterator[str]:
    """Bring the page from state to state, and yield the name of each."""
    yield from as_guest(page, url)
    yield from in_the_cold_phase(page, url, sign_in)
    yield from everybody_else(page, url, sign_in)


def send(page: Page, button: str) -> None:
    """Tap a button that loads another page, or this one again."""
    with page.expect_navigation():
        tap(page, button)


def as_guest(page: Page, url: str) -> Iterator[str]:
    """A guest on the way to a plan, who leaves answers out."""
    for path in SIGNED_OUT:
        page.goto(url + path)
        yield path
    page.goto(f"{url}/accounts/login/")
    yield "log in"
    page.get_by_label("E-mail address").fill("nobody@example.com")
    page.get_by_label("Password").fill("wrong")
    send(page, "Log in")
    yield "log in, refused"
    page.goto(f"{url}/start/")
    yield "start"
    page.get_by_role("checkbox").first.check()
    yield "start, ticked"
    page.get_by_role("checkbox").first.uncheck()
    send(page, "None of these")
    yield "start, where"
    send(page, "On the floor, alone")
    for question in ("fell", "hurt", "bones"):
        yield f"start, {question}"
        if question != "bones":
            send(page, "Yes, or not sure" if question == "fell" else "No")
    send(page, "None of these")
    yield "start, up from the floor"
    page.get_by_role("link", name="Close").click()
    send(page, "In a chair")
    yield "start, today"
    send(page, "None of these")
    yield "start, when"
    page.get_by_role("radio", name="Pick a time").check()
    send(page, "A few steps")
    yield "start, when, left out"
    page.get_by_role("radio", name="Yesterday").check()
    page.get_by_role("radio", name="8", exact=True).check()
    yield "start, when, answered"
    send(page, "A few steps")
    yield "start, about"
    page.get_by_role("checkbox", name="Pregnant").check()
    page.get_by_label("Year of birth").fill("2199")
    send(page, "Make my plan")
    yield "start, about, mistaken"
    page.get_by_label("Year of birth").fill("1980")
    send(page, "Make my plan")
    yield "a guest's plan"
    page.goto(f"{url}/keep/")
    yield "keep"
    send(page, "Keep my plan")
    yield "keep, left out"
    page.goto(f"{url}/settings/")
    yield "a guest's settings"


def in_the_cold_phase(page: Page, url: str, sign_in: SignIn) -> Iterator[str]:
    """A person with an account on the first morning."""
    role = cast.cold()
    sign_in(role.client)
    with time_machine.travel(role.now, tick=True):
        for path in SIGNED_IN:
            page.goto(url + path)
            yield path
        page.goto(f"{url}/today/")
        sheet = open_walk_sheet(page)
        yield "the sheet"
        sheet.get_by_role("textbox", name="Minutes").fill("0")
        tap(sheet, "Save")
        expect(sheet.get_by_role("alert")).to_be_visible()
        yield "the sheet, mistaken"
        sheet.get_by_role("textbox", name="Minutes").fill("2")
        tap(sheet, "Save")
        expect_toast(page, "Walk saved")
        yield "a toast"
        tap(open_walk_sheet(page), "Save")
        expect(page.get_by_role("button", name="Both are right")).to_be_visible()
        yield "a walk in the same minutes"
        walk = next(entry for entry in journal.read(role.episode) if isinstance(entry, Walk))
        page.goto(f"{url}/log/{walk.id}/")
        yield "an entry"
        send(page, "Take it back")
        yield "the journal, with a withdrawn entry"
        gone = next(entry for entry in journal.read(role.episode) if isinstance(entry, Withdrawn))
        page.goto(f"{url}/log/{gone.entry}/")
        yield "a withdrawn entry"
        page.goto(f"{url}/log/check_in/")
        yield "how I feel"
        page.get_by_text("Sleep, note, another time").click()
        page.get_by_label("Temperature in °C").fill("99")
        page.get_by_role("link", name="Next: warning signs").click()
        expect(page.get_by_role("heading", name="Any of these now?")).to_be_visible()
        yield "how I feel, the warning signs"
        with page.expect_navigation():
            page.get_by_role("button", name="None of").click()
        yield "how I feel, mistaken"
        yield from medicine(page, url, role)
        page.goto(f"{url}/settings/onset/")
        page.get_by_role("radio", name="Earlier today").check()
        send(page, "Show what changes")
        yield "the start, corrected"
        sign_in(confirmed(role.client))
        yield from own_data(page, url, role)
        yield from reminded(page, url, role)
        yield from shared(page, url, role)


def medicine(page: Page, url: str, role: cast.Role) -> Iterator[str]:
    """The ledger after two pills, and a third one that a label warns about."""
    cast.log(role.episode, "medicine", cast.at(1, "08:20"), name="ibuprofen", mg=1000)
    cast.log(role.episode, "medicine", cast.at(1, "09:30"), name="paracetamol")
    page.goto(f"{url}/log/medicine/")
    yield "the ledger"
    page.get_by_role("radio", name="Naproxen").check()
    send(page, "Save")
    expect(page.get_by_role("checkbox", name="I have taken it already")).to_be_visible()
    yield "medicine, refused"


def own_data(page: Page, url: str, role: cast.Role) -> Iterator[str]:
    """A file that is looked into, and forms with answers left out."""
    page.goto(f"{url}/settings/import/")
    send(page, "Look into it")
    yield "a file, left out"
    file = role.client.get("/settings/export/?format=json").content
    page.get_by_label("Your file").set_input_files({"name": "a.json", "mimeType": "application/json", "buffer": file})
    send(page, "Look into it")
    yield "in a file"
    page.goto(f"{url}/settings/delete/")
    send(page, "Delete everything")
    yield "delete, left out"


def reminded(page: Page, url: str, role: cast.Role) -> Iterator[str]:
    """Reminders that were never turned on, and with every channel and fold open."""
    page.goto(f"{url}/settings/reminders/")
    yield "reminders"
    wish(role.episode, url, mail=True, mail_bounces=1, calendar_hash="x", plain=True)
    page.reload()
    for fold in page.locator("main summary").all():
        fold.click()
    yield "reminders, all of them"


def shared(page: Page, url: str, role: cast.Role) -> Iterator[str]:
    """A link for a helper and one for a clinician, and the page that each opens."""
    page.goto(f"{url}/settings/sharing/")
    yield "sharing"
    send(page, "Make a link to read")
    yield "sharing, left out"
    opened = []
    for who, button in (("Who helps you?", "Make a link to help"), ("Who is it for?", "Make a link to read")):
        page.get_by_label(who).fill("Anna")
        send(page, button)
        yield "a new link"
        opened.append(page.get_by_label("The link", exact=True).input_value())
    for address, seen in zip(opened, ("a helper's page", "a clinician's page"), strict=True):
        page.goto(address)
        yield seen
    cast.log(role.episode, "check_in", role.now, pain=6, flags=["E1"], screened=True)
    page.goto(opened[0])
    yield "a helper's page, behind an alert"


def everybody_else(page: Page, url: str, sign_in: SignIn) -> Iterator[str]:
    """Today and the plan of everybody else in the cast."""
    for role in cast.others():
        sign_in(role.client)
        with time_machine.travel(role.now, tick=True):
            page.goto(f"{url}/today/")
            expect(page.locator("main")).to_contain_text(role.sees)
            yield f"today: {role.sees}"
            if page.locator(".tabs").count():
                page.goto(f"{url}/plan/")
                yield f"plan: {role.sees}"
    with time_machine.travel(role.now, tick=True):
        guest_with(role.client, begin(onset=role.now - timedelta(hours=12)))
        page.goto(f"{url}/keep/")
        expect(page.locator("main")).to_contain_text("Which plan goes on?")
        yield "keep, with two plans"
