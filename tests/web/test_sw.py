"""The service worker comes from the root, and is asked for each time."""

import re

from django.test import Client
from pytest_django import Settings


def test_it_is_a_script_of_the_root_that_no_cache_keeps() -> None:
    response = Client().get("/sw.js")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/javascript; charset=utf-8"
    assert response["Cache-Control"] == "no-cache"
    assert "worker-src 'self'" in response["Content-Security-Policy"]
    assert re.fullmatch(r"const RELEASE = '(\w{12})';\nimportScripts\('/static/sw.js\?\1'\);\n", response.text)


def test_it_begins_no_session_and_cannot_be_posted_to() -> None:
    assert not Client().get("/sw.js").cookies
    assert Client().post("/sw.js").status_code == 405


def test_switched_off_it_takes_itself_away(settings: Settings) -> None:
    settings.SERVICE_WORKER = False
    script = Client().get("/sw.js").text
    assert "unregister()" in script
    assert "fetch" not in script
