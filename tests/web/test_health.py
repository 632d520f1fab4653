import pytest
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from pytest_django import DjangoAssertNumQueries

pytestmark = pytest.mark.django_db


def test_a_site_that_works_says_ok(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")
    assert response["Content-Type"] == "text/plain"


def test_no_cache_keeps_the_answer_and_no_session_begins(client: Client) -> None:
    response = client.get("/healthz")
    assert "no-store" in response["Cache-Control"]
    assert not response.cookies


def test_a_waiting_migration_is_503(client: Client) -> None:
    MigrationRecorder(connection).migration_qs.filter(app="recovery").delete()
    assert client.get("/healthz").status_code == 503


def test_it_asks_the_database_each_time_and_the_code_once(
    client: Client, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client.get("/healthz")
    monkeypatch.delattr(MigrationLoader, "build_graph")
    with django_assert_max_num_queries(12) as asked:  # with what the cache does to take a line
        assert client.get("/healthz").status_code == 200
    assert sum('FROM "django_migrations"' in query["sql"] for query in asked.captured_queries) == 1


def test_a_database_that_does_not_answer_is_503(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", fail)
    assert client.get("/healthz").status_code == 503


def test_it_is_read_only(client: Client) -> None:
    assert client.post("/healthz").status_code == 405
