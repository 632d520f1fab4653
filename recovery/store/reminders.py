"""How a person wants to be reminded, and the rows of what will be sent.

A log only notes, in its own transaction, that these rows are out of date. The worker plans them within its second.
"""

import logging
from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from recovery.models import Episode, Reminder, ReminderSettings, Subscription
from recovery.plan.advice import Plan
from recovery.plan.build import plan_of, situation_at
from recovery.plan.entries import Onset
from recovery.plan.situation import Situation
from recovery.store.away import outage_behind
from recovery.store.rows import entries_of, present
from recovery.store.schedule import OF_THE_PLAN, Ring, ring_of, rings, still_true
from recovery.store.sending import LATE
from recovery.store.shares import hashed

logger = logging.getLogger(__name__)
BROWSER = "browser"  # in the session: the row of the browser that takes notifications
What, Outcome = Reminder.What, Reminder.Outcome
SPACE = UUID("8a1c1f0e-6d7f-4f43-9c38-6f1f0f8a2a55")  # the ids of reminders come from it
KEPT = timedelta(days=3)  # how long a row that has ended stays
LATER = timedelta(hours=1)  # when a day that cannot be planned is tried again
TO_PLAN = 5  # days planned in one transaction
FREE_ROWS: dict[str, Any] = {"skip_locked": True, "no_key": True, "of": ("self", "episode")}


def renew(episode: Episode) -> None:
    """Let the worker plan the reminders of an episode again, once the transaction that changes its journal is over.

    It has nothing to do for a person who is reminded by no phone and no mail.
    """
    _said(episode).exclude(plan_at=None).update(plan_at=timezone.now())


def plan_day(wishes: ReminderSettings, now: datetime) -> None:
    """Write what is to be sent until the end of the plan day. The row of the settings must be locked.

    What comes next counts from the clock of the server, whatever time an entry says.
    """
    wishes.reminders.filter(ended_at__lt=now - KEPT).delete()
    to = list(wishes.subscriptions.all())
    reminded = bool(to or wishes.mail)
    entries = entries_of(wishes.episode.entries.all()) if reminded else ()
    alive = any(isinstance(entry, Onset) for entry in entries)
    situation = situation_at(entries, present(entries, now)) if alive else None
    plan = plan_of(situation) if situation else None
    waiting = wishes.reminders.filter(ended_at=None, leased_until=None)
    old = {each.pk: each for each in waiting if not (plan and situation and _stays(each, plan, situation, wishes))}
    _drop(waiting, [each.pk for each in old.values() if each.at <= now or each.what == What.AGAIN])
    rows = list(_rows(wishes, plan, to)) if plan else []
    # Most logs change little: a row that would be written again as it is stays.
    same = {row.pk for row in rows if row.pk in old and row.kinds == old[row.pk].kinds}
    _drop(waiting, old.keys() - same)
    Reminder.objects.bulk_create([row for row in rows if row.pk not in same], ignore_conflicts=True)
    wishes.plan_at = plan.day.ends if plan else now + LATER if reminded else None
    wishes.save(update_fields=["plan_at"])


def plan_due_days(now: datetime) -> int:
    """Plan some of the episodes with a new log or a new plan day, and return how many. Several workers may do this.

    The newest come first: a log may say that ice must come off now, while a new day begins without a reminder. Each is
    planned as of its log or its first instant, so that what was due since then is sent, unless that is too late.
    """
    due = ReminderSettings.objects.filter(plan_at__lte=now)
    if not due.exists():  # on SQLite the transaction would take the lock of all writes
        return 0
    with transaction.atomic():
        locked = due.select_related("episode").select_for_update(**FREE_ROWS).order_by("-plan_at")
        for wishes in (found := list(locked[:TO_PLAN])):
            try:
                with transaction.atomic():
                    plan_day(wishes, max(wishes.plan_at or now, now - LATE))
            except Exception as problem:  # one journal must not stop the reminders of all
                if outage_behind(problem):
                    raise
                logger.exception("a day cannot be planned")
                ReminderSettings.objects.filter(pk=wishes.pk).update(plan_at=now + LATER)
    return len(found)


