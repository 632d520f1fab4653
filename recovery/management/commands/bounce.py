"""Read one mail that came back from standard input, and count it for its person. A mail server pipes it here."""

import re
import sys
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any
from urllib.parse import unquote

from django.core.management.base import BaseCommand
from django.core.signing import BadSignature

from recovery.reminders.tokens import read_stop
from recovery.store.sending import count_bounce

MOST = 1_000_000  # bytes of a mail that are read
OURS = re.compile(r"<\d+\.\d+\.\d+\.([^@>\s]+)@")


class Command(BaseCommand):
    """`manage.py bounce < MAIL`. Mail that says nothing about a morning mail of ours changes nothing."""

    help = __doc__ or ""

    def handle(self, **options: Any) -> None:
        """Count it, and print what was done."""
        mail = message_from_bytes(sys.stdin.buffer.read(MOST), policy=policy.default)
        whose = _whose(mail) if isinstance(mail, EmailMessage) else None
        if whose is not None and _is_permanent(mail):
            count_bounce(whose)
            self.stdout.write("counted")
        else:
            self.stdout.write("not about mail of ours that came back for good")


def _whose(mail: EmailMessage) -> int | None:
    """Find the signed Message-ID of our mail in what came back, so that nobody can stop the mail of others."""
    for found in OURS.findall(mail.as_string()):
        try:
            return read_stop(unquote(found))
        except BadSignature:
            continue
    return None


def _is_permanent(mail: EmailMessage) -> bool:
    """True if the report says that it failed for good (RFC 3464)."""
    parts = [part for part in mail.walk() if part.get_content_type() == "message/delivery-status"]
    return any(re.search(r"^Status:\s*5\.", part.as_string(), re.M | re.I) for part in parts)
