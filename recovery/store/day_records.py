"""The plan of a day as a person first saw it: written once, and never changed."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError

from recovery.models import DayRecord, Episode


def record_day(episode: Episode, on: date, rules: str, shown_at: datetime, shown: dict[str, Any]) -> bool:
    """Write what the plan of a day showed, unless that was written before. `shown` is JSON-ready.

    Returns False if the episode is gone: the person may have deleted everything on another phone during this request.
    """
    values = {"rules": rules, "shown_at": shown_at, "shown": shown}
    try:
        DayRecord.objects.get_or_create(episode=episode, date=on, defaults=values)
    except IntegrityError:
        if Episode.objects.filter(pk=episode.pk).exists():
            raise
        return False
    return True


def record_of(episode: Episode, on: date) -> DayRecord | None:
    """Find what the plan of a day showed, or None if nobody looked at it."""
    return episode.day_records.filter(date=on).first()
