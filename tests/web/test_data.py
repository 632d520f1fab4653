"""A person's data in their own hands: out, in again with the same plan, and gone without a trace."""

import io
import json
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.db.models import CASCADE, ForeignKey
from django.test import Client
from time_machine import TimeMachineFixture

from recovery import journal
from recovery.edges.archive import MOST_BYTES
from recovery.models import Entry, Episode, Person, Session
from recovery.plan.build import build_plan
from recovery.plan.encode import encode
from tests.conftest import client_of, make_person
from tests.web.stage import NOW, begin, guest_with, write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(time_machine: TimeMachineFixture) -> None:
    """The morning after."""
    time_machine.move_to(NOW, tick=False)


EXPORT, IMPORT, DELETE = "/settings/export/", "/settings/import/", "/settings/delete/"


def saved(client: Client, ending: str = "json") -> bytes:
    response = client.get(EXPORT, {"format": ending})
    assert response.status_code == 200
    return bytes(response.content)


def look(client: Client, file: bytes) -> Any:
    """Choose a file, and see what is in it."""
    return client.post(IMPORT, {"file": SimpleUploadedFile("copy.json", file)})


def bring_back(client: Client, file: bytes) -> Any:
    """Agree to what was seen."""
    return client.post(IMPORT, {"text": file.decode()})


def confirmed(client: Client) -> Client:
    """Somebody who has just typed their password once more."""
    client.post("/accounts/reauthenticate/", {"password": "a good long password"})
    return client


def delete(client: Client, word: str = "DELETE") -> Any:
    return client.post(DELETE, {"word": word})


def plan_now(episode: Episode) -> str:
    return json.dumps(encode(build_plan(journal.read(episode), NOW)))


@pytest.fixture
def lived(episode: Episode) -> Episode:
    """The owner's plan with a morning and a past episode behind it."""
    walk = write(episode, "walk", NOW - timedelta(hours=1), minutes=4, pain_before=5, pain_after=5)
    write(episode, "check_in", NOW - timedelta(minutes=50), pain=4, screened=True, note="=ow, ü")
    journal.withdraw(episode, walk.id, uuid4(), NOW)
    past = Episode.objects.create(owner=episode.owner, closed_at=NOW - timedelta(days=70))
    write(past, "about", NOW - timedelta(days=90), time_zone="Asia/Tokyo")
    write(past, "onset", NOW - timedelta(days=90), started_at=NOW - timedelta(days=90))
    return episode


# --- who may


@pytest.mark.parametrize("path", [EXPORT, IMPORT, DELETE])
def test_everybody_has_their_own_pages(
    owner_client: Client, guest: Client, stranger_client: Client, episode: Episode, path: str
) -> None:
    for client in (owner_client, guest_with(guest, begin())):
        assert 'role="alert"' not in client.get(path).text
        assert client.put(path).status_code == 405
    assert "owner@example.com" not in stranger_client.get(path).text
    assert f'href="{path}"' in owner_client.get("/settings/").text


def test_who_has_nothing_has_nothing_to_save_or_delete(client: Client, stranger_client: Client) -> None:
    for path in (EXPORT, DELETE):
        assert client.get(path)["Location"].startswith("/accounts/login/")
    assert stranger_client.get(EXPORT)["Location"] == "/start/"
    assert "stranger@example.com" in stranger_client.get(DELETE).text


def test_the_young_can_take_and_delete_what_is_theirs(owner_client: Client, owner: Person) -> None:
    begin(owner, birth_year=2012)
    assert f'href="{DELETE}"' in owner_client.get("/today/").text
    assert b"birth_year" in saved(owner_client)
    assert owner_client.get(DELETE).status_code == 200


# --- out


@pytest.mark.parametrize("ending", ["json", "csv"])
def test_a_file_has_a_name_that_tells_nothing_and_stays_in_no_cache(
    owner_client: Client, lived: Episode, ending: str
) -> None:
    response = owner_client.get(EXPORT, {"format": ending})
    assert response["Content-Disposition"] == f'attachment; filename="my-plan-2026-12-07.{ending}"'
    assert response["Cache-Control"] == "private, no-store"
    assert response["Content-Type"].split(";")[0] in ("application/json", "text/csv")


def test_a_file_holds_all_that_is_theirs_and_nothing_else(
    owner_client: Client, lived: Episode, stranger: Person
) -> None:
    theirs = begin(stranger)
    file = json.loads(saved(owner_client))
    assert sum(len(each["entries"]) for each in file["episodes"]) == lived.entries.count() + 2
    assert str(theirs.pk) not in json.dumps(file)
    assert len(saved(owner_client, "csv").splitlines()) == 1 + lived.entries.count() + 2


