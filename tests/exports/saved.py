"""A small saved episode for the tests of the files."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from recovery.plan.entries import checked, parse
from recovery.store.copies import SavedEpisode
from tests.plan.cases import Raw

NOW = datetime(2026, 12, 7, 10, tzinfo=UTC)
BEGAN = NOW - timedelta(hours=1)
HEAD: dict[str, Any] = {"at": BEGAN.isoformat(), "entered_at": BEGAN.isoformat(), "by": "self"}
ABOUT = HEAD | {"kind": "about", "id": str(UUID(int=1)), "time_zone": "America/New_York"}
ONSET = HEAD | {"kind": "onset", "id": str(UUID(int=2)), "started_at": BEGAN.isoformat()}
DRINK = HEAD | {"kind": "drink", "id": str(UUID(int=3)), "ml": 200}


def saved(*raw: Raw, closed_at: datetime | None = None) -> SavedEpisode:
    """An episode with who the person is, an onset, and these entries."""
    entries = checked([parse(each) for each in (ABOUT, ONSET, *raw)], NOW)
    return SavedEpisode(UUID(int=99), BEGAN, closed_at, entries)
