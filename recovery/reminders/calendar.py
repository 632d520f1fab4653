"""The plan as a calendar: an event with an alarm for each reminder of the next days."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from uuid import uuid5

from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event, Timezone, TimezoneStandard

from recovery.models import Reminder, ReminderSettings
from recovery.plan.advice import Plan
from recovery.plan.build import build_plan
from recovery.plan.entries import Entry
from recovery.presenters.say import say
from recovery.reminders.words import names
from recovery.store.reminders import SPACE
from recovery.store.rows import present
from recovery.store.schedule import Ring, rings

DAYS = 3  # some calendars read an address once a day
SHORTEST = timedelta(minutes=5)


def calendar(wishes: ReminderSettings, entries: Sequence[Entry], now: datetime) -> bytes:
    """Write the calendar. All its times are in UTC, so a change of the clock moves none."""
    file = Calendar()
    for name, value in {
        "prodid": "-//BackCare//EN",
        "version": "2.0",
        "name": "BackCare",
        "x-wr-calname": "BackCare",
        "x-published-ttl": "PT1H",
    }.items():
        file.add(name, value)
    file.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    changed = max(each.entered_at for each in entries)
    for plan, ring in _rings(wishes, entries, now):
        file.add_component(_event(wishes, plan, ring, changed))
    if not file.subcomponents:
        file.add_component(_zone())  # a calendar without any component is not valid
    written: bytes = file.to_ical()
    return written


def _rings(wishes: ReminderSettings, entries: Sequence[Entry], now: datetime) -> Iterator[tuple[Plan, Ring]]:
    """The reminders of today and the next days, if nothing new is logged."""
    now = present(entries, now)
    for _day in range(DAYS):
        plan = build_plan(entries, now)
        yield from ((plan, each) for each in rings(plan, wishes, ()) if each.what == Reminder.What.PLAN)
        now = plan.day.ends


def _event(wishes: ReminderSettings, plan: Plan, ring: Ring, changed: datetime) -> Event:
    items = [each for each in plan.day.items if each.kind in ring.kinds and each.opens <= ring.at <= each.closes]
    lasts = max((timedelta(minutes=each.minutes) for each in items), default=SHORTEST)
    title = names(ring.kinds) if wishes.plain else _("Your next step")
    starts = ring.at.astimezone(UTC)
    event, alarm = Event(), Alarm()
    for name, value in {
        "uid": uuid5(SPACE, f"{wishes.pk} {starts.isoformat()}"),
        "dtstamp": changed.astimezone(UTC).replace(microsecond=0),
        "dtstart": starts,
        "dtend": starts + max(lasts, SHORTEST),
        "summary": title,
        "url": f"{wishes.origin}/today/",
        "class": "PRIVATE",
        "transp": "TRANSPARENT",
    }.items():
        event.add(name, value)
    if wishes.plain and items:
        event.add("description", "\n".join(say(each.title) for each in items))
    for name, value in {"action": "DISPLAY", "description": title, "trigger": -timedelta(minutes=1)}.items():
        alarm.add(name, value)
    event.add_component(alarm)
    return event


def _zone() -> Timezone:
    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", "UTC")
    standard.add("dtstart", datetime(1970, 1, 1))  # noqa: DTZ001 - local time, as the standard has it
    standard.add("tzoffsetfrom", timedelta(0))
    standard.add("tzoffsetto", timedelta(0))
    zone.add_component(standard)
    return zone
