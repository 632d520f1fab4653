"""The page of reminders: what rings, since when it did or did not, and what still comes today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from recovery.models import ReminderSettings, Subscription
from recovery.plan.advice import Plan
from recovery.plan.clinical import figures
from recovery.plan.kinds import REMINDED
from recovery.presenters.kinds import KINDS
from recovery.presenters.say import Text, clock, weekday_clock
from recovery.store.schedule import Ring

LISTED = 2  # times of one kind, then a count
OFFERS = {
    "cold": lazy("Ring me when the ice must come off, even when the phone is locked."),
    "heat": lazy("Ring me when the warmth must come off, even when the phone is locked."),
}


@dataclass(frozen=True)
class State:
    """How a channel does: `ok` is true with proof, False with a fault, None with neither."""

    text: str
    ok: bool | None = None


@dataclass(frozen=True)
class Channel:
    """One channel with its switch; `action` is what a tap on it does."""

    name: Text
    icon: str
    state: State
    on: bool
    action: str


@dataclass(frozen=True)
class StillRow:
    """What one kind still rings today."""

    icon: str
    name: Text
    times: str


def show_channels(
    wishes: ReminderSettings, browser: Subscription | None, wakes: str, now: datetime
) -> dict[str, Channel]:
    """The three channels with their switches: this phone, the calendar, and mail."""
    on_calendar, by_mail = wishes.calendar_hash is not None, _("By e-mail, at %(time)s") % {"time": wakes}
    rings, reads = "ring_no_more" if browser else "ring", "no_calendar" if on_calendar else "calendar"
    return {
        "phone": Channel(_("On this phone"), "bell", _phone(browser, now), browser is not None, rings),
        "calendar": Channel(_("In your calendar"), "calendar", _calendar(wishes, now), on_calendar, reads),
        "mail": Channel(by_mail, "mail", _mail(wishes, now), wishes.mail, "no_mail" if wishes.mail else "mail"),
    }


def _phone(browser: Subscription | None, now: datetime) -> State:
    """When this browser last showed something, or since when it could not be reached."""
    if browser is None:
        return State(_("Off"))
    if browser.failed_at:
        inputs = {"count": browser.failures, "when": _when(browser.failed_at, now)}
        text = ngettext(
            "Not sent %(count)d time, last at %(when)s", "Not sent %(count)d times, last at %(when)s", browser.failures
        )
        return State(text % inputs, ok=False)
    if browser.came_at:
        return State(_("The last came at %(when)s") % {"when": _when(browser.came_at, now)}, ok=True)
    if browser.sent_at:
        return State(_("Sent at %(when)s, not seen here yet") % {"when": _when(browser.sent_at, now)})
    return State(_("None sent yet"))


@dataclass(frozen=True)
class Tested:
    """A test that was sent: its words, and whether it came."""

    text: str
    came: bool


def show_test(browser: Subscription) -> Tested:
    """Say when a test was sent, and how long it took to come."""
    if browser.sent_at is None or browser.failed_at:
        return Tested(_("The test could not be sent. Try again later."), came=False)
    inputs: dict[str, object] = {"when": clock(browser.sent_at)}
    if browser.came_at is None or browser.came_at < browser.sent_at:
        return Tested(_("Sent %(when)s. Not here yet.") % inputs, came=False)
    inputs["seconds"] = round((browser.came_at - browser.sent_at).total_seconds())
    return Tested(_("Sent %(when)s, here after %(seconds)d seconds.") % inputs, came=True)


def _calendar(wishes: ReminderSettings, now: datetime) -> State:
    """When a calendar last read the plan."""
    if wishes.calendar_hash is None:
        return State(_("Off"))
    if wishes.calendar_read_at is None:
        return State(_("Not read yet"))
    return State(_("Read at %(when)s") % {"when": _when(wishes.calendar_read_at, now)}, ok=True)


def _mail(wishes: ReminderSettings, now: datetime) -> State:
    """When the last mail left, or that mail came back."""
    if wishes.mail_bounces:
        text = ngettext("Came back %(count)d time", "Came back %(count)d times", wishes.mail_bounces)
        return State(text % {"count": wishes.mail_bounces}, ok=False)
    if not wishes.mail:
        return State(_("Off"))
    if wishes.mail_sent_at is None:
        return State(_("None sent yet"))
    return State(_("The last left at %(when)s") % {"when": _when(wishes.mail_sent_at, now)}, ok=True)


def name_of(kind: str) -> Text:
    """Name a kind to a person who is reminded of it."""
    return _("How you feel") if kind == "check_in" else KINDS[kind].name


def show_still(coming: Sequence[Ring]) -> list[StillRow]:
    """List what still rings today, kind by kind."""
    at: dict[str, list[datetime]] = {}
    for each in coming:
        for kind in each.kinds:
            at.setdefault(kind, []).append(each.at)
    return [StillRow(KINDS[kind].icon, name_of(kind), _times(at[kind])) for kind in REMINDED if kind in at]


def count_still(coming: Sequence[Ring], plan: Plan) -> str:
    """Say how many reminders are still to come, and when the last one can be."""
    count = len(coming)
    if not count:
        return _("None")
    bedtime = clock(plan.day.bedtime)
    return ngettext("%(count)d more, none after %(time)s", "%(count)d more, none after %(time)s", count) % {
        "count": count,
        "time": bedtime,
    }


def most() -> str:
    """Say how many reminders a day can have."""
    return _("One an hour and %(count)d a day at most.") % {"count": figures.REMINDERS_A_DAY}


def quiet_hours(wishes: ReminderSettings, wakes: str, sleeps: str) -> str:
    """Say when nothing rings: in sleep, and in the quiet hours that were set."""
    hours = [_("%(first)s to %(last)s") % {"first": sleeps, "last": wakes}]
    if wishes.quiet_from and wishes.quiet_until:
        inputs = {"first": f"{wishes.quiet_from:%H:%M}", "last": f"{wishes.quiet_until:%H:%M}"}
        hours.append(_("%(first)s to %(last)s") % inputs)
    return ", ".join(hours)


def _when(moment: datetime, now: datetime) -> str:
    """Write the time, with its weekday unless it is today."""
    return clock(moment) if timezone.localdate(moment) == timezone.localdate(now) else weekday_clock(moment)


def _times(moments: Sequence[datetime]) -> str:
    listed = ", ".join(clock(each) for each in moments[:LISTED])
    rest = len(moments) - LISTED
    return f"{listed}, +{rest}" if rest > 0 else listed
