"""A journal that cannot be read: the pages say so, and help, a copy and deleting everything still work."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from recovery.models import Entry, Episode
from recovery.plan.entries import Entry as Line
from recovery.store.rows import readable_journals
from recovery.web import visit
from tests.web.links import link
from tests.web.own_data import DELETE, EXPORT, confirmed, delete
from tests.web.stage import HTMX_TODAY, begin, filled

pytestmark = pytest.mark.django_db
SAYS = "We cannot read this journal"
PLAN_PAGES = ("/today/", "/plan/", "/log/", "/log/walk/", "/progress/", "/report/", "/report.json", "/settings/")
OTHER_PAGES = ("/", "/move/", "/rules/", "/good-to-know/", "/offline/", "/accounts/logout/", "/settings/import/")


def of_a_newer_release(_: pytest.MonkeyPatch) -> None:
    Entry.objects.filter(kind="check_in").update(kind="moon_phase")


def without_a_field(_: pytest.MonkeyPatch) -> None:
    Entry.objects.filter(kind="onset").update(data={"started_at": "yesterday"})


def without_json(_: pytest.MonkeyPatch) -> None:
    if connection.vendor == "postgresql":  # which takes JSON only
        Entry.objects.filter(kind="onset").update(data=[1])
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = 1")
        cursor.execute("UPDATE recovery_entry SET data = '{oops' WHERE kind = 'onset'")
        cursor.execute("PRAGMA ignore_check_constraints = 0")


def that_no_rule_expects(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OverflowError

    monkeypatch.setattr(visit, "Situation", fail)


DAMAGE = (of_a_newer_release, without_a_field, without_json, that_no_rule_expects)


@pytest.fixture(params=DAMAGE, ids=lambda each: each.__name__)
def broken(request: pytest.FixtureRequest, episode: Episode, monkeypatch: pytest.MonkeyPatch) -> Episode:
    """The owner's journal, with an entry that cannot be read."""
    damage: Callable[[pytest.MonkeyPatch], None] = request.param
    damage(monkeypatch)
    return episode


def test_each_page_of_the_plan_says_so_and_offers_a_copy_and_a_fresh_start(
    owner_client: Client, broken: Episode
) -> None:
    for path in PLAN_PAGES:
        response = owner_client.get(path)
        assert (response.status_code, SAYS in response.text) == (200, True), path
        assert all(f'href="{there}"' in response.text for there in ("/help/", f"{EXPORT}?format=json", DELETE)), path


def test_help_and_the_pages_without_a_plan_open_as_ever(owner_client: Client, broken: Episode) -> None:
    assert "Call" in owner_client.get("/help/").text
    for path in ("/help/", *OTHER_PAGES):
        response = owner_client.get(path, follow=path == "/")
        assert response.status_code == 200, path
        assert SAYS not in response.text or path == "/", path


def test_the_copy_holds_every_row_as_it_is_stored(owner_client: Client, broken: Episode) -> None:
    file = json.loads(confirmed(owner_client).get(EXPORT, {"format": "json"}).content)
    [whole] = file["episodes"]
    assert {each["id"] for each in whole.get("rows", whole.get("entries"))} == {
        str(each.pk) for each in Entry.objects.filter(episode=broken)
    }


def test_everything_can_be_deleted(owner_client: Client, broken: Episode) -> None:
    page = owner_client.get(DELETE)
    assert (page.status_code, "3 entries" in page.text) == (200, True)
    delete(confirmed(owner_client))
    assert not Entry.objects.exists()


def test_what_is_sent_is_not_saved_and_the_answer_says_so(owner_client: Client, broken: Episode) -> None:
    response = owner_client.post("/log/walk/", filled("walk"))
    assert (response.status_code, "What you sent is not saved." in response.text) == (503, True)
    assert Entry.objects.count() == 3


def test_a_part_of_a_page_is_replaced_by_the_whole_page(owner_client: Client, broken: Episode) -> None:
    assert owner_client.get("/today/", headers=HTMX_TODAY)["HX-Refresh"] == "true"


def test_the_holder_of_a_link_is_offered_nothing_of_the_owner(guest: Client, broken: Episode) -> None:
    response = guest.get(link(broken))
    assert (response.status_code, SAYS in response.text, EXPORT in response.text) == (200, True, False)
    assert response["Referrer-Policy"] == "no-referrer"


def test_a_phone_keeps_its_outbox(owner_client: Client, broken: Episode) -> None:
    body: dict[str, Any] = {"episode": str(broken.pk), "now": "2026-12-07T10:00:00+00:00", "entries": []}
    headers = {"Origin": "http://testserver"}
    response = owner_client.post("/outbox/", json.dumps(body), "application/json", headers=headers)
    assert (response.status_code, response["Content-Type"]) == (503, "text/html; charset=utf-8")


@pytest.mark.parametrize("damage", DAMAGE[:3])
def test_the_journals_of_others_are_read_all_the_same(
    episode: Episode, monkeypatch: pytest.MonkeyPatch, damage: Callable[[pytest.MonkeyPatch], None]
) -> None:
    damage(monkeypatch)
    other = begin()
    found = readable_journals(Entry.objects.all())
    assert list(found) == [other.pk]
    assert all(isinstance(each, Line) for each in found[other.pk])