def again(wishes: ReminderSettings, reminder: UUID, kinds: Sequence[str], at: datetime) -> None:
    """Put a reminder off until `at`, once, whichever device says so first."""
    with transaction.atomic():
        if not _locked(wishes.episode):
            return
        rows = [
            Reminder(
                id=uuid5(reminder, f"again {each.pk}"),
                settings=wishes,
                subscription=each,
                what=What.AGAIN,
                at=at,
                kinds=list(kinds),
            )
            for each in wishes.subscriptions.all()
        ]
        Reminder.objects.bulk_create(rows, ignore_conflicts=True)
        renew(wishes.episode)


@transaction.atomic
def carry(old: Episode, kept: Episode) -> None:
    """Bring the reminders along when one plan replaces another; the wishes made for the kept plan win."""
    theirs = _said(old).first()
    if theirs is None:
        return
    if mine := _said(kept).first():
        theirs.subscriptions.update(settings=mine)
        theirs.delete()
    else:
        ReminderSettings.objects.filter(pk=theirs.pk).update(episode=kept)
    _begin(wishes_of(kept))


# --- wishes


def wishes_of(episode: Episode) -> ReminderSettings:
    """Find how the person of an episode wants to be reminded. The row is unsaved if they never said."""
    return _said(episode).first() or ReminderSettings(episode=episode)


def wish(episode: Episode, origin: str, **changes: object) -> ReminderSettings:
    """Change some wishes, or keep that the person said no, and plan the reminders again."""
    with transaction.atomic():
        _locked(episode)
        wishes, _ = ReminderSettings.objects.update_or_create(
            episode=episode, defaults={"origin": origin, **changes}, create_defaults={"origin": origin, **changes}
        )
        _begin(wishes)
    return wishes


def subscribe(wishes: ReminderSettings, endpoint: str, p256dh: str, auth: str, now: datetime) -> Subscription:
    """Send to this browser from now on. The same browser again, or with another person, is the same row."""
    keys = {"p256dh": p256dh, "auth": auth}
    fresh = {"settings": wishes, "created_at": now, "failures": 0, "failed_at": None, "came_at": None, "sent_at": None}
    with transaction.atomic():
        _locked(wishes.episode)
        known = Subscription.objects.filter(endpoint=endpoint, settings=wishes).first()
        if known:
            Subscription.objects.filter(pk=known.pk).update(**keys)
            return known
        Subscription.objects.filter(endpoint=endpoint).delete()
        made = Subscription.objects.create(endpoint=endpoint, **keys, **fresh)
        _begin(wishes)
    return made


def unsubscribe(browser: int) -> None:
    """Send to this browser no longer. What waits for it is deleted too."""
    Subscription.objects.filter(pk=browser).delete()


def note_test(browser: Subscription, now: datetime, *, sent: bool) -> None:
    """Note that a test left for a browser, or did not."""
    mine = Subscription.objects.filter(pk=browser.pk)
    if sent:
        mine.update(sent_at=now, failures=0, failed_at=None)
    else:
        mine.update(failures=F("failures") + 1, failed_at=now)


def turn_all_off(episode: Episode, origin: str) -> None:
    """End every channel: each browser, the calendar and the mail."""
    with transaction.atomic():
        _locked(episode)
        Subscription.objects.filter(settings__episode=episode).delete()
        wish(episode, origin, mail=False, calendar_hash=None, calendar_read_at=None, paused_until=None)


def stop_mail(wishes: int) -> bool:
    """Send this person no more mail; False if there is no such person."""
    found = ReminderSettings.objects.select_related("episode").filter(pk=wishes).first()
    if found:
        wish(found.episode, found.origin, mail=False)
    return found is not None


