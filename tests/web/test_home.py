"""The first page: what it is, a way in, and the way on for those who have a plan."""

import pytest
from django.test import Client

from recovery.screen import EMERGENCY_ROWS
from tests.web.plans import make_plan

pytestmark = pytest.mark.django_db


def test_somebody_new_sees_what_it_is_and_all_emergencies(client: Client) -> None:
    text = client.get("/").text
    assert 'href="/start/"' in text
    assert 'href="/accounts/login/"' in text
    assert "not a diagnosis" in text
    assert all(str(row) in text for _, row in EMERGENCY_ROWS)


def test_a_plan_is_what_its_person_sees(guest: Client, owner_client: Client, stranger_client: Client) -> None:
    make_plan(guest)
    make_plan(owner_client)
    assert guest.get("/")["Location"] == "/today/"
    assert owner_client.get("/")["Location"] == "/today/"
    assert stranger_client.get("/").status_code == 200


def test_somebody_signed_in_without_a_plan_can_log_out(owner_client: Client) -> None:
    text = owner_client.get("/").text
    assert 'action="/accounts/logout/"' in text
    assert "/accounts/login/" not in text


def test_it_only_shows(client: Client) -> None:
    assert client.post("/").status_code == 405
