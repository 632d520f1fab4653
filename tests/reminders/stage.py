"""What tests of reminders begin with: phones that ring, and the rows that wait."""

from datetime import datetime, timedelta
from typing import Any

from recovery.models import Episode, Reminder, ReminderSettings, Subscription
from recovery.plan.entries import Entry
from recovery.reminders.worker import Worker
from recovery.store.reminders import plan_due_days, subscribe, wish
from tests import clock
from tests.reminders.service import PushService
from tests.web import stage as web_stage
from tests.web.stage import NOW

ORIGIN = "https://back.example"
MINUTE = timedelta(minutes=1)


def rings_on(episode: Episode, service: PushService, name: str = "phone", **wishes: Any) -> Subscription:
    """Let a phone ring for an episode."""
    browser = service.browser(name)
    mine = wish(episode, ORIGIN, **wishes)
    phone = subscribe(mine, service.endpoint(browser), browser.p256dh, browser.auth, NOW)
    plan()
    return phone


def write(episode: Episode, kind: str, at: datetime = NOW, **fields: Any) -> Entry:
    """Write an entry, and let a second pass, in which the worker plans."""
    entry = web_stage.write(episode, kind, at, **fields)
    plan()
    return entry


def plan() -> None:
    """Plan what was logged or wished, as the worker does within a second."""
    plan_due_days(clock.now())


def waiting(episode: Episode, *what: str) -> list[tuple[str, datetime]]:
    """What waits, and when it is due."""
    plan()
    rows = Reminder.objects.filter(settings__episode=episode, ended_at=None).order_by("at", "what")
    return [(each.what, each.at) for each in rows if not what or each.what in what]


def outcomes(episode: Episode) -> list[tuple[str, str]]:
    """How the reminders that have ended did so."""
    rows = Reminder.objects.filter(settings__episode=episode).exclude(outcome="").order_by("at", "what")
    return [(each.what, each.outcome) for each in rows]


def wishes(episode: Episode) -> ReminderSettings:
    return ReminderSettings.objects.get(episode=episode)


def drain(worker: Worker) -> None:
    """Let a worker do everything that is due."""
    while worker.work():
        pass
