"""What lasts between visits: no session before a plan begins, a new one with it, and an end 90 days after the last."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from time_machine import TimeMachineFixture

from recovery.models import Entry, Episode, Person, Session
from tests.conftest import client_of
from tests.web.plans import make_plan

# allauth's own templates ask for variables that may be absent
pytestmark = [pytest.mark.django_db, pytest.mark.ignore_template_errors]

COOKIE = settings.SESSION_COOKIE_NAME
AGE = timedelta(seconds=settings.SESSION_COOKIE_AGE)
DAY = timedelta(days=1)
OPEN_PAGES = ["/", "/start/", "/help/", "/rules/", "/move/", "/move/where/", "/good-to-know/", "/today/", "/keep/"]
OPEN_PAGES += ["/accounts/login/", "/accounts/signup/", "/accounts/login/code/", "/accounts/password/reset/"]


def id_of(client: Client) -> str:
    return client.cookies[COOKIE].value


@pytest.mark.parametrize("path", OPEN_PAGES)
def test_a_visit_without_a_plan_makes_no_session(client: Client, path: str) -> None:
    client.get(path)
    assert COOKIE not in client.cookies
    assert not Session.objects.exists()


def test_a_plan_begins_under_a_session_id_that_nobody_knew_before(client: Client) -> None:
    planted = Client()
    planted.post("/start/", {"answer": "none"})  # somebody else begins, and hands their session to the person
    client.cookies[COOKIE] = id_of(planted)
    make_plan(client)
    assert id_of(client) != id_of(planted)
    assert planted.get("/today/").status_code == 302
    assert client.get("/today/").status_code == 200


def test_an_emergency_that_is_sent_twice_at_once_is_one_plan() -> None:
    form = {"ticked": ["E5"], "time_zone": "Europe/London", "id": "6b5d9c9e-6d2a-4d0f-9a43-0d6a2f1f7c55"}
    taps = [Client(), Client()]  # one browser, which has no session yet
    for tap in taps:
        tap.cookies[settings.CSRF_COOKIE_NAME] = "of one browser"
        tap.post("/start/", form)
    assert (Episode.objects.count(), Entry.objects.count()) == (1, 3)
    assert ["Get medical help now" in tap.get("/today/").text for tap in taps] == [True, True]


def test_another_browser_with_the_same_form_sees_nothing_of_it(client: Client) -> None:
    form = {"ticked": ["E5"], "time_zone": "Europe/London", "id": "6b5d9c9e-6d2a-4d0f-9a43-0d6a2f1f7c55"}
    client.cookies[settings.CSRF_COOKIE_NAME] = "of one browser"
    client.post("/start/", form)
    other = Client()
    other.cookies[settings.CSRF_COOKIE_NAME] = "of another"
    other.post("/start/", {"answer": "none"})
    assert other.get("/today/").status_code == 302


def test_a_session_ends_90_days_after_the_last_visit(owner: Person, time_machine: TimeMachineFixture) -> None:
    assert AGE == 90 * DAY
    client = client_of(owner)
    for _ in range(3):
        time_machine.shift(AGE - DAY)
        assert client.get("/accounts/email/").status_code == 200
    time_machine.shift(AGE + DAY)
    assert client.get("/accounts/email/").status_code == 302


def test_the_end_of_a_session_is_written_once_a_day_and_nothing_else_of_it(
    owner: Person, time_machine: TimeMachineFixture
) -> None:
    client = client_of(owner)
    before = Session.objects.get()
    client.get("/accounts/email/")
    assert Session.objects.get().expire_date == before.expire_date
    time_machine.shift(DAY + timedelta(minutes=1))
    renewed = client.get("/accounts/email/").cookies[COOKIE]
    after = Session.objects.get()
    assert (after.session_data, renewed.value) == (before.session_data, before.session_key)
    assert after.expire_date > before.expire_date + DAY
    assert renewed["max-age"] == settings.SESSION_COOKIE_AGE


# --- pages for the back button


def test_a_page_without_a_form_sends_a_cookie_too(owner_client: Client, episode: Episode) -> None:
    """Chrome keeps a no-store page for its back button until one of the cookies that came with it changes."""
    for path, has_form in (("/plan/", False), ("/today/", True)):
        page = owner_client.get(path)
        assert "no-store" in page["Cache-Control"]
        assert settings.CSRF_COOKIE_NAME in page.cookies
        assert ("csrfmiddlewaretoken" in page.text) is has_form
