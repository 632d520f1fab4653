"""A plan as the start pages make it."""

import re
from typing import Any

from django.test import Client

from recovery.models import Episode
from recovery.plan.entries import Entry, dump
from recovery.store import journal


def make_plan(client: Client, zone: str = "Europe/London", **about: Any) -> Episode:
    """Answer the start pages: a spasm an hour ago, pain 5."""
    none = {"answer": "none"}
    client.post("/start/", none | {"time_zone": zone})
    client.post("/move/where/", {"where": "chair"})
    client.post("/start/today/", none)
    client.post("/start/when/", {"when": "60", "pain": "5", "can_walk": "yes", "time_zone": zone})
    client.post("/start/about/", none | {"wake": "07:00", "sleep": "22:00"} | about)
    return Episode.objects.latest("created_at")


def last(episode: Episode, kind: type[Entry]) -> dict[str, Any]:
    """Return the fields of the newest entry of a kind."""
    return dump(next(entry for entry in reversed(journal.read(episode)) if isinstance(entry, kind)))


def hidden(text: str) -> dict[str, str]:
    """Return the hidden answers of a form."""
    return dict(re.findall(r'<input type="hidden" name="(id|started_at|latest_at)" value="([^"]*)"', text))
