"""The manifest: what a home screen shows of BackCare."""

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client

pytestmark = pytest.mark.pages


def test_it_names_icons_of_each_purpose_screenshots_and_shortcuts() -> None:
    response = Client().get("/manifest.webmanifest")
    assert response["Content-Type"] == "application/manifest+json"
    content = response.json()
    assert {each["purpose"] for each in content["icons"]} == {"any", "maskable", "monochrome"}
    assert [each["form_factor"] for each in content["screenshots"]] == ["narrow", "wide"]
    assert [each["name"] for each in content["shortcuts"]] == ["Log a walk", "Start ice", "Help"]


def test_its_pictures_exist_in_the_size_that_it_says() -> None:
    content = Client().get("/manifest.webmanifest").json()
    for each in (*content["icons"], *content["screenshots"]):
        path = finders.find(each["src"].removeprefix(f"/{settings.STATIC_URL.strip('/')}/"))
        with open(str(path), "rb") as file:
            head = file.read(24)
        width, height = int.from_bytes(head[16:20]), int.from_bytes(head[20:24])
        assert each["sizes"] == f"{width}x{height}", each["src"]


def test_it_begins_no_session_and_cannot_be_posted_to() -> None:
    assert not Client().get("/manifest.webmanifest").cookies
    assert Client().post("/manifest.webmanifest").status_code == 405
