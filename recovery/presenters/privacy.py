"""What the site keeps, where, and until when. A test holds it against the tables, cookies and figures of the code."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as lazy

from recovery.presenters.say import Text
from recovery.store import security
from recovery.store.owners import GUEST_DAYS

HERE = lazy("The server of this site")
FIGURES = {
    "visit": settings.SESSION_COOKIE_AGE // (24 * 60 * 60),
    "events": security.KEPT.days,
    "guest": GUEST_DAYS,
}


@dataclass(frozen=True)
class Kept:
    """One thing that is kept. `tables` and `cookies` are what it is made of in the code."""

    icon: str
    name: Text
    what: Text
    where: Text
    until: Text
    tables: Sequence[str] = ()
    cookies: Sequence[str] = ()

    def ends(self) -> str:
        """Say until when, with the days of the code."""
        return str(self.until) % FIGURES


KEPT = (
    Kept(
        "pencil",
        lazy("Your journal"),
        lazy("Pain, walks, answers and notes, and the plan of each day as you first saw it"),
        HERE,
        lazy("You delete it. Without an account, also %(guest)d days after its last entry"),
        tables=("recovery.Episode", "recovery.Entry", "recovery.DayRecord"),
    ),
    Kept(
        "user",
        lazy("Your account, if you make one"),
        lazy("E-mail address, ways to log in, and the last day you were here"),
        HERE,
        lazy("You delete everything. A site may end an unused account, after a mail"),
        tables=("recovery.Person", "account.EmailAddress", "account.EmailConfirmation", "mfa.Authenticator"),
    ),
    Kept(
        "fingerprint",
        lazy("Where you are logged in"),
        lazy("The kind of phone or computer, log-ins, and changes of your account"),
        HERE,
        lazy("You log out there, or %(visit)d days without a visit. Log-ins and changes: %(events)d days"),
        tables=("recovery.Session", "recovery.SecurityEvent"),
    ),
    Kept(
        "link",
        lazy("Links for others"),
        lazy("The name you gave, and the last day the link was used"),
        HERE,
        lazy("You delete everything"),
        tables=("recovery.Share",),
    ),
    Kept(
        "bell",
        lazy("Reminders, if you turn them on"),
        lazy("When and how, and the address that your browser gave for them"),
        lazy("The server of this site. Each goes through the maker of your browser, who cannot read it"),
        lazy("You turn them off"),
        tables=("recovery.ReminderSettings", "recovery.Subscription", "recovery.Reminder"),
    ),
    Kept(
        "smartphone",
        lazy("On this phone"),
        lazy("Pages for times without signal, and what waits to be sent"),
        lazy("This browser only"),
        lazy("You log out, or delete everything"),
    ),
    Kept(
        "clock",
        lazy("Cookies"),
        lazy("Your log-in, your time zone, light or dark, a wide screen, visits, and marks that keep forms safe"),
        lazy("This browser, which sends them to the server of this site"),
        lazy("You clear the browser, or they run out, after a year at most"),
        cookies=(
            *("sessionid", "csrftoken", "messages", "who"),
            *("zone", "mode", "wide", "script", "home", "visits", "visit"),
        ),
    ),
    Kept(
        "lock",
        lazy("Safety copies and lines about requests"),
        lazy("Copies of all of it. Lines with the page, the time and the result, without who it was"),
        lazy("Where the people keep them who run this site"),
        lazy("They delete them"),
    ),
)
# Rights and kinds of rows: nothing about a person.
NOT_ABOUT_PEOPLE = ("auth.Permission", "auth.Group", "auth.Group_permissions", "contenttypes.ContentType")
NEVER = (
    lazy("No ads and no trackers"),
    lazy("No page calls another firm"),
    lazy("No health words, names or addresses in our own logs"),
)


def show_privacy() -> dict[str, Any]:
    """Return what privacy.html shows."""
    return {"kept": KEPT, "never": NEVER, "operator": settings.OPERATOR, "contact": settings.CONTACT}
