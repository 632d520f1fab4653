"""Deletion: nothing is left of the person, and nothing is deleted by mistake."""

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.apps import apps
from django.db import connection
from django.db.models import CASCADE, DB_CASCADE, ForeignKey
from django.test import Client
from time_machine import TimeMachineFixture

from recovery.models import Entry, Episode, Person, Session
from tests.conftest import client_of
from tests.web.own_data import DELETE, EXPORT, confirmed, delete
from tests.web.stage import NOW, begin, guest_with

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(time_machine: TimeMachineFixture) -> None:
    """The morning after."""
    time_machine.move_to(NOW, tick=False)


def rows_of(person: Person) -> list[str]:
    """Return each row of each table that belongs to this person or to their plans."""
    ids = [each.pk for each in Episode.objects.filter(owner=person)]
    ids += list(Entry.objects.filter(episode__in=ids).values_list("pk", flat=True))
    return [person.email, *(form for each in ids for form in (str(each), each.hex))]


def traces(words: list[str]) -> set[str]:
    """Return the tables that still hold one of these words."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            cells = " ".join(map(str, (cell for row in cursor.fetchall() for cell in row)))
            found |= {table for word in words if word in cells}
    return found


def test_nothing_is_left_in_any_table(owner_client: Client, owner: Person, lived: Episode, stranger: Person) -> None:
    theirs = begin(stranger)
    RecoveryCodes.activate(owner)
    client_of(owner)
    stays = client_of(stranger)
    person, words = owner.pk, rows_of(owner)
    assert traces(words) >= {"recovery_person", "recovery_entry", "recovery_episode", "account_emailaddress"}
    assert delete(confirmed(owner_client))["Location"] == "/?gone=1"
    assert traces(words) == set()
    assert not [each for each in Session.objects.all() if each.get_decoded().get("_auth_user_id") == str(person)]
    assert stays.get(EXPORT).status_code == 200
    assert theirs.entries.count() == 3


def test_each_relation_to_a_person_or_a_plan_is_deleted_with_it() -> None:
    hangs = [
        field
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey) and field.related_model in (Person, Episode, Entry)
    ]
    assert len(hangs) >= 4
    assert [field for field in hangs if field.remote_field.on_delete not in (CASCADE, DB_CASCADE)] == []


def test_the_page_says_what_will_be_deleted(owner_client: Client, lived: Episode) -> None:
    page = owner_client.get(DELETE).text
    for told in ("2 plans", "8 entries", "Your account with owner@example.com", "every phone and computer", "for good"):
        assert told in page
    assert f'href="{EXPORT}"' in page


@pytest.mark.parametrize("word", ["DELETE", "delete", " De lete "])
def test_the_word_may_have_small_letters_or_spaces(guest: Client, word: str) -> None:
    guest_with(guest, begin())
    assert delete(guest, word)["Location"] == "/?gone=1"
    assert not Episode.objects.exists()
    assert "Everything is deleted. We wish you well." in guest.get("/?gone=1").text


def test_a_guest_leaves_nothing_on_the_device(guest: Client) -> None:
    guest_with(guest, begin())
    assert delete(guest)["Clear-Site-Data"] == '"cache", "storage"'


@pytest.mark.parametrize(
    ("word", "told"),
    [("", "The word is missing."), ("yes", "This is another word."), ("DELET", "This is another word.")],
)
def test_another_word_deletes_nothing(guest: Client, word: str, told: str) -> None:
    guest_with(guest, begin())
    assert told in delete(guest, word).text
    assert Entry.objects.count() == 3


def test_a_person_enters_the_password_before_all_is_deleted(owner_client: Client, lived: Episode) -> None:
    response = delete(owner_client)
    assert response["Location"] == f"/accounts/reauthenticate/?next={DELETE.replace('/', '%2F')}"
    assert Person.objects.exists()
    wrong = owner_client.post(response["Location"], {"password": "wrong"})
    assert (wrong.status_code, Person.objects.exists()) == (200, True)
    response = owner_client.post(response["Location"], {"password": "a good long password"})
    assert response["Location"] == "/?gone=1"
    assert not Person.objects.exists()
    assert "_auth_user_id" not in owner_client.session


def test_a_waiting_plan_of_the_guest_is_deleted_too(owner_client: Client, episode: Episode) -> None:
    guest_with(owner_client, begin())
    delete(confirmed(owner_client))
    assert not Episode.objects.exists()
