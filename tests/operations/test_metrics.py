"""The counters that exist if METRICS_TOKEN is set."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.db import Error, connection
from django.db.backends.signals import connection_created
from django.db.models.signals import post_save
from prometheus_client import REGISTRY
from pytest_django import DjangoCaptureOnCommitCallbacks

from recovery.models import Entry
from recovery.store import journal
from tests.web.stage import begin, write

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def counting() -> Iterator[None]:
    """Count during these tests only."""
    from recovery.web import metrics

    yield
    post_save.disconnect(metrics.appended, sender=Entry)
    connection_created.disconnect(metrics.watch)


def counted(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0


def test_an_entry_counts_once_it_is_committed(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    before = counted("backcare_entries_total", kind="drink")
    episode = begin()
    with django_capture_on_commit_callbacks(execute=True):
        entry = write(episode, "drink", ml=200)
        assert counted("backcare_entries_total", kind="drink") == before
        journal.append(episode, entry)
        with pytest.raises(journal.Refused):
            journal.append(episode, replace(entry, by="helper"))
    assert counted("backcare_entries_total", kind="drink") == before + 1


def test_a_failed_statement_counts_but_a_second_tap_does_not() -> None:
    from recovery.web import metrics

    def failed() -> float:
        return sum(
            counted("backcare_database_errors_total", error=each) for each in ("OperationalError", "ProgrammingError")
        )

    before = failed()
    metrics.watch(connection)
    metrics.watch(connection)
    try:
        with connection.cursor() as cursor, pytest.raises(Error):
            cursor.execute("SELEKT 1")
    finally:
        connection.execute_wrappers.clear()
    assert failed() == before + 1
    assert counted("backcare_database_errors_total", error="IntegrityError") == 0
