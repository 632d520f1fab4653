"""A plan as the start pages make it."""

from typing import Any

from django.test import Client

from recovery import journal
from recovery.models import Episode
from recovery.plan import facts


def make_plan(client: Client, zone: str = "Europe/London", **about: Any) -> Episode:
    """Walk through the start: a spasm of an hour ago, pain 5."""
    none = {"answer": "none"}
    client.post("/start/", none | {"time_zone": zone})
    client.post("/start/today/", none)
    client.post("/start/when/", {"when": "60", "pain": "5", "can_walk": "yes", "time_zone": zone})
    client.post("/start/about/", none | {"wake": "07:00", "sleep": "22:00"} | about)
    return Episode.objects.latest("created_at")


def last(episode: Episode, kind: type[facts.Entry]) -> dict[str, Any]:
    """What the newest entry of a kind says."""
    return facts.dump(next(entry for entry in reversed(journal.read(episode)) if isinstance(entry, kind)))