def test_what_is_there_is_counted(owner_client: Client, lived: Episode) -> None:
    page = owner_client.get(EXPORT).text
    assert all(told in page for told in ("2 plans", "8 entries", "From 8 Sep 2026 to 7 Dec 2026"))


# --- in again


def test_deleted_and_brought_back_the_plan_is_the_same_to_the_byte(
    owner_client: Client, lived: Episode, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, plan, report = saved(owner_client), plan_now(lived), owner_client.get("/report.json").content
    delete(confirmed(owner_client))
    assert not Entry.objects.exists()
    anew = client_of(make_person("owner@example.com"))
    assert all(told in look(anew, file).text for told in ("2 plans", "8 entries", "8 entries are not here yet."))
    assert not Entry.objects.exists()
    assert bring_back(anew, file)["Location"] == "/"
    assert plan_now(Episode.objects.get(closed_at=None)) == plan
    assert anew.get("/report.json").content == report
    assert saved(anew) == file
    assert anew.get("/today/").status_code == 200


def test_an_emergency_told_after_all_was_deleted_and_brought_back_is_seen(owner_client: Client, lived: Episode) -> None:
    file = saved(owner_client)
    write(lived, "check_in", pain=4, flags=[], screened=True)
    assert "Get medical help now" not in owner_client.get("/today/").text  # and kept near
    delete(confirmed(owner_client))
    anew = client_of(make_person("owner@example.com"))
    bring_back(anew, file)
    write(lived, "check_in", pain=6, flags=["E1"], screened=True)
    assert "Get medical help now" in anew.get("/today/").text


def test_the_saved_journal_makes_the_same_plan_on_the_command_line(
    owner_client: Client, episode: Episode, monkeypatch: pytest.MonkeyPatch
) -> None:
    (saved_episode,) = json.loads(saved(owner_client))["episodes"]
    case = {"journal": saved_episode["entries"], "now": NOW.isoformat()}
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(case)))
    out = io.StringIO()
    call_command("plan", "-", stdout=out)
    assert json.dumps(json.loads(out.getvalue())) == plan_now(episode)


def test_twice_is_the_same_as_once(owner_client: Client, lived: Episode) -> None:
    file = saved(owner_client)
    for _ in range(2):
        assert "All of this stands here already." in look(owner_client, file).text
        assert bring_back(owner_client, file)["Location"] == "/"
    assert saved(owner_client) == file


def test_only_what_is_missing_is_added(owner_client: Client, lived: Episode) -> None:
    file = saved(owner_client)
    last = Entry.objects.filter(episode=lived).last()
    assert last is not None
    Entry.objects.filter(pk=last.pk).delete()
    drink = write(lived, "drink", ml=200)
    assert "1 entry is not here yet." in look(owner_client, file).text
    bring_back(owner_client, file)
    assert {last.pk, drink.id} <= {each.id for each in journal.read(lived)}


def test_a_guest_brings_a_plan_back_and_a_past_one_stays_past(
    guest: Client, owner_client: Client, lived: Episode
) -> None:
    file = saved(owner_client)
    Episode.objects.all().delete()
    assert f'href="{IMPORT}"' in guest.get("/").text
    assert "not here yet" in look(guest, file).text
    bring_back(guest, file)
    assert guest.get("/", follow=True).redirect_chain == [("/today/", 302)]
    assert list(Episode.objects.order_by("created_at").values_list("closed_at", flat=True)).count(None) == 1


# --- refused


def refused(client: Client, file: bytes, told: str) -> None:
    """Neither a look nor a yes adds anything."""
    before = list(Entry.objects.order_by("pk").values_list("pk", "episode"))
    for response in (look(client, file), bring_back(client, file)):
        assert told in response.text
        assert 'role="alert"' in response.text
    assert list(Entry.objects.order_by("pk").values_list("pk", "episode")) == before


def test_a_second_running_plan_is_refused(owner_client: Client, stranger_client: Client, lived: Episode) -> None:
    file = saved(owner_client)
    Episode.objects.filter(owner=lived.owner).delete()
    begin(lived.owner)
    refused(owner_client, file, "Another plan is running here")


def test_what_stands_in_somebody_elses_journal_is_refused_without_a_word_on_whose(
    owner_client: Client, stranger_client: Client, lived: Episode
) -> None:
    refused(stranger_client, saved(owner_client), "A part of this file stands in another plan")
    other = json.loads(saved(owner_client))
    for each in other["episodes"]:
        each["id"] = str(uuid4())
    refused(stranger_client, json.dumps(other).encode(), "A part of this file stands in another plan")
    assert "owner@example.com" not in look(stranger_client, saved(owner_client)).text


