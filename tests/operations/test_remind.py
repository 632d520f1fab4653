"""`manage.py remind`: real workers on a real database, with a push service that decrypts what comes."""

import re
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from time_machine import TimeMachineFixture

from recovery.models import Episode, Person, Reminder, Subscription
from recovery.store import sending
from recovery.store.reminders import wish
from tests.clock import clock_of_processes
from tests.reminders.conftest import service as service
from tests.reminders.processes import running
from tests.reminders.service import PushService
from tests.reminders.stage import ORIGIN, plan, rings_on
from tests.web.stage import begin, write

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE = 120  # seconds that a busy machine may need
MANY = 120


@pytest.fixture
def episode(owner: Person, time_machine: TimeMachineFixture) -> Episode:
    """A plan by the clock of the processes."""
    time_machine.move_to(clock_of_processes())
    return begin(owner)


def many_due(episode: Episode, service: PushService) -> None:
    """Make many timers of as many phones end now."""
    mine, now = wish(episode, ORIGIN), clock_of_processes()
    browsers = [service.browser(f"phone-{number}") for number in range(MANY)]
    Subscription.objects.bulk_create(
        Subscription(settings=mine, endpoint=service.endpoint(each), p256dh=each.p256dh, auth=each.auth, created_at=now)
        for each in browsers
    )
    wish(episode, ORIGIN)  # which sees the phones
    write(episode, "started", clock_of_processes() - timedelta(minutes=20) + timedelta(seconds=1), item="cold")
    plan()
    Reminder.objects.exclude(what="end").delete()


def handles(process: subprocess.Popen[bytes], number: int) -> bool:
    """True once a process handles a signal itself; where the system does not say, too."""
    status = Path(f"/proc/{process.pid}/status")
    handled = re.search(r"SigCgt:\s*(\w+)", status.read_text()) if status.exists() else None
    return handled is None or bool(int(handled[1], 16) >> (number - 1) & 1)


def test_the_end_of_a_timer_reaches_a_phone_whose_pages_are_all_closed(episode: Episode, service: PushService) -> None:
    rings_on(episode, service)
    with running(service) as process:
        write(episode, "started", clock_of_processes() - timedelta(minutes=20) + timedelta(seconds=3), item="cold")
        assert service.wait_for(1, PATIENCE)
        assert service.taken[0].notification["title"] == "Your timer is over"
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0


def test_a_worker_that_is_killed_loses_none_and_repeats_only_what_it_had_not_finished(
    episode: Episode, service: PushService
) -> None:
    many_due(episode, service)
    with running(service) as first, running(service) as second:
        assert service.wait_for(MANY // 4, PATIENCE)
        first.kill()
        while second.poll() is None and not handles(second, signal.SIGTERM):  # it may have begun later
            time.sleep(0.01)
        second.terminate()
        assert second.wait(PATIENCE) == 0  # it ends what it has begun
    with running(service, ahead=sending.LEASE):  # by this clock the lease of the killed worker has lapsed
        until = time.monotonic() + PATIENCE
        while Reminder.objects.filter(ended_at=None).exists() and time.monotonic() < until:
            time.sleep(0.1)
    assert {each.browser for each in service.taken} == set(service.browsers)
    assert set(Reminder.objects.values_list("outcome", flat=True)) == {"sent"}
    twice = [name for name, count in Counter(each.browser for each in service.taken).items() if count > 1]
    assert len(twice) <= 50
    for name in twice:
        assert len({each.headers["Topic"] for each in service.taken if each.browser == name}) == 1


def test_a_worker_ends_with_the_process_that_started_it(episode: Episode) -> None:
    command = ["sh", "-c", '"$0" manage.py remind --with-parent=$$ & echo started', sys.executable]
    # The worker keeps this pipe open, so reading it to its end waits for the end of the worker.
    done = subprocess.run(command, cwd=settings.BASE_DIR, stdout=subprocess.PIPE, check=True, timeout=PATIENCE)
    assert done.stdout == b"started\n"