def coming(wishes: ReminderSettings, plan: Plan) -> list[Ring]:
    """What the plan still sends today, and what the person put off."""
    if wishes.pk is None:
        return []
    put_off = wishes.reminders.filter(what=What.AGAIN, ended_at=None)
    rows = {(each.at, tuple(each.kinds)) for each in put_off}
    planned = [each for each in rings(plan, wishes, _sent(wishes, plan)) if each.what == What.PLAN]
    return sorted([*planned, *(Ring(What.AGAIN, *each) for each in rows)], key=lambda each: each.at)


# --- the calendar


def find_calendar(secret: str) -> ReminderSettings | None:
    """Find whose calendar a secret opens. The look-up is by hash, so its duration does not reveal the secret."""
    found = ReminderSettings.objects.select_related("episode")
    return found.filter(calendar_hash=hashed(secret), episode__closed_at=None).first()


def note_read(wishes: ReminderSettings, now: datetime) -> None:
    """Note that a calendar has read the plan, with at most one write a minute."""
    if wishes.calendar_read_at is None or now - wishes.calendar_read_at > timedelta(minutes=1):
        ReminderSettings.objects.filter(pk=wishes.pk).update(calendar_read_at=now)


# --- helpers


def _locked(episode: Episode) -> bool:
    """Lock an episode; False if it is gone. Each writer does this first, or two would wait for each other."""
    return bool(Episode.objects.select_for_update(no_key=True).filter(pk=episode.pk).values("pk"))


def _said(episode: Episode) -> QuerySet[ReminderSettings]:
    """Select what the person of an episode said, by the index of the episodes. Ordered by id, all rows may be read."""
    return ReminderSettings.objects.filter(episode=episode).order_by("episode_id")


def _begin(wishes: ReminderSettings) -> None:
    """Let the worker plan for a person with new wishes, unless nothing reminds them and nothing did so far."""
    if wishes.mail or wishes.plan_at or wishes.subscriptions.exists():
        ReminderSettings.objects.filter(pk=wishes.pk).update(plan_at=timezone.now())


def _stays(reminder: Reminder, plan: Plan, situation: Situation, wishes: ReminderSettings) -> bool:
    """True for what the plan does not say anew: what is due already, and what was put off."""
    if reminder.at > plan.now:
        return reminder.what == What.AGAIN and not (plan.gate and plan.gate.closed)
    return still_true(ring_of(reminder), plan, situation, wishes) is not None


def _sent(wishes: ReminderSettings, plan: Plan) -> list[datetime]:
    """When the reminders of the plan were or are being sent since the day before, with those that were put off."""
    rows = wishes.reminders.filter(what__in=OF_THE_PLAN, at__gt=plan.day.starts - timedelta(days=1))
    now = Q(ended_at=None) & (Q(at__lte=plan.now) | Q(what=What.AGAIN))
    return list(rows.filter(now | Q(outcome=Outcome.SENT)).values_list("at", flat=True).distinct())


def _drop(waiting: QuerySet[Reminder], ids: Collection[UUID]) -> None:
    """Delete these rows, unless a worker has leased one meanwhile."""
    if ids:
        waiting.filter(pk__in=ids).delete()


def _rows(wishes: ReminderSettings, plan: Plan, to: Sequence[Subscription]) -> Iterator[Reminder]:
    """All that a plan sends until the end of its day, as rows that are not saved."""
    for ring in rings(plan, wishes, _sent(wishes, plan)):
        yield from (_row(wishes, ring, each) for each in to)
    if wishes.mail:
        yield _row(wishes, Ring(What.MAIL, plan.day.ends), None)


def _row(wishes: ReminderSettings, ring: Ring, to: Subscription | None) -> Reminder:
    at = "" if ring.what == What.STOP else ring.at.astimezone(UTC).isoformat()  # a timer has one such bell
    name = f"{wishes.pk} {to and to.pk} {ring.what} {at} {ring.timer}"
    return Reminder(
        id=uuid5(SPACE, name),
        settings=wishes,
        subscription=to,
        what=ring.what,
        at=ring.at,
        kinds=list(ring.kinds),
        timer=ring.timer,
    )
