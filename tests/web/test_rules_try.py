"""Try a case: the same core on answers in the address, for everybody, with nothing kept."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta
from html import unescape
from io import StringIO
from pathlib import Path
from random import Random

import brotli
import pytest
from django.conf import settings
from django.core.management import call_command
from django.http import QueryDict
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from backcare.static import prepared
from recovery.forms.case import CaseForm
from recovery.models import Entry, Episode
from recovery.plan.clinical.red_flags import RED_FLAGS
from recovery.plan.encode import encode
from recovery.plan.rulebook import ARTICLES
from recovery.presenters.case import STARTS, show_case
from recovery.presenters.case_address import address_of, case_href
from recovery.presenters.examples import play
from recovery.presenters.traits import CONDITIONS
from recovery.samples.case import Case, Course, Walks
from recovery.samples.events import Event
from recovery.samples.examples import CASES
from recovery.web.limits import TRIED

pytestmark = [pytest.mark.django_db, pytest.mark.pages]
HTMX = {"HX-Request": "true", "HX-Target": "div#case-out"}
HEALTH = [condition for rows in CONDITIONS.values() for condition, _words in rows]
NIGHTS = ((time(7), time(22)), (time(17), time(9)), (time(5, 30), time(20)), (time(12), time(3)))


def generated(chance: Random) -> Case:
    """Make any case that the form allows."""
    wake, sleep = chance.choice(NIGHTS)
    typed = tuple(chance.choice((None, *range(11))) for _each in range(chance.randrange(9)))
    return Case(
        pain=chance.randrange(11),
        course=chance.choice(list(Course)),
        typed=(chance.randrange(11), *typed) if chance.random() < 0.3 else (),
        walks=chance.choice(list(Walks)),
        started_on=date(2026, 1, 1) + timedelta(days=chance.randrange(365)),
        started_at=time(chance.randrange(24), chance.randrange(60)),
        after=chance.choice((1, 2, 3, 4, 7, 14, 30)),
        clock=time(chance.randrange(24), chance.randrange(60)),
        wake=wake,
        sleep=sleep,
        country=chance.choice(("GB", "US", "DE", "")),
        birth_year=chance.choice((None, 1940, 1965, 1990, 2009)),
        sex=chance.choice(("", "f", "m")),
        weeks_pregnant=chance.choice((None, None, 12, 30)),
        conditions=tuple(each for each in HEALTH if chance.random() < 0.06),
        flags=tuple(flag for flag in RED_FLAGS if chance.random() < 0.02),
        also=tuple(event for event in Event if chance.random() < 0.05),
    )


def form_of(case: Case) -> CaseForm:
    """Return the form that the link of a case fills in."""
    return CaseForm(QueryDict(case_href(case).partition("?")[2]))


@pytest.mark.pages
def test_500_cases_have_the_plan_that_the_command_prints(tmp_path: Path) -> None:
    chance = Random(18)
    cases = [generated(chance) for _each in range(500)]
    forms = [form_of(case) for case in cases]
    assert [form.errors for form in forms if not form.is_valid()] == []
    assert [form.case() for form in forms] == cases
    file, out = tmp_path / "cases.json", StringIO()
    file.write_text(json.dumps([case.as_data() for case in cases]))
    call_command("plan", str(file), stdout=out)
    printed = json.loads(out.getvalue())
    assert len({json.dumps(plan) for plan in printed}) > 400
    for case, plan in zip(cases, printed, strict=True):
        assert json.loads(json.dumps(encode(play(case)[0]))) == plan


def test_the_page_links_to_the_case_as_data(client: Client, tmp_path: Path) -> None:
    page = client.get("/rules/try/", dict(address_of(CASES["hurt"]))).text
    link = re.search(r'href="(/rules/try\.json[^"]*)"', page)
    assert link
    data = client.get(unescape(link[1]))
    assert data.headers["Content-Type"] == "application/json"
    assert data.json() == CASES["hurt"].as_data()


@pytest.mark.parametrize("name", STARTS)
def test_each_case_to_begin_with_shows_its_rules_with_reasons_and_sources(client: Client, name: str) -> None:
    _text, case = STARTS[name]
    page = client.get(case_href(case)).text
    assert 'aria-current="true"' in page
    shown = show_case(case)
    assert shown.rows
    for row in shown.rows:
        assert f'href="{row.href}"' in page
        assert all(f'href="{source.href}"' in page for source in row.sources)
    assert {row.fired.rule for row in (*shown.rows, *shown.aside)} <= set(ARTICLES)


@pytest.mark.parametrize(
    ("after", "said"),
    [(4, "See a doctor by Friday 15 May."), (5, "See a doctor now. The day for it was Friday 15 May.")],
)
def test_a_day_to_see_a_doctor_that_is_over_is_said_to_be_over(client: Client, after: int, said: str) -> None:
    case = Case(pain=8, course=Course.STAYS, started_at=time(9), started_on=date(2026, 5, 10), after=after)
    page = client.get(case_href(case)).text
    assert said in page
    assert ("See a doctor by" in page) is (after == 4)


def test_a_changed_answer_swaps_in_what_comes_of_it_and_the_address(client: Client) -> None:
    case = replace(STARTS["mild"][1], after=5)
    part = client.get("/rules/try/", dict(address_of(case, whole=True)), headers=HTMX)
    assert part.headers["HX-Part"] == "yes"
    assert part.headers["HX-Replace-Url"] == case_href(case)
    assert part.text.lstrip().startswith('<div class="case-out" id="case-out">')
    assert "<form" not in part.text
    others = re.findall(r'id="([\w-]+)"\s+hx-swap-oob="outerMorph"', part.text)
    assert others == ["case-data", "starts", "case-words"]
    assert "hx-swap-oob" not in client.get(case_href(case)).text


def test_a_wrong_answer_swaps_in_what_is_wrong_and_leaves_the_address(client: Client) -> None:
    part = client.get("/rules/try/", {"pain": "99"}, headers=HTMX)
    assert "HX-Replace-Url" not in part.headers
    assert 'href="#id_pain"' in part.text
    assert "Write 10 or less." in part.text


def test_the_case_on_the_page_is_the_one_of_the_link(client: Client) -> None:
    page = client.get(case_href(CASES["hurt"])).text
    copied = re.search(r'<textarea id="json" readonly hidden[^>]*>(.*?)</textarea>', page, re.DOTALL)
    assert copied
    assert unescape(copied[1]) == client.get(case_href(CASES["hurt"], "rules_try_json")).text


def test_an_emergency_replaces_the_days(client: Client) -> None:
    page = client.get("/rules/try/", {"after": "3", "flags": "E1"}).text
    assert "Get medical help now" in page
    assert "Call 999" in page
    assert 'class="strip"' not in page


def test_the_days_show_the_pain_that_was_told_and_lead_to_themselves() -> None:
    days = show_case(STARTS["hurts"][1]).days
    assert [(day.number, day.state, day.pain) for day in days[:5]] == [
        (0, "past", "8/10"),
        (1, "past", "7/10"),
        (2, "past", "6/10"),
        (3, "today", "5/10"),
        (4, "ahead", ""),
    ]
    assert days[1].href == case_href(replace(STARTS["hurts"][1], after=1))


def test_one_other_answer_shows_what_it_changes() -> None:
    changes = {change.text: change for change in show_case(STARTS["moderate"][1]).changes}
    assert any(line.startswith("Ice is not for you") for line in changes["Raynaud"].then)
    assert any(line.startswith("Ice, 20 minutes") for line in changes["Raynaud"].gone)
    assert changes["An emergency sign"].then[0].startswith("Get medical help now")
    assert changes["Raynaud"].href == case_href(replace(STARTS["moderate"][1], conditions=("raynaud",)))


# --- what can go wrong


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"pain": "99"}, "Write 10 or less."),
        ({"pain": "x"}, "Write a whole number."),
        ({"after": "-1"}, "Write 0 or more."),
        ({"after": "9999"}, "Write 90 or less."),
        ({"typed": "8 x"}, "Write numbers from 0 to 10, like 8 7 6 5."),
        ({"typed": "- 5"}, "Begin with the pain at the start."),
        ({"typed": "1 " * 40}, "Write fewer numbers."),
        ({"started_on": "soon"}, "Write a date, like 2026-05-10."),
        ({"started_on": "0001-01-01"}, "Check the year."),
        ({"after": "0", "clock": "01:00"}, "This is before the start. Choose a later time or day."),
        ({"wake": "07:00", "sleep": "07:00"}, "You get up at this time. Choose another."),
        ({"course": "up"}, "Select a valid choice."),
        ({"conditions": "luck"}, "Select a valid choice."),
        ({"flags": "E99"}, "Select a valid choice."),
        ({"country": "ZZ"}, "Select a valid choice."),
    ],
)
def test_a_wrong_answer_gets_a_sentence_beside_it(client: Client, given: dict[str, str], says: str) -> None:
    response = client.get("/rules/try/", given)
    assert response.status_code == 200
    assert says in unescape(response.text)
    assert 'class="because"' not in response.text
    assert client.get("/rules/try.json", given).status_code == 400


@pytest.mark.parametrize("name", [*CaseForm.base_fields, "nothing"])
@pytest.mark.parametrize("value", ["", "\x00", "9" * 500, "<script>", "🜀", "-1", "24:00"])
def test_no_answer_makes_the_page_fail(client: Client, name: str, value: str) -> None:
    assert client.get("/rules/try/", {name: value}).status_code == 200
    assert client.get("/rules/try.json", {name: value}).status_code in (200, 400)


def test_nothing_is_kept_and_nobody_is_asked(owner_client: Client, episode: Episode) -> None:
    before = Entry.objects.count()
    assert owner_client.get("/rules/try/", {"flags": "E1"}).status_code == 200
    assert Entry.objects.count() == before
    guest = Client()
    guest.get("/rules/try/")
    assert settings.SESSION_COOKIE_NAME not in guest.cookies
    assert guest.post("/rules/try/").status_code == 405


def test_an_address_that_asks_too_often_has_to_wait(client: Client) -> None:
    often = int(TRIED.partition("/")[0])
    answers = [client.get("/rules/try.json").status_code for _each in range(often + 1)]
    assert answers == [200] * often + [429]
    assert client.get("/rules/try/").status_code == 429


def test_what_the_first_screen_needs_fits_in_one_round_trip(client: Client) -> None:
    """The style sheet and the page to the end of the plan's days, compressed as the server sends them."""
    first, rest, _more = client.get(case_href(STARTS["hurts"][1])).content.partition(b"</ol>")
    style = prepared(settings.BASE_DIR / "static" / "book.css")
    sizes = len(brotli.compress(first + rest, quality=4)), len(brotli.compress(style))
    assert sum(sizes) <= 14_000, sizes


