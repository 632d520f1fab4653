"""Accounts that nobody uses any more: warned by mail, and deleted a month later if still nobody came."""

from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce, TruncDate

from recovery.models import Entry, Person

NOTICE = timedelta(days=30)


def to_warn(days: int, now: datetime) -> QuerySet[Person]:
    """Return the persons who have not come for so long that only the notice is left, and who were not warned."""
    return _absent(timedelta(days=days) - NOTICE, now).filter(warned_on=None)


def delete_warned(days: int, now: datetime) -> int:
    """Delete the accounts whose persons were warned in time and have not come since; return how many."""
    gone = _absent(timedelta(days=days), now).filter(warned_on__lte=now.date() - NOTICE)
    return gone.delete()[1].get("recovery.Person", 0)


def ends_on(now: datetime) -> date:
    """Return the first day on which an account that is warned now can be deleted."""
    return now.date() + NOTICE


def _absent(for_long: timedelta, now: datetime) -> QuerySet[Person]:
    """The persons without a visit for so long, whose plans have no newer entry either: a helper may write for them."""
    newer = Entry.objects.filter(episode__owner=OuterRef("pk"), entered_at__gt=now - for_long)
    seen = Coalesce("seen_on", TruncDate("created_at"))
    return Person.objects.alias(seen=seen).filter(~Exists(newer), seen__lte=(now - for_long).date())
