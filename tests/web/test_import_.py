"""Import: the same plan again, and a file that does not fit is refused as a whole."""

import io
import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.test import Client
from time_machine import TimeMachineFixture

from recovery.exports.archive import MOST_BYTES
from recovery.models import Entry, Episode
from recovery.store import journal
from tests.conftest import client_of, make_person
from tests.exports.test_release_before import FILE, MADE
from tests.web.own_data import IMPORT, bring_back, confirmed, delete, look, plan_now, saved
from tests.web.stage import NOW, begin, guest_with, write

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today(time_machine: TimeMachineFixture) -> None:
    """The morning after."""
    time_machine.move_to(NOW, tick=False)


def test_an_import_after_a_deletion_gives_the_same_plan_to_the_byte(
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


def test_an_emergency_after_a_deletion_and_an_import_opens_the_alert(owner_client: Client, lived: Episode) -> None:
    file = saved(owner_client)
    write(lived, "check_in", pain=4, flags=[], screened=True)
    assert "Get medical help now" not in owner_client.get("/today/").text
    delete(confirmed(owner_client))
    anew = client_of(make_person("owner@example.com"))
    bring_back(anew, file)
    write(lived, "check_in", pain=6, flags=["E1"], screened=True)
    assert "Get medical help now" in anew.get("/today/").text


def test_the_exported_journal_gives_the_same_plan_on_the_command_line(
    owner_client: Client, episode: Episode, monkeypatch: pytest.MonkeyPatch
) -> None:
    (saved_episode,) = json.loads(saved(owner_client))["episodes"]
    case = {"journal": saved_episode["entries"], "now": NOW.isoformat()}
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(case)))
    out = io.StringIO()
    call_command("plan", "-", stdout=out)
    assert json.dumps(json.loads(out.getvalue())) == plan_now(episode)


def test_a_file_imported_twice_adds_nothing(owner_client: Client, lived: Episode) -> None:
    file = saved(owner_client)
    for _ in range(2):
        assert "All of this is here already." in look(owner_client, file).text
        assert bring_back(owner_client, file)["Location"] == "/"
    assert saved(owner_client) == file


def test_an_import_adds_only_missing_entries(owner_client: Client, lived: Episode) -> None:
    file = saved(owner_client)
    last = Entry.objects.filter(episode=lived).last()
    assert last is not None
    Entry.objects.filter(pk=last.pk).delete()
    drink = write(lived, "drink", ml=200)
    assert "1 entry is not here yet." in look(owner_client, file).text
    bring_back(owner_client, file)
    assert {last.pk, drink.id} <= {each.id for each in journal.read(lived)}


def test_a_guest_imports_a_plan_and_a_closed_one_stays_closed(
    guest: Client, owner_client: Client, lived: Episode
) -> None:
    file = saved(owner_client)
    Episode.objects.all().delete()
    assert f'href="{IMPORT}"' in guest.get("/").text
    assert "not here yet" in look(guest, file).text
    bring_back(guest, file)
    assert guest.get("/", follow=True).redirect_chain == [("/today/", 302)]
    assert list(Episode.objects.order_by("created_at").values_list("closed_at", flat=True)).count(None) == 1


def test_a_guest_brings_their_plan_back_on_a_new_phone(guest: Client) -> None:
    old = begin()
    walk = write(old, "walk", minutes=4)
    write(old, "withdrawn", entry=walk.id)
    file = saved(guest_with(guest, old))
    for new_phone in (Client(), client_of(make_person("new@example.com"))):
        known = set(Episode.objects.values_list("pk", flat=True))
        for _ in range(2):  # the second time adds nothing
            assert bring_back(new_phone, file)["Location"] == "/"
        new = Episode.objects.exclude(pk__in=known).get()
        assert plan_now(new) == plan_now(old)
        assert new.entries.count() == old.entries.count()
        assert new_phone.get("/today/").status_code == 200
    assert saved(guest) == file  # the first phone still has it


def refused(client: Client, file: bytes, told: str) -> None:
    """Check that neither the look nor the confirmation adds an entry."""
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


def test_a_file_of_another_owner_is_refused_without_naming_the_owner(
    owner_client: Client, stranger_client: Client, lived: Episode
) -> None:
    refused(stranger_client, saved(owner_client), "A part of this file belongs to another plan")
    other = json.loads(saved(owner_client))
    for each in other["episodes"]:
        each["id"] = str(uuid4())
    refused(stranger_client, json.dumps(other).encode(), "A part of this file belongs to another plan")
    assert "owner@example.com" not in look(stranger_client, saved(owner_client)).text


def test_other_content_under_a_known_id_refuses_the_whole_file(owner_client: Client, lived: Episode) -> None:
    file = json.loads(saved(owner_client))
    running = file["episodes"][-1] if file["episodes"][-1]["closed_at"] is None else file["episodes"][0]
    feel = next(each for each in running["entries"] if each.get("note"))
    running["entries"].append(feel | {"id": str(uuid4())})
    feel["note"] = "never better"
    refused(owner_client, json.dumps(file).encode(), "differs from what is saved here")


def test_a_file_that_would_leave_the_plan_without_a_start_is_refused(owner_client: Client, episode: Episode) -> None:
    file = json.loads(saved(owner_client))
    entries, other = file["episodes"][0]["entries"], str(uuid4())
    onset = next(each for each in entries if each["kind"] == "onset")
    head = {name: onset[name] for name in ("at", "entered_at", "by")}
    entries[entries.index(onset)] = onset | {"id": other}
    entries.append(head | {"kind": "withdrawn", "id": str(uuid4()), "entry": onset["id"]})
    write(episode, "withdrawn", entry=other)
    refused(owner_client, json.dumps(file).encode(), "differs from what is saved here")


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


def test_an_empty_form_shows_an_error(owner_client: Client) -> None:
    for answer in ({}, {"text": ""}, {"text": "\x00"}, {"file": "typed"}):
        assert 'role="alert"' in owner_client.post(IMPORT, answer).text
    assert owner_client.post(IMPORT, {"text": "x" * 19_000_000}).status_code == 400


def test_a_file_of_the_release_before_is_imported_and_its_plan_opens(
    owner_client: Client, time_machine: TimeMachineFixture
) -> None:
    time_machine.move_to(MADE + timedelta(minutes=5), tick=False)
    assert bring_back(owner_client, FILE)["Location"] == "/"
    assert Episode.objects.count() == 3
    for address in ("/today/", "/plan/", "/log/", "/progress/", "/report/"):
        assert owner_client.get(address).status_code == 200, address
