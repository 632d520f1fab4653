"""The worker: sends what is due, until it is stopped. Several may run at once."""

import logging
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from smtplib import SMTPRecipientsRefused
from threading import Event
from uuid import UUID

from allauth.account.models import EmailAddress
from django.core.mail import EmailMessage
from django.db import Error, close_old_connections
from django.utils import timezone

from recovery.models import Entry as Row
from recovery.models import Reminder, ReminderSettings
from recovery.plan.advice import Plan
from recovery.plan.build import plan_of, situation_at
from recovery.plan.entries import Entry
from recovery.reminders import push
from recovery.reminders.letters import morning_mail, push_message
from recovery.reminders.push import Answer, Message
from recovery.store import sending
from recovery.store.away import outage_behind
from recovery.store.reminders import plan_due_days
from recovery.store.rows import present, readable_journals
from recovery.store.schedule import Ring, ring_of, still_true

logger = logging.getLogger(__name__)
Outcome = Reminder.Outcome
THREADS = 10  # messages on their way at once
BEGIN_WITHIN = 10  # seconds in which a message that was leased must be begun; its lease lasts longer
IDLE = 1.0  # seconds between two looks
JUMP = 5.0  # seconds by which a clock that runs on does not jump


@dataclass(frozen=True)
class Letter:
    """One reminder that is still true, ready to be sent."""

    reminder: Reminder
    message: Message | EmailMessage


class Worker:
    """Plans the days that begin, and sends what is due."""

    def __init__(self) -> None:
        self.pool = ThreadPoolExecutor(THREADS)
        self.offset = _offset()
        self.steady_since = time.monotonic() - sending.LEASE.seconds

    def run(self, stop: Event) -> None:
        """Work until `stop` is set. An outage of the database is waited for."""
        while not stop.is_set():
            try:
                busy = self.work()
            except Error as problem:
                logger.error("no reminders: the database fails: %s", str(problem).partition("\n")[0])
                close_old_connections()
                busy = False
            stop.wait(0 if busy else IDLE)

    def work(self) -> bool:
        """Do one round, and return True if there may be more to do at once."""
        self._watch_the_clock()
        planned = plan_due_days(timezone.now())
        lapsed = time.monotonic() - self.steady_since >= sending.LEASE.seconds
        leased = sending.lease(timezone.now(), lapsed=lapsed)
        if leased:
            self._send(leased)
        return bool(planned or leased)

    def _watch_the_clock(self) -> None:
        """Notice a clock that jumped: it may end leases whose messages are on their way."""
        if abs(_offset() - self.offset) > JUMP:
            self.offset, self.steady_since = _offset(), time.monotonic()

    def _send(self, leased: Sequence[Reminder]) -> None:
        now = timezone.now()
        late = [each for each in leased if sending.is_late(each, now)]
        fresh = [each for each in leased if not sending.is_late(each, now)]
        letters = list(_letters(fresh, now))
        true = {each.reminder.pk for each in letters}
        over = [each for each in fresh if each.pk not in true]
        sending.end(late, Outcome.LATE, now)
        sending.end(over, Outcome.OVER, now)
        deadline = time.monotonic() + BEGIN_WITHIN
        answers = list(self.pool.map(lambda letter: _deliver(letter, deadline), letters))
        _note([(letter.reminder, answer) for letter, answer in zip(letters, answers, strict=True)])


def _offset() -> float:
    return timezone.now().timestamp() - time.monotonic()


# --- what to send


def _letters(reminders: Sequence[Reminder], now: datetime) -> Iterator[Letter]:
    """Write each reminder that is still true. The journals of all of them are read in one query."""
    wishes = ReminderSettings.objects.select_related("episode").in_bulk({each.settings_id for each in reminders})
    rows = Row.objects.filter(episode__in=[each.episode_id for each in wishes.values()], episode__closed_at=None)
    journals = readable_journals(rows)
    mails = [each.settings_id for each in reminders if each.subscription_id is None]
    addresses = _addresses(wishes[each] for each in mails if each in wishes)
    for each in reminders:
        mine = wishes.get(each.settings_id)
        journal = journals.get(mine.episode_id) if mine else None
        if mine and journal:
            yield from _letter(each, mine, journal, addresses, now)


def _letter(
    reminder: Reminder, wishes: ReminderSettings, journal: Sequence[Entry], addresses: dict[UUID, str], now: datetime
) -> Iterator[Letter]:
    try:
        situation = situation_at(journal, present(journal, now))
        plan = plan_of(situation)
        ring = ring_of(reminder)
        kinds = still_true(ring, plan, situation, wishes)
        if kinds is None:
            return
        with timezone.override(plan.now.tzinfo):
            message = _message(reminder, replace(ring, kinds=kinds), plan, wishes, addresses)
    except Exception as problem:  # one journal must not stop the reminders of all
        if outage_behind(problem):
            raise
        logger.exception("a reminder cannot be written")
        return
    if message:
        yield Letter(reminder, message)


def _message(
    reminder: Reminder, ring: Ring, plan: Plan, wishes: ReminderSettings, addresses: dict[UUID, str]
) -> Message | EmailMessage | None:
    if reminder.subscription:
        return push_message(reminder, ring, plan, wishes, reminder.subscription)
    address = addresses.get(wishes.episode_id)
    return morning_mail(wishes, plan, address) if address else None


def _addresses(wishes: Iterable[ReminderSettings]) -> dict[UUID, str]:
    """The confirmed address of each episode's owner."""
    owners = {each.episode_id: each.episode.owner_id for each in wishes}
    found = EmailAddress.objects.filter(user__in=owners.values(), verified=True, primary=True)
    address = dict(found.values_list("user_id", "email"))
    return {episode: address[owner] for episode, owner in owners.items() if owner in address}


# --- sending


def _deliver(letter: Letter, deadline: float) -> Answer | None:
    """Send one; None if it was not begun in time. This runs in a thread, without the database."""
    if time.monotonic() > deadline:
        return None
    if isinstance(letter.message, Message):
        return push.send(letter.message)
    try:
        letter.message.send()
    except SMTPRecipientsRefused as refused:
        permanent = any(code >= 550 for code, _ in refused.recipients.values())
        return Answer.GONE if permanent else Answer.AWAY
    except OSError:
        return Answer.AWAY
    return Answer.TAKEN


def _note(answers: Sequence[tuple[Reminder, Answer | None]]) -> None:
    """Write what came of each."""
    now = timezone.now()
    by: dict[Answer | None, list[Reminder]] = {}
    for reminder, answer in answers:
        by.setdefault(answer, []).append(reminder)
    sending.end(by.get(Answer.TAKEN, []), Outcome.SENT, now)
    sending.fail(by.get(Answer.REFUSED, []), now)
    sending.drop(by.get(Answer.GONE, []), now)
    sending.retry(by.get(Answer.AWAY, []), now)
    sending.release(by.get(None, []))