def test_other_content_under_a_known_id_is_refused_and_nothing_of_the_file_is_added(
    owner_client: Client, lived: Episode
) -> None:
    file = json.loads(saved(owner_client))
    running = file["episodes"][-1] if file["episodes"][-1]["closed_at"] is None else file["episodes"][0]
    feel = next(each for each in running["entries"] if each.get("note"))
    running["entries"].append(feel | {"id": str(uuid4())})
    feel["note"] = "never better"
    refused(owner_client, json.dumps(file).encode(), "says something else there")


def test_a_file_that_would_leave_the_plan_without_a_start_is_refused(owner_client: Client, episode: Episode) -> None:
    file = json.loads(saved(owner_client))
    entries, other = file["episodes"][0]["entries"], str(uuid4())
    onset = next(each for each in entries if each["kind"] == "onset")
    head = {name: onset[name] for name in ("at", "entered_at", "by")}
    entries[entries.index(onset)] = onset | {"id": other}
    entries.append(head | {"kind": "withdrawn", "id": str(uuid4()), "entry": onset["id"]})
    write(episode, "withdrawn", entry=other)
    refused(owner_client, json.dumps(file).encode(), "says something else there")


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (b"", "This file is empty."),
        (b"{}", "This file does not come from BackCare."),
        (b"\x00\xff", "This file cannot be read."),
        (b" " * (MOST_BYTES + 1), "This file is too big."),
    ],
)
def test_a_file_from_elsewhere_is_refused_with_the_reason(owner_client: Client, file: bytes, told: str) -> None:
    response = look(owner_client, file)
    assert (response.status_code, told in response.text) == (200, True)


def test_no_file_and_no_text_are_told(owner_client: Client) -> None:
    for answer in ({}, {"text": ""}, {"text": "\x00"}, {"file": "typed"}):
        assert 'role="alert"' in owner_client.post(IMPORT, answer).text
    assert owner_client.post(IMPORT, {"text": "x" * 9_000_000}).status_code == 400


# --- gone


def rows_of(person: Person) -> list[str]:
    """Every row of every table that tells of this person or of their plans."""
    ids = [each.pk for each in Episode.objects.filter(owner=person)]
    ids += list(Entry.objects.filter(episode__in=ids).values_list("pk", flat=True))
    return [person.email, *(form for each in ids for form in (str(each), each.hex))]


def traces(words: list[str]) -> set[str]:
    """The tables in which one of these words still stands."""
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


def test_whatever_hangs_on_a_person_or_a_plan_goes_with_it() -> None:
    hangs = [
        field
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey) and field.related_model in (Person, Episode, Entry)
    ]
    assert len(hangs) >= 4
    assert [field for field in hangs if field.remote_field.on_delete is not CASCADE] == []


def test_what_goes_is_told_before(owner_client: Client, lived: Episode) -> None:
    page = owner_client.get(DELETE).text
    for told in ("2 plans", "8 entries", "Your account with owner@example.com", "every phone and computer", "for good"):
        assert told in page
    assert f'href="{EXPORT}"' in page


@pytest.mark.parametrize("word", ["DELETE", "delete", " De lete "])
def test_the_word_may_be_small_or_spaced(guest: Client, word: str) -> None:
    guest_with(guest, begin())
    assert delete(guest, word)["Location"] == "/?gone=1"
    assert not Episode.objects.exists()
    assert "Everything is deleted. We wish you well." in guest.get("/?gone=1").text


@pytest.mark.parametrize(
    ("word", "told"),
    [("", "The word is missing."), ("yes", "This is another word."), ("DELET", "This is another word.")],
)
def test_another_word_deletes_nothing(guest: Client, word: str, told: str) -> None:
    guest_with(guest, begin())
    assert told in delete(guest, word).text
    assert Entry.objects.count() == 3


def test_a_person_types_the_password_first_and_then_it_goes(owner_client: Client, lived: Episode) -> None:
    response = delete(owner_client)
    assert response["Location"] == f"/accounts/reauthenticate/?next={DELETE.replace('/', '%2F')}"
    assert Person.objects.exists()
    wrong = owner_client.post(response["Location"], {"password": "wrong"})
    assert (wrong.status_code, Person.objects.exists()) == (200, True)
    response = owner_client.post(response["Location"], {"password": "a good long password"})
    assert response["Location"] == "/?gone=1"
    assert not Person.objects.exists()
    assert "_auth_user_id" not in owner_client.session


def test_a_guests_plan_that_waits_goes_too(owner_client: Client, episode: Episode) -> None:
    guest_with(owner_client, begin())
    delete(confirmed(owner_client))
    assert not Episode.objects.exists()
