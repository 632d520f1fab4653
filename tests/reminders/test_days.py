"""Whole days: whatever people log or put off, they get few reminders, and seldom."""

from datetime import datetime, timedelta
from itertools import pairwise
from random import Random
from typing import Any
from uuid import uuid4

import pytest
from time_machine import TimeMachineFixture

from recovery.models import Episode, Reminder
from recovery.plan.clinical import figures
from recovery.reminders.worker import Worker
from recovery.store.reminders import again
from tests.reminders.service import PushService
from tests.reminders.stage import MINUTE, drain, wishes, write
from tests.web.stage import NOW

pytestmark = pytest.mark.django_db
STEP = 10 * MINUTE


def log_something(episode: Episode, random: Random, now: datetime) -> None:
    """Write one entry of somebody's day."""
    pain = random.randint(2, 6)
    logs: list[tuple[str, int, dict[str, Any]]] = [
        ("walk", 3, {"minutes": 3, "pain_before": pain, "pain_after": pain}),
        ("cold", 20, {"minutes": 20, "skin": "fine"}),
        ("check_in", 0, {"pain": pain, "screened": True}),
        ("started", 0, {"item": "cold"}),
        ("drink", 0, {"ml": 200}),
    ]
    kind, before, fields = random.choice(logs)
    write(episode, kind, now - before * MINUTE, **fields)


def live(episode: Episode, worker: Worker, random: Random, time_machine: TimeMachineFixture) -> None:
    """Let a day and a night pass, with logs, and with reminders that are put off."""
    for step in range(1, 24 * 6):
        now = NOW + step * STEP
        time_machine.move_to(now, tick=False)
        if now.hour in range(7, 23) and random.random() < 0.2:
            log_something(episode, random, now)
        drain(worker)
        came = Reminder.objects.filter(what="plan", outcome="sent", ended_at=now).first()
        if came and random.random() < 0.3:
            again(wishes(episode), uuid4(), came.kinds, now + figures.PUT_OFF)


@pytest.mark.parametrize("seed", range(3))
def test_a_day_has_twelve_reminders_at_most_and_no_two_within_the_hour(
    ringing: Episode, service: PushService, worker: Worker, time_machine: TimeMachineFixture, seed: int
) -> None:
    live(ringing, worker, Random(seed), time_machine)
    sent = Reminder.objects.filter(outcome="sent", what__in=["plan", "again"]).order_by("at")
    plan = [each.at for each in sent if each.what == "plan"]
    assert len(plan) > 5
    for first in plan:
        assert sum(first <= at < first + timedelta(days=1) for at in plan) <= figures.REMINDERS_A_DAY
    for one, then in pairwise(sent):
        assert then.what == "again" or then.at - one.at >= figures.REMINDER_GAP
    assert len(service.taken) == Reminder.objects.filter(outcome="sent").count()
