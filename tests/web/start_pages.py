"""How a visitor answers the five pages before there is a plan."""

from datetime import UTC, datetime
from typing import Any

from django.test import Client

from recovery.models import Episode
from recovery.plan.entries import Entry, Onset
from recovery.store import journal

NOW = datetime(2026, 12, 7, 15, 4, tzinfo=UTC)  # a Monday; London is on UTC, Kolkata at 20:34
NONE = {"answer": "none"}
WHEN = {"when": "60", "pain": "8", "can_walk": "a_few_steps", "time_zone": "Europe/London"}
CHAIR = {"where": "chair"}
STEPS = ["/start/", "/move/where/", "/start/today/", "/start/when/", "/start/about/"]


def go_to(client: Client, step: int, zone: str = "Europe/London") -> None:
    """Answer all pages before this step."""
    answers: list[dict[str, Any]] = [NONE | {"time_zone": zone}, CHAIR, NONE, WHEN | {"time_zone": zone}]
    for path, answer in zip(STEPS[:step], answers, strict=False):
        assert client.post(path, answer).status_code == 302


def begin(client: Client, **when: Any) -> tuple[Entry, ...]:
    """Answer all pages, with these answers about the spasm; return the journal."""
    go_to(client, 3)
    client.post("/start/when/", WHEN | when)
    client.post("/start/about/", {"answer": "none", "wake": "07:00", "sleep": "22:00"})
    return journal.read(Episode.objects.get())


def onset_of(client: Client, **when: Any) -> Onset:
    """Answer all pages and return the onset."""
    [onset] = [entry for entry in begin(client, **when) if isinstance(entry, Onset)]
    return onset
