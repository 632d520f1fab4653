"""Export: all own entries and no others, as a file or as a table."""

import json

import pytest
from django.test import Client
from time_machine import TimeMachineFixture

from recovery.models import Episode, Person
from tests.web.own_data import DELETE, EXPORT, IMPORT, confirmed, saved
from tests.web.stage import NOW, begin, guest_with

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(time_machine: TimeMachineFixture) -> None:
    """The morning after."""
    time_machine.move_to(NOW, tick=False)


@pytest.mark.parametrize("path", [EXPORT, IMPORT, DELETE])
def test_each_person_sees_only_their_own_data(
    owner_client: Client, guest: Client, stranger_client: Client, episode: Episode, path: str
) -> None:
    for client in (owner_client, guest_with(guest, begin())):
        assert 'role="alert"' not in client.get(path).text
        assert client.put(path).status_code == 405
    assert "owner@example.com" not in stranger_client.get(path).text
    assert f'href="{path}"' in owner_client.get("/settings/").text


def test_a_visitor_without_data_is_sent_away(client: Client, stranger_client: Client) -> None:
    for path in (EXPORT, DELETE):
        assert client.get(path)["Location"].startswith("/accounts/login/")
    assert stranger_client.get(EXPORT)["Location"] == "/start/"
    assert "stranger@example.com" in stranger_client.get(DELETE).text


def test_a_person_too_young_for_a_plan_can_export_and_delete(owner_client: Client, owner: Person) -> None:
    begin(owner, birth_year=2012)
    assert f'href="{DELETE}"' in owner_client.get("/today/").text
    assert b"birth_year" in saved(owner_client)
    assert owner_client.get(DELETE).status_code == 200


@pytest.mark.parametrize("ending", ["json", "csv"])
def test_a_file_has_a_neutral_name_and_is_not_cached(owner_client: Client, lived: Episode, ending: str) -> None:
    response = confirmed(owner_client).get(EXPORT, {"format": ending})
    assert response["Content-Disposition"] == f'attachment; filename="my-plan-2026-12-07.{ending}"'
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Type"].split(";")[0] in ("application/json", "text/csv")


def test_a_table_may_have_semicolons(owner_client: Client, lived: Episode) -> None:
    page = owner_client.get(EXPORT).text
    assert f'href="{EXPORT}?format=csv&amp;semicolons=1"' in page
    table = confirmed(owner_client).get(EXPORT, {"format": "csv", "semicolons": "1"}).content
    assert table.startswith("\ufeffat;offset;kind;by;".encode())


def test_a_file_holds_all_own_entries_and_no_others(owner_client: Client, lived: Episode, stranger: Person) -> None:
    theirs = begin(stranger)
    file = json.loads(saved(owner_client))
    assert sum(len(each["entries"]) for each in file["episodes"]) == lived.entries.count() + 2
    assert str(theirs.pk) not in json.dumps(file)
    assert len(saved(owner_client, "csv").splitlines()) == 1 + lived.entries.count() + 2


def test_the_page_counts_plans_and_entries(owner_client: Client, lived: Episode) -> None:
    page = owner_client.get(EXPORT).text
    assert all(told in page for told in ("2 plans", "8 entries", "From 8 Sep 2026 to 7 Dec 2026"))
