"""The morning mail: at waking, to a confirmed address, stopped by one click or by mail that comes back."""

import io
import sys
from datetime import datetime, timedelta
from email.message import EmailMessage
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.management import call_command
from django.test import Client
from time_machine import TimeMachineFixture

from recovery.models import Episode, Reminder, ReminderSettings
from recovery.reminders.worker import Worker
from recovery.store.reminders import wish
from tests.reminders.stage import ORIGIN, drain, outcomes, wishes, write
from tests.web.stage import NOW, begin

pytestmark = pytest.mark.django_db
MORNING = NOW.replace(hour=7) + timedelta(days=1)


@pytest.fixture
def mailed(episode: Episode) -> Episode:
    """The owner's plan, with a mail each morning."""
    wish(episode, ORIGIN, mail=True)
    return episode


def wait_until(moment: datetime, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(moment, tick=False)
    worker = Worker()
    drain(worker)
    worker.pool.shutdown()


def test_the_mail_comes_at_waking_with_one_click_to_stop_it(mailed: Episode, time_machine: TimeMachineFixture) -> None:
    wait_until(MORNING - timedelta(seconds=1), time_machine)
    assert mail.outbox == []
    wait_until(MORNING, time_machine)
    [sent] = mail.outbox
    assert (sent.to, sent.subject) == (["owner@example.com"], "Your plan for today")
    assert "https://back.example/today/" in sent.body
    assert "ice" not in str(sent.body).lower()
    stop = sent.extra_headers["List-Unsubscribe"].strip("<>")
    assert sent.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert wishes(mailed).mail_sent_at == MORNING
    Client().post(stop.removeprefix(ORIGIN), {"List-Unsubscribe": "One-Click"})
    wait_until(MORNING + timedelta(days=1), time_machine)
    assert len(mail.outbox) == 1


def test_each_morning_has_one_mail(mailed: Episode, time_machine: TimeMachineFixture) -> None:
    for day in range(3):
        for minutes in (0, 5):
            wait_until(MORNING + timedelta(days=day, minutes=minutes), time_machine)
            write(mailed, "drink", MORNING + timedelta(days=day, minutes=minutes), ml=100)
    assert len(mail.outbox) == 3


def test_plain_words_list_the_day(mailed: Episode, time_machine: TimeMachineFixture) -> None:
    wish(mailed, ORIGIN, plain=True)
    wait_until(MORNING, time_machine)
    assert "- Ice, 20 minutes, first at " in mail.outbox[0].body


def test_no_mail_goes_to_an_address_that_is_not_confirmed_or_behind_an_emergency(
    mailed: Episode, time_machine: TimeMachineFixture
) -> None:
    EmailAddress.objects.update(verified=False)
    wait_until(MORNING, time_machine)
    EmailAddress.objects.update(verified=True)
    write(mailed, "check_in", MORNING, flags=["E1"], screened=True)
    wait_until(MORNING + timedelta(days=1), time_machine)
    assert mail.outbox == []


def test_a_guest_has_no_address(time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW, tick=False)
    wish(begin(), ORIGIN, mail=True)
    wait_until(MORNING, time_machine)
    assert mail.outbox == []


# --- mail that comes back


@pytest.mark.parametrize(("code", "outcome", "bounces"), [(550, "failed", 1), (450, "", 0)])
def test_a_refusal_for_good_counts_and_another_is_tried_again(
    mailed: Episode,
    time_machine: TimeMachineFixture,
    monkeypatch: pytest.MonkeyPatch,
    code: int,
    outcome: str,
    bounces: int,
) -> None:
    def refuse(message: object) -> None:
        raise SMTPRecipientsRefused({"owner@example.com": (code, b"no")})

    monkeypatch.setattr("django.core.mail.EmailMessage.send", refuse)
    wait_until(MORNING, time_machine)
    assert Reminder.objects.get(what="mail", at=MORNING).outcome == outcome
    assert wishes(mailed).mail_bounces == bounces


def test_a_mail_server_that_is_away_is_tried_again(
    mailed: Episode, time_machine: TimeMachineFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(message: object) -> None:
        raise SMTPServerDisconnected

    with monkeypatch.context() as patched:
        patched.setattr("django.core.mail.EmailMessage.send", away)
        wait_until(MORNING, time_machine)
    wait_until(MORNING + timedelta(seconds=6), time_machine)
    assert len(mail.outbox) == 1
    assert outcomes(mailed) == [("mail", "sent")]


def bounce(report: bytes, monkeypatch: pytest.MonkeyPatch) -> str:
    """Pipe a mail into the command, as a mail server does."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(report)))
    told = io.StringIO()
    call_command("bounce", stdout=told)
    return told.getvalue()


def report(about: EmailMessage, status: str) -> bytes:
    """The report of a mail server that could not deliver a mail (RFC 3464)."""
    made = EmailMessage()
    made["Subject"], made["From"], made["To"] = "Undelivered mail", "postmaster@example.com", "backcare@localhost"
    made.set_content("Sorry.")
    made.make_mixed()
    lines = (
        f"Reporting-MTA: dns; mx.example.com\r\n\r\nFinal-Recipient: rfc822; owner@example.com\r\nStatus: {status}\r\n"
    )
    head = "\r\n".join(f"{name}: {value}" for name, value in about.items())
    return (
        made.as_bytes().replace(b"multipart/mixed", b"multipart/report").rstrip().removesuffix(b"--")
        + f"\r\nContent-Type: message/delivery-status\r\n\r\n{lines}\r\n".encode()
        + f"--{made.get_boundary()}\r\nContent-Type: text/rfc822-headers\r\n\r\n{head}\r\n".encode()
        + f"--{made.get_boundary()}--\r\n".encode()
    )


def test_the_second_mail_that_came_back_stops_the_mail(
    mailed: Episode, time_machine: TimeMachineFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait_until(MORNING, time_machine)
    about = mail.outbox[0].message()
    assert bounce(report(about, "4.4.1"), monkeypatch) == "not about mail of ours that came back for good\n"
    assert bounce(report(about, "5.1.1"), monkeypatch) == "counted\n"
    assert (wishes(mailed).mail, wishes(mailed).mail_bounces) == (True, 1)
    assert bounce(report(about, "5.1.1"), monkeypatch) == "counted\n"
    assert (wishes(mailed).mail, wishes(mailed).mail_bounces) == (False, 2)
    assert not Reminder.objects.filter(what="mail", ended_at=None).exists()


@pytest.mark.parametrize(
    "text", [b"", b"\xff\xfe", b"Subject: hello\r\n\r\nStatus: 5.1.1", b"Message-ID: <1.2.3.x@y>\r\n\r\n"]
)
def test_other_mail_changes_nothing(mailed: Episode, monkeypatch: pytest.MonkeyPatch, text: bytes) -> None:
    assert bounce(text, monkeypatch) == "not about mail of ours that came back for good\n"
    assert ReminderSettings.objects.get().mail_bounces == 0
