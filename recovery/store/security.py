"""The security of an account: what happened to it, and where it is logged in."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F
from django.db.models.functions import Least
from django.utils.crypto import salted_hmac

from recovery.models import Person, SecurityEvent, Session, SessionStore, Subscription
from recovery.store.owners import GUEST_KEY
from recovery.store.reminders import BROWSER

KEPT = timedelta(days=90)
SHOWN = 30  # events
IN_A_ROW = timedelta(hours=1)  # refused log-ins within this time are one event

What = SecurityEvent.What


def note(person: Person, what: What, now: datetime, way: str = "", device: str = "") -> None:
    """Remember an event. Refused log-ins in a row are counted, so that nobody can fill the list with them."""
    last = person.events.first() if what == What.REFUSED else None
    if last and last.at > now - IN_A_ROW and (last.what, last.way, last.device) == (what, way, device):
        person.events.filter(pk=last.pk).update(times=Least(F("times") + 1, 999), at=now)
    else:
        with suppress(IntegrityError), transaction.atomic():  # whose account is deleted at this moment
            person.events.create(at=now, what=what, way=way, device=device)


def recent(person: Person, now: datetime) -> list[SecurityEvent]:
    """Return the newest events that are kept, newest first."""
    return list(person.events.filter(at__gt=now - KEPT)[:SHOWN])


def forget_events(now: datetime) -> None:
    """Delete the events that are kept no longer."""
    SecurityEvent.objects.filter(at__lte=now - KEPT).delete()


def places(person: Person, now: datetime) -> list[Session]:
    """Return the sessions of a person, the one that was used last first."""
    return list(person.sessions.filter(expire_date__gt=now).order_by("-expire_date", "session_key"))


def name_of(place: Session) -> str:
    """Return the name of a session for a form. It does not open the session."""
    return salted_hmac("recovery.store.security", place.session_key, algorithm="sha256").hexdigest()[:20]


def end(sessions: Iterable[Session]) -> int:
    """Log out somewhere, and return in how many places. A guest's plan that waits there stays on that device.

    The person's reminders ring there no longer.
    """
    ended = 0
    for each in sessions:
        held = each.get_decoded()
        key = held.get(GUEST_KEY)
        if rings := held.get(BROWSER):
            Subscription.objects.filter(pk=rings, settings__episode__owner=each.person_id).delete()
        if key:
            each.session_data, each.person, each.device = SessionStore().encode({GUEST_KEY: key}), None, ""
            each.save()
        else:
            each.delete()
        ended += 1
    return ended


def end_others(person: Person, session_key: str | None) -> int:
    """Log out everywhere but in the session with this key."""
    return end(person.sessions.exclude(pk=session_key or ""))
