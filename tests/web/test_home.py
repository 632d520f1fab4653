"""The first page: what BackCare is, and the way in."""

import pytest
from django.test import Client

from recovery.plan.history.screening import EMERGENCY
from recovery.presenters.flag_rows import ROWS
from tests.web.plans import make_plan

pytestmark = pytest.mark.django_db


def test_a_new_visitor_sees_what_it_is_and_all_emergencies(client: Client) -> None:
    text = client.get("/").text
    assert 'href="/start/"' in text
    assert 'href="/accounts/login/"' in text
    assert "not a diagnosis" in text
    assert all(str(ROWS[flag]) in text for flag in EMERGENCY)


def test_a_person_with_a_plan_is_led_to_it(guest: Client, owner_client: Client, stranger_client: Client) -> None:
    make_plan(guest)
    make_plan(owner_client)
    assert guest.get("/")["Location"] == "/today/"
    assert owner_client.get("/")["Location"] == "/today/"
    assert stranger_client.get("/").status_code == 200


def test_a_person_without_a_plan_can_log_out(owner_client: Client) -> None:
    text = owner_client.get("/").text
    assert 'action="/accounts/logout/"' in text
    assert "/accounts/login/" not in text


def test_post_is_refused(client: Client) -> None:
    assert client.post("/").status_code == 405
