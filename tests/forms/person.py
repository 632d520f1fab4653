"""The person whom the forms ask: a small journal, without a database."""

from datetime import datetime
from typing import Any
from uuid import uuid4

from recovery.plan.build import situation_at
from recovery.plan.entries import Entry, parse
from recovery.plan.situation import Situation
from tests.web.stage import NOW, ONSET


def said(kind: str, at: datetime, **fields: Any) -> Entry:
    """Make an entry that the person wrote at once."""
    return parse({"kind": kind, "id": uuid4(), "at": at, "entered_at": at, "by": "self"} | fields)


def person(*entries: Entry, now: datetime = NOW, zone: str = "Europe/London", **about: Any) -> Situation:
    """Return the situation of a person in this zone with these entries."""
    begun = [said("about", ONSET, time_zone=zone, **about), said("onset", ONSET, started_at=ONSET)]
    return situation_at([*begun, *entries], now)
