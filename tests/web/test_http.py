"""Whole page or fragment: what htmx asks for, and what it gets."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.test import Client, RequestFactory
from django.urls import path
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from recovery.web.htmx import HtmxHttpRequest, look, respond

pytestmark = pytest.mark.urls(__name__)


def swap(request: HtmxHttpRequest) -> HttpResponse:
    if request.method == "POST":
        return redirect("/swap?swapped")
    return respond(request, "swap.html", {"word": "after" if "swapped" in request.GET else "before"})


urlpatterns = [path("swap", swap)]


@pytest.fixture(autouse=True)
def templates_of_the_tests(settings: Settings) -> None:
    [engine] = settings.TEMPLATES
    settings.TEMPLATES = [engine | {"DIRS": [settings.BASE_DIR / "tests/web/templates"]}]


@pytest.mark.parametrize(
    ("headers", "whole"),
    [
        ({}, True),
        ({"HX-Target": "section#now"}, True),  # not from htmx
        ({"HX-Request": "true", "HX-Target": "section#now"}, False),
        ({"HX-Request": "true", "HX-Target": "section#now", "HX-Request-Type": "partial"}, False),
        ({"HX-Request": "true", "HX-Target": "section#now", "HX-Request-Type": "full"}, True),
        ({"HX-Request": "true", "HX-Target": "section#unknown"}, True),
        ({"HX-Request": "true", "HX-Target": "body"}, True),
        ({"HX-Request": "true", "HX-Target": "now"}, True),  # as htmx 2 wrote it
        ({"HX-Request": "true", "HX-Target": "main#page#now"}, True),  # a part of a part
        ({"HX-Request": "true", "HX-Target": "section#now.html"}, True),
    ],
)
def test_a_fragment_is_given_only_where_htmx_swaps_one(client: Client, headers: dict[str, str], whole: bool) -> None:
    response = client.get("/swap", headers=headers)
    assert '<section id="now">before</section>' in response.text
    assert ("<main>" in response.text) is whole


def test_caches_keep_page_and_fragment_apart(client: Client) -> None:
    assert {"HX-Request", "HX-Target"} <= set(client.get("/swap")["Vary"].split(", "))


@pytest.mark.django_db
@pytest.mark.pages
def test_the_target_survives_the_redirect_in_a_real_browser(page: Page, live_server: LiveServer) -> None:
    page.goto(f"{live_server.url}/swap")
    with page.expect_response("**/swap?swapped") as response:
        page.get_by_role("button", name="Swap").click()
    expect(page.locator("#now")).to_have_text("after")
    assert response.value.text() == '<section id="now">after</section>'


@pytest.mark.django_db
@pytest.mark.pages
def test_the_same_form_works_without_script(page: Page, live_server: LiveServer) -> None:
    page.route("**/*.js", lambda route: route.fulfill(body=""))
    page.goto(f"{live_server.url}/swap")
    page.get_by_role("button", name="Swap").click()
    expect(page).to_have_url(f"{live_server.url}/swap?swapped")
    expect(page.locator("#now")).to_have_text("after")


@pytest.mark.parametrize(("kept", "mode"), [("dark", "dark"), ("light", "light"), ('"><script>', "auto"), ("", "auto")])
def test_only_known_lights_leave_the_cookie(kept: str, mode: str) -> None:
    request: HttpRequest = RequestFactory().get("/")
    request.COOKIES["mode"] = kept
    assert look(request) == {"mode": mode}
