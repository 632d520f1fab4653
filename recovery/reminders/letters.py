"""A reminder as it is sent: a web push message, or a mail."""

import json
from email.utils import make_msgid, parseaddr
from urllib.parse import quote

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from recovery.models import Reminder, ReminderSettings, Subscription
from recovery.plan.advice import Plan
from recovery.presenters.say import clock, say
from recovery.reminders.push import Message
from recovery.reminders.tokens import Note, name_of, sign, sign_stop
from recovery.reminders.words import Said, one_to_do, open_items, words
from recovery.store.schedule import BELLS, Ring
from recovery.store.sending import BELL_LATE, LATE

DECLARATIVE = 8030  # the mark of a message that Safari can show by itself


def push_message(reminder: Reminder, ring: Ring, plan: Plan, wishes: ReminderSettings, to: Subscription) -> Message:
    """Write the notification of a reminder for one browser."""
    bell = ring.what in BELLS
    one = ring.kinds[0] if bell else one_to_do(ring)
    minutes = 0 if bell or one is None else open_items(plan, [one])[0].minutes
    note = Note(wishes.pk, to.pk, name_of(reminder), ring.kinds, one, minutes, str(ring.timer) if bell else None)
    page = reverse("log_kind", args=["check_in"]) if ring.kinds == ("check_in",) else reverse("today")
    tag = f"timer {ring.timer}" if bell else "plan"
    said = words(ring, plan, wishes.plain)
    keep = (BELL_LATE if bell else LATE).seconds
    return _message(wishes, to, said, page, tag, sign(note), urgent=bell, seconds=keep)


def test_message(wishes: ReminderSettings, to: Subscription, sent: str) -> Message:
    """Write a notification that only shows that notifications come."""
    note = Note(wishes.pk, to.pk, f"test {sent}", ())
    said = Said(_("This is a test"), _("Reminders reach this phone."))
    return _message(wishes, to, said, reverse("reminders"), "test", sign(note), urgent=True, seconds=60)


def _message(
    wishes: ReminderSettings,
    to: Subscription,
    said: Said,
    page: str,
    tag: str,
    token: str,
    *,
    urgent: bool,
    seconds: int,
) -> Message:
    buttons = [("done", said.done), ("later", said.later)]
    notification = {
        "title": said.title,
        "body": said.body,
        "lang": get_language(),
        "navigate": wishes.origin + page,
        "tag": tag,
        "renotify": True,
        "requireInteraction": urgent,
        "icon": static("icon-192.png"),
        "actions": [{"action": name, "title": title} for name, title in buttons if title],
        "data": {"page": page, "answer": reverse("remind"), "token": token},
    }
    body = json.dumps({"web_push": DECLARATIVE, "mutable": True, "notification": notification}, ensure_ascii=False)
    return Message(to.endpoint, to.p256dh, to.auth, body.encode(), f"{wishes.pk} {tag}", seconds, urgent)


def morning_mail(wishes: ReminderSettings, plan: Plan, address: str) -> EmailMessage:
    """Write the plan of a day as a mail. One click stops it, and a mail that comes back names whose it was."""
    token = sign_stop(wishes.pk)
    stop = wishes.origin + reverse("no_mail", args=[token])
    first = min((each.at for each in plan.reminders), default=plan.now)
    context = {
        "plain": wishes.plain,
        "rhythms": [(say(each.title), clock(each.next)) for each in plan.day.rhythms if each.next],
        "first": clock(first),
        "today": wishes.origin + reverse("today"),
        "stop": stop,
    }
    host = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return EmailMessage(
        _("Your plan for today"),
        render_to_string("recovery/morning_mail.txt", context),
        to=[address],
        headers={
            "Message-ID": make_msgid(quote(token, safe=""), host),
            "List-Unsubscribe": f"<{stop}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            "Auto-Submitted": "auto-generated",
        },
    )
