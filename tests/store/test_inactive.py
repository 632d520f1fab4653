"""Accounts that nobody uses: warned, then deleted, and only if a site wants that."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.mail import EmailMessage
from django.core.management import CommandError, call_command
from time_machine import TimeMachineFixture

from recovery.models import Episode, Person
from tests.clock import NOW
from tests.conftest import client_of, make_person
from tests.web.stage import begin, write

pytestmark = pytest.mark.django_db

YEAR = timedelta(days=365)


def prune() -> str:
    out = StringIO()
    call_command("prune", accounts=365, site="https://back.example", stdout=out)
    return out.getvalue().splitlines()[-1]


def test_without_the_option_nobody_is_warned_or_deleted(
    owner: Person, time_machine: TimeMachineFixture, mailoutbox: list[EmailMessage]
) -> None:
    time_machine.shift(10 * YEAR)
    call_command("prune", stdout=StringIO())
    assert (list(Person.objects.all()), mailoutbox) == ([owner], [])


def test_an_account_is_deleted_a_month_after_the_mail_and_a_year_after_the_visit(
    owner: Person, time_machine: TimeMachineFixture, mailoutbox: list[EmailMessage]
) -> None:
    begin(owner)
    time_machine.move_to(NOW + YEAR - timedelta(days=31))
    assert prune() == "0 accounts deleted, 0 warned"
    time_machine.shift(timedelta(days=2))
    assert prune() == "0 accounts deleted, 1 warned"
    [mail] = mailoutbox
    assert mail.to == ["owner@example.com"]
    assert "On 8 December 2027 we delete" in str(mail.body)
    assert "\nhttps://back.example\n" in str(mail.body)
    time_machine.shift(timedelta(days=29))
    assert prune() == "0 accounts deleted, 0 warned"
    time_machine.shift(timedelta(days=1))
    assert prune() == "1 accounts deleted, 0 warned"
    assert not Episode.objects.exists()


def test_who_comes_after_the_mail_keeps_the_account(owner: Person, time_machine: TimeMachineFixture) -> None:
    time_machine.move_to(NOW + YEAR)
    prune()
    client_of(owner)
    time_machine.shift(timedelta(days=60))
    assert prune() == "0 accounts deleted, 0 warned"
    assert Person.objects.get().warned_on is None


def test_a_plan_into_which_somebody_writes_is_in_use(owner: Person, time_machine: TimeMachineFixture) -> None:
    make_person("other@example.com")
    episode = begin(owner)
    time_machine.move_to(NOW + YEAR)
    write(episode, "walk", NOW + YEAR - timedelta(days=3), minutes=4, by="Ruth")
    assert prune() == "0 accounts deleted, 1 warned"
    assert Person.objects.get(warned_on__isnull=False).email == "other@example.com"


@pytest.mark.parametrize(("days", "site"), [(30, "https://back.example"), (365, None)])
def test_too_few_days_or_a_mail_without_an_address_are_refused(days: int, site: str | None) -> None:
    with pytest.raises(CommandError, match="at least 180 days, and the address"):
        call_command("prune", accounts=days, site=site, stdout=StringIO())
