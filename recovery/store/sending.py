"""The reminders that are due: leased by one worker, then ended or tried again. Safe with several workers."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Min, Q

from recovery.models import Reminder, ReminderSettings, Subscription
from recovery.store.schedule import BELLS

Outcome = Reminder.Outcome
LEASE = timedelta(seconds=20)
OWN_ROWS: dict[str, Any] = {"skip_locked": True, "of": ("self",)}
BATCH = 50  # leased at once
RETRY = (5, 15, 45, 120, 240)  # seconds to the next try
BOUNCES = 2  # so many mails came back, then no more are sent
LATE, BELL_LATE = timedelta(minutes=10), timedelta(minutes=3)


def is_late(reminder: Reminder, now: datetime) -> bool:
    """True if it is too old to be sent: a late "walk now" is worse than none. What must come off never is."""
    return reminder.what != Reminder.What.STOP and now - reminder.at > (BELL_LATE if reminder.what in BELLS else LATE)


def lease(now: datetime, *, lapsed: bool = True) -> list[Reminder]:
    """Take some of the reminders that are due, bells first. `lapsed`: also those whose worker did not end them."""
    free = Q(leased_until=None) | Q(leased_until__lte=now) if lapsed else Q(leased_until=None)
    due = Reminder.objects.filter(free, ended_at=None, at__lte=now)
    if not due.exists():  # on SQLite the transaction would take the lock of all writes
        return []
    with transaction.atomic():
        for some in (due.filter(what__in=BELLS), due):
            if found := list(some.select_related("subscription").select_for_update(**OWN_ROWS).order_by("at")[:BATCH]):
                Reminder.objects.filter(pk__in=[each.pk for each in found]).update(leased_until=now + LEASE)
                return found
    return []


def end(reminders: Sequence[Reminder], outcome: Reminder.Outcome, now: datetime) -> None:
    """Note how these reminders ended, and that their browsers were reached."""
    if not reminders:
        return
    Reminder.objects.filter(pk__in=[each.pk for each in reminders]).update(ended_at=now, outcome=outcome)
    if outcome == Outcome.SENT:
        Subscription.objects.filter(pk__in=_browsers(reminders)).update(sent_at=now, failures=0, failed_at=None)
        mailed = [each.settings_id for each in reminders if each.subscription_id is None]
        ReminderSettings.objects.filter(pk__in=mailed).update(mail_sent_at=now)


def fail(reminders: Sequence[Reminder], now: datetime) -> None:
    """End reminders that were refused for good, and count that for their browsers."""
    end(reminders, Outcome.FAILED, now)
    _count_failure(reminders, now)


def drop(reminders: Sequence[Reminder], now: datetime) -> None:
    """Forget browsers that take no more messages, with all that waits for them, and count mail that came back."""
    Subscription.objects.filter(pk__in=_browsers(reminders)).delete()
    mails = [each for each in reminders if each.subscription_id is None]
    end(mails, Outcome.FAILED, now)
    for each in mails:
        count_bounce(each.settings_id)


def count_bounce(wishes: int) -> None:
    """Note that a mail came back; the second one stops the mail."""
    mine = ReminderSettings.objects.filter(pk=wishes)
    mine.update(mail_bounces=F("mail_bounces") + 1)
    if mine.filter(mail_bounces__gte=BOUNCES).update(mail=False):
        Reminder.objects.filter(settings=wishes, what=Reminder.What.MAIL, ended_at=None).delete()


def retry(reminders: Sequence[Reminder], now: datetime) -> None:
    """Lease reminders that could not be sent until their next try. One that gets too old is dropped then."""
    for each in reminders:
        wait = timedelta(seconds=RETRY[min(each.tries, len(RETRY) - 1)])
        Reminder.objects.filter(pk=each.pk).update(leased_until=now + wait, tries=F("tries") + 1)
    _count_failure(reminders, now)


def release(reminders: Sequence[Reminder]) -> None:
    """Give reminders back whose sending was not begun."""
    Reminder.objects.filter(pk__in=[each.pk for each in reminders]).update(leased_until=None)


def lag(now: datetime) -> float:
    """How many seconds the oldest reminder that is due has waited, or the oldest day that is to be planned."""
    reminder = Reminder.objects.filter(ended_at=None, at__lte=now, tries=0).aggregate(oldest=Min("at"))["oldest"]
    day = ReminderSettings.objects.filter(plan_at__lte=now).aggregate(oldest=Min("plan_at"))["oldest"]
    return max((now - each).total_seconds() for each in (reminder or now, day or now))


def _count_failure(reminders: Sequence[Reminder], now: datetime) -> None:
    Subscription.objects.filter(pk__in=_browsers(reminders)).update(failures=F("failures") + 1, failed_at=now)


def _browsers(reminders: Iterable[Reminder]) -> set[int]:
    return {each.subscription_id for each in reminders if each.subscription_id}
