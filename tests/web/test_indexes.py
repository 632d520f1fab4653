"""No query of a page scans a table that grows with the number of persons: each finds its rows by an index."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from recovery.models import Entry, Episode, Person
from recovery.store.shares import make, new_secret, read_secret
from tests.web.stage import NOW, begin, filled, guest_with, written

pytestmark = pytest.mark.django_db

# The cache holds a few hundred rows at most, the others as many as there are kinds of things.
SMALL = ("cache", "django_content_type", "django_migrations")


class Watch:
    """Asks the database how it would answer each query, and notes each one that reads a whole table."""

    def __init__(self) -> None:
        self.scans: list[str] = []
        self.seen = 0

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if re.match(r"\s*(SELECT|UPDATE|DELETE)\b", sql) and not many:
            self.seen += 1
            read = _postgresql if connection.vendor == "postgresql" else _sqlite
            self.scans += [f"{table}: {sql[:300]}" for table in read(sql, params) if table not in SMALL]
        return execute(sql, params, many, context)


def _postgresql(sql: str, params: Any) -> Iterator[str]:
    """The tables that PostgreSQL would read whole, even if told to avoid that."""
    with connection.connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan TO off")
        cursor.execute(f"EXPLAIN (FORMAT JSON) {sql}", params)
        (found,) = cursor.fetchone()
    yield from _whole(json.loads(found)[0]["Plan"] if isinstance(found, str) else found[0]["Plan"])


def _whole(node: dict[str, Any]) -> Iterator[str]:
    inner = node.get("Plans", [])
    if (
        "Relation Name" in node
        and "Index Cond" not in node
        and node["Node Type"] not in ("Bitmap Heap Scan", "ModifyTable")
    ):
        yield node["Relation Name"]
    for each in inner:
        yield from _whole(each)


def _sqlite(sql: str, params: Any) -> Iterator[str]:
    """The tables that SQLite would read whole."""
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        details = [row[-1] for row in cursor.fetchall()]
    names = dict(re.findall(r'"(\w+)" (U\d+|T\d+)\b', sql))
    aliases = {alias: table for table, alias in names.items()}
    scanned = [found[1] for detail in details if (found := re.match(r"SCAN (\w+)", detail))]
    yield from (aliases.get(str(name), str(name)) for name in scanned if name != "CONSTANT")


@pytest.fixture
def crowd(db: None) -> None:
    """Enough people, each with a link, that PostgreSQL prefers an index."""
    call_command("seed", persons=100, in_production=True, stdout=StringIO())
    for episode in Episode.objects.all():
        make(episode, uuid4().hex, kind="helper", label="Ruth", days=14, notes=False, now=NOW)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@pytest.fixture
def watch() -> Iterator[Watch]:
    watch = Watch()
    with connection.execute_wrapper(watch):
        yield watch


@pytest.mark.usefixtures("crowd")
def test_the_watch_sees_a_query_that_no_index_helps(watch: Watch) -> None:
    list(Entry.objects.filter(by="Ruth"))
    list(Episode.objects.filter(pk=uuid4()))
    assert [scan.partition(":")[0] for scan in watch.scans] == ["recovery_entry"]
    assert watch.seen == 2


@pytest.mark.usefixtures("crowd")
def test_a_persons_pages_find_all_by_index(owner: Person, owner_client: Client, watch: Watch) -> None:
    episode = begin(owner, NOW - timedelta(hours=3))
    assert "today" in owner_client.get("/today/").text
    walk = filled("walk")
    for _ in range(2):
        assert owner_client.post("/log/walk/", walk).status_code == 302
    owner_client.post(f"/log/{walk['id']}/", {"action": "undo", "id": str(uuid4())})
    assert len(written(episode)) == 2
    paths = ["/", "/help/", "/today/", "/plan/", "/log/", "/log/check_in/", f"/log/{walk['id']}/", "/progress/"]
    paths += ["/report/", "/settings/", "/settings/sharing/", "/settings/export/?format=json", "/keep/", "/again/"]
    for path in paths:
        assert owner_client.get(path, follow=True).status_code == 200
    assert watch.scans == []
    assert watch.seen > 50


@pytest.mark.usefixtures("crowd")
def test_a_guests_pages_find_all_by_index(guest: Client, watch: Watch) -> None:
    guest_with(guest, begin(None, NOW - timedelta(hours=3)))
    for path in ("/", "/help/", "/start/", "/today/", "/log/", "/keep/"):
        assert guest.get(path, follow=True).status_code == 200
    assert guest.post("/log/walk/", filled("walk")).status_code == 302
    assert watch.scans == []


@pytest.mark.usefixtures("crowd")
def test_a_link_is_found_by_index(owner: Person, client: Client, watch: Watch) -> None:
    episode, secret = begin(owner, NOW - timedelta(hours=3)), read_secret(new_secret())
    make(episode, secret, kind="helper", label="Ruth", days=14, notes=False, now=NOW)
    assert client.get(f"/with/{secret}/?open=1").status_code == 200
    client.post(f"/with/{secret}/", {"kind": "walk", "minutes": "3", "id": str(uuid4())})
    assert [each.by for each in written(episode)] == ["Ruth"]
    assert client.get("/with/nothing/").status_code == 404
    assert watch.scans == []


@pytest.mark.usefixtures("crowd", "owner")
def test_signing_in_and_out_finds_all_by_index(client: Client, watch: Watch) -> None:
    guest_with(client, begin(None, NOW - timedelta(hours=3)))
    told = {"login": "owner@example.com", "password": "a good long password"}
    assert client.post("/accounts/login/", told | {"password": "wrong"}).status_code == 200
    assert client.post("/accounts/login/", told)["Location"] == "/keep/"
    assert client.post("/keep/", {"keep": "device"})["Location"] == "/today/"
    assert client.get("/today/").status_code == 200
    assert client.get("/settings/security/").status_code == 200
    assert client.post("/accounts/logout/").status_code == 302
    assert watch.scans == []


@pytest.mark.usefixtures("crowd")
def test_tidying_up_finds_all_by_index(watch: Watch) -> None:
    long_ago, out = NOW - timedelta(days=100), StringIO()
    Episode.objects.filter(pk=begin(None, long_ago).pk).update(created_at=long_ago)
    call_command("prune", stdout=out)
    assert "1 deleted" in out.getvalue()
    assert watch.scans == []


@pytest.mark.usefixtures("crowd")
def test_deleting_everything_of_somebody_finds_all_by_index(owner: Person, owner_client: Client, watch: Watch) -> None:
    begin(owner, NOW - timedelta(hours=3))
    owner_client.post("/accounts/reauthenticate/", {"password": "a good long password"})
    owner_client.post("/settings/delete/", {"word": "DELETE"})
    assert not Person.objects.filter(pk=owner.pk).exists()
    assert watch.scans == []