# --- in a browser


@pytest.mark.pages
def test_a_case_is_changed_by_keyboard_without_script(
    new_context: Callable[..., BrowserContext], live_server: LiveServer
) -> None:
    page = new_context(java_script_enabled=False).new_page()
    page.goto(f"{live_server.url}/rules/try/")
    page.locator("summary", has_text="Change").press("Enter")
    page.get_by_label("Days later").fill("3")
    page.get_by_role("radio", name="One hurts").press("Space")
    page.locator("summary", has_text="Health").press("Enter")
    page.get_by_role("checkbox", name="Raynaud").press("Space")
    page.get_by_role("button", name="Show the plan").press("Enter")
    expect(page.locator(".reason").first).to_have_text("Pain went from 5 to 8 with a walk.")
    expect(page.get_by_text("Ice is not for you").first).to_be_visible()
    assert "after=3" in page.url


@pytest.mark.pages
def test_a_changed_answer_shows_at_once_in_a_wide_window(page: Page, live_server: LiveServer) -> None:
    """The focus stays, the result is said, what is unfolded stays so, and the case can be copied."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{live_server.url}/rules/try/?after=3")
    page.locator(".case-out summary", has_text="At work").click()
    hurts = page.get_by_role("radio", name="One hurts")
    hurts.press("Space")
    expect(page.locator(".reason").first).to_have_text("Pain went from 5 to 8 with a walk.")
    expect(hurts).to_be_focused()
    expect(page.locator(".case-out").get_by_role("status")).to_contain_text("Walks: one hurts.")
    expect(page.locator(".case-out > details")).to_have_attribute("open", "")
    assert page.url.endswith("/rules/try/?walks=hurt&after=3")
    page.get_by_role("button", name="Pain at the start: more").click()
    expect(page.locator(".case-out").get_by_role("status")).to_contain_text("Pain 7")
    page.get_by_role("button", name="Copy as JSON").click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert json.loads(copied) == Case(pain=7, walks=Walks.HURT, after=3).as_data()


@pytest.mark.pages
def test_the_keyboard_goes_from_the_answers_to_the_days_and_the_rules(page: Page, live_server: LiveServer) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{live_server.url}/rules/try/?after=3")
    page.get_by_role("button", name="Show the plan").focus()
    parts = []
    for _stop in range(18):
        page.keyboard.press("Tab")
        parts.append(page.evaluate("document.activeElement.closest('.strip, .because')?.className"))
    assert parts == ["strip"] * 15 + ["card because"] * 3
