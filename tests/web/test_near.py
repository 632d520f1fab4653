"""What a process keeps near: found again for nothing, and never once something was written, whoever wrote it."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from time_machine import TimeMachineFixture

from recovery import journal, near
from recovery.models import Entry, Episode, Person
from recovery.plan import facts
from tests.conftest import client_of
from tests.web.stage import HTMX_TODAY, NOW, begin, filled, guest_with, write

pytestmark = pytest.mark.django_db

OWN = re.compile(r'name="(?:id|csrfmiddlewaretoken)" value="([^"]+)"')
GRAVE = {"about", "onset", "check_in", "cleared", "withdrawn"}


def versions(episode: Episode) -> tuple[int, int]:
    episode.refresh_from_db()
    return episode.version, episode.gate_version


# --- the database gives the versions


@pytest.mark.parametrize("kind", facts.KINDS)
def test_each_line_makes_a_new_version_and_a_grave_one_a_new_version_of_the_gate(episode: Episode, kind: str) -> None:
    before = versions(episode)
    Entry(id=uuid4(), episode=episode, kind=kind, at=NOW, entered_at=NOW, by="self", data={}).save()
    after = versions(episode)
    assert after[0] != before[0]
    assert (after[1] != before[1]) == (kind in GRAVE)


def test_many_lines_at_once_make_new_versions_of_the_journals_they_belong_to(episode: Episode) -> None:
    other, third = begin(), begin()
    before = versions(episode), versions(other), versions(third)
    lines = [
        Entry(id=uuid4(), episode=each, kind=kind, at=NOW, entered_at=NOW, by="self", data={})
        for each, kind in ((episode, "drink"), (episode, "check_in"), (other, "drink"))
    ]
    Entry.objects.bulk_create([*lines, lines[0]], ignore_conflicts=True)
    after = versions(episode), versions(other), versions(third)
    changed = [
        now != then for news, olds in zip(after, before, strict=True) for now, then in zip(news, olds, strict=True)
    ]
    assert changed == [True, True, True, False, False, False]


def test_a_line_refused_makes_no_new_version(episode: Episode) -> None:
    entry = write(episode, "drink", ml=200)
    before = versions(episode)
    assert journal.append(episode, entry) == entry
    assert versions(episode) == before


def test_no_version_comes_twice_although_all_is_deleted_and_brought_in_again(owner: Person, episode: Episode) -> None:
    seen, lines = {versions(episode)}, [journal.row(episode, each) for each in journal.read(episode)]
    for _ in range(3):
        Episode.objects.get(pk=episode.pk).delete()
        episode = Episode.objects.create(pk=episode.pk, owner=owner)
        for line in lines:
            Entry.objects.bulk_create([line])
            assert versions(episode) not in seen
            seen.add(versions(episode))


# --- Today


def test_today_looked_at_again_costs_three_queries_and_no_look_into_the_journal(
    owner_client: Client, episode: Episode, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    first = owner_client.get("/today/")
    with django_assert_num_queries(3) as asked:
        again = owner_client.get("/today/")
    assert "recovery_entry" not in " ".join(query["sql"] for query in asked.captured_queries)
    assert OWN.sub("", again.text) == OWN.sub("", first.text)


def test_each_look_gets_ids_and_a_token_of_its_own(owner_client: Client, episode: Episode) -> None:
    looks = [OWN.findall(owner_client.get("/today/").text) for _ in range(3)]
    assert len(looks[0]) >= 4
    assert not set(looks[0]) & set(looks[1]) | set(looks[1]) & set(looks[2])
    assert all(UUID(value) for look in looks for value in look if len(value) == 36)


def test_two_phones_that_show_the_same_page_log_two_drinks(owner_client: Client, episode: Episode) -> None:
    owner_client.get("/today/")
    pages = [client_of(episode.owner).get("/today/").text for _ in range(2)]  # type: ignore[arg-type]
    for page in pages:
        form = page[page.index('id="drinks"') :]
        found = re.search(r'name="id" value="([^"]+)"', form)
        assert found
        owner_client.post("/log/drink/", filled("drink", id=found[1]))
    assert Entry.objects.filter(episode=episode, kind="drink").count() == 2


def test_a_form_of_a_page_shown_again_passes_the_check_of_its_token(owner_client: Client, episode: Episode) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = owner_client.cookies
    strict.get("/today/")
    page = strict.get("/today/").text
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token
    answer = strict.post("/log/drink/", filled("drink") | {"csrfmiddlewaretoken": token[1]})
    assert answer["Location"].startswith("/today/?saved=")


def test_a_line_that_another_process_writes_is_seen_at_the_next_look(owner_client: Client, episode: Episode) -> None:
    assert "0 of 8" in owner_client.get("/today/").text
    with connection.cursor() as cursor:  # as an older release would, which knows of no versions
        cursor.execute(
            "INSERT INTO recovery_entry (id, episode_id, kind, at, entered_at, by, data)"
            " SELECT %s, episode_id, 'drink', %s, entered_at, by, '{\"ml\": 200}' FROM recovery_entry"
            " WHERE kind = 'onset'",
            [uuid4().hex, NOW],
        )
    assert "1 of 8" in owner_client.get("/today/").text


def test_an_emergency_told_elsewhere_closes_a_kept_today_and_every_form_at_once(
    owner_client: Client, episode: Episode
) -> None:
    owner_client.get("/today/")
    write(episode, "check_in", pain=6, flags=["E1"], screened=True)
    assert "Get medical help now" in owner_client.get("/today/").text
    assert owner_client.get("/today/", headers=HTMX_TODAY)["HX-Redirect"] == "/today/"
    assert "Get medical help now" in owner_client.post("/log/walk/", filled("walk")).text
    assert not Entry.objects.filter(episode=episode, kind="walk").exists()


def test_what_changes_by_itself_is_seen_in_time(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    owner_client.get("/today/")
    time_machine.move_to(NOW + near.LONGEST + timedelta(seconds=1), tick=False)
    assert ">10:05<" in owner_client.get("/today/").text  # the line of now in the rhythm


def test_nothing_is_kept_past_the_next_change(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    page = owner_client.get("/today/").text
    found = re.search(r'data-next="(\d+)"', page)
    assert found
    change = NOW + timedelta(seconds=int(found[1]))
    time_machine.move_to(change - timedelta(minutes=1), tick=False)
    before = OWN.sub("", owner_client.get("/today/").text)
    time_machine.move_to(change, tick=False)
    assert OWN.sub("", owner_client.get("/today/").text) != before


def test_a_page_that_took_long_to_make_is_kept_no_longer_for_that(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = near.NEAR.set
    found = re.search(r'data-next="(\d+)"', owner_client.get("/today/").text)
    assert found
    change = NOW + timedelta(seconds=int(found[1]))
    time_machine.move_to(change - timedelta(minutes=1), tick=False)

    def late(*args: Any) -> None:
        time_machine.shift(30)
        kept(*args)
        time_machine.shift(-30)

    monkeypatch.setattr(near.NEAR, "set", late)
    before = OWN.sub("", owner_client.get("/today/").text)
    time_machine.move_to(change, tick=False)
    assert OWN.sub("", owner_client.get("/today/").text) != before


def test_a_timer_that_runs_is_told_anew_at_each_look(
    owner_client: Client, episode: Episode, time_machine: TimeMachineFixture
) -> None:
    write(episode, "started", item="cold")
    assert "20:00" in owner_client.get("/today/").text
    time_machine.move_to(NOW + timedelta(seconds=90), tick=False)
    assert "18:30" in owner_client.get("/today/").text


def test_the_note_to_keep_the_plan_goes_with_the_sign_up(guest: Client, owner_client: Client, episode: Episode) -> None:
    theirs = begin()
    client = guest_with(guest, theirs)
    assert "Only this phone can open this plan." in client.get("/today/").text
    episode.delete()
    Episode.objects.filter(pk=theirs.pk).update(owner=episode.owner, guest_key=None)
    assert "Only this phone can open this plan." not in owner_client.get("/today/").text


# --- a walk


def test_a_walk_is_written_down_without_a_look_into_the_journal(
    owner_client: Client, episode: Episode, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    owner_client.get("/today/")
    with django_assert_max_num_queries(6) as asked:
        owner_client.post("/log/walk/", filled("walk"))
    assert not [query for query in asked.captured_queries if 'FROM "recovery_entry"' in query["sql"]]


def test_a_move_to_another_zone_is_known_to_the_next_form(owner_client: Client, episode: Episode) -> None:
    owner_client.get("/today/")
    write(episode, "about", time_zone="America/New_York")
    owner_client.post("/log/walk/", filled("walk", when="pick", pick="2026-12-07T04:30"))
    assert Entry.objects.get(episode=episode, kind="walk").at == NOW - timedelta(minutes=30)


# --- help


def test_help_knows_a_new_country_at_once(owner_client: Client, episode: Episode) -> None:
    assert 'href="tel:999"' in owner_client.get("/help/").text
    write(episode, "about", country="FR")
    assert 'class="btn call" href="tel:15"' in owner_client.get("/help/").text
