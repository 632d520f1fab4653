import pytest
from django.db import connection

pytestmark = pytest.mark.django_db


def test_the_suite_runs_on_the_requested_database(request: pytest.FixtureRequest) -> None:
    assert connection.vendor == (request.config.getoption("database") or connection.vendor)


def test_sqlite_keeps_acknowledged_entries_after_a_power_cut() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("a setting of SQLite")
    with connection.cursor() as cursor:
        values = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("journal_mode", "synchronous")]
    assert values == ["wal", 2]
