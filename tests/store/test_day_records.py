"""A day's record is written once."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError

from recovery.models import DayRecord, Episode
from recovery.store.day_records import record_day, record_of
from tests.store.stage import NOW

pytestmark = pytest.mark.django_db

TODAY = NOW.date()


def test_the_first_record_of_a_day_stays(episode: Episode) -> None:
    assert record_day(episode, TODAY, "1", NOW, {"why": "first"})
    assert record_day(episode, TODAY, "2", NOW + timedelta(hours=1), {"why": "second"})
    found = record_of(episode, TODAY)
    assert found
    assert (found.rules, found.shown_at, found.shown) == ("1", NOW, {"why": "first"})
    assert record_of(episode, TODAY - timedelta(days=1)) is None


def test_the_database_wants_one_record_a_day(episode: Episode) -> None:
    values: dict[str, Any] = {"episode": episode, "date": TODAY, "rules": "1", "shown_at": NOW, "shown": {}}
    DayRecord.objects.create(**values)
    with pytest.raises(IntegrityError):
        DayRecord.objects.create(**values)


@pytest.mark.django_db(transaction=True)
def test_an_episode_that_was_deleted_meanwhile_gets_no_record(episode: Episode) -> None:
    Episode.objects.all().delete()
    assert not record_day(episode, TODAY, "1", NOW, {})
    assert not DayRecord.objects.exists()


def test_a_record_that_the_database_refuses_for_another_reason_is_an_error(
    episode: Episode, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(**values: Any) -> None:
        raise IntegrityError

    monkeypatch.setattr(DayRecord.objects, "get_or_create", refuse)
    with pytest.raises(IntegrityError):
        record_day(episode, TODAY, "1", NOW, {})
