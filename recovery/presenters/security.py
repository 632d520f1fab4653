"""The security of an account: ways to log in, where it is logged in, and what happened."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from recovery.models import SecurityEvent, Session
from recovery.presenters.say import Text, fill, local_day, weekday_clock
from recovery.store.security import What, name_of

A_WEEK = timedelta(days=6)  # after that a weekday would say two things
PHONES, TABLETS = ("iPhone", "Android"), ("iPad",)

# How somebody logged in or tried to, by the names of django-allauth.
WAYS: Mapping[str, Text] = {
    "password": lazy("Password"),
    "code": lazy("Code by e-mail"),
    "webauthn": lazy("Passkey"),
    "totp": lazy("Code app"),
    "recovery_codes": lazy("Spare code"),
    "password_reset": lazy("Link by e-mail"),
}
HAPPENED: Mapping[str, Text] = {
    What.LOGGED_IN: lazy("Logged in"),
    What.REFUSED: lazy("Wrong log-in"),
    What.CHANGED: lazy("Password changed"),
    What.ADDRESS: lazy("E-mail address changed"),
    What.ADDED: lazy("Way to log in added"),
    What.REMOVED: lazy("Way to log in removed"),
    What.CODES: lazy("New spare codes"),
    What.ENDED: lazy("Logged out elsewhere"),
    What.EXPORTED: lazy("Copy saved"),
    What.SHARED: lazy("Link made"),
}


@dataclass(frozen=True)
class Place:
    """A session: its name for the form, icon, device, browser with the last visit, and if it is this one."""

    name: str
    icon: str
    device: Text
    seen: str
    here: bool


@dataclass(frozen=True)
class Passkey:
    """One passkey: its id for the links, its name, and the days it was added and used."""

    id: int
    name: str
    added: str
    used: str


@dataclass(frozen=True)
class Happening:
    """One event: when, what, how often, and the way and device."""

    when: str
    what: Text
    times: str
    where: str


def show_places(places: Iterable[Session], here: str | None, lasts: timedelta, now: datetime) -> Sequence[Place]:
    """Show the sessions, the one of this visit first. One that ends in `lasts` was used just now."""
    shown = [_place(each, each.session_key == here, each.expire_date - lasts, now) for each in places]
    return sorted(shown, key=lambda place: not place.here)


def show_passkeys(held: Iterable[Any]) -> Sequence[Passkey]:
    """Show the passkeys, as django-allauth keeps them."""
    return [
        Passkey(
            id=each.pk,
            name=each.wrap().name,
            added=_("Added on %(day)s.") % {"day": day(each.created_at)},
            used=_("Used on %(day)s.") % {"day": day(each.last_used_at)} if each.last_used_at else _("Not used yet."),
        )
        for each in held
    ]


def show_events(events: Iterable[SecurityEvent], now: datetime) -> Sequence[Happening]:
    """Show what happened, newest first as it comes."""
    return [
        Happening(
            when=when(each.at, now),
            what=HAPPENED[each.what],
            times=ngettext("%d time", "%d times", each.times) % each.times if each.times > 1 else "",
            where=", ".join(filter(None, (fill(WAYS.get(each.way, "")), each.device))),
        )
        for each in events
    ]


def when(moment: datetime, now: datetime) -> str:
    """Write a time of the last week with its weekday, else the day: Tue 21:40, 3 Dec."""
    return weekday_clock(moment) if moment > now - A_WEEK else day(moment)


def day(moment: datetime) -> str:
    """Write a day in short: 3 Dec."""
    return local_day(moment, "j M")


def _place(session: Session, here: bool, seen: datetime, now: datetime) -> Place:
    browser, comma, system = session.device.partition(", ")
    if not comma:
        browser, system = "", session.device
    phone = system in PHONES
    last = _("now") if here else local_day(seen, "D") if seen > now - A_WEEK else day(seen)
    own = lazy("This phone") if phone else lazy("This device")
    return Place(
        name=name_of(session),
        icon="smartphone" if phone else "tablet" if system in TABLETS else "laptop",
        device=own if here else system or lazy("A device"),
        seen=", ".join(filter(None, (browser, last))),
        here=here,
    )
