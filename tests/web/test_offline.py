"""The page without signal, which is the same for everybody, and the mark on every response."""

import re

import pytest
from django.test import Client

from recovery.plan.clinical.red_flags import RED_FLAGS
from recovery.presenters.kinds import KINDS

pytestmark = pytest.mark.pages


def test_it_holds_the_words_of_every_kind_and_of_every_emergency() -> None:
    page = Client().get("/offline/").text
    emergencies = [flag for flag in RED_FLAGS if flag.startswith("E")]
    assert all(f'data-sign="{flag}"' in page for flag in emergencies)
    assert all(f'data-kind="{kind}"' in page for kind in KINDS)


def test_without_signal_a_fever_is_told_with_the_weak_leg_that_may_be_its_other_sign() -> None:
    page = Client().get("/offline/").text
    says = "a fever, and feel very unwell or have a weak or numb leg."
    assert f"<p>You have {says}</p>" in page
    assert f"<q>I have {says}</q>" in page


def test_it_names_the_pages_to_keep() -> None:
    found = re.search(r'data-script="/static/offline.js" data-pages="(.*?)"', Client().get("/offline/").text)
    assert found
    pages = {"/today/", "/plan/", "/help/", "/log/walk/", "/log/check_in/", "/move/floor_wait/"}
    assert pages <= set(found[1].split())


def test_it_belongs_to_nobody_and_cannot_be_posted_to() -> None:
    response = Client().get("/offline/")
    assert not response.cookies
    assert Client().post("/offline/").status_code == 405


@pytest.mark.parametrize("path", ["/", "/offline/", "/nowhere/", "/today/", "/sw.js"])
@pytest.mark.django_db
def test_every_response_says_that_it_is_ours(path: str) -> None:
    assert Client().get(path)["X-BackCare"] == "1"
